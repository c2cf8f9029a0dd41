"""A line of a positions file in words, with the names that the file gives its sides and people."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from homeward.app.wording import figure as whole
from homeward.app.wording import gettext, gettext_noop
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

AND, OR = gettext_noop("and"), gettext_noop("or")
"""How names are joined."""
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

    def people(self, people: Sequence[str], joined: str = AND) -> str:
        """Return several people as "A, B and C"; of many the first few and how many more."""
        names = [self.person(person) for person in people[:NAMES_SHOWN]]
        if len(people) > NAMES_SHOWN:
            names.append(gettext("%(n)s more") % {"n": whole(len(people) - NAMES_SHOWN)})
        return joined_names(names, joined)


def joined_names(names: Sequence[str], joined: str = AND) -> str:
    """Return "A, B and C"."""
    return f"{', '.join(names[:-1])} {gettext(joined)} {names[-1]}" if len(names) > 1 else "".join(names)


def line_in_words(position: Position, named: Named) -> str:
    """Return what a line says: "Bout is let go only together with Griner and Whelan"."""
    return _about_people(position.line, named) or _about_numbers(position.line, named)


def _about_people(line: Line, named: Named) -> str:
    match line:
        case Wants(worths):
            return gettext("wants %(people)s home") % {"people": named.people(list(worths))}
        case Gives(costs):
            return gettext("would let %(people)s go") % {"people": named.people(list(costs))}
        case OnlyIf(releases, needs):
            said = {"people": named.people(releases, OR), "others": named.people(needs)}
            return gettext("%(people)s only if %(others)s too") % said
        case Refuses(people) | Insists(people) | AnyOf(people) | Together(people) | NotBoth(people):
            words, joined = _OF_PEOPLE[type(line)]
            return gettext(words) % {"people": named.people(people, joined)}
    return ""


_OF_PEOPLE: Mapping[type[Line], tuple[str, str]] = {
    Refuses: (gettext_noop("refuses that %(people)s be let go"), OR),
    Insists: (gettext_noop("no exchange without %(people)s"), AND),
    AnyOf: (gettext_noop("no exchange without %(people)s"), OR),
    Together: (gettext_noop("%(people)s together or not at all"), AND),
    NotBoth: (gettext_noop("not more than one of %(people)s"), AND),
}
"""What lines that only list people say, and how the names are joined."""


def _about_numbers(line: Line, named: Named) -> str:
    match line:
        case AtMost(people, count):
            return gettext("at most %(n)s of %(people)s") % {"n": whole(count), "people": named.people(people)}
        case AtLeast(people, count):
            return gettext("at least %(n)s of %(people)s") % {"n": whole(count), "people": named.people(people)}
        case Ratio(gets, gives):
            said = {"gets": figure(gets), "gives": figure(gives)}
            return gettext("at least %(gets)s home for every %(gives)s let go") % said
        case Floor(surplus):
            return gettext("a surplus of at least %(n)s") % {"n": figure(surplus)}
        case ValuesTerms(terms):
            options = (
                f"{term}: {one_line(option)} {signed(worth)}" for term in terms for option, worth in terms[term].items()
            )
            return gettext("values %(options)s") % {"options": ", ".join(options)}
    return ""


def signed(value: Fraction) -> str:
    """Return a worth with its sign; 0 has none."""
    return signed_figure(value)
