"""The language that sentences are said in: English, unless a page asks for its reader's.

Only the web app ever asks, page by page; what the command line, the API, files and the record say stays English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from homeward.basics.said import Said


class Language(Protocol):
    """What turns an English sentence into another language's; Django's translations are of this form."""

    def gettext(self, message: str) -> str:
        """Return a sentence."""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a sentence that counts something."""

    def pgettext(self, context: str, message: str) -> str:
        """Return words that mean different things in different places."""


class English:
    """The language in which everything is written."""

    def gettext(self, message: str) -> str:
        """Return the sentence as it is."""
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the sentence of one, or of any other number."""
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str) -> str:
        """Return the words as they are."""
        return message


_spoken: ContextVar[Language] = ContextVar("language", default=English())  # noqa: B039 - has no state


@contextmanager
def said_in(language: Language) -> Iterator[None]:
    """Say everything in another language until the block ends."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(message: str) -> str:
    """Return a sentence in the language that is spoken now."""
    return _spoken.get().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return a sentence that counts something in the language that is spoken now."""
    return _spoken.get().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return words that mean different things in different places, in the language that is spoken now."""
    return _spoken.get().pgettext(context, message)


def gettext_noop(message: str) -> str:
    """Return a sentence as it is; it is listed among those to translate, and said in a language later."""
    return message


def pgettext_noop(context: str, message: str) -> str:
    """Return words as they are; they are listed among those to translate in that context."""
    return message


def in_language(text: str) -> str:
    """Return a sentence of a stage in the language that is spoken now, with all that it is made of.

    A text that is no such sentence, such as a name or the words of a document, stays as it is.
    """
    if not isinstance(text, Said):
        return text
    language = _spoken.get()
    if text.plural:
        message = language.ngettext(text.message, *text.plural)
    elif text.context:
        message = language.pgettext(text.context, text.message)
    else:
        message = language.gettext(text.message) if text.message else ""
    values = {name: in_language(one if isinstance(one, str) else str(one)) for name, one in text.values.items()}
    return message % values if values else message


def counted_in(number: int, singular: str, plural: str) -> str:
    """Return "4,793 days" in the language that is spoken now; `singular` and `plural` hold %(n)s for the number."""
    return ngettext(singular, plural, number) % {"n": figure(number)}


def figure(number: int) -> str:
    """Return a whole number with its thousands apart, as the language that is spoken now has them."""
    return f"{number:,}".replace(",", pgettext("between thousands", ","))
