"""Commands for a reviewer's rulings on who is the same person: match, unmatch, matches."""

from typing import Annotated

import typer

from homeward.basics.counting import counted
from homeward.cases.model import PersonInDocument, Ruling
from homeward.cli.options import Workspace
from homeward.cli.output import print_parts, print_text, table

First = Annotated[
    str, typer.Argument(metavar="FIRST", help="A person's id or name, or DOCUMENT_ID:NAME for one document's.")
]
Second = Annotated[str, typer.Argument(metavar="SECOND", help="The other, named the same way.")]


def match(
    ruling: Annotated[Ruling, typer.Argument(metavar="RULING", help="same, different or unsure.")],
    first: First,
    second: Second,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    workspace: Workspace = None,
) -> None:
    """Rule whether two names are one person; the ruling wins over what was worked out, until it is taken back."""
    from homeward.app.review_matches import decide_match
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        decision = decide_match(opened, first, second, ruling, note)
    print_text(
        f"Kept: {_name(decision.left)} and {_name(decision.right)}: {decision.ruling}. "
        "`homeward unmatch FIRST SECOND` takes it back."
    )


def unmatch(first: First, second: Second, workspace: Workspace = None) -> None:
    """Take back the latest ruling on two names; the people are again as they were before it."""
    from homeward.app.review_matches import undo_match
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        decision = undo_match(opened, first, second)
    print_text(f"Taken back: {_name(decision.left)} and {_name(decision.right)}: {decision.ruling}.")


def matches(workspace: Workspace = None) -> None:
    """List every ruling, those taken back too."""
    from homeward.app.review_matches import list_matches
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        decisions = list_matches(opened)
    rows = [
        (
            str(one.ruling),
            _name(one.left),
            _name(one.right),
            f"{one.at[:16].replace('T', ' ')} by {one.by}",
            f"taken back {one.undone_at[:16].replace('T', ' ')}" if one.undone_at else "",
            one.note,
        )
        for one in decisions
    ]
    if rows:
        print_parts([table(("ruling", "first", "second", "when", "", "note"), rows)])
    print_text(f"{counted(len(rows), 'ruling')}.")


def _name(person: PersonInDocument) -> str:
    return f"{person.name} ({person.document_id})"
