"""Makes a report of a text that somebody pasted: what they say of it stands before it as front matter."""

from datetime import date

import yaml

from homeward.documents.formats.plain_text import split_front_matter

NAME = "pasted.txt"
LONGEST_NAME = 60
"""Characters of first words that a pasted text is named after."""


def pasted_report(text: str, title: str = "", publisher: str = "", issued: date | None = None) -> tuple[str, bytes]:
    """Return a pasted text as a file, name and bytes; the file is called by the title, or else by the first words.

    A text that brings front matter of its own is left as it is.
    """
    plain = text.replace("\r\n", "\n")
    has_own = bool(split_front_matter(plain)[0])
    title, publisher = " ".join(title.split()), " ".join(publisher.split())
    name = NAME if has_own else f"{_first_words(title or plain)}.txt"
    said = {"title": title, "publisher": publisher, "date": issued}
    told = {key: value for key, value in said.items() if value}
    if has_own or not told:
        return name, text.encode(errors="replace")
    header = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
    return name, f"---\n{header}---\n{text}".encode(errors="replace")


def _first_words(text: str) -> str:
    """Return the first line that has a word in it, or as many of its words as a name holds, as a file may be called."""
    line = next((line for line in text.split("\n") if any(map(str.isalnum, line))), "pasted")[: 20 * LONGEST_NAME]
    words = "".join(one if one.isprintable() and one not in "/\\" else " " for one in line).split()
    whole = " ".join(words).strip(". ")
    if len(whole) <= LONGEST_NAME:
        return whole or "pasted"
    return whole[:LONGEST_NAME].rpartition(" ")[0] or whole[:LONGEST_NAME]
