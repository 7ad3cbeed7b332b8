"""Migrations are linear, and the models have no change that lacks one."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> int:
    import django
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    loader = MigrationLoader(None)
    ours = {app for app, _ in loader.disk_migrations if _is_ours(app)}
    forked = {app: loader.graph.leaf_nodes(app) for app in ours}
    faults = [
        f"{app} has {len(leaves)} ends: {leaves}"
        for app, leaves in forked.items()
        if len(leaves) != 1
    ]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    import warnings

    warnings.simplefilter("ignore")  # no server runs here: the history check is not ours to make
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    except SystemExit as missing:
        print("A model changed without a migration: run `kith makemigrations`.", file=sys.stderr)
        return int(missing.code or 1)
    print(f"Migrations of {len(ours)} rooms: linear and complete.")
    return 0


def _is_ours(app: str) -> bool:
    from django.apps import apps

    return apps.get_app_config(app).name.startswith("kith.")


if __name__ == "__main__":
    sys.exit(main())
