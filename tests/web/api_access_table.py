"""Every address of the API with what it answers to whom; access_table.py has the pages and what stands for what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from access_table import NO_PAGE, PAGE, Four, alike, hidden


@dataclass(frozen=True)
class ApiAccess:
    """One address of the API: what each role gets from GET, and from a method that changes, sent `{}` as JSON.

    `changes` has by method the four numbers; a method that stands neither there nor is GET is answered with 405. Who
    is signed out gets 401 from every one of them, somebody of a family 403, and a form of any kind 415. `{}` lacks
    something wherever anything is asked for, and that is said before anything is sought; `changes_outside` has what
    else somebody outside the person's group gets than `hidden` has it.
    """

    name: str
    path: str
    get: Four = PAGE
    changes: Mapping[str, Four] = field(default_factory=dict)
    missing: str | None = None
    changes_outside: Mapping[str, Four] = field(default_factory=dict)

    @property
    def of_one(self) -> bool:
        """Whether the address is of something of one person, and so answers nobody outside the person's group."""
        return "{" in self.path

    @property
    def outside(self) -> Mapping[str, Four]:
        """What the four roles get outside the group to which the person is restricted, by method."""
        inside = {"GET": self.get, **self.changes}
        if not self.of_one:
            return inside
        return {method: hidden(four, (400, 403, 405)) for method, four in inside.items()} | self.changes_outside


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
    ApiAccess(
        "api_job",
        "/api/jobs/{job}",
        changes={"DELETE": (403, 403, 200, 200)},
        missing=f"/api/jobs/{NOBODY}",
        changes_outside={"DELETE": alike(404)},
    ),
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
