"""Writes what a positions file says as text again: nothing is lost, remarks (`#`) stay with what they stand before."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeward.basics.errors import PositionsRefused
from homeward.basics.yaml_files import Entry, Plain, load_yaml_as_written
from homeward.exchanges.draft_files import quoted

Place = tuple[str, str]
"""Where a remark stands: before a part of the file (its name and ""), or before a member of one (and its id)."""
END: Place = ("", "")
PARTS = ("participants", "people", "terms", "positions")
_BLOCKS = ("source",)
"""What stands on lines of its own below its line."""


@dataclass(slots=True)
class OpenFile:
    """A positions file that is being changed: what it says, as plain values, and its remarks by where they stand."""

    data: dict[str, Any]
    remarks: dict[Place, list[str]] = field(default_factory=dict)

    def members(self, part: str) -> dict[str, Any]:
        """Return the participants, people or terms by id, made where the file has none."""
        found: dict[str, Any] = _made(self.data, part, dict)
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What each position says, in order."""
        found: list[dict[str, Any]] = _made(self.data, "positions", list)
        return found

    def line(self, name: str) -> dict[str, Any]:
        """Return the line with that id; raise KeyError where there is none."""
        return next((one for one in self.lines if str(one.get("id")) == name), None) or _missing(name)

    def text(self) -> str:
        """Return the file as text that `read_positions` takes."""
        return "\n".join(self._written()) + "\n"

    def _written(self) -> Iterator[str]:
        for part, said in self.data.items():
            yield from self.remarks.get((part, ""), ())
            if part not in PARTS:
                yield f"{quoted(part)}: {flow(said)}"
            elif not said:
                yield f"{part}: {'[]' if part == 'positions' else '{}'}"
            elif part == "positions":
                yield "positions:"
                for line in said:
                    yield from self.remarks.get((part, str(line.get("id"))), ())
                    yield from _line(line)
            else:
                yield f"{part}:"
                for name, member in said.items():
                    yield from self.remarks.get((part, name), ())
                    yield f"  {quoted(name)}: {flow(member)}"
        yield from self.remarks.get(END, ())


_AS_IT_IS = re.compile(r"true|false|[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o[0-7]+", re.ASCII)
"""What needs no quotation marks where it had none."""


def open_file(text: str, where: str = "positions") -> OpenFile:
    """Return what a text of positions says, to be changed; raise YamlRefused where it is no mapping."""
    data = load_yaml_as_written(text, where)
    if not isinstance(data, Entry):
        raise PositionsRefused(where, 1, "the file is no mapping", "Start with `title:`, `participants:`, `people:`.")
    return OpenFile(data, _remarks(text, data))


def flow(value: Any) -> str:
    """Return a value on one line of YAML, so that it reads back as it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case Plain() if _AS_IT_IS.fullmatch(value):
            return str(value)
        case str():
            return quoted(value)
        case Mapping():
            return "{" + ", ".join(f"{quoted(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case _:
            return str(value)


def _line(line: Mapping[str, Any]) -> Iterator[str]:
    before = "  - "
    for key, value in line.items():
        if key in _BLOCKS and isinstance(value, Mapping) and value:
            yield f"{before}{key}:"
            yield from (f"      {quoted(inner)}: {flow(said)}" for inner, said in value.items())
        else:
            yield f"{before}{quoted(key)}: {flow(value)}"
        before = "    "


def _remarks(text: str, data: Entry) -> dict[Place, list[str]]:
    """Return the remarks by the place after them; one behind a line goes before what the line belongs to."""
    places = sorted(_places(data))
    found: dict[Place, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#"):
            place = next((place for at, place in places if at > number), END)
            found.setdefault(place, []).append(line.rstrip())
        elif behind := _behind(line):
            place = next((place for at, place in reversed(places) if at <= number), END)
            found.setdefault(place, []).append(f"  {behind}" if place[1] else behind)
    return found


def _places(data: Entry) -> Iterator[tuple[int, Place]]:
    for part, said in data.items():
        yield data.line_of(part), (part, "")
        if isinstance(said, Entry) and part in PARTS:
            yield from ((said.line_of(name), (part, name)) for name in said)
        elif isinstance(said, list) and part == "positions":
            yield from ((one.line, (part, str(one.get("id")))) for one in said if isinstance(one, Entry))


_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')


def _behind(line: str) -> str:
    """Return the remark that ends a line of YAML, "" where it has none."""
    bare = _QUOTED.sub(lambda found: "x" * len(found[0]), line)
    found = re.search(r"\s#", bare)
    return line[found.start() + 1 :].rstrip() if found and '"' not in bare and "'" not in bare else ""


def _made(data: dict[str, Any], part: str, kind: type) -> Any:
    if data.get(part) is None:
        data[part] = kind()
    return data[part]


def _missing(name: str) -> Any:
    raise KeyError(name)
