"""Framework Decision 2008/909/JHA: the sentencing (issuing) State forwards, the other (executing) one has to recognise.

No agreement of the two is needed. Of the grounds for refusal in article 9(1), those are asked that a case can say.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from homeward.basics.said import say
from homeward.basics.terms import Duration
from homeward.routes import conditions, consent_conditions, enforcement_conditions, time_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import listed, met, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, MentalState, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way
from homeward.routes.treaty_files import read_room_file

GROUNDS = say("a ground of article 9(1)")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(a): a final decision of a court that imposes a sentence."""
    return conditions.final_judgment(facts, setting)


def location(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4(1): the person is in the issuing or in the executing State."""
    if not facts.fled_to_own_state:
        return met(say("held by %(held_by)s, the issuing State", held_by=name_of(facts.held_by)), "held_by")
    found, name = enforcement_conditions.fled_there(facts, setting), name_of(setting.administering_state)
    if found.outcome is Outcome.MET:
        return found
    told = say("fled home; that the person is in %(name)s is not on record", name=name)
    return unknown(told, *found.facts, settled_by=say("proof that the person is in %(name)s", name=name))


def destination(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4(1)(a) to (c): own State where the person lives or will be deported, or a State that consents."""
    name = name_of(setting.administering_state)
    own = (("4(1)(a)", _own_and_lives_there(facts, setting)), ("4(1)(b)", _own_and_deported(facts, setting)))
    for article, finding in own:
        if finding.outcome is Outcome.MET:
            return replace(finding, reason=say("%(article)s: %(reason)s", article=article, reason=finding.reason))
    consents = conditions.agreement_of(facts, setting, setting.administering_state)
    if consents.outcome is Outcome.MET:
        return met(say("4(1)(c): %(reason)s", reason=consents.reason), "decisions")
    if consents.outcome is Outcome.NOT_MET and _lives_elsewhere(facts, setting):
        return not_met(
            say("4(1)(c): %(name)s does not consent: %(reason)s", name=name, reason=consents.reason), "decisions"
        )
    told = say("neither that the person is at home in %(name)s nor that %(name)s consents is on record", name=name)
    asks = say(
        "proof that the person, as its national, lives in %(name)s; an order of deportation; or the consent of"
        " %(name)s",
        name=name,
    )
    return unknown(told, "nationalities", "residence", "expulsion_order", settled_by=asks)


def _own_and_lives_there(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person is a national of the executing State and lives there: articles 4(1)(a) and 6(2)(a)."""
    national, state = conditions.national(facts, setting), federal_state(setting.administering_state)
    if national.outcome is not Outcome.MET:
        return national
    asks = say("proof of residence in %(state)s", state=name_of(state))
    if facts.residence is None:
        return unknown("where the person lives is not known", "residence", settled_by=asks)
    if facts.residence != state:
        return not_met(say("lives in %(residence)s", residence=name_of(facts.residence)), "residence")
    return met(say("a national of %(state)s who lives there", state=name_of(state)), "nationalities", "residence")


def _own_and_deported(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person is to be deported to the executing State, as its national: 4(1)(b) and 6(2)(b)."""
    national = conditions.national(facts, setting)
    if national.outcome is not Outcome.MET:
        return national
    order = enforcement_conditions.ordered_to_leave(facts, setting)
    if order.outcome is not Outcome.MET:
        return order
    return met(say("a national of that State; %(reason)s", reason=order.reason), "nationalities", "expulsion_order")


def _lives_elsewhere(facts: CaseFacts, setting: Setting) -> bool:
    found = (_own_and_lives_there(facts, setting), _own_and_deported(facts, setting))
    return all(one.outcome is Outcome.NOT_MET for one in found)


def rehabilitation(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4(2): the issuing State forwards once it is satisfied that serving there helps the person's return."""
    found = enforcement_conditions.only_sentencing_state_asked(facts, setting)
    if found.outcome is not Outcome.UNKNOWN:
        return found
    issuing, executing = name_of(setting.sentencing_state), name_of(setting.administering_state)
    asks = say(
        "whether %(issuing)s will forward the judgment and certificate: ask it, or %(executing)s, to start (article"
        " 4(5)), with what speaks for the person's return to society there",
        issuing=issuing,
        executing=executing,
    )
    return unknown(
        say("that %(issuing)s forwarded the judgment is not recorded", issuing=issuing), "requests", settled_by=asks
    )


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 6: the person consents, unless one of the three cases of 6(2) does without consent."""
    without = [
        _goes_home(facts, setting),
        _own_and_deported(facts, setting),
        *(() if _is_known_to_be_there(facts) else (enforcement_conditions.fled_there(facts, setting),)),
    ]
    for finding in without:
        if finding.outcome is Outcome.MET:
            return met(say("no consent is needed (article 6(2)): %(told)s", told=finding.reason), *finding.facts)
    found = consent_conditions.person_consents(facts, setting)
    open_ones = [finding for finding in without if finding.outcome is Outcome.UNKNOWN]
    if found.outcome is Outcome.NOT_MET and open_ones:
        told = say(
            "%(reason)s; whether consent is needed is open: %(listed)s",
            reason=found.reason,
            listed=listed(one.reason for one in open_ones),
        )
        asks = listed(one.settled_by for one in open_ones if one.settled_by)
        return unknown(told, *found.facts, *(fact for one in open_ones for fact in one.facts), settled_by=asks)
    return found


def _is_known_to_be_there(facts: CaseFacts) -> bool:
    """Return whether the person is in custody in the issuing State, and nobody says that they fled."""
    return facts.fled_to_own_state is None and facts.in_custody_since is not None


def _goes_home(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether 6(2)(a) does without consent: the home State where the person lives, but for Poland's 6(5)."""
    found = _own_and_lives_there(facts, setting)
    kept_until = _consent_kept_until(setting)
    if found.outcome is not Outcome.MET or kept_until is None:
        return found
    judged = (*(one.date for one in facts.judgments), *(one.imposed for one in facts.sentences))
    known = [day for day in judged if day]
    if known and all(day.from_day > kept_until for day in known):
        return found
    if any(day and day.to_day <= kept_until for day in judged):
        return not_met(
            say("for Poland consent is kept for judgments until %(kept_until)s (article 6(5))", kept_until=kept_until),
            "judgments",
        )
    told = say(
        "for Poland consent is kept for judgments until %(kept_until)s (article 6(5)), and its day is not known",
        kept_until=kept_until,
    )
    return unknown(told, "judgments", settled_by="the day of the judgment")


def _consent_kept_until(setting: Setting) -> date | None:
    """Return the last day of judgments for which article 6(5) keeps the consent between the two States."""
    for state in (setting.sentencing_state, setting.administering_state):
        for derogation in setting.treaty.declarations.get((federal_state(state), "6(2)(a)"), ()):
            if derogation.until:
                return derogation.until.to_day
    return None


def recognition(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 8(1): the executing State recognises the judgment, as it must unless a ground of article 9(1) applies."""
    return enforcement_conditions.must_accept(facts, setting, GROUNDS)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 7 and 9(1)(d): an offence in the executing State too, or one that the list of 7(1) exempts."""
    exempt = {} if setting.declared(setting.administering_state, "7(4)") else _listed(facts)
    if len(exempt) == len(facts.offences) == 1 and _three_years_imposed(facts, setting):
        ((name, category),) = exempt.items()
        told = say(
            '%(name)s falls under "%(category)s" of the list in article 7(1), and three years or more were imposed',
            name=name,
            category=category,
        )
        return met(told, "offences", "sentences")
    found = conditions.offence_in_both(facts, setting)
    if found.outcome is not Outcome.MET and exempt:
        told = say(
            "%(reason)s; %(listed)s may fall under the list of article 7(1)", reason=found.reason, listed=listed(exempt)
        )
        issuing = name_of(setting.sentencing_state)
        asks = say(
            "what the certificate says of listed offences, and their maximum penalty in %(issuing)s", issuing=issuing
        )
        found = unknown(told, *found.facts, settled_by=asks)
    return enforcement_conditions.unless_accepted(found, facts, setting)


def _listed(facts: CaseFacts) -> Mapping[str, str]:
    """Return the offences that their names put under a category of article 7(1), each with that category."""
    found = {one.name: _category(one.name) for one in facts.offences}
    return {name: category for name, category in found.items() if category}


@cache
def _category(offence: str) -> str | None:
    words = offence.casefold()
    return next((category for category, known_by in _categories() if known_by.search(words)), None)


@cache
def _categories() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the categories of article 7(1), each with what finds it in an offence's name: all stems of one line."""
    listed_offences = read_room_file("treaties/eu_2008_framework_decision/listed_offences.yaml")
    return tuple((say(str(one["category"])), _finder(one["known_by"])) for one in listed_offences)


def _finder(known_by: Iterable[Iterable[str]]) -> re.Pattern[str]:
    lines = ("".join(rf"(?=.*\b{re.escape(stem)})" for stem in stems) for stems in known_by)
    return re.compile("|".join(lines), re.S)


def _three_years_imposed(facts: CaseFacts, setting: Setting) -> bool:
    """Return whether the sentence itself shows that the offence is punishable by so many years in the issuing State."""
    needed = 12 * int(setting.parameter("listed_offence_years").value)
    terms = [one.term.shortest for one in facts.sentences if one.term]
    return any(not isinstance(one, Duration) or one.months >= needed for one in terms if one)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 9(1)(h): less than six months left when the judgment is received lets the executing State refuse."""
    counted, when = time_conditions.request_day(facts, setting)
    found = time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=False)
    return enforcement_conditions.unless_accepted(found, facts, setting)


def age(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 9(1)(g): a person too young to be prosecuted in the executing State lets it refuse."""
    return enforcement_conditions.unless_accepted(enforcement_conditions.of_age(facts, setting), facts, setting)


def measure(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 9(1)(k): a psychiatric or health measure that the executing State cannot carry out lets it refuse."""
    if facts.mental_state is not MentalState.NOT_RESPONSIBLE:
        return met("nothing on record says that a measure of psychiatric care was imposed", "mental_state")
    asks = say(
        "whether %(administering)s can carry out the measure under its law and health care",
        administering=name_of(setting.administering_state),
    )
    found = unknown("found not responsible: a measure, not a punishment", "mental_state", settled_by=asks)
    return enforcement_conditions.unless_accepted(found, facts, setting)


CONDITIONS = (
    Condition("final_judgment", "1(a)", final_judgment),
    Condition("location", "4(1)", location),
    Condition("destination", "4(1)", destination),
    Condition("consent_person", "6", consent_person),
    Condition("dual_criminality", "7", dual_criminality, Role.REFUSAL_GROUND),
    Condition("time_remaining", "9(1)(h)", time_remaining, Role.REFUSAL_GROUND),
    Condition("age", "9(1)(g)", age, Role.REFUSAL_GROUND),
    Condition("measure", "9(1)(k)", measure, Role.REFUSAL_GROUND),
    Condition("rehabilitation", "4(2)", rehabilitation),
    Condition("recognition", "8(1)", recognition),
)

WAYS = (Way("enforcement_of_judgment", CONDITIONS),)
