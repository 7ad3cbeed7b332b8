"""Make the database ready: roles, extensions, migrations, policies. Run as the owner.

`python -m kith.config.prepare`, with the server running.
"""

import os


def main() -> None:
    """Safe to run again."""
    os.environ["KITH_ROLE"] = "kith_owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

    from kith.config import database

    database.prepare()

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
