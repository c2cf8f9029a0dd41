"""The table of attempts; nothing outside this room sees a row."""

from django.db import models


class AttemptRow(models.Model):
    """Something counted, or used up, until a moment (seconds since 1970); of its key the SHA-256 alone is kept."""

    key_sha256 = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    until = models.FloatField(db_index=True)

    class Meta:
        """Its name in the database."""

        db_table = "attempt"
