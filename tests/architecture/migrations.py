"""Migrations are linear and quick, and the models have no change that lacks one."""

import os
import sys
from typing import Any

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
    faults += [
        f"{app}.{name} only creates tables: derive it from kith.core.founding.Founding, "
        "or each table takes a second when Kith is set up"
        for (app, name), migration in loader.disk_migrations.items()
        if _is_ours(app) and _is_slow(migration)
    ]
    faults += [
        f"{app}.{name} changes tables in many steps: derive it from kith.core.changing.Changing, "
        "or each step takes half a second when Kith is set up"
        for (app, name), migration in loader.disk_migrations.items()
        if _is_ours(app) and _has_many_steps(migration)
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


def _is_slow(migration: Any) -> bool:
    """A single table is no matter."""
    from django.db.migrations.operations import CreateModel

    from kith.core.founding import Founding, makes_tables_only

    tables = sum(isinstance(one, CreateModel) for one in migration.operations)
    is_founding = isinstance(migration, Founding)
    return tables > 1 and makes_tables_only(migration) and not is_founding


FEW = 5


def _has_many_steps(migration: Any) -> bool:
    """Such as make the models of every room anew."""
    from django.db.migrations.operations import RunPython, RunSQL

    from kith.core.changing import Changing

    steps = sum(not isinstance(one, RunSQL | RunPython) for one in migration.operations)
    return steps > FEW and not isinstance(migration, Changing)


def _is_ours(app: str) -> bool:
    from django.apps import apps

    return apps.get_app_config(app).name.startswith("kith.")


if __name__ == "__main__":
    sys.exit(main())
