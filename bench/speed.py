"""How fast documents are read, beside plain spaCy tokenising of the same text, in one run.

    python bench/speed.py [--shared ../shared/reading] [--documents 100]

Prints documents and words a second and a core, peak memory and start-up time. One process reads; --jobs is timed apart.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

import spacy

from homeward.app.read_claims import read_claims
from homeward.claims.from_documents import read_document, reader_for
from homeward.documents.model import Document

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the table; exit 2 where the documents are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "reading")
    parser.add_argument("--documents", type=int, default=100)
    options = parser.parse_args()
    folder = options.shared / "docs" / "en"
    if not folder.is_dir():
        print(f"{folder} is not there: it holds the documents to read.")
        return 2
    paths = sorted(folder.glob("*.txt"))[: options.documents]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"start-up: homeward --help {seconds_of('--help'):.2f} s, homeward --version {seconds_of('--version'):.2f} s")
    documents = [document for document, _ in read_claims(paths, 1) if isinstance(document, Document)]
    words = sum(len(document.text.split()) for document in documents)
    print(f"\n{len(documents)} documents, {words} words{'':14} doc/s/core  words/s/core")
    row("plain spaCy tokenising", timed_tokenising(documents), len(documents), words)
    row("kept text -> claims", timed_reading(documents), len(documents), words)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the reading process: {memory:.0f} MB")
    cores = os.cpu_count() or 1
    begun = time.perf_counter()
    read = sum(1 for _ in read_claims(paths, cores))
    wall = time.perf_counter() - begun
    print(
        f"files -> claims, --jobs {cores}: {read / wall:.1f} documents a second "
        "(starting processes and loading models included)"
    )
    return 0


def seconds_of(option: str) -> float:
    """Return the best of three runs of the real command."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "homeward", option], capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def timed_tokenising(documents: list[Document]) -> float:
    """Return the CPU seconds that spaCy's own tokeniser takes."""
    tokeniser = spacy.blank("en")
    begun = time.process_time()
    for document in documents:
        tokeniser.make_doc(document.text)
    return time.process_time() - begun


def timed_reading(documents: list[Document]) -> float:
    """Return the CPU seconds that reading takes once the models are loaded."""
    reader_for("en")
    begun = time.process_time()
    for document in documents:
        read_document(document)
    return time.process_time() - begun


def row(title: str, seconds: float, documents: int, words: int) -> None:
    """Print one line of the table."""
    print(f"{title:44} {documents / seconds:10.1f} {words / seconds:13.0f}")


if __name__ == "__main__":
    raise SystemExit(main())
