"""Claims marked by hand, kept without a word of the documents: where each value stands, and the text's hash.

    python training/annotations.py GROUNDED.jsonl --documents DIR --out training/annotations/NAME.jsonl

GROUNDED.jsonl is in the contract's form (ground.py beside the gold makes it). In the kept form a value that is a piece
of the text is [start, end], in code points; any other (a date, a State, a term, a name that the text has in another
form) stands as it is. `doc` is a path below docs/, or bulk/N: line N, counted from 0, of bulk/bulk.jsonl, or
written/NAME: a text in the folder beside this file.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import document_from
from homeward.documents.model import DateOrigin, Document, DocumentDate

KEPT = Path(__file__).parent / "annotations"
_IN_WORDS = frozenset(
    "who by name aliases occupation place authority offences reason from to mediator people of speaker role via "
    "content".split()
)
"""Fields whose values are pieces of the text, wherever they can be."""
_NAMES = frozenset({"who", "by", "name", "speaker", "people"})
"""Those of them that may stand in a form that the text has not ("Ann Lee" of "Ann and Bo Lee")."""
_BULK = re.compile(r"(?:bulk/|[a-z]+-)(\d+)(?:\.txt)?")

Row = dict[str, Any]


def main() -> int:
    """Convert one file; exit 1 where a document's claims would not come back as they were, but for case and spaces."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("grounded", type=Path)
    parser.add_argument("--documents", type=Path, required=True, help="the shared folder, with docs/ and bulk/")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.grounded.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = []
    for row in rows:
        bulk = _BULK.fullmatch(row["doc"])
        named = {**row, "doc": f"bulk/{bulk[1]}"} if bulk else row
        text = document_named(options.documents, named["doc"], row["date"]).text
        kept.append(without_text(named, text))
        for before, after in zip(named["claims"], with_text(kept[-1], text)["claims"], strict=True):
            if _folded(_in_order(before)) != _folded(after):
                print(f"{row['doc']}: {before['kind']} at {before['start']} comes back changed", file=sys.stderr)
                return 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in kept)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def without_text(row: Row, text: str) -> Row:
    """Return a row of the contract with places for words, and the hash of the text they are places in."""
    claims = [_kept_claim(_in_order(claim), text) for claim in row["claims"]]
    return {"doc": row["doc"], "date": row["date"], "sha256": sha256(text.encode()).hexdigest(), "claims": claims}


def with_text(kept: Row, text: str) -> Row:
    """Return the row of the contract that `without_text` was given; raise ValueError where the text is another."""
    if sha256(text.encode()).hexdigest() != kept["sha256"]:
        raise ValueError(f"{kept['doc']} is not the text that was marked: its hash differs.")
    claims = []
    for claim in kept["claims"]:
        words = {name: _words(value, text) for name, value in claim.items() if name not in ("start", "end")}
        words |= {"start": claim["start"], "end": claim["end"], "quote": text[claim["start"] : claim["end"]]}
        claims.append(_in_order(words))
    return {"doc": kept["doc"], "date": kept["date"], "lang": "en", "claims": claims}


def read_annotations(shared: Path, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, Row, Document]]:
    """Yield the kept rows in the contract's form, each with the stem of its file and its document."""
    for path in sorted(KEPT.glob("*.jsonl")):
        if path.stem in but:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            document = document_named(shared, kept["doc"], kept["date"])
            yield path.stem, with_text(kept, document.text), document


def document_named(shared: Path, name: str, date: str | None) -> Document:
    """Return a document of the shared folder as reading keeps it, dated as its gold has it."""
    bulk = _BULK.fullmatch(name)
    folder = Path(__file__).parent if name.startswith("written/") else shared / "docs"
    data = _bulk_file(shared, int(bulk[1])) if bulk else (folder / name).read_bytes()
    kept = document_from(RawFile(f"{name}.txt" if bulk else name, data))
    issued = DocumentDate(date, DateOrigin.FRONT_MATTER) if date else None
    return replace(kept, date=issued, language="en")


def _bulk_file(shared: Path, number: int) -> bytes:
    """Return a line of bulk.jsonl as the file that was marked: its title, day and outlet above its text."""
    row = json.loads((shared / "bulk" / "bulk.jsonl").read_text(encoding="utf-8").split("\n")[number])
    head = {"title": row["title"], "date": row["date"][:10], "publisher": row["outlet"], "lang": "en"}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items() if value]
    return "\n".join(["---", *lines, "---", row["text"]]).encode()


def _in_order(claim: Mapping[str, Any]) -> Row:
    """Put a claim's fields in one order; one that gives nothing is left out, but for those that every claim has."""
    always = ("kind", "quote", "start", "end", "who", "by", "reality", "date")
    given = {name: value for name, value in sorted(claim.items()) if value not in (None, "", [], {})}
    return {**{name: claim.get(name) for name in always}, **given}


def _kept_claim(claim: Row, text: str) -> Row:
    near = (claim["start"], claim["end"])
    kept = {name: _kept_value(name, value, text, near) for name, value in claim.items() if name != "quote"}
    return {name: value for name, value in kept.items() if value is not None}


def _kept_value(name: str, value: Any, text: str, near: tuple[int, int]) -> Any:
    if name == "sides":
        return [
            {key: _kept_value("who" if key == "frees" else key, one, text, near) for key, one in side.items()}
            for side in value
        ]
    if isinstance(value, list):
        return [_kept_value(name, one, text, near) for one in value]
    if name in _IN_WORDS and isinstance(value, str):
        at = _nearest(value, text, near)
        return list(at) if at else value if name in _NAMES or _is_state(value) else None
    return value


def _is_state(value: str) -> bool:
    return len(value) == 2 and value.isupper()


def _nearest(words: str, text: str, near: tuple[int, int]) -> tuple[int, int] | None:
    """Return where words stand: in the quote, else nearest to it; None where the text has them nowhere."""
    as_written = re.escape(words)
    loosely = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
    for pattern, flags in ((as_written, 0), (loosely, re.IGNORECASE)):
        places = [found.span() for found in re.finditer(pattern, text, flags)] if pattern else []
        if places:
            return min(places, key=lambda at: (not near[0] <= at[0] < near[1], abs(at[0] - near[0]), at))
    return None


def _folded(claim: Row) -> Row:
    """Return what two forms of one claim share: no case, spaces or marks, nor what the text may have nowhere."""
    droppable = _IN_WORDS - _NAMES
    return {name: _bare(value) for name, value in claim.items() if name not in droppable}


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\W+", "", value.casefold())
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return {name: _bare(one) for name, one in value.items()} if isinstance(value, dict) else value


def _words(value: Any, text: str) -> Any:
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            return text[value[0] : value[1]]
        return [_words(one, text) for one in value]
    if isinstance(value, dict):
        return {name: _words(one, text) for name, one in value.items()}
    return value


if __name__ == "__main__":
    raise SystemExit(main())
