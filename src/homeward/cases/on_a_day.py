"""A case as it stood on an earlier day: by all that was reported, what had not happened yet is left out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from homeward.cases.model import Case, Evidence
from homeward.cases.profiles import date_or_none
from homeward.cases.timeline import status_on


class _Told(Protocol):
    @property
    def date(self) -> str | None: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


T = TypeVar("T", bound=_Told)


def case_on(case: Case, on: date) -> Case:
    """Return the case with the status of the day `on`, without what surely happened, or was said, after it.

    What has no date stays, and so does what may have happened by then; a conflict over nothing that stays goes. The
    reports are the same: this is what they say of the day, not what was known on it.
    """
    then = replace(
        case,
        status=status_on(case.custody, on),
        custody=tuple(one for one in case.custody if not _is_later(one.begins, on)),
        timeline=_by(case.timeline, on),
        not_asserted=_by(case.not_asserted, on),
        judgments=_by(case.judgments, on),
        sentences=_by(case.sentences, on),
        positions=_by(case.positions, on),
        statements=_by(case.statements, on),
        meetings=_by(case.meetings, on),
        counts=_by(case.counts, on),
    )
    gone = _claims(case) - _claims(then)
    return replace(then, conflicts=tuple(one for one in case.conflicts if not _of(one.sides) <= gone))


def _by(several: Iterable[T], on: date) -> tuple[T, ...]:
    return tuple(one for one in several if not _is_later(one.date, on))


def _is_later(edtf: str | None, on: date) -> bool:
    when = date_or_none(edtf)
    return when is not None and when.from_day > on


def _claims(case: Case) -> set[str]:
    return _of((*case.timeline, *case.not_asserted, *case.judgments, *case.sentences))


class _WithEvidence(Protocol):
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


def _of(several: Iterable[_WithEvidence]) -> set[str]:
    return {claim.claim_id for one in several for claim in one.evidence}
