"""Cases written by hand: every field is read, and what is no case gets field, line and remedy."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.errors import CaseRefused, YamlRefused
from homeward.routes import case_files
from homeward.routes.case_files import FIELDS, read_case
from homeward.routes.model import (
    CaseFacts,
    Consent,
    ConsularRecord,
    CourtJudgment,
    Credit,
    CreditPer,
    DecisionKind,
    MentalState,
    Offence,
    SentenceToServe,
    Stage,
    StateDecision,
    TransferRequest,
)

LEAST = "person: Alva Quillfeather\nnationalities: [NO]\nheld_by: US\n"
WHOLE = """\
person: Alva Quillfeather
nationalities: [NO, SE]
residence: NO
ties: [SE]
born: 1968
held_by: US
held_under: US-VA
in_custody_since: 2010-05-28
stage: final
judgments: [{court: Circuit Court of Henrico, date: 2011-04-28, final_since: 2013-06, appeal_pending: false}]
sentences:
  - {term: P20Y, imposed: 2011-09-07, runs_from: 2010-05-28, minimum: P5Y, regime: strict}
  - {term: life, concurrent: true}
credits: [{days: 54, per: year}, {days: 10}]
offences: [{name: fraud, article: "18.2-178", gravity: grave, committed: 2009, punishable_in: {NO: true, SE: null}}]
consent: {given: true, date: 2019-03-01, informed: true, by: legal representative}
requests: [{instrument: coe-ets-112, by: NO, made: 2019-04-22, received: 2019-04-25}]
decisions: [{instrument: coe-ets-112, by: US-VA, decision: refused, date: 2019-10-07, reasons: [gravity]}]
expulsion_order: {date: 2012-01-01, by: US}
fled_to_own_state: false
mental_state: unfit
health: null
consular: {notified: 2010-06-01, access_first: null, by: "NO"}
first_prison_term: true
recidivist: false
papers_held: [judgment]
"""


def refusal(text: str) -> CaseRefused:
    """Return what a text is refused with."""
    with pytest.raises(CaseRefused) as caught:
        read_case(text, "CASE.yaml")
    return caught.value


def test_every_field_is_read() -> None:
    """All that the contract lists arrives, dates with their precision, NO as Norway, null as unknown."""
    facts = read_case(WHOLE, "CASE.yaml")
    assert facts.nationalities == ("NO", "SE") and facts.held_under == "US-VA" and str(facts.born) == "1968"
    assert facts.stage is Stage.FINAL and facts.mental_state is MentalState.UNFIT and facts.health is None
    assert str(facts.judgments[0].final_since) == "2013-06" and facts.judgments[0].appeal_pending is False
    first, second = facts.sentences
    assert (str(first.term), str(first.minimum), first.regime, first.concurrent) == ("P20Y", "P5Y", "strict", False)
    assert (str(second.term), second.concurrent) == ("life", True)
    assert facts.credits == (Credit(54, CreditPer.YEAR), Credit(10, CreditPer.TOTAL))
    assert facts.offences[0].punishable_in == {"NO": True} and facts.offences[0].gravity == "grave"
    assert facts.consent is not None and facts.consent.by == "legal representative"
    assert facts.decisions[0].decision is DecisionKind.REFUSED and facts.decisions[0].by == "US-VA"
    assert facts.expulsion_order is not None and facts.expulsion_order.made
    assert facts.consular is not None and facts.consular.by == "NO" and facts.consular.access_first is None
    assert facts.papers_held == ("judgment",) and facts.recidivist is False


def test_the_least_case_knows_nothing_more() -> None:
    """What a file leaves out stays unknown."""
    facts = read_case(LEAST, "CASE.yaml")
    given = {"person", "nationalities", "held_by"}
    assert set(facts.sources) == given
    assert all(not getattr(facts, one.name) for one in fields(facts) if one.name not in (*given, "sources"))


def test_every_fact_leads_to_its_line() -> None:
    """A field's source is its file and line; one that is null has none."""
    sources = read_case(WHOLE, "CASE.yaml").sources
    assert sources["held_by"] == ("CASE.yaml, line 6",) and sources["sentences"] == ("CASE.yaml, line 11",)
    assert "health" not in sources


@pytest.mark.parametrize(
    ("noun", "readers"),
    [
        (CaseFacts, FIELDS),
        (CourtJudgment, case_files._JUDGMENT),
        (SentenceToServe, case_files._SENTENCE),
        (Credit, case_files._CREDIT),
        (Offence, case_files._OFFENCE),
        (Consent, case_files._CONSENT),
        (TransferRequest, case_files._REQUEST),
        (StateDecision, case_files._DECISION),
        (ConsularRecord, case_files._CONSULAR),
    ],
)
def test_no_field_of_a_noun_is_forgotten(noun: type[Any], readers: dict[str, Any]) -> None:
    """Whatever the engine can ask of a case, a file can say."""
    assert {one.name for one in fields(noun)} - {"sources"} == set(readers)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("- one", 1, "list of fields"),
        ("nationalities: [NO]\nheld_by: US", 1, "`person` is missing"),
        ("person: A\nnationalities: [NO]", 1, "`held_by` is missing"),
        (LEAST + "sentense: 1", 4, "Perhaps `sentences` is meant"),
        (LEAST + "judgments:\n- date: 2011\n- {final: 2012}", 6, "`judgments[2].final`"),
        (LEAST.replace("US", "Russia"), 3, "Write RU"),
        (LEAST.replace("US", "us"), 3, "Write US"),
        (LEAST.replace("US", "ZZ"), 3, "no State we know"),
        (LEAST.replace("US", "US-VA"), 3, "Write the State: US"),
        (LEAST.replace("US", "[US]"), 3, "should be one State"),
        (LEAST.replace("US", "Soviet Union"), 3, "Write SU"),
        (LEAST.replace("[NO]", "NO"), 2, "should be a list"),
        (LEAST + "held_under: GB-SCT", 4, "no part of US"),
        (LEAST + "born: 2019-02-30", 4, "no date"),
        (LEAST + "born: 1.5", 4, "should be a date"),
        (LEAST + "born: 9999-12-31", 4, "out of any case's time"),
        (LEAST + "sentences: [{runs_from: 2012, ends: 2010}]", 4, "leave the end out"),
        (LEAST + "in_custody_since: 2012/2010", 4, "ends before it starts"),
        (LEAST + "sentences:\n- term: P5Y\n- term: 20 years", 6, "`sentences[2].term` is no term"),
        (LEAST + "sentences: [{term: P25Y/P20Y}]", 4, "ends shorter than it starts"),
        (LEAST + "sentences: {term: P5Y}", 4, "should be a list"),
        (LEAST + "born: 1968\nsentences: [{term: P20Y, runs_from: 1950}]", 5, "before the person was born"),
        (LEAST + "born: 1968\nin_custody_since: 1960-01-01", 5, "before the person was born"),
        (LEAST + "requests: [{instrument: coe-ets-112, by: NO, made: 2019, received: 2018}]", 4, "before it was made"),
        (LEAST + "judgments: [{date: 2012, final_since: 2011}]", 4, "before its own date"),
        (LEAST + "requests: [{instrument: coe-ets-122, by: NO}]", 4, "Perhaps coe-ets-112 is meant"),
        (LEAST + "requests: [{by: NO}]", 4, "`requests[1].instrument` is missing"),
        (LEAST + "stage: jailed", 4, "Write detained, charged"),
        (LEAST + "decisions: [{instrument: coe-ets-112, by: US, decision: perhaps}]", 4, "agreed or refused"),
        (LEAST + "consent: true", 4, "Write {given: true"),
        (LEAST + "consent: {given: yes}", 4, "Write true or false"),
        (LEAST + "fled_to_own_state: no", 4, "Write true or false"),
        (LEAST + "credits: [{days: -1}]", 4, "number of days"),
        (LEAST + "credits: [{days: true}]", 4, "number of days"),
        (LEAST + "offences: [fraud]", 4, "`key: value` entries"),
        (LEAST + "offences: [{name: fraud, punishable_in: {Norway: true}}]", 4, "Write NO"),
        ("person: 5\nnationalities: [NO]\nheld_by: US", 1, "in quotes"),
    ],
)
def test_what_is_no_case_gets_line_and_remedy(text: str, line: int, said: str) -> None:
    """A refusal names the file, the line and the field, and says what to do."""
    found = refusal(text)
    assert found.line == line and str(found).startswith(f"CASE.yaml, line {line}: ")
    assert said in str(found) and found.what_to_do


def test_two_documents_in_a_file_are_refused() -> None:
    """A second document is found at its line."""
    with pytest.raises(YamlRefused, match=r"line 4: a second document starts here\. Keep one"):
        read_case(LEAST + "---\nperson: B", "CASE.yaml")


@pytest.mark.parametrize(
    ("word", "decision", "reasons"),
    [
        ("agreed", DecisionKind.AGREED, ()),
        ("Approved", DecisionKind.AGREED, ()),
        ("consented", DecisionKind.AGREED, ()),
        ("granted", DecisionKind.AGREED, ()),
        ("refused", DecisionKind.REFUSED, ()),
        ("denied", DecisionKind.REFUSED, ()),
        ("declined", DecisionKind.REFUSED, ()),
        ("revoked", DecisionKind.REFUSED, ("consent revoked",)),
        ("withdrawn", DecisionKind.REFUSED, ("consent withdrawn",)),
    ],
)
def test_words_for_a_decision(word: str, decision: DecisionKind, reasons: tuple[str, ...]) -> None:
    """The usual words for agreeing and refusing are known; a consent taken back is a refusal for that reason."""
    text = LEAST + f"decisions: [{{instrument: coe-ets-112, by: US-VA, decision: {word}}}]"
    found = read_case(text, "CASE.yaml").decisions[0]
    assert (found.decision, found.reasons) == (decision, reasons)


def test_an_order_of_expulsion_may_be_a_yes_or_no() -> None:
    """false says that there is none; left out, nobody knows."""
    order = read_case(LEAST + "expulsion_order: false", "CASE.yaml").expulsion_order
    assert order is not None and not order.made
    assert read_case(LEAST, "CASE.yaml").expulsion_order is None


def test_a_file_laid_over_a_case_may_say_little() -> None:
    """Where it is laid over a case file, nothing is required, and only what is given has a source."""
    facts = read_case("consent: {given: true}", "MORE.yaml", partial=True)
    assert set(facts.sources) == {"consent"}


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(
        ["RU", "NO", "Russia", "P20Y", "2012-05", "2012/2010", "life", "coe-ets-112", "final", "", "US-VA"]
    )
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["term", "date", "by", "given", "decision", "instrument", "days", "x"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*FIELDS, "other"]), VALUES, max_size=6))
def test_any_entries_end_in_a_case_or_a_sentence(said: dict[str, Any]) -> None:
    """Whatever stands in the fields, the file is read or refused with a sentence; nothing else is raised."""
    text = LEAST + yaml.safe_dump({key: value for key, value in said.items() if key not in LEAST}, allow_unicode=True)
    try:
        facts = read_case(text, "CASE.yaml")
    except YamlRefused as refused:
        assert refused.line >= 1 and refused.why
    else:
        assert set(facts.sources) <= set(FIELDS)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_ends_in_a_case_or_a_sentence(text: str) -> None:
    """Whatever a file holds, it is read or refused with a sentence."""
    try:
        read_case(text, "CASE.yaml")
    except YamlRefused as refused:
        assert str(refused).startswith("CASE.yaml, line ")


def test_the_page_on_writing_a_case_has_every_field() -> None:
    """The case in docs/write-a-case.md is read, and shows every field that there is."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "write-a-case.md").read_text(encoding="utf-8")
    block = page.split("```yaml\n")[1].split("```")[0]
    assert read_case(block, "write-a-case.md").person == "Alva Quillfeather"
    tables = (FIELDS, case_files._JUDGMENT, case_files._SENTENCE, case_files._CREDIT, case_files._OFFENCE)
    more = (case_files._CONSENT, case_files._REQUEST, case_files._DECISION, case_files._CONSULAR)
    assert not [name for table in (*tables, *more) for name in table if f"{name}:" not in block]


@pytest.mark.parametrize("path", sorted((Path(__file__).resolve().parents[2] / "examples" / "cases").iterdir()))
def test_the_examples_are_cases(path: Path) -> None:
    """Each example says a case."""
    assert read_case(path.read_text(encoding="utf-8"), path.name).sentences
