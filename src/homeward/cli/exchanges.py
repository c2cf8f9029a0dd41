"""Commands on exchanges: what all sides of a positions file could accept."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.basics.errors import YamlRefused
from homeward.cli.options import ExitStatus, today
from homeward.cli.output import print_json, print_parts, say


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
        list[str] | None, typer.Option("--without", metavar="LINE", help="Leave a line out, by id; may be repeated.")
    ] = None,
    time: Annotated[
        float | None, typer.Option("--time", metavar="SECONDS", min=0.1, help="Answer with the best known by then.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find the exchange that every side accepts; where there is none, why, and the cheapest compromises."""
    from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_file
    from homeward.cli.exchange_text import exchange_text
    from homeward.exchanges.answer import answer_as_values

    try:
        positions = positions_in_file(file)
        asked = Asked(frontier, compromises, rounds, withstand, tuple(without or ()), time)
        answer = plan_exchange(positions, asked, today())
    except YamlRefused as refused:
        say(f"homeward: {refused}")
        raise typer.Exit(ExitStatus.WRONG_USE) from refused
    if json:
        print_json(answer_as_values(answer, positions))
        return
    print_parts(exchange_text(answer, positions))
