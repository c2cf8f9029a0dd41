"""Copies of one text are one origin: what ten outlets print from one wire corroborates nothing ten times.

Two texts share an origin where the shorter stands nearly whole in the longer: that survives another headline, a cut
tail, an added paragraph. Reports of the same event in their own words share names and quotes, and stay apart.
Candidates are found by MinHash with banding, so that a hundred thousand texts need no comparison of each with each;
what is compared is compared exactly.
"""

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from homeward.documents.model import Document

Shingles = NDArray[np.uint32]
"""The hashes of every run of words of a text, each once, sorted."""

SHINGLE_WORDS = 4
FEWEST_SHINGLES = 15
"""Texts shorter than some twenty words are told apart by equality alone: stock phrases would tie them together."""
CONTAINED = 0.7
"""Share of the shorter text's shingles that the longer one must hold; see docs/decisions/documents.md."""
BANDS, ROWS = 48, 2
"""Texts that share a fifth of all their shingles are compared with probability 0.86, a third with 0.997."""
HASHED_AT_ONCE = 20_000
"""Shingles hashed together: each has a number of each hash function, and a text of megabytes has millions."""
MOST_IN_A_BUCKET = 200
"""A bucket beyond this is an outlet's stock paragraph; its texts are compared with the next ones in order only."""


def group_by_origin(documents: Iterable[Document]) -> Mapping[str, str]:
    """Return each document's origin, by id: the least id of the documents that are copies of one text.

    The order of the documents does not matter; a document that is nobody's copy is its own origin.
    """
    shingles = {document.id: shingles_of(document.text) for document in documents}
    origin = {document_id: document_id for document_id in shingles}
    for one, other in sorted(_candidates(shingles)):
        first, second = _root(origin, one), _root(origin, other)
        if first != second and share_origin(shingles[one], shingles[other]):
            origin[max(first, second)] = min(first, second)
    return {document_id: _root(origin, document_id) for document_id in sorted(origin)}


def shingles_of(text: str) -> Shingles:
    """Return the hashes of the text's runs of four words, marks and case left out."""
    return np.unique(np.fromiter(_hashes_of_runs(text.casefold()), dtype=np.uint32))


def _hashes_of_runs(text: str) -> Iterator[int]:
    """Yield the hash of every run of words, one by one: the runs of a text of megabytes are many times its size."""
    words: deque[str] = deque(maxlen=SHINGLE_WORDS)
    for word in re.finditer(r"\w+", text):
        words.append(word[0])
        if len(words) == SHINGLE_WORDS:
            yield zlib.crc32(" ".join(words).encode("utf-8", "replace"))


def share_origin(one: Shingles, other: Shingles) -> bool:
    """Whether the shorter text stands nearly whole in the longer."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < FEWEST_SHINGLES:
        return np.array_equal(one, other)
    at = np.minimum(np.searchsorted(longer, shorter), len(longer) - 1)
    return bool(np.count_nonzero(longer[at] == shorter) >= CONTAINED * len(shorter))


def _candidates(shingles: Mapping[str, Shingles]) -> set[tuple[str, str]]:
    """Pairs of ids, the lesser first, whose sketches agree in some band."""
    ids = sorted(document_id for document_id in shingles if len(shingles[document_id]))
    if not ids:
        return set()
    sketches = np.stack([_sketch(shingles[document_id]) for document_id in ids])
    pairs: set[tuple[str, str]] = set()
    for band in np.ascontiguousarray(sketches).view(np.uint64).T:  # two rows of 32 bits make one number
        order = np.argsort(band, kind="stable")
        for bucket in np.split(order, np.flatnonzero(np.diff(band[order])) + 1):
            if len(bucket) > 1:
                pairs.update((ids[one], ids[other]) for one, other in _pairs(sorted(bucket.tolist())))
    return pairs


def _pairs(bucket: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(bucket, 2) if len(bucket) <= MOST_IN_A_BUCKET else pairwise(bucket)


def _sketch(shingles: Shingles) -> NDArray[np.uint32]:
    """The least value of each hash function over the text's shingles (Broder 1997)."""
    multipliers, increments = _hash_functions()
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(shingles), HASHED_AT_ONCE):
        some = shingles[at : at + HASHED_AT_ONCE].astype(np.uint64)
        hashed = (some[None, :] * multipliers[:, None] + increments[:, None]) >> np.uint64(32)
        least = np.minimum(least, hashed.min(axis=1))
    return least.astype(np.uint32)


@cache
def _hash_functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Multiply-and-shift hash functions (Dietzfelbinger 1996), the same in every run."""
    numbers = np.random.default_rng(1983).integers(1, 1 << 63, size=(2, BANDS * ROWS), dtype=np.uint64)
    return numbers[0] | np.uint64(1), numbers[1]


def _root(origin: dict[str, str], document_id: str) -> str:
    while origin[document_id] != document_id:
        origin[document_id] = origin[origin[document_id]]
        document_id = origin[document_id]
    return document_id
