"""Answers that pages ask for again and again, remembered in this process while nothing they rest on changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")
MOST = 16
"""Answers remembered at once; the one longest not asked for goes first."""
_answers: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def remembered(question: Hashable, answer: Callable[[], T]) -> T:
    """Return the answer to a question, worked out where it is not remembered; all it rests on is in the question."""
    with _lock:
        if question in _answers:
            _answers.move_to_end(question)
            return cast("T", _answers[question])
    found = answer()
    with _lock:
        _answers[question] = found
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    return found
