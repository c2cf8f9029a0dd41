"""Commands on exchanges: a positions file drafted from the case files, and what all sides of one could accept."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from homeward.basics.errors import UnknownName, YamlRefused
from homeward.cli.options import AsOf, ExitStatus, Workspace, day, state_code, today
from homeward.cli.output import print_json, print_parts, say

RoutesOn = Annotated[
    date | None,
    typer.Option("--routes-on", metavar="DAY", parser=day, help="Judge routes on this day, not the file's."),
]
PictureFile = Annotated[
    Path | None,
    typer.Option("--picture", metavar="FILE.svg", help="Draw who goes where, who stays, and the routes."),
]
PlotFile = Annotated[Path | None, typer.Option("--plot", metavar="FILE.svg", help="Draw the frontier of two sides.")]


def exchange(
    file: Annotated[Path, typer.Argument(metavar="POSITIONS.yaml", help="What each side wants, gives and refuses.")],
    frontier: Annotated[bool, typer.Option("--frontier", help="Every exchange that no other betters for all.")] = False,
    compromises: Annotated[int, typer.Option("--compromises", min=0, help="How many, the cheapest first.")] = 5,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, max=60, help="Plan the hand-over in so many rounds at most.")
    ] = None,
    withstand: Annotated[
        int, typer.Option("--withstand", min=0, help="Still acceptable if any so many releases fall through.")
    ] = 0,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="LINE|CLAIM", help="Leave a line out, by its id or its claim's; repeatable."),
    ] = None,
    time: Annotated[
        float | None, typer.Option("--time", metavar="SECONDS", min=0.1, help="Answer with the best known by then.")
    ] = None,
    routes_on: RoutesOn = None,
    picture: PictureFile = None,
    plot: PlotFile = None,
    sides: Annotated[
        tuple[str, str] | None, typer.Option("--sides", metavar="ID ID", help="Whose frontier; of more than two sides.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the exchange that every side accepts; where there is none, why, and the cheapest compromises."""
    from homeward.app.draw_exchange import Drawings
    from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_file, values_of_answer
    from homeward.cli.exchange_text import exchange_text

    try:
        positions = positions_in_file(file)
        drawn = Drawings(picture, plot, sides)
        drawn.must_be_possible(positions)
        asked = Asked(
            frontier or plot is not None, compromises, rounds, withstand, tuple(without or ()), time, routes_on
        )
        answer = plan_exchange(positions, asked, today())
    except (YamlRefused, UnknownName) as refused:
        say(f"homeward: {refused}")
        raise typer.Exit(ExitStatus.WRONG_USE) from refused
    shown = answer if frontier else replace(answer, frontier=None)
    if json:
        print_json(values_of_answer(shown, positions, asked))
    else:
        print_parts(exchange_text(shown, positions, replace(asked, frontier=frontier)))
    drawn.write(answer, positions)


def positions(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="People by name or id; with --participants none is needed."),
    ] = None,
    participants: Annotated[
        list[str] | None,
        typer.Option("--participants", metavar="STATE...", help="Only these States (US RU), by code or name."),
    ] = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """Draft a positions file from the case files: who is held, what States want and refuse; worths are yours to set."""
    from homeward.app.draft_positions import draft_from_cases
    from homeward.app.wiring import open_workspace
    from homeward.exchanges.draft_files import draft_as_yaml

    people, sides = _people_and_sides(names or [], participants or [])
    if not people and not sides:
        raise typer.BadParameter("Give a person's name, or --participants and two States.", param_hint="NAME")
    with open_workspace(workspace) as opened:
        draft = draft_from_cases(opened, people, sides, as_of or today())
    sys.stdout.write(draft_as_yaml(draft))
    if not draft.positions.positions:
        say("No report says what a State wants of them or would do. The file has people and no lines yet.")


def _people_and_sides(names: list[str], participants: list[str]) -> tuple[list[str], list[str]]:
    """Return who is a person and who a State: what follows `--participants` and names a State is a participant too."""
    from homeward.basics.states import state_of

    if not participants:
        return names, []
    sides = [state_code(word) for several in participants for word in several.split(",") if word]
    sides += [code for name in names if (code := state_of(name) or state_of(name.upper()))]
    people = [name for name in names if not (state_of(name) or state_of(name.upper()))]
    if len(set(sides)) < 2:
        unknown = f"; {people[0]!r} is none we know" if people else ""
        raise typer.BadParameter(f"Name at least two States{unknown}.", param_hint="--participants")
    return people, sides
