"""How much a file may ask of us before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file, or one archive with all that it holds, may amount to; the defaults suit court papers too."""

    file_bytes: int = 50 * MEGABYTE
    """Size of one file, or of one unpacked archive entry."""
    text_characters: int = 50_000_000
    """Length of the kept text, in code points; how much of it is read for claims is the readers' to say."""
    title_characters: int = 500
    """Length of a title, a publisher's or author's name and a note; what is longer is cut, with a mark."""
    pages: int = 1_000
    """Pages of a PDF."""
    archive_bytes: int = 2_000 * MEGABYTE
    """Size of an archive, and of all that it unpacks to, archives inside it included."""
    archive_entries: int = 10_000
    """Files in an archive, those of archives inside it included."""
    archive_depth: int = 2
    """An archive inside an archive has depth 2."""
    archive_ratio: int = 100
    """Unpacked over packed size of an entry above one megabyte; text seldom passes 10."""


def in_words(size: int) -> str:
    """Say a size in bytes as people do: "50 MB"."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:,.0f} MB"
    return f"{size:,} bytes"
