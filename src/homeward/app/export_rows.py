"""What lists that are taken out are made of, a line at a time: never more than some hundred documents are in memory."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from homeward.app.audit import record
from homeward.app.case_lines import standing_in_words, values_in_words
from homeward.app.find_statements import find_counts, find_statements, when_said
from homeward.app.kept_cases import cases_of
from homeward.app.show_claims import ClaimInDocument
from homeward.app.wiring import Workspace
from homeward.app.words import in_words
from homeward.app.work_out import bring_up_to_date
from homeward.basics.json_text import json_text
from homeward.basics.safe_text import inert, not_a_formula
from homeward.cases.evidence import counts_from
from homeward.cases.model import Case
from homeward.cases.profiles import member_names
from homeward.claims.contract import document_row
from homeward.storage.statements.model import StatementsWanted

if TYPE_CHECKING:
    from homeward.storage.store import Store

T = TypeVar("T")
_AT_ONCE = 200


class List(StrEnum):
    """What can be taken out; the ending says in which form."""

    CASES_CSV = "cases.csv"
    CASES_JSONL = "cases.jsonl"
    PEOPLE_CSV = "people.csv"
    STATEMENTS_CSV = "statements.csv"
    COUNTS_CSV = "counts.csv"
    DOCUMENTS_CSV = "documents.csv"
    CLAIMS_JSONL = "claims.jsonl"


def lines_of(workspace: Workspace, wanted: List, as_of: date) -> Iterator[str]:
    """Yield a list line by line, as the viewer may know of it by what was reported up to a day.

    Documents and claims are those that are kept now, whatever day it is.
    """
    yield from _LINES[wanted](workspace, as_of)


def cases_by_name(workspace: Workspace, as_of: date) -> Iterator[Case]:
    """Yield the case of everyone who is held, or was, by what was reported up to a day; the audit says so."""
    bring_up_to_date(workspace)
    record(workspace, "cases listed")
    store = workspace.store
    for ids in _together(store.finding(as_of).people()):
        yield from cases_of(store, store.who_is_who.people(as_of, ids), as_of)


def people_rows(workspace: Workspace, as_of: date = date.max) -> Iterator[tuple[str, str, str]]:
    """Yield document name, name and person id for each form of a name that one person alone has in that document.

    The rows are sorted, each once. A form that two people of a document share ("Quillfeather") has no row. The audit
    says that people were listed.
    """
    bring_up_to_date(workspace)
    record(workspace, "people listed")
    issued = workspace.store.document_list.issued()
    counted = {one for one, when in issued.items() if (counts_from(when) or date.min) <= as_of}
    called: dict[str, list[str]] = {}
    for name, document_id in workspace.store.document_list.names():
        if document_id in counted:
            called.setdefault(name, []).append(document_id)
    for names in _together(sorted(called)):
        yield from _people_in(workspace, {name: called[name] for name in names})


def _people_in(workspace: Workspace, called: Mapping[str, Sequence[str]]) -> list[tuple[str, str, str]]:
    """Return the rows of the documents that go by these names; there may be many that all go by one."""
    names: dict[str, list[str]] = {}
    for name, several in called.items():
        for document_id in several:
            names.setdefault(document_id, []).append(name)
    found: set[tuple[str, str, str]] = set()
    for ids in _together(list(names)):
        rows = _named_in(workspace.store.with_only(ids))
        found.update((name, form, person_id) for one, form, person_id in rows for name in names[one])
    return sorted(found)


def _named_in(view: "Store") -> Iterator[tuple[str, str, str]]:
    """Yield document id, name and person id for each form of a name that one person alone has in a document."""
    forms: dict[tuple[str, str], set[str]] = {}
    for reading in view.readings():
        for form, name in member_names(reading).items():
            forms.setdefault((reading.document_id, name), set()).add(form)
    for member, person_id in view.who_is_who.everybody().items():
        for form in {member.name, *forms.get((member.document_id, member.name), ())}:
            yield member.document_id, form, person_id


def _cases_csv(workspace: Workspace, as_of: date) -> Iterator[str]:
    yield from _csv(_case_rows(workspace, as_of))


def _case_rows(workspace: Workspace, as_of: date) -> Iterator[tuple[str, ...]]:
    yield "id", "name", "nationality", "standing", "holder", "since", "on this day", "documents", "conflicts"
    for case in cases_by_name(workspace, as_of):
        status = case.status
        yield (
            case.id,
            case.person.name,
            values_in_words(case.nationality, in_words),
            str(status.standing),
            status.holder or "",
            status.since or "",
            standing_in_words(case),
            str(len(case.document_ids)),
            str(len(case.conflicts)),
        )


def _cases_jsonl(workspace: Workspace, as_of: date) -> Iterator[str]:
    yield from (json_text(case, indent=None) + "\n" for case in cases_by_name(workspace, as_of))


def _people_csv(workspace: Workspace, as_of: date) -> Iterator[str]:
    yield from _csv([("doc", "name", "person_id")])
    yield from _csv(people_rows(workspace, as_of))


def _statements_csv(workspace: Workspace, as_of: date) -> Iterator[str]:
    yield from _csv([("id", "said", "by", "via", "about", "words", "quote", "document", "doc")])
    yield from _csv(
        (
            *_said(one),
            str(one.claim.fields.get("via") or ""),
            "; ".join(one.claim.who),
            str(one.claim.fields.get("content") or ""),
            *_where(one),
        )
        for one in find_statements(workspace, StatementsWanted(as_of=as_of))
    )


def _counts_csv(workspace: Workspace, as_of: date) -> Iterator[str]:
    yield from _csv([("id", "said", "by", "bound", "number", "of", "quote", "document", "doc")])
    for one in find_counts(workspace, StatementsWanted(as_of=as_of)):
        values = (str(one.claim.fields.get(name, "")) for name in ("bound", "number", "of"))
        yield from _csv([(*_said(one), *values, *_where(one))])


def _said(one: ClaimInDocument) -> tuple[str, str, str]:
    return one.claim.id, when_said(one) or "", "; ".join(one.claim.by)


def _where(one: ClaimInDocument) -> tuple[str, str, str]:
    return one.quote, one.document.id, one.document.name


def _documents_csv(workspace: Workspace, _: date) -> Iterator[str]:
    yield from _csv([("id", "doc", "title", "publisher", "author", "date", "language", "claims")])
    listed = workspace.store.document_list
    for first in range(0, len(listed), _AT_ONCE):
        for one in listed.newest(first, first + _AT_ONCE):
            when = one.date.edtf if one.date else ""
            said = (one.title, one.publisher, one.author, when, one.language)
            yield from _csv([(one.id, one.name, *(each or "" for each in said), str(one.claims))])


def _claims_jsonl(workspace: Workspace, _: date) -> Iterator[str]:
    """Yield each document with its claims as the contract has them."""
    for document in workspace.store.documents():
        claims = [claim for _, claim in workspace.store.claims(document_id=document.id)]
        yield json_text(document_row(document, claims), indent=None) + "\n"


_LINES: Mapping[List, Callable[[Workspace, date], Iterator[str]]] = {
    List.CASES_CSV: _cases_csv,
    List.CASES_JSONL: _cases_jsonl,
    List.PEOPLE_CSV: _people_csv,
    List.STATEMENTS_CSV: _statements_csv,
    List.COUNTS_CSV: _counts_csv,
    List.DOCUMENTS_CSV: _documents_csv,
    List.CLAIMS_JSONL: _claims_jsonl,
}


class _Line:
    """Takes what a csv writer writes, a row at a time."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _csv(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield rows as CSV (RFC 4180 but for line ends); a cell that a spreadsheet would run as a formula is made text."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\n")
    for row in rows:
        writer.writerow([not_a_formula(inert(cell)) for cell in row])
        yield line.text


def _together(several: Sequence[T]) -> Iterator[Sequence[T]]:
    return (several[start : start + _AT_ONCE] for start in range(0, len(several), _AT_ONCE))
