"""How well dates in English news are found and resolved: TempEval-3's hand-marked ones, beside dateparser if installed.

    python bench/dates.py [FOLDER] [--errors N]

Spans: strict F1 over marked dates of type DATE and TIME that give at least a year. Values: of the spans both found, the
share whose value agrees, at the precision that was marked.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from homeward.claims.readers.english.dates import find_dates

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "reading" / "annotated" / "tempeval3"
Found = list[tuple[int, int, str | None]]


def marked(path: Path) -> tuple[str, str, Found]:
    """Return a file's text, its date and its marked dates as (start, end, value)."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus on this disk
    created = root.find(".//DCT/TIMEX3")
    today = (created.get("value") or "")[:10] if created is not None else ""
    parts: list[str] = []
    dates: Found = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "TIMEX3" and node.get("type") in ("DATE", "TIME"):
            value = as_edtf(node.get("value") or "")
            if value:
                dates.append((start, sum(map(len, parts)), value))

    text = root.find("TEXT")
    if text is not None:
        text.tail = ""
        walk(text)
    return "".join(parts), today, sorted(dates)


def as_edtf(value: str) -> str | None:
    """Return TimeML's value as we write it: weeks as their month, seasons by number; None for vague times."""
    value = value.split("T", maxsplit=1)[0]
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(?:-WE)?", value):
        return date.fromisocalendar(int(week[1]), min(int(week[2]), 52), 4).isoformat()[:7]
    for letters, code in (("SP", "21"), ("SU", "22"), ("FA", "23"), ("WI", "24")):
        value = value.replace(f"-{letters}", f"-{code}")
    if re.fullmatch(r"\d{3}", value):
        return f"{value}X"
    return value if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) else None


def ours(text: str, today: str) -> Found:
    """Return the dates this project finds."""
    return [(*one.core, one.edtf) for one in find_dates(text, today)]


def theirs(text: str, today: str) -> Found:
    """Return the dates that dateparser's search finds, at day precision, its only one."""
    search_dates = import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": datetime.fromisoformat(today), "PREFER_DATES_FROM": "past"}
    found: Found = []
    position = 0
    for words, when in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            found.append((start, position, when.date().isoformat()))
    return found


def bare(edtf: str | None) -> str:
    """Return the date without "about", "from" and "until"."""
    return (edtf or "").replace("~", "").removesuffix("/..").removeprefix("../")


def spaced(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a leading article or preposition, which corpora mark now and then."""
    lead = re.match(r"(?:the|early|mid|late|about|around)[ -]", text[start:end], re.IGNORECASE)
    return (start + lead.end(), end) if lead else (start, end)


def score(name: str, find: Callable[[str, str], Found], files: list[Path], errors: int) -> None:
    """Print one line of the table, and the first few errors when asked."""
    right = asked = given = agree = 0
    began = time.process_time()
    for path in files:
        text, today, gold = marked(path)
        found = find(text, today)
        places = {spaced(text, start, end): value for start, end, value in found}
        asked, given = asked + len(gold), given + len(found)
        for start, end, value in gold:
            place = spaced(text, start, end)
            if place in places:
                right += 1
                agree += bare(places[place]) == value
            if errors and bare(places.get(place)) != value:
                errors -= 1
                print(
                    f"  {path.name} ({today}): {text[start:end]!r} is {value}, read as {places.get(place, 'nothing')}"
                )
    precision, recall = right / max(1, given), right / max(1, asked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    seconds = time.process_time() - began
    spans = f"{precision:6.3f} {recall:6.3f} {f1:6.3f}"
    print(f"{name:12} {spans}   {agree / max(1, right):6.3f}   {asked:5} {given:5}  {seconds:6.1f}")


def main() -> int:
    """Score ours and, where installed, dateparser's search."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of ours")
    parser.add_argument("--files", type=int, default=0, metavar="N", help="read only the first N files")
    arguments = parser.parse_args()
    files = sorted(arguments.folder.rglob("*.tml"))
    if arguments.files:
        files = files[: arguments.files]
    if not files:
        print(
            f"No .tml files under {arguments.folder}. Give the folder of TempEval-3's annotated news.", file=sys.stderr
        )
        return 2
    print(f"{'':12} {'span P':>6} {'R':>6} {'F1':>6}   {'value':>6}   {'gold':>5} {'found':>5}  {'cpu s':>6}")
    score("homeward", ours, files, arguments.errors)
    if find_spec("dateparser"):
        score("dateparser", theirs, files, 0)
    else:
        print("dateparser is not installed; no peer to print beside")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
