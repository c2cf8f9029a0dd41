"""A sentence that remembers what it was made of, so that a page can say it in another language than English."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Said(str):
    """An English sentence, made of a `message` and the values that its %(name)s stand for.

    It is its text in every respect, so that nothing but a translator need know it. `plural` is the message of many and
    the number that decides; `context` tells words that mean different things in different places apart.
    """

    __slots__ = ("context", "message", "plural", "values")

    message: str
    values: Mapping[str, object]
    plural: tuple[str, int] | None
    context: str | None

    def __new__(
        cls,
        message: str,
        values: Mapping[str, object] = NO_VALUES,
        plural: tuple[str, int] | None = None,
        context: str | None = None,
    ) -> "Said":
        """Say a message with its values."""
        shown = message if plural is None or plural[1] == 1 else plural[0]
        one = super().__new__(cls, shown % values if values else shown)
        one.message, one.values, one.plural, one.context = message, values, plural, context
        return one

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.message, dict(self.values), self.plural, self.context

    def __add__(self, other: str) -> "Said":
        return joined("", (self, other))

    def __radd__(self, other: str) -> "Said":
        return joined("", (other, self))


def say(message: str, /, **values: object) -> Said:
    """Return a sentence made of a message and values; values that are sentences themselves are said in turn."""
    if values:
        return Said(message, values)
    return message if isinstance(message, Said) else _as_it_is(message)


@lru_cache(4096)
def _as_it_is(message: str) -> Said:
    """Return a sentence without values: most are said again and again."""
    return Said(message)


def counted(number: int, one: str, many: str) -> Said:
    """Return how many there are of something: `one` and `many` hold %(n)s for the number."""
    return Said(one, {"n": number}, (many, number))


def named(context: str, word: str) -> Said:
    """Return a word that is translated in its context alone, as the name of a State is."""
    return Said(word, context=context)


def as_plain(sentence: str | None) -> Any:
    """Return a sentence as plain JSON with all that it is made of; a text that is none, or None, as it is."""
    if not isinstance(sentence, Said):
        return sentence
    values = {name: _plain(one) for name, one in sentence.values.items()}
    return {
        "message": sentence.message,
        "values": values,
        "plural": list(sentence.plural or ()),
        "context": sentence.context,
    }


def from_plain(plain: Any) -> Any:
    """Return what `as_plain` was given, but for values that are neither texts nor numbers: these are their texts."""
    if not isinstance(plain, Mapping):
        return plain
    values = {name: from_plain(one) for name, one in plain["values"].items()}
    many = tuple(plain["plural"])
    return Said(plain["message"], values or NO_VALUES, many or None, plain["context"])


def _plain(value: object) -> Any:
    if isinstance(value, str):
        return as_plain(value)
    return value if isinstance(value, int | float) else str(value)


def joined(between: str, parts: Iterable[str]) -> Said:
    """Return several sentences as one, with the same words between them."""
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return Said("%(between)s".join(f"%({name})s" for name in values), values | {"between": between})
