"""Text of others that steers no screen: no control characters, nothing that turns the writing round."""

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"}
_STEERING = [0x7F, *range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INERT = {**_PICTURES, **dict.fromkeys(_STEERING, 0xFFFD)}
"""Characters that can steer a terminal, or turn its text round, and the visible ones printed for them."""
LONGEST_QUOTED = 1_000
"""Characters of a quote that a page or a table shows among other things; the text itself has all of them."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """Return `text` with every character that could steer a terminal replaced by a visible one."""
    return text.translate(INERT)


def one_line(text: str) -> str:
    """Return `text` inert and on one line, for a table or a message."""
    return inert(" ".join(text.split()))


def shortened(quote: str) -> str:
    """Return a quote as it is, or of a very long one the first and last words with a mark between them."""
    if len(quote) <= LONGEST_QUOTED:
        return quote
    return f"{quote[: LONGEST_QUOTED * 3 // 4].rstrip()} […] {quote[-LONGEST_QUOTED // 4 :].lstrip()}"


def not_a_formula(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one that begins as a formula does is made text by an apostrophe."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
