"""Grammar of one clause: who does what to whom, and how sure the text is that it happened."""

from collections.abc import Iterator
from typing import Any

from homeward.claims.model import Reality

_OWN_SUBJECT = ("nsubj", "nsubj:pass", "csubj", "expl")
_SHARES_SUBJECT = ("conj", "xcomp", "advcl", "parataxis", "cop")
_PLANNED_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_POSSIBLE_AUXILIARIES = frozenset({"may", "might", "could", "would", "can", "should", "ca"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "without"})


def children(token: Any, *relations: str) -> list[Any]:
    """Return the token's dependents that stand in one of the relations, in text order."""
    return [child for child in token.children if child.dep_ in relations]


def is_passive(verb: Any) -> bool:
    """Tell whether the verb's subject is the one it is done to ("was arrested", "got arrested")."""
    if children(verb, "nsubj:pass", "aux:pass"):
        return True
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBN" else None
    return first is not None and not children(verb, *_OWN_SUBJECT, "aux") and is_passive(first)


def subjects(verb: Any, depth: int = 0) -> list[Any]:
    """Return the head nouns of the verb's subject, inherited where the clause leaves it out."""
    own = children(verb, "nsubj", "nsubj:pass")
    if own or depth > 4:
        return own
    if verb.dep_ in _SHARES_SUBJECT:
        return subjects(verb.head, depth + 1)
    if verb.dep_ in ("acl", "acl:relcl"):
        return [verb.head]
    return []


def patients(verb: Any) -> list[Any]:
    """Return the nouns the verb is done to: object, passive subject, or what a participle describes."""
    if is_passive(verb):
        return subjects(verb)
    if verb.dep_ == "amod":
        return [verb.head]
    objects = [*children(verb, "obj", "iobj"), *(one for one in children(verb, "obl") if _is_bare(one))]
    if objects or is_perfect(verb):
        return objects
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "acl:relcl"):
        return subjects(verb)
    if verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("ROOT", "parataxis", "ccomp", "conj"):
        return subjects(verb)
    return []


def _is_bare(token: Any) -> bool:
    """A noun that no preposition leads is an object that the parse put elsewhere, unless it tells when."""
    return token.i > token.head.i and not children(token, "case") and token.tag_ in ("NNS", "NNPS", "NNP")


def is_perfect(verb: Any) -> bool:
    """Tell whether the verb is active with "has" or "had" ("has released")."""
    return any(aux.lower_ in ("has", "have", "had", "having", "'ve", "’ve") for aux in children(verb, "aux"))


def antecedents(token: Any) -> list[Any]:
    """Return what a relative pronoun stands for, with what is joined before it; any other word stands for itself."""
    if token.lower_ not in ("who", "whom", "that", "which") or token.tag_ not in ("WP", "WDT", "IN"):
        return [token]
    clause = token.head
    while clause.dep_ == "conj" and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ not in ("acl:relcl", "acl"):
        return [token]
    noun = clause.head
    return [noun.head, noun] if noun.dep_ == "conj" else [noun]


def agents(verb: Any) -> list[Any]:
    """Return the head nouns of those who do it: the subject of an active verb, or who stands behind "by"."""
    by = [
        child
        for child in children(verb, "obl:agent", "obl", "nmod")
        if any(c.lower_ == "by" for c in children(child, "case"))
    ]
    if by or is_passive(verb):
        return by
    return subjects(verb) if children(verb, "obj", "iobj") else []


def with_conjuncts(token: Any) -> list[Any]:
    """Return the token and what is joined to it by "and" or a comma."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(with_conjuncts(child))
    return found


def governors(token: Any) -> Iterator[Any]:
    """Yield the words above the token up to the root, nearest first, at most six."""
    for _ in range(6):
        if token.head is token or token.head.i == token.i:
            return
        token = token.head
        yield token


def is_negated(token: Any) -> bool:
    """Tell whether the clause says that it did not happen."""
    around = list(children(token, "advmod", "aux", "aux:pass", "det", "cc", "mark", "case"))
    around += [child for aux in children(token, "aux", "cop") for child in aux.children]
    if any(child.lower_ in _NEGATIONS for child in around):
        return True
    return any(child.lower_ == "no" for child in children(token, "det"))


def reality_by_auxiliary(verb: Any) -> Reality | None:
    """Return what the verb's own auxiliaries make of it: planned, possible, or None where they leave it open."""
    chain = [verb, *([verb.head] if verb.dep_ in ("conj", "xcomp") else [])]
    for token in chain:
        for auxiliary in children(token, "aux"):
            if auxiliary.lower_ in _PLANNED_AUXILIARIES:
                return Reality.PLANNED
            if auxiliary.lower_ in _POSSIBLE_AUXILIARIES and not (auxiliary.lower_ == "could" and is_negated(token)):
                return Reality.POSSIBLE
    return None


def is_conditional(verb: Any) -> bool:
    """Tell whether the clause is a condition ("if he is convicted")."""
    for token in (verb, *governors(verb)):
        if any(mark.lower_ in ("if", "unless", "whether") for mark in children(token, "mark")):
            return True
        if token.dep_ not in ("conj", "xcomp", "aux", "cop"):
            return False
    return False
