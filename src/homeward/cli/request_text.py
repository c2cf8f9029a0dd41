"""The facts of a request as text: each with its values, the words that say them, and where they stand."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from homeward.cases.model import Evidence
from homeward.cli.case_text import Entry, Section
from homeward.cli.output import one_line
from homeward.cli.route_text import source_in_words
from homeward.cli.words import NOT_SAID
from homeward.routes.model import CaseFacts
from homeward.routes.request_facts import RequestFact, request_facts


def request_text(facts: CaseFacts, claims: Mapping[str, Evidence]) -> Iterator[RenderableType]:
    """Yield the draft: what is known with its sources, and at the end what a request states and nobody has said yet."""
    known = [one for one in request_facts(facts) if one.values]
    yield Text(one_line(facts.person), style="bold")
    yield Text("Draft of the facts of a request; check each against its source before it is sent.\n")
    yield Section("Facts", tuple(_entry(one, facts.sources.get(one.field, ()), claims) for one in known))
    missing = [one.name for one in request_facts(facts) if not one.values]
    if missing:
        yield Text(f"{NOT_SAID.capitalize()}: {', '.join(missing)}.")


def _entry(one: RequestFact, sources: tuple[str, ...], claims: Mapping[str, Evidence]) -> Entry:
    elsewhere = [source for source in sources if source.partition(" ")[0] not in claims]
    told = f"  ({', '.join(map(source_in_words, elsewhere))})" if elsewhere else ""
    evidence = [claims[source.partition(" ")[0]] for source in sources if source.partition(" ")[0] in claims]
    return Entry(one.name, "; ".join(one.values) + told, evidence)
