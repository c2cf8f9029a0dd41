"""What every page takes from an address: the workspace that is open, the day asked for, the page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from homeward.app.access import seen_by
from homeward.app.being_worked_in import BeingWorkedIn, being_worked_in
from homeward.app.viewers import Viewer
from homeward.app.wiring import Workspace
from homeward.basics.errors import HomewardError
from homeward.basics.states import state_of
from homeward.storage.accounts.model import Role

T = TypeVar("T")
ROWS_ON_A_PAGE = 50
_FIRST_DAY, _LAST_DAY = date(1970, 1, 2), date(9000, 1, 1)
"""Days outside of these have no moment in every time zone, and nothing was recorded on any."""


def workspace(request: HttpRequest) -> Workspace:
    """Return the workspace as whoever asks may see it; where nobody has an account it is its owner's, and whole.

    Raises NotSignedIn where there are accounts and nobody is signed in.
    """
    seen: Workspace | None = getattr(request, "_homeward_workspace", None)
    if seen is None:
        whole = whole_workspace()
        if request.user.is_authenticated:
            seen = seen_by(whole, request.user.get_username(), today())
        elif whole.team.is_empty():
            seen = whole
        else:
            raise NotSignedIn
        look_as(request, seen)
    return seen


def look_as(request: HttpRequest, seen: Workspace) -> None:
    """Let whoever asks be the viewer of this workspace, whoever is signed in."""
    request._homeward_workspace = seen  # type: ignore[attr-defined]  # where `workspace` looks first
    # asked before anything is shown: were it asked afterwards, what is shown could be older than what it says
    request._homeward_worked_in = being_worked_in(seen)  # type: ignore[attr-defined]


def not_worked_in(request: HttpRequest) -> BeingWorkedIn | None:
    """Return what is not in the answer yet; None where all is, nobody looks, or it is not for whoever looks to know."""
    waits: BeingWorkedIn | None = getattr(request, "_homeward_worked_in", None)
    viewer = _viewer(request) if waits else None
    return waits if viewer and viewer.may(Role.READER) else None


def whole_workspace() -> Workspace:
    """Return the workspace that the server opened, as its owner sees it."""
    opened: Workspace = settings.HOMEWARD_OPEN_WORKSPACE
    return opened


def who_looks(request: HttpRequest) -> dict[str, object]:
    """Return, for every template, the viewer (None before signing in), if they have an account, and what waits."""
    user = getattr(request, "user", None)  # none where a request was refused before anybody asked who it is
    return {
        "viewer": SimpleLazyObject(lambda: _viewer(request)),
        "signed_in": bool(user and user.is_authenticated),
        "being_worked_in": not_worked_in(request),
        "section": request.path_info.strip("/").partition("/")[0],
    }


def _viewer(request: HttpRequest) -> Viewer | None:
    try:
        return workspace(request).viewer
    except (NotSignedIn, AttributeError, HomewardError):  # the page that says what went wrong is still shown
        return None


class NotSignedIn(Exception):
    """A page is asked for that only members of the team may see."""


def today() -> date:
    """Return this machine's day: the only place of the web app that asks for it."""
    return datetime.now().astimezone().date()


class AddressRefused(ValueError):
    """What an address asks for makes no sense; the message says how to write it."""


def day(request: HttpRequest, name: str) -> date:
    """Return the day that an address asks for under `name`, today where it asks for none; raise AddressRefused."""
    said = request.GET.get(name, "").strip()
    return day_written(said) if said else today()


def day_written(said: str) -> date:
    """Return the day that `said` names as YYYY-MM-DD; raise AddressRefused where it names none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise AddressRefused(gettext("%(said)s is not a day. Write it as 2012-06-30.") % {"said": repr(said)}) from None


def beginning_of(when: date) -> str:
    """Return the first moment of a day of this machine, as the record writes moments (ISO 8601, UTC)."""
    within = min(max(when, _FIRST_DAY), _LAST_DAY)
    return datetime.combine(within, time.min).astimezone().astimezone(UTC).isoformat(timespec="microseconds")


def state_asked(request: HttpRequest, name: str) -> str | None:
    """Return the code of the State that an address asks for under `name`, None where none is; raise AddressRefused."""
    said = request.GET.get(name, "").strip()
    code = state_of(said) or state_of(said.upper()) if said else None
    if said and code is None:
        refusal = gettext("%(said)s is no State we know. Write its two letters in ISO 3166-1, as RU.")
        raise AddressRefused(refusal % {"said": repr(said)})
    return code


@dataclass(frozen=True, slots=True)
class PageOfRows(Generic[T]):
    """Some rows of a long list: `number` of `pages`, `total` rows in all."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int

    @property
    def before(self) -> int | None:
        """The number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, None on the last."""
        return self.number + 1 if self.number < self.pages else None


def page_of(request: HttpRequest, rows: Sequence[T], at_once: int = ROWS_ON_A_PAGE) -> PageOfRows[T]:
    """Return the rows of the page that an address asks for; a number that is none, or out of range, is the nearest."""
    said = request.GET.get("page", "1")
    pages = max(1, -(-len(rows) // at_once))
    number = min(max(int(said), 1), pages) if said.isdecimal() and len(said) < 9 else 1
    first = (number - 1) * at_once
    return PageOfRows(rows[first : first + at_once], number, pages, len(rows))
