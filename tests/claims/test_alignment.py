"""Nobody gets a value into a claim whose words the document does not hold."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.basics.errors import ClaimRefused, SpanFromAnotherText
from homeward.claims.alignment import Draft, Said, align
from homeward.claims.contract import claim_from_row, claim_row, document_row
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Reality
from homeward.documents.model import Document

TEXT = "Anna Berg was arrested in Ostland on 3 May 2020 by the harbour police on smuggling charges."


def document(text: str = TEXT, name: str = "a.txt") -> Document:
    """Return a document that holds just the text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, text, digest, digest, "text/plain", language="en")


def at(words: str) -> tuple[int, int]:
    """Return where the words stand in the text."""
    return TEXT.index(words), TEXT.index(words) + len(words)


def arrest(**changed: object) -> Draft:
    """Return a draft in which everything is right but for what the test changes."""
    values: dict[str, object] = {
        "kind": "arrest",
        "at": at("Anna Berg was arrested in Ostland on 3 May 2020"),
        "who": (Said("Anna Berg", (at("Anna Berg"),)),),
        "date": Said("2020-05-03", (at("3 May 2020"),)),
        "fields": {
            "place": Said("Ostland", (at("Ostland"),)),
            "offences": [Said("smuggling charges", (at("smuggling charges"),))],
        },
    }
    return Draft(**{**values, **changed})  # type: ignore[arg-type]


def test_a_right_draft_becomes_a_claim_whose_words_are_looked_up() -> None:
    """Every field of the claim points at the words that say it."""
    claim = align(document(), arrest())
    assert document().quote(claim.span).startswith("Anna Berg was arrested")
    assert claim.fields == {"place": "Ostland", "offences": ("smuggling charges",)}
    assert [document().quote(span) for span in claim.words["date"]] == ["3 May 2020"]
    assert set(claim.words) == {"who", "date", "place", "offences"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"at": (5, 5)}, "does not fit"),
        ({"at": (0, len(TEXT) + 1)}, "does not fit"),
        ({"kind": "gossip"}, "no kind of claim"),
        ({"fields": {"place": Said("Westland", (at("Ostland"),))}}, "does not say 'Westland'"),
        ({"fields": {"place": Said("Ostland")}}, "without its words"),
        ({"fields": {"colour": Said("red", (at("Ostland"),))}}, "no field 'colour'"),
        ({"date": Said("2020-05-03")}, "without its words"),
        ({"who": (Said("Anna Berg"),)}, "without its words"),
        ({"who": (Said("Anna Berg", ((0, 10_000),)),)}, "does not fit"),
        ({"kind": "conviction", "fields": {"verdict": Said("maybe")}}, "none of guilty"),
    ],
)
def test_a_value_without_its_words_is_refused(changed: dict[str, object], says: str) -> None:
    """The refusal says what was wrong."""
    with pytest.raises(ClaimRefused, match=says):
        align(document(), arrest(**changed))


def test_what_the_trigger_says_needs_no_words_of_its_own() -> None:
    """A verdict stands in the verb, so the whole quote is its evidence."""
    claim = align(document(), arrest(kind="conviction", fields={"verdict": Said("guilty")}))
    assert claim.words["verdict"] == (claim.span,)


@given(start=st.integers(-3, 120), end=st.integers(-3, 120))
def test_whatever_the_offsets_a_claim_quotes_its_document_or_is_refused(start: int, end: int) -> None:
    """No draft, however wrong, gives a claim whose quote is not in the text."""
    kept = document()
    try:
        claim = align(kept, Draft("custody", (start, end)))
    except ClaimRefused:
        assert not 0 <= start < end <= len(TEXT)
    else:
        assert kept.quote(claim.span) == TEXT[start:end] != ""


def test_a_span_of_another_text_is_never_looked_up() -> None:
    """A changed source orphans its spans."""
    span = document().span(0, 4)
    with pytest.raises(SpanFromAnotherText, match="another text"):
        document("Another text altogether.").quote(span)


def test_a_row_of_the_contract_comes_back_as_it_went_out() -> None:
    """Writing a claim as JSON and reading it gives the same row again."""
    kept = document()
    draft = arrest(by=(Said("harbour police", (at("harbour police"),)),), reality=Reality.ALLEGED)
    row = claim_row(kept, align(kept, draft))
    assert row["by"] == "harbour police"
    assert row["offences"] == ["smuggling charges"]
    assert claim_row(kept, claim_from_row(kept, row)) == row


def test_a_documents_row_lists_claims_by_where_they_start() -> None:
    """The line of a document without date or claims still stands, with null and an empty list."""
    kept = document()
    later, earlier = arrest(at=at("smuggling charges"), fields={}), arrest()
    row = document_row(kept, [align(kept, later), align(kept, earlier)])
    assert [claim["start"] for claim in row["claims"]] == sorted(claim["start"] for claim in row["claims"])
    assert document_row(kept, []) == {"doc": "a.txt", "date": None, "lang": "en", "claims": []}


def test_every_kind_of_the_contract_is_known() -> None:
    """kinds.yaml lists the twenty-one kinds, custody events with the fields they share."""
    kinds = all_kinds()
    assert len(kinds) == 21
    assert sum(kind.is_event for kind in kinds.values()) == 14
    assert all(
        {"state", "place", "authority", "offences"} <= set(kind.fields) for kind in kinds.values() if kind.is_event
    )


def test_a_passage_of_megabytes_is_no_quote() -> None:
    """Neither a quote nor the words of a value go on for longer than any passage; the refusal says what to do."""
    endless = document("One was held. " * 1_000)
    with pytest.raises(ClaimRefused, match="14,000 characters long, and 10,000 is the most"):
        align(endless, Draft("arrest", (0, 14_000)))
    with pytest.raises(ClaimRefused, match="shortest passage"):
        align(endless, Draft("arrest", (0, 13), who=(Said("One", ((0, 12_000),)),)))
