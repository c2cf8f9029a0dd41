"""Work for the process pool, some of it fatal."""

import os
import signal
import time

HANGS, DIES, FAILS, EXITS = "hangs", "dies", "fails", "exits"
SECONDS_BUSY = 30


def shout(piece: str) -> str:
    """Do a piece of work, or come to grief as it says."""
    if piece == HANGS:
        time.sleep(60)
    if piece == DIES:
        os.kill(os.getpid(), signal.SIGKILL)
    if piece == EXITS:
        os._exit(7)
    if piece == FAILS:
        raise ValueError("no such thing")
    return piece.upper()


def which_process(_: int) -> int:
    """Say which process did it."""
    time.sleep(0.02)
    return os.getpid()


def slow_first(piece: int) -> int:
    """Take longest over the first piece."""
    time.sleep(0.5 if piece == 0 else 0)
    return piece


def say_busy_and_be(_: int) -> None:
    """Say "busy" on standard output, and be."""
    os.write(1, b"busy\n")
    time.sleep(SECONDS_BUSY)
