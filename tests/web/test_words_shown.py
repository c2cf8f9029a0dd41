"""How pages show words: those searched for, names of fields and of States, commands, and where the reader is."""

from django.test import Client

from homeward.app.show_documents import Found, search_documents
from homeward.app.wiring import Workspace
from homeward.claims.model import Span
from homeward.web.pages.matrix_picture import StateLabel
from homeward.web.templatetags.excerpts import marked
from homeward.web.templatetags.said import browser, coded, direction, parted


def found(excerpt: str, start: int, *, goes_on: bool, words: tuple[Span, ...]) -> Found:
    """Return a document that holds words."""
    return Found("0" * 16, "one.txt", None, None, None, excerpt, start, goes_on, words)


def test_words_searched_for_are_marked_on_one_line() -> None:
    """The words are marked, an ellipsis stands where the text goes on, and nothing of the text is markup."""
    one = found(
        "Two <b> were\n\nheld in",
        10,
        goes_on=True,
        words=(Span("0" * 16, 14, 17), Span("0" * 16, 24, 28), Span("0" * 16, 900, 904)),
    )
    assert marked(one) == "… Two <mark>&lt;b&gt;</mark> were <mark>held</mark> in …"
    whole = found("held", 0, goes_on=False, words=(Span("0" * 16, 0, 4), Span("0" * 16, 2, 4)))
    assert marked(whole) == "<mark>held</mark>"


def test_excerpts_end_with_whole_words(browser: Client, reported: Workspace) -> None:
    """What a search shows of a document marks the word, and ends where a word of the text does."""
    page = browser.get("/search/?words=arrested").content.decode()
    assert "<mark>arrested</mark>" in page
    several = search_documents(reported, "arrested", 10)
    assert several
    for one in several:
        text, end = reported.store.document(one.document_id).text, one.start + len(one.excerpt)
        assert text[one.start : end] == one.excerpt
        assert one.goes_on == bool(text[end:].strip())
        assert not text[end : end + 1].strip()


def test_commands_are_code() -> None:
    """What stands between backticks is code; a backtick that nothing closes stays, and nothing becomes markup."""
    assert coded("Ask `homeward <x>` & go.") == "Ask <code>homeward &lt;x&gt;</code> &amp; go."
    assert coded("It's ` alone <b>") == "It&#x27;s ` alone &lt;b&gt;"


def test_fields_say_what_they_are(browser: Client, reported: Workspace) -> None:
    """A claim's fields are headed "about whom" and "said by", in its panel and in the form that corrects it."""
    document = reported.store.kept_documents()[0].id
    claim = next(one for _, one in reported.store.claims(document_id=document) if one.kind == "arrest")
    assert "<dt>about whom</dt>" in browser.get(f"/claims/{claim.id}/").content.decode()
    form = browser.get(f"/claims/{claim.id}/correct/").content.decode()
    assert "<legend>about whom" in form
    assert "<legend>said by" in form
    assert "<legend>who<" not in form


def test_navigation_says_where_the_reader_is(browser: Client) -> None:
    """The section of a page is marked in the navigation, and no other is."""
    page = browser.get("/treaties/coe-ets-112/").content.decode()
    navigation = page.split("</nav>")[0]
    assert '<a href="/treaties/" aria-current="true">' in navigation
    assert navigation.count("aria-current") == 1
    assert "aria-current" not in browser.get("/").content.decode().split("</nav>")[0]


def test_matrix_names_its_states(browser: Client) -> None:
    """Rows and columns have names; of a name that is too long the end is left out and its title has it whole."""
    page = browser.get("/treaties/matrix/?on=2020-01-01&instrument=coe-ets-112").content.decode()
    assert page.count(">Bosnia and Herzegovina</text>") == 2
    assert StateLabel("XX", "Federation of Many United Islands", 0).short == "Federation of Many Unit…"


def test_browser_is_named_for_short() -> None:
    """Its name and its system are picked out of all that a browser says of itself; what we do not know stays whole."""
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"
    assert browser(edge) == "Edge on Windows"
    assert browser(phone) == "Safari on iPhone"
    assert browser("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0") == "Firefox on Android"
    assert browser("curl/8.0") == "curl/8.0"


def test_names_written_from_right_to_left_turn_nothing_round() -> None:
    """Such a name stands apart in a sentence, whole and escaped like the rest; a text runs as its language does."""
    assert parted("Ruled by עמית כהן 2026-11-22 <b>") == "Ruled by <bdi>עמית כהן</bdi> 2026-11-22 &lt;b&gt;"
    assert parted("Ruled by Ana") == "Ruled by Ana"
    assert [direction(one) for one in ("en", "ru", "ar", "he", "xx", None)] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "auto",
        "auto",
    ]
