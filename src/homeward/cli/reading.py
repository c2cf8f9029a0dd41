"""Commands that take reports: read them into the workspace, or print what they say."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line, shortened
from homeward.cli.options import ExitStatus, Jobs, Paths, Workspace
from homeward.cli.output import messages, print_json, print_parts, print_text, say, table

if TYPE_CHECKING:
    from homeward.app.add_reports import Progress as Step
    from homeward.app.add_reports import ReadSummary
    from homeward.claims.model import Reading
    from homeward.documents.model import Document


NAMES_SHOWN = 10
"""How many documents are named that no reader could read."""


def read(paths: Paths, jobs: Jobs = None, workspace: Workspace = None) -> None:
    """Keep reports in the workspace and read them; what is kept already is not read again."""
    from homeward.app.add_reports import add_reports
    from homeward.app.wiring import open_workspace
    from homeward.app.work_out import bring_up_to_date

    err = messages()
    bar = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with open_workspace(workspace) as opened, bar:
        task = bar.add_task("reading", total=None, name="")

        def show(step: "Step") -> None:
            bar.update(task, completed=step.done, total=step.total, name=one_line(step.name)[-40:])

        def show_people(what: str, done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, name=what)

        summary = add_reports(opened, paths, jobs, show)
        bring_up_to_date(opened, show_people)
    _print_summary(summary)
    kept = summary.new + summary.unchanged + summary.read_again
    if summary.refused:
        raise typer.Exit(ExitStatus.SOME_REFUSED if kept else ExitStatus.NOT_DONE)
    if not kept:
        say("There was no file to read at the paths given.")
        raise typer.Exit(ExitStatus.NOT_DONE)


def _print_summary(summary: "ReadSummary") -> None:
    from homeward.app.claim_lines import unread_in_words

    again = f", {summary.read_again:,} read again by a newer reader" if summary.read_again else ""
    print_text(
        f"{counted(summary.new, 'new document')}, {summary.unchanged:,} unchanged{again}, "
        f"{len(summary.refused):,} refused."
    )
    if summary.claims:
        total = sum(summary.claims.values())
        by_kind = sorted(summary.claims.items(), key=lambda item: (-item[1], item[0]))
        print_text(f"{counted(total, 'new claim')}: " + ", ".join(f"{kind} {number}" for kind, number in by_kind) + ".")
    if summary.refused_claims:
        refused = counted(summary.refused_claims, "claim")
        print_text(f"{refused} refused: the text does not hold their words, or not in one passage.")
    for one in summary.without_reader[:NAMES_SHOWN]:
        print_text(
            f"{one.name}: kept and searchable, not read: no reader for its language ({one.language or 'unknown'}) yet."
        )
    if (more := len(summary.without_reader) - NAMES_SHOWN) > 0:
        print_text(f"{counted(more, 'more document')} kept and searchable, not read: `homeward documents` lists them.")
    for left in summary.unread:
        print_text(f"{left.name}: kept and searchable. {unread_in_words(left.start, left.end, left.why)}")
    for refusal in summary.refused:
        say(f"refused: {refusal}")


def claims(
    paths: Paths,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a document.")] = False,
    jobs: Jobs = None,
) -> None:
    """Print the claims of reports, without keeping anything."""
    from homeward.app.claim_lines import unread_in_words
    from homeward.app.read_claims import read_claims
    from homeward.claims.contract import document_row
    from homeward.documents.model import Refusal

    refused = documents = 0
    for found, reading in read_claims(paths, jobs):
        if isinstance(found, Refusal) or reading is None:
            refused += 1
            say(f"refused: {found}")
            continue
        documents += 1
        if jsonl:
            print_json(document_row(found, reading.claims), indent=None)
        else:
            _print_reading(found, reading)
        for left in reading.unread:
            say(f"{found.name}: {unread_in_words(left.span.start, left.span.end, left.why)}")
    if not documents and not refused:
        say("There was no file to read at the paths given.")
    if refused or not documents:
        raise typer.Exit(ExitStatus.SOME_REFUSED if documents else ExitStatus.NOT_DONE)


def _print_reading(document: "Document", reading: "Reading") -> None:
    from homeward.app.words import NOT_SAID, date_in_words

    date = document.date.edtf if document.date else NOT_SAID
    rows = [
        (
            f"{claim.span.start}-{claim.span.end}",
            claim.kind if claim.reality == "asserted" else f"{claim.reality} {claim.kind}",
            ", ".join(claim.who),
            date_in_words(claim.date) if claim.date else "",
            Text(f"“{one_line(shortened(document.quote(claim.span)))}”", style="green"),
        )
        for claim in sorted(reading.claims, key=lambda claim: claim.span)
    ]
    heading = Text(one_line(document.name), style="bold")
    heading.append(f" {date}, {document.language or 'language not known'}", style="dim")
    found = table(("place", "kind", "who", "when", "quote"), rows, keep=("place",)) if rows else Text("no claims")
    print_parts([heading, found, Text()])
