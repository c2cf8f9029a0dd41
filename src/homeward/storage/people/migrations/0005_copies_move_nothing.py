from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _work_out_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """A copy of a text could move events of the cases kept before."""
    apps.get_model("people", "PersonRow").objects.update(sha256="")
    apps.get_model("people", "CaseRow").objects.update(worked_out_from="")
    apps.get_model("people", "RevisionRow").objects.filter(name="people").update(number=models.F("number") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_work_out_anew"),
    ]

    operations = [
        migrations.RunPython(_work_out_anew, migrations.RunPython.noop),
    ]
