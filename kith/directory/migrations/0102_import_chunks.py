"""What the import asks of the database besides its tables.

Staged rows are worth less than the journal they would fill: after a crash of the server the file is
read again. They are gone in a minute, so nobody compresses them either.

Right after a first import the planner still takes the directory for empty, and renewing the listings
becomes a walk through all rows for each row. Only an owner may renew statistics, so a function of
the owner's does it, for tables of the directory and nothing else.
"""

from django.db import migrations

CHUNKS = (
    "ALTER TABLE directory_importchunk SET UNLOGGED;"
    " ALTER TABLE directory_importchunk ALTER COLUMN payload SET STORAGE EXTERNAL"
)
STATISTICS = """
CREATE FUNCTION directory_renew_statistics(tables text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        IF name ~ '^directory_[a-z]+$' THEN EXECUTE format('ANALYZE public.%I', name); END IF;
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0101_confidential")]

    operations = [
        migrations.RunSQL(CHUNKS, migrations.RunSQL.noop),
        migrations.RunSQL(STATISTICS, "DROP FUNCTION directory_renew_statistics(text[])"),
    ]
