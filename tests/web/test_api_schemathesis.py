"""Whatever is sent to the API, its answer is one that its description declares, and never a fault of ours."""

from collections.abc import Iterator
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

from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace

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


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda one: one.value)
def test_every_answer_is_declared(api: Any, of_its_own: Workspace, mode: GenerationMode) -> None:
    """No answer is a fault, and each has a status, a type and a form that the description names.

    What is sent is what the description allows, then what it does not.
    """
    known = {**ids_in(of_its_own), "instrument": TREATY}
    asked = set()
    for found in api.get_all_operations():
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
    assert len(asked) > 20
