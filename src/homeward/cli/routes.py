"""Commands on one person's way home: routes, sentence."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from homeward.basics.safe_text import one_line
from homeward.cli.options import AsOf, OnDay, Workspace, state_code, today
from homeward.cli.output import print_json, print_parts

if TYPE_CHECKING:
    from homeward.app.assess_routes import FactsOfPerson

FILE_ENDINGS = (".yaml", ".yml", ".json")
"""How a path ends that names a hand-written case though it is not there."""

_CASE = typer.Argument(metavar="CASE", help="A case written by hand (CASE.yaml), or a person's name or id.")
With = Annotated[
    Path | None,
    typer.Option("--with", metavar="FILE", help="Lay this hand-written file over the case file; its fields win."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="STATE", parser=state_code, help="Only to this State (IL), whatever the nationality."),
]
Explain = Annotated[
    str | None,
    typer.Option("--explain", metavar="ARTICLE", help='Say what an article asks: "3(1)(c)", "oas-a57 III(6)".'),
]


def routes(
    case: Annotated[str | None, _CASE] = None,
    on: OnDay = None,
    to: To = None,
    explain: Explain = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also instruments without these States; papers of closed ways.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Only the facts that a request states, each with the words that say it.")
    ] = False,
    entries: With = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """Show the legal ways home of one person on a day: what each asks, what is met, not met or unknown, and why."""
    from homeward.app.assess_routes import assess
    from homeward.cli.request_text import request_text
    from homeward.cli.route_text import assessment_text
    from homeward.cli.sentence_text import sentence_text
    from homeward.routes.answer import answer

    if explain:
        _explain(explain)
        return
    if case is None:
        raise typer.BadParameter("Give a person's name or a CASE.yaml, or --explain ARTICLE.", param_hint="CASE")
    asked = _facts(case, on or today(), as_of or today(), entries, workspace)
    if draft and not json:
        print_parts(request_text(asked.facts, asked.claims))
        return
    if to == asked.facts.held_by:
        raise typer.BadParameter("That State holds the person. Name another.", param_hint="--to")
    found = assess(asked, to=to, unrelated=everything)
    if json:
        print_json(answer(found, asked.facts, asked.claims))
        return
    print_parts(assessment_text(found, asked.facts, asked.status, everything))
    if found.sentence:
        print_parts(sentence_text(found.sentence))


def sentence(
    case: Annotated[str, _CASE],
    on: OnDay = None,
    to: To = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    entries: With = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """Show what of a sentence is served and remains on a day, when release comes, and the last day for a request."""
    from homeward.app import assess_routes
    from homeward.cli.sentence_text import sentence_text
    from homeward.routes.answer import sentence_answer

    asked = _facts(case, on or today(), as_of or today(), entries, workspace)
    found = assess_routes.sentence(asked, to=to)
    if json:
        print_json({"person": asked.facts.person, **sentence_answer(found)})
        return
    print_parts([Text(one_line(asked.facts.person), style="bold")])
    print_parts(sentence_text(found))


def _facts(case: str, on: date, as_of: date, entries: Path | None, workspace: Path | None) -> "FactsOfPerson":
    """Return what a hand-written file says, or the case file of the person called so."""
    from homeward.app.assess_routes import facts_in_case, facts_in_file

    path = Path(case)
    if path.suffix.lower() in FILE_ENDINGS or path.is_file():
        if entries:
            raise typer.BadParameter("A file is laid over a case file: give a person's name.", param_hint="--with")
        return facts_in_file(path, on)
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        return facts_in_case(opened, case, on, as_of=as_of, entries=entries)


def _explain(reference: str) -> None:
    from homeward.app.show_treaties import explain_article
    from homeward.cli.article_text import article_text

    print_parts(article_text(explain_article(reference)))
