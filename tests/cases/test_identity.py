"""Who is one person across documents: what joins, what keeps apart, what a reviewer rules, what stays stable."""

from made_reports import Report, as_sets, people_of, report, said

from homeward.cases.match_decisions import in_force, undo
from homeward.cases.model import MatchDecision, PersonInDocument, Ruling
from homeward.claims.model import NamedPerson


def person(name: str, quote: str, **values: object) -> dict[str, object]:
    """Return a row that describes someone."""
    return said("person", quote, who=[name], name=name, **values)


def groups(*reports: Report, **options: object) -> set[frozenset[str]]:
    """Return the names that were taken for one person, each with its document's name."""
    title = {one.document.id: one.document.name for one in reports}
    return {
        frozenset(f"{title[member.document_id]}: {member.name}" for member in one.members)
        for one in people_of(*reports, **options)
    }


def test_one_person_in_two_scripts_is_one() -> None:
    """A name and its Russian spelling join without any other support, and the link says why."""
    english, russian = report("en", people=["Evan Gershkovich"]), report("ru", people=["Эван Гершкович"])
    (found,) = people_of(english, russian)
    assert {form.text for form in found.forms} == {"Evan Gershkovich", "Эван Гершкович"}
    assert found.name == "Evan Gershkovich"
    assert found.links[0].reasons


def test_a_surname_alone_needs_support() -> None:
    """A surname alone joins its bearer only where shared company or an office speaks for it."""
    full = report("a", people=["Lena Orlova", "Karl Weiss"])
    alone = report("b", people=["Orlova"])
    assert frozenset({"a: Lena Orlova"}) in groups(full, alone)
    office = NamedPerson("", "Orlova", ("Orlova",), (), roles=("ombudsman",))
    holder = NamedPerson("", "Lena Orlova", ("Lena Orlova",), (), roles=("ombudsman",))
    together = groups(report("a", people=[holder, "Karl Weiss"]), report("b", people=[office, "Karl Weiss"]))
    assert frozenset({"a: Lena Orlova", "b: Orlova"}) in together


def test_a_surname_alone_joins_nobody_where_two_could_be_meant() -> None:
    """Two bearers of a surname with equal support leave the short name by itself."""
    full = report("a", people=["Lena Orlova", "Nina Orlova", "Karl Weiss", "Ida Kern"])
    alone = report("b", people=["Orlova", "Karl Weiss", "Ida Kern"])
    assert frozenset({"b: Orlova"}) in groups(full, alone)


def test_relatives_who_speak_are_not_the_held_person() -> None:
    """A surname alone that speaks does not join the held person of that surname."""
    held = [
        report(f"h{n}", said("arrest", f"Bob Marsh held {n}", who=["Bob Marsh"]), people=["Ida Kern"]) for n in (1, 2)
    ]
    speaker = NamedPerson("", "Marsh", ("Marsh",), (), speaks=True)
    assert frozenset({"s: Marsh"}) in groups(*held, report("s", people=[speaker, "Ida Kern"]))


def test_birth_dates_far_apart_keep_one_name_apart() -> None:
    """Father and son of one name and one outlet are two people; an age a year off is not."""
    old = report("old", person("Ivan Orlov", "Ivan Orlov, 71", age=71))
    young = report("young", person("Ivan Orlov", "Ivan Orlov, 30", age=30))
    also_young = report("also", person("Ivan Orlov", "Ivan Orlov is 31", age=31))
    assert groups(old, young, also_young) == {
        frozenset({"old: Ivan Orlov"}),
        frozenset({"young: Ivan Orlov", "also: Ivan Orlov"}),
    }


def test_other_nationality_keeps_one_name_apart_unless_company_speaks_for_it() -> None:
    """Two nationals of one name stay apart; a dual national seen with the same people is one person."""
    one = report("one", person("Ali Reza", "Ali Reza of Norway", nationality=["NO"]))
    other = report("other", person("Ali Reza", "Ali Reza of Iran", nationality=["IR"]))
    assert len(groups(one, other)) == 2
    family = ("Sara Lund", "Omid Reza")
    seen = report("one", person("Ali Reza", "Ali Reza of Norway", nationality=["NO"]), people=family)
    again = report("other", person("Ali Reza", "Ali Reza of Iran", nationality=["IR"]), people=family)
    assert frozenset({"one: Ali Reza", "other: Ali Reza"}) in groups(seen, again)


def test_one_document_does_not_name_one_person_by_two_full_names() -> None:
    """Two likely spellings that stand in one document are two people there, whoever else is like both."""
    both = report("both", people=["Halina Nowak", "Galina Nowak"])
    assert len(people_of(both)) == 2


def test_chains_of_likeness_do_not_join_strangers() -> None:
    """The name in the middle of two that clash joins one of them at most."""
    found = groups(
        report("a", people=["Ivan Petrovich Orlov"]),
        report("b", people=["Ivan Orlov"]),
        report("c", people=["Ivan Sergeevich Orlov"]),
    )
    assert not any(len(group) == 3 for group in found)
    assert not any({"a: Ivan Petrovich Orlov", "c: Ivan Sergeevich Orlov"} <= group for group in found)


def decide(one: PersonInDocument, other: PersonInDocument, ruling: Ruling, at: str) -> MatchDecision:
    """Return a reviewer's decision."""
    return MatchDecision(one, other, ruling, "reviewer", at)


def test_a_reviewer_splits_what_was_joined_even_through_others() -> None:
    """Different wins over equal names, and over a third document like both."""
    a, b, c = (report(name, people=["Ivan Orlov"]) for name in "abc")
    split = decide(a.member("Ivan Orlov"), b.member("Ivan Orlov"), Ruling.DIFFERENT, "2020-01-01T10:00:00Z")
    assert len(people_of(a, b, c)) == 1
    found = as_sets(people_of(a, b, c, decisions=[split]))
    assert not any({a.member("Ivan Orlov"), b.member("Ivan Orlov")} <= group for group in found)


def test_a_reviewer_joins_what_names_keep_apart() -> None:
    """Same wins over names that clash, and the link carries the reviewer's name and score 1."""
    a, b = report("a", people=["Lena Orlova"]), report("b", people=["Lena Weiss"])
    join = decide(a.member("Lena Orlova"), b.member("Lena Weiss"), Ruling.SAME, "2020-01-01T10:00:00Z")
    (found,) = people_of(a, b, decisions=[join])
    assert found.links[0].score == 1.0
    assert "reviewer" in found.links[0].reasons[0]


def test_the_latest_of_two_rulings_wins_and_unsure_keeps_apart() -> None:
    """Rulings on one pair follow their moments, not their order in the list."""
    a, b = report("a", people=["Ivan Orlov"]), report("b", people=["Ivan Orlov"])
    pair = (a.member("Ivan Orlov"), b.member("Ivan Orlov"))
    early = decide(*pair, Ruling.DIFFERENT, "2020-01-01T10:00:00Z")
    late = decide(*pair, Ruling.SAME, "2020-01-02T10:00:00Z")
    unsure = decide(*pair, Ruling.UNSURE, "2020-01-03T10:00:00Z")
    assert len(people_of(a, b, decisions=[late, early])) == 1
    assert len(people_of(a, b, decisions=[late, unsure, early])) == 2
    assert in_force([late, early]) == (late,)


def test_undoing_a_ruling_restores_the_exact_earlier_state() -> None:
    """Taking a ruling back leaves the people as if it had never been made, and an earlier ruling in force again."""
    a, b = report("a", people=["Ivan Orlov"]), report("b", people=["Iwan Orlow"])
    pair = (a.member("Ivan Orlov"), b.member("Iwan Orlow"))
    first = decide(*pair, Ruling.DIFFERENT, "2020-01-01T10:00:00Z")
    second = decide(*pair, Ruling.SAME, "2020-01-02T10:00:00Z")
    before = people_of(a, b, decisions=[first])
    undone = undo([first, second], second, "2020-01-03T10:00:00Z")
    assert people_of(a, b, decisions=[first, second]) != before
    assert people_of(a, b, decisions=undone) == before


def test_a_person_keeps_one_id_as_documents_are_added() -> None:
    """The id follows from the document that came first, also when two persons are joined and parted again."""
    first, second = report("first", people=["Lena Orlova"]), report("second", people=["Lena Weiss"])
    added = {first.document.id: 1, second.document.id: 2}
    ids = {one.name: one.id for one in people_of(first, second, added=added)}
    for number in range(3, 9):
        more = report(f"more {number}", people=["Лена Орлова"])
        found = people_of(first, second, more, added={**added, more.document.id: number})
        assert {one.name: one.id for one in found} == ids
    join = decide(first.member("Lena Orlova"), second.member("Lena Weiss"), Ruling.SAME, "2020-01-01T10:00:00Z")
    (joined,) = people_of(first, second, added=added, decisions=[join])
    assert joined.id == ids["Lena Orlova"]
