"""Who is who as last worked out: each person as the documents shown have them, without a look at anybody else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from homeward.cases.identity import as_known
from homeward.cases.model import Link, Person, PersonInDocument
from homeward.cases.name_keys import keys_of_name
from homeward.cases.names import compare_names
from homeward.storage.models import DocumentRow, NamedPersonRow
from homeward.storage.people import revisions, saving
from homeward.storage.people.model import KnownPerson, Member
from homeward.storage.people.models import MemberRow, NameKeyRow, OriginOfTextRow, PersonRow, ReadAtRow
from homeward.storage.people.rows import MEMBER_COLUMNS, links_of, member_of, person_of
from homeward.storage.shown import FEW, Shown, one_of

_ROWS_AT_ONCE = 2000


class WhoIsWho:
    """The people across documents. Where documents are hidden, nobody has a name or a member out of these alone.

    Who is one person with whom is settled on all documents.
    """

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def is_current(self) -> bool:
        """Return whether nothing that the people follow from has changed since they were worked out."""
        return revisions.is_current(revisions.PEOPLE)

    def everything_is_current(self) -> bool:
        """Return whether people and cases both were worked out since the last change."""
        return revisions.everything_is_current()

    def state(self) -> tuple[int, int, int]:
        """Return what stands for all that was worked out as it is kept now: other numbers where any of it is other."""
        return revisions.state()

    def revision(self) -> int:
        """Return the number of the last change that the people follow from."""
        return revisions.revision(revisions.PEOPLE)

    def worked_out_at(self) -> int:
        """Return the revision as of which the people were last worked out."""
        return revisions.worked_out_at(revisions.PEOPLE)

    def as_of(self) -> str:
        """Return the moment (ISO 8601) of the state that was last worked out; "" where none was."""
        return revisions.as_of()

    def changed(self) -> frozenset[str]:
        """Return the ids of the documents shown that were read or reviewed since the people were worked out."""
        rows = ReadAtRow.objects.filter(revision__gt=self.worked_out_at())
        return frozenset(self._shown.of(rows, "document").values_list("document__document_id", flat=True))

    def origins_are_current(self) -> bool:
        """Return whether the documents are the same as when the copies among them were looked for."""
        return revisions.is_current(revisions.ORIGINS)

    def save_origins(self, origins: Mapping[str, str], revision: int) -> None:
        """Keep each document's origin, by ids; call it in a transaction."""
        saving.save_origins(origins)
        revisions.worked_out(revisions.ORIGINS, revision)

    def origins_revision(self) -> int:
        """Return how often documents were added or deleted."""
        return revisions.revision(revisions.ORIGINS)

    def names_listed(self) -> frozenset[str]:
        """Return every name under which a reading lists somebody."""
        rows = self._shown.of(NamedPersonRow.objects.all(), "reading")
        return frozenset(rows.values_list("name", flat=True).distinct())

    def origins(self) -> dict[str, str]:
        """Return the origin of every document shown that has one, by ids."""
        rows = self._shown.of(OriginOfTextRow.objects.all(), "document")
        return dict(rows.values_list("document__document_id", "origin"))

    def read_at(self) -> dict[str, int]:
        """Return, by document id, the revision at which what it says was last changed."""
        rows = self._shown.of(ReadAtRow.objects.all(), "document")
        return dict(rows.values_list("document__document_id", "revision"))

    def tell_anew(self, document_id: str, told: Mapping[str, bool]) -> list[str]:
        """Keep of whom a document has a claim now, and which makes a case; return the ids of those it names."""
        number = DocumentRow.objects.values_list("number", flat=True).get(document_id=document_id)
        return saving.tell_anew(number, told)

    def save(self, people: saving.Ready, revision: int, at: str) -> None:
        """Keep the people worked out as of that revision and moment, in place of those before, in a transaction.

        Of somebody whom a document names that was forgotten since, the rest is kept.
        """
        saving.save_people(people)
        revisions.worked_out(revisions.PEOPLE, revision, at)

    def person(self, person_id: str, as_of: date) -> KnownPerson | None:
        """Return the person with that id as known up to a day, None where nobody has it then."""
        return next(iter(self.people(as_of, [person_id])), None)

    def people(self, as_of: date, ids: Iterable[str] | None = None) -> tuple[KnownPerson, ...]:
        """Return the people with those ids (None: everyone) as known up to a day, by name, then id."""
        named = None if ids is None else set(ids)
        return tuple(sorted(self._known(as_of, named), key=lambda one: (one.person.name, one.person.id)))

    def members_in(self, document_ids: Iterable[str]) -> dict[PersonInDocument, str]:
        """Return the person's id for everyone whom these documents name, as far as shown."""
        return WhoIsWho(Shown(self._shown.hidden, frozenset(document_ids))).everybody()

    def everybody(self) -> dict[PersonInDocument, str]:
        """Return the person's id for everyone whom any document shown names."""
        columns = self._shown.of(MemberRow.objects.all(), "document").values_list(
            "document__document_id", "name", "person_id"
        )
        found = self._shown.each(columns, _ROWS_AT_ONCE)
        return {PersonInDocument(document_id, name): person_id for document_id, name, person_id in found}

    def person_of(self, member: PersonInDocument) -> str | None:
        """Return the id of the person whom a document names so, None where it is nobody."""
        rows = MemberRow.objects.filter(document__document_id=member.document_id, name=member.name)
        return self._shown.of(rows, "document").values_list("person_id", flat=True).first()

    def named_in(self, document_id: str) -> frozenset[str]:
        """Return the ids of the people whom a document names."""
        rows = self._shown.of(MemberRow.objects.filter(document__document_id=document_id), "document")
        return frozenset(rows.values_list("person_id", flat=True))

    def documents_naming(self, person_ids: Iterable[str | None]) -> frozenset[str]:
        """Return the ids of the documents that name any of these people."""
        rows = self._shown.of(MemberRow.objects.filter(person__in=list(person_ids)), "document")
        return frozenset(rows.values_list("document__document_id", flat=True))

    def issue_dates_of(self, person_id: str) -> tuple[str, ...]:
        """Return when the documents with a claim about a person were issued (EDTF), as far as that is known."""
        rows = self._shown.of(MemberRow.objects.filter(person=person_id, told=True), "document")
        return tuple(one for one in rows.values_list("document__date", flat=True) if one is not None)

    def named_like(self, name: str) -> frozenset[str]:
        """Return the ids of the people one of whose spellings has a word that may be like one of the name's."""
        rows = NameKeyRow.objects.filter(key__in=one_of(keys_of_name(name)))
        return frozenset(rows.values_list("person_id", flat=True))

    def partly_hidden(self) -> frozenset[str]:
        """Return the ids of the people whom a hidden document names."""
        if not self._shown.hidden:
            return frozenset()
        rows = Shown(frozenset(), self._shown.hidden).of(MemberRow.objects.all(), "document")
        return frozenset(rows.values_list("person_id", flat=True))

    def _known(self, as_of: date, ids: set[str] | None) -> Iterator[KnownPerson]:
        wanted = {} if ids is None else {"person_id__in": one_of(ids)}
        at_once = None if ids is not None and len(ids) <= FEW else _ROWS_AT_ONCE
        rows = PersonRow.objects.filter(**wanted).values_list("person_id", "documents", "content")
        kept = rows.iterator(at_once) if at_once else rows
        everyone: dict[str, tuple[int, Any]] = {
            person_id: (documents, content) for person_id, documents, content in kept
        }
        members_of = self._shown.of(MemberRow.objects.filter(**wanted).order_by("person_id"), "document")
        columns = members_of.values_list(*MEMBER_COLUMNS)
        for person_id, several in groupby(columns.iterator(at_once) if at_once else columns, key=itemgetter(0)):
            members = [member_of(one) for one in several]
            if person_id in everyone:  # not worked out by another process since
                documents, content = everyone[person_id]
                known = _known(_shown(person_id, members, documents, links_of(content)), members, as_of)
                if known.person.members:
                    yield known


def _shown(person_id: str, members: list[Member], documents: int, links: list[Link]) -> Person:
    """Return the person as the members shown have them, with no reason that rests on a document not shown."""
    keys = {one.key for one in members}
    shown = [one for one in links if one.left in keys and one.right in keys]
    if len({key.document_id for key in keys}) < documents:
        shown = [replace(one, reasons=(compare_names(one.left.name, one.right.name).reason,)) for one in shown]
    return person_of(person_id, members, shown)


def _known(person: Person, members: Iterable[Member], as_of: date) -> KnownPerson:
    counted = [one for one in members if one.counts_from <= as_of.isoformat()]
    return KnownPerson(
        as_known(person, {one.key.document_id for one in counted}),
        frozenset(one.key.document_id for one in counted if one.told),
        any(one.makes_case for one in counted),
    )
