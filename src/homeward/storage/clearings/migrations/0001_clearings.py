from django.db import migrations, models

import homeward.storage.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ClearingRow",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("person_id", models.CharField(db_index=True, max_length=16)),
                ("line_sha256", models.CharField(max_length=64)),
                ("by", homeward.storage.fields.ExactTextField()),
                ("at", models.CharField(max_length=40)),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=models.deletion.CASCADE,
                        related_name="undone",
                        to="clearings.clearingrow",
                    ),
                ),
            ],
            options={
                "db_table": "clearing",
            },
        ),
        migrations.CreateModel(
            name="FamilyLeaveRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", homeward.storage.fields.ExactTextField(unique=True)),
                ("person_id", models.CharField(max_length=16)),
                ("by", homeward.storage.fields.ExactTextField()),
                ("at", models.CharField(max_length=40)),
            ],
            options={
                "db_table": "family_leave",
            },
        ),
    ]
