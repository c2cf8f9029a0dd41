"""Ids and remarks of a draft, in words that lead to the claim."""

import re
from collections.abc import Collection, Iterable

from anyascii import anyascii

from homeward.cases.model import Evidence

_DIGITS_OF_A_CLAIM = 8


def id_of(words: str, taken: Collection[str], joined: str = "_") -> str:
    """Return an id of small letters and digits for `words` that is not taken yet."""
    plain = re.sub(r"[^a-z0-9_-]+", joined, anyascii(words).lower()).strip("_-") or "id"
    plain = plain if plain[0].isalpha() else f"id{joined}{plain}"
    number = 2
    name = plain
    while name in taken:
        name, number = f"{plain}{joined}{number}", number + 1
    return name


def listed(words: Iterable[str]) -> str:
    """Return "a, b and c"."""
    several = list(words)
    return ", ".join(several[:-1]) + " and " + several[-1] if len(several) > 1 else "".join(several)


def said_where(evidence: Evidence, by: Iterable[str] = ()) -> str:
    """Return a claim's quote with who says it, the document, the day it was reported and the claim's id."""
    speakers = listed(by)
    where = [evidence.document_name, evidence.reported or "undated", f"claim {evidence.claim_id[:_DIGITS_OF_A_CLAIM]}"]
    return f'"{evidence.quote}"' + (f" by {speakers}" if speakers else "") + f" ({', '.join(where)})"
