"""Commands that show what was kept: documents, search."""

import sys
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from homeward.basics.counting import counted
from homeward.basics.safe_text import inert, one_line
from homeward.cli.options import ExitStatus, Workspace
from homeward.cli.output import highlighted, print_parts, print_text, table

NO_DATE = "no date"


def documents(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Print the kept text of this one: its id or name.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """List the documents kept, or print the text of one, in which offsets count."""
    from homeward.app.claim_lines import unread_in_words
    from homeward.app.show_documents import list_documents, show_document
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        if document:
            sys.stdout.write(inert(show_document(opened, document).text) + "\n")
            return
        kept = list_documents(opened)
    if not kept:
        print_text("No document is kept yet. Type `homeward read PATH...` to read reports.")
        return
    rows = [
        (
            one.id,
            one.date.edtf if one.date else NO_DATE,
            Text(one_line(one.title or one.name), style="bold"),
            one.publisher or "",
            one.language or "?",
            str(one.claims),
        )
        for one in kept
    ]
    print_parts([table(("id", "date", "title", "publisher", "lang", "claims"), rows, keep=("id", "date", "lang"))])
    for one in kept:
        for note in one.notes:
            print_text(f"{one.title or one.name}: {note}")
        for left in one.unread:
            print_text(f"{one.title or one.name}: {unread_in_words(left.span.start, left.span.end, left.why)}")
    print_text(f"\n{counted(len(kept), 'document')}.")


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that a document must hold.")],
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most so many documents.")] = 20,
    workspace: Workspace = None,
) -> None:
    """Find documents that hold all the words, in any language; the beginning of a word is enough."""
    from homeward.app.show_documents import search_documents
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        hits = search_documents(opened, " ".join(words), limit)
    for hit in hits:
        marks = [(span.start - hit.start, span.end - hit.start) for span in hit.words]
        place = f"{hit.name} from {hit.start} · {hit.date or NO_DATE} · {hit.document_id}"
        print_parts(
            [
                Text(one_line(hit.title or hit.name), style="bold"),
                Padding(Text(one_line(place), style="dim"), (0, 0, 0, 2)),
                Padding(highlighted(hit.excerpt, marks), (0, 0, 1, 2)),
            ]
        )
    print_text(f"{counted(len(hits), 'document')} found.")
    if not hits:
        raise typer.Exit(ExitStatus.NOT_DONE)
