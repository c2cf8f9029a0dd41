"""The main pages in Russian, and the page of the API in English, in a real browser: WCAG 2.2 AA, console, policy."""

import re
from collections.abc import Iterator

import pytest
from invented import FIRST, SECOND, report
from looked_at import all_faults, axe
from served import homeward, served
from watched import Watched

MAIN = (
    "/",
    "/deadlines/",
    "/documents/",
    "/documents/{document}/",
    "/review/",
    "/search/?words=arrested",
    "/cases/",
    "/cases/{person}/",
    "/cases/{person}/routes/?on=2022-10-01",
    "/cases/{person}/family/",
    "/people/",
    "/people/{person}/",
    "/statements/",
    "/treaties/?one=RU&other=US&on=2019-11-01",
    "/treaties/coe-ets-112/",
    "/treaties/matrix/?on=2020-01-01",
    "/exchanges/",
    "/exchanges/desk/?past=us-ru-2022",
    "/exchanges/history/",
    "/exchanges/history/us-ru-2022/",
    "/api/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One person's own pages over two reports that contradict each other."""
    folder = tmp_path_factory.mktemp("russian")
    (folder / "first.txt").write_text(report("Teacher held", "North Wire", "2022-08-05", FIRST), encoding="utf-8")
    (folder / "talks.txt").write_text(report("Talks", "South Post", "2022-09-01", SECOND), encoding="utf-8")
    homeward(folder / "workspace", "read", str(folder / "first.txt"), str(folder / "talks.txt"))
    with served(folder / "workspace") as one:
        yield one


@pytest.fixture(scope="module")
def russian(address: str, chromium: object) -> Iterator[Watched]:
    """A browser whose reader asks for Russian."""
    browser = Watched(chromium, address, {"locale": "ru-RU"})  # type: ignore[arg-type]
    browser.profile.add_init_script(script=axe())
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def ids(russian: Watched) -> dict[str, str]:
    """What addresses call the person and one of the documents."""
    person = re.search(r"/cases/(\w{16})/", russian.asked("/cases/").text())
    document = re.search(r"/documents/(\w{16})/", russian.asked("/documents/").text())
    assert person is not None
    assert document is not None
    return {"person": person[1], "document": document[1]}


@pytest.mark.parametrize("path", MAIN)
def test_russian_page_has_no_fault(russian: Watched, ids: dict[str, str], path: str) -> None:
    """Russian words, which are longer, break no rule of WCAG 2.2 AA, and nothing scrolls sideways."""
    russian.complaints.clear()
    page = russian.goto(path.format(**ids))
    assert page.locator("html").get_attribute("lang") == "ru"
    assert all_faults(page) == []
    assert russian.complaints == []


def test_api_page_has_no_fault_in_english(address: str, chromium: object) -> None:
    """The page on the API, whose words are English on every page, breaks none either."""
    browser = Watched(chromium, address, {})  # type: ignore[arg-type]
    browser.profile.add_init_script(script=axe())
    page = browser.goto("/api/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert all_faults(page) == []
    assert browser.complaints == []
    browser.close()
