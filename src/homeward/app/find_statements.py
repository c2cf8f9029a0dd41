"""Narrows statements, and the numbers people gave, down to who said them, via whom, of whom, when, and by a day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from homeward.app.audit import record
from homeward.app.long_lists import LongList
from homeward.app.show_claims import ClaimInDocument
from homeward.app.wiring import Workspace
from homeward.storage.statements.model import StatementsWanted

if TYPE_CHECKING:
    from homeward.storage.statements.finding import FoundStatements


def find_statements(workspace: Workspace, wanted: StatementsWanted) -> Sequence[ClaimInDocument]:
    """Return what was said, the latest first, fetched as it is looked at; what has no date fits where no day does."""
    record(workspace, "statements listed")
    return _fetched(workspace, workspace.store.statements.said(wanted))


def list_statements(
    workspace: Workspace, by: str | None = None, as_of: date | None = None
) -> Sequence[ClaimInDocument]:
    """Return every statement, or those whose speaker is called `by` in any spelling, in the order of the documents.

    Where `as_of` is a day, only what documents say that came out up to then, or on a day that nobody knows. They are
    fetched as they are looked at.
    """
    record(workspace, "statements listed")
    return _fetched(workspace, workspace.store.statements.by_document(StatementsWanted(by or "", as_of=as_of)))


def find_counts(workspace: Workspace, wanted: StatementsWanted) -> Sequence[ClaimInDocument]:
    """Return the numbers given, the earliest first; a number is about nobody, and few are told via anybody."""
    record(workspace, "counts listed")
    return _fetched(workspace, workspace.store.statements.counts(wanted))


def has_statements(workspace: Workspace) -> bool:
    """Return whether any statement is kept that the viewer may know of, whenever its document came out."""
    return workspace.store.statements.are_any()


def when_said(one: ClaimInDocument) -> str | None:
    """Return when it was said (EDTF): as claimed, else when the document came out."""
    return one.claim.date or (one.document.date.edtf if one.document.date else None)


def _fetched(workspace: Workspace, found: "FoundStatements") -> Sequence[ClaimInDocument]:
    return LongList(len(found), partial(_rows, workspace, found))


def _rows(workspace: Workspace, found: "FoundStatements", first: int, last: int) -> Sequence[ClaimInDocument]:
    asked = found.fetch(first, last)
    documents = {one.id: one for one in workspace.store.documents({one.document_id for one in asked})}
    return [
        ClaimInDocument(one.claim, document, document.quote(one.claim.span), one.review)
        for one in asked
        if (document := documents.get(one.document_id))  # another process may have forgotten it since
    ]
