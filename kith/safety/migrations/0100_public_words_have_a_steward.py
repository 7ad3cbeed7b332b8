"""Crisis words and helplines are read by everybody and written by their steward alone.

They have no `organization_id`, since a tenant's policy would hide them from the public pages; so
their own policies stand here.
"""

from django.db import migrations

TABLES = ("safety_crisiswords", "safety_helpline")


def _guard(table: str) -> str:
    return f"""
    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
    CREATE POLICY kith_reads ON "{table}" FOR SELECT USING (true);
    CREATE POLICY kith_adds ON "{table}" FOR INSERT WITH CHECK (steward_id = kith_organization());
    CREATE POLICY kith_changes ON "{table}" FOR UPDATE
      USING (steward_id = kith_organization()) WITH CHECK (steward_id = kith_organization());
    """


def _unguard(table: str) -> str:
    names = ("kith_reads", "kith_adds", "kith_changes")
    drops = "".join(f'DROP POLICY {name} ON "{table}";' for name in names)
    return f'{drops} ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;'


FUNCTION = """
CREATE OR REPLACE FUNCTION kith_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('kith.organization', true), '')::uuid $$;
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        *(migrations.RunSQL(_guard(table), _unguard(table)) for table in TABLES),
    ]
