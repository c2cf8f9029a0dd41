"""How well documents are read: score.py's table for the seeds, the gold documents and our own examples.

    python bench/reading.py [--shared ../shared/reading] [--only en-dev-1,seeds] [--errors N]

Blind sets (en-dev-6, en-dev-7) are scored in all only: no claim of theirs is ever printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from homeward.app.read_claims import read_claims
from homeward.claims.contract import document_row
from homeward.documents.model import Document

ROOT = Path(__file__).parents[1]
BLIND = ("en-dev-6", "en-dev-7")
SETS = {
    "seeds": ["seeds"],
    "en-dev-1 to -5": [f"en-dev-{number}" for number in range(1, 6)],
    "en-dev-6 and -7 (blind)": list(BLIND),
}


def main() -> int:
    """Print a table a set; exit 2 where the gold is not at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "reading")
    parser.add_argument("--only", default="", help="gold files to score, by stem, comma-separated")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kinds", action="store_true", help="keep the table by kind for every set")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is not there: it holds the gold that this compares with.")
        return 2
    wanted = [name for name in options.only.split(",") if name]
    sets = {name: [name] for name in wanted} or SETS
    for title, stems in sets.items():
        gold = [
            line
            for stem in stems
            for line in (options.shared / "gold" / f"{stem}.jsonl").read_text("utf-8").splitlines()
        ]
        score(title, gold, options.shared / "docs", options)
    if not wanted:
        gold = (ROOT / "examples" / "claims.jsonl").read_text("utf-8").splitlines()
        score("examples", gold, ROOT / "examples" / "reports", options)
    return 0


def score(title: str, gold: Iterable[str], docs: Path, options: argparse.Namespace) -> None:
    """Read the gold's documents and print score.py's table for them.

    score.py reads plain files alone, so it is given the kept texts (what a PDF or a mail became) below a front matter.
    """
    lines = [line for line in gold if line.strip()]
    names = [json.loads(line)["doc"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "docs"
        predicted = predict(names, docs, kept, options.jobs)
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, content in zip(paths, (lines, predicted), strict=True):
            path.write_text("\n".join(content) + "\n", encoding="utf-8")
        errors = 0 if any(stem in title for stem in (*BLIND, "blind")) else options.errors
        command = [sys.executable, options.shared / "score.py", *paths, "--docs", kept, "--errors", str(errors)]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(f"\n== {title}: {len(lines)} documents")
    print(table, end="")
    empty = [name for name, line in zip(names, lines, strict=True) if not json.loads(line)["claims"]]
    kept_empty = sum(not json.loads(row)["claims"] for name, row in zip(names, predicted, strict=True) if name in empty)
    print(f"documents with nobody in scope that stay empty: {kept_empty} of {len(empty)}")


def predict(names: list[str], docs: Path, kept: Path, jobs: int) -> list[str]:
    """Write every document's kept text below `kept`; return the contract's line for each, in the order of `names`."""
    rows = []
    for name, (document, reading) in zip(names, read_claims([docs / name for name in names], jobs), strict=True):
        row: dict[str, object] = {"claims": []}
        if isinstance(document, Document):
            row = document_row(document, reading.claims if reading else ())
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            (kept / name).write_text(
                f"---\n---\n{document.text}", encoding="utf-8"
            )  # score.py takes one front matter off
        rows.append(json.dumps({**row, "doc": name}, ensure_ascii=False))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
