"""Commands that look after the workspace: doctor, audit, audit verify, audit head, forget."""

import re
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

_HASH = re.compile(r"[0-9a-f]{64}")
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
        context.default_map = {name: {"workspace": workspace} for name in ("verify", "head")}
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
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            "--head", metavar="HASH", help="What `homeward audit head` printed once: that entry must be there."
        ),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Say whether the record stands as it was written; end with 1 where any entry was changed, moved or taken away."""
    from homeward.app.audit import list_audit, verify_audit
    from homeward.app.wiring import open_workspace

    noted = (head or "").lower()
    if head is not None and not _HASH.fullmatch(noted):
        raise typer.BadParameter("--head takes the 64 letters and digits that `homeward audit head` printed.")
    with open_workspace(workspace) as opened:
        broken, entries = verify_audit(opened, noted), list_audit(opened)
    _say_whether_it_stands(len(entries), broken)


@audits.command()
def head(
    anew: Annotated[
        bool,
        typer.Option("--anew", help="Write the file that has it again, where that is missing; the record says so."),
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Print the hash of the last entry, to be noted elsewhere: `homeward audit verify --head` compares with it."""
    from homeward.app.audit import audit_head, write_audit_head_anew
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        if anew:
            write_audit_head_anew(opened)
        last = audit_head(opened)
    print_text(f"{last.sha256}  entry {last.number}, {last.at[:19].replace('T', ' ')} UTC" if last else "No entries.")


def _say_whether_it_stands(entries: int, broken: Sequence[str]) -> None:
    from homeward.storage.audit import NO_HEAD  # Django's models, once a workspace was opened

    for sentence in broken:
        say(f"{sentence} Ask who had access to the workspace since then.")
    if NO_HEAD in broken:
        say(
            "`homeward audit verify --head HASH` compares with a head that you noted;"
            " `homeward audit head --anew` then writes the file again."
        )
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
