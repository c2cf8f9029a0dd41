"""Numbers of the law through time, as a room's parameters.yaml lists them: each dated, each with its reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from homeward.basics.dates import parse_date
from homeward.basics.errors import DateRefused, YamlRefused
from homeward.basics.said import say
from homeward.basics.yaml_files import Entry, load_yaml

NOT_CHECKED = say("not checked against the official text")
"""How a value is shown that nobody compared with the official text."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number of the law from a day on; `for_` restricts it to a class that the parameter's meaning names."""

    value: int | float | str
    from_day: date
    for_: str | None = None
    reference: str = ""
    source: str | None = None
    unverified: bool = False

    @property
    def fraction(self) -> Fraction:
        """The value as an exact part of a whole, such as 2/3."""
        return Fraction(str(self.value))

    @property
    def whole(self) -> int:
        """The value as a whole number of the parameter's unit."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a law, with its meaning, unit and its values through time, the oldest first."""

    name: str
    meaning: str
    unit: str
    values: tuple[DatedValue, ...]

    def on(self, day: date, for_: str | None = None) -> DatedValue | None:
        """Return the value in force on a day, for a class where there are classes; None where there was none yet."""
        found = None
        for value in self.values:
            if value.for_ == for_ and value.from_day <= day:
                found = value
        return found

    def between(self, earliest: date | None, latest: date | None, for_: str | None = None) -> tuple[DatedValue, ...]:
        """Return every value in force on some day of a range; None is an open end."""
        first = self.on(earliest or date.min, for_)
        later = [
            value
            for value in self.values
            if value.for_ == for_ and value.from_day > (earliest or date.min) and value.from_day <= (latest or date.max)
        ]
        return (first, *later) if first else tuple(later)


def load_parameters(text: str, where: str) -> Mapping[str, Parameter]:
    """Return the parameters of a YAML text by name; `where` names it in messages.

    Raises YamlRefused, with the line and the remedy, where an entry is not written as it must be.
    """
    return {name: _parameter(name, entry, where) for name, entry in (load_yaml(text, where) or {}).items()}


def _parameter(name: str, entry: Entry, where: str) -> Parameter:
    for key in ("meaning", "unit", "reference", "values"):
        if not entry.get(key):
            raise YamlRefused(
                where,
                entry.line,
                say("`%(key)s` is missing in `%(name)s`", key=key, name=name),
                say("Add `%(key)s: ...`.", key=key),
            )
    values = [_dated_value(one, entry, where) for one in entry["values"]]
    return Parameter(
        name,
        say(entry["meaning"]),
        say(entry["unit"]),
        tuple(sorted(values, key=lambda one: (one.from_day, one.for_ or ""))),
    )


def _dated_value(one: Entry, parameter: Entry, where: str) -> DatedValue:
    if "value" not in one:
        raise YamlRefused(where, one.line, "`value` is missing", "Add `value: ...`.")
    try:
        begins = parse_date(str(one["from"])).earliest if one.get("from") else None
    except DateRefused as error:
        raise YamlRefused(where, one.line_of("from"), str(error), "Write the day from which it holds.") from error
    return DatedValue(
        value=one["value"],
        from_day=begins or date.min,
        for_=one.get("for"),
        reference=say(str(one.get("reference") or parameter["reference"])),
        source=one.get("source") or parameter.get("source"),
        unverified=bool(one.get("unverified", parameter.get("unverified", False))),
    )
