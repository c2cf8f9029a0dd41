"""The facts of a request as text: each with its value, the words that say it, and where they stand."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from homeward.app.case_lines import CaseLine
from homeward.app.words import NOT_SAID
from homeward.basics.safe_text import one_line
from homeward.cases.model import Evidence
from homeward.cli.case_text import Section
from homeward.cli.route_text import source_in_words
from homeward.routes.model import CaseFacts, RequestFact
from homeward.routes.request_facts import request_facts


def request_text(facts: CaseFacts, claims: Mapping[str, Evidence]) -> Iterator[RenderableType]:
    """Yield the draft: what is known with its sources, and at the end what a request states and nobody has said yet."""
    stated = request_facts(facts)
    yield Text(one_line(facts.person), style="bold")
    yield Text("Draft of the facts of a request; check each against its source before it is sent.\n")
    yield Section("Facts", tuple(_entry(one, claims) for one in stated if one.value))
    missing = [f"{one.name} ({one.article})" for one in stated if not one.value]
    if missing:
        yield Text(f"{NOT_SAID.capitalize()}: {', '.join(missing)}.")


def _entry(one: RequestFact, claims: Mapping[str, Evidence]) -> CaseLine:
    by_claim = {source: claims.get(source.partition(" ")[0]) for source in one.sources}
    elsewhere = [source_in_words(source) for source, claim in by_claim.items() if claim is None]
    told = f"  ({', '.join(elsewhere)})" if elsewhere else ""
    return CaseLine(one.name, f"{one.value}{told}", [claim for claim in by_claim.values() if claim])
