"""Makes the table in which attempts are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, that of attempts."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="AttemptRow",
            fields=[
                ("key_sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.JSONField()),
                ("until", models.FloatField(db_index=True)),
            ],
            options={"db_table": "attempt"},
        ),
    ]
