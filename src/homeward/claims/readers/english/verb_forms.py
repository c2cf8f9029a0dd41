"""The forms of a verb, and the verb of a form: surer for the words we look for than a trained lemmatiser."""

from collections.abc import Iterable, Iterator, Mapping

_IRREGULAR = {
    "be": "is are was were been being am", "bring": "brings brought bringing", "come": "comes came coming",
    "find": "finds found finding", "fly": "flies flew flown flying", "give": "gives gave given giving",
    "go": "goes went gone going", "hold": "holds held holding", "keep": "keeps kept keeping", "leave": "leaves left leaving",
    "let": "lets letting", "lose": "loses lost losing", "plead": "pleads pleaded pled pleading", "put": "puts putting",
    "seek": "seeks sought seeking", "send": "sends sent sending", "set": "sets setting", "sit": "sits sat sitting",
    "spend": "spends spent spending", "stand": "stands stood standing", "take": "takes took taken taking",
    "try": "tries tried trying", "win": "wins won winning", "withdraw": "withdraws withdrew withdrawn withdrawing",
    "throw": "throws threw thrown throwing", "overturn": "overturns overturned overturning", "get": "gets got gotten getting",
    "draw": "draws drew drawn drawing", "rot": "rots rotted rotting", "beat": "beats beaten beating", "cut": "cuts cutting",
    "commit": "commits committed committing", "nab": "nabs nabbed nabbing", "kidnap": "kidnaps kidnapped kidnapping",
    "commute": "commutes commuted commuting", "die": "dies died dying", "free": "frees freed freeing", "ship": "ships shipped shipping",
    "transfer": "transfers transferred transferring", "skip": "skips skipped skipping", "expel": "expels expelled expelling",
    "regret": "regrets regretted regretting", "plan": "plans planned planning", "permit": "permits permitted permitting",
}  # fmt: skip


def forms_of(verb: str) -> Iterator[str]:
    """Yield the verb and its inflected forms."""
    yield verb
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
        return
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield from (f"{stem}ed", f"{stem}ing")


def verb_by_form(verbs: Iterable[str]) -> Mapping[str, str]:
    """Return each form's verb; the first verb listed wins a form that two share."""
    found: dict[str, str] = {}
    for verb in verbs:
        for form in forms_of(verb):
            found.setdefault(form, verb)
    return found
