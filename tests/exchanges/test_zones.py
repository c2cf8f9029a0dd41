"""Zones lead to every undominated vector and to no other, whatever the vectors are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.exchanges.zones import Zones

VECTORS = st.integers(1, 4).flatmap(
    lambda places: st.lists(st.tuples(*[st.integers(-3, 4)] * places), min_size=1, max_size=30)
)


@settings(max_examples=150, deadline=None)
@given(VECTORS)
def test_zones_lead_to_every_undominated_vector(vectors: list[tuple[int, ...]]) -> None:
    """The largest total of each zone, until none is left, are the vectors that no other dominates, each once."""
    zones = Zones([max(place) for place in zip(*vectors, strict=True)], [-4] * len(vectors[0]))
    found = []
    while (corner := zones.largest()) is not None:
        inside = [one for one in vectors if all(low < each for low, each in zip(corner, one, strict=True))]
        if not inside:
            zones.empty(corner)
            continue
        found.append(max(inside, key=sum))
        zones.split(found[-1])
    assert len(set(found)) == len(found)
    assert set(found) == {one for one in vectors if not any(dominates(other, one) for other in vectors)}


def dominates(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether a vector is as good in every place and another one."""
    return one != other and all(mine >= theirs for mine, theirs in zip(one, other, strict=True))
