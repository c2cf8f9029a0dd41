"""How many of something, as English says it."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
