"""Removal: the holding State sends a foreigner away under its own law, after the sentence or instead of its rest."""

from homeward.basics.said import say
from homeward.basics.terms import Duration
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import agreement_of, met, not_checked, not_met, on_or_in, practice, told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.sentences.model import Reckoning, SentenceEnd
from homeward.routes.sentences.parts import length_in, part_served
from homeward.routes.sentences.terms_to_serve import lengths_of, sentence_end
from homeward.routes.treaty import Condition, Role, Setting, Way


def foreigner(facts: CaseFacts, setting: Setting) -> Finding:
    """A State does not expel its own nationals (as in Protocol No. 4 to the European human rights convention, 3)."""
    holding = name_of(setting.sentencing_state)
    if not facts.nationalities:
        return unknown(
            "the person's nationality is not known", "nationalities", settled_by="a passport or birth record"
        )
    if federal_state(setting.sentencing_state) in facts.nationalities:
        asks = say("whether %(holding)s has taken its nationality away, and whether it could", holding=holding)
        return not_met(
            say("a national of %(holding)s, which cannot expel its own", holding=holding),
            "nationalities",
            settled_by=asks,
        )
    return met(say("not known to be a national of %(holding)s", holding=holding), "nationalities")


def removal_order(facts: CaseFacts, setting: Setting) -> Finding:
    """An order of a court or authority that the person leaves: with the sentence, instead of its rest, or after it."""
    order, holding = facts.expulsion_order, name_of(setting.sentencing_state)
    asks = say(
        "whether a court or the immigration authority of %(holding)s has ordered that the person leaves, or is asked"
        " to",
        holding=holding,
    )
    if order and order.made and told_by(order.date, setting.on) is Outcome.MET:
        when = on_or_in(order.date)
        return met(
            say("ordered%(when)s%(more)s", when=when, more=say(" by %(by)s", by=order.by) if order.by else ""),
            "expulsion_order",
        )
    decided = agreement_of(facts, setting, setting.sentencing_state)
    if decided.outcome is not Outcome.UNKNOWN:
        return decided
    if order and not order.made:
        return not_met("there is no order", "expulsion_order", settled_by=asks)
    return unknown("whether the person was ordered to leave is not recorded", "expulsion_order", settled_by=asks)


def time_served(facts: CaseFacts, setting: Setting) -> Finding:
    """The sentence is over, or the law of the holding State lets a foreigner leave before its end."""
    end, holding = sentence_end(facts), name_of(setting.sentencing_state)
    if not facts.sentences:
        asks = say("whether proceedings or a sentence keep the person in %(holding)s", holding=holding)
        return unknown("whether a sentence is to be served is not recorded", "sentences", settled_by=asks)
    if end.death:
        return unknown("a death sentence", "sentences", settled_by="a commutation, or an arrangement of the two States")
    if end.nothing_to_serve:
        return met("no sentence is to be served", "sentences")
    if end.nominal and end.nominal.latest and end.nominal.latest < setting.on:
        return met(say("the term ended %(nominal)s", nominal=end.nominal), "sentences")
    early = practice(setting, setting.sentencing_state, "early_removal")
    if early is None:
        until = say("; the term ends %(nominal)s", nominal=end.nominal) if end.nominal else ""
        asks = say(
            "whether the law of %(holding)s lets a foreigner leave before the end of the sentence, and after what part",
            holding=holding,
        )
        return unknown(
            say(
                "whether %(holding)s removes people before the end was not collected%(until)s",
                holding=holding,
                until=until,
            ),
            settled_by=asks,
        )
    changed = practice(setting, setting.sentencing_state, "early_removal_changed")
    found = _early(facts, setting, end)
    if changed and found.outcome is not Outcome.UNKNOWN:
        asks = say("the law of %(holding)s as it stands now", holding=holding)
        told = say("%(reason)s; but %(text)s", reason=found.reason, text=changed.text)
        return unknown(told, *found.facts, settled_by=asks, unverified=not_checked(changed))
    return found


def _early(facts: CaseFacts, setting: Setting, end: SentenceEnd) -> Finding:
    """Return whether the law lets a foreigner leave early: first conviction, short term, part of it served."""
    years, part = setting.parameter("early_removal_years").whole, setting.parameter("early_removal_part")
    length = _length(facts, end)
    start, last = end.start, end.nominal
    if end.indeterminate:
        return not_met("the sentence has no fixed end", "sentences", settled_by="a commutation to a term")
    asks = say("a sentence calculation with its start and credits")
    if start is None or last is None or last.earliest is None or last.earliest < setting.on:
        return unknown("how long the sentence is, and since when it runs, is not known", "sentences", settled_by=asks)
    if facts.first_prison_term is False:
        return not_met("not the first conviction", "first_prison_term", settled_by="the end of the sentence")
    if length and (length[0].months, length[0].days) > (12 * years, 0):
        told = say("a sentence of more than %(years)s years", years=years)
        return not_met(told, "sentences", settled_by="a commutation, or the end of the sentence")
    reckoning = Reckoning(facts, setting.on, start, start, last, setting.treaty.parameters)
    day = part_served(reckoning, part.fraction)
    if day.earliest and setting.on < day.earliest:
        return not_met(
            say("%(value)s of the term is served %(day)s only", value=part.value, day=day),
            "sentences",
            settled_by=say("that day: %(told)s", told=day.told),
        )
    short = length and length[1] and length[1].months < 12 * years
    if not short or day.latest is None or setting.on < day.latest:
        told = say(
            "whether the term is short enough, and %(value)s of it served, cannot be told from what is recorded",
            value=part.value,
        )
        return unknown(told, "sentences", settled_by=asks)
    told = say("%(value)s of a term below %(years)s years was served %(day)s", value=part.value, years=years, day=day)
    if facts.first_prison_term is None:
        asks = say("an extract from the criminal records")
        said = say("%(told)s; whether it is the first conviction is not recorded", told=told)
        return unknown(said, "sentences", "first_prison_term", settled_by=asks)
    return met(say("%(told)s; first conviction", told=told), "sentences", "first_prison_term")


def _length(facts: CaseFacts, end: SentenceEnd) -> tuple[Duration, Duration | None] | None:
    """Return the shortest and longest that all sentences together may last; None where their days are not known."""
    if len(facts.sentences) == 1:
        return lengths_of(facts.sentences[0].term)
    start, last = end.start, end.nominal
    if not (start and last and start.earliest and start.latest and last.earliest and last.latest):
        return None
    return length_in(start.latest, last.earliest), length_in(start.earliest, last.latest)


def readmission(facts: CaseFacts, setting: Setting) -> Finding:
    """The State to go to lets the person in: its own nationals it must (International Covenant, article 12(4))."""
    to = name_of(setting.administering_state)
    if federal_state(setting.administering_state) in facts.nationalities:
        return met(say("a national of %(to)s, which has to let them in", to=to), "nationalities")
    return unknown(
        say("not known to be a national of %(to)s", to=to),
        "nationalities",
        settled_by=say("a visa or the leave of %(to)s to enter", to=to),
    )


def no_danger_there(facts: CaseFacts, setting: Setting) -> Finding:
    """Nobody is sent where torture or persecution threatens (Convention against Torture, article 3)."""
    to = name_of(setting.administering_state)
    consent = facts.consent
    if consent and consent.given and told_by(consent.date, setting.on) is Outcome.MET:
        return met(say("the person agreed to go to %(to)s", to=to), "consent")
    asks = say("the person, alone: whether they fear anything in %(to)s", to=to)
    return unknown(say("whether the person fears to go to %(to)s is not recorded", to=to), "consent", settled_by=asks)


CONDITIONS = (
    Condition("foreigner", "foreigner", foreigner),
    Condition("removal_order", "order", removal_order),
    Condition("time_served", "time served", time_served),
    Condition("readmission", "readmission", readmission),
    Condition("no_danger_there", "danger there", no_danger_there, Role.DUTY),
)

WAYS = (Way("removal", CONDITIONS),)
