"""Exchanges: the desk where positions are read and solved, and the answer with its lines, sources and pictures."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from homeward.app.draft_positions import draft_from_cases
from homeward.app.keep_positions import keep_positions, kept_positions, list_positions
from homeward.app.plan_exchange import LARGEST_FILE, Asked, plan_exchange, positions_in_text
from homeward.basics.errors import CaseIncomplete, PositionsRefused, YamlRefused
from homeward.exchanges.draft_files import draft_as_yaml
from homeward.exchanges.model import Positions
from homeward.web.asking import AddressRefused, day, state_asked, today, workspace
from homeward.web.pages.answer_shown import AnswerShown, answer_shown, lines_shown
from homeward.web.pages.routes import states

SECONDS = 20.0
"""How long one page may search; docs/commands.md says how to search longer."""
LINES_AROUND = 2
MOST_ROUNDS, MOST_COMPROMISES, MOST_FALLING_THROUGH = 60, 20, 20


@dataclass(frozen=True, slots=True)
class Options:
    """What the form asks beyond the best exchange, as it was filled in."""

    frontier: bool = True
    compromises: str = "5"
    rounds: str = ""
    withstand: str = "0"
    without: tuple[str, ...] = ()

    def asked(self, positions: Positions) -> Asked:
        """Return the options as the search takes them; raise AddressRefused where a number is none."""
        known = {one.id for one in positions.positions}
        rounds = _number(self.rounds, "Rounds", 1, MOST_ROUNDS) if self.rounds else None
        return Asked(
            self.frontier,
            _number(self.compromises or "0", "Compromises", 0, MOST_COMPROMISES),
            rounds,
            _number(self.withstand or "0", "Releases that may fall through", 0, MOST_FALLING_THROUGH),
            tuple(line for line in self.without if line in known),
            SECONDS,
        )


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text that was refused; `wrong` is the one that the refusal names."""

    number: int
    text: str
    wrong: bool


@require_safe
def exchanges(request: HttpRequest) -> HttpResponse:
    """Show the desk: with a positions file of the workspace `?file=`, or a draft between `?one=` and `?other=`."""
    name = request.GET.get("file", "")
    one, other, as_of = state_asked(request, "one"), state_asked(request, "other"), day(request, "as_of")
    said: dict[str, object] = {"one": one, "other": other, "as_of": as_of, "name": name}
    if one and other:
        try:
            return _desk(request, draft_as_yaml(draft_from_cases(workspace(request), [], [one, other], as_of)), said)
        except CaseIncomplete:
            said["sentence"] = "No case file has anybody who is held between these two States on that day."
            return _desk(request, "", said)
    return _desk(request, kept_positions(workspace(request), name) if name else "", said)


@require_POST
def solve(request: HttpRequest) -> HttpResponse:
    """Answer on the positions that were pasted or uploaded; what makes no sense is said, and the text stays."""
    options = Options(
        bool(request.POST.get("frontier")),
        request.POST.get("compromises", "").strip(),
        request.POST.get("rounds", "").strip(),
        request.POST.get("withstand", "").strip(),
        tuple(request.POST.getlist("without")),
    )
    text, name = request.POST.get("positions", ""), request.POST.get("keep_as", "").strip()
    said: dict[str, object] = {"keep_as": name}
    try:
        text = _uploaded(request) or text
        if not text.strip():
            raise AddressRefused("There are no positions. Paste the text of a positions file, or choose one.")
        positions = positions_in_text(text)
        match request.POST.get("do"):
            case "keep":
                said["kept"] = keep_positions(workspace(request), name, text)
            case "read":
                pass
            case _:
                said["answer"] = _answered(positions, options)
    except (YamlRefused, AddressRefused) as refused:
        return _desk(request, text, said | {"refused": refused, "around": _around(text, refused)}, options)
    return _desk(request, text, said, options)


def _answered(positions: Positions, options: Options) -> AnswerShown:
    asked = options.asked(positions)
    return answer_shown(plan_exchange(positions, asked, today()), positions)


def _desk(request: HttpRequest, text: str, said: dict[str, object], options: Options | None = None) -> HttpResponse:
    """Show the desk with a text in the form, and its positions line by line where it makes sense."""
    if text and "refused" not in said:
        try:
            said["positions"] = positions = positions_in_text(text)
            said["lines"] = lines_shown(positions)
        except YamlRefused as refused:
            said |= {"refused": refused, "around": _around(text, refused)}
    said |= {"text": text, "options": options or Options(), "states": states()}
    said["files"] = list_positions(workspace(request))
    said.setdefault("as_of", today())
    return render(request, "homeward/exchanges.html", said, status=400 if "refused" in said else 200)


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
        raise AddressRefused(f"{what}: {said!r} is no whole number from {least} to {most}.")
    return int(said)


def _around(text: str, refused: Exception) -> list[TextLine]:
    """Return the line that a refusal names with those around it; nothing where it names none."""
    if not isinstance(refused, YamlRefused):
        return []
    lines = text.splitlines()
    first, last = max(1, refused.line - LINES_AROUND), min(len(lines), refused.line + LINES_AROUND)
    return [TextLine(number, lines[number - 1][:200], number == refused.line) for number in range(first, last + 1)]
