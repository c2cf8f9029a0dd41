"""Commands on instruments: treaties, matrix."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cli.options import OnDay, state_code, today
from homeward.cli.output import print_csv, print_json, print_parts, print_text, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from homeward.app.show_treaties import BetweenStates
    from homeward.routes.treaty import Treaty

States = Annotated[
    list[str] | None,
    typer.Argument(metavar="STATE STATE", parser=state_code, help="Two States, by code or name: RU US."),
]


def treaties(
    states: States = None,
    on: OnDay = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every instrument; or of two States, what is in force between them on a day, and what they declared."""
    from homeward.app.show_treaties import list_treaties, treaties_between
    from homeward.app.treaty_values import between_values

    if not states:
        _list(list_treaties(), json)
        return
    if len(states) != 2 or states[0] == states[1]:
        raise typer.BadParameter("Give two States, or none to list every instrument.", param_hint="STATE")
    one, other, day = states[0], states[1], on or today()
    found = treaties_between(one, other, day)
    if json:
        print_json({"between": [one, other], "on": day, "treaties": [between_values(each) for each in found]})
        return
    from homeward.routes.binding import name_of

    print_text(f"{name_of(one)} and {name_of(other)} on {day.isoformat()}")
    print_text()
    for each in found:
        print_parts(_between(each))
    in_force = sum(each.in_force.outcome == "met" for each in found)
    print_text(f"{counted(in_force, 'instrument')} in force, {len(found) - in_force} not, or not known.")
    print_text("Left out: those to which one of the two never belonged, and what needs no treaty (removal, clemency).")


def _list(known: "tuple[Treaty, ...]", json: bool) -> None:
    from homeward.app.show_treaties import whom_it_binds
    from homeward.app.treaty_values import treaty_values

    if json:
        print_json({"treaties": [treaty_values(one) for one in known]})
        return
    rows = [(Text(one.id, style="bold"), one.short_name, whom_it_binds(one), _since(one)) for one in known]
    print_parts([table(("id", "instrument", "binds", "in force"), rows, keep=("id",))])
    print_text(f"\n{counted(len(known), 'instrument')}. `homeward treaties RU US` shows what is between two States.")


def _since(one: "Treaty") -> str:
    mark = " (not checked)" if one.in_force and "in_force" in one.unverified else ""
    return f"{one.in_force}{mark}" if one.in_force else ""


def _between(each: "BetweenStates") -> "Iterator[RenderableType]":
    from homeward.cli.route_text import DIM, STYLES
    from homeward.routes.parameters import NOT_CHECKED

    bond = each.in_force
    words = {"met": "in force", "not met": "not in force", "unknown": "not known"}
    heading = Text(words[bond.outcome], style=STYLES[bond.outcome])
    heading.append(f"  {one_line(each.treaty.title)}", style="bold").append(f"  {each.treaty.id}", style=DIM)
    yield heading
    lines = [Text(one_line(bond.reason))]
    if bond.needs and bond.outcome != "met":
        lines.append(Text(f"needs: {one_line(bond.needs)}", style=DIM))
    lines += [Text(one_line(note), style=DIM) for note in bond.notes]
    if bond.unverified:
        lines.append(Text(f"{NOT_CHECKED}: {', '.join(bond.unverified)}", style="magenta"))
    for one in each.declarations:
        text = Text(one_line(f"{one.party} on {one.article}: {one.text}"))
        lines.append(text.append(f"  {NOT_CHECKED}", style="magenta") if one.unverified else text)
    yield from (Padding(line, (0, 0, 0, 2)) for line in lines)
    yield Text()


def matrix(
    on: OnDay = None,
    instrument: Annotated[str | None, typer.Option("--instrument", metavar="ID", help="Only this one.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV: a row for each pair and instrument.")] = False,
) -> None:
    """Show for all pairs of States how many instruments are in force between them on a day."""
    from homeward.app.show_treaties import bonds_of_all
    from homeward.cli.matrix_text import CSV_COLUMNS, csv_rows, matrix_text

    day = on or today()
    found = bonds_of_all(day, instrument)
    if csv:
        print_csv(CSV_COLUMNS, csv_rows(found))
        return
    print_parts(matrix_text(found, day, instrument))
