"""Commands that show single claims: statements, show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from homeward.basics.counting import counted
from homeward.basics.json_text import json_text
from homeward.basics.safe_text import one_line
from homeward.cli.options import AsOf, ExitStatus, Workspace, today
from homeward.cli.output import ID_DIGITS, highlighted, print_parts, print_text, table

if TYPE_CHECKING:
    from homeward.app.show_claims import ClaimInContext, ClaimInDocument
    from homeward.claims.model import Claim, FieldValue


def statements(
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this speaker said.")] = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """List what was said about people held, by whom, in what role, and to whom."""
    from homeward.app.find_statements import list_statements
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        number, listed = 0, list_statements(opened, by, as_of or today())
        for number, one in enumerate(listed, start=1):  # noqa: B007 - told below
            content = one_line(str(one.claim.fields.get("content") or one.quote))
            place = f"{_place_and_dates(one)} · claim {one.claim.id[:ID_DIGITS]}, {one.review}\n"
            print_parts(
                [
                    Text(one_line(_heading(one.claim)), style="bold"),
                    Padding(Text(f"“{content}”", style="green"), (0, 0, 0, 2)),
                    Padding(Text(place, style="dim"), (0, 0, 0, 2)),
                ]
            )
    print_text(f"{counted(number, 'statement')}.")
    if not number:
        raise typer.Exit(ExitStatus.NOT_DONE)


def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its first letters.")],
    workspace: Workspace = None,
) -> None:
    """Show a claim's quote in its sentence, highlighted, and the words that say each of its values."""
    from homeward.app.claim_lines import standing_in_words
    from homeward.app.show_claims import show_claim
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        found = show_claim(opened, claim)
    quote = (len(found.before), len(found.before) + len(found.quote))
    whole = found.before + found.quote + found.after
    rows = [(name, value, _said_at(found, name)) for name, value in _values(found.claim)]
    print_parts(
        [
            Text(f"{found.claim.kind}, {found.claim.reality}, claim {found.claim.id}", style="bold"),
            Text(one_line(standing_in_words(found.under.standing)), style="dim"),
            Padding(highlighted(whole, [quote]), (1, 0, 1, 2)),
            *([table(("", "value", "said by the words"), rows)] if rows else ()),
            Text(f"\n{one_line(found.document.publisher or 'publisher not known')}", style="dim"),
            Text(_place_and_dates(found), style="dim"),
        ]
    )


def _heading(claim: "Claim") -> str:
    fields = claim.fields
    role = f" ({fields['role']})" if fields.get("role") else ""
    via = f", via {fields['via']}" if fields.get("via") else ""
    about = f", about {', '.join(claim.who)}" if claim.who else ""
    return (
        f"{', '.join(claim.by) or 'a speaker without a name'}{role}{via}{about}, {fields.get('form', 'form not said')}:"
    )


def _values(claim: "Claim") -> Iterator[tuple[str, str]]:
    for name, several in (("who", claim.who), ("by", claim.by)):
        if several:
            yield name, ", ".join(several)
    if claim.date:
        yield "date", claim.date
    for name, value in claim.fields.items():
        yield name, _value_in_words(value)


def _value_in_words(value: "FieldValue") -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(map(str, value))
    return json_text(value, indent=None)


def _said_at(found: "ClaimInContext", name: str) -> str:
    spans, words = found.claim.words.get(name, ()), found.words.get(name, ())
    return ", ".join(f"“{said}” {span.start}-{span.end}" for said, span in zip(words, spans, strict=True))


def _place_and_dates(one: "ClaimInDocument | ClaimInContext") -> str:
    from homeward.app.words import date_in_words

    reported = date_in_words(one.document.date.edtf if one.document.date else None)
    place = f"{one.document.name} {one.claim.span.start}-{one.claim.span.end}"
    return one_line(f"{place} · happened: {date_in_words(one.claim.date)} · reported: {reported}")
