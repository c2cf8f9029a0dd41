"""Reviewing: what waits for it, and the forms that accept, correct, reject or add a claim."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.app.claim_lines import claim_lines, review_in_words, standing_in_words
from homeward.app.review_claims import (
    add_claim,
    claim_under_review,
    correct_claim,
    documents_to_review,
    review_claim,
    undo_review,
)
from homeward.app.show_claims import ClaimInContext, show_claim
from homeward.app.show_documents import show_document
from homeward.basics.errors import ClaimRefused, StaleEdit, UnknownName
from homeward.basics.safe_text import inert, shortened
from homeward.claims.entries import EnteredClaim, entered_from
from homeward.claims.kinds import all_kinds
from homeward.claims.model import ReviewAct
from homeward.claims.passages import Passage
from homeward.documents.model import Document
from homeward.web.asking import workspace
from homeward.web.claim_forms import entered_in, form_of
from homeward.web.reader import reader_page

LONGEST_NOTE = 2000
DOCUMENTS_ON_A_PAGE = 50
ACTS = {"accept": ReviewAct.ACCEPT, "reject": ReviewAct.REJECT}


@require_safe
def to_review(request: HttpRequest) -> HttpResponse:
    """List the documents with claims that nobody reviewed yet, the newest first."""
    said = request.GET.get("page", "1")
    number = max(int(said), 1) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
    found = documents_to_review(workspace(request), (number - 1) * DOCUMENTS_ON_A_PAGE, DOCUMENTS_ON_A_PAGE + 1)
    context = {
        "documents": found[:DOCUMENTS_ON_A_PAGE],
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if len(found) > DOCUMENTS_ON_A_PAGE else None,
    }
    return render(request, "homeward/to_review.html", context)


@require_POST
def review(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Accept or reject a claim, or take the latest review back; show both where the form was overtaken."""
    opened, form = workspace(request), request.POST
    act, seen = form.get("act", ""), form.get("seen", "")
    note = _note(form)
    found = _opened(request, claim_id)
    if act not in (*ACTS, "undo"):
        return _refused(
            request, gettext("Say whether the claim is accepted, rejected, or its review taken back."), found
        )
    if len(note) > LONGEST_NOTE:
        return _refused(request, _too_long(), found)
    try:
        if act == "undo":
            after = undo_review(opened, claim_id, seen)
            return _back(found.document, after.claim.id if after else "")
        after = review_claim(opened, claim_id, ACTS[act], note, seen)
    except StaleEdit:
        return _overtaken(request, claim_id, {"act": act, "note": note})
    return _back(found.document, after.claim.id)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Show the form that corrects a claim, beside its text; keep what was entered, or say what is wrong with it."""
    found = _opened(request, claim_id)
    seen = found.under.standing.seen
    if request.method != "POST":
        form = _form(entered_from(found.document, found.claim), seen=seen)
        if request.headers.get("HX-Request"):
            return render(
                request, "homeward/claim_form.html", {"correcting": found, "document": found.document, **form}
            )
        return reader_page(request, found.document, found, {"correcting": found, **form})
    note, seen = _note(request.POST), request.POST.get("seen", "")
    entered = EnteredClaim(found.claim.kind, Passage(""))
    try:
        entered = entered_in(request.POST, found.claim.kind)
        if len(note) > LONGEST_NOTE:
            raise ClaimRefused(_too_long())
        after = correct_claim(workspace(request), found.claim.id, entered, note, seen)
    except ClaimRefused as error:
        form = {"correcting": found, **_form(entered, note, seen, str(error))}
        return reader_page(request, found.document, found, form, status=400)
    except StaleEdit:
        return _overtaken(request, claim_id, {"act": "correct", **_form(entered, note)})
    return _back(found.document, after.claim.id)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, document_id: str) -> HttpResponse:
    """Show the form that adds a claim which the reader missed; keep what was entered, or say what is wrong with it."""
    document = show_document(workspace(request), document_id)
    if document.id != document_id:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", "")
    if kind not in all_kinds():
        kind = ""
    if request.method != "POST":
        entered = EnteredClaim(kind, entered_in(asked, kind).quote) if kind else None
        form = {"adding": True, "kinds": tuple(all_kinds()), **(_form(entered) if entered else {"form": None})}
        if request.headers.get("HX-Request"):
            return render(request, "homeward/claim_form.html", {"document": document, **form})
        return reader_page(request, document, None, form)
    note = _note(request.POST)
    entered = EnteredClaim(kind, Passage("")) if kind else None
    try:
        if entered is None:
            raise ClaimRefused(gettext("Choose what kind of claim it is."))
        entered = entered_in(request.POST, kind)
        if len(note) > LONGEST_NOTE:
            raise ClaimRefused(_too_long())
        after = add_claim(workspace(request), document.id, entered, note)
    except ClaimRefused as error:
        empty = {"form": None, "sentence": str(error)}
        form = {"adding": True, "kinds": tuple(all_kinds())}
        form |= _form(entered, note, sentence=str(error)) if entered else empty
        return reader_page(request, document, None, form, status=400)
    return _back(document, after.claim.id)


def _opened(request: HttpRequest, claim_id: str) -> ClaimInContext:
    """Return the claim of an address; an id that is none, or only the beginning of one, is not there."""
    try:
        found = show_claim(workspace(request), claim_id)
    except UnknownName:
        raise Http404 from None
    known = {one.id for review in found.under.history for one in (review.about, review.claim)}
    if claim_id not in known | {found.claim.id, found.under.standing.about.id}:
        raise Http404
    return found


def _form(entered: EnteredClaim, note: str = "", seen: str = "", sentence: str = "") -> dict[str, Any]:
    return {"form": form_of(entered), "note": note, "seen": seen, "sentence": sentence}


def _note(form: QueryDict) -> str:
    return form.get("note", "").replace("\0", "").strip()


def _too_long() -> str:
    return gettext("The note is longer than %(most)s characters. Shorten it.") % {"most": LONGEST_NOTE}


def _back(document: Document, claim_id: str) -> HttpResponse:
    asked = f"?{urlencode({'claim': claim_id})}#opened" if claim_id else ""
    return redirect(reverse("reader", args=[document.id]) + asked)


def _refused(request: HttpRequest, sentence: str, found: ClaimInContext) -> HttpResponse:
    back = f"{reverse('reader', args=[found.document.id])}?claim={found.claim.id}#opened"
    return render(request, "homeward/trouble.html", {"sentence": sentence, "status": 400, "back": back}, status=400)


def _overtaken(request: HttpRequest, claim_id: str, meant: Mapping[str, Any]) -> HttpResponse:
    """Show the claim as the form was made over it and as it stands now, with what was about to be done."""
    opened = workspace(request)
    under = claim_under_review(opened, claim_id)
    was = request.POST.get("seen", "")
    before = next((one for one in under.history if one.at == was), None)
    seen_claim = before.claim if before else under.standing.about
    context = {
        **meant,
        "document": under.document,
        "correcting": show_claim(opened, under.standing.claim.id),
        "seen": under.standing.seen,
        "seen_standing": review_in_words(before) if before else gettext("not reviewed"),
        "seen_claim": seen_claim,
        "seen_quote": inert(shortened(under.document.quote(seen_claim.span))),
        "seen_lines": sorted(claim_lines(under.document, seen_claim), key=attrgetter("name")),
        "standing": standing_in_words(under.standing),
        "quote": inert(shortened(under.document.quote(under.standing.claim.span))),
        "lines": sorted(claim_lines(under.document, under.standing.claim), key=attrgetter("name")),
    }
    return render(request, "homeward/claim_overtaken.html", context, status=409)
