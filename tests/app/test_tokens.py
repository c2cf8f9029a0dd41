"""Tests of access tokens: made once, kept as a hash, taken until they end, and never more than their holder."""

from datetime import date, timedelta

import pytest

from homeward.app.access import seen_by
from homeward.app.audit import list_audit, with_changes
from homeward.app.team import change_member
from homeward.app.tokens import MOST_DAYS, list_tokens, make_token, opened_with, revoke_token
from homeward.app.wiring import Workspace
from homeward.basics.errors import TokenRefused, UnknownName
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope

DAY = date(2024, 5, 1)


def as_member(workspace: Workspace, role: Role = Role.CASEWORKER, name: str = "anna") -> Workspace:
    """Return the workspace as a member of the team has it, who is added where missing."""
    if all(one.name != name for one in workspace.team.members()):
        with workspace.store.transaction():
            workspace.team.add_member(name, role)
    return seen_by(workspace, name, DAY)


def test_token_opens_the_workspace_for_its_holder(workspace: Workspace) -> None:
    """Whoever shows a token's text is its holder, with no more right than its scope has, until its last day."""
    token, text = make_token(as_member(workspace), "Nightly export", Scope.REVIEW, DAY + timedelta(days=3), DAY)
    opened, shown = opened_with(workspace, text, DAY + timedelta(days=3))
    assert (opened.viewer.name, opened.viewer.role, opened.viewer.by_token) == ("anna", Role.REVIEWER, True)
    assert shown.id == token.id
    (made,) = with_changes(workspace, list_audit(workspace, token.id))
    assert made.change is not None
    told = {"name": "Nightly export", "holder": "anna", "scope": "review", "until": token.until.isoformat()}
    assert (made.entry.what, made.change.before, made.change.after) == ("access token made", None, told)
    assert workspace.tokens.token(token.id).used_on == DAY + timedelta(days=3)
    with pytest.raises(TokenRefused):
        opened_with(workspace, text, DAY + timedelta(days=4))


def test_secret_is_kept_nowhere(sqlite_workspace: Workspace) -> None:
    """Neither the text of a token nor its secret part stands in the database, nor in the audit."""
    _, text = make_token(as_member(sqlite_workspace), "Export", Scope.READ, DAY, DAY)
    secret = text.split("_", 2)[2]
    files = b"".join(file.read_bytes() for file in sqlite_workspace.folder.iterdir() if file.is_file())
    assert secret.encode() not in files
    assert secret not in repr(list_audit(sqlite_workspace)) + repr(list_tokens(sqlite_workspace))


@pytest.mark.parametrize("change", ["", "x", "other secret", "other id", "no mark"])
def test_what_is_no_token_opens_nothing(sqlite_workspace: Workspace, change: str) -> None:
    """A text that is not quite a token's is not taken, nor one with another's secret."""
    member = as_member(sqlite_workspace)
    _, text = make_token(member, "One", Scope.READ, DAY, DAY)
    _, other = make_token(member, "Other", Scope.READ, DAY, DAY)
    (mark, token_id, secret), (_, _, secret_of_other) = text.split("_", 2), other.split("_", 2)
    shown = {
        "": "",
        "x": text + "x",
        "other secret": f"{mark}_{token_id}_{secret_of_other}",
        "other id": f"{mark}_{'0' * 16}_{secret}",
        "no mark": f"{token_id}_{secret}",
    }[change]
    with pytest.raises(TokenRefused):
        opened_with(sqlite_workspace, shown, DAY)


def test_revoked_token_and_closed_account_open_nothing(sqlite_workspace: Workspace) -> None:
    """A token ends when it is revoked, and with its holder's account."""
    member = as_member(sqlite_workspace)
    token, text = make_token(member, "One", Scope.READ, DAY, DAY)
    _, kept = make_token(member, "Two", Scope.READ, DAY, DAY)
    revoke_token(member, token.id)
    with pytest.raises(TokenRefused):
        opened_with(sqlite_workspace, text, DAY)
    with sqlite_workspace.store.transaction():
        sqlite_workspace.team.change_member("anna", active=False)
    with pytest.raises(TokenRefused):
        opened_with(sqlite_workspace, kept, DAY)


def test_an_account_opened_again_has_no_tokens(sqlite_workspace: Workspace) -> None:
    """What spoke for an account ends when it is closed, each by an entry of the record, and does not come back."""
    member = as_member(sqlite_workspace)
    token, text = make_token(member, "One", Scope.READ, DAY, DAY)
    other, kept = make_token(as_member(sqlite_workspace, Role.CASEWORKER, "boris"), "His", Scope.READ, DAY, DAY)
    chief = as_member(sqlite_workspace, Role.ADMINISTRATOR, "chief")
    anna = sqlite_workspace.team.member("anna").id
    change_member(chief, anna, active=False)
    change_member(chief, anna, active=True)
    with pytest.raises(TokenRefused):
        opened_with(sqlite_workspace, text, DAY)
    assert opened_with(sqlite_workspace, kept, DAY)[1].id == other.id
    revoked = [(one.who, one.on) for one in list_audit(sqlite_workspace) if one.what == "access token revoked"]
    assert revoked == [("chief", token.id)]


def test_token_follows_its_holders_role(sqlite_workspace: Workspace) -> None:
    """Nobody makes a token with more right than they have, and one whose holder loses the right loses it too."""
    reader = as_member(sqlite_workspace, Role.READER, "reader")
    with pytest.raises(TokenRefused, match="Your role, reader"):
        make_token(reader, "Too much", Scope.REVIEW, DAY, DAY)
    _, text = make_token(as_member(sqlite_workspace), "Writes", Scope.WRITE, DAY, DAY)
    with sqlite_workspace.store.transaction():
        sqlite_workspace.team.change_member("anna", role=Role.READER)
    assert not opened_with(sqlite_workspace, text, DAY)[0].viewer.may(Role.REVIEWER)


@pytest.mark.parametrize(
    ("name", "days"), [("", 1), ("x" * 61, 1), ("a\u202eb", 1), ("Late", -1), ("Far", MOST_DAYS + 1)]
)
def test_token_needs_a_name_and_an_end(sqlite_workspace: Workspace, name: str, days: int) -> None:
    """A token without a name, or without an end that is near enough, is not made."""
    with pytest.raises(TokenRefused):
        make_token(as_member(sqlite_workspace), name, Scope.READ, DAY + timedelta(days=days), DAY)


def test_nobody_sees_or_revokes_anothers_token(sqlite_workspace: Workspace) -> None:
    """Tokens are listed and revoked by their holder and by administrators alone."""
    token, _ = make_token(as_member(sqlite_workspace), "Anna's", Scope.READ, DAY, DAY)
    other = as_member(sqlite_workspace, Role.CASEWORKER, "boris")
    assert list_tokens(other) == ()
    with pytest.raises(UnknownName):
        revoke_token(other, token.id)
    administrator = as_member(sqlite_workspace, Role.ADMINISTRATOR, "chief")
    assert [one.id for one in list_tokens(administrator)] == [token.id]
    revoke_token(administrator, token.id)
    assert not list_tokens(administrator)[0].stands(DAY)
