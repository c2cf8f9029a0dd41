"""Which pages are pictured, and where: by the name of the picture, an address with the ids of what stands there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import resolve

DUMMIES = {
    **dict.fromkeys(("bout", "document", "claim", "frontier", "rounds", "clash", "reading", "export"), "0" * 16),
    **dict.fromkeys(("before", "after"), "1"),
}
"""What stands for the ids where only the name of a page is asked."""


STALE = """(button, seen) => {
    button.form.elements.seen.value = seen;
    button.form.querySelectorAll("input[type=radio]").forEach((one) => { one.checked = true; });
}"""


def stale(button: str, seen: str, opens: str = "") -> Callable[[Any], None]:
    """Return what sends the form of a button as somebody would who saw something else; `opens` is clicked before."""

    def send(page: Any) -> None:
        if opens:
            page.locator(opens).first.click()
        pressed = page.locator(button).first
        pressed.evaluate(STALE, seen)
        with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            pressed.click()
        if sent.value.status != 409:
            raise SystemExit(f"{sent.value.url} took what was stale ({sent.value.status}).")
        page.wait_for_load_state()

    return send


@dataclass(frozen=True, slots=True)
class Pictured:
    """An address; `then` is what is done on its page before the picture, where the form of a page answers with another.

    `by` is who looks: "boss" is the administrator, "nobody" signed out, "alone" the one user of a workspace without a
    team, "Ada" somebody with an app as second factor.
    """

    path: str
    by: str = "boss"
    then: Callable[[Any], None] | None = None

    @property
    def page(self) -> str:
        """The name of the page, of urls.py."""
        return str(resolve(self.path.format(**DUMMIES).split("?")[0]).url_name)


CASE, DOCUMENT, CLAIM = "/cases/{bout}/", "/documents/{document}/", "/claims/{claim}/"
ROUTES_ON = "routes/?on=2012-09-01&as_of=2012-09-01"
ADDRESSES = {
    "start": "/",
    "reading": "/reports/{reading}/",
    "deadlines": "/deadlines/",
    "documents": "/documents/",
    "reader": DOCUMENT,
    "reader-claim": DOCUMENT + "?claim={claim}",
    "reader-beside": DOCUMENT + "?claim={claim}&beside=1",
    "add-claim": DOCUMENT + "add/?kind=arrest",
    "correct-claim": CLAIM + "correct/",
    "claim": CLAIM,
    "search": "/search/?words=prisoner",
    "review": "/review/",
    "cases": "/cases/",
    "case": CASE,
    "case-2012": CASE + "?as_of=2012-06-30",
    "routes": CASE + ROUTES_ON,
    "family": CASE + "family/",
    "clearing": CASE + "family/clearing/",
    "people": "/people/",
    "person": "/people/{bout}/",
    "who-may-see-person": "/people/{bout}/access/",
    "who-may-see-document": DOCUMENT + "access/",
    "statements": "/statements/",
    "treaties": "/treaties/",
    "treaties-pair": "/treaties/?one=RU&other=US&on=2012-09-01",
    "treaty": "/treaties/coe-ets-112/",
    "matrix": "/treaties/matrix/?on=2020-01-01",
    "exchanges": "/exchanges/",
    "desk": "/exchanges/desk/?past=us-ru-2022",
    "solved-frontier": "/exchanges/solved/{frontier}/",
    "solved-rounds": "/exchanges/solved/{rounds}/",
    "solved-clash": "/exchanges/solved/{clash}/",
    "variant": "/exchanges/variants/{before}/",
    "variant-earlier": "/exchanges/variants/{before}/?version=1",
    "compare": "/exchanges/compare/?one={before}&other={after}",
    "history": "/exchanges/history/",
    "past": "/exchanges/history/us-ru-2022/",
    "exports": "/exports/",
    "export": "/exports/{export}/",
    "team": "/team/",
    "access-log": "/team/log/",
    "tokens": "/tokens/",
    "api": "/api/",
    "security": "/security/",
    "security-password": "/security/password/",
    "security-app": "/security/app/",
    "security-passkeys": "/security/passkeys/",
    "security-passkeys-add": "/security/passkeys/add/",
    "security-sessions": "/security/sessions/",
    "sign-in-again": "/sign-in/again/",
    "sign-out": "/sign-out/",
}
SIGNED_OUT = {
    "sign-in": "/sign-in/",
    "sign-in-inactive": "/sign-in/inactive/",
    "sign-in-link-spent": "/sign-in/link/1-abc-def/",
    "sign-in-link-done": "/sign-in/link/done/",
}
WITH_AN_APP = {
    "sign-in-code": "/sign-in/code/",
    "sign-in-again-code": "/sign-in/again/code/",
    "security-with-app": "/security/",
    "security-app-off": "/security/app/off/",
    "security-recovery": "/security/recovery/",
    "security-recovery-new": "/security/recovery/new/",
}
"""In this order: the code is asked for on the way in, all else once it was given."""
PICTURED: Mapping[str, Pictured] = {
    **{name: Pictured(path) for name, path in ADDRESSES.items()},
    "claim-overtaken": Pictured(CLAIM + "correct/", then=stale("form[action$='/correct/'] button.main", "")),
    "ruling-overtaken": Pictured(
        CASE,
        then=stale(".conflict:has(.holds) form:has(textarea) button.main", "", opens=".conflict:has(.holds) summary"),
    ),
    "clearing-overtaken": Pictured(CASE + "family/clearing/", then=stale("button[name=act][value=clear]", "0")),
    "variant-overtaken": Pictured(
        "/exchanges/variants/{before}/?version=1", then=stale("button[formaction$='/save/']", "1")
    ),
    **{name: Pictured(path, "nobody") for name, path in SIGNED_OUT.items()},
    **{name: Pictured(path, "Ada") for name, path in WITH_AN_APP.items()},
    **{f"alone-{name}": Pictured(f"/{path}", "alone") for name, path in (("start", ""), ("team", "team/"))},
    "alone-log": Pictured("/team/log/", "alone"),
}
NOT_THERE = "/cases/0000000000000000/"
"""Pictured too, and of no page."""
FORMS = frozenset(
    "add_reports stop_reading review_claim rule solve stop save export delete_variant stop_export_list add_member"
    " change_member add_group change_group revoke_token language".split()
)
"""Pages that take forms and show nothing when they are only looked at."""
NO_PICTURE = {
    "original": "a file",
    "original_page": "a picture itself",
    "timeline": "a picture itself, and a part of the case file",
    "reading_progress": "a part of the page of a reading",
    "export_list_progress": "a part of the page of a list",
    "export_list_file": "a file",
    "mfa_login_webauthn": "gives a browser what its passkey signs",
    "mfa_reauthenticate_webauthn": "needs a passkey, and looks as the page that asks for a code",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
}


def forgotten() -> list[str]:
    """Return which pages have no picture here, and no reason why not; Django must know its settings."""
    from homeward.web.urls import PAGES  # noqa: PLC0415 - asks for them

    known = {one.page for one in PICTURED.values()} | FORMS | NO_PICTURE.keys()
    return [str(page.name) for page in PAGES if page.name not in known]
