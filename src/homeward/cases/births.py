"""Ages and birth dates as intervals: "45" in a report of one day leaves a year of birth dates open."""

from collections.abc import Iterable

from homeward.basics.dates import PartialDate, intersection
from homeward.cases.evidence import Witnessed, evidence_of, with_copies
from homeward.cases.model import BirthInterval
from homeward.cases.profiles import birth_dates_said

Said = tuple[PartialDate, list[Witnessed]]


def births_said(told: Iterable[Witnessed]) -> list[Said]:
    """Return the birth dates reported, those that can be one put together, with their claims; best backed first."""
    groups: list[Said] = []
    claims = [
        (born, copies)
        for copies in with_copies(told)
        for born in birth_dates_said(copies[0].claim, copies[0].evidence.reported)
    ]
    for born, copies in sorted(claims, key=lambda pair: (_width(pair[0]), pair[0].edtf, pair[1][0].order)):
        for place, (common, several) in enumerate(groups):
            both = intersection(common, born)
            if both is not None:
                groups[place] = (both, [*several, *copies])
                break
        else:
            groups.append((born, copies))
    return sorted(groups, key=lambda group: (-len({one.evidence.origin for one in group[1]}), group[0].edtf))


def _width(born: PartialDate) -> int:
    return (born.to_day - born.from_day).days


def birth_interval(groups: Iterable[Said]) -> BirthInterval | None:
    """Return every day that some report allows, where all have both ends; None where nothing is reported."""
    known = [(born.earliest, born.latest, told) for born, told in groups]
    starts = [start for start, _, _ in known if start is not None]
    ends = [end for _, end, _ in known if end is not None]
    if not starts or not ends:
        return None
    return BirthInterval(min(starts), max(ends), evidence_of(one for _, _, told in known for one in told))
