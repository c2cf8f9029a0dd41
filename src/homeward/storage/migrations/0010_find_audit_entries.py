from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _index_what_it_is_on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let SQLite find entries by what they are on; PostgreSQL's indexes hold no text as long as it may be."""
    if editor.connection.vendor == "sqlite":
        editor.execute('CREATE INDEX audit_by_object ON audit_entry ("on", number)')


class Migration(migrations.Migration):
    dependencies = [("storage", "0009_long_texts_in_search")]

    operations = [
        migrations.AddIndex("auditentryrow", models.Index(fields=("who", "number"), name="audit_by_whom")),
        migrations.AddIndex("auditentryrow", models.Index(fields=("what", "number"), name="audit_by_what")),
        migrations.RunPython(_index_what_it_is_on, migrations.RunPython.noop),
    ]
