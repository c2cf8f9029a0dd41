"""The ways home of a person in the browser: outcomes in words, each leading to its article and its claims."""

import re
from datetime import date

import pytest
from django.test import Client

from homeward.app.assess_routes import assess, facts_in_case
from homeward.app.serve_pages import prepare
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.web.templatetags.said import marks

ON = date(2022, 10, 1)


@pytest.fixture
def person(reported: Workspace) -> str:
    """The id of the person whom the reports have in custody."""
    return case_book(reported, ON).cases[0].id


@pytest.fixture
def form(reported: Workspace) -> Client:
    """A browser whose forms are not checked for where they came from."""
    prepare(reported)
    return Client(headers={"host": "localhost"})


def page(browser: Client, person: str, asked: str = "on=2022-10-01&as_of=2022-10-01") -> str:
    """Return the page of ways home as asked."""
    answer = browser.get(f"/cases/{person}/routes/?{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_route_stands_with_its_outcome_in_words(browser: Client, reported: Workspace, person: str) -> None:
    """Each way home is there with open, undecided or closed as a word, and each check with its reason."""
    found = assess(facts_in_case(reported, person, ON, as_of=ON))
    shown = page(browser, person)
    assert found.routes
    for number, route in enumerate(found.routes, 1):
        section = shown.split(f'id="route-{number}"', 1)[1].split("</article>", 1)[0]
        assert f">{route.outcome.value}</span>" in section
        assert section.count("<tr>") == len(route.checks) + 2  # the heading, and whether it is in force
        if route.in_force.unverified:
            assert f"not checked against the official text: {marks(route.in_force.unverified)}" in section


def test_article_leads_to_its_text(browser: Client, person: str) -> None:
    """The link of an article in a check ends at that article's heading on the treaty's page."""
    shown = page(browser, person)
    links = set(re.findall(r'href="(/treaties/[-\w]+/)#(article-[-\w]+)"', shown))
    assert any(path == "/treaties/coe-ets-112/" for path, _ in links)
    pages = {path: browser.get(path).content.decode() for path in {path for path, _ in links}}
    for path, place in links:
        assert f'id="{place}"' in pages[path]


def test_fact_leads_to_the_claim_that_says_it(browser: Client, reported: Workspace, person: str) -> None:
    """Of a fact that a check names, the words that say it stand on the page with a link to the reader."""
    asked = facts_in_case(reported, person, ON, as_of=ON)
    shown = page(browser, person)
    assert 'href="#fact-nationalities"' in shown
    section = shown.split('id="fact-nationalities"', 1)[1].split("<h3", 1)[0]
    claim = asked.claims[asked.facts.sources["nationalities"][0]]
    link = f"/documents/{claim.document_id}/?claim={claim.claim_id}#opened"
    assert link in section
    assert browser.get(link.partition("#")[0]).status_code == 200


def test_contradiction_is_said_and_leads_to_the_case(browser: Client, person: str) -> None:
    """Where reports contradict one another on a fact, the page says so and leads to the conflicts."""
    shown = page(browser, person)
    assert "Reports contradict one another on:" in shown
    assert f'href="/cases/{person}/#conflicts"' in shown


def test_draft_of_a_request_lists_what_nobody_said(browser: Client, person: str) -> None:
    """The draft has the facts that are known, and names those that are not."""
    shown = page(browser, person)
    draft = shown.split('id="draft"', 1)[1].split("</section>", 1)[0]
    assert "Ana Quillfeather" in draft
    assert "Not said:" in draft


def test_only_one_state_when_asked_so(browser: Client, person: str) -> None:
    """`?to=` shows ways to that State alone; the holding State itself, and no State at all, are refused in words."""
    shown = page(browser, person, "on=2022-10-01&to=SE")
    assert "to Sweden</h3>" in shown
    assert "to Norway</h3>" not in shown
    held = browser.get(f"/cases/{person}/routes/?to=RU")
    assert held.status_code == 400
    assert "Russia holds the person" in held.content.decode()
    assert browser.get(f"/cases/{person}/routes/?to=Atlantis").status_code == 400
    assert browser.get(f"/cases/{person}/routes/?on=yesterday").status_code == 400


def test_day_before_any_report_of_a_holder_is_said(browser: Client, person: str) -> None:
    """Where nothing reported by a day has the person held, the page does not answer as if it had."""
    answer = browser.get(f"/cases/{person}/routes/?as_of=2022-08-01")
    assert answer.status_code == 404
    assert "is held by any report" in answer.content.decode()


def test_what_is_entered_wins_and_is_not_kept(form: Client, person: str) -> None:
    """Facts entered by hand change the answer, with their line as source; the next look is without them."""
    address = f"/cases/{person}/routes/?on=2022-10-01"
    before = form.get(address).content.decode()
    after = form.post(address, {"entered": "consent: {given: true, informed: true}\nstage: final"}).content.decode()
    assert "consent: not said" in before
    assert 'href="#fact-consent"' in after
    assert "laid over the case file" in after
    again = form.get(address).content.decode()
    assert "consent: not said" in again
    assert 'href="#fact-consent"' not in again


def test_what_is_entered_wrongly_is_said_with_its_line(form: Client, person: str) -> None:
    """A field that no case has is refused with the line and the remedy; the text stays."""
    answer = form.post(f"/cases/{person}/routes/", {"entered": "stage: final\nconsnt: {given: true}"})
    assert answer.status_code == 400
    assert "line 2" in answer.content.decode()
    assert "consnt: {given: true}" in answer.content.decode()
    assert form.post(f"/cases/{person}/routes/", {"entered": "\0"}).status_code == 400


def test_form_from_elsewhere_is_refused(browser: Client, person: str) -> None:
    """Entries without our token are not answered."""
    assert browser.post(f"/cases/{person}/routes/", {"entered": "stage: final"}).status_code == 403
