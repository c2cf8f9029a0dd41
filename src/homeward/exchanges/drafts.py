"""Drafts a positions file out of case files: who is held by whom, and what States are reported to want, offer, refuse.

Nothing is invented: every line rests on claims, every worth is the neutral default, and what cannot be told from the
reports stands in a remark for the user to settle.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from homeward.basics.states import state_name
from homeward.cases.model import Case, CaseBook, ConflictClass, Standing
from homeward.exchanges.draft_lines import DraftedLines, draft_lines, line_of, positions_on_unsettled, said_at_large
from homeward.exchanges.draft_words import id_of, listed, said_where
from homeward.exchanges.model import Draft, Gives, Group, Participant, Position, Positions


def draft_positions(book: CaseBook, people: Collection[str] = (), participants: Sequence[str] = ()) -> Draft:
    """Return a draft of the people with these ids who are held on the book's day; of everyone held where none is given.

    With `participants` only those are drafted who are held by one of them and at home in another, and nobody else
    takes part; without, the States that hold them, their homes, and whoever takes a position on them do. The draft has
    no people where nobody is held so.
    """
    held = [case for case in book.cases if _is_held(case)]
    asked = [case for case in held if not people or case.id in people]
    sides = tuple(dict.fromkeys(participants))
    settled, unsettled, left = _sorted_out(asked, sides)
    taking_part = sides or _taking_part(settled)
    lines = draft_lines(((group, case.positions) for case, group in settled), taking_part)
    groups = tuple(group for _, group in settled)
    return Draft(
        Positions(
            f"{listed(map(state_name, taking_part))}, as reported up to {book.as_of.isoformat()}",
            book.as_of.isoformat(),
            tuple(Participant(one, state_name(one)) for one in taking_part),
            groups,
            (),
            lines.lines,
        ),
        head=(*left, *(_others(held, groups, taking_part) if people else ())),
        on_people={group.id: tuple(_on_person(case, group, lines.lines)) for case, group in settled},
        on_lines=lines.remarks,
        unsettled={group: homes for _, group, homes in unsettled},
        unwritten=tuple(_unwritten(lines, settled, unsettled)),
    )


Settled = tuple[Case, Group]
Unsettled = tuple[Case, Group, tuple[str, ...]]


def _is_held(case: Case) -> bool:
    return case.status.standing is Standing.HELD and case.status.holder is not None


def _homes(case: Case) -> tuple[str, ...]:
    """Return the nationalities reported of a person, but for the State that holds them."""
    return tuple(dict.fromkeys(one.value for one in case.nationality if one.value != case.status.holder))


def _sorted_out(asked: Iterable[Case], sides: Sequence[str]) -> tuple[list[Settled], list[Unsettled], list[str]]:
    """Return those whose home is told, those whose home is not, and a remark on each who is left out."""
    left, waiting = [], []
    for case in asked:
        why = _why_left_out(case, sides)
        if why is None:
            waiting.append(case)
        elif why:
            left.append(f"{case.person.name} is left out: {why}.")
    known = set(sides) or {state for case in waiting for state in (case.status.holder or "", *_home_told(case))}
    settled: list[Settled] = []
    unsettled: list[Unsettled] = []
    taken: list[str] = []
    for case in waiting:
        homes = _homes(case)
        likely = homes if len(homes) == 1 else tuple(home for home in homes if home in known)
        name = id_of((case.person.name.split() or [case.id])[-1], taken)
        taken.append(name)
        group = Group(name, case.person.name, case.status.holder or "", likely[0] if len(likely) == 1 else "")
        if group.home:
            settled.append((case, group))
        else:
            unsettled.append((case, group, likely or homes))
    return settled, unsettled, left


def _home_told(case: Case) -> tuple[str, ...]:
    homes = _homes(case)
    return homes if len(homes) == 1 else ()


def _why_left_out(case: Case, sides: Sequence[str]) -> str | None:
    """Return why somebody is left out of a draft with these participants, "" where no participant is concerned."""
    homes, holder = _homes(case), case.status.holder or ""
    if not sides or (holder in sides and (not homes or not set(homes).isdisjoint(sides))):
        return None
    if holder in sides:
        return f"{listed(map(state_name, homes))} is no participant"
    return "" if set(homes).isdisjoint(sides) else f"{state_name(holder)}, which holds them, is no participant"


def _taking_part(settled: Iterable[Settled]) -> tuple[str, ...]:
    """Return the States that hold or want somebody home, or have a position on them, sorted."""
    found: set[str] = set()
    for case, group in settled:
        found |= {group.held_by, group.home}
        standing = (one for one in case.positions if one.named and not one.superseded)
        found |= {one.state for one in standing if one.state is not None and line_of(one, group)}
    return tuple(sorted(found))


def _on_person(case: Case, group: Group, lines: Iterable[Position]) -> Iterator[str]:
    """Yield on which claims it rests that somebody is held and at home there, and what keeps them where they are."""
    since = _since(case.status.since)
    proof = "".join(f": {said_where(one, one.by)}" for one in case.status.evidence[:1])
    yield f"Held by {state_name(group.held_by)}{since}{proof}."
    told = next((one.evidence[0] for one in case.nationality if one.value == group.home and one.evidence), None)
    if told is not None:
        yield f"Home by nationality: {said_where(told, told.by)}."
    open_ones = [one for one in case.conflicts if one.conflict_class is ConflictClass.STATUS and one.ruling is None]
    yield from (
        f"Reports contradict one another on the {one.slot}; `homeward case` shows both sides." for one in open_ones
    )
    if not any(isinstance(one.line, Gives) and group.id in one.line.costs for one in lines):
        holder = state_name(group.held_by)
        gives = f"`gives: {{{group.id}: 1}}`"
        yield f"{holder} is not reported to offer them: they stay until a line {gives} of it is written."


def _since(began: str | None) -> str:
    """Return when custody began in words, a day between two where that is all that is known."""
    if began is None:
        return ""
    start, slash, end = began.partition("/")
    if slash and start in ("", ".."):
        return f" since {end} at the latest"
    return f" since a day between {start} and {end}" if slash and end not in ("", "..") else f" since {start}"


def _others(held: Iterable[Case], groups: Sequence[Group], taking_part: Collection[str]) -> Iterator[str]:
    """Yield a remark on others who are held between the same States."""
    drafted = {group.name for group in groups}
    others = [
        case.person.name
        for case in held
        if case.person.name not in drafted
        and case.status.holder in taking_part
        and not set(_homes(case)).isdisjoint(taking_part)
    ]
    if others:
        states = " ".join(taking_part)
        yield f"Held between them too: {listed(others)}. `homeward positions --participants {states}` drafts everyone."


def _unwritten(lines: DraftedLines, settled: Iterable[Settled], unsettled: Iterable[Unsettled]) -> Iterator[str]:
    said = [*lines.unwritten]
    for case, group, _ in unsettled:
        said += positions_on_unsettled(group.name, case.positions)
    for case in (*(case for case, _ in settled), *(case for case, _, _ in unsettled)):
        said += said_at_large(case.positions)
    yield from dict.fromkeys(said)
