"""What was edited here, and what an import changed, remembered by the rows themselves.

A trigger on every imported table, because whoever edits (a form, an undo, a merge, the shell) must
not be able to forget it. During an import (`kith.import_run`) it keeps the row as it was; otherwise
it notes which columns no longer say what the source said. A first import only inserts, a repeated
one changes few rows: neither pays for it.

A digest of a street or of coordinates could be guessed. So everything remembered about a place goes
when it becomes confidential; the runs of its source cannot be taken back any more.
"""

from django.db import migrations

TABLES = (
    "taxonomy taxonomyterm organization organizationidentifier program unit service location "
    "serviceatlocation contact phone address accessibility language schedule costoption funding "
    "servicearea requireddocument servicecapacity url attribute metadata metatabledescription"
).split()

FUNCTIONS = """
CREATE FUNCTION directory_note_own_words(name text, was jsonb, became jsonb) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO directory_ownword ("table", row_id, "column", base, at)
    SELECT name, (was ->> 'id')::uuid, o.key, md5(o.value::text), now()
    FROM jsonb_each(was) o JOIN jsonb_each(became) n USING (key)
    WHERE o.value IS DISTINCT FROM n.value AND o.key <> ALL (ARRAY['modified_at', 'extra',
        'source_id', 'external_id', 'steward_id', 'next_check_on', 'confidentiality',
        'do_not_list', 'do_not_refer', 'do_not_reason', 'stands_for_id'])
    ON CONFLICT (row_id, "table", "column") DO UPDATE
        SET base = excluded.base, at = excluded.at, overruled_by = NULL
        WHERE directory_ownword.overruled_by IS NOT NULL;
    DELETE FROM directory_ownword w USING jsonb_each(became) n
    WHERE w."table" = name AND w.row_id = (was ->> 'id')::uuid AND w."column" = n.key
        AND w.base = md5(n.value::text);
$$;

CREATE FUNCTION directory_forget_before(place uuid, of_source uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT confidentiality FROM directory_location WHERE id = place) = 'full' THEN
        RAISE EXCEPTION 'history is forgotten for confidential locations only';
    END IF;
    DELETE FROM directory_ownword WHERE "table" = 'directory_location' AND row_id = place;
    DELETE FROM directory_importbefore WHERE run_id IN
        (SELECT id FROM directory_importrun WHERE source_id = of_source);
    UPDATE directory_importrun SET moment = NULL
        WHERE source_id = of_source AND moment IS NOT NULL;
END $$;

CREATE FUNCTION directory_remember() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE run text := current_setting('kith.import_run', true);
BEGIN
    IF TG_TABLE_NAME = 'directory_location' AND TG_OP = 'UPDATE'
            AND to_jsonb(NEW) ->> 'confidentiality' <> 'full' THEN
        PERFORM directory_forget_before(OLD.id, OLD.source_id);
    ELSIF run = 'undo' THEN
        RETURN NULL;
    ELSIF run <> '' THEN
        INSERT INTO directory_importbefore (organization_id, run_id, "table", row_id, before)
        VALUES (kith_organization(), run::uuid, TG_TABLE_NAME, OLD.id, to_jsonb(OLD))
        ON CONFLICT DO NOTHING;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM directory_ownword WHERE "table" = TG_TABLE_NAME AND row_id = OLD.id;
        INSERT INTO directory_ownword ("table", row_id, "column", base, at)
        VALUES (TG_TABLE_NAME, OLD.id, '', '', now());
    ELSE
        PERFORM directory_note_own_words(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW));
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER directory_remember AFTER UPDATE OR DELETE ON directory_{table}
    FOR EACH ROW WHEN (OLD.source_id IS NOT NULL) EXECUTE FUNCTION directory_remember();
"""
BACKWARD = "".join(f"DROP TRIGGER directory_remember ON directory_{name};" for name in TABLES) + (
    "DROP FUNCTION directory_remember(); DROP FUNCTION directory_forget_before(uuid, uuid);"
    " DROP FUNCTION directory_note_own_words(text, jsonb, jsonb);"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0103_own_words")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS + "".join(TRIGGER.format(table=name) for name in TABLES), BACKWARD
        )
    ]
