"""Works the cases out of all that is kept, each time anew, so that nothing in them outlives its claims."""

from datetime import date

from homeward.app.wiring import Workspace
from homeward.cases.from_claims import build_cases
from homeward.cases.model import CaseBook
from homeward.documents.origins import group_by_origin


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
        origins=group_by_origin(documents.values()),
        added=store.added(),
    )
