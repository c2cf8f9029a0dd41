"""Narrows statements, and the numbers people gave, down to who said them, via whom, of whom, and when."""

from dataclasses import dataclass, replace
from datetime import date

from homeward.app.show_claims import ClaimInDocument, list_counts, list_statements
from homeward.app.wiring import Workspace
from homeward.cases.profiles import date_or_none


@dataclass(frozen=True, slots=True)
class StatementsWanted:
    """What a user looks for: names in any spelling or a part of one, and days; what is empty asks for nothing."""

    by: str = ""
    via: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


def find_statements(workspace: Workspace, wanted: StatementsWanted) -> tuple[ClaimInDocument, ...]:
    """Return what was said, the latest first."""
    found = [one for one in list_statements(workspace, wanted.by or None) if _fits(one, wanted)]
    return tuple(sorted(found, key=_when, reverse=True))


def find_counts(workspace: Workspace, wanted: StatementsWanted) -> tuple[ClaimInDocument, ...]:
    """Return the numbers given, the earliest first; a number is about nobody, and few are told via anybody."""
    numbers = replace(wanted, via="", about="")
    found = [one for one in list_counts(workspace, wanted.by or None) if _fits(one, numbers)]
    return tuple(sorted(found, key=_when))


def when_said(one: ClaimInDocument) -> str | None:
    """Return when it was said (EDTF): as claimed, else when the document came out."""
    return one.claim.date or (one.document.date.edtf if one.document.date else None)


def _fits(one: ClaimInDocument, wanted: StatementsWanted) -> bool:
    via, about = wanted.via.casefold(), wanted.about.casefold()
    return (
        (not via or via in str(one.claim.fields.get("via") or "").casefold())
        and (not about or any(about in who.casefold() for who in one.claim.who))
        and _is_within(one, wanted.since, wanted.until)
    )


def _is_within(one: ClaimInDocument, since: date | None, until: date | None) -> bool:
    """Return whether it may have been said between two days; what has no date fits where no day is asked for."""
    if since is None and until is None:
        return True
    when = date_or_none(when_said(one))
    if when is None or when.month_and_day is not None:
        return False
    return (since is None or when.to_day >= since) and (until is None or when.from_day <= until)


def _when(one: ClaimInDocument) -> tuple[str, int]:
    said = date_or_none(when_said(one))
    return (said.from_day.isoformat() if said else ""), -one.claim.span.start
