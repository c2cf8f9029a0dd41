"""Every address with what it answers to whom: a page that has no row here fails the build.

`{document}`, `{claim}`, `{person}` and the like stand for ids of the test's workspace, all of one person. `missing` is
the address of something that is not there; whoever is outside the group to which a person is restricted gets the same
answer from the row's own address. The four numbers are what a reader, a reviewer, a caseworker and an administrator
get, who are signed in and (where the person is restricted) in the group; `post` is sent an empty form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Four = tuple[int, int, int, int]

PAGE: Four = (200, 200, 200, 200)
NO_FORM: Four = (405, 405, 405, 405)
NO_PAGE: Four = (405, 405, 405, 405)
CASEWORKERS_PAGE: Four = (403, 403, 405, 405)


def alike(status: int) -> Four:
    """Return what is the same for every role."""
    return (status, status, status, status)


@dataclass(frozen=True)
class Access:
    """One address: how it is asked for, and its answers.

    `signed_out` is what somebody without an account gets where others sign in (302: sent to the page to sign in),
    `alone` what the owner of a workspace without accounts gets (None: as an administrator).
    """

    name: str
    path: str
    get: Four = PAGE
    post: Four = NO_FORM
    missing: str | None = None
    signed_out: int = 302
    alone: int | None = None

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
    Access("family", "/cases/{person}/family/", missing="/cases/0000000000000000/family/"),
    Access(
        "clearing",
        "/cases/{person}/family/clearing/",
        (403, 403, 200, 200),
        (403, 403, 400, 400),
        missing="/cases/0000000000000000/family/clearing/",
    ),
    Access("people", "/people/"),
    Access("person", "/people/{person}/", post=(403, 400, 400, 400), missing="/people/0000000000000000/"),
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
    ),
    Access(
        "document_access",
        "/documents/{document}/access/",
        (403, 403, 200, 200),
        (403, 403, 400, 400),
        "/documents/0000000000000000/access/",
        alone=404,
    ),
    # signing in: who is signed in already is sent on; an empty form comes back with what is missing
    Access("tokens", "/tokens/", post=alike(400), alone=404),
    Access("revoke_token", "/tokens/0000000000000000/revoke/", NO_PAGE, alike(404), alone=404),
    Access("api", "/api/"),
    # whoever asks may choose a language, signed in or not
    Access("language", "/language/", NO_PAGE, alike(302)),
    Access("account_login", "/sign-in/", alike(302), alike(302), signed_out=200, alone=404),
    Access("mfa_authenticate", "/sign-in/code/", alike(302), alike(302), alone=404),
    Access("mfa_login_webauthn", "/sign-in/passkey/", alike(302), alike(302), alone=404),
    Access("account_inactive", "/sign-in/inactive/", signed_out=200, alone=404),
    Access("account_reset_password_from_key_done", "/sign-in/link/done/", signed_out=200, alone=404),
    Access("account_reset_password_from_key", "/sign-in/link/1-abc-def/", PAGE, PAGE, signed_out=200, alone=404),
    Access("account_reauthenticate", "/sign-in/again/", post=PAGE, alone=404),
    # whoever has no second factor is sent to give the password
    Access("mfa_reauthenticate", "/sign-in/again/code/", alike(302), alike(302), alone=404),
    Access("mfa_reauthenticate_webauthn", "/sign-in/again/passkey/", alike(302), alike(302), alone=404),
    Access("account_logout", "/sign-out/", post=alike(302), alone=404),
    Access("mfa_index", "/security/", alone=404),
    Access("account_change_password", "/security/password/", post=PAGE, alone=404),
    # these ask for the password again, however fresh the sign-in is
    Access("mfa_activate_totp", "/security/app/", alike(302), alike(302), alone=404),
    Access("mfa_deactivate_totp", "/security/app/off/", alike(404), alike(404), alone=404),
    Access("mfa_view_recovery_codes", "/security/recovery/", alike(404), alone=404),
    Access("mfa_generate_recovery_codes", "/security/recovery/new/", alike(302), alike(302), alone=404),
    Access("mfa_list_webauthn", "/security/passkeys/", alone=404),
    Access("mfa_add_webauthn", "/security/passkeys/add/", alike(302), alike(302), alone=404),
    Access("mfa_edit_webauthn", "/security/passkeys/1/name/", alike(302), alike(302), alone=404),
    Access("mfa_remove_webauthn", "/security/passkeys/1/remove/", alike(302), alike(302), alone=404),
    Access("usersessions_list", "/security/sessions/", post=alike(302), alone=404),
)


@dataclass(frozen=True)
class ApiAccess:
    """One address of the API: what each role gets from GET, and from a method that changes, sent `{}` as JSON.

    `changes` has by method the four numbers; a method that stands neither there nor is GET is answered with 405. Who
    is signed out gets 401 from every one of them, and a form of any kind 415.
    """

    name: str
    path: str
    get: Four = PAGE
    changes: Mapping[str, Four] = field(default_factory=dict)
    missing: str | None = None

    @property
    def of_one(self) -> bool:
        """Whether the address is of something of one person, and so answers nobody outside the person's group."""
        return "{" in self.path


NOBODY = "0000000000000000"
REVIEWERS_FORM: Four = (403, 400, 400, 400)
CASEWORKERS_FORM: Four = (403, 403, 400, 400)
CASEWORKERS_LIST: Four = (403, 403, 200, 200)
ADMINISTRATORS_FORM: Four = (403, 403, 403, 400)
ADMINISTRATORS_LIST: Four = (403, 403, 403, 200)
API = (
    ApiAccess("api_openapi", "/api/openapi.json"),
    ApiAccess("api_nowhere", "/api/no/such/address", alike(404)),
    ApiAccess("api_documents", "/api/documents", changes={"POST": CASEWORKERS_FORM}),
    ApiAccess("api_document", "/api/documents/{document}", missing=f"/api/documents/{NOBODY}"),
    ApiAccess("api_document_text", "/api/documents/{document}/text", missing=f"/api/documents/{NOBODY}/text"),
    ApiAccess("api_original", "/api/documents/{document}/original", missing=f"/api/documents/{NOBODY}/original"),
    ApiAccess("api_search", "/api/search?words=arrested"),
    ApiAccess(
        "api_claims",
        "/api/documents/{document}/claims",
        changes={"POST": REVIEWERS_FORM},
        missing=f"/api/documents/{NOBODY}/claims",
    ),
    ApiAccess("api_claim", "/api/claims/{claim}", missing=f"/api/claims/{NOBODY}"),
    ApiAccess(
        "api_review",
        "/api/claims/{claim}/review",
        (403, 405, 405, 405),
        {"POST": REVIEWERS_FORM, "PUT": REVIEWERS_FORM, "DELETE": (403, 404, 404, 404)},
        missing=f"/api/claims/{NOBODY}/review",
    ),
    ApiAccess("api_reviews", "/api/reviews"),
    ApiAccess("api_to_review", "/api/to-review"),
    ApiAccess("api_people", "/api/people"),
    ApiAccess("api_named", "/api/documents/{document}/people", missing=f"/api/documents/{NOBODY}/people"),
    ApiAccess("api_person", "/api/people/{person}", missing=f"/api/people/{NOBODY}"),
    ApiAccess("api_matches", "/api/matches", changes={"POST": REVIEWERS_FORM, "DELETE": REVIEWERS_FORM}),
    ApiAccess("api_cases", "/api/cases"),
    ApiAccess("api_case", "/api/cases/{person}", missing=f"/api/cases/{NOBODY}"),
    ApiAccess("api_timeline", "/api/cases/{person}/timeline", missing=f"/api/cases/{NOBODY}/timeline"),
    ApiAccess(
        "api_routes",
        "/api/cases/{person}/routes?on=2022-10-01",
        changes={"POST": PAGE},
        missing=f"/api/cases/{NOBODY}/routes",
    ),
    ApiAccess("api_conflicts", "/api/conflicts"),
    ApiAccess("api_conflict", "/api/conflicts/{conflict}", missing=f"/api/conflicts/{NOBODY}"),
    ApiAccess(
        "api_ruling",
        "/api/conflicts/{conflict}/ruling",
        (403, 405, 405, 405),
        {"POST": REVIEWERS_FORM, "DELETE": (403, 404, 404, 404)},
        missing=f"/api/conflicts/{NOBODY}/ruling",
    ),
    ApiAccess("api_statements", "/api/statements"),
    ApiAccess("api_treaties", "/api/treaties"),
    ApiAccess("api_treaty", "/api/treaties/coe-ets-112"),
    ApiAccess("api_between", "/api/between?one=RU&other=NO"),
    ApiAccess("api_matrix", "/api/matrix?on=2020-01-01&instrument=coe-ets-112"),
    ApiAccess(
        "api_positions", "/api/positions?name={person}&as_of=2022-10-01", missing=f"/api/positions?name={NOBODY}"
    ),
    ApiAccess("api_exchanges", "/api/exchanges", NO_PAGE, {"POST": alike(400)}),
    ApiAccess("api_variants", "/api/variants", changes={"POST": CASEWORKERS_FORM}),
    ApiAccess(
        "api_variant", "/api/variants/{variant}", changes={"DELETE": CASEWORKERS_FORM}, missing="/api/variants/999999"
    ),
    ApiAccess("api_versions", "/api/variants/{variant}/versions", missing="/api/variants/999999/versions"),
    ApiAccess("api_exports", "/api/exports", (403, 403, 405, 405), {"POST": CASEWORKERS_FORM}),
    ApiAccess("api_export", "/api/exports/{job}", (403, 403, 404, 404), missing=f"/api/exports/{NOBODY}"),
    ApiAccess("api_jobs", "/api/jobs"),
    # what somebody else asked for is stopped by caseworkers alone
    ApiAccess("api_job", "/api/jobs/{job}", changes={"DELETE": (403, 403, 200, 200)}, missing=f"/api/jobs/{NOBODY}"),
    ApiAccess("api_deadlines", "/api/deadlines?as_of=2022-10-01"),
    ApiAccess("api_overdue", "/api/overdue?as_of=2022-10-01"),
    ApiAccess("api_changes", "/api/changes?since=2020-01-01"),
    ApiAccess("api_refusals", "/api/refusals"),
    ApiAccess("api_history", "/api/history"),
    ApiAccess("api_past", "/api/history/us-ru-2022"),
    ApiAccess(
        "api_compare",
        "/api/compare?one={variant}&other={variant}",
        missing="/api/compare?one=999999&other=999999",
    ),
    ApiAccess("api_family", "/api/cases/{person}/family", missing=f"/api/cases/{NOBODY}/family"),
    ApiAccess(
        "api_clearing",
        "/api/cases/{person}/family/clearing",
        CASEWORKERS_LIST,
        {"PUT": CASEWORKERS_FORM},
        missing=f"/api/cases/{NOBODY}/family/clearing",
    ),
    ApiAccess(
        "api_leaves",
        "/api/cases/{person}/family/leaves?name=nobody",
        (403, 403, 405, 405),
        {"POST": CASEWORKERS_FORM, "DELETE": (403, 403, 404, 404)},
        missing=f"/api/cases/{NOBODY}/family/leaves?name=nobody",
    ),
    ApiAccess(
        "api_person_restrictions",
        "/api/people/{person}/restrictions",
        CASEWORKERS_LIST,
        {"POST": CASEWORKERS_FORM},
        missing=f"/api/people/{NOBODY}/restrictions",
    ),
    ApiAccess(
        "api_person_restriction",
        "/api/people/{person}/restrictions/999999",
        (403, 403, 405, 405),
        {"DELETE": (403, 403, 404, 404)},
        missing=f"/api/people/{NOBODY}/restrictions/999999",
    ),
    ApiAccess(
        "api_document_restrictions",
        "/api/documents/{document}/restrictions",
        CASEWORKERS_LIST,
        {"POST": CASEWORKERS_FORM},
        missing=f"/api/documents/{NOBODY}/restrictions",
    ),
    ApiAccess(
        "api_document_restriction",
        "/api/documents/{document}/restrictions/999999",
        (403, 403, 405, 405),
        {"DELETE": (403, 403, 404, 404)},
        missing=f"/api/documents/{NOBODY}/restrictions/999999",
    ),
    ApiAccess("api_members", "/api/team/members", ADMINISTRATORS_LIST, {"POST": ADMINISTRATORS_FORM}),
    ApiAccess("api_member", "/api/team/members/1", ADMINISTRATORS_LIST, {"PUT": ADMINISTRATORS_FORM}),
    ApiAccess("api_member_link", "/api/team/members/999999/link", (403, 403, 403, 405), {"POST": (403, 403, 403, 404)}),
    ApiAccess("api_groups", "/api/team/groups", ADMINISTRATORS_LIST, {"POST": ADMINISTRATORS_FORM}),
    # somebody is restricted to the group, so that it is not deleted
    ApiAccess("api_group", "/api/team/groups/1", ADMINISTRATORS_LIST, {"DELETE": ADMINISTRATORS_FORM}),
    ApiAccess(
        "api_group_member",
        "/api/team/groups/1/members/999999",
        (403, 403, 403, 405),
        {"PUT": (403, 403, 403, 404), "DELETE": (403, 403, 403, 404)},
    ),
    ApiAccess("api_tokens", "/api/tokens"),
    ApiAccess("api_token", f"/api/tokens/{NOBODY}", NO_PAGE, {"DELETE": alike(404)}),
    ApiAccess("api_audit", "/api/audit", (403, 403, 403, 200)),
    ApiAccess("api_audit_verify", "/api/audit/verify", (403, 403, 403, 200)),
)
