"""Staged rows of an import are worth less than the journal they would fill: after a crash of the
server the file is read again. They are gone in a minute, so nobody compresses them either."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0101_confidential")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE directory_importchunk SET UNLOGGED;"
            " ALTER TABLE directory_importchunk ALTER COLUMN payload SET STORAGE EXTERNAL",
            "ALTER TABLE directory_importchunk ALTER COLUMN payload SET STORAGE EXTENDED;"
            " ALTER TABLE directory_importchunk SET LOGGED",
        )
    ]
