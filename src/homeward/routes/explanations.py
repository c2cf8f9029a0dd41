"""What an article asks, as a handbook would tell it: our words, its numbers, who declared what, worked examples."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from homeward.basics.errors import UnknownName
from homeward.basics.yaml_files import load_yaml
from homeward.routes.parameters import Parameter
from homeward.routes.treaty import ArticleText, Condition, Declaration, Treaty

PRACTICE = "practice"
"""The article under which declarations.yaml tells what a State is known to do, declared or not."""

_DECIDED_BY_PRACTICE = "agreement_of_states"
_MENTIONED = re.compile(r"\barticles? (\d+(?:\(\w+\))*)")


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A case in few words on a day, and what a condition of the article comes to on it."""

    condition: str
    name: str
    on: str
    to: str | None
    given: Mapping[str, Any]
    outcome: str
    happened: str | None = None
    """How a case that happened ended."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article of an instrument with all that the instrument's folder has on it.

    `see_also` are the articles that its text names, `elsewhere` the other instruments with an article of that number.
    """

    treaty: Treaty
    article: ArticleText
    parameters: tuple[Parameter, ...]
    declarations: tuple[Declaration, ...]
    examples: tuple[WorkedExample, ...]
    see_also: tuple[ArticleText, ...]
    elsewhere: tuple[Treaty, ...]


def explain(reference: str, treaties: Iterable[Treaty]) -> Explanation:
    """Return the explanation of an article: "3(1)(c)" of the first instrument that has it, or "oas-a57 III(6)".

    Raises UnknownName, with what is there, where no instrument has it.
    """
    known = tuple(treaties)
    named, article = _split(reference, known)
    having = [one for one in known if _has(one, article)]
    treaty = named or next(iter(having), None)
    text = treaty.text_of(article) if treaty and _has(treaty, article) else None
    if treaty is None or text is None:
        raise UnknownName(_not_there(reference, article, [named] if named else known))
    return Explanation(
        treaty,
        text,
        tuple(one for one in treaty.parameters.values() if _is_in(one, article)),
        _declarations(treaty, article),
        _examples(treaty, article),
        tuple(one for number in _mentioned(text) if (one := treaty.text_of(number)) and number != article),
        tuple(one for one in having if one is not treaty),
    )


def _split(reference: str, treaties: Iterable[Treaty]) -> tuple[Treaty | None, str]:
    """Return the instrument that a reference begins with, by id or number, and the article."""
    text = " ".join(reference.split())
    for treaty in treaties:
        for name in (treaty.id, treaty.number, (treaty.number or "").replace("No. ", "")):
            if name and text.casefold().startswith(f"{name.casefold()} "):
                return treaty, _number(text[len(name) :])
    return None, _number(text)


def _number(text: str) -> str:
    bare = re.sub(r"^\W*(?:articles?|art)\b\.?", "", text, flags=re.IGNORECASE).strip(" ,:")
    return re.sub(r"\s+(?=\(\w+\))", "", bare)


def _has(treaty: Treaty, article: str) -> bool:
    """Return whether an instrument's text has an article, or a check, paper or effect cites it as part of one."""
    text = treaty.text_of(article)
    return text is not None and (text.article == article or article in _cited(treaty))


@cache
def _cited(treaty: Treaty) -> frozenset[str]:
    conditions = (*(one for way in treaty.ways for one in way.conditions), *treaty.safeguards)
    by_checks = {one.article for one in conditions}
    return frozenset(by_checks | {one.article for one in treaty.papers} | {one.article for one in treaty.effects})


def _not_there(reference: str, article: str, treaties: Iterable[Treaty]) -> str:
    there = {one.article: treaty for treaty in treaties for one in treaty.articles}
    near = get_close_matches(article, tuple(there), n=3, cutoff=0.6)
    some = near or list(there)[:12]
    where = f" of {there[some[0]].id}" if some else ""
    return f"No instrument has an article {reference!r}. There are, for example, {', '.join(some)}{where}."


def _is_in(parameter: Parameter, article: str) -> bool:
    return any(article in re.split(r"[,;\s]+", value.reference or "") for value in parameter.values)


def _declarations(treaty: Treaty, article: str) -> tuple[Declaration, ...]:
    on_it = {article}
    if any(one.id == _DECIDED_BY_PRACTICE for one in _conditions(treaty, article)):
        on_it.add(PRACTICE)
    found = (one for (_, number), several in treaty.declarations.items() if number in on_it for one in several)
    return tuple(sorted(found, key=lambda one: one.party))


def _mentioned(text: ArticleText) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_MENTIONED.findall(text.text)))


def _conditions(treaty: Treaty, article: str) -> tuple[Condition, ...]:
    everything = (*(one for way in treaty.ways for one in way.conditions), *treaty.safeguards)
    return tuple(one for one in everything if one.article == article)


def _examples(treaty: Treaty, article: str) -> tuple[WorkedExample, ...]:
    wanted = dict.fromkeys((*(one.id for one in _conditions(treaty, article)), article))
    return tuple(
        _example(entry, key) for entry in _written_examples(treaty.folder) for key in wanted if key in entry["expect"]
    )


def _example(entry: Mapping[str, Any], condition: str) -> WorkedExample:
    name, on, outcome = str(entry["name"]), str(entry["on"]), str(entry["expect"][condition])
    return WorkedExample(condition, name, on, entry.get("to"), entry["given"], outcome, entry.get("happened"))


@cache
def _written_examples(folder: str) -> tuple[Any, ...]:
    file = files("homeward.routes.treaties").joinpath(folder, "examples.yaml")
    if not file.is_file():
        return ()
    return tuple(load_yaml(file.read_text(encoding="utf-8"), f"{folder}/examples.yaml") or ())
