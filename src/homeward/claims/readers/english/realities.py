"""How the text stands to an event it names: that it happened, is planned, possible, alleged or denied."""

from dataclasses import dataclass
from typing import Any

from homeward.claims.model import Reality
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.event_words import event_words
from homeward.claims.readers.english.triggers import Trigger
from homeward.claims.readers.english.verb_forms import lemma_of, verb_by_form

_GOVERNED = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "nsubj", "conj", "nsubj:pass", "compound", "appos"}
)
_CARRIED_OUT = frozenset(
    "appear seem begin start continue happen come manage force prove know find believe say go".split()
)
"""Words under which "to be held" tells of what is, not of what is meant to be."""
_DENYING = verb_by_form(("deny", "refuse", "reject"))
_DENIED_NOUNS = {"deny": ("ill_treatment", "release"), "refuse": ("release",), "reject": ("release",)}
"""What a denied noun tells of: "denied the abuse" says that there was none, "denied bail" that there is no release."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The reality of an event, and the words above it that may unmake it.

    `unrealised` is the lemma of a governing word such as "demand" under which nothing has happened yet, `negated`,
    `conditional` and `infinitive` ("to bring him home") say how the clause itself puts it.
    """

    reality: Reality
    unrealised: str = ""
    governor: str = ""
    negated: bool = False
    conditional: bool = False
    infinitive: bool = False


def standing_of(trigger: Trigger) -> Standing:
    """Return how the text stands to the trigger's event."""
    words = event_words()
    token = trigger.token
    negated = clauses.is_negated(token)
    conditional = clauses.is_conditional(token)
    governor = _governor(trigger)
    unrealised = governor if words.is_in("unrealised", governor) else ""
    reality = Reality.ASSERTED
    if any(words.is_in("alleged", child.lower_) for child in token.children) or governor in (
        "believe",
        "suspect",
        "allege",
    ):
        reality = Reality.ALLEGED
    by_auxiliary = clauses.reality_by_auxiliary(token)
    if by_auxiliary is not None:
        reality = by_auxiliary
    elif words.is_in("possible", governor) or conditional:
        reality = Reality.POSSIBLE
    elif _is_infinitive(token) and governor not in _CARRIED_OUT:
        reality = Reality.PLANNED
    elif unrealised and trigger.form == "noun" and reality is Reality.ASSERTED:
        reality = Reality.POSSIBLE
    if (negated or _is_denied(trigger)) and reality in (Reality.ASSERTED, Reality.ALLEGED, Reality.POSSIBLE):
        reality = Reality.DENIED
    return Standing(reality, unrealised, governor, negated, conditional, _is_infinitive(token))


def _is_denied(trigger: Trigger) -> bool:
    """Tell whether somebody denies it: "denied that he was beaten", "denied beating him", "was denied bail"."""
    token = trigger.token
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    verb = _DENYING.get(token.head.lower_, "")
    if trigger.form == "noun":
        return trigger.kind in _DENIED_NOUNS.get(verb, ()) and token.dep_ in ("obj", "nsubj:pass")
    marks = {mark.lower_ for mark in clauses.children(token, "mark")}
    is_told = token.dep_ in ("ccomp", "advcl", "acl:relcl") and "that" in marks
    return verb == "deny" and (is_told or (token.dep_ in ("xcomp", "ccomp") and token.tag_ == "VBG"))


def _governor(trigger: Trigger) -> str:
    """Return the base form of the nearest word that says what becomes of the event."""
    token = trigger.token
    for above in clauses.governors(token):
        if token.dep_.split(":")[0] not in {relation.split(":")[0] for relation in _GOVERNED}:
            return ""
        if token.dep_ == "advcl" and not _is_infinitive(token):
            return ""
        if above.pos_ in ("VERB", "NOUN", "ADJ", "AUX") and token.dep_ != "conj":
            lemma = lemma_of(above)
            sets = event_words()
            if any(
                sets.is_in(name, lemma)
                for name in ("planned", "possible", "unrealised", "requested", "approved", "refused")
            ):
                return lemma
            if above.pos_ == "VERB" and trigger.form != "noun":
                return lemma
        token = above
    return ""


def _is_infinitive(token: Any) -> bool:
    return any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in token.children) or (
        token.dep_ == "conj" and _is_infinitive(token.head)
    )


def stage_of(trigger: Trigger, standing: Standing) -> str | None:
    """Return how far an extradition or transfer has come; None where the text names a mere wish or fear."""
    words = event_words()
    governor = standing.governor
    if standing.reality is Reality.DENIED or words.is_in("refused", governor):
        return "refused"
    if words.is_in("requested", governor):
        return "requested"
    if words.is_in("approved", governor):
        return "approved"
    if standing.reality is Reality.PLANNED:
        return "approved"
    if trigger.form != "noun" and standing.reality is Reality.ASSERTED and not standing.unrealised:
        return "done"
    if any(words.is_in("requested", lemma_of(child)) for child in trigger.token.children):
        return "requested"
    return _stage_of_noun(trigger)


def _stage_of_noun(trigger: Trigger) -> str | None:
    words = event_words()
    above = trigger.token.head
    lemma = lemma_of(above)
    if trigger.form == "noun":
        for name, stage in (("refused", "refused"), ("requested", "requested"), ("approved", "approved")):
            if words.is_in(name, lemma):
                return stage
        if {child.lower_ for child in clauses.children(trigger.token, "case")} & {
            "after",
            "since",
            "following",
            "upon",
        }:
            return "done"
    return None
