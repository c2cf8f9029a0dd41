"""A reviewer's rulings on who is who: the latest on a pair wins, and each can be taken back exactly."""

from collections.abc import Iterable
from dataclasses import replace

from homeward.cases.model import MatchDecision, PersonInDocument, Ruling

Pair = frozenset[PersonInDocument]


def in_force(decisions: Iterable[MatchDecision]) -> tuple[MatchDecision, ...]:
    """Return the decisions that count, latest first: of several on one pair the latest, none that was taken back."""
    latest: dict[Pair, MatchDecision] = {}
    for decision in sorted(decisions, key=_order):
        if decision.undone_at is None and decision.left != decision.right:
            latest[frozenset((decision.left, decision.right))] = decision
    return tuple(sorted(latest.values(), key=_order, reverse=True))


def undo(decisions: Iterable[MatchDecision], decision: MatchDecision, at: str) -> tuple[MatchDecision, ...]:
    """Return the decisions with one taken back at the moment `at` (ISO 8601); the others stay as they are."""
    return tuple(replace(one, undone_at=at) if one == decision else one for one in decisions)


def _order(decision: MatchDecision) -> tuple[str, PersonInDocument, PersonInDocument, str]:
    return decision.at, min(decision.left, decision.right), max(decision.left, decision.right), decision.ruling


class Bounds:
    """Who must be one person and who must not, by the decisions in force; where some contradict, the latest win."""

    def __init__(self, decisions: Iterable[MatchDecision]) -> None:
        self._group: dict[PersonInDocument, frozenset[PersonInDocument]] = {}
        self._apart: set[Pair] = set()
        self.joined: list[MatchDecision] = []
        for decision in in_force(decisions):
            self._apply(decision)

    def _apply(self, decision: MatchDecision) -> None:
        left, right = self.group(decision.left), self.group(decision.right)
        if decision.ruling is not Ruling.SAME:
            if left != right:
                self._apart.add(frozenset((decision.left, decision.right)))
        elif not self.apart(left, right):
            both = left | right
            self._group.update(dict.fromkeys(both, both))
            self.joined.append(decision)

    def group(self, member: PersonInDocument) -> frozenset[PersonInDocument]:
        """Return everyone ruled to be one person with `member`, itself included."""
        return self._group.get(member, frozenset((member,)))

    def apart(self, left: Iterable[PersonInDocument], right: Iterable[PersonInDocument]) -> bool:
        """Return whether a ruling keeps someone of `left` apart from someone of `right`."""
        if not self._apart:
            return False
        mine, theirs = set(left), set(right)
        return any(pair & mine and pair & theirs and pair <= mine | theirs for pair in self._apart)
