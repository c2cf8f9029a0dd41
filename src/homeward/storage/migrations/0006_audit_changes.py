from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import homeward.storage.fields

LOCK = {
    "sqlite": [
        "CREATE TRIGGER audit_change_refuses_update BEFORE UPDATE ON audit_change"
        " BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END"
    ],
    "postgresql": [
        "CREATE TRIGGER audit_change_refuses_update BEFORE UPDATE ON audit_change"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
    ],
}
UNLOCK = {
    "sqlite": ["DROP TRIGGER audit_change_refuses_update"],
    "postgresql": ["DROP TRIGGER audit_change_refuses_update ON audit_change"],
}


def _lock(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in LOCK[editor.connection.vendor]:
        editor.execute(statement)


def _unlock(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNLOCK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("storage", "0005_claim_reviews")]

    operations = [
        migrations.AddField("auditentryrow", "change_sha256", models.CharField(max_length=64, null=True)),
        migrations.CreateModel(
            name="ChangeRow",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("salt", models.CharField(max_length=32)),
                ("content", homeward.storage.fields.ExactJSONField()),
            ],
            options={
                "db_table": "audit_change",
            },
        ),
        migrations.RunPython(_lock, _unlock),
    ]
