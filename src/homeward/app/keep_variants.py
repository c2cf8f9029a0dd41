"""Keeps exchanges under names: every version with who kept it and when; nobody writes over what they have not seen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from homeward.app.audit import now, record
from homeward.app.grounds import grounds_of
from homeward.app.plan_exchange import positions_in_text
from homeward.app.wiring import Workspace
from homeward.basics.errors import NameRefused, StaleEdit
from homeward.basics.said import say
from homeward.storage.variants.model import NOT_KEPT, Opened, Variant

LONGEST_NAME = 120
LONGEST_NOTE = 1000


def list_variants(workspace: Workspace) -> tuple[Variant, ...]:
    """Return the latest version of every variant, by name."""
    return workspace.variants.latest()


def open_variant(workspace: Workspace, variant_id: int, version: int | None = None) -> Variant:
    """Return a variant at that version, None for the latest; raise UnknownName where it is not there."""
    variant = workspace.variants.variant(variant_id, version)
    record(workspace, "exchange read", _on(variant))
    return variant


def versions_of(workspace: Workspace, variant_id: int) -> tuple[Variant, ...]:
    """Return every version of a variant, the last first; raise UnknownName where there is none."""
    return workspace.variants.versions(variant_id)[::-1]


def read_versions(workspace: Workspace, variant_id: int) -> tuple[Variant, ...]:
    """Return every version as `versions_of` does, for somebody to look at; the audit says that they were read."""
    versions = versions_of(workspace, variant_id)
    record(workspace, "exchange read", _on(versions[0]))
    return versions


def save_variant(
    workspace: Workspace,
    name: str,
    text: str,
    asked: Mapping[str, Any],
    *,
    note: str = "",
    opened: Opened = NOT_KEPT,
) -> Variant:
    """Keep positions under a name: a new variant, or a new version of the one they were opened from.

    Where nothing differs from the latest version, that one is returned. Raises PositionsRefused or YamlRefused where
    the text makes no sense; NameRefused where the name is none, or another variant's; StaleEdit where a version was
    kept since the one that was seen; UnknownName where the variant was deleted.
    """
    name = " ".join(name.split())
    _must_be_a_name(name)
    grounds = grounds_of(workspace, positions_in_text(text))
    new = Variant(0, name, 1, 1, text, asked, workspace.viewer.name, now(), note.strip()[:LONGEST_NOTE], grounds)
    with workspace.store.transaction():
        taken = next((one for one in list_variants(workspace) if one.name.casefold() == name.casefold()), None)
        if taken is None:
            kept = workspace.variants.add(new)
        elif taken.id != opened.variant:
            raise NameRefused(
                say(
                    "There is a variant called %(name)s already. Choose another name, or open that one.",
                    name=repr(taken.name),
                )
            )
        elif taken.version != opened.seen:
            raise StaleEdit(
                say(
                    "%(by)s kept version %(version)s of %(name)s after you opened it.",
                    by=taken.by,
                    version=taken.version,
                    name=repr(taken.name),
                )
            )
        elif (taken.text, dict(taken.asked)) == (text, dict(asked)):
            return taken
        else:
            kept = workspace.variants.add_version(replace(new, id=taken.id))
        before = None if taken is None else {"version": taken.version}
        record(workspace, "exchange kept", _on(kept), before=before, after={"version": kept.version}, why=kept.note)
    return kept


def delete_variant(workspace: Workspace, variant_id: int, seen: int) -> Variant:
    """Delete a variant with all its versions, and return the last.

    Raises StaleEdit where a version was kept since the one that was seen, UnknownName where there is none.
    """
    with workspace.store.transaction():
        variant = workspace.variants.variant(variant_id)
        if variant.version != seen:
            raise StaleEdit(
                say(
                    "%(by)s kept version %(version)s of %(name)s after you opened it. Look at it, then delete it.",
                    by=variant.by,
                    version=variant.version,
                    name=repr(variant.name),
                )
            )
        workspace.variants.delete(variant_id)
        record(workspace, "exchange deleted", _on(variant), before={"versions": variant.versions})
    return variant


def export_positions(workspace: Workspace, text: str, opened: Opened) -> str:
    """Return a text of positions to be taken out of the workspace; the audit says so.

    Raises PositionsRefused or YamlRefused where it makes no sense, so that what is taken out can be read again.
    """
    positions_in_text(text)
    record(workspace, "exchange exported", f"variant {opened.variant}" if opened.variant else "")
    return text


def _on(variant: Variant) -> str:
    return f"variant {variant.id}"


def _must_be_a_name(name: str) -> None:
    if not name:
        raise NameRefused("The variant has no name. Write one, such as `Two for two`.")
    if len(name) > LONGEST_NAME:
        raise NameRefused(
            say(
                "The name has %(letters)s letters. Write one of %(most)s at most.",
                letters=len(name),
                most=LONGEST_NAME,
            )
        )
    if not name.isprintable():
        raise NameRefused("The name has signs in it that cannot be seen. Write it in letters, digits and spaces.")
