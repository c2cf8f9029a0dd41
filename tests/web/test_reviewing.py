"""Reviewing in the browser: the reader's marks, the forms with words typed or selected, and two reviewers at once."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from page_forms import filled_form

from homeward.app.review_claims import claims_under_review, review_claim, undo_review
from homeward.app.serve_pages import prepare
from homeward.app.update_cases import case_book
from homeward.app.viewers import Viewer
from homeward.app.wiring import Workspace
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Claim, ReviewAct
from homeward.storage.accounts.model import Role

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def workspace_here(reported: Workspace) -> Iterator[Workspace]:
    """The workspace of two reports, its reviews taken back afterwards."""
    yield reported
    for document in {one for one, _ in reported.store.review_list.fetch(0, 1000)}:
        while standing := [one for one in claims_under_review(reported, document) if one.review]:
            undo_review(reported, standing[0].about.id)


@pytest.fixture
def pages(workspace_here: Workspace, browser: Client) -> Client:
    """A browser over it."""
    return browser


def sentence_of(workspace: Workspace) -> tuple[str, Claim]:
    """The sentence of the first report, and the report's id."""
    document = workspace.store.kept_documents()[0].id
    return document, next(claim for _, claim in workspace.store.claims("sentence", document))


def text_of(client: Client, path: str, status: int = 200) -> str:
    """Return the page at an address."""
    answer = client.get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


def send(client: Client, path: str, page: str, **said: str) -> tuple[int, str]:
    """Send a form with the page's token; return status and where it leads, or the page."""
    token = TOKEN.search(page)
    assert token is not None
    answer = client.post(path, {**said, "csrfmiddlewaretoken": token[1]})
    return answer.status_code, answer.headers.get("Location") or answer.content.decode()


def test_reader_marks_every_claim_and_shows_one_with_its_words(pages: Client, workspace_here: Workspace) -> None:
    """The text stands whole between the marks; a claim's values lead to their words, which are marked in it."""
    document, claim = sentence_of(workspace_here)
    page = text_of(pages, f"/documents/{document}/?claim={claim.id}")
    article = re.search(r'<article id="text"[^>]*>(.*?)</article>', page, re.DOTALL)
    assert article is not None
    bare = html.unescape(re.sub(r"<[^>]+>", "", article[1]))
    assert bare == workspace_here.store.document(document).text
    assert f'id="c-{claim.id}"' in article[1]
    assert "Not reviewed" in page
    assert f"?claim={claim.id}&amp;field=term#said" in page
    marked = text_of(pages, f"/documents/{document}/?claim={claim.id}&field=term")
    found = re.search(r'<mark id="said">([^<]*)</mark>', marked)
    assert found is not None
    assert found[1] == workspace_here.store.document(document).quote(claim.words["term"][0])


def test_panel_alone_for_the_side_and_whole_without_javascript(pages: Client, workspace_here: Workspace) -> None:
    """The claim, and the form to correct it, come as a part of the page where htmx asks, and as a page else."""
    _, claim = sentence_of(workspace_here)
    for path in (f"/claims/{claim.id}/", f"/claims/{claim.id}/correct/"):
        part = pages.get(path, headers={"hx-request": "true"}).content.decode()
        assert "<html" not in part
        assert f'data-claim="{claim.id}"' in part
        assert "<html" in text_of(pages, path)


def test_accept_reject_and_take_back(pages: Client, workspace_here: Workspace) -> None:
    """A click accepts, another rejects and strikes, a third takes back; the case file follows."""
    document, claim = sentence_of(workspace_here)
    where, act = f"/documents/{document}/?claim={claim.id}", f"/claims/{claim.id}/review/"
    page = text_of(pages, where)
    assert send(pages, act, page, act="accept", seen="", note="looked") == (302, f"{where}#opened")
    page = text_of(pages, where)
    assert "Accepted by" in page
    assert ": looked" in page
    seen = filled_form(page, "review")["seen"]
    assert send(pages, act, page, act="reject", seen=seen)[0] == 302
    page = text_of(pages, where)
    assert re.search(rf'class="claim kind-court rejected"[^>]* data-claim="{claim.id}"', page)
    assert claim.id not in {one.id for _, one in workspace_here.store.claims()}
    for _ in range(2):
        seen = filled_form(page, "review")["seen"]
        assert send(pages, act, page, act="undo", seen=seen)[0] == 302
        page = text_of(pages, where)
    assert "Not reviewed" in page
    assert "2 reviews" in page


def test_correct_by_typed_words(pages: Client, workspace_here: Workspace) -> None:
    """Without JavaScript the words are typed and found; what was not touched keeps its places."""
    document, claim = sentence_of(workspace_here)
    path = f"/claims/{claim.id}/correct/"
    page = text_of(pages, path)
    form = filled_form(page)
    assert form["term.0.value"] == "P9Y"
    form |= {"term.0.value": "P8Y", "term.0.words": "nine years", "term.0.at": "", "note": "court record"}
    status, where = send(pages, path, page, **form)
    assert status == 302
    (after,) = [one for _, one in workspace_here.store.claims("sentence", document)]
    assert after.fields["term"] == "P8Y"
    assert (after.who, after.date, after.span) == (claim.who, claim.date, claim.span)
    assert where == f"/documents/{document}/?claim={after.id}#opened"
    page = text_of(pages, where.removesuffix("#opened"))
    assert "Corrected by" in page
    assert "As it was before it was corrected" in page
    assert "9 years" in page
    assert "Corrected by" in text_of(pages, f"/documents/{document}/?claim={claim.id}")


def test_correct_by_selected_words(pages: Client, workspace_here: Workspace) -> None:
    """With JavaScript the page sends places; they count where the text has those words there."""
    document, claim = sentence_of(workspace_here)
    start = workspace_here.store.document(document).text.index("Moscow court")
    path = f"/claims/{claim.id}/correct/"
    page = text_of(pages, path)
    said = {"authority.0.words": "Moscow court", "authority.0.at": f"{start}-{start + 12}"}
    assert send(pages, path, page, **(filled_form(page) | said))[0] == 302
    (after,) = [one for _, one in workspace_here.store.claims("sentence", document)]
    assert after.fields["authority"] == "Moscow court"
    assert [(span.start, span.end) for span in after.words["authority"]] == [(start, start + 12)]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"place.0.words": "Vladivostok"}, "does not say “Vladivostok”"),
        ({"place.0.words": "<script>alert(1)</script>"}, "does not say “&lt;script&gt;alert"),
        ({"term.0.value": "nine"}, "is not a term"),
        ({"date.0.value": "4 August 2022", "date.0.words": "4 August 2022"}, "is not a date"),
        ({"state.0.value": "Ruritania"}, "no State we know"),
        ({"who.0.value": "Napoleon"}, "names nobody"),
        ({"who.0.nth": "many"}, "is no number"),
        ({"who.0.nth": "77"}, "there is no number 77"),
        ({"quote.0.words": ""}, "does not say “”"),
        ({"reality": "true"}, "none of asserted"),
        ({"place.0.words": "x" * 20_000}, "longer than any value"),
        ({"note": "x" * 3_000}, "note is longer"),
        ({}, "Nothing was changed"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(
    pages: Client, workspace_here: Workspace, said: dict[str, str], says: str
) -> None:
    """The form comes back as it was filled, with what is wrong and what to do; nothing is kept."""
    document, claim = sentence_of(workspace_here)
    path = f"/claims/{claim.id}/correct/"
    page = text_of(pages, path)
    form = filled_form(page)
    if "quote.0.words" in said:
        form["quote.0.at"] = ""
    status, page = send(pages, path, page, **(form | said))
    assert status == 400
    assert says in page
    assert 'role="alert"' in page
    assert "<script>alert" not in page
    assert next(workspace_here.store.claims("sentence", document))[1] == claim


def test_add_a_claim_that_was_missed(pages: Client, workspace_here: Workspace) -> None:
    """A kind is chosen, then the quote and the fields; the added claim stands in the text and can be taken back."""
    document, _ = sentence_of(workspace_here)
    path = f"/documents/{document}/add/"
    page = text_of(pages, path)
    assert all(f'<option value="{kind}">' in page for kind in all_kinds())
    page = text_of(pages, f"{path}?kind=trial&quote.0.words={quote('A Moscow court')}")
    form = filled_form(page)
    assert form["quote.0.words"] == "A Moscow court"
    said = {"who.0.words": "Ana Quillfeather", "state.0.value": "Russia", "state.0.words": "Moscow"}
    status, where = send(pages, path, page, **(form | said))
    assert status == 302
    ((_, added),) = workspace_here.store.claims("trial", document)
    assert (added.who, added.fields) == (("Ana Quillfeather",), {"state": ("RU",)})
    page = text_of(pages, where.removesuffix("#opened"))
    assert "claim kind-court added-by-a-reviewer" in page
    seen = filled_form(page, "review")["seen"]
    gone = send(pages, f"/claims/{added.id}/review/", page, act="undo", seen=seen)
    assert gone == (302, f"/documents/{document}/")
    assert list(workspace_here.store.claims("trial", document)) == []
    assert pages.get(f"/claims/{added.id}/").status_code == 404


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_every_kind_has_its_form(pages: Client, workspace_here: Workspace, kind: str) -> None:
    """The form of each kind has a field for each that the kind may have, and refuses to add nothing."""
    document, _ = sentence_of(workspace_here)
    path = f"/documents/{document}/add/"
    page = text_of(pages, f"{path}?kind={kind}")
    form = filled_form(page)
    assert {name.split(".")[0] for name in form} >= set(all_kinds()[kind].fields)
    assert send(pages, path, page, **form)[0] == 400


def test_two_reviewers_at_once_see_both_versions(pages: Client, workspace_here: Workspace) -> None:
    """A form over what somebody else has changed since is kept out; both versions and what was entered are shown."""
    document, claim = sentence_of(workspace_here)
    path, act = f"/claims/{claim.id}/correct/", f"/claims/{claim.id}/review/"
    page = text_of(pages, path)
    mine = filled_form(page) | {"term.0.value": "P7Y"}
    theirs = filled_form(page) | {"term.0.value": "P8Y", "note": "theirs"}
    assert send(pages, path, page, **theirs)[0] == 302
    status, shown = send(pages, path, page, **mine)
    assert status == 409
    assert all(one in shown for one in ("What you saw", "9 years", "What stands now", "8 years", ": theirs"))
    assert shown.count('<blockquote dir="auto">') == 2, "each version with its quote"
    assert [one.fields["term"] for _, one in workspace_here.store.claims("sentence", document)] == ["P8Y"]
    again = filled_form(shown)
    assert again["term.0.value"] == "P7Y"
    assert send(pages, path, shown, **again)[0] == 302
    assert [one.fields["term"] for _, one in workspace_here.store.claims("sentence", document)] == ["P7Y"]
    for stale in ("accept", "reject", "undo"):
        status, shown = send(pages, act, page, act=stale, seen="")
        assert status == 409
        assert "Somebody else reviewed this" in shown
    assert len([one for one in workspace_here.store.claim_reviews(document) if not one.undone_at]) == 2


def test_a_form_sets_nothing_but_its_fields(pages: Client, workspace_here: Workspace) -> None:
    """Who reviews, when, of what and of which kind cannot be sent along; unknown fields are left out."""
    document, claim = sentence_of(workspace_here)
    other = workspace_here.store.kept_documents()[1].id
    path = f"/claims/{claim.id}/correct/"
    page = text_of(pages, path)
    form = filled_form(page) | {"term.0.value": "P8Y"}
    form |= {
        "at": "1999-01-01", "undone_at": "1999-01-01", "about": "x", "claim_id": "0" * 16, "document_id": other,
        "act": "add", "kind": "death", "verdict.0.value": "guilty", "colour.0.value": "red", "fields.term": "P1Y",
        "by_whom": "mallory", "reviewer": "mallory", "start": "0", "end": "3", "id": "7",
    }  # fmt: skip
    assert send(pages, path, page, **form)[0] == 302
    (kept,) = [one for one in workspace_here.store.claim_reviews(document) if not one.undone_at]
    assert kept.by == workspace_here.viewer.name
    assert kept.at > "2020"
    assert (kept.about, kept.claim.kind, kept.claim.fields.keys()) == (claim, "sentence", claim.fields.keys())
    assert [one for one in workspace_here.store.claim_reviews(other) if not one.undone_at] == []


def test_wrong_acts_and_ids(pages: Client, workspace_here: Workspace) -> None:
    """An act that is none is refused; the beginning of an id, or another's, is not there."""
    document, claim = sentence_of(workspace_here)
    page = text_of(pages, f"/documents/{document}/?claim={claim.id}")
    assert send(pages, f"/claims/{claim.id}/review/", page, act="add", seen="")[0] == 400
    assert send(pages, f"/claims/{claim.id}/review/", page, seen="")[0] == 400
    assert send(pages, f"/claims/{claim.id[:8]}/review/", page, act="accept", seen="")[0] == 404
    assert send(pages, f"/claims/{'0' * 16}/correct/", page)[0] == 404
    assert pages.get(f"/documents/{document[:8]}/add/").status_code == 404
    assert pages.post(f"/claims/{claim.id}/correct/", {"term.0.value": "P1Y"}).status_code == 403


def without_token(page: str) -> str:
    """Return a page without what its forms carry, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_who_may_only_read_sees_reviews_and_makes_none(pages: Client, workspace_here: Workspace) -> None:
    """A reader sees where a claim stands, and no form that reviews; one sent all the same is refused."""
    document, claim = sentence_of(workspace_here)
    where = f"/documents/{document}/?claim={claim.id}"
    token = text_of(pages, where)
    prepare(replace(workspace_here, viewer=Viewer("rita", Role.READER)))
    page = text_of(pages, where)
    assert "Not reviewed" in page
    assert not any(one in page for one in ('value="accept"', "/correct/", "/add/", "<kbd>a</kbd>"))
    assert send(pages, f"/claims/{claim.id}/review/", token, act="accept", seen="")[0] == 403
    assert pages.get(f"/claims/{claim.id}/correct/").status_code == 403
    assert without_token(text_of(pages, where)) == without_token(page)


def test_what_waits_for_review_is_listed(pages: Client, workspace_here: Workspace) -> None:
    """The list has each document with how many of its claims nobody looked at."""
    document, claim = sentence_of(workspace_here)
    number = len(list(workspace_here.store.claims(document_id=document)))
    page = text_of(pages, "/review/")
    assert f"{number} of {number}" in page
    send(pages, f"/claims/{claim.id}/review/", text_of(pages, f"/claims/{claim.id}/"), act="accept", seen="")
    assert f"{number - 1} of {number}" in text_of(pages, "/review/")
    assert "Nothing waits" in text_of(pages, "/review/?page=7")
    assert without_token(text_of(pages, "/review/?page=%00x")) == without_token(text_of(pages, "/review/"))


def test_case_file_says_of_every_claim_where_it_stands(pages: Client, workspace_here: Workspace) -> None:
    """The header counts what is reviewed and leads to the first claim that is not; each claim says it in words."""
    document, claim = sentence_of(workspace_here)
    (case,) = case_book(workspace_here, date.max).cases
    before = text_of(pages, f"/cases/{case.id}/")
    assert 'class="evidence not-reviewed"' in text_of(pages, "/statements/")
    number = int(re.findall(r"0 of (\d+) claims reviewed", before)[0])
    assert 'class="review">accepted<' not in before
    assert before.count('class="evidence not-reviewed"') == before.count('class="review">not reviewed<')
    first = re.findall(r'href="(/documents/\w+/\?claim=(\w+))#opened">the first that nobody reviewed', before)
    assert send(pages, f"/claims/{first[0][1]}/review/", text_of(pages, first[0][0]), act="accept", seen="")[0] == 302
    review_claim(workspace_here, claim.id, ReviewAct.ACCEPT)
    after = text_of(pages, f"/cases/{case.id}/")
    assert f"2 of {number} claims reviewed" in after
    assert f'claim={first[0][1]}#opened">the first' not in after
    accepted = re.findall(r'class="evidence accepted"><a href="/documents/(\w+)/\?claim=(\w+)#opened"', after)
    assert (document, claim.id) in accepted
    for one in claims_under_review(workspace_here, document):
        review_claim(workspace_here, one.claim.id, ReviewAct.ACCEPT)
    other = workspace_here.store.kept_documents()[1].id
    for one in claims_under_review(workspace_here, other):
        review_claim(workspace_here, one.claim.id, ReviewAct.ACCEPT)
    said = text_of(pages, "/statements/")
    assert 'class="evidence accepted"' in said
    assert 'class="review">not reviewed<' not in said
    whole = text_of(pages, f"/cases/{case.id}/")
    assert f"{number} of {number} claims reviewed" in whole
    assert "the first that nobody reviewed" not in whole
