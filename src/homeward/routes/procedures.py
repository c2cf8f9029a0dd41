"""Continue the sentence or convert it: what the administering State declared about the two procedures of ETS 112."""

from homeward.basics.said import say
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import not_checked
from homeward.routes.model import Effect
from homeward.routes.treaty import Setting

_SAID = {
    "excl_9_1_a": say("does not continue enforcement: it converts the sentence (article 11)"),
    "excl_9_1_b": say("does not convert: it continues the sentence as imposed (article 10)"),
    "pref_conversion": say("as a rule converts the sentence (article 11)"),
}


def procedures_declared(setting: Setting, article: str) -> tuple[Effect, ...]:
    """Return which of the two procedures the administering State has excluded, or prefers, under an article."""
    state = federal_state(setting.administering_state)
    declared = [one for where in ("3(3)", "3", "9") for one in setting.declared(state, where)]
    return tuple(
        dict.fromkeys(
            Effect(
                article,
                say("%(state)s %(does)s: %(text)s", state=name_of(state), does=_SAID[one.effect], text=one.text),
                not_checked(one),
            )
            for one in declared
            if one.effect in _SAID
        )
    )
