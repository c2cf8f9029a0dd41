"""YAML 1.2 as people write it by hand: `NO` is Norway, a date stays the words it was written in, every line is known.

Only true, false, null and numbers mean anything but text. What later stages read is plain: `Entry` (a dict), list, str,
int, float, bool, None. Where no figure may be lost, a file is read as it is written: every scalar stays text.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import ComposerError

from homeward.basics.errors import YamlRefused
from homeward.basics.said import say

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")


class Entry(dict[str, Any]):
    """A mapping of a YAML file that knows the line it starts on, and the line of each key (both from 1)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """Return the line on which `key` stands; the mapping's first line where it does not stand there."""
        return self.lines.get(key, self.line)


class Plain(str):
    """Text that stood in a YAML file without quotation marks: a word, or the figures of a number as written."""

    __slots__ = ()


def load_yaml(text: str, where: str) -> Any:
    """Return what a YAML text says; `where` names it in messages.

    Raises YamlRefused, with the line and the remedy, where the text is no YAML, names a key twice or uses an anchor.
    """
    return _loaded(text, _Reading(where))


def load_yaml_as_written(text: str, where: str) -> Any:
    """Return what a YAML text says with every scalar as text: `Plain` where it is not quoted; null under a key is None.

    An entry that is used again (`*name`) is read as if it were written out, MOST_COPIED of them at most. Raises
    YamlRefused as `load_yaml` does.
    """
    return _loaded(text, _Reading(where, as_written=True))


MOST_COPIED = 100_000
"""How many entries, lists and scalars may come of aliases."""


@dataclass(slots=True)
class _Reading:
    """A text that is being read: which of its nodes were read, and which are being read right now."""

    where: str
    as_written: bool = False
    seen: set[int] = field(default_factory=set)
    within: set[int] = field(default_factory=set)
    copied: int = 0

    def value(self, node: yaml.Node) -> Any:
        """Return what a node says."""
        self.meet(node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node) if not self.as_written else _as_written(node)
        self.within.add(id(node))
        said = self.several(node) if isinstance(node, yaml.SequenceNode) else self.entry(node)
        self.within.discard(id(node))
        return said

    def meet(self, node: yaml.Node) -> None:
        """Raise YamlRefused where a node comes again and may not."""
        line = node.start_mark.line + 1
        if id(node) not in self.seen:
            self.seen.add(id(node))
        elif self.as_written:
            self.copied += 1
            if self.copied > MOST_COPIED:
                raise YamlRefused(self.where, line, "aliases (*) repeat too much", "Write the entries out.")
            if id(node) in self.within:
                raise YamlRefused(self.where, line, "an alias (*) stands within its own anchor (&)", "Write it out.")
        elif not isinstance(node, yaml.ScalarNode):
            raise YamlRefused(
                self.where, line, "an anchor (&) is used again (*)", "Write the entry out in both places."
            )

    def several(self, node: yaml.SequenceNode) -> list[Any]:
        """Return what a list says; a null in it stays the word that it is written with, where words do."""
        said = [self.value(item) for item in node.value]
        if not self.as_written:
            return said
        return [Plain(item.value) if one is None else one for one, item in zip(said, node.value, strict=True)]

    def entry(self, node: yaml.Node) -> Entry:
        """Return what a mapping says; raise YamlRefused where a key is no word or stands twice."""
        entry = Entry(node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise YamlRefused(self.where, line, "a key is not a word", "Write `key: value`.")
            if self.as_written and key == "<<" and not key_node.style:
                raise YamlRefused(self.where, line, "`<<` is no YAML 1.2", "Write what it merges out.")
            if key in entry:
                raise YamlRefused(self.where, line, say("`%(key)s` stands twice", key=key), "Keep one of the two.")
            entry[key], entry.lines[key] = self.value(value_node), line
        return entry


def _loaded(text: str, reading: _Reading) -> Any:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why, remedy = _problem(error)
        line = min(_line_of_error(error), text.count("\n") + 1)
        raise YamlRefused(reading.where, line, why, remedy) from error
    try:
        return None if node is None else reading.value(node)
    except RecursionError as error:
        raise YamlRefused(reading.where, 1, "entries lie too deep in one another", "Write it flatter.") from error


def _as_written(node: yaml.ScalarNode) -> str | None:
    text = str(node.value)
    if node.style:
        return text
    return None if _WORDS.get(text, text) is None else Plain(text)


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text = str(node.value)
    if node.style:  # quoted or a block: text whatever it says
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and not _is_padded(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _is_padded(number: str) -> bool:
    """Return whether it is digits that name something ("0123") and no number."""
    digits = number.lstrip("+-")
    return len(digits) > 1 and digits.startswith("0")


def _line_of_error(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else 1


def _problem(error: Exception) -> tuple[str, str]:
    """Return what is wrong with a text that is no YAML, and what to do."""
    if isinstance(error, ComposerError) and "single document" in (error.context or ""):
        return "a second document starts here", "Keep one in each file, and no line `---` but the first."
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
    return str(why), "Mend the line; indent with spaces."
