"""The `homeward` command: its commands in the order a new user meets them, and how it ends."""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from homeward.basics.errors import HomewardError
from homeward.cli import (
    cases,
    claims,
    conflicts,
    documents,
    exchanges,
    matches,
    reading,
    reviews,
    routes,
    serving,
    team,
    treaties,
    upkeep,
)
from homeward.cli.options import ExitStatus
from homeward.cli.output import print_text, say

READ, SEE, HOME = "Read reports", "See what they say", "Ways home"
RULE, KEEP = "Rule on what they say", "Look after the workspace"

SHOW_WHERE = "HOMEWARD_TRACEBACK"
"""The environment variable that makes an unforeseen error show its traceback."""

COMMANDS = (
    (reading.read, READ),
    (reading.claims, READ),
    (cases.cases, SEE),
    (cases.case, SEE),
    (cases.people, SEE),
    (claims.statements, SEE),
    (documents.documents, SEE),
    (claims.show, SEE),
    (documents.search, SEE),
    (routes.routes, HOME),
    (routes.sentence, HOME),
    (treaties.treaties, HOME),
    (treaties.matrix, HOME),
    (exchanges.positions, HOME),
    (exchanges.exchange, HOME),
    (matches.match, RULE),
    (matches.unmatch, RULE),
    (matches.matches, RULE),
    (conflicts.rule, RULE),
    (reviews.review, RULE),
    (reviews.reviews, RULE),
    (serving.serve, KEEP),
    (upkeep.doctor, KEEP),
    (upkeep.forget, KEEP),
)
"""Every command and the heading of `--help` under which it stands."""

app = typer.Typer(
    name="homeward",
    help="Turn reports about people held by a foreign State into case files in which every line leads to its source.",
    epilog="Nothing leaves this machine. Exit status: 0 done, 1 not done, 2 wrong use, 3 done but files were refused.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for _command, _heading in COMMANDS:
    app.command(rich_help_panel=_heading)(_command)
app.add_typer(upkeep.audits, rich_help_panel=KEEP)
app.add_typer(team.app, rich_help_panel=KEEP)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print_text(f"homeward {version('homeward')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option("--workspace", metavar="DIR", help="Where data lies.")] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    if workspace:
        context.default_map = {command.__name__: {"workspace": workspace} for command, _ in COMMANDS}
        context.default_map["audit"] = {"workspace": workspace}
        context.default_map["team"] = {name: {"workspace": workspace} for name in ("add", "link", "members")}


def run() -> int:
    """Run the command line and return its exit status; every foreseen trouble is one sentence on standard error."""
    _say_any_letter()
    try:
        app()
    except SystemExit as ended:
        return _ended_with(ended.code)
    except HomewardError as error:
        say(f"homeward: {error.in_terminal}")
    except OSError as error:
        at = f" ({error.filename})" if error.filename else ""
        say(f"homeward: {error.strerror or error}{at}. Free space, or get the right to write there, and run it again.")
    except Exception as error:
        if os.environ.get(SHOW_WHERE):
            raise
        say(f"homeward: something went wrong that was not foreseen ({type(error).__name__}: {error}).")
        say(f"Please report it. With {SHOW_WHERE}=1 set, the same command shows where it happened.")
    _leave_output()
    return ExitStatus.NOT_DONE


def _say_any_letter() -> None:
    """Write UTF-8 to files and other programs; on a terminal of another encoding, spell out the letters it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _ended_with(code: object) -> int:
    if code == ExitStatus.INTERRUPTED:
        say("Interrupted. What was read so far is kept; the same command goes on from there.")
    try:
        sys.stdout.flush()
    except OSError as error:
        _leave_output()
        if not isinstance(error, BrokenPipeError):
            say(f"homeward: the output could not be written: {error.strerror}. Free space and run it again.")
        return ExitStatus.NOT_DONE
    return code if isinstance(code, int) else ExitStatus.DONE


def _leave_output() -> None:
    """Give the interpreter somewhere to write what is still held back, so that its end is quiet."""
    with suppress(OSError):
        sys.stdout.flush()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
