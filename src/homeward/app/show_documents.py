"""Lists, shows and searches the documents that are kept."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from homeward.app.audit import record
from homeward.app.long_lists import LongList
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.basics.errors import DocumentRefused, UnknownName
from homeward.basics.said import say
from homeward.cases.model import PersonInDocument
from homeward.claims.model import Claim, NamedPerson, UnreadStretch
from homeward.documents.encodings import decode_markup
from homeward.documents.model import Document, Span
from homeward.documents.page_pictures import number_of_pages, page_picture
from homeward.storage.model import DocumentHeading, Hit, KeptDocument

_BEFORE, _EXCERPT = 80, 240
_MOST_OFFERED = 8
PDF = "application/pdf"
LONGEST_ORIGINAL = 200_000
"""Characters of a file as it came that stand beside its text; the download has all of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that holds the words searched for: an excerpt that begins at `start`, and the places in the text.

    `goes_on` is whether the text does after the excerpt.
    """

    document_id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    excerpt: str
    start: int
    goes_on: bool
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """The documents that a search found, fetched as they are looked at: the best first, or where `more` hold the words
    than are put in order, the newest. `publishers` and `languages` count those of all that hold the words.
    """

    rows: Sequence[Found]
    more: bool
    publishers: Counter[str]
    languages: Counter[str]


def people_named(workspace: Workspace, named: str) -> tuple[tuple[NamedPerson, str | None], ...]:
    """Return everyone whom the document with that id or name names, with their person's id, None until it is known.

    Raises UnknownName where there is no such document.
    """
    bring_up_to_date(workspace)
    document = show_document(workspace, named)
    ids = workspace.store.who_is_who.members_in([document.id])
    people = workspace.store.with_only([document.id]).people()
    return tuple((one, ids.get(PersonInDocument(one.document_id, one.name))) for one in people)


def list_documents(workspace: Workspace) -> tuple[KeptDocument, ...]:
    """Return what is known of every document, in the order they were added."""
    return workspace.store.kept_documents()


def newest_documents(workspace: Workspace) -> Sequence[KeptDocument]:
    """Return what is known of every document, the newest first, fetched as it is looked at."""
    listed = workspace.store.document_list
    return LongList(len(listed), listed.newest)


def unread_documents(workspace: Workspace) -> Sequence[KeptDocument]:
    """Return what is known of the documents that nobody has read, in the order they were added."""
    listed = workspace.store.document_list
    return LongList(listed.number_unread(), listed.unread)


def documents_with(workspace: Workspace, ids: Iterable[str]) -> tuple[KeptDocument, ...]:
    """Return what is known of the documents with those ids, in the order they were added."""
    return workspace.store.with_only(ids).kept_documents()


def headings_of(workspace: Workspace, ids: Iterable[str]) -> tuple[DocumentHeading, ...]:
    """Return what a list names the documents with those ids by, in the order they were added."""
    return workspace.store.with_only(ids).document_list.headings()


def about_document(workspace: Workspace, named: str) -> KeptDocument:
    """Return what is known of the document with that id or name, without its text; the audit says that it was read."""
    kept = document_called(workspace, named)
    record(workspace, "document read", kept.id)
    return kept


def show_document(workspace: Workspace, named: str) -> Document:
    """Return the document with that id or name, its whole text; raise UnknownName where there is none."""
    document = workspace.store.document(document_called(workspace, named).id)
    record(workspace, "document read", document.id)
    return document


def original_of(workspace: Workspace, document_id: str) -> bytes:
    """Return the bytes that a document came as; raise UnknownName where there is none."""
    record(workspace, "original read", document_id)
    return workspace.store.original(document_id)


def original_as_text(workspace: Workspace, document_id: str) -> str | None:
    """Return a file as it came, as far as a page shows it, where it is a text; None for any other kind.

    Raises UnknownName where there is no such document.
    """
    document = workspace.store.document(document_id)
    if not document.media_type.startswith(("text/", "message/", "application/xhtml")):
        return None
    decoded = decode_markup(original_of(workspace, document_id))
    return decoded.text[:LONGEST_ORIGINAL] if decoded else None


def original_pages(workspace: Workspace, document_id: str) -> int:
    """Return of how many pages there are pictures: none of a file that is no PDF, or cannot be drawn."""
    document = workspace.store.document(document_id)
    if document.media_type != PDF:
        return 0
    try:
        return number_of_pages(document.name, workspace.store.original(document_id))
    except DocumentRefused:
        return 0


def original_page(workspace: Workspace, document_id: str, number: int) -> bytes:
    """Return a page of a PDF as a PNG, 1 for the first; raise UnknownName where there is none such."""
    document = workspace.store.document(document_id)
    if document.media_type != PDF:
        raise UnknownName(say("There are no pictures of the pages of %(name)s: it is no PDF.", name=document.name))
    return page_picture(document.name, original_of(workspace, document_id), number)


def left_unread(workspace: Workspace, document_id: str) -> tuple[UnreadStretch, ...] | None:
    """Return what of a document was not read for claims; None where nobody has read it yet."""
    return workspace.store.document_list.left_unread(document_id)


def claims_in(workspace: Workspace, document_id: str) -> tuple[Claim, ...]:
    """Return a document's claims in the order of the text."""
    claims = (claim for _, claim in workspace.store.claims(document_id=document_id))
    return tuple(sorted(claims, key=lambda one: (one.span.start, one.span.end)))


def search_documents(workspace: Workspace, words: str, limit: int = 20) -> tuple[Found, ...]:
    """Return the best `limit` documents with all those words, or words that begin so; any input is allowed."""
    record(workspace, "documents searched")
    return _found(workspace, workspace.store.words.matches(words).numbers[:limit], words)


def find_documents(workspace: Workspace, words: str, publisher: str = "", language: str = "") -> FoundDocuments:
    """Return the documents with all those words, or words that begin so, of that publisher and in that language."""
    record(workspace, "documents searched")
    store = workspace.store
    found = store.words.matches(words, publisher, language)
    every = found if not publisher and not language else store.words.matches(words)
    publishers, languages = store.document_list.publishers_and_languages(every.numbers)

    def fetch(first: int, last: int) -> Sequence[Found]:
        return _found(workspace, found.numbers[first:last], words)

    return FoundDocuments(LongList(len(found.numbers), fetch), found.more, publishers, languages)


def document_called(workspace: Workspace, named: str) -> KeptDocument:
    """Return the document whose id begins with `named`, or that was given under that name; else raise UnknownName."""
    found = workspace.store.document_list.called(named, _MOST_OFFERED)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(
            say("There is no document %(named)s.", named=repr(named)), "`homeward documents` lists those that are kept."
        )
    listed = " or ".join(f"{one.id} ({one.name})" for one in found)
    raise UnknownName(say("%(named)s may be %(listed)s. Give the whole id.", named=repr(named), listed=listed))


def _found(workspace: Workspace, numbers: Sequence[int], words: str) -> tuple[Found, ...]:
    """Return the documents with those numbers, in that order, without their texts, which may be megabytes each."""
    found = {number: _excerpt(hit) for number, hit in workspace.store.words.hits(numbers, words)}
    return tuple(found[number] for number in numbers if number in found)


def _excerpt(hit: Hit) -> Found:
    """Show the text around the place where the most words stand together."""
    document, text = hit.document, hit.document.text
    starts = sorted(span.start for span in hit.words)
    together = [bisect_left(starts, start + _EXCERPT) - place for place, start in enumerate(starts)]
    best = starts[together.index(max(together))] if starts else 0
    begin = max(0, best - _BEFORE)
    while 0 < begin < best and not text[begin - 1].isspace():
        begin += 1
    date = document.date.edtf if document.date else None
    excerpt = _whole_words(text, begin)
    goes_on = begin + len(excerpt) < len(text.rstrip())
    return Found(
        document.id, document.name, document.title, document.publisher, date, excerpt, begin, goes_on, hit.words
    )


def _whole_words(text: str, begin: int) -> str:
    """Return an excerpt from `begin` that ends with a whole word, unless one word is as long as the excerpt."""
    excerpt = text[begin : begin + _EXCERPT]
    if len(excerpt) == _EXCERPT and not text[begin + _EXCERPT : begin + _EXCERPT + 1].isspace():
        words = excerpt.rsplit(maxsplit=1)
        excerpt = words[0] if len(words) == 2 else excerpt
    return excerpt.rstrip()
