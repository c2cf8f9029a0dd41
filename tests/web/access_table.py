"""Every address with what it answers to whom: a page that has no row here fails the build.

`{document}`, `{claim}`, `{person}` and the like stand for ids of the test's workspace, all of one person. `missing` is
the address of something that is not there; whoever is outside the group to which a person is restricted gets the same
answer from the row's own address. The four numbers are what a reader, a reviewer, a caseworker and an administrator
get, who are signed in and (where the person is restricted) in the group; `post` is sent an empty form. `family` is what
somebody of a family gets, in the group or not, to whom no caseworker has opened the person's page.
"""

from dataclasses import dataclass

Four = tuple[int, int, int, int]
Two = tuple[int, int]
"""The statuses of a page asked for, and of a form sent."""

PAGE: Four = (200, 200, 200, 200)
NO_FORM: Four = (405, 405, 405, 405)
NO_PAGE: Four = (405, 405, 405, 405)
CASEWORKERS_PAGE: Four = (403, 403, 405, 405)


def alike(status: int) -> Four:
    """Return what is the same for every role."""
    return (status, status, status, status)


def hidden(inside: Four, first: tuple[int, ...]) -> Four:
    """Return what whoever may not know of a thing gets: not there, but for what is said `first`, unsought."""
    one, two, three, four = (status if status in first else 404 for status in inside)
    return (one, two, three, four)


@dataclass(frozen=True)
class Access:
    """One address: how it is asked for, and its answers.

    `signed_out` is what somebody without an account gets where others sign in (302: sent to the page to sign in),
    `alone` what the owner of a workspace without accounts gets (None: as an administrator), `post_outside` what a form
    gets from whoever is outside the person's group (None: as `hidden` has it).
    """

    name: str
    path: str
    get: Four = PAGE
    post: Four = NO_FORM
    missing: str | None = None
    signed_out: Two = (302, 302)
    alone: int | None = None
    post_outside: Four | None = None
    family: Two = (403, 403)

    @property
    def is_form(self) -> bool:
        """Whether the address only takes forms."""
        return self.get[3] == 405

    @property
    def of_one(self) -> bool:
        """Whether the address is of something of one person, and so answers nobody outside the person's group."""
        return any(
            key in self.path for key in ("{document}", "{claim}", "{person}", "{conflict}", "{variant}", "{job}")
        )

    @property
    def outside(self) -> tuple[Four, Four]:
        """What the four roles get outside the group to which the person is restricted: the page, and the form."""
        if not self.of_one:
            return self.get, self.post
        return hidden(self.get, (403, 405)), self.post_outside or hidden(self.post, (403, 405))


TABLE = (
    Access("start", "/"),
    Access("add_reports", "/reports/", (403, 403, 405, 405), (403, 403, 400, 400)),
    # whoever asked for a reading alone knows of it
    Access("reading", "/reports/0000000000000000/", (403, 403, 404, 404), CASEWORKERS_PAGE),
    Access("reading_progress", "/reports/0000000000000000/progress/", (403, 403, 404, 404), CASEWORKERS_PAGE),
    Access("stop_reading", "/reports/0000000000000000/stop/", (403, 403, 405, 405), (403, 403, 404, 404)),
    Access("deadlines", "/deadlines/"),
    Access("exports", "/exports/", (403, 403, 200, 200), (403, 403, 400, 400)),
    # whoever asked for a list alone knows of it
    Access("export_list", "/exports/0000000000000000/", (403, 403, 404, 404), CASEWORKERS_PAGE),
    Access("export_list_progress", "/exports/0000000000000000/progress/", (403, 403, 404, 404), CASEWORKERS_PAGE),
    Access("stop_export_list", "/exports/0000000000000000/stop/", (403, 403, 405, 405), (403, 403, 404, 404)),
    Access("export_list_file", "/exports/0000000000000000/file/", (403, 403, 404, 404), CASEWORKERS_PAGE),
    Access("documents", "/documents/"),
    Access("reader", "/documents/{document}/", missing="/documents/0000000000000000/"),
    Access("original", "/documents/{document}/original/", missing="/documents/0000000000000000/original/"),
    Access(
        "original_page",
        "/documents/{document}/original/1.png",
        alike(404),
        missing="/documents/0000000000000000/original/1.png",
    ),
    Access(
        "add_claim",
        "/documents/{document}/add/",
        (403, 200, 200, 200),
        (403, 400, 400, 400),
        missing="/documents/0000000000000000/add/",
    ),
    Access("search", "/search/?words=arrested"),
    Access("claim", "/claims/{claim}/", missing="/claims/0000000000000000/"),
    Access(
        "review_claim",
        "/claims/{claim}/review/",
        (403, 405, 405, 405),
        (403, 400, 400, 400),
        missing="/claims/0000000000000000/review/",
    ),
    Access(
        "correct_claim",
        "/claims/{claim}/correct/",
        (403, 200, 200, 200),
        (403, 400, 400, 400),
        missing="/claims/0000000000000000/correct/",
    ),
    Access("to_review", "/review/"),
    Access("cases", "/cases/"),
    Access("case", "/cases/{person}/", missing="/cases/0000000000000000/"),
    Access("timeline", "/cases/{person}/timeline.svg", missing="/cases/0000000000000000/timeline.svg"),
    Access(
        "routes",
        "/cases/{person}/routes/?on=2022-10-01",
        post=PAGE,
        missing="/cases/0000000000000000/routes/?on=2022-10-01",
    ),
    Access(
        "rule",
        "/conflicts/{conflict}/",
        (403, 405, 405, 405),
        (403, 400, 400, 400),
        missing="/conflicts/0000000000000000/",
    ),
    Access("family", "/cases/{person}/family/", missing="/cases/0000000000000000/family/", family=(404, 405)),
    Access(
        "clearing",
        "/cases/{person}/family/clearing/",
        (403, 403, 200, 200),
        (403, 403, 400, 400),
        missing="/cases/0000000000000000/family/clearing/",
    ),
    Access("people", "/people/"),
    # a form that says nothing is refused before anything is sought
    Access(
        "person",
        "/people/{person}/",
        post=(403, 400, 400, 400),
        missing="/people/0000000000000000/",
        post_outside=(403, 400, 400, 400),
    ),
    Access("statements", "/statements/"),
    Access("treaties", "/treaties/"),
    Access("matrix", "/treaties/matrix/?on=2020-01-01"),
    Access("treaty", "/treaties/coe-ets-112/", missing="/treaties/no-such-treaty/"),
    Access("exchanges", "/exchanges/"),
    Access("desk", "/exchanges/desk/", PAGE, alike(400)),
    Access("solve", "/exchanges/solve/", NO_PAGE, alike(400)),
    Access("solved", "/exchanges/solved/{job}/", missing="/exchanges/solved/0000000000000000/"),
    Access(
        "stop",
        "/exchanges/solved/{job}/stop/",
        NO_PAGE,
        (403, 403, 302, 302),
        "/exchanges/solved/0000000000000000/stop/",
        post_outside=alike(404),
    ),
    Access("save", "/exchanges/save/", (403, 403, 405, 405), (403, 403, 400, 400)),
    Access("export", "/exchanges/export/", (403, 403, 405, 405), (403, 403, 400, 400)),
    Access(
        "compare",
        "/exchanges/compare/?one={variant}&other={variant}",
        PAGE,
        alike(302),
        "/exchanges/compare/?one=0&other=0",
    ),
    Access("variant", "/exchanges/variants/{variant}/", missing="/exchanges/variants/0/"),
    Access(
        "delete_variant",
        "/exchanges/variants/{variant}/delete/",
        (403, 403, 405, 405),
        (403, 403, 409, 409),
        "/exchanges/variants/0/delete/",
    ),
    Access("history", "/exchanges/history/"),
    Access("past", "/exchanges/history/us-ru-2022/", missing="/exchanges/history/nothing/"),
    Access("team", "/team/", (403, 403, 403, 200), (403, 403, 403, 405)),
    Access("add_member", "/team/members/", (403, 403, 403, 405), (403, 403, 403, 400), alone=404),
    Access("change_member", "/team/members/1/", (403, 403, 403, 405), (403, 403, 403, 400), alone=404),
    Access("add_group", "/team/groups/", (403, 403, 403, 405), (403, 403, 403, 400), alone=404),
    Access("change_group", "/team/groups/1/", (403, 403, 403, 405), (403, 403, 403, 400), alone=404),
    Access("access_log", "/team/log/", (403, 403, 403, 200), (403, 403, 403, 405)),
    Access(
        "person_access",
        "/people/{person}/access/",
        (403, 403, 200, 200),
        (403, 403, 400, 400),
        "/people/0000000000000000/access/",
        alone=404,
        post_outside=(403, 403, 400, 400),
    ),
    Access(
        "document_access",
        "/documents/{document}/access/",
        (403, 403, 200, 200),
        (403, 403, 400, 400),
        "/documents/0000000000000000/access/",
        alone=404,
        post_outside=(403, 403, 400, 400),
    ),
    # signing in: who is signed in already is sent on; an empty form comes back with what is missing
    Access("tokens", "/tokens/", post=alike(400), alone=404),
    Access("revoke_token", "/tokens/0000000000000000/revoke/", NO_PAGE, alike(404), alone=404),
    Access("api", "/api/"),
    # whoever asks may choose a language, signed in or not
    Access("language", "/language/", NO_PAGE, alike(302), signed_out=(405, 302), family=(405, 302)),
    Access("account_login", "/sign-in/", alike(302), alike(302), signed_out=(200, 200), alone=404, family=(302, 302)),
    Access("mfa_authenticate", "/sign-in/code/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("mfa_login_webauthn", "/sign-in/passkey/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("account_inactive", "/sign-in/inactive/", signed_out=(200, 405), alone=404, family=(200, 405)),
    Access(
        "account_reset_password_from_key_done",
        "/sign-in/link/done/",
        signed_out=(200, 405),
        alone=404,
        family=(200, 405),
    ),
    Access(
        "account_reset_password_from_key",
        "/sign-in/link/1-abc-def/",
        PAGE,
        PAGE,
        signed_out=(200, 200),
        alone=404,
        family=(200, 200),
    ),
    Access("account_reauthenticate", "/sign-in/again/", post=PAGE, alone=404, family=(200, 200)),
    # whoever has no second factor is sent to give the password
    Access("mfa_reauthenticate", "/sign-in/again/code/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access(
        "mfa_reauthenticate_webauthn", "/sign-in/again/passkey/", alike(302), alike(302), alone=404, family=(302, 302)
    ),
    Access("account_logout", "/sign-out/", post=alike(302), alone=404, family=(200, 302)),
    Access("mfa_index", "/security/", alone=404, family=(200, 405)),
    Access("account_change_password", "/security/password/", post=PAGE, alone=404, family=(200, 200)),
    # these ask for the password again, however fresh the sign-in is
    Access("mfa_activate_totp", "/security/app/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("mfa_deactivate_totp", "/security/app/off/", alike(404), alike(404), alone=404, family=(404, 404)),
    Access("mfa_view_recovery_codes", "/security/recovery/", alike(404), alone=404, family=(404, 405)),
    Access(
        "mfa_generate_recovery_codes", "/security/recovery/new/", alike(302), alike(302), alone=404, family=(302, 302)
    ),
    Access("mfa_list_webauthn", "/security/passkeys/", alone=404, family=(200, 405)),
    Access("mfa_add_webauthn", "/security/passkeys/add/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("mfa_edit_webauthn", "/security/passkeys/1/name/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("mfa_remove_webauthn", "/security/passkeys/1/remove/", alike(302), alike(302), alone=404, family=(302, 302)),
    Access("usersessions_list", "/security/sessions/", post=alike(302), alone=404, family=(200, 302)),
)
