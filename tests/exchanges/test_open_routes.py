"""Routes restrict where a file names the ways by which somebody may go, and only where each is closed."""

from datetime import date

import pytest

from homeward.app.open_routes import with_closed_routes
from homeward.app.plan_exchange import Asked, plan_exchange
from homeward.basics.errors import PositionsRefused
from homeward.exchanges.acceptance import as_exchange, objections
from homeward.exchanges.answer import answer_as_values
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Answer, Positions, Status
from homeward.exchanges.pictures import exchange_picture
from homeward.exchanges.position_files import read_positions

DAY = date(2022, 11, 30)
FILE = """
participants: {US: {name: United States}, RU: {name: Russia}, XX:Band: {name: A band}}
people:
  ada: {name: Ada, held_by: US, home: RU%s}
  ben: {name: Ben, held_by: RU, home: US}
  cleo: {name: Cleo, held_by: XX:Band, home: US}
positions:
  - {id: us-wants, of: US, wants: {ben: 5, cleo: 1}}
  - {id: us-gives, of: US, gives: {ada: 2}}
  - {id: ru-wants, of: RU, wants: {ada: 5}}
  - {id: ru-gives, of: RU, gives: {ben: 0}}
"""


def file(routes: str) -> Positions:
    """Return the file with these ways named for Ada."""
    return read_positions(FILE % routes)


def answered(routes: str, **asked: object) -> Answer:
    """Return the answer on the file with these ways named for Ada."""
    return plan_exchange(file(routes), Asked(**asked), DAY)  # type: ignore[arg-type]


def people(answer: Answer) -> list[str]:
    """Return who goes home in the best exchange."""
    assert answer.best is not None
    return [release.person for release in answer.best.releases]


@pytest.mark.parametrize("routes", ["", ", routes: [pardon]", ", routes: [transfer_of_sentenced_person]"])
def test_a_way_that_may_be_open_shuts_nobody_out(routes: str) -> None:
    """Of whom nothing is said, and where a way is open or unknown, the person goes."""
    answer = answered(routes)
    assert people(answer) == ["ada", "ben"]
    assert answer.no_route == {}


def test_a_way_that_is_closed_by_every_instrument_shuts_out() -> None:
    """The United States transfers only under a treaty, so an arrangement is closed: Ada stays, and it is said why."""
    positions = file(", routes: [transfer_by_arrangement]")
    answer = plan_exchange(positions, Asked(), DAY)
    assert people(answer) == ["ben"]
    assert "transfer by arrangement: the United States transfers sentenced persons only" in answer.no_route["ada"]
    left = next(one for one in answer.left_out if one.person == "ada")
    assert (left.elsewhere, left.because, left.losing) == (False, (), ())
    assert left.no_route == answer.no_route["ada"]
    said = answer_as_values(answer, positions)
    assert said["no_route"] == answer.no_route
    assert "no open route" in exchange_picture(answer, positions)


def test_one_open_way_among_closed_ones_is_enough() -> None:
    """A pardon is nowhere closed, whatever the treaties say."""
    assert people(answered(", routes: [transfer_by_arrangement, pardon]")) == ["ada", "ben"]


def test_no_way_at_all_shuts_out() -> None:
    """An empty list says that there is none."""
    answer = answered(", routes: []")
    assert people(answer) == ["ben"]
    assert answer.no_route == {"ada": "the file names no way by which they may go"}


def test_what_two_states_never_joined_is_closed_and_of_a_body_unknown() -> None:
    """No instrument on enforcement binds the United States and Russia; of a body that is no State nobody can say."""
    answer = answered(", routes: [enforcement_of_judgment]")
    assert answer.no_route == {"ada": "enforcement of judgment: no instrument that is known binds the two States"}
    text = FILE.replace("held_by: XX:Band, home: US", "held_by: XX:Band, home: US, routes: [enforcement_of_judgment]")
    assert with_closed_routes(read_positions(text % ""), DAY).people[2].no_route is None


def test_the_day_asked_for_decides() -> None:
    """Before the convention was in force for Russia nobody could be transferred under it."""
    routes = ", routes: [transfer_of_sentenced_person]"
    assert people(answered(routes)) == ["ada", "ben"]
    assert people(answered(routes, routes_on=date(1995, 1, 1))) == ["ben"]


def test_the_checker_objects_to_whom_no_way_lets_go() -> None:
    """An exchange with somebody without an open route is not acceptable, whoever found it."""
    positions = with_closed_routes(file(", routes: []"), DAY)
    exchange = as_exchange(positions, {"ada": 1, "ben": 1, "cleo": 0}, {})
    assert objections(positions, exchange) == ("ada: no open route, the file names no way by which they may go",)


def test_no_line_that_yields_opens_a_closed_route() -> None:
    """Where Ada has to go and cannot, the line that asks for her is the clash, and the compromise."""
    text = FILE % ", routes: []" + "  - {id: ru-ada, of: RU, insists: [ada], yields: 3}\n"
    answer = find_exchange(with_closed_routes(read_positions(text), DAY))
    assert answer.status is Status.NONE
    assert answer.clash == ("ru-ada",)
    assert [one.give_up for one in answer.compromises] == [("ru-ada",)]


@pytest.mark.parametrize(
    ("said", "why"),
    [("pardon", "`routes` is no list"), ("[pardn]", "there is no legal way `pardn`")],
)
def test_what_is_no_way_is_refused_with_the_line(said: str, why: str) -> None:
    """A word that is no kind of way, or no list, is refused."""
    with pytest.raises(PositionsRefused, match=why) as refused:
        file(f", routes: {said}")
    assert refused.value.line == 4
