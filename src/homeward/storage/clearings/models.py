"""The tables of clearings; nothing outside this room sees a row."""

from django.db import models

from homeward.storage.fields import ExactTextField


class ClearingRow(models.Model):
    """One clearing, or (where `undoes` is set) the taking back of one; rows are only ever added."""

    number = models.BigAutoField(primary_key=True)
    person_id = models.CharField(max_length=16, db_index=True)
    line_sha256 = models.CharField(max_length=64)
    by = ExactTextField()
    at = models.CharField(max_length=40)
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone")

    class Meta:
        """Its name in the database."""

        db_table = "clearing"


class FamilyLeaveRow(models.Model):
    """Leave for one account to see one family page."""

    name = ExactTextField(unique=True)
    person_id = models.CharField(max_length=16)
    by = ExactTextField()
    at = models.CharField(max_length=40)

    class Meta:
        """Its name in the database."""

        db_table = "family_leave"
