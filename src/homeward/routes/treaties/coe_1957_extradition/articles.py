"""ETS No. 24, the 1957 convention on extradition: the State of nationality asks for a person it wants to try or punish.

The State that holds the person is the requested State, the one the person would go to the requesting State.
"""

from homeward.basics.said import say
from homeward.routes import conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, on_or_in, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome, Stage
from homeward.routes.treaty import Condition, Role, Setting, Way


def wanted_by_requesting_state(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1: the requesting State proceeds against the person, or wants them to serve its own sentence."""
    home = name_of(setting.administering_state)
    if _requested(facts, setting):
        return met(say("%(home)s asked for the person's extradition", home=home), "requests")
    asks = say(
        "whether %(home)s prosecutes the person or has sentenced them itself: its arrest warrant or its judgment",
        home=home,
    )
    return unknown(
        say("whether %(home)s wants the person for an offence of its own is not recorded", home=home), settled_by=asks
    )


def extraditable_offence(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2(1): punishable in both States by a year or more; where sentenced, four months or more were imposed."""
    years, months = (
        setting.parameter("extraditable_years").whole,
        setting.parameter("extraditable_months_imposed").whole,
    )
    states = (setting.administering_state, setting.sentencing_state)
    for state in map(federal_state, states):
        if facts.offences and all(one.punishable_in.get(state) is False for one in facts.offences):
            names = conditions.listed(one.name for one in facts.offences)
            told = say("%(names)s: no offence in %(state)s", names=names, state=name_of(state))
            return not_met(told, "offences", settled_by="a request for other conduct")
    asks = say(
        "the provisions of both laws with their highest penalty (%(years)s year or more in each), or a sentence of"
        " %(months)s months or more",
        years=years,
        months=months,
    )
    return _ground(facts, setting, "extraditable", say("the penalties in both States are not recorded"), asks)


def political_offence(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3: not for a political offence, nor where the request aims at race, religion or opinions."""
    asks = say(
        "on what the request rests, and whether the person fears punishment for race, religion, nationality or opinions"
    )
    return _ground(
        facts, setting, "politic", say("whether the requested State holds it to be political is not known"), asks
    )


def military_offence(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4: offences under military law that are no ordinary offences are outside the convention."""
    asks = say("the provision charged: whether it is one of military law alone")
    return _ground(facts, setting, "military", say("whether it is an offence of military law alone is not known"), asks)


def own_nationals(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 6(1)(a): the requested State may refuse to hand over its own nationals."""
    holding = name_of(setting.sentencing_state)
    if not facts.nationalities:
        return unknown(
            "the person's nationality is not known", "nationalities", settled_by="a passport or birth record"
        )
    if federal_state(setting.sentencing_state) not in facts.nationalities:
        return met(say("not known to be a national of %(holding)s", holding=holding), "nationalities")
    asks = say(
        "whether %(holding)s hands over its nationals, or tries them itself if asked (article 6(2))", holding=holding
    )
    return _ground(
        facts,
        setting,
        say("own national"),
        say("a national of %(holding)s, which may refuse for that", holding=holding),
        asks,
    )


def not_judged_already(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 9: no extradition for what the requested State has judged finally itself."""
    holding, home = name_of(setting.sentencing_state), name_of(setting.administering_state)
    final = conditions.final_judgment(facts, setting)
    if final.outcome is Outcome.NOT_MET:
        return met(
            say("no final judgment of %(holding)s: %(reason)s", holding=holding, reason=final.reason), *final.facts
        )
    if final.outcome is Outcome.UNKNOWN:
        asks = say("whether %(holding)s has judged the person finally, and for what", holding=holding)
        return _ground(facts, setting, "idem", final.reason, asks)
    asks = say(
        "whether %(home)s wants the person for other conduct than %(holding)s judged, or for a judgment of its own",
        home=home,
        holding=holding,
    )
    told = say(
        "%(holding)s has judged the person finally, and for the same conduct it extradites nobody", holding=holding
    )
    return _ground(facts, setting, "idem", told, asks)


def lapse_of_time(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 10: not where prosecution or punishment is barred by time in either State."""
    asks = say("when the offence was committed, and after how long each of the two laws bars it")
    return _ground(
        facts, setting, "lapse", say("whether it is barred by time in one of the two States is not known"), asks
    )


def death_penalty(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 11: where death threatens there and not here, extradition may be refused without an assurance."""
    home = name_of(setting.administering_state)
    asks = say(
        "whether the offence can be punished by death in %(home)s; if so, its assurance that it will not be carried"
        " out",
        home=home,
    )
    return _ground(facts, setting, "death", say("whether death threatens in %(home)s is not recorded", home=home), asks)


def request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 12: a written request with the judgment or warrant, the offences, the law and who the person is."""
    made = conditions.latest_request(facts, setting)
    if made and _requested(facts, setting):
        return met(
            say("%(by)s made a request%(when)s", by=name_of(made.by), when=on_or_in(made.made or made.received)),
            "requests",
        )
    asks = say(
        "the request of %(administering)s with the papers of article 12(2)",
        administering=name_of(setting.administering_state),
    )
    return unknown("no request for extradition is recorded", "requests", settled_by=asks)


def decision_of_requested_state(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 18(1) and 22: the requested State decides under its own law; only a recorded decision counts."""
    return _decided(facts, setting)


def surrender_not_postponed(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 19: while the person is tried or serves a sentence there, surrender may be put off."""
    holding = name_of(setting.sentencing_state)
    if facts.stage in (Stage.FINAL, Stage.SENTENCED) or any(one.term for one in facts.sentences):
        asks = say(
            "whether %(holding)s hands the person over before the end of its sentence, or for a time", holding=holding
        )
        return unknown(
            say("sentenced in %(holding)s, which may put off the surrender", holding=holding), "stage", settled_by=asks
        )
    if _decided(facts, setting).outcome is Outcome.MET:
        return met(
            say("granted, and no sentence of %(holding)s is on record that would put it off", holding=holding),
            "decisions",
        )
    asks = say("whether %(holding)s prosecutes or has sentenced the person itself", holding=holding)
    return unknown(
        say("whether the person is held for an offence in %(holding)s is not known", holding=holding),
        "stage",
        settled_by=asks,
    )


def _requested(facts: CaseFacts, setting: Setting) -> bool:
    found = conditions.latest_request(facts, setting)
    return found is not None and found.by == setting.administering_state


def _decided(facts: CaseFacts, setting: Setting) -> Finding:
    return conditions.agreement_of(facts, setting, setting.sentencing_state)


def _ground(facts: CaseFacts, setting: Setting, named: str, otherwise: str, asks: str) -> Finding:
    """Return what the requested State's decision says of a ground of refusal: granted, or refused naming it."""
    decided = _decided(facts, setting)
    if decided.outcome is Outcome.MET:
        return met(
            say("%(reason)s to extradition, and so did not find this against it", reason=decided.reason), "decisions"
        )
    if decided.outcome is Outcome.NOT_MET and named in decided.reason.casefold():
        return not_met(decided.reason, "decisions", settled_by=decided.settled_by)
    return unknown(otherwise, settled_by=asks)


CONDITIONS = (
    Condition("wanted_by_requesting_state", "1", wanted_by_requesting_state),
    Condition("extraditable_offence", "2(1)", extraditable_offence),
    Condition("political_offence", "3", political_offence),
    Condition("military_offence", "4", military_offence),
    Condition("own_nationals", "6(1)(a)", own_nationals, Role.REFUSAL_GROUND),
    Condition("not_judged_already", "9", not_judged_already),
    Condition("lapse_of_time", "10", lapse_of_time),
    Condition("death_penalty", "11", death_penalty, Role.REFUSAL_GROUND),
    Condition("request", "12", request, Role.DUTY),
    Condition("surrender_not_postponed", "19", surrender_not_postponed, Role.DUTY),
    Condition("agreement_of_states", "18(1)", decision_of_requested_state),
)

WAYS = (Way("extradition", CONDITIONS),)
