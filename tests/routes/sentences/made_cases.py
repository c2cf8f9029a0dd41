"""Cases made for these tests: a sentence or two, and nothing else known."""

from datetime import date

from homeward.basics.dates import PartialDate, parse_date
from homeward.basics.terms import parse_term
from homeward.routes.model import CaseFacts, Credit, SentenceToServe


def sentence(
    term: str | None, runs_from: str | None = None, imposed: str | None = None, *, concurrent: bool = False
) -> SentenceToServe:
    """Return a sentence from its term and days as a case file writes them."""
    return SentenceToServe(
        parse_term(term) if term else None,
        parse_date(imposed) if imposed else None,
        parse_date(runs_from) if runs_from else None,
        concurrent,
    )


def case(
    *sentences: SentenceToServe,
    held_by: str = "US",
    in_custody_since: str | None = None,
    credits: tuple[Credit, ...] = (),
) -> CaseFacts:
    """Return a case of which only the sentences and the custody are known."""
    return CaseFacts(
        "A person",
        (),
        held_by,
        in_custody_since=parse_date(in_custody_since) if in_custody_since else None,
        sentences=sentences,
        credits=credits,
    )


def day(text: str) -> date:
    """Return a day from its ISO form."""
    return date.fromisoformat(text)


def holds(wide: PartialDate | None, narrow: PartialDate | None) -> bool:
    """Return whether every day that `narrow` may mean is one that `wide` may mean; None says nothing, and holds all."""
    if wide is None:
        return True
    if narrow is None:
        return False
    return (wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)) and (
        wide.latest is None or (narrow.latest is not None and narrow.latest <= wide.latest)
    )
