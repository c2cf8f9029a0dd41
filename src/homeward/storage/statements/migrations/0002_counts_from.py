from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the day from which on a statement counts; kept.py makes the rows of every document anew."""

    dependencies = [("statements", "0001_statements")]

    operations = [
        migrations.AddField(
            model_name="statementrow",
            name="counts_from",
            field=models.CharField(default="", max_length=10),
            preserve_default=False,
        ),
        migrations.RemoveIndex(model_name="statementrow", name="statements_latest_first"),
        migrations.RemoveIndex(model_name="statementrow", name="statements_earliest_first"),
        migrations.AddIndex(
            model_name="statementrow",
            index=models.Index(
                fields=["kind", "-first", "start", "document", "place", "counts_from"], name="statements_latest_first"
            ),
        ),
        migrations.AddIndex(
            model_name="statementrow",
            index=models.Index(
                fields=["kind", "first", "-start", "document", "place", "counts_from"], name="statements_earliest_first"
            ),
        ),
    ]
