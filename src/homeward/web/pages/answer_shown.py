"""An answer on positions as its page shows it: names instead of ids, numbers as text, lines with their sources."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from homeward.app.answer_lines import besides, none_acceptable, on_compromises, why_none, why_undecided
from homeward.app.exchange_lines import (
    changed_terms,
    clash_heading,
    never_given,
    people_in,
    place_of,
    points_beside,
    surpluses,
    who,
    why_in_none,
    without_route,
)
from homeward.app.plan_exchange import NO_ROUTE, Asked
from homeward.app.position_lines import Named, joined_names, line_in_words, signed
from homeward.app.said_before import IN_PICTURES, recognised
from homeward.app.wording import in_language
from homeward.app.words import word
from homeward.exchanges.answer import number
from homeward.exchanges.balances import balances
from homeward.exchanges.model import (
    Answer,
    Compromise,
    Exchange,
    Gives,
    LeftOut,
    Position,
    Positions,
    Release,
    Round,
    Status,
    Wants,
)
from homeward.exchanges.pictures import exchange_picture
from homeward.exchanges.plots import frontier_plot

POINTS_SHOWN = 40
"""How many exchanges of a frontier a page lists."""
_SLUG = re.compile(r"[-\w]+", re.ASCII)
_SVG = re.compile(r"<svg.*</svg>", re.DOTALL)
_WORDS = re.compile(r">([^<>]+)</(text|title)>")
_ROUTE = re.compile(r"([\w-]+) \((\w+)\), (\w+)")
_STYLE = re.compile(r"<style>.*?</style>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of a positions file: whose, in words, and where it was said; `claim` is the id of a claim to show."""

    position: Position
    side: str
    words: str
    worths: tuple[tuple[str, str], ...]
    claim: str | None

    @property
    def yields(self) -> str:
        """At what cost it can be given up."""
        return "" if self.position.yields is None else f"{number(self.position.yields):g}"

    @property
    def said_in(self) -> str:
        """Who said it, and where it was published."""
        source = self.position.source
        told = (source.get(key) for key in ("by", "publication", "publisher", "document"))
        return ", ".join(one for one in told if one)

    @property
    def quote(self) -> str:
        """The words that say it, or what they say."""
        source = self.position.source
        return source.get("quote") or source.get("says") or ""


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """Somebody who goes home, and how."""

    who: str
    from_: str
    to: str
    route: str
    place: str

    @property
    def without_route(self) -> bool:
        """Whether no open route is known."""
        return self.route == NO_ROUTE


@dataclass(frozen=True, slots=True)
class SideShown:
    """What an exchange is to one side, each number on that side's own scale."""

    name: str
    gain: str
    cost: str
    surplus: str


@dataclass(frozen=True, slots=True)
class ExchangeShown:
    """An exchange: who goes home, what is agreed besides, what it is to each side, and for whom nothing changes."""

    people_home: int
    releases: tuple[ReleaseShown, ...]
    agreed: str
    sides: tuple[SideShown, ...]
    unchanged: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """An exchange in one line, with each side's surplus."""

    title: str
    people: str
    surplus: str


@dataclass(frozen=True, slots=True)
class LeftShown:
    """Somebody who is not in it, why not, and the lines in the way."""

    who: str
    why: str
    lines: tuple[LineShown, ...] = ()


@dataclass(frozen=True, slots=True)
class CompromiseShown:
    """Lines to give up, what that costs, what it opens, and how many more that brings home."""

    cost: str
    lines: tuple[LineShown, ...]
    opens: ExchangeShown
    more: int = 0


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One round of a hand-over."""

    number: int
    place: str
    steps: tuple[ReleaseShown, ...]
    exposure: str


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """Everything that the page says of an answer; `picture` and `plot` are empty where there is nothing to draw."""

    status: Status
    best: ExchangeShown | None
    proved: bool
    points: tuple[PointShown, ...]
    left_out: tuple[LeftShown, ...]
    none_acceptable: str
    clash_heading: str
    clash: tuple[LineShown, ...]
    why_none: str
    never_given: str
    without_route: tuple[tuple[str, str], ...]
    compromises: tuple[CompromiseShown, ...]
    on_compromises: str
    why_undecided: str
    besides: tuple[str, ...]
    more_home: tuple[CompromiseShown, ...]
    frontier: tuple[PointShown, ...]
    frontier_size: int
    rounds: tuple[RoundShown, ...]
    worst: str
    least: bool
    checked_by: str
    picture: SafeString
    plot: SafeString


def answer_shown(answer: Answer, positions: Positions, asked: Asked) -> AnswerShown:
    """Return an answer as its page shows it, with what was asked for and is not there."""
    named, best, proof, handover = Named(positions), answer.best, answer.proof, answer.handover
    frontier = answer.frontier or ()
    return AnswerShown(
        answer.status,
        None if best is None else _exchange(best, named),
        bool(proof and proof.optimal),
        tuple(_points(answer.points, best, named)),
        tuple(_left_out(answer.left_out, named)),
        none_acceptable(answer),
        clash_heading(answer, named),
        _lines(answer.clash, named),
        why_none(answer, named),
        named.people(never_given(positions)),
        tuple(without_route(answer, named)),
        tuple(_compromise(one, named) for one in answer.compromises),
        on_compromises(answer, asked),
        why_undecided(answer, asked),
        tuple(besides(answer, asked)),
        tuple(_compromise(one, named, best) for one in answer.more_home),
        tuple(PointShown("", people_in(one, named), surpluses(one.surplus, named)) for one in frontier[:POINTS_SHOWN]),
        len(frontier),
        tuple(_round(one, named) for one in handover.rounds) if handover else (),
        f"{number(handover.worst):g}" if handover else "",
        bool(handover and handover.optimal),
        joined_names([word(one) for one in proof.checked_by]) if proof else "",
        inlined(exchange_picture(answer, positions)),
        _plot(answer, positions),
    )


def lines_shown(positions: Positions) -> tuple[LineShown, ...]:
    """Return every line of a positions file in its order."""
    named = Named(positions)
    return tuple(_line(one, named) for one in positions.positions)


def inlined(picture: str) -> SafeString:
    """Return a picture of ours as part of a page, whose own stylesheet says what its classes look like."""
    found = _SVG.search(picture)
    words = _WORDS.sub(_in_language, _STYLE.sub("", found[0])) if found else ""
    return mark_safe(words)  # noqa: S308 - drawn by us, every word escaped


def _in_language(found: re.Match[str]) -> str:
    """Return words of a picture between their tags in the language of the page."""
    words = _route(unescape(found[1]))
    return f">{escape(in_language(recognised(words, IN_PICTURES)))}</{found[2]}>"


def _route(said: str) -> str:
    """Return what could carry a release, "clemency (pardon), undecided", in the language of the page."""
    found = _ROUTE.fullmatch(said)
    if found is None:
        return said
    instrument, kind, outcome = map(word, found.groups())
    return f"{instrument}, {outcome}" if instrument == kind else f"{instrument} ({kind}), {outcome}"


def _plot(answer: Answer, positions: Positions) -> SafeString:
    """Return the frontier of the two sides to whom the exchanges on it differ most; empty where nothing differs."""
    several = answer.frontier or ()
    if len(several) < 2 or len(positions.participants) < 2:
        return mark_safe("")
    spread = {one.id: _spread([each.surplus[one.id] for each in several]) for one in positions.participants}
    across, up = sorted(spread, key=lambda side: -spread[side])[:2]
    return inlined(frontier_plot(answer, positions, (across, up)))


def _spread(values: Iterable[Fraction]) -> Fraction:
    several = tuple(values)
    return max(several) - min(several)


def _exchange(exchange: Exchange, named: Named) -> ExchangeShown:
    balance = balances(named.positions, exchange)
    changed = {side: one for side, one in balance.items() if one.gain or one.cost}
    return ExchangeShown(
        exchange.people_home,
        tuple(_release(one, named) for one in exchange.releases),
        changed_terms(exchange, named),
        tuple(
            SideShown(
                named.side(side), f"{number(one.gain):g}", f"{number(one.cost):g}", signed(exchange.surplus[side])
            )
            for side, one in changed.items()
        ),
        joined_names([named.side(side) for side in balance if side not in changed]),
    )


def _release(one: Release, named: Named) -> ReleaseShown:
    return ReleaseShown(
        who(one, named), named.side(one.from_), named.side(one.to), _route(one.route or ""), place_of(one, named)
    )


def _points(points: Mapping[str, Exchange], best: Exchange | None, named: Named) -> Iterable[PointShown]:
    for words, point in points_beside(best, points):
        yield PointShown(words, people_in(point, named), surpluses(point.surplus, named))


def _left_out(left: Iterable[LeftOut], named: Named) -> Iterable[LeftShown]:
    for one in left:
        if one.elsewhere is False:
            yield LeftShown(named.person(one.person), why_in_none(one, named), _lines(one.because, named))
        else:
            elsewhere, unsettled = (
                gettext("in another exchange that all accept"),
                gettext("not settled in the time given"),
            )
            yield LeftShown(named.person(one.person), elsewhere if one.elsewhere else unsettled)


def _compromise(one: Compromise, named: Named, best: Exchange | None = None) -> CompromiseShown:
    more = one.opens.people_home - best.people_home if best else 0
    return CompromiseShown(f"{number(one.cost):g}", _lines(one.give_up, named), _exchange(one.opens, named), more)


def _round(one: Round, named: Named) -> RoundShown:
    places = {place_of(release, named) for release in one.releases}
    shared = next(iter(places)) if len(places) == 1 else ""
    steps = tuple(_release(release, named) for release in one.releases)
    return RoundShown(one.number, shared, steps, surpluses(one.exposure, named))


def _lines(lines: Iterable[str], named: Named) -> tuple[LineShown, ...]:
    return tuple(_line(named.lines[line], named) for line in lines)


def _line(one: Position, named: Named) -> LineShown:
    worths: Mapping[str, Fraction] = {}
    match one.line:
        case Wants(said) | Gives(said):
            worths = said
    claim = one.source.get("claim", "")
    return LineShown(
        one,
        named.side(one.of),
        line_in_words(one, named),
        tuple((named.person(person), f"{number(worth):g}") for person, worth in worths.items()),
        claim if _SLUG.fullmatch(claim) else None,
    )
