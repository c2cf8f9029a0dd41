"""A page of a real browser that is listened to: what it complains of, how it signs in, what a Tab reaches."""

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, ConsoleMessage, Locator, Page

LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy refused ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));"""
PASSWORD = "seven quiet herons wade"  # noqa: S105 - of no real account
SECONDS = 1000


class OpenPage(Protocol):
    """Opens a page over a served workspace; options are those of a new profile of the browser."""

    def __call__(self, address: str, **options: object) -> "Watched":
        """Open a page that shows nothing yet."""
        ...


class Watched:
    """A page in a profile of its own; `complaints` is what its console said of errors, warnings and policy."""

    def __init__(self, browser: "Browser", address: str, options: dict[str, object]) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self.scripted = options.get("java_script_enabled", True)
        given = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options}
        self.profile = browser.new_context(**given)  # type: ignore[arg-type]
        self.profile.set_default_timeout(40 * SECONDS)
        self.profile.add_init_script(LISTEN)
        self.page: Page = self.profile.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _heard(self, message: "ConsoleMessage") -> None:
        answered = re.search(r"server responded with a status of (\d+)", message.text)
        if answered and int(answered[1]) in self.expected:
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def goto(self, path: str, status: int = 200) -> "Page":
        """Open the page at a path of the server; fail where it answers with another status."""
        if status != 200:
            self.expected.add(status)
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def asked(self, path: str) -> "APIResponse":
        """Return what the server answers, asked with this profile's cookies but not shown."""
        return self.profile.request.get(self.address + path, max_redirects=0)

    def choose_password(self, printed: str) -> None:
        """Choose PASSWORD on the one-time link that stands in what a command or page said, and sign out of nothing."""
        found = re.search(r"/sign-in/link/[0-9A-Za-z-]+/", printed.replace("\n", ""))
        assert found, printed
        page = self.goto(found[0])
        for field in page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_load_state()

    def sign_in(self, name: str) -> "Page":
        """Sign in with PASSWORD, wherever the page to do so leads."""
        page = self.give_password(name)
        page.get_by_role("button", name="Sign out").wait_for()
        return page

    def give_password(self, name: str) -> "Page":
        """Send the page to sign in with PASSWORD; a second factor may be asked for then."""
        page = self.goto("/sign-in/")
        page.get_by_label(re.compile("user ?name|name", re.IGNORECASE)).first.fill(name)
        page.locator("input[type=password]").first.fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        return page

    def paste(self, text: str) -> None:
        """Paste a report on the first page, and wait until it is read."""
        page = self.goto("/")
        page.get_by_label("or the text of a report").fill(text)
        page.get_by_role("button", name="Read them").click()
        self.wait_for(page.get_by_text(re.compile(r"\b1 new document\b")))

    def send(self, name: str, text: str) -> None:
        """Choose a file on the first page, and wait on its own page until it is read."""
        page = self.goto("/")
        chosen = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        page.locator("#files").set_input_files([chosen])  # type: ignore[list-item]
        page.get_by_role("button", name="Read them").click()
        self.wait_for(page.get_by_text(re.compile(r"\b1 new document\b")))

    def solve(self) -> None:
        """Ask at the desk for what every side could accept, and wait for the answer."""
        self.page.get_by_role("button", name="Solve", exact=True).click()
        self.wait_for(self.page.locator("section.answer"))

    def wait_for(self, sought: "Locator") -> None:
        """Wait for what a job brings about; where the page does not ask by itself, look again by its link."""
        again = self.page.get_by_role("link", name="Look again")
        for _ in range(240):
            self.page.wait_for_timeout(SECONDS / 2)
            if sought.count():
                return
            if not self.scripted and again.count():
                again.first.click()
        raise AssertionError(f"{self.page.url} never showed it: {self.page.locator('main').inner_text()[:2000]}")

    def close(self) -> None:
        """Close the page and forget its cookies."""
        self.profile.close()
