"""The draft of a request states what the case says, each fact with where it was taken from, and nothing else."""

from homeward.routes.case_files import read_case
from homeward.routes.request_facts import request_facts

CASE = """\
person: A. Person
nationalities: [RU]
held_by: US
born: 1968-10
judgments: [{court: Southern District, date: 2011-04-28, final_since: 2013-06-10}]
sentences: [{term: P20Y, imposed: 2011-09-07, runs_from: 2010-05-28}]
"""


def test_each_fact_leads_to_its_line() -> None:
    """Every known fact names the line of the file that says it, with the precision it was given."""
    draft = {fact.name: fact for fact in request_facts(read_case(CASE, "case.yaml"))}
    assert draft["date of birth"].value == "1968-10"
    assert draft["date of birth"].sources == ("case.yaml, line 4",)
    assert draft["judgment"].value == "Southern District, of 2011-04-28, final since 2013-06-10"
    assert draft["nature and duration of the sentence"].value == "P20Y, imposed on 2011-09-07"
    assert draft["date of commencement"].value == "2010-05-28"


def test_what_is_not_known_stays_empty() -> None:
    """A request states nothing that the case does not say."""
    draft = {fact.name: fact.value for fact in request_facts(read_case(CASE, "case.yaml"))}
    assert draft["consent"] is None
    assert draft["State of residence"] is None
    assert draft["facts on which the sentence is based"] is None
    assert draft["in custody since"] is None
