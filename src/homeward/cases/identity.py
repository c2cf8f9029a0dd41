"""Who is one person across documents: names compared behind a blocking key, what else is known weighed, reasons kept.

Members whose names are the same words are gathered first. Then likely pairs of groups are joined, best first, where all
pairs of the two sides agree on average and none is ruled out, so no chain of half-likenesses joins strangers. Names
of one word wait until the rest is settled, and join only where support singles one person out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import product

from homeward.cases.blocking import candidate_pairs
from homeward.cases.match_decisions import Bounds
from homeward.cases.model import Link, MatchDecision, NameForm, Person, PersonInDocument
from homeward.cases.names import Fit, parts_of
from homeward.cases.profiles import Profile
from homeward.cases.weighing import LINKED, STRONG_FITS, Group, Labels, Weighing, label_by_name, weigh

CLEARLY = 0.08
"""A name of one word joins a person only where the next best scores this much less."""
Profiles = Mapping[PersonInDocument, Profile]


def identify_people(
    profiles: Profiles, decisions: Iterable[MatchDecision] = (), added: Mapping[str, int] | None = None
) -> tuple[Person, ...]:
    """Return the people whom the profiles name, sorted by name, then id.

    `added` gives each document's running number: a person's id follows from the member whose document came first, so it
    stays as documents are added; of two persons joined the older id stays, and taking the ruling back restores both.
    """
    bounds = Bounds(decisions)
    matching = _Matching(profiles, bounds)
    clusters = matching.clusters()
    links: dict[PersonInDocument, list[Link]] = {}
    for link in matching.links:
        links.setdefault(link.left, []).append(link)
    people = [
        person_from(
            _id_of(members, added or {}),
            [profiles[member] for member in members],
            [link for member in members for link in links.get(member, ())],
        )
        for members in clusters
    ]
    return tuple(sorted(people, key=lambda person: (person.name, person.id)))


class _Matching:
    """One run over all profiles; `links` grows as groups are joined."""

    def __init__(self, profiles: Profiles, bounds: Bounds) -> None:
        self.profiles = profiles
        self.bounds = bounds
        self.links: list[Link] = []
        self.groups: list[Group] = []
        self._weighings: dict[tuple[int, int], Weighing] = {}
        self.labels: Labels = {member: label_by_name(member) for member in profiles}
        self.seen: Mapping[Hashable, int] = Counter(self.labels.values())
        self._gather()

    def clusters(self) -> list[list[PersonInDocument]]:
        """Join groups: full names first, then initials and double surnames, then names of one word."""
        self._join(STRONG_FITS)
        self._settle()
        self._join((*STRONG_FITS, Fit.INITIAL, Fit.DOUBLE_SURNAME))
        self._settle()
        self._join_short_names()
        return [sorted(group.members) for group in self.groups]

    # First step: the same words, with nothing against it.

    def _gather(self) -> None:
        by_name: dict[Hashable, list[Group]] = {}
        placed: set[PersonInDocument] = set()
        for decision in reversed(self.bounds.joined):
            self._link_by_ruling(decision)
        for member in sorted(self.profiles):
            ruled = sorted(one for one in self.bounds.group(member) if one in self.profiles)
            if len(ruled) > 1 and member not in placed:
                group = self._new_group(ruled)
                placed.update(ruled)
                for name in {label_by_name(one) for one in ruled}:
                    by_name.setdefault(name, []).append(group)
        rest = [member for member in self.profiles if member not in placed]
        for member in sorted(rest, key=lambda one: (-self._told(one), *self.profiles[one].known, one)):
            name = label_by_name(member)
            alone = self._new_group([member], keep=False)
            fitting = [(self._weigh(group, alone), group) for group in by_name.get(name, ())]
            fitting = (
                [pair for pair in fitting if self._holds(*pair, alone)] if len(parts_of(member.name).words) > 1 else []
            )
            if fitting:
                weighing, group = max(fitting, key=lambda pair: pair[0].score)  # of several the one founded first
                self._link(group, alone, weighing)
                group.take(alone)
            else:
                self.groups.append(alone)
                by_name.setdefault(name, []).append(alone)

    def _told(self, member: PersonInDocument) -> int:
        """Count what is known of a member: those of whom most is known found the groups."""
        profile = self.profiles[member]
        return bool(profile.born) + bool(profile.nationality) + bool(profile.roles) + profile.held

    def _new_group(self, members: Iterable[PersonInDocument], keep: bool = True) -> Group:
        group = Group()
        for member in members:
            group.add(self.profiles[member], self.labels)
        if keep:
            self.groups.append(group)
        return group

    def _holds(self, weighing: Weighing, left: Group, right: Group) -> bool:
        return weighing.score >= LINKED and not self.bounds.apart(left.members, right.members)

    # Second step: other spellings.

    def _join(self, fits: tuple[Fit, ...], among: Callable[[Group], bool] = lambda _: True) -> None:
        groups, self._weighings = self.groups, {}
        pairs = candidate_pairs({number: group.names for number, group in enumerate(groups) if among(group)})
        likely = [(pair, self._between(*pair)) for pair in pairs]
        likely = [(pair, one) for pair, one in likely if one.score >= LINKED and one.fit in fits]
        likely.sort(key=lambda item: (-item[1].score, *sorted(item[0])))
        cluster_of: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(groups))}
        for (left, right), weighing in likely:
            mine, theirs = cluster_of[left], cluster_of[right]
            if mine != theirs and self._agree(mine, theirs):
                self._link(groups[left], groups[right], weighing)
                cluster_of.update(dict.fromkeys((*mine, *theirs), (*mine, *theirs)))
        self.groups = []
        for numbers in dict.fromkeys(cluster_of.values()):
            joined = groups[numbers[0]]
            for number in numbers[1:]:
                joined.take(groups[number])
            self.groups.append(joined)

    def _between(self, left: int, right: int) -> Weighing:
        pair = (left, right) if left < right else (right, left)
        if pair not in self._weighings:
            self._weighings[pair] = self._weigh(self.groups[pair[0]], self.groups[pair[1]])
        return self._weighings[pair]

    def _agree(self, mine: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
        """Return whether all pairs of two clusters score high enough on average and none is ruled out."""
        pairs = list(product(mine, theirs))
        if any(self.bounds.apart(self.groups[left].members, self.groups[right].members) for left, right in pairs):
            return False
        weighed = [self._between(left, right) for left, right in pairs]
        return not any(one.ruled_out for one in weighed) and sum(one.score for one in weighed) / len(weighed) >= LINKED

    # Third step: names of one word.

    def _join_short_names(self) -> None:
        short = [number for number, group in enumerate(self.groups) if _is_short(group)]
        self._weighings = {}
        pairs = candidate_pairs({number: group.names for number, group in enumerate(self.groups)})
        options: dict[int, list[tuple[float, int]]] = {number: [] for number in short}
        for left, right in pairs:
            for one, other in ((left, right), (right, left)):
                if one in options and other not in options:
                    options[one].append((self._between(one, other).score, other))
        for number in short:
            best = sorted(options[number], reverse=True)[:2]
            clear = best and (len(best) == 1 or best[0][0] - best[1][0] >= CLEARLY)
            if clear and self._holds(self._between(number, best[0][1]), self.groups[number], self.groups[best[0][1]]):
                self._link(self.groups[best[0][1]], self.groups[number], self._between(number, best[0][1]))
                self.groups[best[0][1]].take(self.groups[number])
                self.groups[number] = Group()
        self.groups = [group for group in self.groups if group.members]
        self._settle()
        self._join((Fit.ONE_WORD,), among=_is_short)

    # Shared by the steps.

    def _settle(self) -> None:
        """Let company be compared by group from here on."""
        self.labels = {member: number for number, group in enumerate(self.groups) for member in group.members}
        self.seen = {number: len(group.documents) for number, group in enumerate(self.groups)}
        for group in self.groups:
            group.relabel(self.labels)

    def _weigh(self, left: Group, right: Group) -> Weighing:
        return weigh(left, right, self.seen)

    def _link(self, left: Group, right: Group, weighing: Weighing) -> None:
        first, second = sorted((left.first, right.first))
        self.links.append(Link(first, second, weighing.score, weighing.reasons))

    def _link_by_ruling(self, decision: MatchDecision) -> None:
        if decision.left in self.profiles and decision.right in self.profiles:
            reason = f"{decision.by} ruled on {decision.at} that they are the same."
            first, second = sorted((decision.left, decision.right))
            self.links.append(Link(first, second, 1.0, (reason,)))


def _is_short(group: Group) -> bool:
    return all(len(parts_of(name).words) == 1 for name in group.names)


def person_from(person_id: str, known: Sequence[Profile], links: Iterable[Link]) -> Person:
    """Return the person whose members' profiles are `known`, in the order of the members."""
    written: dict[str, set[str]] = {}
    for profile in known:
        for form in profile.forms:
            written.setdefault(form, set()).add(profile.member.document_id)
    forms = tuple(NameForm(form, tuple(sorted(written[form]))) for form in sorted(written))
    members = tuple(profile.member for profile in known)
    return Person(
        id=person_id,
        name=_canonical_name(members),
        forms=forms,
        members=members,
        links=tuple(sorted(links, key=lambda link: (link.left, link.right))),
        held=any(profile.held for profile in known),
        speaks=any(profile.speaks for profile in known),
        roles=tuple(sorted({role for profile in known for role in profile.written_roles})),
    )


def as_known(person: Person, counted: Collection[str]) -> Person:
    """Return the person with only what the documents with the ids `counted` have of them."""
    forms = ((form.text, tuple(one for one in form.document_ids if one in counted)) for form in person.forms)
    return replace(
        person,
        forms=tuple(NameForm(text, ids) for text, ids in forms if ids),
        members=tuple(member for member in person.members if member.document_id in counted),
        links=tuple(
            one for one in person.links if one.left.document_id in counted and one.right.document_id in counted
        ),
    )


def _id_of(members: Iterable[PersonInDocument], added: Mapping[str, int]) -> str:
    founder = min(members, key=lambda one: (added.get(one.document_id, len(added) + 1), one))
    return sha256(f"{founder.document_id}\n{founder.name}".encode()).hexdigest()[:16]


def _canonical_name(members: Iterable[PersonInDocument]) -> str:
    """Return the name most documents use, of full names in Latin letters where there are any."""
    counted = Counter(member.name for member in members)

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        return len(parts_of(name).words) < 2, not name[0].isascii(), -counted[name], -len(name), name

    return min(counted, key=rank)
