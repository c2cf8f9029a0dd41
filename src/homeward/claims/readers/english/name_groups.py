"""Which names of one text are one person's."""

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.name_mentions import NameMention, find_name_mentions
from homeward.claims.readers.english.person_names import (
    PARTICLES,
    fold,
    gender_of_name,
    may_be_same_name,
    name_words,
    surname_of,
)

_ALSO_CALLED = re.compile(
    r"^[,\s(“\"‘]*(?:and |who is |who was |better |is )?"
    r"(?:a\.?k\.?a\.?|also known as|also called|known (?:online )?as|alias|dubbed|nicknamed|born|formerly)\s[“\"‘]?$",
    re.IGNORECASE,
)
_AGE_WORDS = {"elder": 1, "older": 1, "senior": 1, "younger": -1, "junior": -1}
_ANOTHER_ALIAS = re.compile(r"^[”\"’]?,?(?: (?:and|or|aka|also) )?(?:aka )?[“\"‘]?$")


@dataclass(slots=True)
class NameGroup:
    """The names of one person, in the order of the text."""

    words: tuple[str, ...]
    mentions: list[NameMention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    gender: str = ""

    def add(self, mention: NameMention) -> None:
        """Take in one more place where this person is named."""
        insort(self.mentions, mention, key=lambda one: one.start)
        self.gender = self.gender or mention.gender
        if len(mention.words) > len(self.words):
            self.words = mention.words
        if mention.nickname:
            self.aliases.add(mention.nickname)

    @property
    def surname(self) -> str:
        """The last word of the family name, folded."""
        return surname_of(self.words)[-1]

    @property
    def alias_words(self) -> frozenset[str]:
        """The folded words of every nickname."""
        return frozenset(word for alias in self.aliases for word in name_words(alias))

    @property
    def last_alias(self) -> str:
        """The last folded word of a nickname, or an empty string."""
        return next((name_words(alias)[-1] for alias in sorted(self.aliases) if name_words(alias)), "")

    def forms(self, masked: str) -> list[str]:
        """Every form of the name, the one to call the person by first, with single spaces."""
        counted = Counter(" ".join(masked[m.start : m.end].split()) for m in self.mentions)
        is_shouted = all(form.isupper() for form in counted)
        order = {form: at for at, form in enumerate(counted)}
        return sorted(
            counted,
            key=lambda form: (is_shouted or not form.isupper(), len(name_words(form)), counted[form], -order[form]),
            reverse=True,
        )


def group_names(text: AnalysedText) -> list[NameGroup]:
    """Return the people of the text, each with every place where one of their names stands."""
    mentions = find_name_mentions(text)
    groups: list[NameGroup] = []
    for mention in sorted(
        (m for m in mentions if len(m.words) > 1), key=lambda m: (-len(m.words), not m.nickname, m.start)
    ):
        _join_or_found(groups, mention)
    _merge_aliases(text.masked, groups)
    starts = [sentence.start for sentence in text.sentences]
    for mention in (m for m in mentions if len(m.words) == 1):
        _place_short_name(text.masked, starts, groups, mention)
    _merge_aliases(text.masked, groups)
    for group in groups:
        group.gender = group.gender or gender_of_name(group.words)
    _add_missed(text, groups)
    return sorted(groups, key=lambda group: group.mentions[0].start)


def _join_or_found(groups: list[NameGroup], mention: NameMention) -> None:
    fitting = [group for group in groups if _fits(group, mention)]
    if not fitting:
        groups.append(NameGroup(mention.words))
        fitting = groups[-1:]
    best = max(fitting, key=lambda group: (_likeness(group.words, mention.words), _nearness(group, mention.start)))
    best.add(mention)


def _fits(group: NameGroup, mention: NameMention) -> bool:
    told = gender_of_name(group.words), gender_of_name(mention.words)
    if all(told) and told[0] != told[1]:
        return False
    if {*mention.words} <= {*group.words, *group.alias_words} and mention.words[-1] in {
        group.words[-1],
        group.last_alias,
    }:
        return True
    if mention.nickname and _likeness(group.words, mention.words) < 2:
        return False  # a nickname in the middle shows that the family name is written in full
    return may_be_same_name(group.words, mention.words)


def _likeness(known: Sequence[str], words: Sequence[str]) -> int:
    if tuple(known) == tuple(words):
        return 3
    return 2 if known[-1] == words[-1] else 1


def _nearness(group: NameGroup, at: int) -> int:
    """How near before `at` this person was last named; those named only later come behind all others."""
    earlier = [mention.start for mention in group.mentions if mention.start < at]
    return max(earlier) if earlier else -group.mentions[0].start if group.mentions else 0


def _place_short_name(masked: str, starts: Sequence[int], groups: list[NameGroup], mention: NameMention) -> None:
    """Give a name of one word to whom it fits: by family name before given name, the one named nearest before."""
    word = mention.words[0]
    fitting = [group for group in groups if word in group.words or word in {fold(alias) for alias in group.aliases}]
    if not fitting and word.endswith("s"):  # "the Namazis" are several; "Griners" is a possessive misprinted
        fitting = [group for group in groups if word[:-1] == group.surname]
    known = [g for g in fitting if not (mention.gender and _gender(g) and mention.gender != _gender(g))]
    if not known:
        groups.append(NameGroup(mention.words))
        known = groups[-1:]
    known = _of_right_age(masked, known, mention) if len(known) > 1 else known
    near = [g for g in known if _named_in_full_nearby(starts, g, mention.start)]
    if len(near) != 1:
        near = known
    max(near, key=lambda g: (g.surname == word, g.words[0] == word, *_standing(g, word, mention.start))).add(mention)


def _of_right_age(masked: str, family: list[NameGroup], mention: NameMention) -> list[NameGroup]:
    """Keep who "the elder" or "the younger" may mean, by whom the text calls somebody's child or parent."""
    before = masked[max(0, mention.start - 9) : mention.start].lower()
    wanted = next((told for word, told in _AGE_WORDS.items() if before.endswith(f"{word} ")), None)
    if wanted is None:
        return family
    same = [g for g in family if _generation(masked, g) == wanted]
    other = [g for g in family if _generation(masked, g) == -wanted]
    return same or [g for g in family if g not in other] or family


def _generation(masked: str, group: NameGroup) -> int:
    """Return 1 where the text calls the person somebody's parent, -1 where somebody's child, else 0."""
    for mention in group.mentions:
        if len(mention.words) > 1:
            before, after = masked[max(0, mention.start - 12) : mention.start], masked[mention.end : mention.end + 40]
            if re.search(r"\b(?:father|mother),? $", before) or re.match(
                r",? (?:the |his )?(?:father|mother)\b", after
            ):
                return 1
            if re.search(r"\b(?:son|daughter),? $", before) or re.match(r",[^,.]{0,14} (?:son|daughter) of\b", after):
                return -1
    return 0


def _named_in_full_nearby(starts: Sequence[int], group: NameGroup, at: int) -> bool:
    """Tell whether the person is named in full in this sentence before `at`, or in one of the two before it."""
    here = max(0, bisect_right(starts, at) - 1)
    floor = starts[max(0, here - 2)]
    given = group.words[0]
    return any(floor <= m.start < at and len(m.words) > 1 and m.words[0] == given for m in group.mentions)


def _standing(group: NameGroup, word: str, at: int) -> tuple[bool, int, int]:
    """How readily a family name alone means this one of a family: whom the text names in full most, or named last."""
    if group.surname != word:
        return (False, 0, _nearness(group, at))
    full = [mention.start for mention in group.mentions if len(mention.words) > 1]
    return (any(start < at for start in full), len(full), _nearness(group, at))


def _gender(group: NameGroup) -> str:
    return group.gender or gender_of_name(group.words)


def _merge_aliases(masked: str, groups: list[NameGroup]) -> None:
    """Join people of whom the text says that one is also known as the other."""
    owner = {mention.start: group for group in groups for mention in group.mentions}
    ordered = sorted((m for group in groups for m in group.mentions), key=lambda m: m.start)
    chained = False
    for one, other in pairwise(ordered):
        between = masked[one.end : other.start]
        first, second = owner[one.start], owner[other.start]
        chained = bool(_ALSO_CALLED.match(between)) or (chained and bool(_ANOTHER_ALIAS.match(between)))
        if chained and first is not second:
            words = first.words
            for mention in second.mentions:
                first.add(mention)
                owner[mention.start] = first
            first.words = words
            groups.remove(second)


def _add_missed(text: AnalysedText, groups: Sequence[NameGroup]) -> None:
    """Find the names that the recogniser missed: a full name seen once makes its short forms known everywhere."""
    taken = bytearray(len(text.masked))
    for start, end in [(m.start, m.end) for g in groups for m in g.mentions] + [(n.start, n.end) for n in text.names]:
        taken[start:end] = b"\x01" * (end - start)
    wanted: dict[str, list[NameGroup]] = {}
    for group in groups:
        for form in _searchable(text.masked, group):
            wanted.setdefault(form, []).append(group)
    for form in sorted(wanted, key=lambda one: (-len(one), one)):
        for start, end in _occurrences(text.masked, form):
            if not any(taken[start:end]) and _stands_as_name(text, start, end):
                mention = NameMention(start, end, name_words(text.masked[start:end]))
                max(wanted[form], key=lambda g: _nearness(g, start)).add(mention)
                taken[start:end] = b"\x01" * (end - start)


def _searchable(masked: str, group: NameGroup) -> set[str]:
    forms = {" ".join(masked[m.start : m.end].split()) for m in group.mentions}
    full = max(forms, key=len)
    if " " in full:
        last = re.split(r"\s", full)[-1]
        if len(last) > 2 and last.lower() not in PARTICLES:
            forms.add(last)
    return {form for form in forms if len(form) > 2}


def _occurrences(masked: str, form: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, form.split()))
    for variant in sorted({pattern, r"\s+".join(map(re.escape, form.upper().split()))}):
        for match in re.finditer(rf"(?<![\w-]){variant}(?![\w])", masked):
            yield match.span()


def _stands_as_name(text: AnalysedText, start: int, end: int) -> bool:
    """Tell whether the words at the range are tagged as a name and belong to no longer name."""
    span = text.parse.char_span(start, end, alignment_mode="expand")
    if span is None or not all(
        token.tag_.startswith("NNP") or token.text.isupper() for token in span if token.is_alpha
    ):
        return False
    before = span.start > 0 and text.parse[span.start - 1]
    after = span.end < len(text.parse) and text.parse[span.end]
    joined = [t for t in (before, after) if t and t.tag_ == "NNP" and t.idx + len(t) <= end + len(t) + 1]
    in_heading = any(s.heading and s.start <= start < s.end for s in text.sentences)
    return in_heading or not any(_is_same_name(token, span) for token in joined)


def _is_same_name(token: object, span: Iterable[object]) -> bool:
    """Tell whether the neighbour hangs together with the span as parts of one name."""
    inside = list(span)
    dep, head = getattr(token, "dep_", ""), getattr(token, "head", None)
    return (dep == "flat" and head in inside) or any(
        getattr(t, "dep_", "") == "flat" and getattr(t, "head", None) is token for t in inside
    )
