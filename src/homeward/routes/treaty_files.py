"""Reads an instrument's folder: facts from YAML files, articles' words from text.md, rules from articles.py."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from importlib.resources import files
from typing import Any, TypeVar

from homeward.basics.dates import PartialDate, parse_date
from homeward.basics.errors import DateRefused, YamlRefused
from homeward.basics.said import say
from homeward.basics.yaml_files import Entry, load_yaml
from homeward.routes.parameters import load_parameters
from homeward.routes.treaty import (
    ArticleText,
    Binds,
    Declaration,
    EffectOf,
    Joined,
    PaperAsked,
    Party,
    Treaty,
)

NOT_CHECKED = "*Not checked against the official text.*"
"""The first line of an article's section in text.md where nobody compared our words with the official ones."""

T = TypeVar("T")
_W = TypeVar("_W", bound=StrEnum)

_SECTION = re.compile(r"^## (?P<article>[^:\n]+): (?P<heading>[^\n]+)\n(?P<text>.*?)(?=^## |\Z)", re.M | re.S)


def load_treaty(folder: str) -> Treaty:
    """Return the instrument in a folder of `treaties/`.

    Raises YamlRefused, with file, line and remedy, where one of its files is not written as it must be.
    """
    about = _read(folder, "instrument.yaml")
    articles = _rules(folder)
    text = _articles(_text(folder, "text.md"))
    where = f"{folder}/instrument.yaml"
    return Treaty(
        id=_word(about, "id", where),
        folder=folder,
        title=say(_word(about, "title", where)),
        short_name=say(_word(about, "short_name", where)),
        number=about.get("number"),
        opened=_date(about, "opened", where),
        in_force=_date(about, "in_force", where),
        binds=_one_of(about, "binds", Binds, where),
        sources=tuple(about.get("sources") or ()),
        note=about.get("note"),
        parties=tuple(_each(folder, "parties.yaml", _party)),
        declarations=_declarations(_each(folder, "declarations.yaml", _declaration)),
        parameters=load_parameters(_text(folder, "parameters.yaml"), f"{folder}/parameters.yaml"),
        articles=text,
        papers=tuple(_paper(one) for one in about.get("papers") or ()),
        effects=tuple(_effect(one) for one in about.get("effects") or ()),
        ways=articles.WAYS if hasattr(articles, "WAYS") else articles.usual_ways(about.get("asks") or (), where),
        safeguards=getattr(articles, "SAFEGUARDS", ()),
        declared_unread=tuple(about.get("declared_unread") or ()),
        requires=about.get("requires"),
        replaces=tuple(about.get("replaces") or ()),
        requests_stay=about.get("requests_stay"),
        unverified=tuple(map(say, about.get("unverified") or ())),
        unverified_articles=frozenset(one.article for one in text if one.unverified),
    )


def read_room_file(name: str) -> Any:
    """Return what a YAML file of the routes room itself says, such as territories.yaml."""
    return load_yaml(files("homeward.routes").joinpath(name).read_text(encoding="utf-8"), name)


def _rules(folder: str) -> Any:
    """Return the module of an instrument's articles, or that of the usual ones where its folder has no program."""
    own = files("homeward.routes.treaties").joinpath(folder, "articles.py").is_file()
    return import_module(f"homeward.routes.treaties.{folder}.articles" if own else "homeward.routes.usual_articles")


def _text(folder: str, name: str) -> str:
    file = files("homeward.routes.treaties").joinpath(folder, name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _read(folder: str, name: str) -> Any:
    return load_yaml(_text(folder, name), f"{folder}/{name}")


def _each(folder: str, name: str, read: Callable[[Entry, str], T]) -> list[T]:
    return [read(entry, f"{folder}/{name}") for entry in _read(folder, name) or ()]


def _articles(text: str) -> tuple[ArticleText, ...]:
    found = []
    for section in _SECTION.finditer(text):
        words = section["text"].strip()
        found.append(
            ArticleText(
                section["article"].strip(),
                section["heading"].strip(),
                words.removeprefix(NOT_CHECKED).strip(),
                unverified=words.startswith(NOT_CHECKED),
            )
        )
    return tuple(found)


def _party(entry: Entry, where: str) -> Party:
    pair = entry.get("between")
    state, other = pair if pair else (_word(entry, "state", where), None)
    return Party(
        state=state,
        other=other,
        joined=_one_of(entry, "joined", Joined, where) if "joined" in entry else Joined.RATIFICATION,
        signed=_date(entry, "signed", where),
        deposited=_date(entry, "deposited", where),
        in_force=_date(entry, "in_force", where),
        until=_date(entry, "until", where),
        provisional_since=_date(entry, "provisional_since", where),
        succeeds=entry.get("succeeds"),
        sources=tuple(entry.get("sources") or ()),
        unverified=tuple(entry.get("unverified") or ()),
        note=_sentence(entry.get("note")),
    )


def _sentence(text: str | None) -> str | None:
    return text and say(text)


def _declaration(entry: Entry, where: str) -> Declaration:
    return Declaration(
        party=_word(entry, "party", where),
        article=_word(entry, "article", where),
        effect=_word(entry, "effect", where),
        text=say(_word(entry, "text", where)),
        value=entry.get("value"),
        languages=tuple(entry.get("languages") or ()),
        since=_date(entry, "since", where),
        until=_date(entry, "until", where),
        source=entry.get("source"),
        unverified=bool(entry.get("unverified")),
    )


def _declarations(found: Iterable[Declaration]) -> dict[tuple[str, str], tuple[Declaration, ...]]:
    """Return the declarations by State and article; one on "3, 9" stands under both."""
    by_article: dict[tuple[str, str], list[Declaration]] = defaultdict(list)
    for one in found:
        for article in one.article.split(","):
            by_article[one.party, article.strip()].append(one)
    return {key: tuple(several) for key, several in by_article.items()}


def _paper(entry: Entry) -> PaperAsked:
    ways = tuple(entry.get("ways") or ())
    return PaperAsked(entry["id"], say(entry["by"]), say(entry["to"]), str(entry["article"]), say(entry["what"]), ways)


def _effect(entry: Entry) -> EffectOf:
    return EffectOf(str(entry["article"]), say(entry["text"]), tuple(entry.get("ways") or ()))


def _word(entry: Entry, key: str, where: str) -> str:
    value = entry.get(key)
    if value is None or value == "":
        raise YamlRefused(where, entry.line, say("`%(key)s` is missing", key=key), say("Add `%(key)s: ...`.", key=key))
    return str(value)


def _one_of(entry: Entry, key: str, words: type[_W], where: str) -> _W:
    try:
        return words(_word(entry, key, where))
    except ValueError as error:
        remedy = f"Write one of: {', '.join(words)}."
        raise YamlRefused(
            where, entry.line_of(key), say("`%(key)s` is %(entry)s", key=key, entry=repr(entry[key])), remedy
        ) from error


def _date(entry: Entry, key: str, where: str) -> PartialDate | None:
    value = entry.get(key)
    if value is None or value == "":
        return None
    try:
        return parse_date(str(value))
    except DateRefused as refused:
        raise YamlRefused(where, entry.line_of(key), f"`{key}`: {refused}", "") from refused
