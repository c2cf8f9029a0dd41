"""How well web pages become text: words found and words too many, beside taking all text of the page.

Run: python bench/html_text.py [FOLDER], the folder being the article extraction benchmark (Zyte, MIT licence). Prints
mean precision and recall over pages and the F1 of the two, on runs of four words; asserts nothing.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import html

from homeward.documents.formats.html import decode_page, from_markup

DEFAULT = Path(__file__).resolve().parents[2] / "shared/reading/annotated/article_extraction_benchmark"
WORDS_IN_A_RUN = 4


def ours(page: bytes) -> str:
    """The text as Homeward keeps it."""
    found = decode_page(page)
    return from_markup(found.text).text if found else ""


def all_text(page: bytes) -> str:
    """What lxml's text_content gives of the same page, decoded by lxml."""
    return str(html.document_fromstring(page).text_content())


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with the number of times they stand in the text; of a shorter text, the text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + WORDS_IN_A_RUN]) for at in range(max(1, len(words) - WORDS_IN_A_RUN + 1)))


def scores(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of the found text's runs."""
    wanted, given = runs(truth), runs(found)
    shared = sum((wanted & given).values())
    return shared / max(1, sum(given.values())), shared / max(1, sum(wanted.values()))


def row(name: str, reader: Callable[[bytes], str], pages: list[tuple[bytes, str]]) -> str:
    """One line of the table."""
    start = time.perf_counter()
    pairs = [scores(truth, reader(page)) for page, truth in pages]
    each = (time.perf_counter() - start) / len(pages)
    precision, recall = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return f"{name:22} {precision:9.3f} {recall:7.3f} {f1:7.3f} {1000 * each:9.1f}"


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not folder.is_dir():
        print(f"There is no folder {folder}. Give the folder of the article extraction benchmark.", file=sys.stderr)
        return 2
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    files = [(folder / "html" / f"{name}.html.gz", truth["articleBody"]) for name, truth in sorted(truths.items())]
    pages = [(gzip.decompress(file.read_bytes()), body) for file, body in files if file.is_file()]
    print(f"{len(pages)} pages{'':12} precision  recall      F1   ms/page")
    print(row("homeward", ours, pages))
    print(row("lxml text_content", all_text, pages))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
