"""Every listed row has its source: asked once a statement, not once a row.

A foreign key looks the source up again for each of the 750,000 rows of a large import, a tenth of
its time, for an answer that is always the same. These triggers hold the same truth: what is written
names a source that is there (and keeps it from going until the end of the transaction), and a
source with rows is not deleted. They see past row policies, as a foreign key does.
"""

from django.db import migrations

TABLES = (
    "taxonomy taxonomyterm termname organization organizationidentifier program unit service "
    "location serviceatlocation contact phone address accessibility language schedule costoption "
    "funding servicearea requireddocument servicecapacity url attribute metadata "
    "metatabledescription servicetext synonym"
).split()

FUNCTIONS = """
CREATE FUNCTION directory_source_is_there(one uuid, of_table text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM directory_source WHERE id = one FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING
            MESSAGE = format('%s names a source that is not there: %s', of_table, one);
    END IF;
END $$;

CREATE FUNCTION directory_sources_are_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one uuid;
BEGIN
    FOR one IN SELECT DISTINCT source_id FROM added WHERE source_id IS NOT NULL LOOP
        PERFORM directory_source_is_there(one, TG_TABLE_NAME);
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION directory_new_source_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM directory_source_is_there(NEW.source_id, TG_TABLE_NAME);
    RETURN NULL;
END $$;

CREATE FUNCTION directory_source_has_no_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found boolean; of_table text;
BEGIN
    FOREACH of_table IN ARRAY TG_ARGV[0]::text[] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE source_id = $1)', of_table)
            INTO found USING OLD.id;
        IF found THEN
            RAISE foreign_key_violation USING
                MESSAGE = format('source %s still has rows in %s', OLD.id, of_table);
        END IF;
    END LOOP;
    RETURN OLD;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER source_is_there AFTER INSERT ON directory_{table} REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION directory_sources_are_there();
CREATE TRIGGER new_source_is_there AFTER UPDATE ON directory_{table} FOR EACH ROW
    WHEN (NEW.source_id IS DISTINCT FROM OLD.source_id AND NEW.source_id IS NOT NULL)
    EXECUTE FUNCTION directory_new_source_is_there();
"""
GUARD = f"""
CREATE TRIGGER source_has_no_rows BEFORE DELETE ON directory_source FOR EACH ROW
    EXECUTE FUNCTION directory_source_has_no_rows(
        '{{{",".join(f"directory_{name}" for name in TABLES)}}}');
"""
FORWARD = FUNCTIONS + "".join(TRIGGERS.format(table=name) for name in TABLES) + GUARD
BACKWARD = (
    "".join(
        f"DROP TRIGGER source_is_there ON directory_{name};"
        f" DROP TRIGGER new_source_is_there ON directory_{name};"
        for name in TABLES
    )
    + "DROP TRIGGER source_has_no_rows ON directory_source;"
    " DROP FUNCTION directory_source_has_no_rows(); DROP FUNCTION directory_new_source_is_there();"
    " DROP FUNCTION directory_sources_are_there(); DROP FUNCTION directory_source_is_there(uuid, text);"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0106_fewer_checks")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
