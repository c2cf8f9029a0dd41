"""The family page: plain lines of a case file, of which a family sees those that a caseworker cleared, one by one."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from homeward.app.audit import now, record
from homeward.app.case_lines import (
    CaseLine,
    days_in_words,
    first_of_each_origin,
    origins_in_words,
    sections,
    standing_in_words,
)
from homeward.app.update_cases import case_of
from homeward.app.wiring import Workspace
from homeward.app.wording import English, gettext, gettext_noop, said_in
from homeward.app.words import date_in_words
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.basics.said import say
from homeward.cases.days_held import days_held
from homeward.cases.model import Case, Evidence, Standing, StatementAbout
from homeward.storage.accounts.model import Role

if TYPE_CHECKING:
    from homeward.storage.clearings.model import Clearing, FamilyLeave

DAYS = gettext_noop("Days held")
PROMISED = gettext_noop("What States said that they would do")
SAID = gettext_noop("What was said")
HEADINGS: Mapping[str, str] = {
    "What happened": "What happened",
    "Meetings": gettext_noop("Who was met"),
    "Positions of States": PROMISED,
}
"""By the heading of the case file, what the family's page has over the same lines; all are said in English here."""


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One plain line: when, what, and (of something said) the words; `evidence` is for the caseworker alone.

    `key` is a SHA-256 over all that the family would read in English, but for the number of days that passes by itself:
    a line that is cleared is cleared in every language.
    `clearing` is the caseworker's word for it, None where it is not cleared.
    """

    key: str
    when: str
    what: str
    said: str
    evidence: tuple[Evidence, ...]
    clearing: "Clearing | None" = None


@dataclass(frozen=True, slots=True)
class FamilySection:
    """A heading of the family page and the lines under it."""

    heading: str
    lines: tuple[FamilyLine, ...]


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A person and the lines of their family's page on a day; `cleared_at` is the day of the last clearing, or None."""

    person_id: str
    name: str
    on: date
    sections: tuple[FamilySection, ...]
    cleared_at: str | None


@dataclass(frozen=True, slots=True)
class ClearingDesk:
    """All the lines that a family could see. `seen` stands for what is cleared now, so that a stale form is noticed.

    `gone` counts the clearings of lines that read otherwise now and so are cleared no more.
    """

    case: Case
    sections: tuple[FamilySection, ...]
    seen: str
    gone: int
    leaves: "tuple[FamilyLeave, ...]"
    others: tuple[str, ...]
    """The accounts for families that have no leave to see any page yet."""


def family_lines(case: Case) -> tuple[FamilySection, ...]:
    """Return the plain lines of a case file as a family would read them, none of them cleared."""
    with said_in(English()):
        written = _lines_of(case)
    return tuple(
        replace(
            section,
            lines=tuple(replace(line, key=same.key) for line, same in zip(section.lines, english.lines, strict=True)),
        )
        for section, english in zip(_lines_of(case), written, strict=True)
    )


def _lines_of(case: Case) -> tuple[FamilySection, ...]:
    found = [FamilySection(DAYS, tuple(_days(case)))]
    for section in sections(case):
        if section.heading in HEADINGS:
            heading = HEADINGS[section.heading]
            found.append(FamilySection(heading, tuple(_line(heading, one) for one in section.lines)))
    found.append(FamilySection(SAID, tuple(_statement(one) for one in case.statements)))
    return tuple(one for one in found if one.lines)


def family_page(workspace: Workspace, person_id: str, on: date) -> FamilyPage:
    """Return what is cleared for a person's family, as the reports have it today; the record says that it was read.

    Raises UnknownName where there is no such case, or the viewer is of another person's family.
    """
    viewer = workspace.viewer
    if viewer.role is Role.FAMILY:
        leave = workspace.clearings.leave_of(viewer.name)
        if leave is None or leave.person_id != person_id:
            raise UnknownName(say("There is no case %(person_id)s.", person_id=repr(person_id)))
    case = _case(workspace, person_id, on)
    record(workspace, "family page read", person_id)
    shown = [
        replace(section, lines=tuple(line for line in section.lines if line.clearing))
        for section in _marked(workspace, case)
    ]
    cleared = [line.clearing.at for section in shown for line in section.lines if line.clearing]
    filled = tuple(section for section in shown if section.lines)
    return FamilyPage(case.id, case.person.name, on, filled, max(cleared)[:10] if cleared else None)


def clearing_desk(workspace: Workspace, person_id: str, on: date) -> ClearingDesk:
    """Return all lines of a person's family page, cleared or not; raise UnknownName where there is no such case."""
    case = _case(workspace, person_id, on)
    record(workspace, "lines to clear read", person_id)
    marked = _marked(workspace, case)
    standing = workspace.clearings.standing(person_id)
    leaves = workspace.clearings.leaves()
    families = {one.name for one in workspace.team.members() if one.role is Role.FAMILY and one.active}
    return ClearingDesk(
        case=case,
        sections=marked,
        seen=_seen(standing),
        gone=len(standing - {line.key for section in marked for line in section.lines}),
        leaves=tuple(one for one in leaves if one.person_id == person_id),
        others=tuple(sorted(families - {one.name for one in leaves})),
    )


def clear_lines(workspace: Workspace, person_id: str, on: date, ticked: Collection[str], seen: str) -> None:
    """Clear the lines with these keys for the family, and no others; each change stands in the record.

    Raises StaleEdit where what is cleared is not what was `seen`, or a ticked line reads otherwise by now.
    """
    case = _case(workspace, person_id, on)
    with said_in(English()):  # as all of the record is
        lines = {line.key: line for section in family_lines(case) for line in section.lines}
    with workspace.store.transaction():
        standing = workspace.clearings.standing(person_id)
        if seen != _seen(standing):
            raise StaleEdit(gettext("Somebody else cleared lines, or took some back, since this page was opened."))
        if not lines.keys() >= set(ticked):
            raise StaleEdit(
                gettext("A line that was ticked reads otherwise now, as a report was added or a ruling made.")
            )
        for key in sorted(set(ticked) - standing):
            workspace.clearings.clear(person_id, key, workspace.viewer.name, now())
            record(workspace, "line cleared for the family", person_id, after=_as_recorded(key, lines))
        for key in sorted(standing - set(ticked)):
            workspace.clearings.take_back(person_id, key, workspace.viewer.name, now())
            record(workspace, "line taken back from the family", person_id, before=_as_recorded(key, lines))


def give_leave(workspace: Workspace, person_id: str, on: date, name: str) -> None:
    """Let the family's account of that name see this person's family page; raise UnknownName where it is none."""
    _case(workspace, person_id, on)
    member = workspace.team.member(name)
    if member.role is not Role.FAMILY:
        raise UnknownName(say("%(name)s has an account of the team, not one for a family.", name=name))
    with workspace.store.transaction():
        earlier = workspace.clearings.leave_of(member.name)
        workspace.clearings.give_leave(member.name, person_id, workspace.viewer.name, now())
        if earlier is not None and earlier.person_id != person_id:
            _record_closed(workspace, member.name, earlier.person_id)
        record(workspace, f"family page opened to {member.name}", person_id, after={"account": member.name})


def take_leave_back(workspace: Workspace, person_id: str, on: date, name: str) -> None:
    """Let that account see no family page any more.

    Raises UnknownName where there is no such case, or the account does not see this page.
    """
    _case(workspace, person_id, on)
    with workspace.store.transaction():
        leave = workspace.clearings.leave_of(name)
        if leave is None or leave.person_id != person_id:
            raise UnknownName(say("%(name)s does not see this family page.", name=name))
        workspace.clearings.take_leave_back(name)
        _record_closed(workspace, name, person_id)


def _record_closed(workspace: Workspace, name: str, person_id: str) -> None:
    record(workspace, f"family page closed to {name}", person_id, before={"account": name})


def page_of_family(workspace: Workspace) -> str | None:
    """Return the id of the person whose family page the viewer may see; None for all others."""
    leave = workspace.clearings.leave_of(workspace.viewer.name) if workspace.viewer.role is Role.FAMILY else None
    return leave.person_id if leave else None


def forget_lines_gone(workspace: Workspace, people: Iterable[str]) -> None:
    """Delete what is kept of lines that these people's cases have no more; call it in a transaction."""
    for person_id in people:
        case = case_of(workspace, person_id, date.max)
        lines = {line.key for section in family_lines(case) for line in section.lines} if case else set()
        workspace.clearings.forget_all_but(person_id, lines)


def _case(workspace: Workspace, person_id: str, on: date) -> Case:
    case = case_of(workspace, person_id, on)
    if case is None:
        raise UnknownName(say("There is no case %(person_id)s.", person_id=repr(person_id)))
    return case


def _as_recorded(key: str, lines: Mapping[str, FamilyLine]) -> Mapping[str, object]:
    """Return what the record keeps of a line, by its key; of one that reads otherwise by now, the key alone."""
    line = lines.get(key)
    if line is None:
        return {"line": key}
    documents = sorted({one.document_id for one in line.evidence})
    return {"line": key, "when": line.when, "what": line.what, "said": line.said, "documents": documents}


def _days(case: Case) -> Iterator[FamilyLine]:
    """Yield how long the person has been held, where that is known at all."""
    standing = standing_in_words(case)
    held = days_held(case.custody, case.status)
    if case.status.standing is Standing.UNKNOWN or (not held.least and held.most is None):
        return
    intervals = (f"{one.begins} {one.ends} {one.holder} {one.ended_by}" for one in case.custody)
    yield FamilyLine(
        key=_key(DAYS, standing, *intervals),
        when=days_in_words(held),
        what=standing,
        said="",
        evidence=case.status.evidence,
    )


def _line(heading: str, line: CaseLine) -> FamilyLine:
    # how many reports say so is the caseworker's business; another report of the same takes no line back
    what = line.what.removesuffix(origins_in_words(line.evidence))
    told = tuple(line.evidence)
    said = _words(told) if heading == PROMISED else ""
    when = line.when if line.date or heading != PROMISED else _reported(told)
    return FamilyLine(_key(heading, when, what, said), when, what, said, told)


def _statement(one: StatementAbout) -> FamilyLine:
    speaker = ", ".join(one.speakers) or gettext("A speaker without a name")
    via = gettext(", via %(channel)s") % {"channel": one.via} if one.via else ""
    what = f"{speaker}{f' ({one.role})' if one.role else ''}{via}"
    when = date_in_words(one.date) if one.date else _reported(one.evidence)
    said = " ".join(one.content.split()) or _words(one.evidence)
    return FamilyLine(_key(SAID, when, what, said), when, what, said, one.evidence)


def _reported(evidence: tuple[Evidence, ...]) -> str:
    """Return when something without a day of its own was reported first."""
    days = sorted(one.reported for one in evidence if one.reported)
    return gettext("reported %(day)s") % {"day": date_in_words(days[0])} if days else gettext("no date")


def _words(evidence: Iterable[Evidence]) -> str:
    first = next(iter(first_of_each_origin(tuple(evidence))), None)
    return " ".join(first.quote.split()) if first else ""


def _key(*words: str) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def _seen(standing: Collection[str]) -> str:
    return _key(*sorted(standing))


def _marked(workspace: Workspace, case: Case) -> tuple[FamilySection, ...]:
    cleared = {one.line_sha256: one for one in workspace.clearings.of(case.id) if one.undone_at is None}
    return tuple(
        replace(section, lines=tuple(replace(line, clearing=cleared.get(line.key)) for line in section.lines))
        for section in family_lines(case)
    )
