"""The pages of signing in, of one's own security and of the team, in Russian."""

from pathlib import Path

import polib
from access_table import TABLE
from conftest import ids_in, signed_in
from django.test import Client
from in_russian import all_in_russian, shown_in_russian

from homeward import web
from homeward.app.wiring import Workspace

CATALOGUE = Path(next(iter(web.__path__))) / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def test_pages_of_an_account_are_in_russian(team: Workspace) -> None:
    """Signing in, one's own security and the team say everything in Russian too."""
    russian = polib.pofile(str(CATALOGUE))
    rows = [row for row in TABLE if row.alone == 404]
    inside = dict(shown_in_russian(signed_in(team, "administrator"), ids_in(team), rows))
    outside = dict(shown_in_russian(Client(headers={"host": "localhost"}), ids_in(team), rows))
    assert len(inside) > 8
    all_in_russian(inside, russian)
    all_in_russian(outside, russian)
