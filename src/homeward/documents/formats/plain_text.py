"""Plain text and Markdown: kept as they are, but for their front matter and line ends."""

from collections.abc import Mapping

import yaml

from homeward.basics.errors import DocumentRefused
from homeward.documents.dates import date_from_value
from homeward.documents.encodings import decode
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.limits import Limits
from homeward.documents.model import DateOrigin

OPENS, CLOSES = "---\n", "\n---\n"
MOST_FRONT_MATTER = 100_000
"""Characters of front matter that are parsed; more is no front matter that a person or a program wrote."""


def extract(raw: RawFile, limits: Limits) -> Extracted:
    """Return the text after the front matter; raise DocumentRefused where the bytes are no text."""
    found = decode(raw.data)
    if found is None:
        raise DocumentRefused(raw.name, "is not a text in any encoding we know", "Save it as UTF-8 text.")
    header, text = split_front_matter(found.text.replace("\r\n", "\n").replace("\r", "\n"))
    values, trouble = _read_front_matter(header)
    return Extracted(
        text=text,
        title=_words(values.get("title")),
        publisher=_words(values.get("publisher")),
        author=_words(values.get("author")),
        date=date_from_value(values.get("date"), DateOrigin.FRONT_MATTER),
        language=_language(values.get("lang")),
        notes=(*found.notes, *trouble),
    )


def split_front_matter(text: str) -> tuple[str, str]:
    """Return what stands between two `---` lines at the very start, and what follows; nothing, and all, without."""
    if not (text.startswith(OPENS) and CLOSES in text[3:]):
        return "", text
    header, _, rest = text.partition(CLOSES)
    return header.removeprefix(OPENS), rest


def _read_front_matter(header: str) -> tuple[Mapping[str, object], tuple[str, ...]]:
    if not header.strip("-\n "):
        return {}, ()
    try:
        values = yaml.safe_load(header) if len(header) <= MOST_FRONT_MATTER else None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, OverflowError):
        values = None  # PyYAML raises more than its own errors on dates and keys that cannot be
    if isinstance(values, dict):
        return {str(key).lower(): value for key, value in values.items()}, ()
    return {}, ("What stands between its first two --- lines is no YAML front matter; nothing was taken from it.",)


def _words(value: object) -> str | None:
    """A title or name as one line; a list of them with commas; None for anything that is neither."""
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value if isinstance(part, str))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _language(value: object) -> str | None:
    """The two-letter code that "en", "en-GB" or "en_US" opens with."""
    code = value.strip().lower().replace("_", "-").split("-")[0] if isinstance(value, str) else ""
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
