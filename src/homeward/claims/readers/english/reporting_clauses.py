"""The clause that reports speech: its speaker, its verb, and the circumstances that follow ("told CNN on Friday")."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from homeward.claims.readers.english.noun_phrases import NounPhrase, is_nominal, phrase_ending_at, phrase_starting_at
from homeward.claims.readers.english.speech_words import Cue, before_auxiliaries, speech_words

_RELATIVE = frozenset({"who", "which", "that"})
_MARKS = frozenset({",", "”", '"', "''", "»", "’", "—", "–", "-", "--"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. "
    "jul. aug. sept. sep. oct. nov. dec. jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_TIME = _DAYS | {
    "yesterday",
    "today",
    "earlier",
    "later",
    "recently",
    "again",
    "publicly",
    "repeatedly",
    "separately",
    "afterwards",
    "privately",
}
_PERIODS = frozenset(
    {"week", "month", "year", "day", "night", "morning", "evening", "afternoon", "weekend", "monday", "summer"} | _DAYS
)
_LINKS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "from",
        "via",
        "through",
        "to",
        "before",
        "after",
        "by",
        "late",
        "early",
        "over",
        "with",
    }
)


@dataclass(frozen=True, slots=True)
class ReportingClause:
    """Places in the sentence: where the clause begins and ends, its speaker, and where an appositive stands."""

    first: int
    end: int
    """One past its last word, circumstances included."""
    source: NounPhrase | None
    cue: Cue
    appositive: tuple[int, int] | None = None
    inserted: bool = False
    """True for "who authorities say was known as", where only the relative clause is said."""
    relative: bool = False
    """True for "X, who said ..." and "X, whose lawyer said ...", where the main clause goes on afterwards."""
    shared: bool = False
    """True where the speaker is taken from an earlier verb ("denounced the arrest and demanded ...")."""


def find_clause(words: Sequence[Any], cue: Cue, floor: int) -> ReportingClause:
    """Return the reporting clause of a cue; its source is None where the sentence names nobody for it."""
    k = before_auxiliaries(words, cue.first)
    if cue.agent:
        return _passive(words, cue, k, floor)
    if words[cue.first].tag_ == "VBG" and k == cue.first - 1 and not cue.quoted_by:
        return _by_parse(words, cue, floor)
    if k >= floor and words[k].lower_ in _RELATIVE and k > floor:
        return _relative(words, cue, k, floor)
    if k >= floor and is_nominal(words[k]) and words[k].lower_ not in _TIME:
        phrase = _joint(words, phrase_ending_at(words, k, floor), floor)
        if phrase is not None and not _only_a_date(words, phrase):
            inserted = phrase.first > floor and words[phrase.first - 1].lower_ in _RELATIVE | {"whom"}
            relative = words[phrase.first].lower_ == "whose"
            return ReportingClause(phrase.first, _after(words, cue), phrase, cue, inserted=inserted, relative=relative)
    inverted = _inverted(words, cue, k)
    if inverted is not None:
        return inverted
    if k > floor and words[k].text in {",", "–", "—", "-", ")"}:
        whose = next(
            (j for j in range(k - 1, floor + 1, -1) if words[j].lower_ == "whose" and words[j - 1].text == ","), 0
        )
        owner = phrase_ending_at(words, whose - 2, floor) if whose else None
        if owner is not None:
            return ReportingClause(cue.first, _after(words, cue), owner, cue)
        behind = _behind_appositive(words, cue, k, floor)
        if behind is not None:
            return behind
    return _by_parse(words, cue, floor)


def _passive(words: Sequence[Any], cue: Cue, before: int, floor: int) -> ReportingClause:
    """ "whose release was promised by the president": the clause holds what was said, its subject included."""
    source = phrase_starting_at(words, cue.agent + 1)
    subject = phrase_ending_at(words, before, floor) if before >= floor else None
    if source is None or source.first != cue.agent + 1 or _only_a_date(words, source):
        return ReportingClause(cue.first, cue.agent, None, cue)
    return ReportingClause(subject.first if subject else cue.first, source.last + 1, source, cue)


def _only_a_date(words: Sequence[Any], phrase: NounPhrase) -> bool:
    return all(
        word.lower_ in _TIME | _MONTHS or word.like_num or word.tag_ == "DT"
        for word in words[phrase.first : phrase.last + 1]
    )


def _joint(words: Sequence[Any], phrase: NounPhrase | None, floor: int) -> NounPhrase | None:
    """ "his attorney and family": the phrase before "and" speaks too."""
    if phrase is None or phrase.first - 2 < floor or words[phrase.first - 1].lower_ not in {"and", "with"}:
        return phrase
    before = phrase_ending_at(words, phrase.first - 2, floor)
    if before is None or words[before.head].tag_ == "CD":
        return phrase
    return NounPhrase(before.first, phrase.last, phrase.head)


def _relative(words: Sequence[Any], cue: Cue, pronoun: int, floor: int) -> ReportingClause:
    """ "X, who said ...": the antecedent speaks."""
    last = pronoun - 1
    while last > floor and words[last].text in {",", "(", "–", "—"}:
        last -= 1
    phrase = phrase_ending_at(words, last, floor)
    return ReportingClause(pronoun if phrase is None else phrase.first, _after(words, cue), phrase, cue, relative=True)


def _inverted(words: Sequence[Any], cue: Cue, before: int) -> ReportingClause | None:
    """ ", said John Smith": the speaker follows the verb."""
    if cue.verb not in speech_words().sets["inverted"] or not (before < 0 or words[before].text in _MARKS):
        return None
    start = cue.last + 1
    if start >= len(words) or words[start].lower_ in _TIME or words[start].lower_ in _MONTHS:
        return None
    phrase = phrase_starting_at(words, start)
    if phrase is None or phrase.first != start or _only_a_date(words, phrase):
        return None
    following = words[phrase.last + 1] if phrase.last + 1 < len(words) else None
    if following is not None and not (
        (following.is_punct and following.tag_ != "``")
        or following.tag_ in {"IN", "WP", "CD"}
        or following.lower_ in _TIME
    ):
        return None
    end = skip_circumstances(words, phrase.last + 1, cue.verb)
    return ReportingClause(cue.first, end, phrase, cue, appositive=_appositive_after(words, phrase.last + 1))


def _appositive_after(words: Sequence[Any], i: int) -> tuple[int, int] | None:
    """ ", a lawyer for the family": up to the next comma or the sentence's end."""
    if i + 1 >= len(words) or words[i].text != "," or words[i + 1].tag_ in {"``", "''", "VBG", "CC", "IN"}:
        return None
    end = i + 1
    while end < len(words) and words[end].text not in {",", ".", ";", "”", "“", '"'}:
        end += 1
    verbs = {"VBD", "VBZ", "VBP", "MD"}
    if words[i + 1].lower_ not in {"who", "whose", "which"} and any(word.tag_ in verbs for word in words[i + 1 : end]):
        return None
    return i + 1, end


def _behind_appositive(words: Sequence[Any], cue: Cue, comma: int, floor: int) -> ReportingClause | None:
    """ "X, a lawyer, said": step back over what stands between commas."""
    openers = {",", "–", "—", "("} if words[comma - 1].text == ")" or words[comma].text == ")" else {",", "–", "—"}
    opening, steps = comma - 1, 0
    while opening > floor and steps < 4:
        while opening > floor and words[opening].text not in openers:
            opening -= 1
        if opening <= floor:
            return None
        phrase = phrase_ending_at(words, opening - 1, floor)
        inside = words[opening + 1]
        named_behind = phrase is not None and inside.tag_.startswith("NNP") and words[phrase.head].tag_ in {"NN", "NNS"}
        if phrase is not None and (
            _opens_appositive(inside) or named_behind or words[phrase.head].tag_.startswith("NNP")
        ):
            return ReportingClause(phrase.first, _after(words, cue), phrase, cue, appositive=(opening + 1, comma))
        opening -= 1
        steps += 1
    return None


def _opens_appositive(word: Any) -> bool:
    return word.lower_ in {"who", "whose", "which", "formerly", "now", "once"} or word.tag_ in {
        "DT",
        "CD",
        "NN",
        "PRP$",
        "VBG",
        "VBN",
    }


def _by_parse(words: Sequence[Any], cue: Cue, floor: int) -> ReportingClause:
    """Ask the parse: the verb's own subject, or the subject of the verb that it is joined to."""
    places = {word.i: k for k, word in enumerate(words)}
    verb, shared = words[cue.first], False
    for _ in range(3):
        subjects = [child for child in verb.children if child.dep_.startswith("nsubj") and child.i in places]
        if subjects and floor <= places[subjects[0].i] and is_nominal(subjects[0]):
            head = places[subjects[0].i]
            phrase = phrase_ending_at(words, head, floor)
            if phrase is not None and head < cue.first:
                first = cue.first if shared else phrase.first
                return ReportingClause(first, _after(words, cue), phrase, cue, shared=shared)
        if verb.head.i == verb.i or verb.dep_ not in {"conj", "advcl", "xcomp", "acl", "parataxis", "dep", "nmod"}:
            break
        verb, shared = verb.head, True
        while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
            verb = verb.head
    return ReportingClause(cue.first, _after(words, cue), None, cue, shared=True)


def _after(words: Sequence[Any], cue: Cue) -> int:
    return skip_circumstances(words, cue.last + 1, cue.verb)


def skip_circumstances(words: Sequence[Any], i: int, verb: str) -> int:
    """Return the place after the one spoken to, the time and the occasion that follow a reporting verb."""
    if verb in speech_words().sets["addressee"] and i < len(words):
        i = _skip_addressee(words, i)
    while i < len(words):
        further = _skip_time(words, i)
        if further == i:
            further = _skip_occasion(words, i)
        if further == i:
            break
        i = further
    return i


def _skip_addressee(words: Sequence[Any], i: int) -> int:
    if words[i].tag_ == "PRP":
        return i + 1
    phrase = phrase_starting_at(words, i)
    if phrase is None or phrase.first != i:
        return i
    following = words[phrase.last + 1] if phrase.last + 1 < len(words) else None
    # "told the judge was biased": a verb right after means that the phrase is the content's own subject.
    return i if following is not None and following.tag_ in {"VBD", "VBZ", "VBP", "MD"} else phrase.last + 1


def _skip_time(words: Sequence[Any], i: int) -> int:
    k = i
    while k < len(words) and words[k].lower_ in _TIME:
        k += 1
    if k > i:
        return k
    if (
        words[i].lower_ in {"this", "last", "that", "late", "early"}
        and i + 1 < len(words)
        and words[i + 1].lower_ in _PERIODS
    ):
        return i + 2
    return i


def _skip_occasion(words: Sequence[Any], i: int) -> int:
    """ "in a statement", "on Dec. 9", "at a news conference in Moscow", "to reporters"."""
    if words[i].lower_ not in _LINKS or i + 1 >= len(words):
        return i
    if words[i].lower_ == "to" and words[i + 1].tag_ == "VB":
        return i
    phrase = phrase_starting_at(words, i + 1)
    if phrase is None or phrase.first != i + 1:
        return i
    end = phrase.last + 1
    if end + 1 < len(words) and words[end].text == "," and words[end + 1].like_num and len(words[end + 1].text) == 4:
        end += 2
    following = words[end] if end < len(words) else None
    if following is not None and following.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return i
    return end
