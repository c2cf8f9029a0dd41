"""The tables of variants; nothing outside this room sees a row."""

from django.db import models

from homeward.storage.fields import ExactJSONField, ExactTextField


class VariantRow(models.Model):
    """One variant under its name."""

    number = models.BigAutoField(primary_key=True)
    name = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "variant"


class VariantVersionRow(models.Model):
    """One version of a variant; versions are only ever added."""

    variant = models.ForeignKey(VariantRow, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = ExactTextField()
    asked = ExactJSONField()
    by = ExactTextField()
    at = models.CharField(max_length=40)
    note = ExactTextField()
    rests_on = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "variant_version"
        constraints = (models.UniqueConstraint(fields=("variant", "version"), name="one_text_a_version"),)
