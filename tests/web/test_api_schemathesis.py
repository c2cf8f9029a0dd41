"""Whatever is sent to the API, its answer is one that its description declares, and never a fault of ours."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import schemathesis
from conftest import ids_in, read_reports
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from homeward.app.access import seen_by
from homeward.app.serve_pages import prepare
from homeward.app.tokens import make_token
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope

EXAMPLES = 6
"""Random requests for each method of each address, besides those at the bounds of what it takes."""
REAL = {
    "document_id": "document",
    "claim_id": "claim",
    "person_id": "person",
    "conflict_id": "conflict",
    "variant_id": "variant",
    "job_id": "job",
}
TREATY = "coe-ets-112"
TEAM = {"Ana": Role.ADMINISTRATOR, "Ben": Role.READER, "kin": Role.FAMILY}
OF_A_TEAM = "/team/|/restrictions|/tokens|/family|/audit$"
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
ALL = list(HealthCheck)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def of_its_own(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Workspace]:
    """A workspace that anything may be sent to."""
    with django_db_blocker.unblock(), read_reports(tmp_path_factory) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def api(of_its_own: Workspace) -> Any:
    """The API as its own description has it, over a server of this process that is asked from this machine."""
    application = prepare(of_its_own)

    def from_here(environ: dict[str, Any], start_response: Any) -> Any:
        return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)

    return schemathesis.openapi.from_wsgi("/api/openapi.json", from_here)


@pytest.mark.parametrize("mode", MODES, ids=lambda one: one.value)
def test_every_answer_is_declared(api: Any, of_its_own: Workspace, mode: GenerationMode) -> None:
    """No answer is a fault, and each has a status, a type and a form that the description names.

    What is sent is what the description allows, then what it does not.
    """
    known = {**ids_in(of_its_own), "instrument": TREATY}
    assert answered_as_declared(api.get_all_operations(), known, mode) > 40


@pytest.mark.parametrize("mode", MODES, ids=lambda one: one.value)
def test_every_answer_on_a_team_is_declared(
    tmp_path_factory: pytest.TempPathFactory, mode: GenerationMode, real_database: None
) -> None:
    """The same of the addresses that are there for a team alone, asked with a token that looks after it."""
    with read_reports(tmp_path_factory) as workspace:
        with workspace.store.transaction():
            members = [workspace.team.add_member(name, role) for name, role in TEAM.items()]
            group = workspace.team.add_group("Close")
        opened, day = seen_by(workspace, "Ana", date.today()), date.today()  # noqa: DTZ011 - as the pages have it
        _, text = make_token(opened, "a test", Scope.TEAM, day, day)
        application = prepare(workspace)

        def with_token(environ: dict[str, Any], start_response: Any) -> Any:
            return application({**environ, "HTTP_AUTHORIZATION": f"Bearer {text}"}, start_response)

        described = schemathesis.openapi.from_wsgi("/api/openapi.json", with_token)
        of_team = (one for one in described.get_all_operations() if re.search(OF_A_TEAM, one.ok().path))
        known = {**ids_in(workspace), "member_id": str(members[1].id), "group_id": str(group.id)}
        assert answered_as_declared(of_team, known, mode) > 8


def answered_as_declared(operations: Iterable[Any], known: Mapping[str, str], mode: GenerationMode) -> int:
    """Send each operation what it allows, or what it does not, check each answer, and return how many there were."""
    asked = set()
    for found in operations:
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
            continue  # nothing that could be wrong

        @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=ALL)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers_as_declared(case: Case) -> None:
            for name, value in list(case.path_parameters.items()):
                if len(str(value)) % 2:  # every other time of something that is there
                    case.path_parameters[name] = known.get(REAL.get(name, name), value)
            case.call_and_validate(checks=CHECKS)

        answers_as_declared()
        asked.add((operation.method, operation.path))
    return len(asked)
