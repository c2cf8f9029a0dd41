"""The tables that lists of statements are filtered by. Deleting a row loses nothing: kept.py makes it of claims."""

from django.db import models

from homeward.storage.fields import ExactTextField
from homeward.storage.models import DocumentRow


class StatementRow(models.Model):
    """A claim that counts and says what was said, or gives a number of people.

    `place` is where it stands among all the claims of its document that count. `first` and `last` are the days (ISO
    8601) between which it was said, both "" where that is not known; of a day of every year only `first` is kept.
    `via` and `about` are in small letters, names parted by `kept.BETWEEN`. `counts_from` is the day (ISO 8601) from
    which on the document counts, "" for always.
    """

    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="statements")
    place = models.PositiveIntegerField()
    claim_id = models.CharField(max_length=16)
    kind = models.CharField(max_length=64)
    start = models.PositiveBigIntegerField()
    first = models.CharField(max_length=10)
    last = models.CharField(max_length=10)
    via = ExactTextField()
    about = ExactTextField()
    counts_from = models.CharField(max_length=10)

    class Meta:
        """Its name in the database, and the orders it is read in."""

        db_table = "statement"
        indexes = (
            models.Index(
                fields=("kind", "-first", "start", "document", "place", "counts_from"), name="statements_latest_first"
            ),
            models.Index(
                fields=("kind", "first", "-start", "document", "place", "counts_from"), name="statements_earliest_first"
            ),
        )


class SpeakerRow(models.Model):
    """A name that a claim has for who said it; `folded` is the name in small letters, `sha256` that of the name."""

    name = ExactTextField()
    folded = ExactTextField()
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        """Its name in the database."""

        db_table = "speaker"


class SpeakerKeyRow(models.Model):
    """A key by which a speaker's name is found in another spelling: a word of it, or how one sounds."""

    speaker = models.ForeignKey(SpeakerRow, models.CASCADE, related_name="keys")
    key = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "speaker_key"
        indexes = (models.Index(fields=("key",), name="speakers_by_key"),)


class SaidByRow(models.Model):
    """That a statement has a speaker of that name."""

    statement = models.ForeignKey(StatementRow, models.CASCADE, related_name="said_by")
    speaker = models.ForeignKey(SpeakerRow, models.CASCADE, related_name="said")

    class Meta:
        """Its name in the database."""

        db_table = "said_by"
