"""Where a text says that something was done to a person: the word that says it, and the nouns it is said of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import find_states
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.descriptions import person_noun
from homeward.claims.readers.english.event_words import EventWords, Pattern, event_words
from homeward.claims.readers.english.person_lexicon import person_nouns, singular
from homeward.claims.readers.english.verb_forms import lemma_of

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NOMINAL = ("obj", "obl", "nmod", "nsubj", "nsubj:pass")
_GIVING = frozenset({"grant", "give", "offer", "deny", "refuse"})
_CLAUSAL = ("advcl", "acl:relcl", "ccomp", "parataxis", "csubj", "nsubj", "nsubj:pass")
_INSIDE = frozenset({"in", "inside", "behind"})
_SPANS_OF_TIME = frozenset({"year", "month", "week", "day", "time", "life", "decade", "night", "term"})
_NOMINAL_FORMS = ("noun", "inside")
_OF_PERSON = frozenset({"of", "for", "against", "to", "on", "by"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the parse that states an event of `kind`.

    `persons` are the head nouns of those it is done to, `with_word` the phrase's second word, `form` is verb, phrase,
    noun or inside (a place of custody that hangs on a noun), `lemma` the word as the lexicon has it.
    """

    kind: str
    token: Any
    persons: tuple[Any, ...]
    form: str
    lemma: str
    with_word: Any = None


def find_triggers(sentence: Any) -> list[Trigger]:
    """Return every trigger of one parsed sentence, in text order, one a word at most: its likeliest kind."""
    return [kinds[0] for kinds in triggers_by_word(sentence)]


def triggers_by_word(sentence: Any) -> list[list[Trigger]]:
    """Return for every word that states events, in text order, what it may state: a trigger a kind, likeliest first."""
    words = event_words()
    found: list[list[Trigger]] = []
    for token in sentence:
        triggers = list(_verb_triggers(token, words)) or _one(_copula_trigger(token, words))
        triggers = triggers or _one(_noun_trigger(token, words)) or _one(_inside_trigger(token, words))
        if triggers:
            found.append(list({trigger.kind: trigger for trigger in reversed(triggers)}.values())[::-1])
    phrases = [one for kinds in found for one in kinds if one.with_word is not None and one.form not in _NOMINAL_FORMS]
    return [kinds for kinds in found if not any(_is_told_by(one, kinds[0]) for one in phrases)]


def _is_told_by(phrase: Trigger, noun: Trigger) -> bool:
    """Tell whether a noun is a phrase's own: "took into custody", "put in solitary confinement" tell one thing."""
    if noun.form not in _NOMINAL_FORMS:
        return False
    if noun.kind == phrase.kind:
        return bool(phrase.with_word.i == noun.token.i)
    words = {phrase.with_word.i, *([phrase.with_word.head.i] if phrase.with_word.dep_ == "amod" else [])}
    return noun.kind == "custody" and phrase.kind in ("arrest", "ill_treatment") and noun.token.i in words


def _one(trigger: Trigger | None) -> list[Trigger]:
    return [] if trigger is None else [trigger]


def _verb_triggers(token: Any, words: EventWords) -> Iterator[Trigger]:
    if token.dep_ in _NOMINAL and not clauses.children(token, "nsubj", "obj", "aux"):
        return
    if token.tag_ not in _VERB_TAGS and not (token.pos_ in ("ADJ", "VERB") and token.dep_ == "amod"):
        return
    lemma = words.verb_of.get(token.lower_) or lemma_of(token)
    if lemma == "try" and clauses.children(token, "xcomp"):
        return
    for name in _with_particle(token, lemma):
        if name in words.appeal_outcomes and (ruling := _ruling_on_appeal(token, words, name)):
            yield ruling
        for pattern in words.verbs.get(name, ()):
            matched, with_word = _fits(token, pattern, words)
            persons = _persons(token, pattern) if matched else []
            if matched and not (persons and all(words.is_in("things", lemma_of(head)) for head in persons)):
                form = "phrase" if pattern.words else "verb"
                yield Trigger(pattern.kind, token, tuple(persons), form, name, with_word)


def _inside_trigger(token: Any, words: EventWords) -> Trigger | None:
    """ "her son in Evin prison", "ten months in captivity": a place of custody that hangs on a noun."""
    led = {case.lower_ for case in clauses.children(token, "case")}
    if not words.is_in("in_custody", lemma_of(token)) or not led & _INSIDE or token.dep_ not in ("nmod", "obl"):
        return None
    above = token.head
    if above.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    persons = () if lemma_of(above) in _SPANS_OF_TIME else (above,)
    return Trigger("custody", token, persons, "inside", lemma_of(token))


def _with_particle(token: Any, lemma: str) -> list[str]:
    particles = [child.lower_ for child in clauses.children(token, "compound:prt", "advmod")]
    return [*(f"{lemma} {particle}" for particle in particles), lemma]


def _fits(token: Any, pattern: Pattern, words: EventWords) -> tuple[bool, Any]:
    if pattern.words:
        word = _dependent_in(token, pattern.words)
        return word is not None, word
    if pattern.needs == "term":
        return _has_term(token), None
    if pattern.needs == "goal":
        goal = _goal(token, words, any_place=pattern.kind == "extradition")
        return goal is not None, goal
    if pattern.needs == "state":
        return _reaches_state(token), None
    if pattern.needs in ("place", "custody"):
        around = token.sent if pattern.needs == "custody" else token.subtree
        return any(words.is_in("in_custody", lemma_of(word)) for word in around), None
    return True, None


def _dependent_in(token: Any, wanted: frozenset[str]) -> Any:
    """Return the nearest dependent (up to two steps down, in the same clause) that is one of the wanted words."""
    for child in token.children:
        if child.dep_ in _CLAUSAL:
            continue
        if child.lower_ in wanted or lemma_of(child) in wanted:
            return child
        for grandchild in child.children:
            if grandchild.dep_ not in _CLAUSAL and grandchild.lower_ in wanted and child.dep_ != "conj":
                return grandchild
    return None


def _has_term(token: Any) -> bool:
    below = [word for child in token.children if child.dep_ not in _CLAUSAL for word in child.subtree]
    if any(word.lower_ in ("life", "death") and word.i > token.i for word in below):
        return True
    return any(lemma_of(word) in ("year", "month", "term", "sentence") for word in below if word.i > token.i)


def _reaches_state(token: Any) -> bool:
    """Tell whether the verb leads to a State or out of one ("returned to Ukraine", "left Iran")."""
    for child in clauses.children(token, "obj", "obl"):
        led = {case.lower_ for case in clauses.children(child, "case")}
        if (child.dep_ == "obj" or led & {"to", "into", "for"}) and child.pos_ == "PROPN" and find_states(child.text):
            return True
    return False


def _goal(token: Any, words: EventWords, *, any_place: bool) -> Any:
    for child in clauses.children(token, "obl", "nmod"):
        if any(case.lower_ in ("to", "into") for case in clauses.children(child, "case")):
            if any_place and child.pos_ == "PROPN":
                return child
            if not any_place and any(words.is_in("goals", lemma_of(word)) for word in child.subtree):
                return child
    return None


def _persons(token: Any, pattern: Pattern) -> list[Any]:
    heads = clauses.patients(token) if pattern.person == "object" else clauses.subjects(token)
    if token.tag_ == "VBN" and token.dep_ == "acl" and token.i and person_noun(token.nbor(-1)):
        heads = [token.nbor(-1)]  # "information about Ana Lind, a German held in ...": never the information
    if pattern.person == "object" and pattern.words:  # "commuted the sentences of six men", "set him free"
        nested = [owner for head in heads for owner in _owners(head, _OF_PERSON)]
        given_to = [one for one in clauses.children(token, "iobj", "obl") if _led_by_to(one)] if _gives(token) else []
        heads = [head for head in heads if head.lower_ not in pattern.words] + nested + given_to
    beside = _companions(token) if heads and pattern.person == "object" else []
    return [one for head in [*heads, *beside] for one in clauses.with_conjuncts(head)]


def _companions(token: Any) -> list[Any]:
    """Return those it was done to together: "was seized with his wife", "jailed alongside Ana Lind"."""
    return [
        child
        for child in clauses.children(token, "obl")
        if any(case.lower_ in ("with", "alongside") for case in clauses.children(child, "case"))
        and (child.pos_ == "PROPN" or person_nouns().means_person(singular(child.lower_)))
    ]


def _gives(token: Any) -> bool:
    return event_words().verb_of.get(token.lower_) in _GIVING


def _led_by_to(token: Any) -> bool:
    return token.dep_ == "iobj" or any(case.lower_ == "to" for case in clauses.children(token, "case"))


def _ruling_on_appeal(token: Any, words: EventWords, name: str) -> Trigger | None:
    heads = clauses.children(token, "obj", "nsubj:pass")
    for head in heads:
        if words.is_in("court_objects", lemma_of(head)):
            persons = list(_owners(head, _OF_PERSON))
            return Trigger("appeal", token, tuple(persons), "phrase", name, head)
    return None


def _copula_trigger(token: Any, words: EventWords) -> Trigger | None:
    is_participle = token.tag_ == "VBG" and any(lemma_of(child) == "be" for child in clauses.children(token, "aux"))
    if not clauses.children(token, "cop") and not is_participle:
        return None
    for pattern in words.verbs.get("be", ()):
        if token.lower_ in pattern.words or (lemma_of(token) in pattern.words and not is_participle):
            return Trigger(pattern.kind, token, tuple(clauses.subjects(token)), "phrase", "be", token)
    return None


def _noun_trigger(token: Any, words: EventWords) -> Trigger | None:
    if token.pos_ not in ("NOUN", "PROPN") and token.dep_ not in _NOMINAL:
        return None
    lemma = _singular(token)
    kind = words.nouns.get(lemma) or _compound_noun(token, lemma, words)
    links = _OF_PERSON - {"against", "to", "by", "on"}
    if kind is None and lemma in words.nouns_against:
        kind, links = words.nouns_against[lemma], frozenset({"against"})
    if kind is None:
        return None
    persons = list(_owners(token, links)) or _recipients(token)
    return Trigger(kind, token, tuple(persons), "noun", lemma)


def _recipients(noun: Any) -> list[Any]:
    """Return those to whom it is given or denied: "denied bail to Ana Lind"."""
    if noun.dep_ not in ("obj", "nsubj:pass") or not _gives(noun.head):
        return []
    return [one for one in clauses.children(noun.head, "iobj", "obl") if _led_by_to(one)]


def _singular(token: Any) -> str:
    lemma = lemma_of(token)
    return lemma[:-1] if token.tag_ in ("NNS", "VBZ") and lemma == token.lower_ and lemma.endswith("s") else lemma


def subject_above(token: Any) -> list[Any]:
    """Return who faces, awaits or waives it: the subject of the verb above the noun."""
    for above in clauses.governors(token):
        if above.pos_ == "VERB":
            return clauses.subjects(above) if token.dep_ in ("obj", "obl") else []
        if token.dep_ not in ("obj", "obl", "nmod", "conj", "compound"):
            return []
        token = above
    return []


def _compound_noun(token: Any, lemma: str, words: EventWords) -> str | None:
    for child in clauses.children(token, "compound", "amod"):
        kind = words.nouns.get(f"{lemma_of(child)} {lemma}")
        if kind:
            return kind
    return None


def _owners(token: Any, prepositions: frozenset[str]) -> Iterator[Any]:
    """Yield the nouns that "of", "'s" or "his" ties to a noun."""
    for child in token.children:
        named = child.dep_ in ("compound", "amod") and child.pos_ == "PROPN"
        cases = {case.lower_ for case in clauses.children(child, "case")}
        if child.dep_ == "nmod:poss" or named or (child.dep_ in ("nmod", "obl", "acl") and cases & prepositions):
            yield from clauses.with_conjuncts(child)
