"""Policies and composite keys for every owned table, made after each migration.

Nobody has to remember them: a table with `organization_id` gets a policy, its history gets the same
one, and every foreign key between owned tables carries the organisation with it. A model whose rows
belong to more than one organisation says so in ROW_POLICY; one whose readers may not all write says
who may in ROW_WRITES; a foreign key that crosses organisations on purpose is named in CROSSES.
History and logs can be added to and read, never changed, by whoever serves.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from kith.accounts.tenancy import grants

POLICY, READERS = "kith_tenant", "kith_readers"
OWNED = "organization_id = kith_organization()"

FUNCTIONS = """
CREATE OR REPLACE FUNCTION kith_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('kith.organization', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION kith_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('kith.user', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION kith_code() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('kith.code', true), '') $$;
"""


def is_owned(model: type[models.Model]) -> bool:
    """Whether rows of this model belong to an organisation of the installation."""
    from kith.accounts.models import Organization

    field = next((f for f in model._meta.local_fields if f.column == "organization_id"), None)
    if field is None or not model._meta.app_config.name.startswith("kith."):
        return False
    if field.remote_field is None:
        return field.name == "organization_id"  # history and logs outlive what they speak of
    return field.remote_field.model is Organization


def owned_models() -> list[type[models.Model]]:
    """Every model behind a row policy, history tables included."""
    return [m for m in apps.get_models(include_auto_created=True) if is_owned(m)]


def policy_of(model: type[models.Model]) -> str:
    """The condition under which a row is seen. History is seen by whoever may write the row."""
    tracked = getattr(model, "pgh_tracked_model", None)
    return writes_of(tracked) if tracked else getattr(model, "ROW_POLICY", OWNED)


def writes_of(model: type[models.Model]) -> str:
    """The condition under which a row is written, where reading it is not enough."""
    tracked = getattr(model, "pgh_tracked_model", None) or model
    return getattr(tracked, "ROW_WRITES", getattr(tracked, "ROW_POLICY", OWNED))


def secure() -> None:
    """Make it so. Runs as the owner, after each migration; safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        existing = set(connection.introspection.table_names(cursor))
        tables = [m for m in owned_models() if m._meta.db_table in existing]
        for statement in _statements(tables, existing):
            cursor.execute(statement)


def _statements(tables: list[type[models.Model]], existing: set[str]) -> Iterator[str]:
    for model in tables:
        yield from _policy_statements(model)
    for model in tables:
        yield from _composite_keys(model, {m._meta.db_table for m in tables})
    if "accounts_organizationevent" in existing:
        yield from _organization_statements()
    yield from (grants.append_only(table) for table in grants.append_only_tables() & existing)
    yield from (grants.never_removed(table) for table in grants.NEVER_REMOVED & existing)


def _policy_statements(model: type[models.Model]) -> Iterator[str]:
    table, reads, writes = model._meta.db_table, policy_of(model), writes_of(model)
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS {POLICY} ON "{table}"'
    yield f'DROP POLICY IF EXISTS {READERS} ON "{table}"'
    yield f'CREATE POLICY {POLICY} ON "{table}" USING ({writes}) WITH CHECK ({writes})'
    if reads != writes:
        yield f'CREATE POLICY {READERS} ON "{table}" FOR SELECT USING ({reads})'


def _organization_statements() -> Iterator[str]:
    """Organisations are read by everybody, founded by the installation, changed by themselves."""
    own = "id = kith_organization()"
    for table in ("accounts_organization", "accounts_organizationevent"):
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        for name in ("kith_reads", "kith_founds", "kith_changes"):
            yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
    table = '"accounts_organization"'
    yield f"CREATE POLICY kith_reads ON {table} FOR SELECT USING (true)"
    yield f"CREATE POLICY kith_founds ON {table} FOR INSERT WITH CHECK (true)"
    yield f"CREATE POLICY kith_changes ON {table} FOR UPDATE USING ({own}) WITH CHECK ({own})"
    table = '"accounts_organizationevent"'
    yield f"CREATE POLICY kith_reads ON {table} FOR SELECT USING ({own})"
    yield f"CREATE POLICY kith_founds ON {table} FOR INSERT WITH CHECK ({own})"


def _composite_keys(model: type[models.Model], owned: set[str]) -> Iterator[str]:
    """Foreign keys as (organization_id, id): a row cannot point into another organisation."""
    if hasattr(model, "pgh_tracked_model"):
        return
    crosses = set(getattr(model, "CROSSES", ()))
    for field in model._meta.local_fields:
        target = field.remote_field and field.remote_field.model._meta.db_table
        if not isinstance(field, models.ForeignKey) or target not in owned or field.name in crosses:
            continue
        unique, name = f"{target}_of"[:60], f"{model._meta.db_table}_{field.column}_of"[:60]
        yield _unless_exists(
            unique, f'ALTER TABLE "{target}" ADD CONSTRAINT "{unique}" UNIQUE (organization_id, id)'
        )
        yield _unless_exists(
            name,
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{name}" FOREIGN KEY'
            f' (organization_id, "{field.column}") REFERENCES "{target}" (organization_id, id)'
            " DEFERRABLE INITIALLY DEFERRED",
        )


def _unless_exists(constraint: str, statement: str) -> str:
    # Every name in the statement comes from the models.
    missing = f"NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{constraint}')"  # noqa: S608
    return f"DO $$ BEGIN IF {missing} THEN {statement}; END IF; END $$"
