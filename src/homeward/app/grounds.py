"""What an exchange rests on: the documents that its lines quote, and those that name its people."""

from collections.abc import Iterator

from homeward.app.wiring import Workspace
from homeward.exchanges.model import Positions
from homeward.storage.jobs.model import Grounds

_LONGEST_LOOK = 40
"""How many letters of a claim's id are looked up; the user may have written anything."""


def grounds_of(workspace: Workspace, positions: Positions) -> Grounds:
    """Return sets of ids of documents: whoever may know of no document of some set is not to see these positions.

    A document that a line quotes is such a set of its own; all that name a person of the file, by their whole name, are
    one together.
    """
    return tuple(dict.fromkeys((*_quoted(workspace, positions), *_naming(workspace, positions))))


def _quoted(workspace: Workspace, positions: Positions) -> Iterator[frozenset[str]]:
    claims = {one.source["claim"] for one in positions.positions if "claim" in one.source}
    for claim in sorted(claims):
        found = workspace.store.claims_called(claim[:_LONGEST_LOOK]) if claim else ()
        yield from (frozenset({document}) for document, _ in found)


def _naming(workspace: Workspace, positions: Positions) -> Iterator[frozenset[str]]:
    wanted = {name.casefold(): set[str]() for group in positions.people for name in (group.name, group.id)}
    for person in workspace.store.people():
        for name in {form.casefold() for form in (person.name, *person.forms)} & wanted.keys():
            wanted[name].add(person.document_id)
    yield from (frozenset(documents) for documents in wanted.values() if documents)
