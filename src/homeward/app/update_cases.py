"""Works the cases out of all that is kept, each time anew, so that nothing in them outlives its claims."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from homeward.app.wiring import Workspace
from homeward.cases.from_claims import build_cases
from homeward.cases.model import CaseBook
from homeward.documents.model import Document
from homeward.documents.origins import group_by_origin

if TYPE_CHECKING:
    from homeward.storage.store import Store


def case_book(workspace: Workspace, as_of: date) -> CaseBook:
    """Return everyone named in the reports up to `as_of`, and a case for each who is held."""
    store = workspace.store
    documents = {document.id: document for document in store.documents()}
    return build_cases(
        documents.values(),
        # another process may have added or forgotten a document since
        [reading for reading in store.readings() if reading.document_id in documents],
        as_of=as_of,
        decisions=store.decisions(),
        rulings=store.conflict_rulings(),
        origins=_origins(store, documents),
        added=store.added(),
    )


def _origins(store: "Store", documents: Mapping[str, Document]) -> Mapping[str, str]:
    """Return each document's origin, worked out again only when there are other documents than the last time."""
    key = hashlib.sha256(" ".join(sorted(documents)).encode()).hexdigest()
    kept: dict[str, str] | None = store.worked_out("origins", key)
    if kept is not None:
        return kept
    origins = dict(group_by_origin(documents.values()))
    store.save_worked_out("origins", key, origins)
    return origins
