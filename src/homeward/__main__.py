"""Starts the command line: `homeward`, or `python -m homeward`."""

import sys

from homeward.cli.main import run


def main() -> None:
    """Run the command that the user typed and end with its status."""
    sys.exit(run())


if __name__ == "__main__":
    main()
