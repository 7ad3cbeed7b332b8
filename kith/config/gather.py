"""Collects static files where the web server finds them. `python -m kith.config.gather`."""

import os


def main() -> None:
    """Safe to run again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
