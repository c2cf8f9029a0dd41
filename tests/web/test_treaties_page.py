"""Treaties in the browser: the list, two States on a day, an instrument in full, the matrix of States."""

import re
from datetime import date

from django.test import Client

from homeward.app.show_treaties import bonds_of_all, list_treaties, show_treaty, treaties_between
from homeward.routes.model import Outcome
from homeward.web.templatetags.said import marks


def shown(browser: Client, address: str) -> str:
    """Return a page that answers."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_has_every_instrument(browser: Client) -> None:
    """Each instrument stands in the list and has a page of its own."""
    page = shown(browser, "/treaties/")
    for one in list_treaties():
        assert f'href="/treaties/{one.id}/"' in page
        assert "<h1>" in shown(browser, f"/treaties/{one.id}/")


def test_two_states_on_a_day(browser: Client) -> None:
    """What stands between two States changes with the day, and what was not checked is marked."""
    assert "2 instruments in force" in shown(browser, "/treaties/?one=RU&other=US&on=2012-09-01")
    assert "0 instruments in force" in shown(browser, "/treaties/?one=RU&other=US&on=1995-01-01")
    page = shown(browser, "/treaties/?one=RU&other=US&on=2012-09-01")
    unsure = [each.in_force.unverified for each in treaties_between("RU", "US", date(2012, 9, 1))]
    assert any(unsure)
    assert all(f"not checked against the official text: {marks(several)}" in page for several in unsure if several)


def test_wrong_states_are_refused_in_a_sentence(browser: Client) -> None:
    """One State twice, or a word that is no State, is said with what to write."""
    twice = browser.get("/treaties/?one=RU&other=RU")
    assert twice.status_code == 400
    assert "Choose two States" in twice.content.decode()
    none = browser.get("/treaties/?one=Atlantis&other=RU")
    assert none.status_code == 400
    assert "is no State we know" in none.content.decode()


def test_instrument_in_full(browser: Client) -> None:
    """An instrument's page has every article, its numbers, examples, parties and declarations."""
    full, page = show_treaty("coe-ets-112"), shown(browser, "/treaties/coe-ets-112/")
    assert page.count('<section class="article"') == len(full.articles)
    assert page.count('data-name="State"') == len(full.treaty.parties)
    assert "6 months" in page
    examples = sum(len(one.examples) for one in full.articles)
    assert page.count("<details><summary>Worked examples") == sum(bool(one.examples) for one in full.articles)
    assert examples > 0
    assert "These words were not checked against the official text." in page
    assert "These declared something that nobody could read yet" in page


def test_places_on_a_page_are_its_own(browser: Client) -> None:
    """No two articles share an anchor, on any instrument's page."""
    for one in list_treaties():
        ids = re.findall(r' id="([^"]+)"', shown(browser, f"/treaties/{one.id}/"))
        assert len(ids) == len(set(ids)), one.id


def test_matrix_has_a_link_for_each_pair(browser: Client) -> None:
    """Each pair of States that anything binds has its square, named in words and leading to the pair's page."""
    on = date(2020, 1, 1)
    page = shown(browser, "/treaties/matrix/?on=2020-01-01&instrument=oas-a57")
    pairs = {pair: bonds["oas-a57"].outcome for pair, bonds in bonds_of_all(on, "oas-a57").items()}
    for (one, other), outcome in pairs.items():
        link = f'href="/treaties/?one={one}&amp;other={other}&amp;on=2020-01-01"'
        assert (link in page) == (outcome is not Outcome.NOT_MET)
    assert 'aria-label="Argentina and Brazil: 1 in force"' in page


def test_matrix_of_one_state_is_a_table(browser: Client) -> None:
    """One State's pairs stand in a table as well, for the keyboard and for those who see no picture."""
    page = shown(browser, "/treaties/matrix/?on=2020-01-01&state=RU")
    table = page.split("<table>", 1)[1].split("</table>", 1)[0]
    assert "/treaties/?one=RU&amp;other=US&amp;on=2020-01-01" in table


def test_matrix_of_no_instrument_is_not_there(browser: Client) -> None:
    """A name that no instrument has is answered as not there."""
    assert browser.get("/treaties/matrix/?instrument=none-such").status_code == 404
