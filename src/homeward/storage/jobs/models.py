"""The table of jobs; nothing outside this room sees a row."""

from django.db import models

from homeward.storage.fields import ExactJSONField, ExactTextField


class JobRow(models.Model):
    """One job; `heard_at` is when its worker last said that it goes on, `begun` how often one began it."""

    number = models.BigAutoField(primary_key=True)
    job_id = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=32, db_index=True)
    key = models.CharField(max_length=64, db_index=True)
    input = ExactJSONField()
    who = ExactTextField()
    status = models.CharField(max_length=16, db_index=True)
    asked_at = models.CharField(max_length=40)
    started_at = models.CharField(max_length=40, null=True)
    ended_at = models.CharField(max_length=40, null=True)
    heard_at = models.CharField(max_length=40, default="")
    begun = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    of = models.PositiveBigIntegerField(default=0)
    words = ExactTextField(default="")
    result = ExactJSONField(null=True)
    trouble = ExactTextField(null=True)
    rests_on = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "job"
