"""The team's pages: people, roles, groups that end, restrictions, the access log; and nothing that a form slips in."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from conftest import PASSWORD, ids_in, signed_in
from django.test import Client
from page_forms import filled_form

from homeward.app.access import hidden_documents
from homeward.app.add_reports import add_reports
from homeward.app.audit import verify_audit
from homeward.app.forget import forget_document
from homeward.app.team import add_group, add_member, change_member, put_in_group, set_password
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role
from homeward.storage.accounts.models import Account, GroupRow

TODAY = date.today()  # noqa: DTZ011 - as the pages have it, this machine's


@pytest.fixture
def shared(reported: Workspace) -> Iterator[Workspace]:
    """The reports, of Ana, who administers them, Cara, a caseworker, and Ben, a reader, for the length of a test.

    Ana and Cara are in the group "Close".
    """
    for name, role in (("Ana", Role.ADMINISTRATOR), ("Cara", Role.CASEWORKER), ("Ben", Role.READER)):
        add_member(reported, name, role)
        set_password(reported, name, PASSWORD)
    group = add_group(reported, "Close")
    for name in ("Ana", "Cara"):
        put_in_group(reported, group.id, reported.team.member(name).id, None)
    yield reported
    reported.team.lift_all()
    Account.objects.all().delete()
    GroupRow.objects.all().delete()


def role_of(workspace: Workspace, name: str) -> Role:
    """Return the role of a member."""
    return workspace.team.member(name).role


def test_administrator_adds_somebody_who_then_chooses_a_password(shared: Workspace) -> None:
    """The page shows a link once, on which the new member chooses a password and signs in."""
    browser = signed_in(shared, "Ana")
    answer = browser.post("/team/members/", {"name": "Dora", "role": "reviewer"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    link = answer.content.decode().split("http://localhost")[1].split("<")[0]
    stranger = Client(headers={"host": "localhost"})
    form = stranger.get(link, follow=True).redirect_chain[-1][0]
    stranger.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert signed_in(shared, "Dora").get("/cases/").status_code == 200
    assert role_of(shared, "Dora") is Role.REVIEWER
    assert link not in browser.get("/team/").content.decode()


@pytest.mark.parametrize("form", [{"name": "Ben", "role": "reader"}, {"name": " ", "role": "reader"}, {"name": "Eve"}])
def test_what_is_no_new_member_is_refused(shared: Workspace, form: dict[str, str]) -> None:
    """A name that is taken or none, or a role that is none, is said in a sentence."""
    answer = signed_in(shared, "Ana").post("/team/members/", form)
    assert answer.status_code == 400
    assert 'class="trouble"' in answer.content.decode()
    assert len(shared.team.members()) == 3


def test_roles_are_changed_and_the_record_has_before_and_after(shared: Workspace) -> None:
    """A changed role holds at once, and the record says what it was."""
    browser, ben = signed_in(shared, "Ana"), shared.team.member("Ben")
    form = {"act": "role", "role": "caseworker", "seen": "reader"}
    assert browser.post(f"/team/members/{ben.id}/", form).status_code == 302
    assert role_of(shared, "Ben") is Role.CASEWORKER
    last = next(one for one in reversed(shared.store.audit_entries()) if one.what == "member changed")
    change = shared.record.changes([last.number])[last.number]
    assert (last.who, last.on) == ("Ana", "member:Ben")
    assert (change.before, change.after) == (
        {"role": "reader", "active": True},
        {"role": "caseworker", "active": True},
    )
    assert verify_audit(shared) == ()


def test_overtaken_role_shows_both_and_overwrites_nothing(shared: Workspace) -> None:
    """Whoever would change a role that somebody else changed since sees both, what they asked for, and may go on."""
    ana, ben = signed_in(shared, "Ana"), shared.team.member("Ben")
    assert '<input type="hidden" name="seen" value="reader">' in ana.get("/team/").content.decode()
    change_member(shared, ben.id, role=Role.REVIEWER)
    for seen, told in (({"seen": "reader"}, "Reader"), ({}, "Not said"), ({"seen": "<b>boss</b>"}, "Not said")):
        answer = ana.post(f"/team/members/{ben.id}/", {"act": "role", "role": "caseworker", **seen})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert role_of(shared, "Ben") is Role.REVIEWER
        saw, stands = shown[shown.index("What you saw") :].split("What stands now")
        stands, asked = stands.split("What you asked for")
        assert (told in saw, "Reviewer" in stands, "Caseworker" in asked) == (True, True, True)
    assert "/team/log/?on=member%3ABen" in shown
    again = filled_form(shown, "stack")
    assert ana.post(f"/team/members/{ben.id}/", {**again, "act": "role"}).status_code == 302
    assert role_of(shared, "Ben") is Role.CASEWORKER


def test_overtaken_place_in_a_group_shows_both_and_overwrites_nothing(shared: Workspace) -> None:
    """Until when somebody is in a group is not changed, nor are they taken out, over what somebody else has changed."""
    ana, ben, group = signed_in(shared, "Ana"), shared.team.member("Ben"), shared.team.groups()[0]
    path, day = f"/team/groups/{group.id}/", (TODAY + timedelta(days=9)).isoformat()
    put_in_group(shared, group.id, ben.id, None)
    page = ana.get("/team/").content.decode()
    assert f'name="member" value="{ben.id}"><input type="hidden" name="seen" value="for good">' in page
    stale = ana.post(path, {"act": "put", "member": ben.id, "until": day, "seen": ""})
    shown = stale.content.decode()
    assert stale.status_code == 409
    saw, stands = shown[shown.index("What you saw") :].split("What stands now")
    stands, asked = stands.split("What you asked for")
    assert ("Not in the group" in saw, "for good" in stands, f"until {day}" in asked) == (True, True, True)
    assert ana.post(path, {**filled_form(shown, "stack"), "act": "put"}).status_code == 302
    assert _until(shared, "Ben") == day
    stale = ana.post(path, {"act": "take", "member": ben.id, "seen": "for good"})
    assert (stale.status_code, _until(shared, "Ben")) == (409, day)
    form = filled_form(stale.content.decode(), "stack")
    assert ana.post(path, {**form, "act": "take"}).status_code == 302
    gone = ana.post(path, {**form, "act": "take"})
    assert gone.status_code == 409
    assert "Do it all the same" not in gone.content.decode()


def _until(workspace: Workspace, name: str) -> str:
    places = [one for group in workspace.team.groups() for one in group.members if one.member.name == name]
    return str(places[0].until)


@pytest.mark.parametrize("form", [{"act": "role", "role": "reader", "seen": "administrator"}, {"act": "close"}])
def test_the_last_administrator_stays_one(shared: Workspace, form: dict[str, str]) -> None:
    """Nobody can leave the team without an administrator."""
    ana = shared.team.member("Ana")
    answer = signed_in(shared, "Ana").post(f"/team/members/{ana.id}/", form)
    assert answer.status_code == 400
    assert "last administrator" in answer.content.decode()
    assert shared.team.member("Ana").active
    assert role_of(shared, "Ana") is Role.ADMINISTRATOR


@pytest.mark.parametrize("path", ["/security/password/", "/security/sessions/", "/sign-in/again/", "/people/{person}/"])
def test_fields_that_a_form_does_not_have_change_nothing(shared: Workspace, path: str) -> None:
    """Nobody gives themselves a role, a group or another's account by adding fields to a form of theirs."""
    browser = signed_in(shared, "Ben")
    slipped_in = {
        "role": "administrator",
        "is_active": "1",
        "username": "Ana",
        "user": "1",
        "groups": "1",
        "act": "role",
    }
    browser.post(path.format(**ids_in(shared)), {**slipped_in, "password": PASSWORD})
    ben = shared.team.member("Ben")
    assert (ben.name, ben.role) == ("Ben", Role.READER)
    assert len(shared.team.members()) == 3
    assert shared.team.groups_of("Ben", TODAY) == frozenset()


def test_new_member_takes_nothing_but_name_and_role(shared: Workspace) -> None:
    """A form to add somebody sets no password, no group and no id."""
    form = {"name": "Dora", "role": "reader", "password": PASSWORD, "id": "1", "is_active": "", "groups": "1"}
    signed_in(shared, "Ana").post("/team/members/", form)
    dora = shared.team.member("Dora")
    assert (dora.active, dora.has_password) == (True, False)
    assert shared.team.groups_of("Dora", TODAY) == frozenset()


def test_restricted_person_is_there_for_the_group_alone(shared: Workspace) -> None:
    """A caseworker restricts a person: others get what an id of nobody gets, until it is lifted."""
    ids, cara, ben = ids_in(shared), signed_in(shared, "Cara"), signed_in(shared, "Ben")
    group = shared.team.groups()[0]
    path = f"/people/{ids['person']}/access/"
    assert "Everybody in the team" in cara.get(path).content.decode()
    assert cara.post(path, {"group": group.id, "why": "her family asked"}).status_code == 302
    assert "Only the group <strong>Close</strong>" in cara.get(path).content.decode()
    assert cara.get(f"/cases/{ids['person']}/").status_code == 200
    for gone in (f"/cases/{ids['person']}/", f"/documents/{ids['document']}/", f"/claims/{ids['claim']}/"):
        assert ben.get(gone).status_code == 404
    assert "Quillfeather" not in ben.get("/cases/").content.decode()
    restriction = shared.team.restrictions()[0]
    cara.post(path, {"lift": restriction.id, "why": "she is home"})
    assert ben.get(f"/cases/{ids['person']}/").status_code == 200
    done = [one for one in reversed(shared.store.audit_entries()) if one.what in ("restricted", "restriction lifted")]
    assert [shared.record.changes([one.number])[one.number].why for one in done] == ["she is home", "her family asked"]


def test_report_added_later_on_a_restricted_person_is_restricted_too(shared: Workspace) -> None:
    """Whoever is outside the group does not see a new report that names the person, nor that it names anybody."""
    ids, cara = ids_in(shared), signed_in(shared, "Cara")
    cara.post(f"/people/{ids['person']}/access/", {"group": shared.team.groups()[0].id})
    before = len(shared.store.kept_documents())
    cara.post(
        "/reports/", {"text": "Ana Quillfeather was sentenced to nine years in prison in Russia on 4 August 2022."}
    )
    assert len(shared.store.kept_documents()) == before + 1
    assert hidden_documents(shared, "Ben", TODAY) == {one.id for one in shared.store.kept_documents()}
    assert "Quillfeather" not in signed_in(shared, "Ben").get("/documents/").content.decode()


def test_restricted_document_is_there_for_the_group_alone(shared: Workspace) -> None:
    """A document alone is restricted; the person's other documents stay."""
    ids, cara = ids_in(shared), signed_in(shared, "Cara")
    cara.post(f"/documents/{ids['document']}/access/", {"group": shared.team.groups()[0].id})
    ben = signed_in(shared, "Ben")
    assert ben.get(f"/documents/{ids['document']}/").status_code == 404
    others = [one.id for one in shared.store.kept_documents() if one.id != ids["document"]]
    assert {ben.get(f"/documents/{one}/").status_code for one in others} == {200}


def test_one_restricts_only_to_a_group_one_is_in(shared: Workspace) -> None:
    """Nobody locks themselves out, or gives a case to a group of strangers."""
    ids, other = ids_in(shared), add_group(shared, "Others")
    answer = signed_in(shared, "Cara").post(f"/people/{ids['person']}/access/", {"group": other.id})
    assert answer.status_code == 400
    assert shared.team.restrictions() == ()


def test_membership_ends_with_its_last_day(shared: Workspace) -> None:
    """On the last day a member still sees what is restricted; the day after, no more."""
    ids, ana, ben = ids_in(shared), signed_in(shared, "Ana"), shared.team.member("Ben")
    group = shared.team.groups()[0]
    signed_in(shared, "Cara").post(f"/people/{ids['person']}/access/", {"group": group.id})
    form = {"act": "put", "member": ben.id, "until": TODAY.isoformat()}
    assert ana.post(f"/team/groups/{group.id}/", form).status_code == 302
    assert signed_in(shared, "Ben").get(f"/cases/{ids['person']}/").status_code == 200
    assert hidden_documents(shared, "Ben", TODAY + timedelta(days=1))
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    form = {"act": "put", "member": ben.id, "until": yesterday, "seen": TODAY.isoformat()}
    ana.post(f"/team/groups/{group.id}/", form)
    assert signed_in(shared, "Ben").get(f"/cases/{ids['person']}/").status_code == 404
    assert f"ended {yesterday}" in ana.get("/team/").content.decode()
    assert ana.post(f"/team/groups/{group.id}/", {"act": "put", "member": ben.id, "seen": ""}).status_code == 302


def test_group_with_a_restriction_is_not_deleted(shared: Workspace) -> None:
    """Deleting a group would leave what is restricted to it to nobody, or to everybody; it is refused."""
    ids, group = ids_in(shared), shared.team.groups()[0]
    signed_in(shared, "Cara").post(f"/people/{ids['person']}/access/", {"group": group.id})
    ana = signed_in(shared, "Ana")
    assert ana.post(f"/team/groups/{group.id}/", {"act": "delete"}).status_code == 400
    signed_in(shared, "Cara").post(
        f"/people/{ids['person']}/access/", {"lift": shared.team.restrictions()[0].id, "why": ""}
    )
    assert ana.post(f"/team/groups/{group.id}/", {"act": "delete"}).status_code == 302
    assert shared.team.groups() == ()


def test_access_log_says_who_looked_and_nothing_of_what_is_restricted(shared: Workspace) -> None:
    """An administrator reads who looked at whom; outside the group, what is restricted leaves no entry."""
    ids, group = ids_in(shared), shared.team.groups()[0]
    signed_in(shared, "Ben").get(f"/cases/{ids['person']}/")
    ana = signed_in(shared, "Ana")
    page = ana.get(f"/team/log/?who=ben&on={ids['person']}").content.decode()
    assert "case read" in page
    assert "Quillfeather</bdi></a>" in page
    assert "The record stands as it was written" in ana.get("/team/log/?verify=1").content.decode()
    signed_in(shared, "Cara").post(f"/people/{ids['person']}/access/", {"group": group.id})
    form = {"act": "take", "member": shared.team.member("Ana").id, "seen": "for good"}
    ana.post(f"/team/groups/{group.id}/", form)
    for path in ("/team/log/", f"/team/log/?on={ids['person']}", "/team/log/?who=Cara", "/"):
        page = ana.get(path).content.decode()
        for told in (ids["person"], ids["document"], ids["claim"], "Quillfeather", "restricted"):
            assert told not in page.replace(f'value="{ids["person"]}"', ""), (path, told)


def test_log_of_a_person_has_all_that_was_done_on_their_file(shared: Workspace) -> None:
    """Asked for by a person, the log has what was done on their case, documents, claims and conflicts, each led to."""
    ids, cara = ids_in(shared), signed_in(shared, "Cara")
    (case,) = case_book(shared, date.max).cases
    first, second = (f"{one.document_id}:{one.name}" for one in case.person.members[:2])
    cara.get(f"/claims/{ids['claim']}/")
    cara.post(f"/conflicts/{ids['conflict']}/", {"value": case.conflicts[0].sides[0].value, "seen": ""})
    cara.post(f"/people/{ids['person']}/", {"act": "same", "first": first, "second": second})
    cara.get(f"/exchanges/variants/{ids['variant']}/")
    page = signed_in(shared, "Ana").get(f"/team/log/?who=cara&on={ids['person']}").content.decode()
    for what in ("conflict ruled", "match decided: same", "claim read"):
        assert f">{what}<" in page, what
    assert "exchange read" not in page
    named = f"<bdi>{case.person.name}</bdi></a>"
    assert f'<a href="/cases/{case.id}/#conflict-{ids["conflict"]}">{named}' in page
    assert re.search(rf'<a href="/claims/{ids["claim"]}/"><bdi>(Teacher held|Talks)</bdi></a>', page)
    assert (
        f'<a href="/exchanges/variants/{ids["variant"]}/"><bdi>'
        in signed_in(shared, "Ana").get("/team/log/").content.decode()
    )
    api = signed_in(shared, "Ana").get(f"/api/audit?who=cara&on={ids['person']}").json()["rows"]
    assert {"conflict ruled", "match decided: same"} <= {one["entry"]["what"] for one in api}
    cara.post(f"/conflicts/{ids['conflict']}/", {"reopen": "", "seen": shared.store.conflict_rulings()[-1].at})
    assert shared.store.conflict_rulings()[-1].undone_at is not None


def test_names_in_the_log_are_text_and_turn_nothing_round(
    shared: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A title or a reason with markup or a mark of direction is shown beside the id, inert and kept to itself."""
    folder, turned = tmp_path_factory.mktemp("hostile"), "\u202e<b>gnp.exe"
    (folder / "odd.txt").write_text(
        f"---\ntitle: {turned}\ndate: 2022-10-04\nlang: en\n---\nNothing was said.\n", "utf-8"
    )
    add_reports(shared, [folder], jobs=1)
    odd = next(one.id for one in shared.store.kept_documents() if one.name == "odd.txt")
    cara, group = signed_in(shared, "Cara"), shared.team.groups()[0]
    try:
        assert cara.post(f"/documents/{odd}/access/", {"group": group.id, "why": turned}).status_code == 302
        assert "<bdi>\u202e&lt;b&gt;gnp.exe</bdi>" in cara.get(f"/documents/{odd}/access/").content.decode()
        page = signed_in(shared, "Ana").get(f"/team/log/?on={odd}").content.decode()
        assert page.count("<bdi>\u202e&lt;b&gt;gnp.exe</bdi></a>") >= 2
        assert "<dd><bdi>\u202e&lt;b&gt;gnp.exe</bdi></dd>" in page
    finally:
        forget_document(shared, odd)


def test_head_of_the_record_is_shown_and_compared(shared: Workspace) -> None:
    """Whoever verifies sees the last hash to note; one that no entry has, or that is none, is said."""
    ana = signed_in(shared, "Ana")
    page = ana.get("/team/log/?verify=1").content.decode()
    noted = shared.store.audit_entries()[-1].sha256
    assert f"<code>{noted}</code>" in page
    assert "stands as it was written" in ana.get(f"/team/log/?verify=1&head={noted}").content.decode()
    assert "No audit entry has the hash" in ana.get(f"/team/log/?verify=1&head={'0' * 63}1").content.decode()
    assert ana.get("/team/log/?verify=1&head=163").status_code == 400


def test_hostile_names_are_shown_as_text(shared: Workspace) -> None:
    """A name with markup in it is shown as it is written, and does nothing."""
    ana = signed_in(shared, "Ana")
    ana.post("/team/members/", {"name": '<script>alert("x")</script>', "role": "reader"})
    ana.post("/team/groups/", {"name": "<b>bold</b>"})
    page = ana.get("/team/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
