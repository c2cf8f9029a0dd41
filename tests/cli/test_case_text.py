"""A case file as text, for a case written by hand."""

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from homeward.cases.model import (
    BirthInterval,
    Case,
    Conflict,
    ConflictClass,
    Custody,
    CustodyGround,
    CustodyStatus,
    Event,
    Evidence,
    FreedBySide,
    NameForm,
    Person,
    Position,
    ReportedValue,
    Sentence,
    Standing,
    StatementAbout,
)
from homeward.claims.model import ReviewStatus
from homeward.cli.case_text import case_file


def evidence(quote: str, start: int, happened: str | None = None, document: str = "one.txt") -> Evidence:
    """Return a claim's words in a report of 2019-05-02."""
    return Evidence(
        claim_id=f"{start:016x}",
        document_id="d1",
        document_name=document,
        publisher="The Harbour Courier",
        start=start,
        end=start + len(quote),
        quote=quote,
        happened=happened,
        reported="2019-05-02",
        origin=document,
        text_origin=document,
    )


@pytest.fixture
def case() -> Case:
    """A pilot held in Norland, with a conflict about the term."""
    nine = evidence("sentenced to nine years", 200, "2019-04")
    eight = evidence("sentenced to eight years", 40, "2019-04", "two.txt")
    return Case(
        person=Person("p1", "Anna Petrova", (NameForm("Anna Petrova", ("d1",)), NameForm("Анна Петрова", ("d2",))), ()),
        document_ids=("d1", "d2"),
        undated_document_ids=("d2",),
        nationality=(ReportedValue("RU", (evidence("the Russian pilot", 10),)),),
        occupations=(),
        born=BirthInterval(date(1980, 5, 3), date(1981, 5, 2), (evidence("Petrova, 38", 30),)),
        status=CustodyStatus(date(2019, 6, 1), Standing.HELD, "FI", "2018-11", (nine,)),
        custody=(Custody("2018-11", None, "FI", CustodyGround.IMPRISONMENT, (nine,), ("Turku",)),),
        timeline=(
            Event(
                "arrest",
                "asserted",
                "2018-11",
                (evidence("was arrested in Turku", 90, "2018-11"),),
                ("FI",),
                ("Turku",),
            ),
            Event("sentence", "asserted", "2019-04", (nine, eight), ("FI",), value="P9Y"),
            Event("exchange", "asserted", "2019-05", (nine,), sides=(FreedBySide(("FI",), ("Anna Petrova",)),)),
        ),
        not_asserted=(Event("extradition", "possible", None, (evidence("may be extradited", 300),), to="RU"),),
        offences=(),
        judgments=(),
        sentences=(Sentence("P9Y6M", "2019-04", "FI", "Turku court", ("smuggling",), (nine,)),),
        positions=(
            Position("RU", "demands", True, ("the Foreign Ministry",), "2019-05-01", "asserted", (nine,), True),
        ),
        statements=(
            StatementAbout(
                ("Ola Berg",), "her lawyer", (), "Meridian Wire", "direct", "“She is ill,”", None, True, (nine,)
            ),
        ),
        meetings=(),
        instruments=(),
        counts=(),
        conflicts=(
            Conflict(
                "c1",
                "term of sentence",
                ConflictClass.NUMBER,
                (ReportedValue("P9Y", (nine,)), ReportedValue("P8Y", (eight,))),
            ),
        ),
    )


def printed(case: Case, width: int, *, colours: bool = False) -> str:
    """Return the case file as it stands on a terminal so many columns wide."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colours, markup=False, highlight=False, emoji=False)
    for part in case_file(case):
        console.print(part)
    return out.getvalue()


def test_a_line_is_followed_by_quote_document_offsets_and_both_dates(case: Case) -> None:
    """Under each line stand its words, document, offsets, when it happened and when it was reported."""
    lines = [line.strip() for line in printed(case, 160).splitlines()]
    at = lines.index("2018-11  arrest by Finland; Turku")
    assert lines[at + 1] == "“was arrested in Turku”"
    assert lines[at + 2].startswith("one.txt 90-111 · The Harbour Courier · happened: 2018-11 · reported: 2019-05-02")


def test_every_claim_says_whether_a_person_reviewed_it(case: Case) -> None:
    """Beside a claim's id stands where reviewers have it; the header counts each claim of the file once."""
    accepted = replace(evidence("was arrested in Turku", 90, "2018-11"), review=ReviewStatus.ACCEPTED)
    reviewed = replace(case, timeline=(replace(case.timeline[0], evidence=(accepted,)), *case.timeline[1:]))
    lines = [line.strip() for line in printed(reviewed, 160).splitlines()]
    at = lines.index("“was arrested in Turku”")
    assert lines[at + 1].endswith("claim 00000000, accepted")
    at = lines.index("“sentenced to nine years”")
    assert lines[at + 1].endswith("claim 00000000, not reviewed")
    assert "reviewed       1 of 6 claims" in lines
    assert "reviewed       0 of 6 claims" in printed(case, 160)


def test_terms_states_and_ages_are_said_in_words(case: Case) -> None:
    """Codes are not left to the reader."""
    text = printed(case, 120)
    assert "9 years 6 months; Turku court; smuggling" in text
    assert "between 1980-05-03 and 1981-05-02: aged 38 or 39" in text
    assert "held by Finland since 2018-11" in text
    assert "possible: extradition; to Russia" in text
    assert "Finland frees Anna Petrova" in text


def test_a_conflict_shows_every_side_with_its_words(case: Case) -> None:
    """Both values of a conflict stand with their claims, and that nobody has ruled."""
    text = printed(case, 120)
    conflict = text[text.index("Conflict: term of sentence (number, open)") :]
    assert conflict.index("9 years") < conflict.index("“sentenced to nine years”") < conflict.index("8 years")
    assert "“sentenced to eight years”" in conflict


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(case: Case, width: int) -> None:
    """Long lines wrap inside the width, and nothing is cut off."""
    text = printed(case, width)
    assert max(map(len, text.splitlines())) <= width
    assert "".join("sentenced to eight years".split()) in "".join(text.split())
    assert "…" not in text


def test_text_of_a_report_cannot_steer_the_terminal(case: Case) -> None:
    """Escape sequences in a quote or a file's name are shown, not sent."""
    evil = evidence("\x1b[2J\x1b]0;owned\x07\u202egnorw", 5, document="a\x1b[31mb.txt")
    text = printed(replace(case, nationality=(ReportedValue("RU", (evil,)),)), 120)
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert "␛[2J" in text and "a␛[31mb.txt" in text


def test_markup_in_a_report_is_printed_as_it_is(case: Case) -> None:
    """Square brackets are words, not styles."""
    text = printed(replace(case, nationality=(ReportedValue("RU", (evidence("[red]said[/red] :smile:", 5),)),)), 120)
    assert "“[red]said[/red] :smile:”" in text


def test_documents_without_a_date_are_counted_aloud(case: Case) -> None:
    """A case that rests on an undated document says so."""
    assert "1 document counted although nobody knows its date" in printed(case, 120)
