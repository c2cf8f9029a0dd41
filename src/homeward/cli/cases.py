"""Commands that show people: cases, case, people."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from homeward.basics.counting import counted
from homeward.cli.options import AsOf, Workspace, today
from homeward.cli.output import ID_DIGITS, print_csv, print_json, print_parts, print_text, table

if TYPE_CHECKING:
    from homeward.cases.model import Case


def cases(
    as_of: AsOf = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    workspace: Workspace = None,
) -> None:
    """List everyone who is held, or was, and where they stand on a day."""
    from homeward.app.case_lines import status_in_words
    from homeward.app.case_lists import search_cases
    from homeward.app.export_rows import cases_by_name
    from homeward.app.find_cases import Wanted
    from homeward.app.wiring import open_workspace
    from homeward.app.words import in_words, term_in_words

    day = as_of or today()
    with open_workspace(workspace) as opened:
        if json:
            print_json({"as_of": day, "cases": [_row(case) for case in cases_by_name(opened, day)]})
            return
        rows = [
            (
                Text(one.case.name, style="bold"),
                ", ".join(map(in_words, one.case.nationality)),
                status_in_words(one.status),
                ", ".join(map(term_in_words, one.case.terms)),
                str(one.case.documents),
                str(len(one.case.conflicts)),
            )
            for one in search_cases(opened, Wanted(), day).rows
        ]
    if not rows:
        print_text("There is no case yet. Type `homeward read PATH...` to read reports.")
        return
    print_parts([table(("name", "nationality", "on this day", "sentences", "docs", "conflicts"), rows, keep=("docs",))])
    print_text(f"\n{counted(len(rows), 'case')} as of {day.isoformat()}. Type `homeward case NAME` to see one.")


def _row(case: "Case") -> dict[str, object]:
    return {
        "id": case.id,
        "name": case.person.name,
        "status": case.status,
        "documents": len(case.document_ids),
        "conflicts": len(case.conflicts),
    }


def case(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, any spelling of it, or a case's id.")],
    as_of: AsOf = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, with every claim.")] = False,
    all_evidence: Annotated[bool, typer.Option("--all", help="Print every claim under each line, not two.")] = False,
    workspace: Workspace = None,
) -> None:
    """Show one case file: every line with its quote, document, offsets and dates."""
    from homeward.app.show_cases import show_case
    from homeward.app.wiring import open_workspace
    from homeward.cli.case_text import case_file

    with open_workspace(workspace) as opened:
        found = show_case(opened, name, as_of or today())
    if json:
        print_json(found)
        return
    print_parts(case_file(found, all_evidence))


def people(
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV: doc, name, person_id.")] = False,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """List everyone named, held or speaking, and the documents they stand in."""
    from homeward.app.case_lists import search_people
    from homeward.app.export_rows import people_rows
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        if csv:
            print_csv(("doc", "name", "person_id"), people_rows(opened))
            return
        found, _ = search_people(opened, "", "", as_of or today())
        rows = [
            (
                person.id,
                Text(person.name, style="bold"),
                ", ".join(word for word, true in (("held", person.held), ("speaks", person.speaks)) if true),
                ", ".join(form.text for form in person.forms if form.text != person.name),
                ", ".join(sorted({member.document_id[:ID_DIGITS] for member in person.members})),
            )
            for person in found
        ]
    if rows:
        print_parts([table(("id", "name", "", "also written", "documents"), rows, keep=("id",))])
        print_text()
    print_text(f"{counted(len(rows), 'person', 'people')}.")
