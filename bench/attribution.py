"""How well attributions are found in news that nothing here was made from: PolNeAR, beside a plain baseline.

    python bench/attribution.py [--shared ../shared/reading] [--documents 100]

Prints precision, recall and F1 of sources, cues and contents; a span counts as found where it overlaps a gold one,
one to one. PolNeAR also marks what people believe, know or intend, and what nobody is named for, so recall cannot
reach 1.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.attribution import find_attributions
from homeward.documents.model import Document

PARTS = ("source", "cue", "content")
Span = tuple[int, int]
_SAID = re.compile(r"\b(?:said|says|told|added|wrote)\b")
_NAME = re.compile(r"(?:[A-Z][\w’'-]+ ?){1,4}|\b(?:he|she|they)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of one attribution, as spans; a part that is not given is None."""

    source: Span | None
    cue: Span | None
    content: Span | None


def main() -> int:
    """Print one table for both readers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--documents", type=int, default=100)
    options = parser.parse_args()
    folder = options.shared / "annotated" / "polnear" / "data" / "test"
    if not folder.is_dir():
        print(f"{folder} is not there. Point --shared at the folder that has annotated/polnear.")
        return 2
    texts = sorted((folder / "text").glob("*.txt"))[: options.documents]
    gold, ours, plain = [], [], []
    for path in texts:
        text = path.read_text(encoding="utf-8")
        gold.append(list(annotated(folder / "attributions", path.stem)))
        ours.append(list(found_by_reader(path.name, text)))
        plain.append(list(found_by_marks(text)))
    print(f"{len(texts)} documents of PolNeAR's test part, {sum(map(len, gold))} attributions")
    for name, predicted in (("homeward", ours), ("quotation marks and the nearest said", plain)):
        for part in PARTS:
            print(f"{name:38} {part:8} {measure(gold, predicted, part)}")
    return 0


def annotated(folder: Path, stem: str) -> Iterator[Found]:
    """Yield the attributions of a text's first annotation file."""
    path = next(iter(sorted(folder.glob(f"{stem}*.ann"))), None)
    if path is None:
        return
    spans: dict[str, Span] = {}
    events: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            numbers = [int(number) for number in re.findall(r"\d+", rest.split("\t")[0])]
            spans[key] = (numbers[0], numbers[-1])
        elif key.startswith("E"):
            events.append(
                {role.rstrip("0123456789"): span for role, span in (part.split(":") for part in rest.split())}
            )
    for event in events:
        yield Found(*(spans.get(event.get(part.capitalize(), "")) for part in PARTS))


def found_by_reader(name: str, text: str) -> Iterator[Found]:
    """Yield what the English reader finds."""
    digest = sha256(text.encode()).hexdigest()
    document = Document(name, text, digest, digest, "text/plain", language="en")
    for one in find_attributions(analyse(document)):
        yield Found(one.source, one.cue, one.content)


def found_by_marks(text: str) -> Iterator[Found]:
    """Yield every quotation with the nearest "said" of its paragraph and the name beside that."""
    for paragraph in re.finditer(r"[^\n]+", text):
        cues = [match.span() for match in _SAID.finditer(text, *paragraph.span())]
        for quote in re.finditer(r"[“\"]([^”\"]{15,})[”\"]", paragraph[0]):
            start, end = quote.start() + paragraph.start(), quote.end() + paragraph.start()
            cue = min(cues, key=lambda span: min(abs(span[0] - end), abs(start - span[1])), default=None)
            names = [m.span() for m in _NAME.finditer(text, *paragraph.span()) if not start <= m.start() < end]
            near = min(names, key=lambda span: abs(span[0] - cue[0]), default=None) if cue else None
            yield Found(near, cue, (start, end))


def measure(gold: Sequence[Sequence[Found]], predicted: Sequence[Sequence[Found]], part: str) -> str:
    """Return precision, recall and F1 of one part over all documents."""
    hits = asked = given = 0
    for theirs, ours in zip(gold, predicted, strict=True):
        wanted = {span for one in theirs if (span := getattr(one, part))}
        offered = {span for one in ours if (span := getattr(one, part))}
        asked, given = asked + len(wanted), given + len(offered)
        for span in sorted(offered):
            hit = next((other for other in sorted(wanted) if other[0] < span[1] and span[0] < other[1]), None)
            if hit is not None:
                wanted.discard(hit)
                hits += 1
    precision, recall = hits / max(1, given), hits / max(1, asked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({asked} asked, {given} given)"


if __name__ == "__main__":
    raise SystemExit(main())
