"""An answer as plain values that lose nothing, and back: worths stay exact fractions, unlike in the JSON for people."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from homeward.exchanges.model import Answer


def answer_as_exact(answer: Answer) -> dict[str, Any]:
    """Return an answer as values that JSON can say and `answer_from_exact` reads back to the same answer."""
    values: dict[str, Any] = _exact(answer)
    return values


def answer_from_exact(values: Mapping[str, Any]) -> Answer:
    """Return the answer that `answer_as_exact` was given; raise TypeError or KeyError where the values are others."""
    answer: Answer = _read(Answer, values)
    return answer


def _exact(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_exact(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _exact(getattr(value, one.name)) for one in fields(value)}
    return value


def _read(kind: Any, value: Any) -> Any:
    """Return the value of a type of the model that `_exact` made plain."""
    arguments = get_args(kind)
    if NoneType in arguments:
        kind = next(one for one in arguments if one is not NoneType)
        return None if value is None else _read(kind, value)
    match get_origin(kind):
        case None if is_dataclass(kind):
            return _made(kind, value)
        case None:
            return kind(value) if issubclass(kind, (Fraction, StrEnum)) else value
        case origin if origin is tuple:
            return tuple(_read(arguments[0], inner) for inner in value)
        case _:
            return {key: _read(arguments[1], inner) for key, inner in value.items()}


def _made(noun: Any, value: Mapping[str, Any]) -> Any:
    return noun(**{name: _read(kind, value[name]) for name, kind in _types(noun).items() if name in value})


@cache
def _types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
