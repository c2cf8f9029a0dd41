"""Treaties and the matrix: instruments, what stands between two States on a day, and between all of them."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from homeward.app.show_treaties import bonds_of_all, list_treaties, show_treaty, treaties_between
from homeward.app.treaty_values import between_values, matrix_values, treaty_in_full_values, treaty_values
from homeward.web.api.shapes import ROWS, Day, Limit, Offset, RowsOf, Words, answers, rows_of
from homeward.web.asking import AddressRefused, state_asked, today

router = Router(tags=["treaties"])


class TreatyRow(BaseModel):
    """An instrument: whom it binds, and since when it is in force (EDTF)."""

    id: str
    title: str
    number: str | None
    binds: str
    opened: str | None
    in_force: str | None
    requires: str | None
    replaces: tuple[str, ...]
    unverified: tuple[str, ...]
    sources: tuple[str, ...]


class ArticleShown(BaseModel):
    """An article in our own words; `unverified` where nobody checked them against the official text."""

    article: str
    heading: str
    text: str
    unverified: bool


class PartyShown(BaseModel):
    """A party, or of a set of bilateral treaties a pair, and the time in which it is bound (EDTF)."""

    state: str
    other: str | None
    in_force: str | None
    provisional_since: str | None
    until: str | None
    unverified: tuple[str, ...]


class DeclarationShown(BaseModel):
    """What a party declared to an article, and for how long it stands (EDTF)."""

    party: str
    article: str
    effect: str
    text: str
    value: str | None
    languages: tuple[str, ...]
    since: str | None
    until: str | None
    source: str | None
    unverified: bool


class TreatyShown(TreatyRow):
    """An instrument in full."""

    articles: list[ArticleShown]
    parties: list[PartyShown]
    declarations: list[DeclarationShown]


class InForceShown(BaseModel):
    """Whether an instrument binds two States on a day, and why."""

    outcome: str
    since: str | None
    until: str | None
    reason: str
    needs: str | None
    notes: list[str]
    unverified: list[str]


class BetweenShown(BaseModel):
    """An instrument as it stands between two States."""

    instrument: str
    title: str
    in_force: InForceShown
    declarations: list[DeclarationShown]


class BondShown(InForceShown):
    """What stands between a pair of States under one instrument."""

    state: str
    other_state: str
    instrument: str


@router.get("treaties", url_name="api_treaties", response=answers(RowsOf[TreatyRow]))
def treaties(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every instrument that Homeward knows."""
    return rows_of(list_treaties(), limit, offset, treaty_values)


@router.get("treaties/{slug:instrument}", url_name="api_treaty", response=answers(TreatyShown))
def treaty(request: HttpRequest, instrument: str) -> Any:
    """Give one instrument: its articles in our words, its parties in time, and what they declared."""
    return treaty_in_full_values(show_treaty(instrument))


@router.get("between", url_name="api_between", response=answers(list[BetweenShown]))
def between(request: HttpRequest, one: Words, other: Words, on: Day | None = None) -> Any:
    """Give the instruments to which two States ever belonged, as they stand between them on a day."""
    first, second = state_asked(request, "one"), state_asked(request, "other")
    if first is None or second is None or first == second:
        raise AddressRefused("Name two States, by their letters in ISO 3166-1: ?one=RU&other=US.")
    return [between_values(each) for each in treaties_between(first, second, on or today())]


@router.get("matrix", url_name="api_matrix", response=answers(RowsOf[BondShown]))
def matrix(
    request: HttpRequest,
    on: Day | None = None,
    instrument: Words = "",
    state: Words = "",
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List what stands between every two States on a day, of one instrument or all, of one State or all."""
    wanted = state_asked(request, "state")
    found = bonds_of_all(on or today(), instrument or None)
    kept = {pair: bonds for pair, bonds in found.items() if wanted is None or wanted in pair}
    return rows_of(tuple(matrix_values(kept)), limit, offset)
