"""Weigh all that is known for and against two groups being one person; every weight comes with its reason."""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from homeward.basics.dates import PartialDate
from homeward.basics.states import state_name
from homeward.cases.model import PersonInDocument
from homeward.cases.names import Fit, NameComparison, compare_names, parts_of
from homeward.cases.profiles import Profile
from homeward.cases.sounds import is_cyrillic

LINKED = 0.75
"""Two groups are taken for one person from this score on."""
BASE = {
    Fit.SAME: 0.97,
    Fit.FULLER: 0.93,
    Fit.INITIAL: 0.72,
    Fit.DOUBLE_SURNAME: 0.3,
    Fit.ONE_WORD: 0.5,
    Fit.GIVEN_ONLY: 0.3,
    Fit.CLASH: 0.0,
}
"""What a fit of names is worth before anything else is known."""
STRONG_FITS = (Fit.SAME, Fit.FULLER)
SHARED_NATIONALITY, OTHER_NATIONALITY = 0.04, -0.25
SHARED_ROLE, SHARED_HOLDER, SHARED_BIRTH = 0.1, 0.06, 0.1
COMPANY, MOST_COMPANY = 0.16, 0.32
OFFICE_AGAINST_CUSTODY = -0.25
RELATIVE = -0.25
"""A surname alone that speaks, beside someone held: the families of held people speak, and share the surname."""
PROMINENCE, MOST_PROMINENCE = 0.06, 0.26
"""For each doubling of the documents that name someone in full: a surname stands alone where everybody knows whose."""
YEARS_APART = 2.0
"""Reported ages are often a year off; birth dates further apart than this are two people's."""
OFFICES = frozenset(
    "head of state/head of government/foreign ministry/minister/prosecutor/judge/spokesperson/ombudsman/ambassador"
    "/legislator".split("/")
)
Labels = Mapping[PersonInDocument, Hashable]
"""What a member goes by while company is compared: its folded name first, its group's number later."""


@dataclass(slots=True)
class Group:
    """Members taken for one person so far, and all that is known of them together."""

    members: list[PersonInDocument] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    nationality: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    holders: set[str] = field(default_factory=set)
    born: set[PartialDate] = field(default_factory=set)
    company: set[PersonInDocument] = field(default_factory=set)
    own_labels: set[Hashable] = field(default_factory=set)
    company_labels: dict[Hashable, str] = field(default_factory=dict)
    held: bool = False
    speaks: bool = False

    def add(self, profile: Profile, labels: Labels) -> None:
        """Take one more member in."""
        self.members.append(profile.member)
        self.names.add(profile.member.name)
        self.documents.add(profile.member.document_id)
        self.nationality |= profile.nationality
        self.roles |= profile.roles
        self.holders |= profile.holders
        self.born |= {profile.born} if profile.born else set()
        self.company |= profile.company
        self.held = self.held or profile.held
        self.speaks = self.speaks or profile.speaks
        self.own_labels.add(labels[profile.member])
        self._label(profile.company, labels)

    def relabel(self, labels: Labels) -> None:
        """Let members and company go by other labels from here on."""
        self.own_labels = {labels[member] for member in self.members}
        self.company_labels = {}
        self._label(self.company, labels)

    def _label(self, company: Iterable[PersonInDocument], labels: Labels) -> None:
        for one in company:
            label = labels[one]
            self.company_labels[label] = min(one.name, self.company_labels.get(label, one.name))

    @property
    def first(self) -> PersonInDocument:
        """The member that the group is sorted by."""
        return min(self.members)

    def take(self, other: "Group") -> None:
        """Take all members of another group in."""
        self.members += other.members
        self.held = self.held or other.held
        self.speaks = self.speaks or other.speaks
        for label, name in other.company_labels.items():
            self.company_labels[label] = min(name, self.company_labels.get(label, name))
        for mine, theirs in zip(self._sets(), other._sets(), strict=True):
            mine.update(theirs)

    def _sets(self) -> "tuple[set[Hashable], ...]":
        return (  # type: ignore[return-value]
            self.names,
            self.documents,
            self.nationality,
            self.roles,
            self.holders,
            self.born,
            self.company,
            self.own_labels,
        )


@dataclass(frozen=True, slots=True)
class Weighing:
    """The outcome: how the names fit, a score from 0 to 1, why, and whether something rules the two out for good."""

    fit: Fit
    score: float
    reasons: tuple[str, ...]
    ruled_out: bool = False


def weigh(left: Group, right: Group, seen: Mapping[Hashable, int]) -> Weighing:
    """Weigh two groups; `seen` counts the documents that name each label, so that rare company tells more."""
    names = best_comparison(left, right)
    against = _ruled_out(left, right, names)
    if against:
        return Weighing(names.fit, 0.0, (against,), ruled_out=True)
    states = {state_name(one) for one in left.holders & right.holders}
    known = [
        _company(left, right, seen),
        _nationality(left, right),
        _birth(left, right),
        _common(left.roles & right.roles, SHARED_ROLE, "Both are called"),
        _common(states, SHARED_HOLDER, "Both are dealt with by authorities of"),
        _office(left, right),
        *([_prominence(left, right), _relative(left, right)] if names.fit is Fit.ONE_WORD else []),
    ]
    base = BASE[names.fit] * names.likeness
    score = min(1.0, max(0.0, base + sum(weight for weight, _ in known)))
    return Weighing(names.fit, round(score, 4), (names.reason, *(reason for _, reason in known if reason)))


def best_comparison(left: Group, right: Group) -> NameComparison:
    """Return the best fit of any name of one group with any of the other; a clash where any two clash.

    A group that a reviewer joined although its own names clash is only compared by its best.
    """
    compared = [compare_names(*sorted((mine, theirs))) for mine in left.names for theirs in right.names]
    best = max(compared, key=lambda one: (BASE[one.fit] * one.likeness, one.reason))
    clash = min((one for one in compared if one.fit is Fit.CLASH), key=lambda one: one.reason, default=None)
    return best if clash is None or _names_clash(left) or _names_clash(right) else clash


def _names_clash(group: Group) -> bool:
    return any(compare_names(one, other).fit is Fit.CLASH for one, other in combinations(sorted(group.names), 2))


def _ruled_out(left: Group, right: Group, names: NameComparison) -> str:
    if names.fit is Fit.CLASH:
        return names.reason
    if left.documents & right.documents and not _may_share_a_document(left, right, names):
        return "One document names both."
    gap = min((_years_between(one, other) for one in left.born for other in right.born), default=0.0)
    if gap > YEARS_APART:
        return f"They were born at least {gap:.0f} years apart."
    return ""


def _may_share_a_document(left: Group, right: Group, names: NameComparison) -> bool:
    """Return whether one document may name one person so twice, its reader having missed that both are one."""
    if names.fit is Fit.DOUBLE_SURNAME:
        return False
    one_script = len({is_cyrillic(name) for name in left.names | right.names}) == 1
    return names.fit is not Fit.SAME or names.likeness == 1.0 or not one_script


def _years_between(one: PartialDate, other: PartialDate) -> float:
    first, second = sorted((one, other), key=lambda born: born.from_day)
    return max(0.0, (second.from_day - first.to_day).days / 365.25)


def _company(left: Group, right: Group, seen: Mapping[Hashable, int]) -> tuple[float, str]:
    few, many = sorted((left.company_labels, right.company_labels), key=len)
    own = left.own_labels | right.own_labels
    shared = sorted(
        ((min(name, many[label]), label) for label, name in few.items() if label in many and label not in own),
        key=lambda pair: (pair[0], str(pair[1])),
    )
    if not shared:
        return 0.0, ""
    weight = sum(COMPANY / (1 + 0.5 * math.log(max(1, seen[label] - 1))) for _, label in shared)
    return min(MOST_COMPANY, weight), f"Both are named with {', '.join(name for name, _ in shared[:3])}."


def _nationality(left: Group, right: Group) -> tuple[float, str]:
    if not left.nationality or not right.nationality:
        return 0.0, ""
    shared = left.nationality & right.nationality
    if shared:
        return SHARED_NATIONALITY, f"Both are nationals of {_names(shared)}."
    mine, theirs = (_names(group.nationality) for group in (left, right))
    return OTHER_NATIONALITY, f"One is a national of {mine}, one of {theirs}."


def _birth(left: Group, right: Group) -> tuple[float, str]:
    gaps = [_years_between(one, other) for one in left.born for other in right.born]
    return (SHARED_BIRTH, "They may have been born on one day.") if gaps and min(gaps) == 0.0 else (0.0, "")


def _common(shared: set[str], weight: float, opening: str) -> tuple[float, str]:
    return (weight, f"{opening} {', '.join(sorted(shared))}.") if shared else (0.0, "")


def _names(states: Iterable[str]) -> str:
    return ", ".join(sorted(map(state_name, states)))


def _office(left: Group, right: Group) -> tuple[float, str]:
    for held, other in ((left, right), (right, left)):
        apart = held.held and not held.roles & OFFICES and other.roles & OFFICES and not other.held
        if apart and not held.documents & other.documents:
            return OFFICE_AGAINST_CUSTODY, "One is held, the other holds an office."
    return 0.0, ""


def _prominence(left: Group, right: Group) -> tuple[float, str]:
    documents = len(left.documents | right.documents)
    if documents < 4:
        return 0.0, ""
    return min(MOST_PROMINENCE, PROMINENCE * math.log2(documents)), f"{documents} documents name that person."


def _relative(left: Group, right: Group) -> tuple[float, str]:
    for short, full in ((left, right), (right, left)):
        if (
            short.speaks
            and not short.held
            and full.held
            and all(len(parts_of(name).words) == 1 for name in short.names)
        ):
            return RELATIVE, "One is held, and relatives who speak share the surname."
    return 0.0, ""


def label_by_name(member: PersonInDocument) -> Hashable:
    """Return what a member goes by before groups are known."""
    return parts_of(member.name).words
