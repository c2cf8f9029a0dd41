"""The nouns of an exchange: who holds whom, what each side says, and what all of them could accept.

Worths and costs are the user's own numbers, exact fractions on one scale a participant. A group stands for people who
are alike for this purpose; one person is a group of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Worths = Mapping[str, Fraction]
"""A worth or cost for each person's, group's or option's id."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A side: a State or body that holds people, wants people, or both."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """`count` people (one, most often) held by one participant, whose home is another; `note` is shown beside them.

    `place` is where they would be handed over, where that is agreed. `routes` are the only legal ways by which they may
    go, None where nothing is said of them, and `no_route` is why none of these is open, None where one may be.
    """

    id: str
    name: str
    held_by: str
    home: str
    count: int = 1
    note: str | None = None
    place: str | None = None
    routes: tuple[str, ...] | None = None
    no_route: str | None = None


@dataclass(frozen=True, slots=True)
class TermOffered:
    """Something other than people that may be agreed; the first option is how things are now."""

    id: str
    options: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wants:
    """Each of them home is worth this much to the participant."""

    worths: Worths


@dataclass(frozen=True, slots=True)
class Gives:
    """The participant, who holds them, would let them go at this cost each; whom nobody gives stays."""

    costs: Worths


@dataclass(frozen=True, slots=True)
class ValuesTerms:
    """What each option of a term is worth to the participant; the first option 0."""

    worths: Mapping[str, Worths]


@dataclass(frozen=True, slots=True)
class Refuses:
    """None of them is let go, whoever holds them."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insists:
    """No exchange without all of them."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """No exchange without at least one of them."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """If any of `releases` is let go, all of `needs` are."""

    releases: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All of them or none."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotBoth:
    """At most one of them; of groups: people of at most one."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most `count` people of these are let go."""

    people: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` people of these are let go."""

    people: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """Per `gives` people that it lets go the participant gets at least `gets` home."""

    gets: Fraction
    gives: Fraction


@dataclass(frozen=True, slots=True)
class Floor:
    """The participant's surplus has to be at least this; 0 where no line says anything."""

    surplus: Fraction


Line = (
    Wants
    | Gives
    | ValuesTerms
    | Refuses
    | Insists
    | AnyOf
    | OnlyIf
    | Together
    | NotBoth
    | AtMost
    | AtLeast
    | Ratio
    | Floor
)
"""What one position says."""


@dataclass(frozen=True, slots=True)
class Position:
    """One line of one participant. `yields` is the cost at which it could be given up, None where it never is.

    `source` is where it was said, under the file's own words (claim, document, publication, quote, url); plain text
    stands under `says`. `file_line` is where the positions file says it (from 1).
    """

    id: str
    of: str
    line: Line
    yields: Fraction | None = None
    source: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    note: str | None = None
    file_line: int = 0


@dataclass(frozen=True, slots=True)
class Positions:
    """A whole positions file: who takes part, who is held, what else may be agreed, and what each side says.

    `place` is where people would be handed over who have none of their own.
    """

    title: str
    as_of: str | None
    participants: tuple[Participant, ...]
    people: tuple[Group, ...]
    terms: tuple[TermOffered, ...]
    positions: tuple[Position, ...]
    place: str | None = None

    def place_of(self, group: Group) -> str | None:
        """Return where a group would be handed over, None where that is still to be agreed."""
        return group.place or self.place


@dataclass(frozen=True, slots=True)
class Release:
    """So many people of a group let go: from the holder, to their home, by the route that could carry them."""

    person: str
    from_: str
    to: str
    count: int
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Releases that happen together or not at all, with the options agreed and each participant's surplus."""

    releases: tuple[Release, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    surplus: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def people_home(self) -> int:
        """How many people go home."""
        return sum(release.count for release in self.releases)


class Status(StrEnum):
    """What the search came to."""

    POSSIBLE = "possible"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Compromise:
    """Lines that would have to be given up together, at what cost in all, and the exchange that this opens."""

    give_up: tuple[str, ...]
    cost: Fraction
    opens: Exchange


@dataclass(frozen=True, slots=True)
class Balance:
    """What an exchange brings a side and what it costs it, in its own worths; the surplus is the difference."""

    gain: Fraction
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that cannot all hold: without any one of them the rest can.

    `losing` are sides without a floor of their own of which one would end below 0 if all of these lines held; they are
    no lines and cannot be given up. None of them can be spared either. Both are empty where that was not `settled`.
    """

    lines: tuple[str, ...] = ()
    losing: tuple[str, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A wanted person, or people of a group, whom an exchange leaves where they are, and why.

    `elsewhere` is whether another exchange that all sides accept has all of them, None where that was not settled.
    `because` are the lines for which none has, and `losing` the sides without a floor of their own of which one would
    end below 0; both are empty where nobody gives them, or where `no_route` says why no legal way lets them go. No
    smaller part of the two together stands in the way.
    """

    person: str
    elsewhere: bool | None
    because: tuple[str, ...] = ()
    losing: tuple[str, ...] = ()
    no_route: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved: the bound on people home, whether it is reached, and by which independent ways."""

    bound: int | None
    optimal: bool
    checked_by: tuple[str, ...]
    gap: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """The releases of one round of a hand-over, and each side's exposure when it is over (what it gave minus got)."""

    number: int
    releases: tuple[Release, ...]
    exposure: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over in rounds: no side's exposure ever passes `worst`, the least bound that there is."""

    rounds: tuple[Round, ...]
    worst: Fraction
    optimal: bool = True


class Part(StrEnum):
    """A part of an answer, by its name there."""

    BEST = "best"
    POINTS = "points"
    FRONTIER = "frontier"
    CLASH = "clash"
    COMPROMISES = "compromises"
    MORE_HOME = "more_home"
    HANDOVER = "handover"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found on a positions file. `points` are named exchanges (most_home, leximin, nash, kalai, total).

    Where there is none, `clash` are the lines in the way, and `losing` the sides that would end below 0 with them.
    `more_home` are the compromises that bring more people home than the best exchange. `left_out` are those whom the
    best exchange leaves where they are; where there is none, those whom the cheapest compromise leaves. `no_route` are
    those whom no open way lets go, wanted or not, and why.

    `unsettled` are the parts asked for that are not proved, not complete or not given, most often since time ran out; a
    clash is given only where it is proved. `too_large` says that nothing could be decided since numbers are too large.
    `withstand` is how many releases may fall through, and `none_withstands` whether there are acceptable exchanges, but
    none that stays so.
    """

    status: Status
    best: Exchange | None = None
    points: Mapping[str, Exchange] = field(default_factory=dict)
    frontier: tuple[Exchange, ...] | None = None
    clash: tuple[str, ...] = ()
    losing: tuple[str, ...] = ()
    compromises: tuple[Compromise, ...] = ()
    more_home: tuple[Compromise, ...] = ()
    handover: Handover | None = None
    left_out: tuple[LeftOut, ...] = ()
    no_route: Mapping[str, str] = field(default_factory=dict)
    proof: Proof | None = None
    unsettled: tuple[Part, ...] = ()
    too_large: bool = False
    withstand: int = 0
    none_withstands: bool = False


@dataclass(frozen=True, slots=True)
class PastExchange:
    """An exchange that happened, and the positions file of what was public before it (`text`).

    `date` is that of the first hand-over, and `participants` what the sides are called. `releases` counts people of the
    file by id, `terms` are the options agreed; `not_public_before` tells who or what else was part of it.
    """

    id: str
    title: str
    date: str
    participants: tuple[str, ...]
    text: str
    releases: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    not_public_before: tuple[str, ...] = ()
    note: str = ""
    source: str = ""

    @property
    def people_home(self) -> int:
        """How many people of the file went home."""
        return sum(self.releases.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """A positions file as the case files have it, with the remarks that go into it as comments.

    `head` stands over the file; `on_people` and `on_lines` go by id. `unsettled` are people who are held and whose home
    is not told, with the States that it may be. `unwritten` is what was said and makes no line, and why not.
    """

    positions: Positions
    head: tuple[str, ...] = ()
    on_people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on_lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsettled: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    unwritten: tuple[str, ...] = ()
