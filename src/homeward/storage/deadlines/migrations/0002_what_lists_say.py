from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import homeward.storage.fields


def _look_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Rows from before say only where a deadline stands."""
    for name in ("DeadlineRow", "LookedAtRow"):
        apps.get_model("deadlines", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_deadlines")]

    operations = [
        migrations.RunPython(_look_anew, migrations.RunPython.noop),
        migrations.AddField("deadlinerow", "content", homeward.storage.fields.ExactJSONField(default=None), False),
    ]
