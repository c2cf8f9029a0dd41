"""The form of the desk: what was typed into it, and the text of positions with all that put in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any
from urllib.parse import quote, unquote

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from homeward.app.plan_exchange import LARGEST_FILE, Asked
from homeward.app.solve_exchange import MOST_SECONDS, SECONDS
from homeward.basics.errors import PositionsRefused
from homeward.exchanges.model import Positions
from homeward.exchanges.position_edits import NumberAt, with_numbers
from homeward.storage.variants.model import NOT_KEPT, Opened
from homeward.web.asking import AddressRefused

MOST_ROUNDS, MOST_COMPROMISES, MOST_FALLING_THROUGH = 60, 20, 20
NUMBER, SLIDER, BEFORE = "number ", "slider ", "before "
"""How the names of fields begin: what was typed, where the slider stands, and what the page was given."""

ADDING = {"participant": "side_", "person": "person_", "line": "line_", "draft": "draft_"}
"""How the names of the fields begin in which something new is written, by what the button does."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the form asks beyond the best exchange, as it was filled in."""

    frontier: bool = True
    compromises: str = "5"
    rounds: str = ""
    withstand: str = "0"
    seconds: str = f"{SECONDS:g}"
    without: tuple[str, ...] = ()

    def asked(self, positions: Positions) -> Asked:
        """Return the options as the search takes them; raise AddressRefused where a number is none."""
        known = {one.id for one in positions.positions}
        return Asked(
            frontier=self.frontier,
            compromises=_number(self.compromises or "0", gettext("Compromises"), 0, MOST_COMPROMISES),
            rounds=_number(self.rounds, gettext("Rounds"), 1, MOST_ROUNDS) if self.rounds else None,
            withstand=_number(
                self.withstand or "0", gettext("Releases that may fall through"), 0, MOST_FALLING_THROUGH
            ),
            without=tuple(line for line in self.without if line in known),
            seconds=float(_number(self.seconds or f"{SECONDS:g}", gettext("Seconds"), 1, int(MOST_SECONDS))),
        )


def options_of(asked: Mapping[str, Any]) -> Options:
    """Return the options that a search was asked with, as the form shows them."""
    rounds, seconds = asked.get("rounds"), asked.get("seconds")
    return Options(
        bool(asked.get("frontier")),
        str(asked.get("compromises", 5)),
        "" if rounds is None else str(rounds),
        str(asked.get("withstand", 0)),
        f"{seconds or SECONDS:g}",
        tuple(asked.get("without", ())),
    )


@dataclass(frozen=True, slots=True)
class DeskForm:
    """What was sent from the desk. `typed` are the numbers that were changed, by the key of their place."""

    text: str = ""
    options: Options = field(default_factory=Options)
    opened: Opened = NOT_KEPT
    name: str = ""
    note: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    added: QueryDict = field(default_factory=QueryDict)

    def text_with_numbers(self) -> str:
        """Return the text with the numbers that were changed; raise AddressRefused where a place is none of the text's.

        What is typed and no number is put in all the same, to be refused with its line when the text is read.
        """
        try:
            return with_numbers(self.text, {number_at(key): said for key, said in self.typed.items()})
        except (KeyError, TypeError, ValueError, StopIteration) as error:
            raise AddressRefused(
                gettext(
                    "A number belongs to a line that the text has no more. Open the positions again, or mend the text."
                )
            ) from error


def form_sent(request: HttpRequest) -> DeskForm:
    """Return what was sent from the desk; raise PositionsRefused where the file that was sent is no text."""
    sent = request.POST
    return DeskForm(
        (_uploaded(request) or sent.get("positions", "")).replace("\r\n", "\n"),  # as browsers end the lines of a text
        Options(
            bool(sent.get("frontier")),
            sent.get("compromises", "5").strip(),
            sent.get("rounds", "").strip(),
            sent.get("withstand", "0").strip(),
            sent.get("seconds", f"{SECONDS:g}").strip(),
            tuple(sent.getlist("without")),
        ),
        Opened(whole(sent.get("variant", "")), whole(sent.get("seen", ""))),
        sent.get("name", ""),
        sent.get("note", ""),
        {} if request.FILES.get("file") else _typed(sent),
        sent,
    )


def left_to_add(added: QueryDict) -> QueryDict:
    """Return what was typed for other things than the one that has been added."""
    done = ADDING.get(added.get("do", "").partition(" ")[0])
    left = added.copy()
    for name in [name for name in left if done and name.startswith(done)]:
        del left[name]
    return left


def key_of_number(at: NumberAt) -> str:
    """Return what the fields of a number are called after, in signs that a browser sends as they are."""
    return quote(json.dumps([at.line, at.person, at.term, at.option, at.yields], ensure_ascii=False), safe="")


def number_at(key: str) -> NumberAt:
    """Return the place that a key names; raise ValueError or TypeError where it names none."""
    return NumberAt(*json.loads(unquote(key)))


def whole(said: str) -> int | None:
    """Return a whole number that a page wrote into a form, None where it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else None


def _typed(sent: QueryDict) -> dict[str, str]:
    """Return the numbers that were changed: typed into their field, or else set with the slider beside it."""
    found: dict[str, str] = {}
    for name, before in sent.items():
        if not name.startswith(BEFORE) or not isinstance(before, str):
            continue
        key = name.removeprefix(BEFORE)
        number, slider = sent.get(NUMBER + key, before).strip(), sent.get(SLIDER + key, "")
        if number != before:
            found[key] = number
        elif slider and _differ(slider, before):
            found[key] = slider
    return found


def _differ(slider: str, before: str) -> bool:
    try:
        return Fraction(slider) != Fraction(before)
    except (ValueError, ZeroDivisionError):
        return False


def _uploaded(request: HttpRequest) -> str:
    """Return the text of the file that was sent, empty where none was; raise PositionsRefused where it is no text."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        return ""
    name = str(file.name or "positions")
    if file.size > LARGEST_FILE:
        raise PositionsRefused(name, 1, f"the file has over {LARGEST_FILE:,} bytes", "Split it, or group people.")
    content: bytes = file.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PositionsRefused(name, 1, "the file is not UTF-8 text", "Save it as UTF-8.") from error


def _number(said: str, what: str, least: int, most: int) -> int:
    if not said.isascii() or not said.isdigit() or len(said) > 9 or not least <= int(said) <= most:
        told = {"what": what, "said": repr(said), "least": least, "most": most}
        raise AddressRefused(gettext("%(what)s: %(said)s is no whole number from %(least)s to %(most)s.") % told)
    return int(said)
