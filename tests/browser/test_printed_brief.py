"""The family's brief on paper: one sheet of A4 from a browser in light or dark, however much is cleared."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pytest
from served import homeward, served
from watched import Watched

ORDINARY = (
    "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to"
    ' nine years in prison on 4 August 2022. "She is innocent," her lawyer Oleg Marsh told Reuters on Tuesday. Norway'
    " demands her release, Foreign Minister Tor Lund said."
)
MUCH = (
    "Orla Tamsin, a Swedish pilot, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to nine years"
    " in prison on 4 May 2022. Sweden demands her release, Foreign Minister Tor Lund said.\n\n"
)
WORDS = (
    '"She is innocent, and on day {day} of the talks nobody would say what was offered for her, by whom, or when she'
    ' may come home at last after so long," her lawyer Oleg Marsh told Reuters on {day} {month} 2022.'
)
MONTHS = {"June": "2022-06-30", "July": "2022-07-30", "August": "2022-08-30"}


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> "Iterator[Watched]":
    """A browser over a workspace with two cases, one of them told at length, of which nothing is cleared yet."""
    folder = tmp_path_factory.mktemp("brief")
    head = "---\npublisher: North Wire\ndate: {}\nlang: en\n---\n"
    (folder / "one.txt").write_text(head.format("2022-08-10") + ORDINARY, encoding="utf-8")
    for month, issued in MONTHS.items():
        words = MUCH + "\n\n".join(WORDS.format(day=day, month=month) for day in range(1, 13))
        (folder / f"{month}.txt").write_text(head.format(issued) + words, encoding="utf-8")
    homeward(folder / "workspace", "read", *(str(one) for one in sorted(folder.glob("*.txt"))))
    with served(folder / "workspace") as address:
        browser = Watched(chromium, address, {})  # type: ignore[arg-type]
        yield browser
        assert browser.complaints == []
        browser.close()


def family_page_with_all_cleared(browser: Watched, name: str) -> str:
    """Tick every line there is for the family of the person called so, and return where their page is."""
    person = re.findall(r"/cases/(\w{16})/", browser.asked(f"/cases/?name={name}").text())[0]
    page = browser.goto(f"/cases/{person}/family/clearing/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator("button[value=clear]").click()
    page.wait_for_load_state()
    return f"/cases/{person}/family/"


def printed(browser: Watched) -> tuple[int, str, Any]:
    """Print the open page on A4; return the number of sheets, the words, and the first sheet's pixels, 255 is white."""
    document = pdfium.PdfDocument(browser.page.pdf(format="A4", prefer_css_page_size=True))
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    pixels = document[0].render(scale=1).to_numpy()[:, :, :3].mean(axis=2)
    return len(document), " ".join(words.split()), pixels


def test_an_ordinary_brief_is_one_sheet_that_reads_in_the_dark_too(briefs: Watched) -> None:
    """One sheet, with every line cleared; with dark colours on screen the paper stays white and the words dark."""
    path = family_page_with_all_cleared(briefs, "Quillfeather")
    for scheme in ("light", "dark"):
        briefs.page.emulate_media(color_scheme=scheme)
        briefs.goto(path)
        sheets, words, pixels = printed(briefs)
        assert sheets == 1
        assert "For the family of Ana Quillfeather" in words
        assert "She is innocent" in words
        assert not [one for one in ("Left out", "Search", "Ctrl+P") if one in words]
        assert (pixels > 240).mean() > 0.8
        assert (pixels < 140).sum() > 500


def test_much_content_still_fits_and_the_sheet_says_what_it_lacks(briefs: Watched) -> None:
    """Of more than a sheet holds the oldest words go; the sheet counts them and names the page that has all."""
    path = family_page_with_all_cleared(briefs, "Tamsin")
    page = briefs.goto(path)
    assert page.get_by_text("on day 1 of the talks").first.is_visible()
    assert page.get_by_text("stand here alone, not on the sheet").is_visible()
    sheets, words, _ = printed(briefs)
    assert sheets == 1
    left_out = re.search(
        r"Left out of this sheet .*: (\d+) lines under “What was said”\. They stand on the page", words
    )
    assert left_out is not None
    assert int(left_out[1]) > 5
    assert briefs.address + path in words
    assert "Arrest by Russia" in words
    assert "on day 12 of the talks" in words
