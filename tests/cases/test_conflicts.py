"""Values that cannot all be true become conflicts, others do not; copies and quotes of one voice count once."""

from datetime import date

import pytest
from made_reports import Report, case_of, report, said

from homeward.cases.model import Conflict, ConflictClass, ConflictRuling, independent_origins

LENA = ["Lena Orlova"]


def told(title: str, kind: str, /, on: str = "2020-06-15", **values: object) -> Report:
    """Return a report with one claim about Lena Orlova."""
    return report(title, said(kind, f"{title} tells of Orlova", who=LENA, **values), on=on)


def aged(name: str, age: int, on: str) -> Report:
    """Return a report that gives Lena Orlova's age."""
    return told(name, "person", on=on, name="Lena Orlova", age=age)


def the_conflict(*reports: Report, **options: object) -> Conflict:
    """Return the only conflict of the only case."""
    (found,) = case_of(*reports, **options).conflicts
    return found


def test_an_age_is_an_interval_of_birth_dates() -> None:
    """45 in a report of a day leaves a year; a second age narrows it; age on a day is a range."""
    one, other = aged("one", 45, "2012-06-15"), aged("other", 45, "2012-01-10")
    born = case_of(one).born
    assert born is not None
    assert (born.earliest, born.latest) == (date(1966, 6, 16), date(1967, 6, 15))
    assert born.age_on(date(2020, 1, 1)) == (52, 53)
    both = case_of(one, other).born
    assert both is not None
    assert (both.earliest, both.latest) == (date(1966, 6, 16), date(1967, 1, 10))


def test_ages_with_no_birth_date_in_common_are_a_conflict() -> None:
    """Both sides are kept; until a reviewer rules, every day either allows stays possible."""
    reports = (aged("one", 45, "2012-06-15"), aged("other", 43, "2012-06-15"))
    found = the_conflict(*reports)
    assert (found.slot, found.conflict_class, found.ruling) == ("birth", ConflictClass.NUMBER, None)
    case = case_of(*reports)
    assert case.born is not None
    assert (case.born.earliest, case.born.latest) == (date(1966, 6, 16), date(1969, 6, 15))
    ruling = ConflictRuling(found.id, "1966-06-16/1967-06-15", "reviewer", "2020-01-01T10:00:00Z")
    ruled = case_of(*reports, rulings=[ruling])
    assert ruled.conflicts[0].ruling == ruling
    assert ruled.born is not None
    assert ruled.born.latest == date(1967, 6, 15)
    taken_back = ConflictRuling(**{name: getattr(ruling, name) for name in ruling.__slots__} | {"undone_at": "2020-02"})
    assert case_of(*reports, rulings=[taken_back]) == case


@pytest.mark.parametrize(("one", "other"), [("P25Y", "life"), ("P9Y", "P8Y"), ("P2Y", "suspended:P2Y")])
def test_terms_that_clash_are_one_line_and_a_conflict(one: str, other: str) -> None:
    """One sentence with two reported terms stays one line; the term is open."""
    reports = (told("a", "sentence", term=one, state="SE"), told("b", "sentence", term=other, state="SE"))
    found = the_conflict(*reports)
    assert (found.slot, found.conflict_class) == ("term of sentence", ConflictClass.NUMBER)
    assert {side.value for side in found.sides} == {one, other}
    assert len(case_of(*reports).sentences) == 1


def test_a_ruling_on_a_term_shows_in_the_sentence() -> None:
    """The value that a reviewer ruled to hold is the one that is shown, though more origins have the other."""
    reports = [told(name, "sentence", term="P8Y") for name in "ab"] + [told("c", "sentence", term="P9Y")]
    found = the_conflict(*reports)
    assert case_of(*reports).sentences[0].term == "P8Y"
    ruling = ConflictRuling(found.id, "P9Y", "reviewer", "2020-01-01T10:00:00Z")
    assert case_of(*reports, rulings=[ruling]).sentences[0].term == "P9Y"


@pytest.mark.parametrize(("one", "other"), [("P4Y~", "P4Y"), ("P4Y", "P48M")])
def test_terms_that_can_be_one_are_no_conflict(one: str, other: str) -> None:
    """Nearly four years and four years are one term; the plain one is shown."""
    case = case_of(told("a", "sentence", term=one), told("b", "sentence", term=other))
    assert case.conflicts == ()
    assert [sentence.term for sentence in case.sentences] == ["P4Y" if "~" in one else "P48M"]


def test_a_less_precise_date_is_no_conflict_and_another_day_is() -> None:
    """2012 and a day of 2012 agree; two days of one week for one arrest do not."""
    agree = case_of(
        told("a", "sentence", term="P9Y", date="2012"), told("b", "sentence", term="P9Y", date="2012-04-05")
    )
    assert agree.conflicts == ()
    assert agree.sentences[0].date == "2012-04-05"
    clash = (told("a", "arrest", date="2012-04-05", state="SE"), told("b", "arrest", date="2012-04-08", state="SE"))
    found = the_conflict(*clash)
    assert (found.slot, found.conflict_class) == ("date of arrest", ConflictClass.DATE)
    assert len(case_of(*clash).timeline) == 1


def test_one_document_with_two_dates_tells_of_two_events() -> None:
    """A document does not contradict itself: two arrests in one text are two."""
    rows = [said("arrest", f"seized on the {day}th", who=LENA, date=f"2012-04-0{day}", state="SE") for day in (5, 8)]
    case = case_of(report("a", *rows))
    assert len(case.timeline) == 2
    assert case.conflicts == ()


def test_verdicts_that_differ_are_a_conflict_of_status() -> None:
    """Guilty and acquitted cannot both be; guilty and a plea of guilty can."""
    guilty, plea = told("a", "conviction", verdict="guilty"), told("b", "conviction", verdict="plea")
    acquitted = told("c", "conviction", verdict="not_guilty")
    assert the_conflict(guilty, acquitted).conflict_class is ConflictClass.STATUS
    assert case_of(guilty, plea).conflicts == ()


def test_who_denies_what_another_asserts_is_a_conflict_of_denial() -> None:
    """One source holds it true, another denies it: both sides with their words."""
    held = told("a", "custody", state="SE")
    denied = told("b", "custody", state="SE", reality="denied", by="Foreign Ministry")
    found = the_conflict(held, denied)
    assert (found.slot, found.conflict_class) == ("custody", ConflictClass.DENIAL)
    assert {side.value for side in found.sides} == {"asserted", "denied"}


def test_bail_refused_once_does_not_contradict_a_later_release() -> None:
    """A release refused without a date says nothing against one that came later."""
    case = case_of(told("a", "release", reality="denied"), told("b", "release", date="2019-05", state="SE"))
    assert case.conflicts == ()


def test_nationalities_with_nothing_in_common_ask_whether_it_is_one_person() -> None:
    """A reader may have two people of one name before them."""
    family = ["Nils Orlov", "Sara Orlova"]
    one = report("a", said("person", "Orlova of Sweden", who=LENA, name=LENA[0], nationality=["SE"]), people=family)
    other = report("b", said("person", "Orlova of Finland", who=LENA, name=LENA[0], nationality=["FI"]), people=family)
    (case,) = [case for case in (case_of(one, other),) if case.person.name == "Lena Orlova"]
    assert [found.conflict_class for found in case.conflicts] == [ConflictClass.IDENTITY]


def test_held_on_a_day_after_release_is_a_conflict_of_status() -> None:
    """A report of custody on a later day, with no new arrest, contradicts the release."""
    freed = told("a", "release", date="2015-03-01", state="SE")
    held = told("b", "custody", date="2016-05", state="SE")
    assert [found.slot for found in case_of(freed, held).conflicts] == ["status"]


def test_wire_copies_and_quotes_of_one_speaker_count_once() -> None:
    """Ten prints of one text, and ten papers that quote one man, corroborate nothing ten times."""
    first, copy, own = (told(name, "arrest", date="2012", state="SE") for name in ("first", "copy", "own"))
    wire = {first.document.id: "wire", copy.document.id: "wire"}
    (event,) = case_of(first, copy, own, origins=wire).timeline
    assert (len(event.evidence), independent_origins(event.evidence)) == (3, 2)
    quoted = [told(name, "arrest", date="2012", by="Karl Weiss") for name in ("x", "y")]
    (event,) = case_of(*quoted).timeline
    assert independent_origins(event.evidence) == 1


def test_one_text_never_corroborates_itself() -> None:
    """A report that tells an arrest from the police and again in its own words is one origin, and so is its copy."""
    rows = [
        said("arrest", "Lena Orlova was seized", who=LENA, date="2012", by=["Karl Weiss"]),
        said("arrest", "Lena Orlova was taken", who=LENA, date="2012"),
    ]
    one, copy = report("one", *rows), report("copy", *rows)
    (event,) = case_of(one).timeline
    assert (len(event.evidence), independent_origins(event.evidence)) == (2, 1)
    (event,) = case_of(one, copy, origins={one.document.id: "wire", copy.document.id: "wire"}).timeline
    assert independent_origins(event.evidence) == 1
