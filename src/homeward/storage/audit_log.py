"""Finds entries of the audit by who did it and on what, a page at a time, of all that a viewer may know of."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.storage.models import AuditEntryRow, ClaimReviewRow, ClaimRow
from homeward.storage.people.models import ConflictRow, MemberRow
from homeward.storage.shown import Shown, one_of

_MEMBER, _GROUP = "member:", "group:"
"""How what an entry is on begins where it is of the team."""
_AFTER_ANY = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class KnownApart:
    """Those whom a hidden document names, and the ids of the conflicts that their cases have without it."""

    people: Collection[str]
    conflicts: Collection[str]


def entries(who: str, on: str, before: int | None) -> "QuerySet[AuditEntryRow]":
    """Return the entries by `who` and on ids that begin with `on` (any where empty), `before` a number, the last first.

    Capital letters make no difference in `who`.
    """
    rows = AuditEntryRow.objects.order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    if who:
        rows = rows.filter(who__in=[one for one in _everybody() if one.casefold() == who.casefold()])
    return rows.filter(_begins(on)) if on else rows


def known(rows: "QuerySet[AuditEntryRow]", hidden: frozenset[str], apart: KnownApart) -> "QuerySet[AuditEntryRow]":
    """Return those entries that are on nothing that hangs on a hidden document, nor on what is kept no more."""
    shown, on = Shown(hidden), OuterRef("on")
    settled = ConflictRow.objects.exclude(case__in=one_of(apart.people))
    reviews = shown.of(ClaimReviewRow.objects.all(), "document")
    return rows.filter(
        Q(on="")
        | _begins(_MEMBER)
        | _begins(_GROUP)
        | Q(on__in=one_of(apart.conflicts))
        | Exists(shown.documents().filter(document_id=on))
        | Exists(shown.of(MemberRow.objects.filter(person=on), "document"))
        | Exists(settled.filter(conflict_id=on))
        | Exists(shown.of(ClaimRow.objects.filter(claim_id=on), "reading"))
        | Exists(reviews.filter(about_id=on))
        | Exists(reviews.filter(claim_id=on))
    )


def last_saying(what: str) -> AuditEntryRow | None:
    """Return the last entry that says exactly that, None where none does."""
    return AuditEntryRow.objects.filter(what=what).order_by("-number").first()


def _begins(on: str) -> Q:
    """Return what asks for entries on ids that begin so."""
    if connection.vendor == "sqlite":  # a range, unlike LIKE, is looked up in the index, and tells capitals apart
        return Q(on__gte=on, on__lt=on + _AFTER_ANY)
    return Q(on__startswith=on)


def _everybody() -> Iterator[str]:
    """Yield every name that an entry has for who did it, looked up one after another in the index."""
    names = AuditEntryRow.objects.order_by("who").values_list("who", flat=True)
    name = names.first()
    while name is not None:
        yield name
        name = names.filter(who__gt=name).first()
