"""The tables of deadlines. A case that is written anew loses its rows, and so is looked at again."""

from django.db import models

from homeward.storage.fields import ExactJSONField
from homeward.storage.people.models import CaseRow


class LookedAtRow(models.Model):
    """That a case was looked at for what is coming after a day (ISO 8601), by all that was reported up to it."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="looked_at")
    as_of = models.CharField(max_length=10)

    class Meta:
        """Its name in the database."""

        db_table = "case_looked_at"
        constraints = (models.UniqueConstraint(fields=("case", "as_of"), name="one_look_a_day"),)


class DeadlineRow(models.Model):
    """Something that is coming in a case after a day, or ought to have been done by then: the one at `place` of such.

    It is ordered by whether it is without end, by its first and last day (ISO 8601; both "" for what ought to have been
    done), and by the person's name. `content` is what a list says of it.
    """

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="deadlines")
    as_of = models.CharField(max_length=10)
    is_overdue = models.BooleanField()
    place = models.PositiveIntegerField()
    endless = models.BooleanField()
    first = models.CharField(max_length=10)
    last = models.CharField(max_length=10)
    order = models.CharField(max_length=256)
    content = ExactJSONField()

    class Meta:
        """Its name in the database, and the order it is read in."""

        db_table = "deadline"
        indexes = (
            models.Index(
                fields=("as_of", "is_overdue", "endless", "first", "last", "order", "case", "place"),
                name="deadlines_in_order",
            ),
        )
