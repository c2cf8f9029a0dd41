"""Each format gives its text in paragraphs, and what the file says of itself."""

import datetime
import json
import re
import time

import pytest
from made_files import HUSH, mail, pdf, word_document

from homeward.basics.errors import DocumentRefused
from homeward.documents.formats.model import RawFile
from homeward.documents.formats.registry import BINARY, FORMATS, MARKED_UP, format_of
from homeward.documents.from_files import document_from
from homeward.documents.limits import Limits
from homeward.documents.model import DateOrigin, Document, DocumentDate

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Engineer freed - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2019-03-12T23:30:00+01:00">
<script>var tracked = "no text";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World news</a></nav>
<article><h1>Engineer freed</h1><p>The engineer was let go on Tuesday after two years in a prison of the other
State, his lawyer said, and flew home the same night with his family.</p>
<p>Nobody would say what was given <b>in return</b> for him. The ministry did not answer questions.</p>
<script>alert("no text")</script></article><footer>Copyright, terms of use</footer></body></html>"""


def read(name: str, data: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008
    """The document of one file's bytes."""
    return document_from(RawFile(name, data), limits)


def why_refused(name: str, data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    """Why the file is refused."""
    with pytest.raises(DocumentRefused) as refused:
        read(name, data, limits)
    assert refused.value.name == name
    assert refused.value.what_to_do
    return refused.value.why


def test_text_stays_as_it_is_but_for_line_ends() -> None:
    """Plain text is kept to the character; only \\r\\n and \\r become \\n."""
    document = read("a.txt", "Title\r\n\r\n  Two\tspaces  \rand “quotes” \u00a0.\n\n\n".encode())
    assert document.text == "Title\n\n  Two\tspaces  \nand “quotes” \u00a0.\n\n\n"
    assert document.media_type == "text/plain"


def test_front_matter_is_taken_off_and_read() -> None:
    """What stands between two --- lines at the very start is about the text, not the text."""
    header = (
        "title: 'Swap: agreed'\npublisher: The Post\nauthor: [A. One, B. Two]\ndate: 2022-12-20T10:00:00Z\nlang: en-GB"
    )
    document = read("a.md", f"---\n{header}\n---\n\nBody.\n".encode())
    assert document.text == "\nBody.\n"
    assert (document.title, document.publisher, document.author) == ("Swap: agreed", "The Post", "A. One, B. Two")
    assert document.date == DocumentDate("2022-12-20", DateOrigin.FRONT_MATTER)
    assert (document.language, document.media_type) == ("en", "text/markdown")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2012", "2012"),
        ("2012-06", "2012-06"),
        ("2012-06~", "2012-06~"),
        ("'2012-06-15'", "2012-06-15"),
        ("15 June 2012", "2012-06-15"),
    ],
)
def test_a_front_matter_date_keeps_its_precision(written: str, edtf: str) -> None:
    """A year stays a year, a month a month."""
    document = read("a.txt", f"---\ndate: {written}\n---\nBody.\n".encode())
    assert document.date == DocumentDate(edtf, DateOrigin.FRONT_MATTER)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\n\nBody.\n",
        "\n---\ntitle: not at the very start\n---\nBody.\n",
        "--- \ntitle: a space too many\n--- \nBody.\n",
        "Body.\n\n---\n\nMore after a rule.\n\n---\n",
    ],
)
def test_a_broken_front_matter_is_text(text: str) -> None:
    """Where the two lines are not as they must be, all of the file is text."""
    assert read("a.txt", text.encode()).text == text


def test_an_inner_front_matter_is_text() -> None:
    """Only the first front matter is taken off; its date is still one that the text gives near its top."""
    document = read("a.txt", b"---\ntitle: Outer\n---\n---\ndate: '2022-12-08'\n---\n\nBody.\n")
    assert document.text == "---\ndate: '2022-12-08'\n---\n\nBody.\n"
    assert document.date == DocumentDate("2022-12-08", DateOrigin.DATELINE)


def test_front_matter_that_is_no_yaml_is_said_in_a_note() -> None:
    """Lines that cannot be read as YAML give nothing, and the document says so."""
    document = read("a.txt", b"---\n: [unclosed\n---\nBody text.\n")
    assert (document.text, document.title) == ("Body text.\n", None)
    assert "no YAML front matter" in document.notes[0]


def test_a_text_file_that_holds_markup_stays_text() -> None:
    """A .txt is plain text whatever it opens with: its offsets count the characters of the file."""
    assert read("page.txt", PAGE.encode()).text == PAGE


def test_a_page_loses_navigation_and_scripts() -> None:
    """Paragraphs of the article stay, apart by a blank line; menus, scripts and footers go."""
    document = read("page.html", PAGE.encode())
    paragraphs = document.text.split("\n\n")
    assert paragraphs[-1] == "Nobody would say what was given in return for him. The ministry did not answer questions."
    assert paragraphs[-2].startswith(
        "The engineer was let go on Tuesday after two years in a prison of the other State,"
    )
    for gone in ("World news", "no text", "Copyright", "<"):
        assert gone not in document.text


def test_a_page_says_who_issued_it_and_when() -> None:
    """Title, publisher, author, language and date come from what the page says of itself."""
    document = read("page.html", PAGE.encode())
    assert (document.publisher, document.author, document.language) == ("The Harbour Post", "Jane Doe", "en")
    assert document.title == "Engineer freed"
    assert document.date == DocumentDate("2019-03-12", DateOrigin.METADATA)


@pytest.mark.parametrize(("written", "edtf"), [("2019", "2019"), ("2019-03", "2019-03"), ("March 2019", "2019-03")])
def test_a_page_dated_by_month_gets_no_day(written: str, edtf: str) -> None:
    """htmldate would fill in a day; none is invented here."""
    page = PAGE.replace("2019-03-12T23:30:00+01:00", written)
    assert read("page.html", page.encode()).date == DocumentDate(edtf, DateOrigin.METADATA)


def test_linked_data_comes_before_other_marks() -> None:
    """What a page's JSON-LD says of the article is what its publisher keeps most carefully."""
    article = {
        "@type": "NewsArticle",
        "headline": "Freed",
        "datePublished": "2018-05-06",
        "publisher": {"name": "Post"},
    }
    data = json.dumps({"@graph": [article]})
    page = PAGE.replace("<title>", f'<script type="application/ld+json">{data}</script><title>')
    document = read("page.html", page.encode())
    assert (document.title, document.publisher, document.date) == (
        "Freed",
        "Post",
        DocumentDate("2018-05-06", DateOrigin.METADATA),
    )


def test_stray_nuls_in_a_page_are_passed_over() -> None:
    """A page with a few NULs is read as browsers read it."""
    assert (
        read("page.html", PAGE.replace("engineer was", "engi\0neer was").encode()).text
        == read("page.html", PAGE.encode()).text
    )


def test_a_page_of_endless_elements_takes_seconds() -> None:
    """Found by trial: the search for an article took minutes on three million paragraph marks."""
    start = time.perf_counter()
    assert read("page.html", b"<p>" * 400_000 + b"He was freed.").text == "He was freed."
    assert time.perf_counter() - start < 30


def test_a_short_page_is_taken_whole() -> None:
    """A page too short for an article to be told from its surroundings keeps all its paragraphs."""
    document = read("note.html", b"<html><body><p>He was freed.</p><div>She<br>was not.</div></body></html>")
    assert document.text == "He was freed.\n\nShe\nwas not."


def test_a_page_in_windows_1251_is_read_as_it_declares() -> None:
    """The encoding that a page declares counts where it fits the bytes."""
    page = "<html><head><meta charset='windows-1251'></head><body><p>Бут</p></body></html>".encode("windows-1251")
    assert read("page.html", page).text == "Бут"


def test_pages_become_paragraphs() -> None:
    """Lines of a PDF join to paragraphs at the wider gaps; pages follow each other."""
    page = [
        (14, "He was arrested in"),
        (14, "March and held for"),
        (14, "two years."),
        (28, "Then he was freed"),
        (14, "at the border."),
    ]
    document = read("a.pdf", pdf([page, [(14, "The second page.")]], info="/Title(A ruling)/Author(The Court)"))
    assert document.text == (
        "He was arrested in March and held for two years.\n\nThen he was freed at the border.\n\nThe second page."
    )
    assert (document.title, document.author, document.media_type) == ("A ruling", "The Court", "application/pdf")


def test_a_hyphen_at_a_line_end_stays_unless_the_word_stands_whole_elsewhere() -> None:
    """Nothing is guessed: the two halves join only where the text has the word in one piece too."""
    page = [(14, "A prisoner is free. The pri-"), (14, "soner was an Iranian-"), (14, "American engineer.")]
    assert read("a.pdf", pdf([page])).text == "A prisoner is free. The prisoner was an Iranian-American engineer."


def test_a_pdf_is_dated_by_its_text_before_its_making() -> None:
    """The day a PDF was made is no day of issue: it counts only where the text gives none, and a note says so."""
    made = "/CreationDate(D:20240506101112Z)"
    dated = read("a.pdf", pdf([[(14, "Moscow, 12 March 2019"), (28, "He was freed at the border.")]], info=made))
    undated = read("a.pdf", pdf([[(14, "He was freed at the border.")]], info=made))
    assert dated.date == DocumentDate("2019-03-12", DateOrigin.DATELINE)
    assert undated.date == DocumentDate("2024-05-06", DateOrigin.METADATA)
    assert "the day its file was made" in undated.notes[0]


def test_a_pdf_with_a_password_is_refused() -> None:
    """An encrypted PDF says so."""
    assert why_refused("a.pdf", pdf([[(14, "Secret.")]], password=HUSH)) == "needs a password"


def test_a_scanned_pdf_is_refused() -> None:
    """Pages of pictures have no text layer to read."""
    assert why_refused("a.pdf", pdf([[]], picture=True)) == "has no text layer: it looks scanned"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    """The limit on pages holds."""
    assert "has 3 pages" in why_refused("a.pdf", pdf([[(14, "A page.")]] * 3), Limits(pages=2))


def test_a_page_that_is_damaged_is_lost_alone() -> None:
    """The other pages of a PDF are read, and a note says which one is lost."""
    data = pdf([[(14, "The first page.")], [(14, "The second page.")], [(14, "The third page.")]])
    kids = [match.start() for match in re.finditer(rb"<</Type/Page/", data)]
    document = read("a.pdf", data[: kids[1]] + data[kids[1] :].replace(b"<</Type/Page/", b"<</Type/Pigs/", 1))
    assert document.text == "The first page.\n\nThe third page."
    assert document.notes == ("Page 2 is damaged and could not be read.",)


def test_a_damaged_pdf_is_refused() -> None:
    """Half a PDF is no PDF."""
    assert why_refused("a.pdf", b"%PDF-1.4\n1 0 obj <</Type/Cat") == "is a damaged PDF"


def test_a_word_document_gives_paragraphs_and_tables() -> None:
    """Paragraphs and a table's rows come in order, with the core properties."""
    data = word_document(
        ["First paragraph.", "Second."], [["Name", "Age"], ["Ann", "40"]], title="A list", author="The Office",
        created=datetime.datetime(2020, 2, 3, 4, 5, tzinfo=datetime.UTC),
    )  # fmt: skip
    document = read("a.docx", data)
    assert document.text == "First paragraph.\n\nSecond.\n\nName | Age\nAnn | 40"
    assert (document.title, document.author) == ("A list", "The Office")
    assert document.date == DocumentDate("2020-02-03", DateOrigin.METADATA)


def test_a_template_does_not_date_or_sign_a_word_document() -> None:
    """What python-docx's own template says of itself is said of no document made from it."""
    document = read("a.docx", word_document(["A paragraph."]))
    assert (document.author, document.date) == (None, None)


def test_a_word_document_called_txt_is_still_one() -> None:
    """Content decides before the name."""
    assert read("a.txt", word_document(["A paragraph."])).text == "A paragraph."


def test_a_word_document_that_unpacks_to_too_much_is_refused() -> None:
    """A .docx is an archive, and the limit on one file holds for what it unpacks to."""
    assert "parts, more than we read" in why_refused("a.docx", word_document(["x" * 90_000]), Limits(file_bytes=50_000))


def test_mail_gives_its_plain_text() -> None:
    """Subject, sender and date come from the header; the plain text before the HTML one; attachments in a note."""
    data = mail(
        "He was freed.\n\nMore follows.\n", "<p>He was freed.</p>", "ruling.pdf", Subject="News of the case",
        From="Jane Doe <jane@example.org>", Date="Tue, 12 Mar 2019 23:30:00 -0500",
    )  # fmt: skip
    document = read("a.eml", data)
    assert document.text == "He was freed.\n\nMore follows."
    assert (document.title, document.author) == ("News of the case", "Jane Doe")
    assert document.date == DocumentDate("2019-03-12", DateOrigin.METADATA)
    assert document.notes == ("Attachments not read: ruling.pdf. Give them as files of their own.",)


def test_mail_in_html_alone_gives_its_paragraphs() -> None:
    """Where there is no plain text, the page's paragraphs are the text."""
    document = read(
        "a.eml", mail(page="<html><body><p>One.</p><p>Two.</p></body></html>", Subject="S", From="a@example.org")
    )
    assert document.text == "One.\n\nTwo."
    assert document.author == "a@example.org"


def test_a_russian_mail_is_decoded() -> None:
    """Subjects and texts in other encodings come out as characters."""
    message = (
        "Subject: =?koi8-r?B?7s/Xz9PUyQ==?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n"
    )
    document = read("saved message", message.encode() + "Его отпустили домой.\r\n".encode("koi8-r"))
    assert (document.title, document.text, document.language) == ("Новости", "Его отпустили домой.", None)
    assert document.media_type == "message/rfc822"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\x02\x01\x01\0", b"\0" * 100, bytes(range(256))]
)
def test_other_binary_files_are_refused(data: bytes) -> None:
    """What is no text and no format we read is refused, and the refusal names what we read."""
    assert why_refused("a.bin", data) == "is in a format we do not read"
    with pytest.raises(DocumentRefused, match=r"We read plain text, Markdown, HTML, PDF, Word \(.docx\), mail"):
        read("a.txt", data)


def test_every_format_is_in_the_list_once() -> None:
    """Suffixes name one format each, and each format is told by bytes, by markup, or is plain text."""
    suffixes = [suffix for format_ in FORMATS for suffix in format_.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert set(BINARY) | set(MARKED_UP) | set(FORMATS[:2]) == set(FORMATS)
    names = [format_of(RawFile(f"a{suffix}", b"Just words.")).name for suffix in (".md", ".html", ".eml", ".xyz", "")]
    assert names == [
        "Markdown", "HTML", "mail (.eml)", "plain text", "plain text",
    ]  # fmt: skip
