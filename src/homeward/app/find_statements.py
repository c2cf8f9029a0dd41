"""Narrows statements, and the numbers people gave, down to who said them, via whom, of whom, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from homeward.app.audit import record
from homeward.app.case_reviews import statuses_in
from homeward.app.long_lists import LongList
from homeward.app.show_claims import ClaimInDocument
from homeward.app.wiring import Workspace
from homeward.claims.model import Claim, ReviewStatus

if TYPE_CHECKING:
    from homeward.storage.statements.finding import FoundStatements


@dataclass(frozen=True, slots=True)
class StatementsWanted:
    """What a user looks for: names in any spelling or a part of one, and days; what is empty asks for nothing."""

    by: str = ""
    via: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


def find_statements(workspace: Workspace, wanted: StatementsWanted) -> Sequence[ClaimInDocument]:
    """Return what was said, the latest first, fetched as it is looked at; what has no date fits where no day does."""
    record(workspace, "statements listed")
    return _fetched(
        workspace, workspace.store.statements.said(wanted.by, wanted.via, wanted.about, wanted.since, wanted.until)
    )


def find_counts(workspace: Workspace, wanted: StatementsWanted) -> Sequence[ClaimInDocument]:
    """Return the numbers given, the earliest first; a number is about nobody, and few are told via anybody."""
    record(workspace, "counts listed")
    return _fetched(workspace, workspace.store.statements.counts(wanted.by, wanted.since, wanted.until))


def when_said(one: ClaimInDocument) -> str | None:
    """Return when it was said (EDTF): as claimed, else when the document came out."""
    return one.claim.date or (one.document.date.edtf if one.document.date else None)


def _fetched(workspace: Workspace, found: "FoundStatements") -> Sequence[ClaimInDocument]:
    return LongList(len(found), partial(_rows, workspace, found))


def _rows(workspace: Workspace, found: "FoundStatements", first: int, last: int) -> Sequence[ClaimInDocument]:
    asked = found.fetch(first, last)
    view = workspace.store.with_only(one.document_id for one in asked)
    documents = {document.id: document for document in view.documents()}
    reviewed = statuses_in(view)
    claims: dict[str, list[Claim]] = {}
    for document_id, claim in view.claims():
        claims.setdefault(document_id, []).append(claim)
    rows = []
    for one in asked:
        several = claims.get(one.document_id, [])
        # another process may have forgotten the document, or read it again, since
        if one.document_id in documents and one.place < len(several) and several[one.place].id == one.claim_id:
            document, claim = documents[one.document_id], several[one.place]
            review = reviewed.get(claim.id, ReviewStatus.UNREVIEWED)
            rows.append(ClaimInDocument(claim, document, document.quote(claim.span), review))
    return rows
