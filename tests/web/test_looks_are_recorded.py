"""Every look at something of one person leaves an entry in the record, by page and by API."""

import pytest
from access_table import TABLE, Access
from api_access_table import API, ApiAccess
from conftest import ids_in, signed_in

from homeward.app.wiring import Workspace

PROGRESS = "api_job"
"""An address that tells of nobody until the work has ended; what it then tells, a test of exchanges looks at."""
LOOKS = [row for row in (*TABLE, *API) if row.of_one and row.get[3] == 200 and row.name != PROGRESS]


@pytest.mark.parametrize("row", LOOKS, ids=lambda row: row.name)
def test_a_look_leaves_an_entry(team: Workspace, row: Access | ApiAccess) -> None:
    """Whoever asks for it stands in the record, with the id of what they looked at and by a word for a look."""
    ids = ids_in(team)
    before = len(team.store.audit_entries())
    assert signed_in(team, "administrator").get(row.path.format(**ids)).status_code == 200
    looks = [one for one in team.store.audit_entries()[before:] if one.on and one.who == "administrator"]
    about = {*ids.values(), f"variant {ids['variant']}"}
    assert any(one.on in about or one.on.startswith(f"variant {ids['variant']}") for one in looks), row.path
