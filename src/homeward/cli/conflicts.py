"""The command for a reviewer's ruling on a conflict: rule."""

from typing import Annotated

import typer

from homeward.cli.options import Workspace
from homeward.cli.output import print_text


def rule(
    conflict: Annotated[str, typer.Argument(metavar="CONFLICT", help="A conflict's id, or its first letters.")],
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help="The value of the side that holds, as a case file prints it."),
    ] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="Rule that it cannot be told.")] = False,
    open_again: Annotated[bool, typer.Option("--open", help="Take the latest ruling back.")] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    workspace: Workspace = None,
) -> None:
    """Rule which side of a conflict holds, or that it cannot be told, or take the latest ruling back."""
    from homeward.app.case_lines import side_in_words, standing_ruling_in_words
    from homeward.app.review_conflicts import conflict_called, reopen_conflict, rule_conflict
    from homeward.app.wiring import open_workspace

    if (value is not None) + unsure + open_again != 1:
        raise typer.BadParameter("Give the value that holds, or --unsure, or --open.")
    with open_workspace(workspace) as opened:
        if open_again:
            after = reopen_conflict(opened, conflict)
            print_text(f"Taken back. Conflict {after.id}, {after.slot}: {standing_ruling_in_words(after)}.")
            return
        found = conflict_called(opened, conflict)
        words = {side_in_words(found, side.value).casefold(): side.value for side in found.sides}
        rule_conflict(opened, found.id, words.get(value.casefold(), value) if value is not None else None, note)
        after = conflict_called(opened, found.id)
    print_text(
        f"Kept: conflict {after.id}, {after.slot}: {standing_ruling_in_words(after)}. "
        f"`homeward rule {after.id} --open` takes it back."
    )
