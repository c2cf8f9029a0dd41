"""Cases, people, statements, claims and rulings, asked for as a user does."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from invented_reports import a_claim, a_report, keep, keep_invented_reports, said

from homeward.app.audit import list_audit
from homeward.app.case_lists import search_people
from homeward.app.export_rows import cases_by_name, people_rows
from homeward.app.find_statements import list_statements
from homeward.app.forget import forget_document, forget_everything, what_would_be_forgotten
from homeward.app.review_matches import decide_match, list_matches, undo_match
from homeward.app.show_cases import show_case
from homeward.app.show_claims import show_claim
from homeward.app.show_documents import list_documents, search_documents, show_document
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import UnknownName
from homeward.cases.model import Ruling
from homeward.claims.model import NamedPerson
from homeward.documents.model import Document

TODAY = date(2024, 1, 1)


@pytest.fixture
def reports(workspace: Workspace) -> tuple[Document, Document, Document]:
    """The invented reports, kept."""
    return keep_invented_reports(workspace)


def held(workspace: Workspace, as_of: date = TODAY) -> list[str]:
    """The names of those who have a case."""
    return [case.person.name for case in case_book(workspace, as_of).cases]


@pytest.mark.usefixtures("reports")
def test_cases_show_what_was_reported_up_to_a_day(workspace: Workspace) -> None:
    """Two spellings of one name are one case; before the second report nobody else was held."""
    assert held(workspace, date(2019, 12, 31)) == ["Alva Quillfeather"]
    assert len(held(workspace)) == 2
    case = show_case(workspace, "Alva Quillfeather", TODAY)
    assert [event.kind for event in case.timeline] == ["arrest", "sentence"]
    assert [event.kind for event in show_case(workspace, "Alva", date(2019, 12, 31)).timeline] == ["arrest"]
    quote = case.timeline[0].evidence[0].quote
    assert quote == "was arrested in Zenda on 4 May 2019"


@pytest.mark.usefixtures("reports")
def test_a_case_is_found_by_any_spelling(workspace: Workspace) -> None:
    """Case, order, script, a missing letter or a part of the name do not matter where only one person is meant."""
    spellings = [
        "Alva Quillfeather",
        "alva quillfeather",
        "Alva",
        "Quillfether",
        "Alva Quilfeather",
        "QUILLFEATHER, ALVA",
    ]
    for name in [*spellings, "Алва Квилфезер"]:
        assert show_case(workspace, name, TODAY).person.name in ("Alva Quillfeather", "Alva Quillfether")


def test_rulings_are_asked_for_only_where_there_is_a_conflict(workspace: Workspace) -> None:
    """A case whose reports agree is shown without them; one whose reports give two terms is not."""
    for name, who, term in (("a.txt", "Alva", "9"), ("b.txt", "Bruno", "8"), ("c.txt", "Bruno", "9")):
        text = f"{who} Brandwein was sentenced to {term} years on 4 May 2019."
        document = a_report(name, text, "2019-05-05", "The Strelsau Post")
        whole = f"{who} Brandwein"
        person = NamedPerson(document.id, whole, (whole,), (document.span(0, len(whole)),), held=True)
        day, years = said(document, "2019-05-04", "4 May 2019"), said(document, f"P{term}Y", f"{term} years")
        keep(workspace, document, [a_claim(document, "sentence", text[:-1], whole, day, term=years)], [person])
    assert len(held(workspace)) == 2
    for name, conflicts in (("Alva Brandwein", 0), ("Bruno Brandwein", 1)):
        with CaptureQueriesContext(connection) as queries:
            assert len(show_case(workspace, name, TODAY).conflicts) == conflicts
        assert sum('FROM "conflict_ruling"' in query["sql"] for query in queries) == conflicts


@pytest.mark.usefixtures("reports")
def test_a_case_is_found_by_its_id_and_reading_it_is_recorded(workspace: Workspace) -> None:
    """The audit says who was read about, by id, and never by name."""
    (person_id,) = {case.id for case in case_book(workspace, TODAY).cases if "Alva" in case.person.name}
    assert show_case(workspace, person_id, TODAY).id == person_id
    (entry,) = list_audit(workspace, on=person_id)
    assert entry.what == "case read"
    assert "Quill" not in " ".join((entry.what, entry.on))


@pytest.mark.usefixtures("reports")
def test_a_name_that_several_bear_is_asked_back(workspace: Workspace) -> None:
    """The sentence lists everyone who may be meant, with ids."""
    with pytest.raises(UnknownName, match=r"may be .*Alva.* or .*Bruno.*Give the whole name") as caught:
        show_case(workspace, "Quillfeather", TODAY)
    assert len(re.findall(r"\([^)]+\)", str(caught.value))) == 2


def test_a_short_name_of_two_is_asked_back_though_one_report_uses_it_alone(workspace: Workspace) -> None:
    """That one of two reports says "Rassendyll" for short does not make the other's namesake less likely meant."""
    for name, given, forms in (("a.txt", "Rudolf", ("Rassendyll",)), ("b.txt", "Flavia", ())):
        document = a_report(name, f"{given} Rassendyll was arrested in Zenda.", "2019-05-05", "The Strelsau Post")
        whole = f"{given} Rassendyll"
        person = NamedPerson(document.id, whole, forms, (document.span(0, len(whole)),), held=True)
        keep(workspace, document, [a_claim(document, "arrest", "was arrested in Zenda", whole)], [person])
    with pytest.raises(UnknownName, match="may be"):
        show_case(workspace, "Rassendyll", TODAY)


@pytest.mark.usefixtures("reports")
def test_a_name_nobody_bears_is_a_sentence(workspace: Workspace) -> None:
    """Unknown names raise one kind of error."""
    for name in ("", "Nobody Whatsoever", "%", "Alva Brandwein"):
        with pytest.raises(UnknownName, match="Nobody called"):
            show_case(workspace, name, TODAY)


@pytest.mark.usefixtures("reports")
def test_someone_named_but_never_held_has_no_case(workspace: Workspace) -> None:
    """The sentence says that they are known, and that nothing was done to them."""
    with pytest.raises(UnknownName, match=r"Otto Brandwein \(.*\): no report .* so there is no case"):
        show_case(workspace, "Brandwein", TODAY)


def test_people_are_listed_document_by_document(workspace: Workspace, reports: tuple[Document, ...]) -> None:
    """Each row is a document, a name in it and the person's id, which further documents do not change."""
    rows = list(people_rows(workspace))
    assert [(doc, name) for doc, name, _ in rows] == [
        ("arrest.txt", "Alva Quillfeather"),
        ("arrest.txt", "Otto Brandwein"),
        ("bakery.txt", "Otto Brandwein"),
        ("sentence.txt", "Alva Quillfether"),
        ("sentence.txt", "Bruno Quillfeather"),
    ]
    before = {(doc, name): person for doc, name, person in rows}
    assert before["arrest.txt", "Alva Quillfeather"] == before["sentence.txt", "Alva Quillfether"]
    forget_document(workspace, reports[2].id)
    after = {(doc, name): person for doc, name, person in people_rows(workspace)}
    assert after.items() <= before.items()


def test_each_form_that_one_person_alone_has_is_a_row(workspace: Workspace) -> None:
    """Rudolf's short name and his nickname stand beside his whole name; the surname he shares with Michael does not."""
    text = "Rudolf Rassendyll (Rudi) was arrested in Zenda. Rudolf and Michael Rassendyll are cousins, Rassendyll said."
    document = a_report("cousins.txt", text, "2019-05-05", "The Strelsau Post")
    people = [
        NamedPerson(document.id, "Rudolf Rassendyll", ("Rudolf", "Rudi", "Rassendyll"), (document.span(0, 17),)),
        NamedPerson(document.id, "Michael Rassendyll", ("Rassendyll",), (document.span(58, 76),)),
    ]
    keep(workspace, document, [a_claim(document, "arrest", "was arrested in Zenda", "Rudolf Rassendyll")], people)
    rows = list(people_rows(workspace))
    assert [name for _, name, _ in rows] == ["Michael Rassendyll", "Rudi", "Rudolf", "Rudolf Rassendyll"]
    assert len({person for _, name, person in rows if name.startswith("Ru")}) == 1
    assert rows == sorted(set(rows))


@pytest.mark.usefixtures("reports")
def test_reading_a_list_is_recorded_once(workspace: Workspace) -> None:
    """Lists of cases and of people leave one entry each, as a single case does."""
    list(cases_by_name(workspace, TODAY))
    search_people(workspace, "", "", TODAY)
    list(people_rows(workspace))
    list_statements(workspace)
    done = [(entry.what, entry.on) for entry in list_audit(workspace)]
    assert done == [(f"{what} listed", "") for what in ("cases", "people", "people", "statements")]


@pytest.mark.usefixtures("reports")
def test_statements_are_listed_by_speaker(workspace: Workspace) -> None:
    """A part of the speaker's name is enough."""
    for by, found in ((None, 1), ("Brandwein", 1), ("otto brandwein", 1), ("Alva", 0), ("", 1)):
        statements = list_statements(workspace, by)
        assert [statement.claim.fields["content"] for statement in statements] == ["She has done nothing"] * found


@pytest.mark.usefixtures("reports")
def test_a_claim_is_shown_in_its_sentence(workspace: Workspace) -> None:
    """The words before and after it up to the sentence's ends, and the words of each value."""
    (statement,) = list_statements(workspace)
    shown = show_claim(workspace, statement.claim.id[:8])
    assert (shown.before, shown.after) == ('"', ".")
    assert shown.words["speaker"] == ("Otto Brandwein",)
    text = shown.document.text
    assert shown.before + shown.quote + shown.after in text


@pytest.mark.usefixtures("reports")
def test_a_claim_that_is_not_there_is_a_sentence(workspace: Workspace) -> None:
    """So is an empty id."""
    for claim_id in ("", "zzzz", "0000000000000000"):
        with pytest.raises(UnknownName, match="There is no claim"):
            show_claim(workspace, claim_id)


def test_documents_are_listed_shown_and_searched(workspace: Workspace, reports: tuple[Document, ...]) -> None:
    """By name or by the beginning of the id; a search shows the words where they stand together."""
    assert [document.name for document in list_documents(workspace)] == ["arrest.txt", "sentence.txt", "bakery.txt"]
    assert [document.claims for document in list_documents(workspace)] == [2, 2, 0]
    assert show_document(workspace, "bakery.txt") == show_document(workspace, reports[2].id[:6]) == reports[2]
    (found,) = search_documents(workspace, "nine years")
    assert (found.document_id, found.name) == (reports[1].id, reports[1].name)
    assert reports[1].text[found.start :].startswith(found.excerpt)
    assert "to nine years" in found.excerpt
    with pytest.raises(UnknownName, match=r"There is no document 'x\.txt'"):
        show_document(workspace, "x.txt")


def test_a_reviewers_ruling_wins_and_is_taken_back(workspace: Workspace, reports: tuple[Document, ...]) -> None:
    """Ruled different, one person becomes two; taken back, everything is as it was."""
    before = case_book(workspace, TODAY)
    first, second = f"{reports[0].id}:Alva Quillfeather", f"{reports[1].id}:Alva Quillfether"
    decision = decide_match(workspace, first, second, Ruling.DIFFERENT, "their birthdays differ")
    assert len(case_book(workspace, TODAY).cases) == len(before.cases) + 1
    undo_match(workspace, second, first)
    assert case_book(workspace, TODAY) == before
    (kept,) = list_matches(workspace)
    assert (kept.ruling, kept.note, kept.at, kept.undone_at is not None) == (
        Ruling.DIFFERENT,
        "their birthdays differ",
        decision.at,
        True,
    )
    with pytest.raises(UnknownName, match="No ruling on"):
        undo_match(workspace, first, second)


@pytest.mark.usefixtures("reports")
def test_two_people_can_be_ruled_the_same_by_name(workspace: Workspace) -> None:
    """Names and ids of people do as well as those of one document; a name with itself does not."""
    decide_match(workspace, "Bruno Quillfeather", "Otto Brandwein", Ruling.SAME)
    people = case_book(workspace, TODAY).people
    assert any({member.name for member in one.members} >= {"Bruno Quillfeather", "Otto Brandwein"} for one in people)
    with pytest.raises(UnknownName, match="are one name of one document"):
        decide_match(workspace, "Bruno Quillfeather", "Bruno Quillfeather", Ruling.SAME)


def test_forgetting_a_document_changes_the_cases(workspace: Workspace, reports: tuple[Document, ...]) -> None:
    """What only it said is gone; the audit says that something was forgotten, and not what."""
    assert what_would_be_forgotten(workspace, "sentence.txt").names == ("sentence.txt",)
    forgotten = forget_document(workspace, "sentence.txt")
    assert (forgotten.documents, forgotten.claims) == (1, 2)
    assert held(workspace) == ["Alva Quillfeather"]
    last = list_audit(workspace)[-1]
    assert (last.what, last.on) == ("a document forgotten", "")
    assert reports[1].id not in {entry.on for entry in list_audit(workspace)}


@pytest.mark.usefixtures("reports")
def test_forgetting_everything_leaves_an_empty_workspace(workspace: Workspace) -> None:
    """No case, nobody, no document."""
    assert forget_everything(workspace).documents == 3
    assert case_book(workspace, TODAY).people == ()
    assert list_documents(workspace) == ()
