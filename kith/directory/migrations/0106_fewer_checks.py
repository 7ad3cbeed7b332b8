"""The keys that `0107_source_guard` holds in another way, and those of derived rows, are let go.

In one statement and one step of the state: changed field by field, the models of all rooms would be
made anew thirty times.
"""

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

GO = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT conrelid::regclass AS "table", conname FROM pg_constraint
        WHERE contype = 'f' AND conrelid::regclass::text LIKE 'directory\\_%' AND (
            confrelid = 'directory_source'::regclass
                AND conrelid <> 'directory_importrun'::regclass
            OR conrelid IN ('directory_listing'::regclass, 'directory_listingcard'::regclass,
                'directory_datedhours'::regclass))
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one."table", one.conname);
    END LOOP;
END $$;
"""

SOURCED = (
    "accessibility address attribute contact costoption funding language location metadata "
    "metatabledescription organization organizationidentifier phone program requireddocument "
    "schedule service servicearea serviceatlocation servicecapacity servicetext synonym "
    "taxonomy taxonomyterm termname unit url"
).split()



def key(name, field, to, *, kind=models.ForeignKey, **options):
    """The same key as before, which the database no longer checks."""
    options = {"on_delete": CASCADE, **options}
    return migrations.AlterField(
        name, field, kind(db_constraint=False, to=f"directory.{to}", **options)
    )


STATE = [
    *(
        key(name, "source", "source", blank=True, null=True, on_delete=PROTECT, related_name="+")
        for name in SOURCED
    ),
    key("datedhours", "listing", "listing", related_name="dated_hours"),
    key("listing", "location", "location", null=True, related_name="+"),
    key("listing", "service", "service", related_name="listings"),
    key(
        "listingcard", "listing", "listing", kind=models.OneToOneField, primary_key=True,
        related_name="card", serialize=False,
    ),
]  # fmt: skip


class LetGo(migrations.RunSQL):
    """The models are made once, after the last field has changed."""

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)


class Migration(migrations.Migration):
    dependencies = [("directory", "0105_export")]
    operations = [LetGo(GO, migrations.RunSQL.noop, state_operations=STATE)]
