from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_spellings_and_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="revisionrow",
            name="worked_out_at",
            field=models.CharField(default="", max_length=40),
        ),
    ]
