"""The team: who has an account, who is in which group, what is for one group alone, and who did what."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.app import team
from homeward.app.access_log import AccessLog, ActedOn, Kind, access_log, what_acts_are_on
from homeward.app.audit import audit_head, audit_is_kept_for, verify_audit
from homeward.app.show_documents import document_called
from homeward.app.words import NOT_SAID, word
from homeward.basics.errors import StaleEdit, TeamRefused, UnknownName
from homeward.storage.accounts.model import GroupMember, Restriction, Role, TeamGroup, TeamMember
from homeward.storage.model import AuditEntry, Change
from homeward.web.asking import AddressRefused, day_written, today, workspace
from homeward.web.sign_in_record import NOBODY

ACTS_SHOWN = 50
SHOWN_AT = {
    Kind.CASE: "case",
    Kind.PERSON: "person",
    Kind.CONFLICT: "case",
    Kind.DOCUMENT: "reader",
    Kind.CLAIM: "claim",
    Kind.VARIANT: "variant",
}
"""The page of what an act was done on."""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member of the team with the groups they are in today."""

    member: TeamMember
    groups: Sequence[TeamGroup]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group: who is in it today, who was until a day before, and who could be added."""

    group: TeamGroup
    members: Sequence[GroupMember]
    ended: Sequence[GroupMember]
    others: Sequence[TeamMember]


@dataclass(frozen=True, slots=True)
class ShownRestriction:
    """A restriction and the name of the group it is to."""

    restriction: Restriction
    group: str


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An entry of the record and what it was done on; `before` and `after` are as they are kept, as JSON."""

    entry: AuditEntry
    on: ActedOn | None
    change: Change | None
    before: str
    after: str

    @property
    def who(self) -> str:
        """Who did it."""
        return gettext("nobody signed in") if self.entry.who == NOBODY else self.entry.who

    @property
    def address(self) -> str:
        """Where what it was done on is shown, empty where no page shows it."""
        if self.on is None:
            return reverse("team") if self.entry.on.startswith(("member:", "group:")) else ""
        page = "person" if self.entry.what == "person read" else SHOWN_AT[self.on.kind]
        place = f"#conflict-{self.entry.on}" if self.on.kind is Kind.CONFLICT else ""
        return f"{reverse(page, args=[self.on.shown_under])}{place}"


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Show everybody who has an account, and the groups."""
    return render(request, "homeward/team.html", _standing(request))


@require_POST
def add_member(request: HttpRequest) -> HttpResponse:
    """Make an account, and show the link on which its owner chooses a password."""
    try:
        member = team.add_member(workspace(request), request.POST.get("name", ""), _role(request))
    except (TeamRefused, AddressRefused) as refused:
        return _refused(request, refused)
    return _with_link(request, member.name)


@require_POST
def change_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Change a member's role, close or open their account, or make a link on which they choose a password."""
    opened, act = workspace(request), request.POST.get("act")
    try:
        if act == "link":
            return _with_link(request, opened.team.member_with_id(member_id).name)
        if act in ("close", "open"):
            team.change_member(opened, member_id, active=act == "open")
        else:
            team.change_member(opened, member_id, role=_role(request), seen=request.POST.get("seen", ""))
    except StaleEdit as stale:
        return _overtaken(request, stale, opened.team.member_with_id(member_id), None)
    except (TeamRefused, AddressRefused) as refused:
        return _refused(request, refused)
    return redirect("team")


@require_POST
def add_group(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    return _done(request, lambda: team.add_group(workspace(request), request.POST.get("name", "")))


@require_POST
def change_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Put somebody in a group, take them out of it, or delete it."""
    opened, form = workspace(request), request.POST

    def member_id() -> int:
        return _number(form.get("member", ""))

    def change() -> None:
        match form.get("act"):
            case "put":
                until = day_written(form["until"]) if form.get("until") else None
                team.put_in_group(opened, group_id, member_id(), until, form.get("seen", ""), today())
            case "take":
                team.take_from_group(opened, group_id, member_id(), form.get("seen", ""), today())
            case "delete":
                team.delete_group(opened, group_id)
            case _:
                raise AddressRefused(gettext("Say whom to put in the group, or to take out of it."))

    try:
        return _done(request, change)
    except StaleEdit as stale:
        return _overtaken(request, stale, opened.team.member_with_id(member_id()), opened.team.group(group_id))


@require_http_methods(["GET", "HEAD", "POST"])
def person_access(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show who may see a person; a form restricts the person to a group, or lifts that."""
    opened = workspace(request)
    try:
        if request.method == "POST":
            _restrict(request, person_id, team.restrict_person, team.lift_from_person)
            return redirect("person_access", person_id)
        name, restrictions = team.restrictions_on_person(opened, person_id)
    except UnknownName:
        raise Http404 from None
    back = reverse("person", args=[person_id])
    return _access(request, {"of": name, "back": back, "is_person": True}, restrictions)


@require_http_methods(["GET", "HEAD", "POST"])
def document_access(request: HttpRequest, document_id: str) -> HttpResponse:
    """Show who may see a document; a form restricts it to a group, or lifts that."""
    opened = workspace(request)
    try:
        if request.method == "POST":
            _restrict(request, document_id, team.restrict_document, team.lift_from_document)
            return redirect("document_access", document_id)
        restrictions = team.restrictions_on_document(opened, document_id)
    except UnknownName:
        raise Http404 from None
    kept = document_called(opened, document_id)
    back = reverse("reader", args=[document_id])
    return _access(request, {"of": kept.title or kept.name, "back": back, "is_person": False}, restrictions)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show who read or changed what, the latest first; `?verify=1` says whether the record stands as written."""
    opened = workspace(request)
    who, on, before = (request.GET.get(name, "").strip() for name in ("who", "on", "before"))
    found: AccessLog = access_log(opened, who, on, _number(before) if before else None, ACTS_SHOWN)
    things, last = what_acts_are_on(opened, found.acts, today()), audit_head(opened)
    noted = request.GET.get("head", "").strip().lower()
    if noted and not _HASH.fullmatch(noted):
        raise AddressRefused(gettext("A hash that was noted has 64 letters and digits."))
    said = {
        "acts": [
            ShownAct(one.entry, things.get(one.entry.on), one.change, *_as_text(one.change)) for one in found.acts
        ],
        "next": found.next,
        "who": who,
        "on": on,
        "kept_for": audit_is_kept_for(opened),
        "verified": bool(request.GET.get("verify")),
        "broken": verify_audit(opened, noted) if request.GET.get("verify") else (),
        "head": last,
        "noted": noted,
    }
    return render(request, "homeward/access_log.html", said)


def _as_text(change: Change | None) -> tuple[str, str]:
    if change is None:
        return "", ""
    before, after = (json.dumps(one, ensure_ascii=False) for one in (change.before, change.after))
    return (gettext("nothing") if before == "null" else before), (gettext("nothing") if after == "null" else after)


def _standing(request: HttpRequest) -> dict[str, object]:
    opened, on = workspace(request), today()
    everybody, groups = opened.team.members(), opened.team.groups()
    return {
        "members": [ShownMember(one, [group for group in groups if _is_in(one, group)]) for one in everybody],
        "groups": [
            ShownGroup(
                one,
                [member for member in one.members if member.stands(on)],
                [member for member in one.members if not member.stands(on)],
                [member for member in everybody if not _is_in(member, one)],
            )
            for one in groups
        ],
        "roles": sorted(Role, key=lambda one: one is Role.FAMILY),
        "alone": not everybody,
    }


def _is_in(member: TeamMember, group: TeamGroup) -> bool:
    return any(one.member.id == member.id and one.stands(today()) for one in group.members)


def _with_link(request: HttpRequest, name: str) -> HttpResponse:
    link = request.build_absolute_uri(team.one_time_link(workspace(request), name))
    answer = render(request, "homeward/team.html", {"link": link, "link_for": name, **_standing(request)})
    answer["Cache-Control"] = "no-store"
    return answer


def _done(request: HttpRequest, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except (TeamRefused, AddressRefused) as refused:
        return _refused(request, refused)
    return redirect("team")


def _overtaken(request: HttpRequest, stale: StaleEdit, member: TeamMember, group: TeamGroup | None) -> HttpResponse:
    """Show what was seen of a member's role, or place in a group, and what stands now, with what was asked for."""
    form = request.POST
    if group is None:
        words, asked, sent = _role_in_words, form["role"], ["role"]
        on, action = f"member:{member.name}", reverse("change_member", args=[member.id])
    else:
        is_put = form["act"] == "put"
        words, sent = _place_in_words, ["member", "until"] if is_put else ["member"]
        asked = form.get("until") or team.FOR_GOOD if is_put else ""
        on, action = f"group:{group.name}", reverse("change_group", args=[group.id])
    said = {
        "member": member,
        "group": group,
        "saw": words(str(stale.saw)),
        "stands": words(str(stale.stands)),
        "asked": words(asked),
        "act": form.get("act", ""),
        "sent": [*((name, form.get(name, "")) for name in sent), ("seen", stale.stands)],
        "action": action,
        "on": on,
    }
    return render(request, "homeward/team_overtaken.html", said, status=409)


def _role_in_words(seen: str) -> str:
    return word(seen) if seen in tuple(Role) else gettext(NOT_SAID)


def _place_in_words(seen: str) -> str:
    """Return what was seen of a member in a group."""
    if not seen:
        return gettext("not in the group")
    if seen == team.FOR_GOOD:
        return gettext("in the group for good")
    return gettext("in the group until %(until)s") % {"until": seen}


def _refused(request: HttpRequest, refused: Exception) -> HttpResponse:
    return render(request, "homeward/team.html", {"sentence": str(refused), **_standing(request)}, status=400)


def _restrict(request: HttpRequest, on_id: str, restrict: Callable[..., object], lift: Callable[..., object]) -> None:
    opened, form = workspace(request), request.POST
    why = form.get("why", "")
    if form.get("lift"):
        lift(opened, on_id, _number(form["lift"]), why)
    else:
        restrict(opened, on_id, _number(form.get("group", "")), why, today())


def _access(request: HttpRequest, said: dict[str, object], restrictions: Sequence[Restriction]) -> HttpResponse:
    opened = workspace(request)
    names = {one.id: one.name for one in opened.team.groups()}
    said |= {
        "restrictions": [ShownRestriction(one, names[one.group_id]) for one in restrictions],
        "groups": team.groups_of_viewer(opened, today()),
    }
    return render(request, "homeward/who_may_see.html", said)


def _role(request: HttpRequest) -> Role:
    said = request.POST.get("role", "")
    if said not in tuple(Role):
        raise AddressRefused(gettext("Choose one of the roles: reader, reviewer, caseworker or administrator."))
    return Role(said)


def _number(said: str) -> int:
    if not said.isascii() or not said.isdigit() or len(said) > 18:
        raise AddressRefused(gettext("Choose one of those listed."))
    return int(said)
