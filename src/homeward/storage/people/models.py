"""The tables of who is who: what was last worked out, so that no page has to. Deleting a row loses nothing.

A row is not a noun: index.py turns one into the other; nothing outside this room sees a row.
"""

from django.db import models

from homeward.storage.fields import ExactJSONField, ExactTextField
from homeward.storage.models import DocumentRow


class RevisionRow(models.Model):
    """How often that has changed which "people" (who is who) or "origins" (copies of texts) follow from.

    `worked_out` is the number for which they were last worked out, `worked_out_at` when (ISO 8601), "" for never.
    """

    name = models.CharField(max_length=16, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    worked_out = models.PositiveBigIntegerField(default=0)
    worked_out_at = models.CharField(max_length=40, default="")

    class Meta:
        """Its name in the database."""

        db_table = "revision"


class OriginOfTextRow(models.Model):
    """The document that a document is a copy of, by id; its own where it is nobody's."""

    document = models.OneToOneField(DocumentRow, models.CASCADE, primary_key=True, related_name="origin")
    origin = models.CharField(max_length=16)

    class Meta:
        """Its name in the database."""

        db_table = "origin_of_text"


class ReadAtRow(models.Model):
    """The revision of "people" at which what a document says was last changed."""

    document = models.OneToOneField(DocumentRow, models.CASCADE, primary_key=True, related_name="read_at")
    revision = models.PositiveBigIntegerField()

    class Meta:
        """Its name in the database."""

        db_table = "read_at"


class PersonRow(models.Model):
    """One person across documents.

    `counts_from` is the day (ISO 8601) from which on every document that names them counts, "" for always; `order`
    sorts as the name does, in any collation; `spelled` is every form of the name, in small letters, a line each.
    `content` holds forms, roles and links; `sha256` is over all of the person's rows but the case's.
    """

    person_id = models.CharField(max_length=16, primary_key=True)
    name = ExactTextField()
    order = models.CharField(max_length=256)
    spelled = ExactTextField(default="")
    held = models.BooleanField()
    speaks = models.BooleanField()
    has_case = models.BooleanField()
    documents = models.PositiveIntegerField()
    counts_from = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    content = ExactJSONField()

    class Meta:
        """Its name in the database, and the orders it is read in."""

        db_table = "person"
        indexes = (
            models.Index(fields=("order", "person_id"), name="people_by_name"),
            models.Index(fields=("has_case", "order", "person_id"), name="cases_by_name"),
            models.Index(fields=("counts_from",), name="people_by_day"),
        )


class MemberRow(models.Model):
    """A person as one document names them; `content` holds what the document says that tells people apart.

    `counts_from` is the day (ISO 8601) from which on the document counts, "" for always. `told` is true where it has
    a claim about them, `makes_case` where one is of what was done to them.
    """

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="members")
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="members")
    name = ExactTextField()
    counts_from = models.CharField(max_length=10)
    told = models.BooleanField()
    makes_case = models.BooleanField()
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "member"


class NameKeyRow(models.Model):
    """A key by which a spelling of a person's name is found: a word of it, or how one sounds."""

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="name_keys")
    key = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "name_key"
        indexes = (models.Index(fields=("key",), name="people_by_name_key"),)


class CaseRow(models.Model):
    """What a list of cases says of one, from every document; `content` is its CaseSummary.

    `settled_from` is the day (ISO 8601) from which on `standing` and the holders stay, `held_since` the last day on
    which the first custody can have begun; "" where nothing is known of it. `worked_out_from` is a hash of all that
    the case follows from but rulings.
    """

    person = models.OneToOneField(PersonRow, models.CASCADE, primary_key=True, related_name="case")
    standing = models.CharField(max_length=16)
    settled_from = models.CharField(max_length=10)
    held_since = models.CharField(max_length=10)
    worked_out_from = models.CharField(max_length=64)
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "case_summary"
        indexes = (models.Index(fields=("settled_from",), name="cases_by_day"),)


class CaseValueRow(models.Model):
    """A value that a case has: `what` is nationality, holder or offence."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="values")
    what = models.CharField(max_length=16)
    value = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "case_value"
        indexes = (models.Index(fields=("what", "value"), name="cases_by_value"),)


class ConflictRow(models.Model):
    """A conflict of a case, from every document; `content` holds its slot and what its sides say."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="conflicts")
    conflict_id = models.CharField(max_length=16, db_index=True)
    open = models.BooleanField()
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "conflict"
