"""Keeps variants of exchanges: versions are added, none is written over, and a variant goes as a whole."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

from homeward.basics.errors import UnknownName
from homeward.storage.jobs.queue import rests_on_hidden
from homeward.storage.variants.model import Variant
from homeward.storage.variants.models import VariantRow, VariantVersionRow

Transaction = Callable[[], AbstractContextManager[None]]


class Variants:
    """The variants of one workspace, but for those that rest on documents `hidden`; a change is one `transaction`."""

    def __init__(self, hidden: frozenset[str], transaction: Transaction) -> None:
        self._hidden, self._changing = hidden, transaction

    def latest(self) -> tuple[Variant, ...]:
        """Return the latest version of every variant, by name."""
        found = (versions[-1] for row in VariantRow.objects.all() if (versions := self._versions(row)))
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def versions(self, variant_id: int) -> tuple[Variant, ...]:
        """Return every version of a variant, the first first; raise UnknownName where there is none."""
        row = VariantRow.objects.filter(number=variant_id).first()
        found = () if row is None else self._versions(row)
        if not found:
            raise UnknownName("There is no such variant. It may have been deleted.")
        return found

    def variant(self, variant_id: int, version: int | None = None) -> Variant:
        """Return a variant at that version, None for the latest; raise UnknownName where it is not there."""
        versions = self.versions(variant_id)
        if version is None:
            return versions[-1]
        if not 1 <= version <= len(versions):
            raise UnknownName("The variant has no such version.")
        return versions[version - 1]

    def add(self, variant: Variant) -> Variant:
        """Keep a new variant and return it under its number; `id`, `version` and `versions` are not looked at."""
        with self._changing():
            row = VariantRow.objects.create(name=variant.name)
            return self._add_version(row, replace(variant, id=row.number, version=1, versions=1))

    def add_version(self, variant: Variant) -> Variant:
        """Keep a further version of a variant, whatever its `version` says, and return it under its number."""
        with self._changing():
            number = len(self.versions(variant.id)) + 1
            row = VariantRow.objects.get(number=variant.id)
            return self._add_version(row, replace(variant, name=row.name, version=number, versions=number))

    def delete(self, variant_id: int) -> None:
        """Delete a variant with all its versions; raise UnknownName where there is none."""
        with self._changing():
            self.versions(variant_id)
            VariantRow.objects.filter(number=variant_id).delete()

    def forget_all(self) -> None:
        """Delete every variant."""
        VariantRow.objects.all().delete()

    def forget_document(self, document_id: str) -> None:
        """Delete the variants that quote a document, or that have a person whom it alone names."""
        for row in VariantRow.objects.all():
            texts = (version.rests_on for version in row.versions.only("rests_on"))
            if any([document_id] == ids for rests_on in texts for ids in rests_on):
                row.delete()

    def _versions(self, row: VariantRow) -> tuple[Variant, ...]:
        """Return the versions of a variant, none where one of them is not to be known of."""
        rows: Iterable[VariantVersionRow] = tuple(row.versions.order_by("version"))
        if any(rests_on_hidden(one.rests_on, self._hidden) for one in rows):
            return ()
        found = tuple(_variant_of(row, one) for one in rows)
        return tuple(replace(one, versions=len(found)) for one in found)

    def _add_version(self, row: VariantRow, variant: Variant) -> Variant:
        VariantVersionRow.objects.create(
            variant=row,
            version=variant.version,
            text=variant.text,
            asked=dict(variant.asked),
            by=variant.by,
            at=variant.at,
            note=variant.note,
            rests_on=[sorted(ids) for ids in variant.rests_on],
        )
        return variant


def _variant_of(row: VariantRow, version: VariantVersionRow) -> Variant:
    return Variant(
        id=row.number,
        name=row.name,
        version=version.version,
        versions=version.version,
        text=version.text,
        asked=version.asked,
        by=version.by,
        at=version.at,
        note=version.note,
        rests_on=tuple(frozenset(ids) for ids in version.rests_on),
    )
