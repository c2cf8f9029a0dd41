"""Train the models that the English reader ships with: `python training/train.py parser|names|all`."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

KNOWN_DATA = Path(__file__).parent / "data.sha256"


def main() -> None:
    """Train what was asked for, from the data folder into the output folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("what", choices=("parser", "names", "all"))
    arguments.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    arguments.add_argument("--out", type=Path, required=True, help="folder that receives the trained models")
    arguments.add_argument("--full-names", type=Path, help="folder that also receives the names network in 32 bits")
    arguments.add_argument("--other-data", action="store_true", help="train although files differ from data.sha256")
    chosen = arguments.parse_args()
    if not chosen.other_data:
        check_data(chosen.data)
    if chosen.what in ("parser", "all"):
        from parser_train import train_parser  # noqa: PLC0415  (each half has needs of its own)

        train_parser(chosen.data, chosen.out / "english_parser")
    if chosen.what in ("names", "all"):
        from names_train import train_names  # noqa: PLC0415  (torch)

        train_names(chosen.data, chosen.out / "english_names", chosen.full_names)


def check_data(data: Path) -> None:
    """Stop where a file is not the one the shipped models were made from."""
    for line in KNOWN_DATA.read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        if hashlib.sha256((data / name).read_bytes()).hexdigest() != wanted:
            raise SystemExit(
                f"{name} differs from the file the shipped models were made from. Use --other-data to go on."
            )


if __name__ == "__main__":
    main()
