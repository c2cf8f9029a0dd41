"""A case as a row of a list, in values that JSON can say; the whole case file is the noun itself."""

from typing import Any

from homeward.cases.model import Case


def case_row(case: Case) -> dict[str, Any]:
    """Return who a case is of, where they stand, and how much there is on them."""
    return {
        "id": case.id,
        "name": case.person.name,
        "status": case.status,
        "documents": len(case.document_ids),
        "conflicts": len(case.conflicts),
    }
