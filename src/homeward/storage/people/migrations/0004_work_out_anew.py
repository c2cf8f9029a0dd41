from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _work_out_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Cases order custody of a year otherwise than those kept before, and reasons name States."""
    apps.get_model("people", "PersonRow").objects.update(sha256="")
    apps.get_model("people", "CaseRow").objects.update(worked_out_from="")
    apps.get_model("people", "RevisionRow").objects.filter(name="people").update(number=models.F("number") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_worked_out_at"),
    ]

    operations = [
        migrations.RunPython(_work_out_anew, migrations.RunPython.noop),
    ]
