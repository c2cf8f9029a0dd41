"""Draws an answer: every participant a place, everyone an arrow from where they are held to their home.

One row a person, so that names never lie on one another; people who stay are dashed, and said to stay.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations

from homeward.exchanges.answer import figure, signed_figure
from homeward.exchanges.model import Answer, Exchange, Group, Positions, Status
from homeward.exchanges.svg import BOLD, LARGE, SMALL, USUAL, element, fitted, page, plain, text, width_of, wrapped

MOST_ROWS = 60
"""Of more people than these, all who go one way share a row."""
_NAMES_IN_A_ROW = 3
_MOST_TRIED = 7
"""Up to so many participants every order of places is tried."""
_MARGIN, _ROW, _GAP = 24, 36, 18
_LABELS = (180, 340)
"""The least and greatest width of the names' column, in pixels."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An arrow: who, how many, from where to where, by which route; `goes` is false for those who stay.

    Of those who stay `route` says why none is open to them, where none is.
    """

    name: str
    count: int
    from_: str
    to: str
    goes: bool
    route: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each participant's line stands, and how wide its box is."""

    at: Mapping[str, float]
    box: float


def exchange_picture(answer: Answer, positions: Positions) -> str:
    """Return the best exchange as SVG; where there is none, what the cheapest compromise opens, and says so."""
    shown = answer.best or (answer.compromises[0].opens if answer.compromises else Exchange(()))
    rows = _rows(shown, positions, answer.no_route)
    labels = _label_width(rows)
    places = _places(rows, positions, labels)
    width = max([*places.at.values(), labels + 300]) + places.box / 2 + _MARGIN
    title = positions.title or "Exchange"
    parts, y = _headings(title, [*_said(answer, shown, positions)], width)
    top = y + _GAP
    boxes, boxes_high = _boxes(shown, positions, places, top)
    bottom = top + boxes_high + _ROW * len(rows) + _GAP
    lines = (element("line", x1=x, y1=top + boxes_high, x2=x, y2=bottom, class_="life") for x in places.at.values())
    bands = (
        element("rect", x=0, y=top + boxes_high + _ROW * (place + 0.1), width=width, height=_ROW, class_="row")
        for place in range(0, len(rows), 2)
    )
    drawn = (
        one for place, row in enumerate(rows) for one in _arrow(row, places, top + boxes_high + _ROW * (place + 0.6))
    )
    description = " ".join([*_said(answer, shown, positions), *(_in_words(row, positions) for row in rows)])
    return page("exchange", title, description, (width, bottom + _MARGIN), [*parts, *bands, *lines, *boxes, *drawn])


def _rows(shown: Exchange, positions: Positions, no_route: Mapping[str, str]) -> list[_Row]:
    """Return those who go, then those who stay, those of one way together."""
    groups = {group.id: group for group in positions.people}
    going = {release.person: release for release in shown.releases}
    rows = [
        _Row(_name(groups[one.person], one.count), one.count, one.from_, one.to, True, one.route or "")
        for one in shown.releases
    ]
    for group in positions.people:
        left = group.count - (going[group.id].count if group.id in going else 0)
        if left:
            why = f"no open route: {no_route[group.id]}" if group.id in no_route else ""
            rows.append(_Row(_name(group, left), left, group.held_by, group.home, False, why))
    place = {one.id: number for number, one in enumerate(positions.participants)}
    rows.sort(key=lambda row: (not row.goes, place[row.from_], place[row.to]))
    return rows if len(rows) <= MOST_ROWS else [_together(list(row)) for _, row in groupby(rows, _way)]


def _way(row: _Row) -> tuple[bool, str, str]:
    return row.goes, row.from_, row.to


def _together(rows: Sequence[_Row]) -> _Row:
    """Return one row for all who go one way."""
    first, count = rows[0], sum(row.count for row in rows)
    if len(rows) == 1:
        return first
    names = ", ".join(row.name for row in rows[:_NAMES_IN_A_ROW])
    more = ", …" if len(rows) > _NAMES_IN_A_ROW else ""
    routes = {row.route for row in rows}
    route = first.route if len(routes) == 1 else ""
    return _Row(f"{count:,} people: {names}{more}", count, first.from_, first.to, first.goes, route)


def _name(group: Group, count: int) -> str:
    return group.name if group.count == 1 else f"{group.name} ({count:,} of {group.count:,})"


def _said(answer: Answer, shown: Exchange, positions: Positions) -> Iterator[str]:
    """Yield what the picture shows, a sentence each."""
    home = f"{shown.people_home:,} {'person goes' if shown.people_home == 1 else 'people go'} home"
    if answer.best is not None:
        if shown.people_home:
            yield f"{home} in an exchange that every side accepts."
        else:
            yield "An exchange that every side accepts, without people."
    elif answer.none_withstands:
        yield f"No exchange stays acceptable to every side if {answer.withstand} of its releases fall through."
    elif answer.status is Status.NONE:
        yield "No exchange is acceptable to every side."
        if answer.compromises:
            cheapest = answer.compromises[0]
            cost = f"at a cost of {figure(cheapest.cost)}, giving up {', '.join(cheapest.give_up)}"
            yield f"Drawn is what the cheapest compromise opens: {home} {cost}."
    else:
        yield "Not decided."
    changed = [
        f"{term.name or term.id}: {shown.terms[term.id]}"
        for term in positions.terms
        if shown.terms.get(term.id, term.options[0]) != term.options[0]
    ]
    if changed:
        yield f"Agreed besides: {'; '.join(changed)}."


def _in_words(row: _Row, positions: Positions) -> str:
    side = {one.id: one.name for one in positions.participants}
    if not row.goes:
        why = f"; {row.route}" if row.route else ""
        return f"{row.name}: stays with {side[row.from_]}, home is {side[row.to]}{why}."
    by = f" by {row.route}" if row.route else ""
    return f"{row.name}: from {side[row.from_]} to {side[row.to]}{by}."


def _label_width(rows: Iterable[_Row]) -> float:
    widest = max((max(width_of(_label(row)) * BOLD, width_of(row.route, SMALL)) for row in rows), default=0.0)
    return min(max(widest, _LABELS[0]), _LABELS[1])


def _label(row: _Row) -> str:
    return row.name if row.goes else f"stays: {row.name}"


def _places(rows: Iterable[_Row], positions: Positions, labels: float) -> _Places:
    """Return the places from left to right, in the order in which the arrows are shortest together."""
    order = _shortest_order([one.id for one in positions.participants], [(row.from_, row.to) for row in rows])
    box = 130.0 if len(order) <= 4 else 104.0
    first = _MARGIN + labels + _GAP + box / 2
    between = box + (70 if len(order) <= 4 else 14)
    return _Places({one: first + place * between for place, one in enumerate(order)}, box)


def _shortest_order(participants: Sequence[str], ways: Sequence[tuple[str, str]]) -> list[str]:
    def length(order: Iterable[str]) -> int:
        at = {one: place for place, one in enumerate(order)}
        return sum(abs(at[one] - at[other]) for one, other in ways if one in at and other in at)

    if len(participants) <= _MOST_TRIED:
        return list(min(permutations(participants), key=length))
    traffic = {one: sum(one in way for way in ways) for one in participants}
    order: list[str] = []
    for one in sorted(participants, key=lambda each: -traffic[each]):
        tries = ([*order[:place], one, *order[place:]] for place in range(len(order) + 1))
        order = min(tries, key=length)
    return order


def _headings(title: str, said: Iterable[str], width: float) -> tuple[list[str], float]:
    """Return the picture's title and sentences, wrapped, and where they end."""
    parts, y, room = [], float(_MARGIN), width - 2 * _MARGIN
    for line in wrapped(title, room / BOLD, LARGE):
        y += LARGE * 1.3
        parts.append(text(line, _MARGIN, y, LARGE, "bold"))
    for sentence in said:
        for line in wrapped(sentence, room, USUAL, 4):
            y += USUAL * 1.5
            parts.append(text(line, _MARGIN, y))
    return parts, y


def _boxes(shown: Exchange, positions: Positions, places: _Places, top: float) -> tuple[list[str], float]:
    """Return a box for each place with its name and surplus, and how high they are."""
    names = {one.id: wrapped(one.name, (places.box - 10) / BOLD, USUAL, 3) for one in positions.participants}
    high = max(map(len, names.values())) * USUAL * 1.25 + SMALL * 1.6 + 12
    parts = []
    for one, x in places.at.items():
        box = element("rect", x=x - places.box / 2, y=top, width=places.box, height=high, rx=6, class_="place")
        lines = [
            text(line, x, top + USUAL * 1.25 * (row + 1), USUAL, "bold", "middle")
            for row, line in enumerate(names[one])
        ]
        if one in shown.surplus:
            surplus = f"surplus {signed_figure(shown.surplus[one])}"
            lines.append(text(surplus, x, top + high - 8, SMALL, "soft", "middle"))
        parts.append(element("g", "".join([box, *lines])))
    return parts, high


def _arrow(row: _Row, places: _Places, y: float) -> Iterator[str]:
    """Yield a row: the name, the route below it, and the arrow."""
    start, end = places.at[row.from_], places.at[row.to]
    room = min(places.at.values()) - places.box / 2 - _MARGIN - 6
    way = 1 if end > start else -1
    style, head = ("goes", "head") if row.goes else ("stays", "stayhead")
    tip = end - 4 * way
    points = f"{tip:.1f},{y:.1f} {tip - 11 * way:.1f},{y - 5:.1f} {tip - 11 * way:.1f},{y + 5:.1f}"
    thick = 4 if row.count > 1 else 2
    name = fitted(_label(row), room / (BOLD if row.goes else 1))
    label = text(name, _MARGIN, y + (-3 if row.route else 4), USUAL, "bold" if row.goes else "soft")
    route = text(fitted(row.route, room, SMALL), _MARGIN, y + 13, SMALL, "soft") if row.route else ""
    yield element(
        "g",
        "".join(
            [
                element("title", plain(", ".join(part for part in (_label(row), row.route) if part))),
                label,
                route,
                element("circle", cx=start, cy=y, r=4, class_=head),
                element("line", x1=start, y1=y, x2=tip - 9 * way, y2=y, class_=style, stroke_width=thick),
                element("polygon", points=points, class_=head),
            ]
        ),
    )
