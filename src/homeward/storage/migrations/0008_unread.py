"""A reading says what of its text it did not read; those kept before read all of theirs."""

from django.db import migrations

import homeward.storage.fields


class Migration(migrations.Migration):
    dependencies = [("storage", "0007_delete_worked_out")]
    operations = [
        migrations.AddField("readingrow", "unread", homeward.storage.fields.ExactJSONField(default=list)),
    ]
