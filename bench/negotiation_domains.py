"""Reads public negotiation domains (GENIUS, ANAC) into positions, in place: nothing of them is kept in the project.

A sum of worths for each issue is a file of terms. Where a side values boxes of outcomes ("hyper-rectangles"), each box
is somebody who may be let go: boxes that meet pairwise meet all together, so lines of "not both" say just what can be.
"""

import xml.etree.ElementTree as Xml  # the files are the user's own
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import prod
from pathlib import Path

from homeward.exchanges.model import (
    Floor,
    Gives,
    Group,
    NotBoth,
    Participant,
    Position,
    Positions,
    TermOffered,
    ValuesTerms,
    Wants,
)

DIGITS = 10
"""Worths are read to so many places: what stands behind is the noise of the programs that wrote them."""
BOARD = "board"
"""The side that lets boxes go; it wants nothing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A side's worth for all outcomes within these ranges of issues."""

    worth: Fraction
    ranges: Mapping[str, tuple[int, int]]

    def meets(self, other: "Box") -> bool:
        """Return whether some outcome lies in both."""
        both = self.ranges.keys() & other.ranges.keys()
        return all(
            max(self.ranges[issue][0], other.ranges[issue][0]) <= min(self.ranges[issue][1], other.ranges[issue][1])
            for issue in both
        )


@dataclass(slots=True)
class Side:
    """What one side says of a domain: worths of options, or boxes; below `reservation` it agrees to nothing.

    `always` is what the published answers add: they count an issue that the file numbers and does not have as worth 1.
    """

    worths: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    boxes: list[Box] = field(default_factory=list)
    reservation: Fraction = Fraction(0)
    always: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Domain:
    """A public negotiation domain."""

    name: str
    issues: Mapping[str, tuple[str, ...]]
    sides: tuple[Side, ...]

    @property
    def outcomes(self) -> int:
        """How many outcomes there are."""
        return prod(len(options) for options in self.issues.values())

    def positions(self, reservations: Sequence[Fraction]) -> Positions:
        """Return the domain as positions, with a floor for each side at its reservation value."""
        names = [f"s{number}" for number in range(len(self.sides))]
        if any(side.boxes for side in self.sides):
            return self._of_boxes(names, reservations)
        terms = tuple(TermOffered(issue, options) for issue, options in self.issues.items())
        lines: list[Position] = []
        for name, side, least in zip(names, self.sides, reservations, strict=True):
            first = {issue: side.worths[issue][options[0]] for issue, options in self.issues.items()}
            worths = {
                issue: {option: side.worths[issue][option] - first[issue] for option in options[1:]}
                for issue, options in self.issues.items()
            }
            lines.append(Position(f"{name}-worths", name, ValuesTerms(worths)))
            lines.append(Position(f"{name}-floor", name, Floor(least - side.always - sum(first.values()))))
        return Positions(self.name, None, tuple(Participant(name, name) for name in names), (), terms, tuple(lines))

    def first_options(self) -> list[Fraction]:
        """Return what the first options together are worth to each side: a surplus lies so much below a worth."""
        if any(side.boxes for side in self.sides):
            return [Fraction(0) for _ in self.sides]
        return [
            sum((side.worths[issue][options[0]] for issue, options in self.issues.items()), side.always)
            for side in self.sides
        ]

    def _of_boxes(self, names: list[str], reservations: Sequence[Fraction]) -> Positions:
        boxes = {
            f"{name}-{number:03}": (name, box)
            for name, side in zip(names, self.sides, strict=True)
            for number, box in enumerate(side.boxes)
        }
        people = tuple(Group(who, who, BOARD, name) for who, (name, _) in boxes.items())
        lines = [
            Position(f"{name}-wants", name, Wants({who: box.worth for who, (of, box) in boxes.items() if of == name}))
            for name in names
        ]
        lines.append(Position("board-gives", BOARD, Gives({who: Fraction(0) for who in boxes})))
        lines += [
            Position(f"{name}-floor", name, Floor(least)) for name, least in zip(names, reservations, strict=True)
        ]
        apart = _apart({who: box for who, (_, box) in boxes.items()})
        lines += [Position(f"apart-{number:05}", BOARD, NotBoth(group)) for number, group in enumerate(apart)]
        sides = tuple(Participant(name, name) for name in (*names, BOARD))
        return Positions(self.name, None, sides, people, (), tuple(lines))


def _apart(boxes: Mapping[str, Box]) -> Iterator[tuple[str, ...]]:
    """Yield groups of boxes of which no two meet, until every such pair is in one."""
    left = {pair for pair in combinations(boxes, 2) if not boxes[pair[0]].meets(boxes[pair[1]])}
    away = {one: {other for other in boxes if not boxes[one].meets(boxes[other])} for one in boxes}
    while left:
        first, second = min(left)
        group = [first, second]
        for other in sorted(away[first] & away[second]):
            if all(other in away[one] for one in group):
                group.append(other)
        left -= set(combinations(sorted(group, key=list(boxes).index), 2))
        yield tuple(group)


def every_domain(folder: Path) -> Iterator[Path]:
    """Yield the folder of each domain that has sides, by name."""
    yield from sorted(path for path in {file.parent for file in folder.rglob("*.xml")} if read_domain(path, folder))


def read_domain(path: Path, top: Path) -> Domain | None:
    """Return the domain in a folder; None where it has no sides or a way of valuing that is not known here."""
    template, sides = None, []
    for file in sorted(path.glob("*.xml")):
        try:
            root = Xml.parse(file).getroot()  # noqa: S314
        except Xml.ParseError:
            continue  # a list of numbers under the name of XML
        if root.tag == "negotiation_template":
            template = root
        elif root.tag == "utility_space":
            sides.append(root)
    if template is None or not sides:
        return None
    issues = {issue.get("name", ""): _options(issue) for issue in template.iter("issue")}
    try:
        return Domain(str(path.relative_to(top)), issues, tuple(_side(root, issues) for root in sides))
    except (KeyError, ValueError, TypeError):
        return None


def _options(issue: Xml.Element) -> tuple[str, ...]:
    if _kind(issue) == "integer":
        ends = issue.find("range")
        at = issue if ends is None else ends
        return tuple(str(value) for value in range(int(at.attrib["lowerbound"]), int(at.attrib["upperbound"]) + 1))
    return tuple(item.attrib["value"] for item in issue.findall("item"))


def _kind(issue: Xml.Element) -> str:
    return issue.get("vtype") or issue.get("type") or issue.get("etype") or "discrete"


def _side(root: Xml.Element, issues: Mapping[str, tuple[str, ...]]) -> Side:
    said = root.find("reservation")
    side = Side(reservation=Fraction(0) if said is None else _number(said.attrib["value"]))
    names = {issue.get("index"): issue.get("name", "") for issue in root.iter("issue")}
    for box in root.iter("hyperRectangle"):
        ranges = {
            names[each.get("index")]: (int(each.attrib["min"]), int(each.attrib["max"]))
            for each in box.iter("INCLUDES")
        }
        side.boxes.append(Box(_number(box.attrib["utility"]), ranges))
    if side.boxes:
        return side
    weights = {weight.get("index"): Fraction(weight.attrib["value"]) for weight in root.iter("weight")}
    numbers = {issue.get("index"): _kind(issue) for issue in root.iter("issue")}
    if "1" not in numbers and "integer" not in numbers.values():
        side.always = weights.get("1", Fraction(1))
    for issue in root.iter("issue"):
        name = issue.get("name", "")
        weight = weights.get(issue.get("index"), Fraction(1))
        side.worths[name] = {option: weight * worth for option, worth in _worths(issue, issues[name]).items()}
        side.worths[name] = {option: round(worth, DIGITS) for option, worth in side.worths[name].items()}
    if set(side.worths) != set(issues) or any(set(side.worths[name]) < set(issues[name]) for name in issues):
        raise KeyError(root.tag)
    return side


def _worths(issue: Xml.Element, options: Sequence[str]) -> dict[str, Fraction]:
    slope = issue.find("evaluator")
    if _kind(issue) == "integer" and slope is not None:
        at, by = slope.get("offset") or slope.get("parameter0"), slope.get("slope") or slope.get("parameter1")
        return {option: Fraction(at or 0) + Fraction(by or 0) * int(option) for option in options}
    return {item.attrib["value"]: Fraction(item.get("evaluation") or 0) for item in issue.findall("item")}


def _number(said: str) -> Fraction:
    return round(Fraction(said), DIGITS)
