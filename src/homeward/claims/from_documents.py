"""The main job of this room: documents in, readings out."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from homeward.basics.errors import ClaimRefused
from homeward.claims.alignment import check_name
from homeward.claims.model import NamedPerson, Reader, Reading
from homeward.documents.model import Document

NO_READER = ""
"""The reader's name in a reading of a document whose language nobody reads yet."""

SENDS_NOTHING = {"ORT_DISABLE_TELEMETRY": "1"}
"""What onnxruntime (1.29 and later) must find in the environment when it loads, or it reports its use to its makers."""


@dataclass(frozen=True, slots=True)
class OfferedReader:
    """A reader that can be had: its name, known before its models are loaded, and how to load it."""

    name: str
    load: Callable[[str], Reader]


def _english(name: str) -> Reader:
    os.environ.update(SENDS_NOTHING)
    from homeward.claims.readers.english.reader import EnglishReader  # noqa: PLC0415 - models load only when wanted

    return EnglishReader(name)


READERS: Mapping[str, OfferedReader] = {"en": OfferedReader("english 8", _english)}
"""One reader a language, by ISO 639-1 code. A name changes with every change to what its reader answers."""


def reader_name(language: str | None) -> str:
    """Return the name of a language's reader without loading it; NO_READER where there is none yet."""
    offered = READERS.get(language or "")
    return offered.name if offered else NO_READER


@cache
def reader_for(language: str) -> Reader | None:
    """Return the reader of a language, its models loaded once a process; None where there is none yet."""
    offered = READERS.get(language)
    return offered.load(offered.name) if offered else None


def read_document(document: Document) -> Reading:
    """Return what the document claims, each value with its words; an empty reading where its language has no reader."""
    reader = reader_for(document.language or "")
    if reader is None:
        return Reading(document.id, NO_READER)
    return _without_endless_names(reader.read(document))


def _without_endless_names(reading: Reading) -> Reading:
    """Return the reading without people whose name is longer than any, and with a sentence for each of them."""
    named: list[NamedPerson] = []
    refused = list(reading.refused)
    for person in reading.people:
        try:
            check_name(person.name)
        except ClaimRefused as why:
            refused.append(str(why))
        else:
            named.append(person)
    return replace(reading, people=tuple(named), refused=tuple(refused))
