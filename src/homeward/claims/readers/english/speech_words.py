"""The words that report speech, in all their forms, and where a sentence uses one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.claims.readers.english.verb_forms import forms_of

_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "am"})
_PASSED_OVER = frozenset({"RB", "RBR", "RBS", "MD"})
_PASSIVES = frozenset({"deny", "condemn", "promise", "announce", "demand", "admit", "claim"})
_AUXILIARIES = _BE | {"has", "have", "had", "having", "did", "does", "do", "’ve", "'ve", "’d", "'d"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word (or two) that reports speech: places of its first and last word in the sentence, its verb and group."""

    first: int
    last: int
    verb: str
    group: str
    agent: int = 0
    """For a passive the place of its "by" ("was promised by the president"), else 0."""
    quoted_by: bool = False
    """True for "quoted (him) as saying", where the verb's subject may be the outlet."""


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """What speech.yaml lists, made ready: form -> verbs it may belong to, and verb -> group."""

    forms: Mapping[str, tuple[tuple[str, ...], ...]]
    groups: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    according: tuple[tuple[str, ...], ...]


@cache
def speech_words() -> SpeechWords:
    """Read speech.yaml once; its order decides between groups that list the same verb."""
    data = yaml.safe_load(files("homeward.claims").joinpath("lexicon/speech.yaml").read_text(encoding="utf-8"))
    groups: dict[str, str] = {}
    forms: dict[str, list[tuple[str, ...]]] = {}
    for group, verbs in data["groups"].items():
        for verb in verbs:
            if verb in groups:
                continue
            groups[verb] = group
            words = tuple(verb.split())
            for form in forms_of(words[0], data["irregular"]):
                forms.setdefault(form, []).append(words)
    longest_first = {form: tuple(sorted(verbs, key=len, reverse=True)) for form, verbs in forms.items()}
    sets = {name: frozenset(data[name]) for name in ("addressee", "object", "inverted", "carried_on", "not_said")}
    according = tuple(tuple(phrase.split()) for phrase in sorted(data["according"], key=len, reverse=True))
    return SpeechWords(longest_first, groups, sets, according)


def find_cues(words: Sequence[Any], quoted: Sequence[bool]) -> list[Cue]:
    """Return the reporting verbs outside quotation marks that are neither passive nor denied nor merely possible."""
    found: list[Cue] = []
    for i in range(len(words)):
        if quoted[i] or (found and i <= found[-1].last):
            continue
        cue = _quoted_as_saying(words, i) or _cue_at(words, i)
        if cue and not any(quoted[cue.first : cue.last + 1]):
            found.append(cue)
    return found


def _quoted_as_saying(words: Sequence[Any], i: int) -> Cue | None:
    if words[i].lower_ not in {"quoted", "cited", "quotes", "quoting", "citing"}:
        return None
    for k in range(i + 1, min(i + 9, len(words) - 1)):
        if words[k].lower_ == "as" and words[k + 1].lower_ == "saying":
            return Cue(i, k + 1, "say", "say", quoted_by=True)
    return None


def _cue_at(words: Sequence[Any], i: int) -> Cue | None:
    known = speech_words()
    word = words[i]
    if i and words[i - 1].tag_ == "HYPH":
        return None
    if not word.tag_.startswith("VB") and not _looks_like_a_verb(words, i):
        return None
    for verb in known.forms.get(word.lower_, ()):
        last = _last_particle(words, i, verb)
        if last is not None and not (verb == ("continue",) and _is_word(words, last + 1, "to")):
            name = " ".join(verb)
            group = known.groups[name]
            if _unsaid(words, i) or _is_reduced(words, i, group):
                return None
            passive = word.tag_ in {"VBN", "VBD"} and _is_passive(words, i)
            agent = _agent(words, last) if passive and group in _PASSIVES else 0
            return None if passive and not agent else Cue(i, last, name, group, agent)
    return None


def _is_word(words: Sequence[Any], i: int, word: str) -> bool:
    return i < len(words) and words[i].lower_ == word


def _looks_like_a_verb(words: Sequence[Any], i: int) -> bool:
    """A tagger slips: "said" is a verb whatever it says, and so is a form in -ed or -s between a name and a pronoun."""
    if words[i].lower_ in {"said", "told", "says", "added", "denies", "insists", "argues", "tells"}:
        return True
    if i == 0 or not words[i].lower_.endswith(("ed", "s")):
        return False
    followed = i + 1 < len(words) and words[i + 1].lower_ in {"he", "she", "they", "that"}
    if words[i].text.isupper() and words[i].lower_.endswith("ed"):
        return followed
    return words[i - 1].tag_ == "PRP" or (followed and words[i - 1].text[:1].isupper())


def _last_particle(words: Sequence[Any], i: int, verb: Sequence[str]) -> int | None:
    for step, particle in enumerate(verb[1:], 1):
        if i + step >= len(words) or words[i + step].lower_ != particle:
            return None
    return i + len(verb) - 1


def before_auxiliaries(words: Sequence[Any], i: int) -> int:
    """Return the place of the nearest word left of `i` that is no auxiliary and no adverb (-1 where there is none)."""
    k = i - 1
    if k > 0 and words[k].lower_ == "to" and words[k - 1].lower_ in speech_words().sets["carried_on"]:
        k -= 2
    while k >= 0 and (words[k].tag_ in _PASSED_OVER or words[k].lower_ in _AUXILIARIES or words[k].lower_ == "also"):
        k -= 1
    return k


def _is_passive(words: Sequence[Any], i: int) -> bool:
    for k in range(i - 1, max(-1, i - 4), -1):
        if words[k].lower_ in _BE and words[k].tag_ != "POS":
            return True
        if words[k].tag_ not in _PASSED_OVER and words[k].lower_ not in _AUXILIARIES:
            return False
    return False


def _agent(words: Sequence[Any], last: int) -> int:
    """The place of the "by" that names who said it; a verb's "by" ("by saying") and a day's are none."""
    for k in range(last + 1, min(last + 9, len(words) - 1)):
        if words[k].text in {",", ";"} or words[k].tag_ in {"VBD", "VBZ", "VBP"}:
            return 0
        if words[k].lower_ == "by" and words[k + 1].tag_ not in {"VBG", "CD"}:
            return k
    return 0


def _is_reduced(words: Sequence[Any], i: int, group: str) -> bool:
    """ "a fugitive named Lind", "the claims described": a participle without an auxiliary is no report."""
    if group in {"say", "claim", "plead"} or words[i].tag_ != "VBN" or words[i].dep_ not in {"acl", "amod", "advcl"}:
        return False
    return i == 0 or (words[i - 1].lower_ not in _AUXILIARIES and words[i - 1].tag_ not in _PASSED_OVER)


def _unsaid(words: Sequence[Any], i: int) -> bool:
    """Tell whether the sentence says that this was not said, or only might be."""
    known = speech_words().sets
    k = i - 1
    if k >= 0 and words[k].lower_ == "to":
        return k < 1 or words[k - 1].lower_ not in known["carried_on"]
    while k >= 0 and (
        words[k].tag_ in _PASSED_OVER or words[k].lower_ in _AUXILIARIES or words[k].lower_ in known["not_said"]
    ):
        if words[k].lower_ in known["not_said"]:
            return True
        k -= 1
    return False
