"""Every law of release that is written, listed by hand, and which of them a State is under."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from homeward.basics.said import joined, say
from homeward.routes.parameters import Parameter, load_parameters
from homeward.routes.sentences.laws.england_and_wales import articles as england_and_wales
from homeward.routes.sentences.laws.france import articles as france
from homeward.routes.sentences.laws.germany import articles as germany
from homeward.routes.sentences.laws.russia import articles as russia
from homeward.routes.sentences.laws.us_federal import articles as us_federal
from homeward.routes.sentences.model import Law, WhyNot

LAWS: tuple[Law, ...] = (england_and_wales.LAW, france.LAW, germany.LAW, russia.LAW, us_federal.LAW)


def law_of(state: str) -> Law | WhyNot:
    """Return the law of release of a State or part of one, or the refusal where none is written."""
    whole = state.partition("-")[0]
    for law in LAWS:
        if state in law.states or (law.parts_too and whole in law.states):
            return law
    written = joined(", ", (law.title for law in LAWS))
    if any(whole in law.states for law in LAWS):
        return (
            "no-rule-for-state",
            say(
                "%(state)s has its own law of release, which is not written here; written are %(written)s.",
                state=state,
                written=written,
            ),
        )
    return "no-rule-for-state", say(
        "The law of release of %(state)s is not written here; written are %(written)s.", state=state, written=written
    )


@cache
def parameters_of(law_id: str) -> Mapping[str, Parameter]:
    """Return the dated numbers of a law, from the parameters.yaml beside its articles."""
    text = files(f"homeward.routes.sentences.laws.{law_id}").joinpath("parameters.yaml").read_text(encoding="utf-8")
    return load_parameters(text, f"{law_id}/parameters.yaml")
