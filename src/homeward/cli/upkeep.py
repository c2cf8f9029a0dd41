"""Commands that look after the workspace: doctor, audit, audit verify, forget."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cli.options import ExitStatus, Workspace
from homeward.cli.output import print_parts, print_text, say, table

NAMES_SHOWN = 5
"""How many documents are named before they are deleted."""

_STYLES = {"good": "green", "note": "yellow", "broken": "bold red"}


def doctor(workspace: Workspace = None) -> None:
    """Say what is installed, where the data lies, and what is missing."""
    from homeward.app.doctor import examine

    findings = examine(workspace)
    rows = [
        (Text(one.health, style=_STYLES[one.health]), one.subject, f"{one.says} {one.what_to_do}") for one in findings
    ]
    print_parts([table(("", "what", "found"), rows, keep=("",))])
    if any(one.health == "broken" for one in findings):
        raise typer.Exit(ExitStatus.NOT_DONE)


audits = typer.Typer(name="audit", invoke_without_command=True)


@audits.callback()
def audit(
    context: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", metavar="ID", help="Only what was done on this person, document or claim.")
    ] = None,
    keep_days: Annotated[
        int | None,
        typer.Option("--keep-days", metavar="N", help="From now on drop entries older than N days; 0 keeps all."),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Show who read or changed what, and when, and say whether that record stands as it was written."""
    if context.invoked_subcommand:
        if on is not None or keep_days is not None:
            raise typer.BadParameter("--on and --keep-days go with `homeward audit` alone.")
        context.default_map = {"verify": {"workspace": workspace}}
        return
    from homeward.app.audit import keep_audit_for, list_audit, verify_audit
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        if keep_days is not None:
            keep_audit_for(opened, keep_days)
        broken = verify_audit(opened)
        entries = list_audit(opened, on)
    if entries:
        rows = [(str(one.number), one.at[:19].replace("T", " "), one.who, one.what, one.on) for one in entries]
        print_parts([table(("number", "when (UTC)", "who", "what", "on"), rows, keep=("number", "on")), Text()])
    _say_whether_it_stands(len(entries), broken)


@audits.command()
def verify(workspace: Workspace = None) -> None:
    """Say whether the record stands as it was written; end with 1 where any entry was changed, moved or taken away."""
    from homeward.app.audit import list_audit, verify_audit
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        broken, entries = verify_audit(opened), list_audit(opened)
    _say_whether_it_stands(len(entries), broken)


def _say_whether_it_stands(entries: int, broken: Sequence[str]) -> None:
    for sentence in broken:
        say(f"{sentence} Ask who had access to the workspace since then.")
    entries_in_words = counted(entries, "entry", "entries")
    print_text(f"{entries_in_words}. The record {'does not stand' if broken else 'stands'} as it was written.")
    if broken:
        raise typer.Exit(ExitStatus.NOT_DONE)


def forget(
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="A document's id or name.")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Every document and all that was read.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = None,
) -> None:
    """Delete a document, its original and what was read in it, or everything, after asking."""
    from homeward.app.forget import forget_document, forget_everything, what_would_be_forgotten
    from homeward.app.wiring import open_workspace

    if (document is None) != everything:
        raise typer.BadParameter("Name one document, or say --everything.")
    with open_workspace(workspace) as opened:
        doomed = what_would_be_forgotten(opened, document)
        if not doomed.documents:
            print_text("There is nothing to forget.")
            return
        print_text(
            f"This deletes {counted(doomed.documents, 'document')} with the original and "
            f"{counted(doomed.claims, 'claim')}, for good: {', '.join(doomed.names[:NAMES_SHOWN])}"
            + (f" and {len(doomed.names) - NAMES_SHOWN} more." if len(doomed.names) > NAMES_SHOWN else ".")
        )
        if not yes and not _confirmed(f"Delete {one_line(document) if document else 'everything'}?"):
            say("Nothing was deleted.")
            raise typer.Exit(ExitStatus.NOT_DONE)
        gone = forget_document(opened, document) if document else forget_everything(opened)
    print_text(f"Deleted {counted(gone.documents, 'document')} and {counted(gone.claims, 'claim')}.")


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        say("There is nobody to ask: standard input is no terminal. Add --yes to delete without asking.")
        return False
    return typer.confirm(question, default=False, err=True)
