"""The lists of statements and reviews, filtered and paged by the database, are those that reading all would give."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.app.export_rows import List, lines_of
from homeward.app.find_statements import find_counts, find_statements, list_statements
from homeward.app.review_claims import claims_under_review, list_reviews
from homeward.app.wiring import Workspace
from homeward.cases.evidence import counts_from
from homeward.cases.names import Fit, compare_names
from homeward.cases.profiles import date_or_none
from homeward.claims.model import Claim, ClaimReview, Reading, ReviewAct, ReviewStatus
from homeward.documents.model import DateOrigin, Document, DocumentDate
from homeward.storage.models import ClaimRow
from homeward.storage.people.models import RevisionRow
from homeward.storage.statements.model import StatementsWanted
from homeward.storage.statements.models import StatementRow

NAMES = (
    "Viktor Bout",
    "Bout",
    "Виктор Бут",
    "Viktor But",
    "V. Bout",
    "Anna Ó Sé",
    "anna ó",
    "Karim",
    "a_b%",
    "ΣΊΣΥΦΟΣ",
)
DAYS = ("2012-06", "2012-06-30", "2011", "2012-07-01/2012-08", "2012~", "../2012-06", "--06-30", "XXXX-06-30")
ASKED = ("", "bout", "БУТ", "Wiktor Butt", "a", "_", "%", "anna o", "σίσυφος", "nobody at all", "K")

dates = st.none() | st.sampled_from(DAYS)
names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
days = st.none() | st.dates(date(2011, 6, 1), date(2012, 9, 1))
words = st.sampled_from(ASKED)
wanted = st.builds(StatementsWanted, words, words, words, days, days, days)


@st.composite
def a_reading(draw: st.DrawFn, number: int) -> tuple[Document, Reading, list[ClaimReview]]:
    """A document with statements, numbers and an arrest, some of them reviewed."""
    text = f"Report {number} with some words in it."
    issued = draw(dates)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = DocumentDate(issued, DateOrigin.FRONT_MATTER) if issued else None
    document = Document(f"{number}.txt", text, sha256, sha256, "text/plain", date=known)
    claims = tuple(draw(st.lists(a_claim(document), max_size=5)))
    acts = [draw(a_review(document, one)) for one in claims if draw(st.booleans())]
    added = [
        ClaimReview(ReviewAct.ADD, one, one, "maria", "2024-01-09")
        for one in draw(st.lists(a_claim(document), max_size=1))
    ]
    return document, Reading(document.id, "reader 1", claims), [*acts, *added]


@st.composite
def a_claim(draw: st.DrawFn, document: Document) -> Claim:
    """A claim at some place, said by some people of some."""
    start = draw(st.integers(0, 9))
    kind = draw(st.sampled_from(["statement", "statement", "count", "arrest"]))
    via = draw(st.none() | st.sampled_from(NAMES))
    fields: dict[str, Any] = {"via": via} if via else {}
    return Claim(kind, document.span(start, 12), draw(names), draw(names), date=draw(dates), fields=fields)


@st.composite
def a_review(draw: st.DrawFn, document: Document, about: Claim) -> ClaimReview:
    """A review of a claim: it is accepted, rejected, or other words are put in its place."""
    act = draw(st.sampled_from([ReviewAct.ACCEPT, ReviewAct.REJECT, ReviewAct.CORRECT]))
    claim = replace(draw(a_claim(document)), kind=about.kind) if act is ReviewAct.CORRECT else about
    return ClaimReview(act, about, claim, "maria", f"2024-01-0{draw(st.integers(1, 8))}")


@given(data=st.data(), asked=wanted)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lists_are_those_of_every_claim_looked_at(
    workspace: Workspace, data: st.DataObject, asked: StatementsWanted
) -> None:
    """Whatever is asked, whoever may see what: the same rows in the same order, all at once and by pages."""
    store = workspace.store
    store.forget_everything()
    kept = [data.draw(a_reading(number)) for number in range(data.draw(st.integers(1, 4)))]
    if data.draw(st.booleans()):
        store.save_together([(document, document.text.encode(), reading) for document, reading, _ in kept])
    for document, reading, reviews in kept:
        if not store.added().get(document.id):
            store.save_document(document, document.text.encode())
        if data.draw(st.booleans()) or document.id not in {one.document_id for one in store.readings()}:
            store.save_reading(reading)
        for review in reviews:
            store.save_claim_review(document.id, review)
        if reviews and data.draw(st.booleans()):
            store.undo_claim_review(document.id, store.claim_reviews(document.id)[-1], "ivan", "2024-02-01")
    hidden = frozenset(document.id for document, _, _ in kept if data.draw(st.booleans()))
    seen = replace(workspace, store=store.without(hidden))
    if data.draw(st.booleans()):
        store.forget_document(kept[0][0].id)
    for found, expected in (
        (find_statements(seen, asked), looked_for(seen, "statement", asked, latest_first=True)),
        (find_counts(seen, asked), looked_for(seen, "count", replace(asked, via="", about=""), latest_first=False)),
    ):
        assert [(one.document.id, one.claim) for one in found] == expected
        assert [(one.document.id, one.claim) for one in found[1:3]] == expected[1:3]
        assert len(found) == len(expected)
        for one in found:
            assert one.review is standing(seen, one.document.id)[one.claim.id]
    listed, issued = list_statements(seen, asked.by, asked.as_of), seen.store.document_list.issued()
    assert [(one.document.id, one.claim) for one in listed] == [
        (document, claim)
        for document, claim in seen.store.claims("statement")
        if known_by(issued[document], asked.as_of)
        and (not asked.by or any(is_called(one, asked.by) for one in claim.by))
    ]
    made = [(one, review) for one in seen.store.documents() for review in seen.store.claim_reviews(one.id)]
    assert list(list_reviews(seen)) == made
    assert list(list_reviews(seen)[1:3]) == made[1:3]
    assert len(list_reviews(seen)) == len(made)


def standing(workspace: Workspace, document_id: str) -> dict[str, ReviewStatus]:
    """Where each claim of a document stands that counts, by its id."""
    return {one.claim.id: one.status for one in claims_under_review(workspace, document_id) if one.counts}


def looked_for(
    workspace: Workspace, kind: str, asked: StatementsWanted, *, latest_first: bool
) -> list[tuple[str, Claim]]:
    """Every claim of that kind that fits, each looked at, by when it was said and then where it stands."""
    issued = workspace.store.document_list.issued()
    claims = [(document, claim) for document, claim in workspace.store.claims() if claim.kind == kind]
    found = [
        (document, claim)
        for document, claim in claims
        if fits(claim, claim.date or issued[document], asked) and known_by(issued[document], asked.as_of)
    ]

    def order(one: tuple[str, Claim]) -> tuple[str, int]:
        when = date_or_none(one[1].date or issued[one[0]])
        return (when.from_day.isoformat() if when else ""), -one[1].span.start

    return sorted(found, key=order, reverse=latest_first)


def fits(claim: Claim, said_on: str | None, asked: StatementsWanted) -> bool:
    """Whether a claim fits, each thing that is asked looked at by itself."""
    about, when = asked.about.casefold(), date_or_none(said_on)
    return (
        (not asked.by or any(is_called(one, asked.by) for one in claim.by))
        and asked.via.casefold() in str(claim.fields.get("via") or "").casefold()
        and (not about or any(about in one.casefold() for one in claim.who))
        and (asked.since is None or (when is not None and not when.month_and_day and when.to_day >= asked.since))
        and (asked.until is None or (when is not None and not when.month_and_day and when.from_day <= asked.until))
    )


def known_by(issued: str | None, as_of: date | None) -> bool:
    """Whether a document that came out then had come out by the day, or may have; one of an unknown date always had."""
    first = counts_from(issued)
    return as_of is None or first is None or first <= as_of


def is_called(speaker: str, by: str) -> bool:
    """Whether a speaker's name has these letters in it, or may be another spelling of the same."""
    return by.casefold() in speaker.casefold() or compare_names(by, speaker).fit not in (Fit.CLASH, Fit.GIVEN_ONLY)


def test_what_came_out_later_is_left_out_and_what_has_no_date_counts(workspace: Workspace) -> None:
    """`as_of` is the day reported, `until` the day said: each leaves out what the other does not."""
    for name, said, issued in (
        ("early", "2012-06-30", "2012-07-01"),
        ("late", "2011", "2013"),
        ("undated", None, None),
    ):
        save_one(workspace, name, said, issued)
    for asked, expected in (
        (StatementsWanted(), ["early.txt", "late.txt", "undated.txt"]),
        (StatementsWanted(as_of=date(2012, 6, 30)), ["undated.txt"]),
        (StatementsWanted(as_of=date(2012, 7, 1)), ["early.txt", "undated.txt"]),
        (StatementsWanted(as_of=date(2013, 1, 1)), ["early.txt", "late.txt", "undated.txt"]),
        (StatementsWanted(until=date(2012, 1, 1)), ["late.txt"]),
        (StatementsWanted(until=date(2012, 1, 1), as_of=date(2012, 12, 31)), []),
    ):
        assert [one.document.name for one in find_statements(workspace, asked)] == expected, asked
        assert [one.document.name for one in reversed(find_counts(workspace, asked))] == expected, asked
    for day, rows in ((date(2012, 6, 30), 1), (date(2012, 7, 1), 2), (date(2013, 1, 1), 3)):
        assert len(list_statements(workspace, as_of=day)) == rows
        for wanted_list in (List.STATEMENTS_CSV, List.COUNTS_CSV):
            assert len(list(lines_of(workspace, wanted_list, day))) == 1 + rows


def test_rows_of_an_earlier_version_are_made_anew(workspace: Workspace) -> None:
    """Rows without the day that their document came out are not taken for those of documents without one."""
    save_one(workspace, "late", "2011", "2013")
    assert len(find_statements(workspace, StatementsWanted())) == 1
    StatementRow.objects.update(counts_from="")
    RevisionRow.objects.filter(name="statements").update(number=1, worked_out=1)
    assert list(find_statements(workspace, StatementsWanted(as_of=date(2012, 1, 1)))) == []
    assert StatementRow.objects.count() == ClaimRow.objects.count() == 2


def save_one(workspace: Workspace, name: str, said: str | None, issued: str | None) -> None:
    """Keep a document with a statement and a number."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    known = DocumentDate(issued, DateOrigin.FRONT_MATTER) if issued else None
    document = Document(f"{name}.txt", f"{name} and some words", sha256, sha256, "text/plain", date=known)
    claims = tuple(Claim(kind, document.span(0, 4), (), ("Karim",), date=said) for kind in ("statement", "count"))
    workspace.store.save_document(document, document.text.encode())
    workspace.store.save_reading(Reading(document.id, "reader 1", claims))
