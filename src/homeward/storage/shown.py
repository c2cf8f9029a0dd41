"""What a view of the store shows: every row but those that hang on a document hidden in it."""

import json
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from homeward.storage.models import DocumentRow, FileRow, MatchDecisionRow, RefusalRow

R = TypeVar("R", bound=Model)
T = TypeVar("T")


FEW = 500
_IN_JSON = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)",
}
"""What stands after IN for a JSON list of texts, however many: a database takes only so many parameters."""


def one_of(values: Collection[str]) -> list[str] | RawSQL:
    """Return what stands after IN for any number of values; a few ids one by one, so that indexes are used for them."""
    if len(values) <= FEW and all(value.isascii() and value.isalnum() for value in values):
        return sorted(values)
    return RawSQL(_IN_JSON[connection.vendor], [json.dumps(sorted(values))])  # noqa: S611 - the values are a parameter


class Shown:
    """The rows that a view shows: the documents with the ids `hidden` do not exist, nor any but `only`, where set."""

    def __init__(self, hidden: frozenset[str], only: frozenset[str] | None = None) -> None:
        self.hidden = hidden
        self.only = only
        self._texts: dict[int, tuple[str, str]] | None = None

    @property
    def _are_few(self) -> bool:
        return self.only is not None and len(self.only) <= FEW

    def documents(self) -> QuerySet[DocumentRow]:
        """Return the documents shown."""
        rows = DocumentRow.objects.all()
        if self.only is not None:
            return rows.filter(document_id__in=one_of(self.only - self.hidden))
        return rows.exclude(document_id__in=one_of(self.hidden)) if self.hidden else rows

    def texts(self) -> dict[int, tuple[str, str]]:
        """Return id and SHA-256 of every document's text, by the number it is kept under; of a few, looked up once."""
        if self._texts is not None:
            return self._texts
        rows = self.documents().values_list("number", "document_id", "text_sha256")
        found = {number: (document_id, sha256) for number, document_id, sha256 in rows}
        if self._are_few:
            self._texts = found
        return found

    def of(self, rows: QuerySet[R], by: str) -> QuerySet[R]:
        """Return those of `rows` whose document, whose number the column `by` holds, is shown."""
        if self.only is not None:
            numbers = list(self.texts()) if self._are_few else _numbers(self.only - self.hidden)
            return rows.filter(**{f"{by}__in": numbers})
        return rows.exclude(**{f"{by}__in": _numbers(self.hidden)}) if self.hidden else rows

    def each(self, rows: QuerySet[R, T], at_once: int) -> Iterable[T]:
        """Return rows `at_once` at a time, or, of a few documents, all at once: that asks a database but once."""
        return rows if self._are_few else rows.iterator(chunk_size=at_once)

    def decisions(self) -> QuerySet[MatchDecisionRow]:
        """Return the match decisions that name nobody of a hidden document, and somebody of `only`, where set."""
        rows = MatchDecisionRow.objects.all()
        if self.only is not None:
            rows = rows.filter(Q(left_document__in=one_of(self.only)) | Q(right_document__in=one_of(self.only)))
        if not self.hidden:
            return rows
        return rows.exclude(left_document__in=one_of(self.hidden)).exclude(right_document__in=one_of(self.hidden))

    def refusals(self) -> QuerySet[RefusalRow]:
        """Return the refusals of files that no hidden document is named after."""
        rows = RefusalRow.objects.all()
        if not self.hidden:
            return rows
        files = FileRow.objects.filter(original__document__in=_numbers(self.hidden)).values("name")
        names = DocumentRow.objects.filter(document_id__in=one_of(self.hidden)).order_by().values("name")
        return rows.exclude(name__in=files).exclude(name__in=names)


def _numbers(document_ids: Collection[str]) -> QuerySet[DocumentRow, Any]:
    """Return the numbers of the documents with those ids, to be asked for within a query."""
    return DocumentRow.objects.filter(document_id__in=one_of(document_ids)).order_by().values("number")
