"""The reader's page under hard texts: hostile words, one line of ten megabytes, files beside their text."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from page_forms import filled_form

from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace, open_workspace
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Claim, Reading
from homeward.claims.reviews import reviewed_claims
from homeward.documents.model import DateOrigin, Document, DocumentDate
from homeward.web.marked_text import GROUPS, PART, part_of, part_with
from homeward.web.reader import listed_claims

PDF = "2022-04-28-harbour-courier-reed-yaroshenko.pdf"


def text_of(client: Client, path: str) -> str:
    """Return the page at an address."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[tuple[Client, Workspace, Document, Claim]]:
    """A document whose name, text and values hold scripts, NULs, marks that turn text round and 200 letters."""
    name = "<script>alert(1)</script>\0\u202e" + "Ж" * 200
    text = f"One \0 \u202eturned\u202c <script>alert(2)</script> {name} was held. 𝔄𝔟 & end"
    digest = "0" * 48 + "1234567890abcdef"
    date = DocumentDate("2022", DateOrigin.BODY)
    document = Document(
        name, text, digest, digest, "text/plain", title=name, publisher=name, date=date, language="en", notes=(name,)
    )
    span = document.span(text.index(name), text.index(name) + len(name))
    words = {"who": (span,), "place": (span,)}
    claim = Claim("arrest", document.span(0, len(text) - 3), (name,), (name,), fields={"place": name}, words=words)
    with open_workspace(tmp_path / "workspace") as workspace:
        workspace.store.save_document(document, text.encode())
        workspace.store.save_reading(Reading(document.id, "english 1", (claim,)))
        prepare(workspace)
        yield Client(headers={"host": "localhost"}), workspace, document, claim


def test_every_kind_of_claim_has_its_marks() -> None:
    """A claim of any kind is marked in the text, as one group of kinds alone is."""
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(all_kinds())


def test_words_under_several_claims_lead_to_each(hostile: tuple[Client, Workspace, Document, Claim]) -> None:
    """A stretch of text names all the claims that rest on it, the innermost first, and the legend their kinds."""
    document, arrest = hostile[2], hostile[3]
    release = Claim(
        "release", document.span(4, 9), arrest.who, arrest.by, fields={}, words={"who": arrest.words["who"]}
    )
    part = part_of(document.text, 1, reviewed_claims((arrest, release), ()))
    assert [one.ids for one in part.pieces] == [arrest.id, f"{release.id} {arrest.id}", arrest.id, ""]
    assert part.legend == (("held", ("arrest",)), ("home", ("release",)))


def test_hostile_words_are_shown_as_words(hostile: tuple[Client, Workspace, Document, Claim]) -> None:
    """Every page of a review shows them escaped, whole and harmless, and they can be reviewed."""
    client, workspace, document, claim = hostile
    paths = [
        f"/documents/{document.id}/?claim={claim.id}&field=place&beside=1",
        f"/claims/{claim.id}/",
        f"/claims/{claim.id}/correct/",
        f"/documents/{document.id}/add/?kind=person&quote.0.words={quote(document.name)}",
        "/review/",
    ]
    for path in paths:
        page = text_of(client, path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "Ж" * 200 in page
    form = filled_form(text_of(client, f"/claims/{claim.id}/correct/")) | {"note": "\0<script>\u202e"}
    form["offences.0.words"] = "𝔄𝔟"
    answer = client.post(f"/claims/{claim.id}/correct/", form)
    assert answer.status_code == 302, answer.content.decode()
    ((_, after),) = workspace.store.claims()
    assert after.fields == {"place": document.name, "offences": ("𝔄𝔟",)}
    assert (after.who, after.by, after.words["who"]) == (claim.who, claim.by, claim.words["who"])
    stale = client.post(f"/claims/{claim.id}/correct/", form)
    assert stale.status_code == 409
    assert "<script>alert" not in stale.content.decode()


def test_a_long_text_is_shown_in_parts(hostile: tuple[Client, Workspace, Document, Claim]) -> None:
    """Ten megabytes in one line are shown part by part, each claim in the part where it begins."""
    client, workspace, _, _ = hostile
    text = "x" * (PART * 2) + " One was held." + "y" * 10_000_000
    digest = "1" * 64
    document = Document("long.txt", text, digest, digest, "text/plain", language="en")
    claim = Claim("arrest", document.span(PART * 2 + 1, PART * 2 + 13))
    last = Claim("arrest", document.span(len(text) - 5, len(text)))
    workspace.store.save_document(document, b"long")
    assert "not read for claims yet" in text_of(client, f"/documents/{document.id}/")
    workspace.store.save_reading(Reading(document.id, "english 1", (claim, last)))
    page = text_of(client, f"/documents/{document.id}/?claim={claim.id}")
    assert "Part 3 of 203" in page
    assert f'data-start="{PART * 2}"' in page
    assert f'id="c-{claim.id}"' in page
    assert "Claims in this part: 1 of 2" in page
    assert f'data-elsewhere href="/documents/{document.id}/?claim={last.id}#opened"' in page
    assert len(page) < 3 * PART
    assert f'id="c-{last.id}"' in text_of(client, f"/documents/{document.id}/?claim={last.id}&beside=1")
    for wrong in ("0", "-1", "9" * 20, "%00", "one"):
        assert client.get(f"/documents/{document.id}/?part={wrong}").status_code == 200


def test_parts_end_where_a_paragraph_or_a_sentence_does() -> None:
    """Parts put together are the text, and none begins within a word or a letter."""
    paragraphs = ("They were held for long. " * 40 + "\n\n") * 300
    accents = "e\u0301" * 100_000
    for text, ends in ((paragraphs, "\n\n"), (paragraphs.replace("\n", ""), " "), (accents, "\u0301")):
        parts = [part_of(text, number, ()) for number in range(1, part_of(text, 1, ()).parts + 1)]
        assert [one.start for one in parts[1:]] == [one.end for one in parts[:-1]]
        assert (parts[0].start, parts[-1].end) == (0, len(text))
        assert all(text[one.start : one.end].endswith(ends) for one in parts)
        assert all(one.end - one.start <= PART + 5_000 for one in parts)
        for one in parts:
            assert part_with(text, one.start) == part_with(text, one.end - 1) == one.number


def test_a_claim_across_the_end_of_a_part_is_marked_in_both() -> None:
    """Its highlight goes on where the next part begins, and it is listed where it begins."""
    text = "They were held. " * 10_000
    document = Document("a.txt", text, "2" * 64, "2" * 64, "text/plain")
    end = part_of(text, 1, ()).end
    across, later = (Claim("arrest", document.span(*at)) for at in ((end - 16, end + 15), (end + 16, end + 31)))
    claims = reviewed_claims((across, later), ())
    first, second = (part_of(text, number, claims) for number in (1, 2))
    assert [one.text for one in first.pieces if one.claims] == [text[end - 16 : end]]
    assert [one.text for one in second.pieces if one.claims] == [text[end : end + 15], text[end + 16 : end + 31]]
    listed = listed_claims(claims, second)
    assert ([one.claim for one in listed.here], listed.before, listed.after) == ([later], claims[0], None)


def test_a_very_long_quote_is_cut_with_a_link_to_the_whole(
    hostile: tuple[Client, Workspace, Document, Claim],
) -> None:
    """The page of a claim shows the first and the last words of a quote of thousands, and leads to the text."""
    client, workspace, _, _ = hostile
    text = "Begun " + "word " * 1_900 + "ended."
    digest = "5" * 64
    document = Document("quote.txt", text, digest, digest, "text/plain", language="en")
    claim = Claim("arrest", document.span(0, len(text)))
    workspace.store.save_document(document, b"quote")
    workspace.store.save_reading(Reading(document.id, "english 1", (claim,)))
    page = text_of(client, f"/claims/{claim.id}/")
    assert "Begun word" in page
    assert "word ended." in page
    assert f"All {len(text)} characters of the passage" in page
    assert page.count("word ") < 300


def test_pieces_follow_one_another_and_say_their_claims() -> None:
    """Pieces put together are the text; the innermost claim comes first, and its first piece is known as such."""
    text = "abcdefghij"
    digest = "2" * 64
    document = Document("a.txt", text, digest, digest, "text/plain")
    outer, inner = Claim("trial", document.span(1, 9)), Claim("arrest", document.span(3, 5))
    part = part_of(text, 1, reviewed_claims((outer, inner), ()), [document.span(4, 7)])
    assert "".join(piece.text for piece in part.pieces) == text
    told = [(piece.text, piece.kind, piece.begins, piece.is_said) for piece in part.pieces]
    assert told == [
        ("a", "", False, False),
        ("bc", "trial", True, False),
        ("d", "arrest", True, False),
        ("e", "arrest", False, True),
        ("fg", "trial", False, True),
        ("hi", "trial", False, False),
        ("j", "", False, False),
    ]


def test_the_file_as_it_came_stands_beside_the_text(hostile: tuple[Client, Workspace, Document, Claim]) -> None:
    """A text is shown as it came and does nothing, a PDF page by page, another kind is offered to download."""
    client, workspace, document, _ = hostile
    page = text_of(client, f"/documents/{document.id}/?beside=1")
    assert "<pre" in page
    assert client.get(f"/documents/{document.id}/original/1.png").status_code == 404
    pdf = (Path(__file__).resolve().parents[2] / "examples/reports" / PDF).read_bytes()
    for digest, media_type in (("3" * 64, "application/pdf"), ("4" * 64, "application/x-other")):
        kept = Document("a.pdf", f"One was held {digest}.", digest, digest, media_type, language="en")
        workspace.store.save_document(kept, pdf + digest.encode())
    page = text_of(client, f"/documents/{'3' * 16}/?beside=1")
    assert f'src="/documents/{"3" * 16}/original/1.png"' in page
    answer = client.get(f"/documents/{'3' * 16}/original/1.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert client.get(f"/documents/{'3' * 16}/original/99.png").status_code == 404
    page = text_of(client, f"/documents/{'4' * 16}/?beside=1")
    assert "is not shown here" in page
    assert "original/1.png" not in page
