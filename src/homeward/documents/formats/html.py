"""Web pages: the article's paragraphs without navigation, and what the page says of itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree, html

from homeward.basics.errors import DocumentRefused
from homeward.documents.cleaning import block_text, paragraphs_of
from homeward.documents.dates import date_from_value, dates_written_in
from homeward.documents.encodings import Decoded, decode_markup
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.limits import Limits
from homeward.documents.model import DateOrigin, DocumentDate

DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
RECOGNISED = re.compile(
    rb"(?is)\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b"
)
DATE_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "date",
)  # fmt: skip
PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "publisher", "application-name", "twitter:site")
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl", "parsely-author")
MOST_ELEMENTS = 30_000
"""Beyond so many elements the searches for an article and for a date, which grow with their square, are not begun."""
SHORTEST_ARTICLE = 200
"""Below this many characters the page is taken whole: the search for an article fails on short ones."""


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is a web page."""
    return bool(RECOGNISED.match(head.removeprefix(b"\xef\xbb\xbf")))


def extract(raw: RawFile, limits: Limits) -> Extracted:
    """Return the article's paragraphs; raise DocumentRefused where the page has no words."""
    found = decode_page(raw.data)
    if found is None:
        raise DocumentRefused(raw.name, "is not a text in any encoding we know", "Save the page as UTF-8.")
    extracted = replace(from_markup(found.text), notes=found.notes)
    if not extracted.text:
        raise DocumentRefused(raw.name, "is a web page without text", "If a browser shows some, print it to PDF.")
    return extracted


def decode_page(data: bytes) -> Decoded | None:
    """Decode a page as its own declaration says, where that fits its bytes."""
    declared = DECLARED.search(data[:4096])
    return decode_markup(data, declared[1].decode("ascii", "replace") if declared else None)


def from_markup(markup: str) -> Extracted:
    """Return text and metadata of a page; the text is empty where it has none."""
    # lxml refuses an encoding declaration in characters already decoded
    tree = _parsed(re.sub(r"^\s*<\?xml[^>]*>", "", markup))
    if tree is None:
        return Extracted(text="")
    said = _said_of_itself(tree)
    date = next((date for value in said["date"] if (date := date_from_value(value, DateOrigin.METADATA))), None)
    searchable = sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) <= MOST_ELEMENTS
    return Extracted(
        text=_article(markup, tree) if searchable else block_text(tree),
        title=_first(said["title"]),
        publisher=_first(said["publisher"]),
        author=re.sub(r"^[Bb][Yy]\s+", "", _first(said["author"]) or "") or None,
        date=date or (_date_by_search(markup) if searchable else None),
        language=_language(tree),
    )


def _parsed(markup: str) -> Any | None:
    try:
        tree = html.document_fromstring(markup)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _article(markup: str, tree: Any) -> str:
    """The article, or all of a page too short for one to be told from the rest."""
    from trafilatura import bare_extraction  # noqa: PLC0415  half a second that runs without pages do without

    found = bare_extraction(markup, include_comments=False, include_tables=True, favor_recall=False)
    body = getattr(found, "body", None)
    article = "\n\n".join(paragraphs_of(body)) if body is not None else ""
    return article if len(article) >= SHORTEST_ARTICLE else max(article, block_text(tree), key=len)


def _said_of_itself(tree: Any) -> dict[str, list[str]]:
    """Title, publisher, author and date, most trusted first: linked data, meta elements, the page's own marks."""
    said: dict[str, list[str]] = {"title": [], "publisher": [], "author": [], "date": []}
    for thing in _linked_data(tree):
        said["title"] += _texts(thing.get("headline"))
        said["publisher"] += _texts(thing.get("publisher"))
        said["author"] += [", ".join(_texts(thing.get("author")))]
        said["date"] += _texts(thing.get("datePublished"))
    meta = _meta(tree)
    said["title"] += [meta.get("og:title", ""), meta.get("dc.title", ""), meta.get("twitter:title", "")]
    said["publisher"] += [meta.get(name, "").lstrip("@") for name in PUBLISHER_NAMES]
    said["author"] += [value for name in AUTHOR_NAMES if not (value := meta.get(name, "")).startswith("http")]
    said["date"] += [meta.get(name, "") for name in DATE_NAMES]
    said["date"] += tree.xpath("//*[@itemprop='datePublished']/@content|//*[@itemprop='datePublished']/@datetime")
    said["date"] += tree.xpath("//time[@pubdate]/@datetime|//article//header//time/@datetime")
    said["title"] += [element.text_content() for element in [*tree.xpath("//h1"), *tree.xpath("//head/title")]]
    return said


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles that the page's JSON-LD describes."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing
            elif isinstance(thing, dict):
                waiting += [thing["@graph"]] if "@graph" in thing else []
                if re.search("Article|Posting|Report", str(thing.get("@type"))):
                    yield thing


def _meta(tree: Any) -> dict[str, str]:
    """Names of meta elements, in lower case, and what they say; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content"))
    return found


def _texts(value: object) -> list[str]:
    """The words of a linked-data value: a string, a named thing, or several."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def _first(values: list[str]) -> str | None:
    return next((words for value in values if (words := " ".join(value.split()))), None)


def _date_by_search(markup: str) -> DocumentDate | None:
    """What htmldate finds, no more precise than the page writes it: htmldate fills in what it does not know."""
    from htmldate import find_date  # noqa: PLC0415  needed only where a page does not date itself

    try:
        found = find_date(markup, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, etree.LxmlError):
        return None
    if not found:
        return None
    written = dates_written_in(markup)
    kept = next((edtf for edtf in (found, found[:7]) if edtf in written), None)
    return DocumentDate(kept, DateOrigin.METADATA) if kept else None


def _language(tree: Any) -> str | None:
    code = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower().split("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
