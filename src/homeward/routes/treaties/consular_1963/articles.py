"""The Vienna Convention on Consular Relations, article 36: rights from the moment of arrest, and never a way home."""

from datetime import date

from homeward.basics.dates import PartialDate
from homeward.basics.said import say
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, told_by, unknown
from homeward.routes.model import CaseFacts, ConsularRecord, Finding, Outcome
from homeward.routes.treaty import Condition, Setting

AGREED_1964 = frozenset({"US", "RU"})
"""The States bound by the consular convention of 1 June 1964 and its protocol, Russia as the continuing USSR."""


def inform_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 36(1)(b), last sentence: whoever is detained is told of these rights without delay."""
    told = facts.consular.told_of_rights if facts.consular else None
    if not _happened(told, setting.on):
        asks = say(
            "the custody record, and the person: on which day they were told that they may have their consulate told"
        )
        return unknown("whether the person was told of the right to consular help is not recorded", settled_by=asks)
    return _in_time(
        facts, setting, told, say("the person was told of the right to consular help on %(told)s", told=told)
    )


def notify_consulate(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 36(1)(b): if the person asks, the consulate is told without delay."""
    sending, receiving = name_of(setting.administering_state), name_of(setting.sentencing_state)
    asks = say(
        "the consulate of %(sending)s: on which day %(receiving)s told it, and whether the person had asked for that",
        sending=sending,
        receiving=receiving,
    )
    record, which = _record(facts, setting)
    if record is None or not _happened(record.notified, setting.on):
        return unknown(
            say("when the consulate of %(sending)s was told is not recorded", sending=sending), settled_by=asks
        )
    said = say("the consulate of %(sending)s was told on %(notified)s", sending=sending, notified=record.notified)
    if which is Outcome.UNKNOWN:
        return _of_which_state(say("a consulate was told on %(notified)s", notified=record.notified), setting)
    return _in_time(facts, setting, record.notified, said, "notice_days_1964")


def free_communication(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 36(1)(a): the person may write to and speak with the consul, and the consul with the person."""
    sending = name_of(setting.administering_state)
    asks = say("the consulate of %(sending)s and the person: whether letters and calls pass both ways", sending=sending)
    told = say("whether the person and a consul of %(sending)s can write and speak is not recorded", sending=sending)
    return _access(facts, setting, told, asks)


def visits_counsel(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 36(1)(c): the consul may visit, speak with and find counsel for the person, in prison too."""
    sending = name_of(setting.administering_state)
    asks = say("the consulate of %(sending)s: which visits it asked for, and what the answer was", sending=sending)
    found = _access(
        facts, setting, say("whether a consul of %(sending)s has visited is not recorded", sending=sending), asks
    )
    if found.outcome is not Outcome.MET or not _both_of_1964(setting):
        return found
    record, _ = _record(facts, setting)
    return found if record is None else _within_1964(facts, setting, record.access_first, found)


def dual_nationals(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 36 is silent on nationals of both States; many States let no consul of the other one in."""
    receiving = name_of(setting.sentencing_state)
    if not facts.nationalities:
        return unknown(
            "the person's nationality is not known", "nationalities", settled_by="a passport or birth record"
        )
    if federal_state(setting.sentencing_state) not in facts.nationalities:
        return met(say("not known to be a national of %(receiving)s", receiving=receiving), "nationalities")
    told = say("a national of %(receiving)s too, which may hold the person to be its own alone", receiving=receiving)
    record, which = _record(facts, setting)
    if record and which is Outcome.MET and _denied(record, setting.on):
        asks = say(
            "the answer of %(receiving)s in writing, naming the nationality on which it relies", receiving=receiving
        )
        return not_met(
            say("%(told)s; access was denied on %(denied)s", told=told, denied=record.denied),
            "nationalities",
            "consular",
            settled_by=asks,
        )
    if record and which is Outcome.MET and _happened(record.access_first, setting.on):
        return met(
            say("%(told)s, and yet a consul came on %(access_first)s", told=told, access_first=record.access_first),
            "nationalities",
            "consular",
        )
    asks = say(
        "whether %(receiving)s lets consuls see its own nationals, by its practice or by a treaty", receiving=receiving
    )
    return unknown(told, "nationalities", settled_by=asks)


def _record(facts: CaseFacts, setting: Setting) -> tuple[ConsularRecord | None, Outcome]:
    """Return the consular record, and whether it is of the State in question: unknown where it might be another's."""
    record = facts.consular
    if record is None:
        return None, Outcome.UNKNOWN
    if record.by:
        mine = record.by == federal_state(setting.administering_state)
        return (record, Outcome.MET) if mine else (None, Outcome.NOT_MET)
    others = [state for state in facts.nationalities if state != federal_state(setting.sentencing_state)]
    return record, Outcome.MET if len(others) <= 1 else Outcome.UNKNOWN


def _access(facts: CaseFacts, setting: Setting, none_recorded: str, asks: str) -> Finding:
    record, which = _record(facts, setting)
    if record is None:
        return unknown(none_recorded, settled_by=asks)
    sending, came = name_of(setting.administering_state), _happened(record.access_first, setting.on)
    denied = _denied(record, setting.on)
    if which is Outcome.UNKNOWN and (came or denied):
        return _of_which_state(say("a consulate asked for access"), setting)
    if denied:
        spying = any("espionage" in one.name.casefold() for one in facts.offences)
        excuse = say("; suspicion of espionage is no exception (Jadhav, 2019)") if spying else ""
        after = say(", after a visit on %(access_first)s", access_first=record.access_first) if came else ""
        asks = say("a new request for a visit, in writing, and the answer to it")
        return not_met(
            say(
                "%(sending)s was denied access on %(denied)s%(after)s%(excuse)s",
                sending=sending,
                denied=record.denied,
                after=after,
                excuse=excuse,
            ),
            "consular",
            settled_by=asks,
        )
    if came:
        before = say(", after it had been denied on %(denied)s", denied=record.denied) if record.denied else ""
        return met(
            say(
                "a consul of %(sending)s first came on %(access_first)s%(before)s",
                sending=sending,
                access_first=record.access_first,
                before=before,
            ),
            "consular",
        )
    return unknown(none_recorded, settled_by=asks)


def _denied(record: ConsularRecord, on: date) -> bool:
    """Return whether access stands denied: on record by that day, with no visit after it."""
    if not _happened(record.denied, on):
        return False
    came = record.access_first
    return (
        came is None or not _happened(came, on) or (record.denied is not None and came.to_day < record.denied.from_day)
    )


def _happened(day: PartialDate | None, on: date) -> bool:
    return day is not None and told_by(day, on) is Outcome.MET


def _of_which_state(said: str, setting: Setting) -> Finding:
    asks = say("whether it was the consulate of %(administering)s", administering=name_of(setting.administering_state))
    return unknown(
        say("%(said)s; of which of the person's States is not recorded", said=said), "consular", settled_by=asks
    )


def _in_time(facts: CaseFacts, setting: Setting, day: PartialDate | None, said: str, agreed: str = "") -> Finding:
    """Return whether something came without delay, or within the days that the two States agreed on."""
    start = facts.in_custody_since
    if day is None or start is None or start.earliest is None:
        asks = say("the day on which the person was arrested")
        return unknown(
            say("%(said)s; since when they are in custody is not known", said=said), "consular", settled_by=asks
        )
    by_treaty = bool(agreed) and _both_of_1964(setting)
    limit = setting.parameter(agreed if by_treaty else "usual_days")
    marks = ("usual_days",) if limit.unverified else ()
    fewest, most = (day.from_day - start.to_day).days, (day.to_day - start.from_day).days
    passed = (
        say("%(most)s days", most=most)
        if fewest == most
        else say("%(days)s to %(most)s days", days=max(fewest, 0), most=most)
    )
    told = say("%(said)s, %(passed)s after the arrest", said=said, passed=passed)
    if most <= limit.whole:
        return met(told, "consular", "in_custody_since", unverified=marks)
    if by_treaty:
        told = say("%(told)s; the protocol of 1964 allows %(whole)s", told=told, whole=limit.whole)
        asks = say("why it came so late, and a protest of the consulate")
    else:
        told = say(
            "%(told)s; whether that was without delay is argued (three weeks were too late in Jadhav, 2019)", told=told
        )
        asks = say(
            "from which day the authorities knew, or had grounds to think, that the person is a foreign national"
        )
    return unknown(told, "consular", "in_custody_since", settled_by=asks, unverified=marks)


def _within_1964(facts: CaseFacts, setting: Setting, came: PartialDate | None, found: Finding) -> Finding:
    """Return the same finding with what the protocol of 1964 says of the time of a first visit."""
    start, limit = facts.in_custody_since, setting.parameter("visit_days_1964").whole
    if came is None or start is None or start.earliest is None:
        return found
    late = (came.from_day - start.to_day).days - limit
    told = (
        say("%(reason)s, later than the %(limit)s days of the protocol of 1964", reason=found.reason, limit=limit)
        if late > 0
        else found.reason
    )
    return met(told, "consular", "in_custody_since")


def _both_of_1964(setting: Setting) -> bool:
    return {federal_state(setting.sentencing_state), federal_state(setting.administering_state)} == AGREED_1964


SAFEGUARDS = (
    Condition("inform_person", "36(1)(b)", inform_person),
    Condition("notify_consulate", "36(1)(b)", notify_consulate),
    Condition("free_communication", "36(1)(a)", free_communication),
    Condition("visits_counsel", "36(1)(c)", visits_counsel),
    Condition("dual_nationals", "36", dual_nationals),
)

WAYS = ()
