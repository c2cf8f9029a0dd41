"""Reports on people who do not exist, with what they claim worked out by hand, put into a workspace as a run would."""

import hashlib

from homeward.app.wiring import Workspace
from homeward.claims.alignment import Draft, Said, align
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.documents.model import DateOrigin, Document, DocumentDate

ARREST = (
    "Alva Quillfeather, a Freedonian pilot, was arrested in Zenda on 4 May 2019.\n\n"
    '"She has done nothing," the consul Otto Brandwein said. The court will decide.'
)
SENTENCE = (
    "A court in Zenda sentenced Alva Quillfether to nine years on 3 March 2020. "
    "Bruno Quillfeather, arrested with her, awaits trial."
)
BYSTANDER = "The consul Otto Brandwein opened a bakery."


def a_report(name: str, text: str, issued: str, publisher: str) -> Document:
    """A report of that day in English."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        name=name,
        text=text,
        text_sha256=sha256,
        bytes_sha256=sha256,
        media_type="text/plain",
        publisher=publisher,
        date=DocumentDate(issued, DateOrigin.FRONT_MATTER),
        language="en",
    )


def said(document: Document, value: str, words: str | None = None) -> Said:
    """A value that stands in the document where `words` (or the value itself) first do."""
    start = document.text.index(words or value)
    return Said(value, ((start, start + len(words or value)),))


def a_claim(
    document: Document, kind: str, quote: str, who: str = "", date: Said | None = None, **fields: Said
) -> Claim:
    """A claim with its words found in the document."""
    start = document.text.index(quote)
    people = (said(document, who),) if who else ()
    by = (fields["speaker"],) if "speaker" in fields else ()
    return align(document, Draft(kind, (start, start + len(quote)), people, by, date=date, fields=fields))


def a_person(document: Document, name: str, held: bool = False, speaks: bool = False) -> NamedPerson:
    """Someone the document names once."""
    start = document.text.index(name)
    span = document.span(start, start + len(name))
    return NamedPerson(document.id, name, (name,), (span,), held=held, speaks=speaks)


def keep_invented_reports(workspace: Workspace) -> tuple[Document, Document, Document]:
    """Keep an arrest, a sentence and a bakery."""
    arrest = a_report("arrest.txt", ARREST, "2019-05-05", "The Strelsau Post")
    sentence = a_report("sentence.txt", SENTENCE, "2020-03-04", "Hentzau Wire")
    bystander = a_report("bakery.txt", BYSTANDER, "2021-01-01", "The Strelsau Post")
    quote = "She has done nothing"
    keep(
        workspace,
        arrest,
        [
            a_claim(
                arrest,
                "arrest",
                "was arrested in Zenda on 4 May 2019",
                "Alva Quillfeather",
                said(arrest, "2019-05-04", "4 May 2019"),
                place=said(arrest, "Zenda"),
            ),
            a_claim(
                arrest,
                "statement",
                f'{quote}," the consul Otto Brandwein said',
                "Alva Quillfeather",
                speaker=said(arrest, "Otto Brandwein"),
                role=said(arrest, "consul"),
                form=Said("direct"),
                content=said(arrest, quote),
            ),
        ],
        [a_person(arrest, "Alva Quillfeather", held=True), a_person(arrest, "Otto Brandwein", speaks=True)],
    )
    term = said(sentence, "P9Y", "nine years")
    day = said(sentence, "2020-03-03", "3 March 2020")
    keep(
        workspace,
        sentence,
        [
            a_claim(
                sentence, "sentence", "sentenced Alva Quillfether to nine years", "Alva Quillfether", day, term=term
            ),
            a_claim(sentence, "arrest", "Bruno Quillfeather, arrested", "Bruno Quillfeather"),
        ],
        [a_person(sentence, "Alva Quillfether", held=True), a_person(sentence, "Bruno Quillfeather", held=True)],
    )
    keep(workspace, bystander, [], [a_person(bystander, "Otto Brandwein")])
    return arrest, sentence, bystander


def keep(workspace: Workspace, document: Document, claims: list[Claim], people: list[NamedPerson]) -> None:
    """Keep a document with its reading."""
    with workspace.store.transaction():
        workspace.store.save_document(document, document.text.encode())
        workspace.store.save_reading(Reading(document.id, "by hand", tuple(claims), tuple(people)))
