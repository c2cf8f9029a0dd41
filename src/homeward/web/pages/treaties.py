"""Treaties: their list, what stands between two States, one instrument in full, and the matrix of States."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.app.show_treaties import (
    bonds_of_all,
    list_treaties,
    show_treaty,
    treaties_between,
    whom_it_binds,
)
from homeward.routes.explanations import Explanation, WorkedExample
from homeward.routes.model import Outcome
from homeward.routes.parameters import DatedValue, Parameter
from homeward.routes.treaty import Party, Treaty
from homeward.web.asking import AddressRefused, day, state_asked, today
from homeward.web.pages.matrix_picture import MatrixPicture, row_of
from homeward.web.pages.routes import states
from homeward.web.templatetags.said import state

BAR_WIDTH = 240
"""Width of the bar that shows since when a party is bound, in the units of its picture."""


@require_safe
def treaties(request: HttpRequest) -> HttpResponse:
    """List the instruments; of `?one=` and `?other=`, what stands between the two States `?on=` a day."""
    one, other, on = state_asked(request, "one"), state_asked(request, "other"), day(request, "on")
    said: dict[str, object] = {"one": one, "other": other, "on": on, "states": states()}
    if one and other:
        if one == other:
            raise AddressRefused(gettext("%(state)s stands on both sides. Choose two States.") % {"state": state(one)})
        said["between"] = between = treaties_between(one, other, on)
        said["in_force"] = sum(each.in_force.outcome is Outcome.MET for each in between)
    said["known"] = [(each, whom_it_binds(each)) for each in list_treaties()]
    return render(request, "homeward/treaties.html", said)


@require_safe
def treaty(request: HttpRequest, instrument: str) -> HttpResponse:
    """Show one instrument: its articles in our words, its parties in time, and what they declared."""
    full = show_treaty(instrument)
    said = {
        "treaty": full.treaty,
        "binds": whom_it_binds(full.treaty),
        "articles": [ArticleShown.of(one) for one in full.articles],
        "declarations": full.declarations,
        "parties": bars(full.treaty, today()),
        "bar_width": BAR_WIDTH,
        "first": _first_day(full.treaty),
        "last": today(),
        "others": [(name, title) for name, title in _related(full.treaty)],
    }
    return render(request, "homeward/treaty.html", said)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Draw what binds every two States `?on=` a day, of one `?instrument=` or all; `?state=` lists one State's row."""
    on, state, instrument = day(request, "on"), state_asked(request, "state"), request.GET.get("instrument") or None
    found = bonds_of_all(on, instrument)
    picture = MatrixPicture.of(found, one_instrument=instrument is not None)
    address, as_asked = reverse("treaties"), on.isoformat()
    said = {
        "on": on,
        "state": state,
        "instrument": instrument,
        "states": states(),
        "known": [one for one in list_treaties() if one.parties],
        "picture": picture,
        "solid": picture.solid(address, as_asked),
        "hollow": picture.hollow(address, as_asked),
        "row": row_of(found, state) if state else (),
    }
    return render(request, "homeward/matrix.html", said)


def _related(one: Treaty) -> list[tuple[str, str]]:
    """Return the instruments that one needs or takes the place of, and those that need or replace it."""
    named = [(gettext("It needs"), one.requires)] if one.requires else []
    named += [(gettext("It takes the place of"), name) for name in one.replaces]
    for each in list_treaties():
        if each.requires == one.id:
            named.append((gettext("It is needed by"), each.id))
        if one.id in each.replaces:
            named.append((gettext("It gives way to"), each.id))
    return [(word, name) for word, name in named if name]


@dataclass(frozen=True, slots=True)
class NumberShown:
    """One number of an article as it holds from a day."""

    parameter: Parameter
    value: DatedValue

    @property
    def from_day(self) -> date | None:
        """The day from which it holds, None where it always did."""
        return self.value.from_day if self.value.from_day.year > 1 else None


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """A worked example with what is given in words."""

    example: WorkedExample
    given: str


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """An article as its page shows it: `paragraphs` of our words, the numbers and the worked examples."""

    explanation: Explanation
    paragraphs: tuple[tuple[str, ...], ...]
    numbers: tuple[NumberShown, ...]
    examples: tuple[ExampleShown, ...]

    @classmethod
    def of(cls, one: Explanation) -> "ArticleShown":
        """Return an explanation as it is shown."""
        return cls(
            one,
            tuple(_lines(paragraph) for paragraph in one.article.text.split("\n\n")),
            tuple(NumberShown(parameter, value) for parameter in one.parameters for value in parameter.values),
            tuple(ExampleShown(example, in_words(example.given)) for example in one.examples),
        )


def _lines(paragraph: str) -> tuple[str, ...]:
    """Return a paragraph as one line, or a list as its items."""
    lines = paragraph.splitlines()
    if any(line.startswith(("- ", "* ")) for line in lines):
        return tuple(line.removeprefix("- ").removeprefix("* ") for line in lines)
    return (" ".join(lines),)


def in_words(value: Any) -> str:
    """Return what an example gives as a reader writes it: lists and mappings without quotes or brackets."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key.replace('_', ' ')}: {_plain(one)}" for key, one in value.items())
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return (" and " if any(isinstance(one, Mapping) for one in value) else ", ").join(_plain(one) for one in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return gettext("not known") if value is None else str(value)


@dataclass(frozen=True, slots=True)
class PartyBar:
    """A party with the bar of the time in which it is bound: `unsure_from` to `start` is not known to be in it."""

    party: Party
    unsure_from: int
    start: int
    end: int

    @property
    def unsure(self) -> int:
        """Length of what is not known."""
        return self.start - self.unsure_from

    @property
    def length(self) -> int:
        """Length of the bar."""
        return max(1, self.end - self.start)

    @property
    def begins_known(self) -> bool:
        """Whether anything is known of when it began."""
        return bool(self.party.in_force or self.party.provisional_since)


def bars(of: Treaty, last: date) -> list[PartyBar]:
    """Return every party with its bar between the first entry into force and `last`."""
    first = _first_day(of)
    days = max(1, (last - first).days)

    def at(when: date) -> int:
        return round(BAR_WIDTH * min(max((when - first).days, 0), days) / days)

    found = []
    for party in of.parties:
        begins, until = party.in_force or party.provisional_since, party.until
        if begins is None:
            found.append(PartyBar(party, 0, 0, 0))
            continue
        found.append(PartyBar(party, at(begins.from_day), at(begins.to_day), at(until.to_day) if until else BAR_WIDTH))
    return found


def _first_day(of: Treaty) -> date:
    begins = [one.in_force or one.provisional_since for one in of.parties]
    known = [one.from_day for one in (*begins, of.opened, of.in_force) if one]
    return min(known, default=date(1900, 1, 1))
