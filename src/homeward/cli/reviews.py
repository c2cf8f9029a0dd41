"""Commands for a reviewer's word on claims: review, reviews."""

from enum import StrEnum
from typing import Annotated

import typer

from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cli.options import Workspace
from homeward.cli.output import ID_DIGITS, print_parts, print_text, table

_MOST_LISTED = 1_000


class Act(StrEnum):
    """What the command can do with a claim; correcting and adding take words of the text, which the pages select."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"


def review(
    act: Annotated[Act, typer.Argument(metavar="ACT", help="accept, reject, or undo: take the latest review back.")],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its first letters.")],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    workspace: Workspace = None,
) -> None:
    """Accept a claim, reject it, or take the latest review of it back; a rejected claim is in no case file."""
    from homeward.app.claim_lines import standing_in_words
    from homeward.app.review_claims import review_claim, undo_review
    from homeward.app.wiring import open_workspace
    from homeward.claims.model import ReviewAct

    with open_workspace(workspace) as opened:
        if act is Act.UNDO:
            after = undo_review(opened, claim)
            standing = f"claim {after.claim.id}: {standing_in_words(after)}" if after else "the claim is gone"
            print_text(f"Taken back; {one_line(standing)}.")
            return
        after = review_claim(opened, claim, ReviewAct(act.value), note)
    print_text(
        f"Kept: claim {after.claim.id}: {one_line(standing_in_words(after))}."
        f" `homeward review undo {after.claim.id}` takes it back."
    )


def reviews(
    to_do: Annotated[
        bool, typer.Option("--to-do", help="Instead, the documents with claims that nobody reviewed yet.")
    ] = False,
    workspace: Workspace = None,
) -> None:
    """List every review of a claim, those taken back too, or what is still to review."""
    from homeward.app.claim_lines import review_in_words
    from homeward.app.review_claims import documents_to_review, list_reviews
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        if to_do:
            left = documents_to_review(opened, 0, _MOST_LISTED)
            waiting = [(one.id, one_line(one.title or one.name), f"{one.unreviewed} of {one.claims}") for one in left]
        else:
            rows = [
                (one.claim.id[:ID_DIGITS], one.claim.kind, one_line(document.name), one_line(review_in_words(one)))
                for document, one in list_reviews(opened)
            ]
    if to_do:
        if waiting:
            print_parts([table(("document", "title", "not reviewed"), waiting)])
        print_text(f"{counted(len(waiting), 'document')} to review.")
        return
    if rows:
        print_parts([table(("claim", "kind", "document", "review"), rows)])
    print_text(f"{counted(len(rows), 'review')}.")
