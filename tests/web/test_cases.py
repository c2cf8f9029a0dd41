"""Cases in the browser: finding them, reading a file as of a day, and ruling on a conflict, alone and at once."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.cases.model import Case, Conflict

AS_OF = date(2022, 10, 1)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def case_in(workspace: Workspace) -> Case:
    """Return the one case of the test's workspace, as it stands now."""
    return case_book(workspace, date.max).cases[0]


def conflict_in(workspace: Workspace) -> Conflict:
    """Return the case's conflict over the term."""
    return next(one for one in case_in(workspace).conflicts if one.slot == "term of sentence")


def text_of(client: Client, path: str) -> str:
    """Return the page at an address."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def rule(client: Client, conflict: Conflict, **said: str) -> tuple[int, str]:
    """Send a ruling as the form on the case page does; return status and page."""
    page = client.get("/cases/" + said.pop("person") + "/").content.decode()
    found = TOKEN.search(page)
    assert found is not None
    answer = client.post(f"/conflicts/{conflict.id}/", {"csrfmiddlewaretoken": found[1], **said})
    return answer.status_code, answer.headers.get("Location") or answer.content.decode()


def test_list_says_where_each_person_stands(browser: Client) -> None:
    """A row has the person, where they stand, for how long, and the sentences reported."""
    page = text_of(browser, "/cases/?as_of=2022-10-01")
    assert "Ana Quillfeather" in page
    assert "held by Russia since" in page
    assert "1 of 1 case, as reported up to 2022-10-01" in page
    assert re.search(r"57\d", page)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("name=quill", True),
        ("name=nobody", False),
        ("nationality=NO&holder=RU&status=held", True),
        ("nationality=GB", False),
        ("status=released", False),
        ("since=2021-03-01", True),
        ("since=2021-06-01", False),
        ("offence=treason", False),
        ("nationality=%3Cscript%3E&page=99&status=%00", False),
    ],
)
def test_filters_narrow_the_list(browser: Client, asked: str, fits: bool) -> None:
    """Each filter of the address narrows the list; values that are none find nobody and break nothing."""
    page = text_of(browser, f"/cases/?as_of=2022-10-01&{asked}")
    assert ("<tbody>" in page) is fits
    assert fits or "No case fits" in page


def test_wrong_day_is_said_in_a_sentence(browser: Client, reported: Workspace) -> None:
    """A day that is none is refused with how to write one."""
    for path in ("/cases/?since=June", f"/cases/{case_in(reported).id}/?as_of=2022-13-01"):
        answer = browser.get(path)
        assert answer.status_code == 400
        assert "Write it as 2012-06-30" in answer.content.decode()


def test_case_file_leads_from_every_line_to_its_words(browser: Client, reported: Workspace) -> None:
    """Each line of the file has its quote as a link, which opens the claim in the reader."""
    case = case_in(reported)
    page = text_of(browser, f"/cases/{case.id}/")
    assert "nine years" in page
    assert "ten years" in page
    links = set(re.findall(r'href="(/documents/[0-9a-f]{16}/\?claim=[0-9a-f]{16}#opened)"', page))
    told = {(one.document_id, one.claim_id) for event in case.timeline for one in event.evidence}
    assert {f"/documents/{document}/?claim={claim}#opened" for document, claim in told} <= links
    reader = text_of(browser, sorted(links)[0].removesuffix("#opened"))
    assert "<mark>" in reader


def test_an_earlier_day_shows_what_was_known_then(browser: Client, reported: Workspace) -> None:
    """A file as of a day between the reports knows the first alone; before the first there is nothing to show."""
    case = case_in(reported)
    then = text_of(browser, f"/cases/{case.id}/?as_of=2022-08-20")
    assert "9 years" in then
    assert "10 years" not in then
    assert "What is known today" in then
    assert "Nothing known yet" in text_of(browser, f"/cases/{case.id}/?as_of=2022-01-01")
    assert browser.get(f"/cases/{case.id}/timeline.svg?as_of=2022-01-01").status_code == 404


def test_what_is_not_there_is_said_in_the_same_words(browser: Client, reported: Workspace) -> None:
    """A name, a beginning of an id, a document's id and another's id are all one page that is not there.

    Only the section that the address names is marked.
    """
    document = reported.store.kept_documents()[0].id
    wrong = ["Quillfeather", case_in(reported).id[:8], document, "0" * 16]
    for section in ("cases", "people"):
        answers = [browser.get(f"/{section}/{one}/") for one in wrong]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1


def test_timeline_is_a_picture_that_leads_to_words(browser: Client, reported: Workspace) -> None:
    """The timeline is well-formed SVG without styles or scripts, and stands in the page as well."""
    case = case_in(reported)
    answer = browser.get(f"/cases/{case.id}/timeline.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    picture = ElementTree.fromstring(answer.content)  # noqa: S314 - our own picture
    words = " ".join(picture.itertext())
    assert "Russia" in words
    assert "arrest" in words
    assert not [one for one in picture.iter() if "style" in one.attrib or one.tag.endswith("script")]
    assert "<svg" in text_of(browser, f"/cases/{case.id}/")


def test_ruling_is_kept_shown_and_taken_back(browser: Client, reported: Workspace) -> None:
    """A ruling stands on the page with its note until it is taken back, which leaves the conflict open again."""
    case, conflict = case_in(reported), conflict_in(reported)
    status, leads_to = rule(browser, conflict, person=case.id, value="P9Y", note="<b>court</b>", seen="")
    assert (status, leads_to) == (302, f"/cases/{case.id}/#conflict-{conflict.id}")
    page = text_of(browser, f"/cases/{case.id}/")
    assert "ruled 9 years by" in page.lower()
    assert "&lt;b&gt;court&lt;/b&gt;" in page
    kept = conflict_in(reported).ruling
    assert kept is not None
    assert rule(browser, conflict, person=case.id, reopen="1", seen=kept.at)[0] == 302
    assert conflict_in(reported) == conflict


def test_overtaken_ruling_shows_both_and_overwrites_nothing(browser: Client, reported: Workspace) -> None:
    """Of two who ruled on what they saw open, the second sees the first one's ruling and their own, and may go on."""
    case, conflict = case_in(reported), conflict_in(reported)
    rule(browser, conflict, person=case.id, value="P9Y", note="first reviewer", seen="")
    first = conflict_in(reported).ruling
    status, page = rule(browser, conflict, person=case.id, value="P10Y", note="second reviewer", seen="")
    assert status == 409
    assert first is not None
    assert "first reviewer" in page
    assert "second reviewer" in page
    assert conflict_in(reported).ruling == first
    assert rule(browser, conflict, person=case.id, value="", note="both", seen=first.at)[0] == 302
    second = conflict_in(reported).ruling
    assert second is not None
    assert second.value is None
    assert rule(browser, conflict, person=case.id, reopen="1", seen=first.at)[0] == 409
    assert rule(browser, conflict, person=case.id, reopen="1", seen=second.at)[0] == 302
    assert rule(browser, conflict, person=case.id, reopen="1", seen=first.at)[0] == 302
    assert conflict_in(reported) == conflict


def test_ruling_that_makes_no_sense_is_refused(browser: Client, reported: Workspace) -> None:
    """No side chosen, a note without end, a value no side has and a conflict that is none change nothing."""
    case, conflict = case_in(reported), conflict_in(reported)
    assert rule(browser, conflict, person=case.id, seen="")[0] == 400
    assert rule(browser, conflict, person=case.id, value="P9Y", note="x" * 3000, seen="")[0] == 400
    assert rule(browser, conflict, person=case.id, value="P99Y", seen="")[0] == 404
    nobody = Conflict("0" * 16, conflict.slot, conflict.conflict_class, conflict.sides)
    assert rule(browser, nobody, person=case.id, value="P9Y", seen="")[0] == 404
    assert rule(browser, conflict, person=case.id, reopen="1", seen="")[0] == 404
    assert conflict_in(reported) == conflict


def test_an_earlier_day_takes_no_ruling(browser: Client, reported: Workspace) -> None:
    """The form for a ruling stands only where today's knowledge does."""
    case = case_in(reported)
    assert 'name="seen"' in text_of(browser, f"/cases/{case.id}/")
    assert 'name="seen"' not in text_of(browser, f"/cases/{case.id}/?as_of=2022-10-01")


def test_hostile_names_are_shown_as_text(empty: Client) -> None:
    """Scripts, marks that turn text round and endless names do nothing on any page of a person."""
    name = "Ana\u202e Quill" + "l" * 200
    text = f"{name}, a <script>alert(1)</script> teacher, was arrested in Russia on 5 March 2021, her lawyer said."
    empty.post("/reports/", {"text": text})
    pages = ["/cases/?name=%3Cscript%3Ealert(1)", "/people/?name=%3Cscript%3Ealert(1)", "/statements/?by=%3Cscript%3E"]
    listed = "".join(text_of(empty, path) for path in ("/cases/", "/people/", "/statements/"))
    pages += re.findall(r'href="(/(?:cases|people|documents)/[0-9a-f]{16}/)', listed)
    for path in pages:
        assert "<script>alert" not in text_of(empty, path)
