"""Staged rows of an import are worth less than the journal they would fill: after a crash of the
server the file is read again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0101_confidential")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE directory_importchunk SET UNLOGGED",
            "ALTER TABLE directory_importchunk SET LOGGED",
        )
    ]
