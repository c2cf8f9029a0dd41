"""The people: everyone the reports name, and of each the names, the documents, and why they are one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from homeward.app.case_lists import search_people
from homeward.app.review_matches import decide_match, matches_of, undo_match
from homeward.app.said_before import OF_ONE_PERSON, recognised
from homeward.app.show_cases import person_with_id
from homeward.app.show_documents import headings_of
from homeward.app.update_cases import person_called
from homeward.app.wiring import Workspace
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.basics.said import Said, joined, named
from homeward.cases.match_decisions import in_force
from homeward.cases.model import Link, MatchDecision, NameForm, Person, PersonInDocument, Ruling
from homeward.storage.model import DocumentHeading
from homeward.web.asking import AddressRefused, day, page_of, workspace

LONGEST_NOTE = 2000
OF_STATES, NATIONALS = {"states"}, "One is a national of "
"""What a reason calls the States in it, and how the one begins that does not say that they are States."""
UNDO = "undo"
"""What a form does with a ruling, besides making one."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone as one document names them: the name, the document, and what a form calls the two together."""

    name: str
    document: DocumentHeading | None
    key: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A spelling of the name and the documents that write it so."""

    text: str
    documents: Sequence[DocumentHeading]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """Two names taken for one person, why, and the ruling on them that is in force."""

    left: Member
    right: Member
    link: Link
    ruling: MatchDecision | None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they are one, a sentence each."""
        return tuple(_with_states(recognised(one, OF_ONE_PERSON)) for one in self.link.reasons)


def _with_states(reason: str) -> str:
    """Return a reason whose States a page can name in its own language."""
    if not isinstance(reason, Said) or not (OF_STATES & set(reason.values) or reason.message.startswith(NATIONALS)):
        return reason
    values = {
        name: joined(", ", [named("State", one) for one in str(value).split(", ")])
        for name, value in reason.values.items()
    }
    return Said(reason.message, values)


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A reviewer's ruling on two names, and whether it is the one in force."""

    left: Member
    right: Member
    decision: MatchDecision
    stands: bool


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List everyone named, held or speaking, up to `?as_of=` a day, narrowed by `?name=` and `?who=`."""
    as_of, name, who = day(request, "as_of"), request.GET.get("name", "").strip(), request.GET.get("who", "")
    found, everyone = search_people(workspace(request), name, who, as_of)
    asked = request.GET.copy()
    asked.pop("page", None)
    said = {
        "page": page_of(request, found),
        "more": f"&{asked.urlencode()}" if asked else "",
        "all": everyone,
        "name": name,
        "who": who,
        "as_of": as_of,
    }
    return render(request, "homeward/people.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show a person's names and why they are taken for one; a form rules on two of them, or takes a ruling back."""
    if request.method == "POST":
        return _ruled(request, person_id)
    as_of = day(request, "as_of")
    try:
        found, has_case = person_with_id(workspace(request), person_id, as_of)
    except UnknownName:
        raise Http404 from None
    said = {"person": found, "person_id": found.id, "has_case": has_case, "as_of": as_of}
    return render(request, "homeward/person.html", said | why_one_person(workspace(request), found))


def why_one_person(opened: Workspace, found: Person, documents: Iterable[str] = ()) -> dict[str, object]:
    """Return, for the pages of a person, the names taken for one, why, and the rulings on them.

    With them come the documents with the ids `documents`, in the order they were added.
    """
    shown = set(documents)
    decisions = matches_of(opened, set(found.members))
    standing = in_force(decisions)
    members = (*found.members, *(name for one in decisions for name in (one.left, one.right)))
    named = {member.document_id for member in members}
    kept = {one.id: one for one in headings_of(opened, shown | named)}
    return {
        "documents": [one for one in kept.values() if one.id in shown],
        "forms": [_form(one, kept) for one in found.forms],
        "first": _member(found.members[0], kept).key,
        "links": [_link(one, kept, standing) for one in found.links],
        "decisions": [
            ShownDecision(_member(one.left, kept), _member(one.right, kept), one, one in standing) for one in decisions
        ],
    }


def _ruled(request: HttpRequest, person_id: str) -> HttpResponse:
    """Keep a ruling on two names, or take it back, and show whoever the first of them is now.

    Where the form was overtaken, show both rulings.
    """
    opened, form = workspace(request), request.POST
    act, note = form.get("act", ""), form.get("note", "").replace("\0", "").strip()[:LONGEST_NOTE]
    first, second, seen = form.get("first", ""), form.get("second", "").strip(), frozenset(form.getlist("seen"))
    try:
        if act == UNDO:
            undo_match(opened, first, second, seen)
        elif act in tuple(Ruling) and second:
            decide_match(opened, first, second, Ruling(act), note, seen)
        else:
            raise AddressRefused("Name the other person, and say whether the two are the same or different.")
    except StaleEdit as stale:
        return _overtaken(request, person_id, stale, act, note)
    document_id, _, name = first.partition(":")
    member = PersonInDocument(document_id, name)
    return redirect("person", person_called(opened, member) or person_id)


def _overtaken(request: HttpRequest, person_id: str, stale: StaleEdit, act: str, note: str) -> HttpResponse:
    """Show the ruling that the form was made over and the one that stands now, with what was about to be ruled."""
    opened = workspace(request)
    of_two = next(one for one in (stale.stands, stale.saw) if isinstance(one, MatchDecision))
    kept = {one.id: one for one in headings_of(opened, {of_two.left.document_id, of_two.right.document_id})}
    said = {
        "person_id": person_called(opened, of_two.left) or person_id,
        "left": _member(of_two.left, kept),
        "right": _member(of_two.right, kept),
        "saw": stale.saw,
        "stands": stale.stands,
        "act": act,
        "note": note,
    }
    return render(request, "homeward/match_overtaken.html", said, status=409)


def _member(one: PersonInDocument, kept: Mapping[str, DocumentHeading]) -> Member:
    return Member(one.name, kept.get(one.document_id), f"{one.document_id}:{one.name}")


def _form(one: NameForm, kept: Mapping[str, DocumentHeading]) -> ShownForm:
    return ShownForm(one.text, [kept[name] for name in one.document_ids if name in kept])


def _link(one: Link, kept: Mapping[str, DocumentHeading], standing: Sequence[MatchDecision]) -> ShownLink:
    ruling = next((ruled for ruled in standing if {ruled.left, ruled.right} == {one.left, one.right}), None)
    return ShownLink(_member(one.left, kept), _member(one.right, kept), one, ruling)
