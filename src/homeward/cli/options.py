"""The options and exit statuses that several commands share."""

from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer


class ExitStatus(IntEnum):
    """How a command ends; docs/commands.md says so to users."""

    DONE = 0
    NOT_DONE = 1
    WRONG_USE = 2
    SOME_REFUSED = 3
    INTERRUPTED = 130


def day(text: str) -> date:
    """Return the day that `text` names as YYYY-MM-DD; raise BadParameter where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day. Write it as 2012-06-30.") from None


def today() -> date:
    """Return this machine's day: the only place of the command line that asks for it."""
    return datetime.now().astimezone().date()


def state_code(text: str) -> str:
    """Return the code of the State that `text` names, by code or by name; raise BadParameter where it names none."""
    from homeward.basics.states import state_of

    code = state_of(text) or state_of(text.upper())
    if code is None:
        raise typer.BadParameter(f"{text!r} is no State we know. Write its two letters in ISO 3166-1, as RU.")
    return code


Workspace = Annotated[
    Path | None,
    typer.Option(
        "--workspace", metavar="DIR", help="Where data lies. Else HOMEWARD_WORKSPACE, else the platform's data folder."
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DAY", parser=day, help="Only what was reported up to this day (2012-06-30)."),
]
OnDay = Annotated[
    date | None,
    typer.Option("--on", metavar="DAY", parser=day, help="The day asked about (2012-09-01); without it, today."),
]
# readable=False leaves it to the reader to refuse what may not be read, so that one file never stops the others
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", readable=False, help="Files, folders or zip archives.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="How many processes read at once. Else one for each core."),
]
