"""Case files made for tests: invented people, held or not, with the positions that States take on them."""

from collections.abc import Sequence
from datetime import date

from homeward.cases.model import Case, CaseBook, CustodyStatus, Evidence, Person, Position, ReportedValue, Standing

DAY = date(2020, 6, 15)


def proof(quote: str, claim: str = "c1", document: str = "report.txt", reported: str | None = "2020-01-02") -> Evidence:
    """Return a claim with its quote."""
    return Evidence(claim, document, document, "The Example", 0, len(quote), quote, None, reported, document, document)


def took(
    state: str | None,
    stance: str,
    quote: str = "so they said",
    *,
    claim: str = "c9",
    named: bool = True,
    reality: str = "asserted",
    superseded: bool = False,
    more: Sequence[Evidence] = (),
) -> Position:
    """Return a position that a State is reported to take."""
    return Position(state, stance, named, (), None, reality, (proof(quote, claim), *more), superseded)


def case(
    name: str,
    holder: str | None,
    nationality: Sequence[str],
    *positions: Position,
    standing: Standing = Standing.HELD,
) -> Case:
    """Return the case of somebody."""
    return Case(
        person=Person(name.casefold().replace(" ", "-"), name, (), ()),
        document_ids=(),
        undated_document_ids=(),
        nationality=tuple(ReportedValue(state, (proof(f"{name} of {state}", f"n-{state}"),)) for state in nationality),
        occupations=(),
        born=None,
        status=CustodyStatus(DAY, standing, holder, "2019-03", (proof(f"{name} is held", "h1"),)),
        custody=(),
        timeline=(),
        not_asserted=(),
        offences=(),
        judgments=(),
        sentences=(),
        positions=positions,
        statements=(),
        meetings=(),
        instruments=(),
        counts=(),
        conflicts=(),
    )


def book(*cases: Case) -> CaseBook:
    """Return the book of some cases."""
    return CaseBook(DAY, tuple(one.person for one in cases), cases)
