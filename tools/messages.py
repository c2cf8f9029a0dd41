"""Bring the translations of the pages up to date: `python tools/messages.py` lists new sentences, and compiles.

The sentences are found in the templates as Django reads them, in Python as literal arguments of gettext, say and their
kin, and in the YAML of treaties and laws. Sentences that are no more are dropped; new ones stand in the .po with an
empty translation, to be filled in.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

from homeward.basics import errors
from homeward.basics.said import Said
from homeward.basics.states import all_states, state_name
from homeward.routes.sentences.law_list import LAWS, parameters_of
from homeward.routes.treaty import Treaty
from homeward.routes.treaty_list import all_treaties

PACKAGE = Path(__file__).parents[1] / "src" / "homeward"
LOCALE = PACKAGE / "web" / "locale"
SAID_ONE, SAID_MANY, SAID_SOMEWHERE = (
    ("gettext", "gettext_noop", "gettext_lazy", "_", "say", "met", "not_met", "unknown"),
    ("ngettext", "counted_in", "counted"),
    ("pgettext", "pgettext_noop", "named"),
)
SAID_BY_NAME = "settled_by"
REFUSALS = {
    "YamlRefused": (2, 4),
    "CaseRefused": (2, 4),
    "PositionsRefused": (2, 4),
    "DocumentRefused": (1, 3),
    "refused": (0, 2),
}
"""Which arguments of a refusal are sentences, where that is not the first alone."""
_WORD = re.compile(r"[a-z]{4}")
_STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*{_STRING}(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?")

Message = tuple[str | None, str, str | None]
"""A context or None, a sentence, and its plural or None."""


def messages() -> set[Message]:
    """Return every sentence that pages say in their reader's language."""
    found: set[Message] = {("State", state_name(code), None) for code in all_states() if not code.startswith("XX:")}
    for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        found.update(_in_template(path.read_text(encoding="utf-8")))
    for room in ("app", "basics", "cases", "claims", "routes", "storage", "web"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if path not in (PACKAGE / "app" / "wording.py", PACKAGE / "basics" / "said.py"):
                found.update(_in_python(path.read_text(encoding="utf-8")))
    found.update((one.context, one.message, None) for one in _in_data((all_treaties(), LAWS, _law_parameters())))
    found.update((None, name.replace("_", " "), None) for one in all_treaties() for name in _names(one))
    return found


def _law_parameters() -> list[object]:
    return [parameters_of(law.id) for law in LAWS]


def _in_data(thing: object) -> Iterator[Said]:
    """Yield every sentence that a treaty or a law has from its YAML."""
    if isinstance(thing, Said):
        if not thing.values:
            yield thing
    elif isinstance(thing, Mapping):
        yield from _in_data(list(thing.values()))
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _in_data(one)
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from _in_data([getattr(thing, field.name) for field in fields(thing)])


def _refused(node: ast.Raise) -> Iterator[str]:
    """Yield the sentences of a refusal that are written where it is raised."""
    call = node.exc
    if not isinstance(call, ast.Call):
        return
    kind = getattr(call.func, "id", getattr(call.func, "attr", ""))
    first, last = REFUSALS.get(kind, (0, 1))
    if kind in REFUSALS or hasattr(errors, kind):
        for one in call.args[first:last]:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                yield one.value


def _names(treaty: Treaty) -> Iterator[str]:
    """Yield the names that an instrument gives its ways, conditions, numbers and articles, where they are words."""
    conditions = [*treaty.safeguards, *(one for way in treaty.ways for one in way.conditions)]
    names = [*(way.kind for way in treaty.ways), *(one.id for one in conditions), *treaty.parameters]
    names += [
        one.article for several in (conditions, treaty.papers, treaty.effects, treaty.articles) for one in several
    ]
    names += [article for _, article in treaty.declarations]
    names += [marked for party in treaty.parties for marked in party.unverified]
    yield from (name for name in names if _WORD.search(name))


def _in_template(text: str) -> Iterator[Message]:
    for call in _CALL.finditer(templatize(text)):
        one, two, three = (ast.literal_eval(said) if said else None for said in call.groups()[1:])
        match call[1]:
            case "ngettext":
                yield None, one, two
            case "pgettext":
                yield one, two, None
            case "npgettext":
                yield one, two, three
            case _:
                yield None, one, None


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Raise):
            yield from ((None, one, None) for one in _refused(node))
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        first = node.args[0] if node.args else None
        said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if node.func.id in SAID_ONE and isinstance(first, ast.Constant) and said:
            yield None, said[0], None
        elif node.func.id in SAID_MANY and len(said) == 2:
            yield None, said[0], said[1]
        elif node.func.id in SAID_SOMEWHERE and len(said) == 2:
            yield said[0], said[1], None
        for one in node.keywords:
            if one.arg == SAID_BY_NAME and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
                yield None, one.value.value, None


def catalogue(language: str) -> Path:
    """Return where a language's translations stand."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def brought_up_to_date(known: polib.POFile) -> polib.POFile:
    """Return a catalogue with every sentence of the pages and no other, in the order of the alphabet."""
    before = {(one.msgctxt, one.msgid): one for one in known}
    after = polib.POFile(wrapwidth=118)
    after.metadata = known.metadata
    for context, one, many in sorted(messages(), key=lambda said: (said[0] or "", said[1], said[2] or "")):
        entry = before.get((context, one)) or polib.POEntry(msgid=one, msgctxt=context)
        if (entry.msgid_plural or None) != many:
            entry = polib.POEntry(msgid=one, msgctxt=context, msgid_plural=many or "")
        if many and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: "", 2: ""}
        if "%(" in one or "%(" in (many or ""):
            entry.flags = ["python-format"]
        if entry not in after:
            after.append(entry)
    return after


def main() -> int:
    """Bring every language up to date; return 1 where one lacks a sentence."""
    settings.configure()
    lacking = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        found = brought_up_to_date(polib.pofile(str(path), wrapwidth=118))
        found.save(str(path))
        found.save_as_mofile(str(path.with_suffix(".mo")))
        for one in found.untranslated_entries():
            print(f"{path}:{one.linenum}: not translated: {one.msgid}")
            lacking += 1
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
