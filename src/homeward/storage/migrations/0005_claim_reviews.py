import django.db.models.deletion
from django.db import migrations, models

import homeward.storage.fields


class Migration(migrations.Migration):
    dependencies = [("storage", "0002_search_and_triggers")]

    operations = [
        migrations.CreateModel(
            name="ClaimReviewRow",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("act", models.CharField(max_length=16)),
                ("about_id", models.CharField(db_index=True, max_length=16)),
                ("claim_id", models.CharField(db_index=True, max_length=16)),
                ("content", homeward.storage.fields.ExactJSONField()),
                ("by", homeward.storage.fields.ExactTextField()),
                ("at", models.CharField(max_length=40)),
                ("note", homeward.storage.fields.ExactTextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claim_reviews",
                        to="storage.documentrow",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undone",
                        to="storage.claimreviewrow",
                    ),
                ),
            ],
            options={
                "db_table": "claim_review",
            },
        ),
    ]
