"""Whatever the examples of every instrument and law come to is said in Russian, with nothing left in English."""

import gettext
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from worked_examples import worked_examples

from homeward.app.assess_routes import FactsOfPerson, assess
from homeward.app.wording import Language, in_language, said_in
from homeward.app.words import word
from homeward.routes.model import Assessment, CaseFacts, Check, Safeguard

RUN_OF_ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){2}")
CITED = ("Ex parte Garland", "Consular Notification and Access", "Barber v. Thomas")
"""Names of cases and papers, which stay as they are."""
TYPED = ("drugs or terrorism", "sexual against a child", "sexual against a minor")
"""What is entered as it stands here."""


@pytest.fixture(scope="module")
def russian() -> Language:
    """The Russian of the pages."""
    with files("homeward.web").joinpath("locale/ru/LC_MESSAGES/django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def sentences(found: Assessment) -> Iterator[str]:
    """Yield every sentence of an assessment that a page shows."""
    for route in found.routes:
        yield from (route.in_force.reason, route.in_force.needs or "", *route.in_force.notes, word(route.kind))
        yield from map(word, route.in_force.unverified)
        checks: list[Check | Safeguard] = [*route.checks, *found.safeguards]
        for one in checks:
            yield from (one.reason, one.settled_by or "", word(one.condition), *map(word, one.unverified))
        yield from (*(effect.text for effect in route.effects), *(paper.what for paper in route.papers))
    yield from (asked.question for asked in found.questions)
    if found.sentence:
        yield from (*found.sentence.working, found.sentence.served or "", found.sentence.remaining or "")
        releases = (*found.sentence.conditional_release, *filter(None, [found.sentence.full_release]))
        yield from (said for one in releases for said in (one.name, one.rule))


def words_of_the_case(facts: CaseFacts) -> tuple[str, ...]:
    """Return what the case itself says in words, which stay as they are."""
    reasons = [reason for one in facts.decisions for reason in one.reasons]
    by = [one.by for one in (facts.consent, facts.expulsion_order) if one]
    return tuple(said for said in (*(one.name for one in facts.offences), facts.health, *reasons, *by) if said)


def test_nothing_is_left_in_english(russian: Language) -> None:
    """Reasons, questions, papers, effects and the working of the sentence are Russian, but for words of the case."""
    left: dict[str, None] = {}
    with said_in(russian):
        for example in worked_examples():
            found = assess(FactsOfPerson(example.facts, example.on), to=example.to)
            for sentence in sentences(found):
                told = in_language(sentence)
                for words in (*words_of_the_case(example.facts), *CITED, *TYPED):
                    told = told.replace(words, "")
                if RUN_OF_ENGLISH.search(told):
                    left[told] = None
    assert list(left) == []
