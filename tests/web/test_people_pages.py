"""People and statements in the browser."""

import hashlib
import re

from django.test import Client
from page_forms import filled_form

from homeward.app.review_matches import list_matches
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.cases.match_decisions import in_force
from homeward.cases.model import MatchDecision, Person, Ruling
from homeward.claims.model import Claim, Reading
from homeward.documents.model import Document
from homeward.web.asking import today, whole_workspace

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def held_person(workspace: Workspace) -> Person:
    """Return the one person who is held."""
    return case_book(workspace, today()).cases[0].person


def pair_of(person: Person) -> dict[str, str]:
    """Return two names taken for one person, as a form gives them."""
    link = person.links[0]
    return {
        "first": f"{link.left.document_id}:{link.left.name}",
        "second": f"{link.right.document_id}:{link.right.name}",
    }


def the_ruling(workspace: Workspace) -> MatchDecision:
    """Return the one ruling on names that is in force."""
    (only,) = in_force(list_matches(workspace))
    return only


def test_people_are_listed_and_found(browser: Client, reported: Workspace) -> None:
    """Everyone named is listed; a part of a name and a choice of who narrow the list."""
    everyone = case_book(reported, today()).people
    page = browser.get("/people/").content.decode()
    assert all(person.name in page for person in everyone)
    held = browser.get("/people/?who=held").content.decode()
    assert "Ana Quillfeather" in held
    assert "Tor Lund" not in held
    assert "Nobody fits" in browser.get("/people/?name=zzzzzz").content.decode()


def test_person_has_reasons_for_being_one(browser: Client, reported: Workspace) -> None:
    """The page gives each spelling with its documents, and each link with its reasons."""
    person = held_person(reported)
    page = browser.get(f"/people/{person.id}/").content.decode()
    assert person.links
    assert all(form.text in page for form in person.forms)
    assert all(reason.split()[0] in page for link in person.links for reason in link.reasons)
    assert f"/cases/{person.id}/" in page


def test_two_names_are_taken_apart_and_put_together_again(browser: Client, reported: Workspace) -> None:
    """A ruling that two names are different people makes two of them; taken back, the person is exactly as before."""
    before = case_book(reported, today()).people
    person = held_person(reported)
    pair = pair_of(person)
    answer = _post(browser, person.id, {**pair, "act": "different", "note": "two people", "seen": ""})
    assert answer.status_code == 302
    apart = case_book(reported, today()).people
    assert len(apart) == len(before) + 1
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "two people" in page
    seen = re.search(r'name="seen" value="(2[^"]+)"><button name="act" value="undo"', page)
    assert seen is not None
    now = answer.headers["Location"].split("/")[2]
    assert _post(browser, now, {**pair, "act": "undo", "seen": "2001-01-01"}).status_code == 409
    assert _post(browser, now, {**pair, "act": "undo", "seen": seen[1].replace("&#x2B;", "+")}).status_code == 302
    assert case_book(reported, today()).people == before


def test_overtaken_match_shows_both_and_overwrites_nothing(browser: Client, reported: Workspace) -> None:
    """Whoever did not see a ruling is shown it beside what they saw, keeps their note, and may rule over it.

    The form that names somebody else is held to the rulings that its page showed, as the others are.
    """
    before = case_book(reported, today()).people
    person, pair = held_person(reported), pair_of(held_person(reported))
    page = browser.get(f"/people/{person.id}/").content.decode()
    mine = filled_form(page, "asked") | {"second": pair["second"], "note": "<b>mine</b>", "act": "same"}
    assert "seen" not in mine
    ruled = {**pair, "act": "different", "note": "<i>theirs</i>", "seen": ""}
    assert _post(browser, person.id, ruled).status_code == 302
    theirs = the_ruling(reported)
    answer = _post(browser, person.id, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    saw, stands = shown[shown.index("What you saw") :].split("What stands now")
    assert "Nobody ruled" in saw
    assert all(one in stands for one in ("Different", theirs.by, theirs.at[11:16], "&lt;i&gt;theirs&lt;/i&gt;"))
    assert the_ruling(reported) == theirs
    assert f'<a href="/people/{person.id}/#rulings">' in shown
    again = filled_form(shown, "stack")
    assert again["note"] == "<b>mine</b>"
    assert _post(browser, person.id, {**again, "act": "same"}).status_code == 302
    assert (the_ruling(reported).ruling, the_ruling(reported).note) == (Ruling.SAME, "<b>mine</b>")
    page = browser.get(f"/people/{person.id}/").content.decode()
    assert filled_form(page, "asked")["seen"] == the_ruling(reported).at
    _take_back_as_somebody_overtaken(browser, reported, person)
    assert case_book(reported, today()).people == before


def _take_back_as_somebody_overtaken(browser: Client, reported: Workspace, person: Person) -> None:
    """Take back two rulings, each first by a form made before the other, and rule over one that is gone."""
    pair, second = pair_of(person), the_ruling(reported)
    stale = _post(browser, person.id, {**pair, "act": "undo", "seen": ""})
    assert stale.status_code == 409
    over = filled_form(stale.content.decode(), "stack")
    assert over["seen"] == second.at
    assert _post(browser, person.id, {**over, "act": "undo"}).status_code == 302
    first = the_ruling(reported)
    assert _post(browser, person.id, {**pair, "act": "undo", "seen": second.at}).status_code == 409
    assert _post(browser, person.id, {**pair, "act": "undo", "seen": first.at}).status_code == 302
    for act, offered in (("different", True), ("undo", False)):
        gone = _post(browser, person.id, {**pair, "act": act, "seen": first.at})
        assert gone.status_code == 409
        assert "The ruling that you saw was taken back on" in gone.content.decode()
        assert ("Rule all the same" in gone.content.decode()) is offered


def test_ruling_on_nobody_is_refused(browser: Client, reported: Workspace) -> None:
    """A form that names nobody, or asks for what is no ruling, changes nothing."""
    person = held_person(reported)
    before = case_book(reported, today()).people
    assert _post(browser, person.id, {"first": "x", "second": "", "act": "same"}).status_code == 400
    assert _post(browser, person.id, {"first": person.id, "second": "Nobody Atall", "act": "same"}).status_code == 404
    assert _post(browser, person.id, {"first": "a", "second": "b", "act": "delete"}).status_code == 400
    assert browser.post(f"/people/{person.id}/", {"act": "same"}).status_code == 403
    assert case_book(reported, today()).people == before


def test_statements_say_who_when_and_of_whom(browser: Client) -> None:
    """A statement has its speaker and a link to its words; filters by speaker and by person narrow the list."""
    page = browser.get("/statements/").content.decode()
    assert "Oleg Marsh" in page
    assert re.search(r'href="/documents/[0-9a-f]{16}/\?claim=[0-9a-f]{16}#opened"', page)
    by = browser.get("/statements/?by=Marsh").content.decode()
    assert "She is innocent" in by
    assert "No statement fits" in browser.get("/statements/?by=zzzzzz").content.decode()
    assert "No statement fits" in browser.get("/statements/?about=zzzzzz").content.decode()


def test_statements_are_narrowed_by_agency_and_days(browser: Client) -> None:
    """Who passed a statement on and when it was said narrow the list; a day that is none is refused."""
    via = browser.get("/statements/?via=reuters").content.decode()
    assert "She is innocent" in via
    assert "Tor Lund" not in via
    early = browser.get("/statements/?until=2022-08-20").content.decode()
    assert "She is innocent" in early
    assert "She is innocent" not in browser.get("/statements/?until=2022-08-01").content.decode()
    assert "No statement fits" in browser.get("/statements/?since=2022-10-01").content.decode()
    assert browser.get("/statements/?since=June").status_code == 400


def test_statements_are_those_reported_up_to_a_day(browser: Client) -> None:
    """What came out later is left out, the links of the list keep the day, and a day that is none is refused."""
    page = browser.get("/statements/?as_of=2022-08-05").content.decode()
    assert "She is innocent" in page and "as reported up to 2022-08-05" in page
    assert 'name="as_of" type="date" value="2022-08-05"' in page
    assert re.search(r'href="\?by=[^"]+&amp;as_of=2022-08-05"', page)
    before = browser.get("/statements/?as_of=2022-08-04").content.decode()
    assert "No statement fits" in before and "She is innocent" not in before
    said = browser.get("/statements/?until=2022-08-04").content.decode()
    assert "She is innocent" in said and f'name="as_of" type="date" value="{today().isoformat()}"' in said
    refused = browser.get("/statements/?as_of=June")
    assert refused.status_code == 400 and "is not a day" in refused.content.decode()


def test_statements_of_an_undated_document_are_shown_on_every_day(empty: Client) -> None:
    """They come in pages whose links keep the day; before any is kept the page says so, whatever is asked."""
    for asked in ("", "?by=Karim", "?as_of=1990-01-01"):
        page = empty.get(f"/statements/{asked}").content.decode()
        assert "No statement is kept yet" in page and "No statement fits" not in page
    sha256 = hashlib.sha256(b"undated").hexdigest()
    document = Document("undated.txt", "x" * 60, sha256, sha256, "text/plain")
    claims = tuple(Claim("statement", document.span(start, start + 1), (), ("Karim",)) for start in range(51))
    store = whole_workspace().store
    store.save_document(document, document.text.encode())
    store.save_reading(Reading(document.id, "reader 1", claims))
    page = empty.get("/statements/?as_of=1990-01-01").content.decode()
    assert "51 statements, as reported up to 1990-01-01" in page
    assert 'href="?page=2&amp;as_of=1990-01-01"' in page


def _post(browser: Client, person_id: str, said: dict[str, str]):  # type: ignore[no-untyped-def]
    found = TOKEN.search(browser.get(f"/people/{person_id}/").content.decode())
    assert found is not None
    return browser.post(f"/people/{person_id}/", {"csrfmiddlewaretoken": found[1], **said})


def test_each_number_over_time_leads_to_its_quote(empty: Client) -> None:
    """A number that somebody gave is a point of the plot, marked as it was bounded, and a link to its words."""
    text = (
        "More than 60 Russian citizens are held in the United States, Foreign Minister Sergei Vetrov said on Tuesday."
    )
    empty.post("/reports/", {"text": f"---\ndate: 2021-06-15\nlang: en\n---\n{text}"})
    page = empty.get("/statements/").content.decode()
    plot = page[page.index("<svg") : page.index("</svg>")]
    assert re.search(r'<a href="/documents/[0-9a-f]{16}/\?claim=[0-9a-f]{16}#opened"', plot)
    assert "&gt; 60" in plot
    assert "<svg" not in empty.get("/statements/?until=2020-01-01").content.decode()
