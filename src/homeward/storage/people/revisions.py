"""Counts the changes to what is kept, so that what was worked out of it is known to be old. Called in transactions."""

from django.db.models import F

from homeward.storage.people.models import ReadAtRow, RevisionRow

PEOPLE, ORIGINS, CASES = "people", "origins", "cases"
_COUNTED_AS = {PEOPLE: PEOPLE, ORIGINS: ORIGINS, CASES: PEOPLE}
"""Cases follow from what people follow from, and are worked out after them."""


def people_changed() -> int:
    """Count a change that who is who may follow from, and return its number."""
    return _bump(PEOPLE)


def texts_changed() -> None:
    """Count a document that was added or deleted."""
    _bump(ORIGINS)
    _bump(PEOPLE)


def reading_changed(document: int) -> None:
    """Count a change of what the document kept under that number says."""
    ReadAtRow.objects.update_or_create(document_id=document, defaults={"revision": people_changed()})


def cases_changed() -> None:
    """Count a change of what the list says of some case, or that what was worked out of cases is deleted."""
    _bump(CASES)


def state() -> tuple[int, int, int]:
    """Return numbers that together stand for all that was worked out as it is kept now, and what it followed from."""
    rows = {
        name: (number, done) for name, number, done in RevisionRow.objects.values_list("name", "number", "worked_out")
    }
    return *rows[PEOPLE], rows[CASES][0]


def revision(name: str) -> int:
    """Return how often that has changed which `name` follows from."""
    return RevisionRow.objects.values_list("number", flat=True).get(name=_COUNTED_AS[name])


def is_current(name: str) -> bool:
    """Return whether `name` was worked out since the last change."""
    return worked_out_at(name) == revision(name)


def everything_is_current() -> bool:
    """Return whether people and cases were worked out since the last change; asked before every page, so in one go."""
    rows = {
        name: (number, done) for name, number, done in RevisionRow.objects.values_list("name", "number", "worked_out")
    }
    number, people_done = rows[PEOPLE]
    return number == people_done == rows[CASES][1]


def worked_out_at(name: str) -> int:
    """Return the revision as of which `name` was last worked out."""
    return RevisionRow.objects.values_list("worked_out", flat=True).get(name=name)


def worked_out(name: str, number: int, at: str = "") -> None:
    """Record that `name` is worked out as of that revision, and of that moment (ISO 8601)."""
    RevisionRow.objects.filter(name=name).update(worked_out=number, worked_out_at=at)


def as_of() -> str:
    """Return the moment (ISO 8601) of what was last worked out of who is who; "" where nothing was."""
    return RevisionRow.objects.values_list("worked_out_at", flat=True).get(name=PEOPLE)


def _bump(name: str) -> int:
    RevisionRow.objects.filter(name=name).update(number=F("number") + 1)
    return RevisionRow.objects.values_list("number", flat=True).get(name=name)
