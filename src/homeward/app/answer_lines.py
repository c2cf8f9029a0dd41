"""What an answer comes to, in sentences that are true of it: what was found, shut out, not settled or not asked for."""

from collections.abc import Iterator

from homeward.app.exchange_lines import nobody_to_blame
from homeward.app.plan_exchange import Asked
from homeward.app.position_lines import Named, joined_names
from homeward.app.wording import counted_in, gettext, gettext_noop
from homeward.exchanges.model import Answer, Part, Status

UNSETTLED = {
    Part.POINTS: gettext_noop("the exchanges that stand out"),
    Part.FRONTIER: gettext_noop("the frontier"),
    Part.MORE_HOME: gettext_noop("what would bring more people home"),
    Part.HANDOVER: gettext_noop("the hand-over"),
    Part.LEFT_OUT: gettext_noop("why others are not in it"),
}
"""Parts of an answer that are told of together where they are not settled; the others have sentences of their own."""


def none_acceptable(answer: Answer) -> str:
    """Return that there is no such exchange as was asked for; `withstand` asks for more than that all sides accept."""
    if not answer.none_withstands:
        return gettext("No exchange is acceptable to every side.")
    return counted_in(
        answer.withstand,
        "No exchange stays acceptable to every side if any %(n)s release falls through.",
        "No exchange stays acceptable to every side if any %(n)s releases fall through.",
    )


def why_none(answer: Answer, named: Named) -> str:
    """Return why there is none where no line is named for it; "" where lines are."""
    if answer.clash:
        return ""
    if answer.none_withstands:
        return gettext("Where nothing falls through there are some: ask without that for them.")
    if Part.CLASH in answer.unsettled:
        return gettext("Which lines stand in the way was not settled.")
    return "" if answer.left_out else nobody_to_blame(answer, named)


def on_compromises(answer: Answer, asked: Asked) -> str:
    """Return what there is to say of compromises beside them: that there are none, or may be more."""
    unsettled = Part.COMPROMISES in answer.unsettled
    if answer.compromises:
        said = gettext("What these open need not withstand a release that falls through.") if answer.withstand else ""
        more = gettext("The search for more was not ended.") if unsettled else ""
        return " ".join(one for one in (said, more) if one)
    if answer.none_withstands or not asked.compromises:
        return ""
    if unsettled:
        return gettext("Whether giving up a line would open one was not settled.")
    return gettext("No line that could yield would open one.")


def why_undecided(answer: Answer, asked: Asked) -> str:
    """Return why nothing was decided."""
    if answer.too_large:
        return gettext("the numbers are too large to prove anything by. Round them, or take a larger unit.")
    if asked.seconds is None:
        return gettext("neither an exchange was found nor a proof that there is none.")
    return gettext("the time ran out before an exchange was found or shut out.")


def besides(answer: Answer, asked: Asked) -> Iterator[str]:
    """Yield what was asked for and is not there, or not all of it, and why."""
    if answer.status is Status.NONE and asked.frontier:
        yield gettext("No frontier: there is no such exchange.")
    if answer.status is Status.NONE and asked.rounds:
        yield gettext("No hand-over: there is no such exchange.") + (
            gettext(" Leave out the lines of a compromise to plan that of what it opens.") if answer.compromises else ""
        )
    if answer.best is not None and not answer.best.people_home and asked.rounds:
        yield gettext("No hand-over: nobody is handed over.")
    open_parts = [gettext(words) for part, words in UNSETTLED.items() if part in answer.unsettled]
    if open_parts:
        yield gettext("Not settled, so that something may be missing: %(parts)s.") % {"parts": joined_names(open_parts)}
