"""The tables. A row is not a noun: rows.py turns one into the other; nothing outside this room sees a row."""

from django.db import models

from homeward.storage.fields import ExactJSONField, ExactTextField


class DocumentRow(models.Model):
    """One kept text; its number says when it was added."""

    number = models.BigAutoField(primary_key=True)
    document_id = models.CharField(max_length=16, unique=True)
    name = ExactTextField()
    text = ExactTextField()
    text_sha256 = models.CharField(max_length=64, unique=True)
    bytes_sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=255)
    title = ExactTextField(null=True)
    publisher = ExactTextField(null=True)
    author = ExactTextField(null=True)
    date = models.CharField(max_length=255, null=True)
    date_origin = models.CharField(max_length=32, null=True)
    language = models.CharField(max_length=35, null=True)
    notes = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "document"


class OriginalRow(models.Model):
    """The bytes a document came as, once however many files held them."""

    bytes_sha256 = models.CharField(max_length=64, primary_key=True)
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="originals")
    content = models.BinaryField()

    class Meta:
        """Its name in the database."""

        db_table = "original"


class FileRow(models.Model):
    """A name under which an original was given."""

    original = models.ForeignKey(OriginalRow, models.CASCADE, related_name="files")
    name = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "file"


class ReadingRow(models.Model):
    """Which reader read a document last, what it refused and did not read; a document has one reading at a time."""

    document = models.OneToOneField(DocumentRow, models.CASCADE, primary_key=True, related_name="reading")
    reader = models.CharField(max_length=255)
    refused = ExactJSONField()
    unread = ExactJSONField(default=list)

    class Meta:
        """Its name in the database."""

        db_table = "reading"


class ClaimRow(models.Model):
    """One claim of a reading; `content` holds who, by, fields and words."""

    reading = models.ForeignKey(ReadingRow, models.CASCADE, related_name="claims")
    place = models.PositiveIntegerField()
    claim_id = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=64, db_index=True)
    start = models.PositiveBigIntegerField()
    end = models.PositiveBigIntegerField()
    reality = models.CharField(max_length=16)
    date = models.CharField(max_length=255, null=True)
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "claim"
        constraints = (models.UniqueConstraint(fields=("reading", "place"), name="one_claim_a_place"),)


class NamedPersonRow(models.Model):
    """One person a reading names; `content` holds forms, spans and what the document says of them."""

    reading = models.ForeignKey(ReadingRow, models.CASCADE, related_name="people")
    place = models.PositiveIntegerField()
    name = ExactTextField()
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "named_person"
        constraints = (models.UniqueConstraint(fields=("reading", "place"), name="one_person_a_place"),)


class RefusalRow(models.Model):
    """A file that the last run of reading refused, and why."""

    name = ExactTextField()
    why = ExactTextField()
    what_to_do = ExactTextField()

    class Meta:
        """Its name in the database."""

        db_table = "refusal"


class MatchDecisionRow(models.Model):
    """A reviewer's ruling on two names, or (where `undoes` is set) the taking back of one; rows are only ever added."""

    number = models.BigAutoField(primary_key=True)
    left_document = models.CharField(max_length=16)
    left_name = ExactTextField()
    right_document = models.CharField(max_length=16)
    right_name = ExactTextField()
    ruling = models.CharField(max_length=16)
    by = ExactTextField()
    at = models.CharField(max_length=40)
    note = ExactTextField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone")

    class Meta:
        """Its name in the database."""

        db_table = "match_decision"


class ConflictRulingRow(models.Model):
    """A reviewer's ruling on a conflict, or (where `undoes` is set) the taking back of one; only ever added to."""

    number = models.BigAutoField(primary_key=True)
    conflict_id = models.CharField(max_length=64, db_index=True)
    value = ExactTextField(null=True)
    by = ExactTextField()
    at = models.CharField(max_length=40)
    note = ExactTextField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone")

    class Meta:
        """Its name in the database."""

        db_table = "conflict_ruling"


class ClaimReviewRow(models.Model):
    """A reviewer's word on a claim, or (where `undoes` is set) the taking back of one; rows are only ever added.

    `content` holds the claim it is about and the claim as reviewed, whole: a newer reading may have neither.
    """

    number = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="claim_reviews")
    act = models.CharField(max_length=16)
    about_id = models.CharField(max_length=16, db_index=True)
    claim_id = models.CharField(max_length=16, db_index=True)
    content = ExactJSONField()
    by = ExactTextField()
    at = models.CharField(max_length=40)
    note = ExactTextField()
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone")

    class Meta:
        """Its name in the database."""

        db_table = "claim_review"


class AuditEntryRow(models.Model):
    """One line of the audit; triggers refuse every change and deletion."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    who = ExactTextField()
    what = ExactTextField()
    on = ExactTextField()
    previous_sha256 = models.CharField(max_length=64, unique=True)
    change_sha256 = models.CharField(max_length=64, null=True)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        """Its name in the database."""

        db_table = "audit_entry"
        indexes = (
            models.Index(fields=("who", "number"), name="audit_by_whom"),
            models.Index(fields=("what", "number"), name="audit_by_what"),
        )


class ChangeRow(models.Model):
    """What the audit entry with that number changed, and why; it can be erased, the entry keeps its hash."""

    number = models.PositiveBigIntegerField(primary_key=True)
    salt = models.CharField(max_length=32)
    content = ExactJSONField()

    class Meta:
        """Its name in the database."""

        db_table = "audit_change"
