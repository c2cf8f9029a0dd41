"""What changed in a workspace since a moment: reports added, rulings made, and the cases that read otherwise for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.app.case_lines import standing_in_words, values_in_words
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.app.words import in_words, term_in_words
from homeward.cases.model import Case, CaseBook
from homeward.storage.model import AuditEntry, KeptDocument

LOOKS = (" read", " listed", " searched", " drafted")
"""How the record's words end for what changes nothing."""
MOST_COMPARED = 2_000
"""With more documents kept than this, cases are not worked out a second time without the new ones."""


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case that new reports speak of: whether it is new, and what reads otherwise, each as (what, before, after).

    `compared` is false where the workspace is too large to work the cases out a second time.
    """

    case: Case
    is_new: bool
    differences: tuple[tuple[str, str, str], ...]
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody changed, as the record has it, and the document or case it was done on."""

    entry: AuditEntry
    document: KeptDocument | None = None
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a moment (ISO 8601, UTC): the documents added, the acts, the cases that new reports speak of.

    Each is the latest first; what the viewer may not know of is in none of them.
    """

    since: str
    documents: tuple[KeptDocument, ...]
    acts: tuple[Act, ...]
    cases: tuple[CaseChange, ...]


def changes_since(workspace: Workspace, since: str, book: CaseBook) -> Changes:
    """Return what changed since a moment, in the cases of `book`, which is what the reports say now."""
    entries = [one for one in workspace.store.audit_entries_since(since) if not one.what.endswith(LOOKS)]
    kept = {one.id: one for one in workspace.store.kept_documents()}
    added = [one.on for one in entries if one.what == "document added" and one.on in kept]
    documents = tuple(kept[one] for one in dict.fromkeys(added))
    return Changes(
        since,
        documents,
        tuple(_acts([one for one in entries if one.what != "document added"], kept, book)),
        tuple(_case_changes(workspace, frozenset(added), len(kept), book)),
    )


def _acts(entries: Sequence[AuditEntry], kept: dict[str, KeptDocument], book: CaseBook) -> Iterator[Act]:
    cases = {one.id: one for one in book.cases}
    cases |= {conflict.id: one for one in book.cases for conflict in one.conflicts}
    for entry in entries:
        document, case = kept.get(entry.on), cases.get(entry.on)
        if document or case:  # of anything else the viewer may not even know that there is something
            yield Act(entry, document, case)


def _case_changes(workspace: Workspace, added: frozenset[str], kept: int, book: CaseBook) -> Iterator[CaseChange]:
    touched = [one for one in book.cases if not added.isdisjoint(one.document_ids)]
    if not touched:
        return
    if kept > MOST_COMPARED:
        yield from (CaseChange(one, added.issuperset(one.document_ids), (), compared=False) for one in touched)
        return
    before = case_book(replace(workspace, store=workspace.store.without(added)), book.as_of)
    for case in touched:
        earlier = before.case(case.id)
        yield CaseChange(case, earlier is None, () if earlier is None else tuple(_differences(earlier, case)))


def _differences(before: Case, after: Case) -> Iterator[tuple[str, str, str]]:
    for (what, then), (_, now) in zip(_summary(before), _summary(after), strict=True):
        if then != now:
            yield what, then or "not said", now or "not said"


def _summary(case: Case) -> Iterator[tuple[str, str]]:
    yield "name", case.person.name
    yield "where the person stands", standing_in_words(case)
    yield "nationality", values_in_words(case.nationality, in_words)
    yield "sentences", ", ".join(term_in_words(one.term) for one in case.sentences if one.term)
    yield "offences", ", ".join(sorted(one.value for one in case.offences))
    yield "open conflicts", str(sum(one.ruling is None for one in case.conflicts))
