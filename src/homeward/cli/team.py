"""The commands on who may sign in: team add, team link, team members."""

from typing import Annotated

import typer
from rich.text import Text

from homeward.cli.options import Workspace
from homeward.cli.output import print_parts, print_text, say, table
from homeward.storage.accounts.model import Role

app = typer.Typer(name="team", help="Say who may sign in to the pages, and with which role.", no_args_is_help=True)

Address = Annotated[
    str, typer.Option("--address", metavar="URL", help="Where the pages are served; links begin with it.")
]
NAME = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
HERE = "http://127.0.0.1:8000"


@app.command()
def add(
    name: NAME,
    role: Annotated[
        Role, typer.Option("--role", help="What they may do: reader, reviewer, caseworker or administrator.")
    ] = Role.READER,
    administrator: Annotated[bool, typer.Option("--administrator", help="The same as --role administrator.")] = False,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="Ask for the password here, in place of a link.")
    ] = False,
    address: Address = HERE,
    workspace: Workspace = None,
) -> None:
    """Make an account, and print a link on which its owner chooses a password, once, within three days."""
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        from homeward.app.team import add_member, one_time_link, set_password

        with opened.store.transaction():  # no account is left behind that a refused password was for
            member = add_member(opened, name, Role.ADMINISTRATOR if administrator else role)
            if ask_password:
                set_password(opened, member.name, typer.prompt("Password", hide_input=True, err=True))
        print_text(f"{member.name} may sign in as {member.role}.")
        if not ask_password:
            _print_link(address, one_time_link(opened, member.name))


@app.command()
def link(name: NAME, address: Address = HERE, workspace: Workspace = None) -> None:
    """Print a link on which somebody who has an account chooses a new password, once, within three days."""
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        from homeward.app.team import one_time_link

        _print_link(address, one_time_link(opened, name))


@app.command()
def members(workspace: Workspace = None) -> None:
    """List everybody who has an account, with their role and groups."""
    from homeward.app.wiring import open_workspace

    with open_workspace(workspace) as opened:
        everybody, groups = opened.team.members(), opened.team.groups()
    if not everybody:
        print_text("Nobody has an account: the pages ask nobody to sign in, and are served to this machine alone.")
        return
    rows = []
    for one in everybody:
        of = (group.name for group in groups if any(member.member.id == one.id for member in group.members))
        stands = "open" if one.has_password else "no password yet"
        rows.append((one.name, str(one.role), ", ".join(of), stands if one.active else "closed"))
    print_parts([table(("name", "role", "groups", "account"), rows, keep=("name",)), Text()])


def _print_link(address: str, path: str) -> None:
    say("Whoever opens this link chooses the password, so give it to nobody else:")
    print_text(f"{address.rstrip('/')}{path}")
