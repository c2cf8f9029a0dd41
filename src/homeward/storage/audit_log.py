"""Finds entries of the audit by who did it and on what, a page at a time, of all that a viewer may know of."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.storage.models import AuditEntryRow, ClaimReviewRow, ClaimRow
from homeward.storage.people.models import ConflictRow, MemberRow
from homeward.storage.shown import Shown, one_of

_MEMBER, _GROUP = "member:", "group:"
"""How what an entry is on begins where it is of the team."""
_ID = re.compile(r"[0-9a-f]{16}")
_AFTER_ANY = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class KnownApart:
    """Those whom a hidden document names, and the ids of the conflicts that their cases have without it."""

    people: Collection[str]
    conflicts: Collection[str]


def entries(who: str, on: str, before: int | None, conflicts: Collection[str] = ()) -> "QuerySet[AuditEntryRow]":
    """Return the entries by `who` and on ids that begin with `on` (any where empty), `before` a number, the last first.

    Capital letters make no difference in `who`. With those on a person come those on the documents that name them, on
    claims in these, and on the conflicts of their case, which `conflicts` adds to where it has others for a viewer.
    """
    rows = AuditEntryRow.objects.order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    if who:
        rows = rows.filter(who__in=[one for one in _everybody() if one.casefold() == who.casefold()])
    if not on:
        return rows
    return rows.filter(_begins(on) | _of_person(on, conflicts) if _ID.fullmatch(on) else _begins(on))


def documents_of_claims(claim_ids: Collection[str], shown: Shown) -> dict[str, str]:
    """Return the id of a document shown that has each of these claims, as read or as a reviewer left it."""
    read = shown.of(ClaimRow.objects.filter(claim_id__in=one_of(claim_ids)), "reading")
    reviewed = shown.of(ClaimReviewRow.objects.filter(claim_id__in=one_of(claim_ids)), "document")
    found = dict(reviewed.order_by().values_list("claim_id", "document__document_id"))
    return found | dict(read.order_by().values_list("claim_id", "reading__document__document_id"))


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


def _of_person(person_id: str, conflicts: Collection[str]) -> Q:
    """Return what asks for entries on what the file of a person is made of; of nobody there is none."""
    numbers = MemberRow.objects.filter(person=person_id).values("document")
    return (
        Q(on__in=one_of(conflicts))
        | Q(on__in=MemberRow.objects.filter(person=person_id).values("document__document_id"))
        | Q(on__in=ClaimRow.objects.filter(reading__in=numbers).order_by().values("claim_id"))
        | Q(on__in=ClaimReviewRow.objects.filter(document__in=numbers).order_by().values("claim_id"))
        | Q(on__in=ConflictRow.objects.filter(case=person_id).values("conflict_id"))
    )


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
