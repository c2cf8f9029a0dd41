"""What a reviewer enters becomes a claim only where the text holds its words."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.errors import ClaimRefused
from homeward.claims.entries import EnteredClaim, Entry, claim_entered, entered_from, field_types
from homeward.claims.kinds import all_kinds
from homeward.claims.passages import Passage, passage_at, places_of
from homeward.documents.model import Document

TEXT = (
    "Anna Berg, 34, a Norwegian nurse, was arrested in Ostland on 3\nMay 2020. Her brother says her case is hopeless.\n"
    "“Her trial was a farce,” consul Tom O’Hara told the Post. A court in Zenda gave Berg nine years on 4 June 2021.\n"
    "Russia let Anna Berg go and Norway freed two men."
)


def document(text: str = TEXT) -> Document:
    """Return a document that holds just the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("a.txt", text, digest, digest, "text/plain", language="en")


def entry(value: str = "", words: str = "", nth: int | None = None) -> Entry:
    """Return a value with typed words."""
    return Entry(value, Passage(words, nth=nth))


def arrest(**fields: list[Entry]) -> EnteredClaim:
    """Return an arrest with these fields."""
    who = [entry("Anna Berg", "Anna Berg", nth=1)]
    return EnteredClaim("arrest", Passage("was arrested in Ostland"), fields={"who": who, **fields})


def test_typed_words_are_found_where_they_stand() -> None:
    """Values are bound to code points; a State's word gives its code, other words are the value themselves."""
    kept = document()
    fields = {
        "date": [entry("2020-05-03", "3 May 2020")],
        "state": [entry("Norway", "Norwegian")],
        "place": [entry(words="Ostland")],
        "offences": [entry(words="a farce"), entry(words="hopeless")],
    }
    claim = claim_entered(kept, arrest(**fields))
    assert kept.quote(claim.span) == "was arrested in Ostland"
    assert (claim.who, claim.date) == (("Anna Berg",), "2020-05-03")
    assert claim.fields == {"state": ("NO",), "place": "Ostland", "offences": ("a farce", "hopeless")}
    assert [kept.quote(span) for span in claim.words["date"]] == ["3\nMay 2020"]
    assert claim_entered(kept, entered_from(kept, claim)) == claim


@pytest.mark.parametrize(
    ("field", "entered", "says"),
    [
        ("place", entry(words="Westland"), "does not say “Westland”"),
        ("place", entry("Westland", ""), "does not say “Westland”"),
        ("who", entry("Anna Berg", "Anna Bergen"), "does not say"),
        ("who", entry("Napoleon", "Berg", 1), "names nobody 'Napoleon'"),
        ("date", entry("3 May 2020", "3 May 2020"), "is not a date"),
        ("date", entry("2020-05-03", ""), "say which words"),
        ("state", entry("Ruritania", "Ostland"), "no State we know"),
        ("state", entry("", "in", 1), "no State we know"),
        ("who", entry("Anna Berg", "Berg"), "stands 3 times"),
        ("who", entry("Anna Berg", "Berg", 9), "no number 9"),
    ],
)
def test_what_the_text_does_not_hold_is_refused(field: str, entered: Entry, says: str) -> None:
    """The sentence names the field, what is wrong and what to do."""
    with pytest.raises(ClaimRefused, match=says) as refused:
        claim_entered(document(), arrest(**{field: [entered]}))
    assert str(refused.value).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("gossip", {}, "no kind of claim"),
        ("person", {"age": [entry("34", "34")]}, "needs its name"),
        ("person", {"name": [entry(words="Anna Berg", nth=1)], "age": [entry("old", "34")]}, "no whole number"),
        ("person", {"name": [entry(words="Anna Berg", nth=1), entry(words="Tom O'Hara")]}, "give one, not 2"),
        ("sentence", {"term": [entry("nine years", "nine years")]}, "is not a term"),
        ("conviction", {"verdict": [entry("maybe")]}, "none of guilty"),
        ("exchange", {"sides": [entry("Ruritania: Anna Berg", "Russia")]}, "no State we know"),
    ],
)
def test_a_value_that_its_field_cannot_have_is_refused(kind: str, fields: dict[str, list[Entry]], says: str) -> None:
    """Numbers, terms, dates and listed words have their forms."""
    with pytest.raises(ClaimRefused, match=says):
        claim_entered(document(), EnteredClaim(kind, Passage("nine years"), fields=fields))


def test_a_persons_name_is_who_and_a_speaker_is_by() -> None:
    """The two kinds that name their own need no second entry for it."""
    kept = document()
    named = {"name": [entry(words="Anna Berg", nth=1)], "age": [entry("", "34")]}
    person = claim_entered(kept, EnteredClaim("person", Passage("Anna Berg, 34"), fields=named))
    assert (person.who, person.fields) == (("Anna Berg",), {"name": "Anna Berg", "age": 34})
    spoken = {"speaker": [entry(words="Tom O'Hara")], "content": [entry(words='Her trial was a farce," consul')]}
    statement = claim_entered(kept, EnteredClaim("statement", Passage("told the Post"), fields=spoken))
    assert (statement.by, statement.fields["content"]) == (("Tom O’Hara",), "Her trial was a farce,” consul")
    assert "who" not in field_types("person")
    assert "by" not in field_types("statement")


def test_the_sides_of_an_exchange_are_entered_in_a_line_each() -> None:
    """A side is a State, whom it lets go and how many."""
    kept = document()
    sides = [entry("Russia: Anna Berg", "let Anna Berg go"), entry("NO: 2", "freed two men")]
    entered = EnteredClaim("exchange", Passage("Russia let Anna Berg go and Norway freed two men"), "denied")
    claim = claim_entered(kept, EnteredClaim("exchange", entered.quote, entered.reality, {"sides": sides}))
    assert claim.fields == {"sides": ({"state": "RU", "frees": ("Anna Berg",)}, {"state": "NO", "count": 2})}
    assert claim.reality == "denied"
    assert claim_entered(kept, entered_from(kept, claim)) == claim


def test_fields_of_another_kind_are_not_taken() -> None:
    """A field that the kind has not is left out, whatever stands in it."""
    claim = claim_entered(document(), arrest(verdict=[entry("guilty")], colour=[entry(words="hopeless")]))
    assert claim.fields == {}


def test_words_that_stand_often_are_those_in_the_quote() -> None:
    """Of several places the one inside the claim's quote is meant; else the reviewer counts."""
    kept = document()
    quote = (kept.text.index("A court"), kept.text.index("nine years"))
    assert kept.text[slice(*places_of(kept, Passage("Berg"), quote)[0])] == "Berg"
    assert places_of(kept, Passage("Berg"), quote)[0][0] > quote[0]
    assert places_of(kept, Passage("Her", nth=2))[0][0] == kept.text.index("Her trial")


def test_unseen_marks_and_a_lost_nul_do_not_hide_words() -> None:
    """Nobody types a soft hyphen or a mark that turns text round; a browser shows NUL as something else."""
    kept = document("The man \u202eAn\u00adna\u202c B\0rg was held in العربية\u200f, 人在北京被捕。")
    assert places_of(kept, Passage("Anna")) == ((9, 14),)
    assert places_of(kept, Passage("B\u2400rg")) == ((16, 20),)
    assert places_of(kept, Passage("man \ufffdAnna\ufffd B", ((4, 17),))) == ((4, 17),)
    assert places_of(kept, Passage("北京")) != ()
    with pytest.raises(ClaimRefused):
        places_of(kept, Passage("\u200f"))


def test_places_that_do_not_hold_the_words_are_not_believed() -> None:
    """Offsets beside other words are looked up anew; offsets outside the text are no place."""
    kept = document()
    assert places_of(kept, Passage("Ostland", ((0, 4),))) == places_of(kept, Passage("Ostland"))
    with pytest.raises(ClaimRefused):
        places_of(kept, Passage("", ((5, 10_000),)))


@settings(max_examples=60)
@given(st.data())
def test_any_selection_is_found_again(data: st.DataObject) -> None:
    """Whatever is selected in any text stands where it was selected."""
    text = data.draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    kept = document(text)
    assert places_of(kept, passage_at(kept, [(start, end)])) == ((start, end),)


@settings(max_examples=60)
@given(st.sampled_from(sorted(all_kinds())), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_entered_is_a_claim_of_the_text_or_refused(kind: str, value: str, words: str) -> None:
    """No input makes a claim whose words the text does not hold, or an error that is not ours."""
    kept = document()
    fields = {name: [Entry(value, Passage(words))] for name in field_types(kind)}
    try:
        claim = claim_entered(kept, EnteredClaim(kind, Passage("nine years"), fields=fields))
    except ClaimRefused:
        return
    assert all(kept.quote(span) for spans in claim.words.values() for span in spans)
