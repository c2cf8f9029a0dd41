"""YAML 1.2 as people write it by hand: `NO` is Norway, a date stays the words it was written in, every line is known.

Only true, false, null and numbers mean anything but text. What later stages read is plain: `Entry` (a dict), list, str,
int, float, bool, None.
"""

import re
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


def load_yaml(text: str, where: str) -> Any:
    """Return what a YAML text says; `where` names it in messages.

    Raises YamlRefused, with the line and the remedy, where the text is no YAML, names a key twice or uses an anchor.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why, remedy = _problem(error)
        line = min(_line_of_error(error), text.count("\n") + 1)
        raise YamlRefused(where, line, why, remedy) from error
    try:
        return None if node is None else _value(node, where, set())
    except RecursionError as error:
        raise YamlRefused(where, 1, "entries lie too deep in one another", "Write it flatter.") from error


def _value(node: yaml.Node, where: str, seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise YamlRefused(where, line, "an anchor (&) is used again (*)", "Write the entry out in both places.")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, where, seen) for item in node.value]
    entry = Entry(line)
    for key_node, value_node in node.value:
        key, key_line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlRefused(where, key_line, "a key is not a word", "Write `key: value`.")
        if key in entry:
            raise YamlRefused(where, key_line, say("`%(key)s` stands twice", key=key), "Keep one of the two.")
        entry[key], entry.lines[key] = _value(value_node, where, seen), key_line
    return entry


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
