"""Compares two positions files and their answers: what one says that the other does not, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from homeward.app.exchange_lines import people_in, surpluses, who
from homeward.app.position_lines import Named, joined_names, line_in_words
from homeward.app.wording import counted_in, gettext, gettext_noop
from homeward.app.wording import figure as whole
from homeward.exchanges.answer import figure
from homeward.exchanges.model import Answer, Exchange, Gives, Group, Position, Positions, Status, Wants

OUTCOMES = {
    Status.POSSIBLE: gettext_noop("possible"),
    Status.NONE: gettext_noop("none that all accept"),
    Status.UNDECIDED: gettext_noop("not decided"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something of which two files or answers say different things; "" is nothing said."""

    what: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Solved:
    """Positions with the answer on them."""

    positions: Positions
    answer: Answer


def differing_positions(one: Positions, other: Positions) -> tuple[Difference, ...]:
    """Return what two files say differently: people, terms and lines by their ids, then the rest."""
    return tuple(_differing(_said(one), _said(other)))


def differing_answers(one: Solved, other: Solved) -> tuple[Difference, ...]:
    """Return what two answers say differently."""
    return tuple(_differing(_answered(one), _answered(other)))


def same_in_both(one: Solved, other: Solved) -> tuple[tuple[str, str], ...]:
    """Return what two answers say alike, each with what it is of."""
    first, second = _answered(one), _answered(other)
    return tuple((what, said) for what, said in first.items() if said and second.get(what) == said)


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Difference]:
    for what in dict.fromkeys((*one, *other)):
        first, second = one.get(what, ""), other.get(what, "")
        if first != second:
            yield Difference(what, first, second)


def _said(positions: Positions) -> dict[str, str]:
    named = Named(positions)
    return {
        gettext("title"): positions.title,
        gettext("as of"): positions.as_of or "",
        gettext("place"): positions.place or "",
        **{gettext("participant %(id)s") % {"id": one.id}: one.name for one in positions.participants},
        **{gettext("person %(id)s") % {"id": group.id}: _person(group, named) for group in positions.people},
        **{
            gettext("term %(id)s") % {"id": term.id}: f"{term.name or term.id}: {', '.join(term.options)}"
            for term in positions.terms
        },
        **{gettext("line %(id)s") % {"id": one.id}: _line(one, named) for one in positions.positions},
    }


def _person(group: Group, named: Named) -> str:
    how_many = f" ({whole(group.count)})" if group.count > 1 else ""
    said = {"name": f"{group.name}{how_many}", "holder": named.side(group.held_by), "home": named.side(group.home)}
    return gettext("%(name)s, held by %(holder)s, home %(home)s") % said


def _line(one: Position, named: Named) -> str:
    worths = ""
    match one.line:
        case Wants(said) | Gives(said):
            worths = "; " + ", ".join(f"{named.person(person)} {figure(worth)}" for person, worth in said.items())
    yields = "" if one.yields is None else gettext("; can be given up at %(cost)s") % {"cost": figure(one.yields)}
    return f"{named.side(one.of)}: {line_in_words(one, named)}{worths}{yields}"


def _answered(solved: Solved) -> dict[str, str]:
    answer, named = solved.answer, Named(solved.positions)
    cheapest = next(iter(answer.compromises), None)
    return {
        gettext("outcome"): gettext(OUTCOMES[answer.status]),
        **_of_exchange(answer.best, named),
        gettext("clash"): joined_names(answer.clash),
        gettext("cheapest compromise"): ""
        if cheapest is None
        else gettext("%(lines)s, at %(cost)s")
        % {"lines": joined_names(cheapest.give_up), "cost": figure(cheapest.cost)},
        gettext("which opens"): "" if cheapest is None else people_in(cheapest.opens, named),
        gettext("frontier"): ""
        if answer.frontier is None
        else counted_in(len(answer.frontier), "%(n)s exchange", "%(n)s exchanges"),
        gettext("not in it"): _listed(named.person(one.person) for one in answer.left_out),
    }


def _of_exchange(best: Exchange | None, named: Named) -> dict[str, str]:
    if best is None:
        return {}
    return {
        gettext("people home"): f"{best.people_home}",
        gettext("who goes home"): _listed(who(release, named) for release in best.releases),
        gettext("agreed besides"): _listed(f"{term}: {option}" for term, option in sorted(best.terms.items())),
        gettext("surplus"): surpluses(best.surplus, named),
    }


def _listed(words: Iterable[str]) -> str:
    return joined_names(list(words))
