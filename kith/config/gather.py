"""Collects static files where the web server finds them. `python -m kith.config.gather`."""

import os

NOT_SERVED = ["django_htmx", "paper"]
"""Scripts of a package that the front end brings itself, and fonts that only documents are set in:
making them small takes longer than all the rest."""


def main() -> None:
    """Safe to run again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_SERVED)


if __name__ == "__main__":
    main()
