"""The parts of a person's name, and whether two names may be one person's; words only, no document."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from homeward.claims.readers.english.person_lexicon import given_names, person_nouns, short_names

_WORD = re.compile(r"[^\W_][\w.’'‘`-]*")
_POSSESSIVE = re.compile(r"['’`]s?$")
_SPELLING = 80
"""How alike two words must be, of 100, to be two spellings of one name."""
PARTICLES = frozenset(
    "al el bin bint ibn ben abu abd ul ud ould von van der den de di da do dos del della la le du ter zu af st".split()
)


def fold(word: str) -> str:
    """Return a word of a name in lower case, without accents, stops and possessive ending."""
    word = _POSSESSIVE.sub("", word)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(c for c in plain if c.isalnum() or c == "-").strip("-")


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(folded for match in _WORD.finditer(name) if (folded := fold(match.group())))


def without_title(name: str) -> tuple[int, str]:
    """Return how many characters of titles open the name, and the gender that they tell."""
    titles = person_nouns().titles
    at, gender = 0, ""
    for match in _WORD.finditer(name):
        word = fold(match.group())
        is_initial = len(word) == 1 and word != "m"
        if word not in titles or is_initial or match.end() == len(name):
            break
        if word == "don" and at == 0:
            break
        at, gender = match.end(), titles[word] or gender
    at = max(at, _after_role(name))
    while at < len(name) and not name[at].isalnum() and name[at] not in "“\"'‘":
        at += 1
    return at, gender


def _after_role(name: str) -> int:
    """Where the name itself begins behind a role that was taken for a part of it ("Foreign Minister Sergei ...")."""
    words = list(_WORD.finditer(name))
    roles, known = person_nouns().roles, given_names()
    at = 0
    for match in words[:-1]:
        word = fold(match.group())
        if word in known:
            break
        if word in roles:
            at = match.end()
    return at


def without_possessive(name: str) -> str:
    """Return the name in the nominative: Griner for Griner's, Spavors' as it stands for several."""
    return re.sub(r"['’`]s?$", "", name)


def gender_of_name(words: Sequence[str]) -> str:
    """Return the gender that the given names among folded words tell, or an empty string."""
    known = given_names()
    for word in words[:-1] if len(words) > 1 else words:
        told = known.get(word) or known.get(word.partition("-")[0])
        if told:
            return told
    patronymic = next((w for w in words[1:] if w.endswith(("ovich", "evich", "ovna", "evna"))), "")
    if patronymic:
        return "female" if patronymic.endswith("na") else "male"
    return "female" if len(words) > 1 and words[-1].endswith(("ova", "eva", "skaya", "ina")) else ""


def may_be_same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two full names, as folded words, may be one person's."""
    shorter, longer = sorted((list(one), list(other)), key=len)
    if len(shorter) < 2:
        return False
    if set(shorter) <= set(longer):
        return shorter[-1] == longer[-1] or set(shorter) == set(longer) or shorter == longer[: len(shorter)]
    if shorter[-1] == longer[-1] and _same_given(shorter[0], longer[0]):
        return True
    return len(shorter) == len(longer) and _same_spelling(shorter, longer)


def _same_given(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    short = short_names()
    return (
        other in short.get(one, ())
        or one in short.get(other, ())
        or bool(short.get(one, set()) & short.get(other, set()))
    )


def _same_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    alike = all(min(len(a), len(b)) > 3 and a[0] == b[0] and ratio(a, b) >= _SPELLING for a, b in differing)
    return alike and len(differing) <= max(1, len(one) - 1)


def surname_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the folded surname with its particles: the last word, unless an ending such as Jr. follows it."""
    end = len(words)
    while end > 1 and words[end - 1] in {"jr", "sr", "ii", "iii", "iv"}:
        end -= 1
    start = end - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return tuple(words[start:end])
