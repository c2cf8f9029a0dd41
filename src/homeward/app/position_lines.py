"""A line of a positions file in words, with the names that the file gives its sides and people."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from homeward.basics.safe_text import one_line
from homeward.exchanges.answer import figure, signed_figure
from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    AtMost,
    Floor,
    Gives,
    Group,
    Insists,
    Line,
    NotBoth,
    OnlyIf,
    Participant,
    Position,
    Positions,
    Ratio,
    Refuses,
    Together,
    ValuesTerms,
    Wants,
)

NAMES_SHOWN = 8
"""How many people a line names on screen; --json and the file have all."""


class Named:
    """The names that a positions file gives its participants and people, each looked up once."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self.groups: Mapping[str, Group] = {group.id: group for group in positions.people}
        self.participants: Mapping[str, Participant] = {one.id: one for one in positions.participants}
        self.lines: Mapping[str, Position] = {one.id: one for one in positions.positions}

    def side(self, participant: str) -> str:
        """Return what a participant is called."""
        return one_line(self.participants[participant].name)

    def person(self, person: str) -> str:
        """Return what a person or group is called."""
        return one_line(self.groups[person].name)

    def people(self, people: Sequence[str], joined: str = "and") -> str:
        """Return several people as "A, B and C"; of many the first few and how many more."""
        names = [self.person(person) for person in people[:NAMES_SHOWN]]
        if len(people) > NAMES_SHOWN:
            names.append(f"{len(people) - NAMES_SHOWN:,} more")
        return joined_names(names, joined)


def joined_names(names: Sequence[str], joined: str = "and") -> str:
    """Return "A, B and C"."""
    return f"{', '.join(names[:-1])} {joined} {names[-1]}" if len(names) > 1 else "".join(names)


def line_in_words(position: Position, named: Named) -> str:
    """Return what a line says: "Bout is let go only together with Griner and Whelan"."""
    return _about_people(position.line, named) or _about_numbers(position.line, named)


def _about_people(line: Line, named: Named) -> str:
    match line:
        case Wants(worths):
            return f"wants {named.people(list(worths))} home"
        case Gives(costs):
            return f"would let {named.people(list(costs))} go"
        case OnlyIf(releases, needs):
            return f"{named.people(releases, 'or')} only if {named.people(needs)} too"
        case Refuses(people) | Insists(people) | AnyOf(people) | Together(people) | NotBoth(people):
            words, joined = _OF_PEOPLE[type(line)]
            return words.format(named.people(people, joined))
    return ""


_OF_PEOPLE: Mapping[type[Line], tuple[str, str]] = {
    Refuses: ("refuses that {} be let go", "or"),
    Insists: ("no exchange without {}", "and"),
    AnyOf: ("no exchange without {}", "or"),
    Together: ("{} together or not at all", "and"),
    NotBoth: ("not more than one of {}", "and"),
}
"""What lines that only list people say, and how the names are joined."""


def _about_numbers(line: Line, named: Named) -> str:
    match line:
        case AtMost(people, count):
            return f"at most {count:,} of {named.people(people)}"
        case AtLeast(people, count):
            return f"at least {count:,} of {named.people(people)}"
        case Ratio(gets, gives):
            return f"at least {figure(gets)} home for every {figure(gives)} let go"
        case Floor(surplus):
            return f"a surplus of at least {figure(surplus)}"
        case ValuesTerms(terms):
            options = (
                f"{term}: {one_line(option)} {signed(worth)}" for term in terms for option, worth in terms[term].items()
            )
            return "values " + ", ".join(options)
    return ""


def signed(value: Fraction) -> str:
    """Return a worth with its sign; 0 has none."""
    return signed_figure(value)
