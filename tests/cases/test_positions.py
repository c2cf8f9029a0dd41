"""What States want, what was said and by whom: attributed, dated, each once, later over earlier."""

from made_reports import case_of, report, said

LENA = ["Lena Orlova"]
HELD = said("custody", "Orlova is held in Norland", who=LENA, state="NO")


def test_a_later_position_of_the_same_state_supersedes_and_history_stays() -> None:
    """Another State's position, and one on held people at large, are untouched."""
    refuses = said("position", "Norland will not free her", who=LENA, state="NO", stance="refuses", by="Nils Berg")
    demands = said("position", "Sweden wants her back", who=LENA, state="SE", stance="demands")
    at_large = said("position", "Norland is ready for exchanges", who=[], state="NO", stance="open")
    offers = said("position", "Norland would free her", who=LENA, state="NO", stance="offers")
    case = case_of(
        report("early", HELD, refuses, demands, at_large, on="2019-01-10"), report("late", offers, on="2020-02-20")
    )
    assert [(one.state, one.stance, one.named, one.superseded) for one in case.positions] == [
        ("NO", "open", False, False),
        ("NO", "refuses", True, True),
        ("SE", "demands", True, False),
        ("NO", "offers", True, False),
    ]
    assert case.positions[1].by == ("Nils Berg",)


def test_one_position_in_two_outlets_is_one_with_both_as_evidence() -> None:
    """The same State, stance, voice and time is one position."""
    rows = [said("position", f"{n} says Norland refuses", who=LENA, state="NO", stance="refuses") for n in "ab"]
    case = case_of(*(report(row["quote"], HELD, row) for row in rows))
    (position,) = case.positions
    assert len(position.evidence) == 2


def test_statements_keep_speaker_role_and_agency_and_stand_once() -> None:
    """The same words by the same speaker in two outlets are one statement."""
    words = "we shall see,"
    rows = [
        said(
            "statement",
            f'"{words}" Berg told {agency}',
            who=[],
            speaker="Nils Berg",
            by="Nils Berg",
            role="Minister",
            via=agency,
            form="direct",
            content=words,
        )
        for agency in ("Norland Wire", "Sverige Radio")
    ]
    case = case_of(*(report(row["quote"], HELD, row) for row in rows))
    (statement,) = case.statements
    assert (statement.speakers, statement.role, statement.named) == (("Nils Berg",), "Minister", False)
    assert len({proof.via for proof in statement.evidence}) == 2
    assert len({proof.origin for proof in statement.evidence}) == 1


def test_what_a_document_says_of_nobody_by_name_stands_in_the_case_marked_so() -> None:
    """Counts, instruments and meetings of the same document come along; those of other people's documents do not."""
    rows = [
        said("count", "more than 60 Swedes", who=[], number=60, bound="more_than", of="Swedes", by="Nils Berg"),
        said("count", "exceeds 60", who=[], number=60, bound="more_than", by="Nils Berg"),
        said("instrument", "the 1999 Treaty on Help signed in 1999", who=[], name="Treaty on Help", signed=1999),
        said("meeting", "they meet in Oslo next week", who=[], states=["NO", "SE"], place="Oslo", stage="planned"),
    ]
    other = report("other", said("count", "12 sailors", who=[], number=12, bound="exactly", of="sailors"))
    case = case_of(report("one", HELD, *rows), other)
    assert [(one.number, one.bound, len(one.evidence)) for one in case.counts] == [(60, "more_than", 2)]
    assert [(one.name, one.signed) for one in case.instruments] == [("Treaty on Help", "1999")]
    assert [(one.place, one.stage, one.named) for one in case.meetings] == [("Oslo", "planned", False)]
