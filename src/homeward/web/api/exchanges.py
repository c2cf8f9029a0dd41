"""Exchanges: positions drafted from the cases, their solving as a job, and variants kept under a name."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from homeward.app.compare_variants import Difference, Solved, differing_answers, differing_positions, same_in_both
from homeward.app.draft_positions import draft_from_cases
from homeward.app.keep_variants import (
    LONGEST_NOTE,
    delete_variant,
    list_variants,
    open_variant,
    read_versions,
    save_variant,
)
from homeward.app.plan_exchange import LARGEST_FILE, Asked, positions_in_text
from homeward.app.solve_exchange import MOST_SECONDS, SECONDS, ask_to_solve, asked_as_values, last_answer
from homeward.exchanges.draft_files import draft_as_yaml
from homeward.storage.variants.model import Opened, Variant
from homeward.web.api.jobs import JobShown, job_values
from homeward.web.api.shapes import (
    ROWS,
    Body,
    Day,
    FromOne,
    Limit,
    Number,
    Offset,
    RowsOf,
    Words,
    answers,
    rows_of,
    told,
    without_nuls,
)
from homeward.web.asking import AddressRefused, state_asked, today, workspace

router = Router(tags=["exchanges"])


class AskedBody(Body):
    """What is asked of positions beyond the best exchange."""

    frontier: bool = False
    compromises: Annotated[int, Field(ge=0, le=20)] = 5
    rounds: Annotated[int, Field(ge=1, le=60)] | None = None
    withstand: Annotated[int, Field(ge=0, le=20)] = 0
    without: list[Words] = Field(
        default_factory=list, max_length=1000, description="Lines to leave out, by id or claim."
    )
    seconds: Annotated[float, Field(ge=1, le=MOST_SECONDS, allow_inf_nan=False)] = SECONDS
    routes_on: Day | None = None

    def asked(self) -> Asked:
        """Return the options as the search takes them."""
        return Asked(**{**self.model_dump(), "without": tuple(self.without)})


Positions = Annotated[str, Field(max_length=LARGEST_FILE, description="The text of a positions file.")]


class SolveBody(Body):
    """Positions to solve."""

    positions: Positions
    asked: AskedBody = AskedBody()
    on: Day | None = None


class VariantBody(Body):
    """An exchange to keep under a name; `variant` and `seen` say which one it was opened from, and at which version."""

    name: Annotated[str, Field(max_length=1000)]
    positions: Positions
    asked: AskedBody = AskedBody()
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    variant: Number | None = None
    seen: Number | None = None


class VariantRow(BaseModel):
    """An exchange kept under a name, at one of its versions."""

    id: int
    name: str
    version: int
    versions: int
    by: str
    at: str
    note: str
    asked: dict[str, Any]


class VariantShown(VariantRow):
    """A variant with its positions."""

    positions: str


class AlikeShown(BaseModel):
    """Something of which both answers say the same."""

    what: str
    said: str


class ComparedShown(BaseModel):
    """Two variants and where their positions differ; `answers` and `alike` are null until both were solved."""

    one: VariantRow
    other: VariantRow
    lines: list[Difference]
    answers: list[Difference] | None
    alike: list[AlikeShown] | None


class DraftShown(BaseModel):
    """Positions drafted from the case files, as the text of a positions file; worths are for you to set."""

    positions: str


@router.get("positions", url_name="api_positions", response=answers(DraftShown))
def positions(
    request: HttpRequest, one: Words = "", other: Words = "", name: Words = "", as_of: Day | None = None
) -> Any:
    """Draft positions of all who are held between two States on a day, or of the person called `name`."""
    sides = [side for side in (state_asked(request, "one"), state_asked(request, "other")) if side]
    if not sides and not name.strip():
        raise AddressRefused("Name two States, ?one=RU&other=US, or a person, ?name=.")
    draft = draft_from_cases(workspace(request), [name] if name.strip() else [], sides, as_of or today())
    return {"positions": draft_as_yaml(draft)}


@router.post("exchanges", url_name="api_exchanges", response=answers(JobShown, 202))
def solve(request: HttpRequest, body: SolveBody) -> Any:
    """Ask for the exchange that every side accepts; the answer is a job, whose result has it once it is found."""
    opened = workspace(request)
    return Status(202, job_values(opened, ask_to_solve(opened, body.positions, body.asked.asked(), body.on or today())))


@router.get("variants", url_name="api_variants", response=answers(RowsOf[VariantRow]))
def variants(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List the exchanges that are kept, each at its latest version, by name."""
    return rows_of(list_variants(workspace(request)), limit, offset, _row)


@router.post("variants", url_name="api_variants", response=answers(VariantShown))
def keep(request: HttpRequest, body: VariantBody) -> Any:
    """Keep an exchange under a name: a new variant, or a new version of the one it was opened from."""
    kept = save_variant(
        workspace(request),
        without_nuls(body.name),
        body.positions,
        asked_as_values(body.asked.asked()),
        note=without_nuls(body.note),
        opened=Opened(body.variant, body.seen),
    )
    return _whole(kept)


@router.get("variants/{variant_id}", url_name="api_variant", response=answers(VariantShown))
def variant(request: HttpRequest, variant_id: FromOne, version: FromOne | None = None) -> Any:
    """Give one variant at a version, or at the latest."""
    return _whole(open_variant(workspace(request), variant_id, version))


@router.delete("variants/{variant_id}", url_name="api_variant", response=answers(VariantRow))
def delete(request: HttpRequest, variant_id: FromOne, seen: FromOne) -> Any:
    """Delete a variant with all its versions, where none was kept since the one that you saw."""
    return _row(delete_variant(workspace(request), variant_id, seen))


@router.get("variants/{variant_id}/versions", url_name="api_versions", response=answers(RowsOf[VariantRow]))
def versions(request: HttpRequest, variant_id: FromOne, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every version of a variant, the last first."""
    return rows_of(read_versions(workspace(request), variant_id), limit, offset, _row)


@router.get("compare", url_name="api_compare", response=answers(ComparedShown))
def compare(
    request: HttpRequest,
    one: FromOne,
    other: FromOne,
    one_version: FromOne | None = None,
    other_version: FromOne | None = None,
) -> Any:
    """Compare two variants, or two versions of one: where they differ, and where the last answers on them do."""
    opened = workspace(request)
    pair = [open_variant(opened, one, one_version), open_variant(opened, other, other_version)]
    positions = [positions_in_text(each.text) for each in pair]
    found = [last_answer(opened, each.text, each.asked) for each in pair]
    solved = [Solved(file, each[1]) for file, each in zip(positions, found, strict=True) if each]
    both = len(solved) == len(pair)
    return {
        "one": _row(pair[0]),
        "other": _row(pair[1]),
        "lines": differing_positions(*positions),
        "answers": differing_answers(*solved) if both else None,
        "alike": [{"what": what, "said": said} for what, said in same_in_both(*solved)] if both else None,
    }


def _row(one: Variant) -> Mapping[str, Any]:
    return told(one, VariantRow.model_fields)


def _whole(one: Variant) -> Mapping[str, Any]:
    return {**_row(one), "positions": one.text}
