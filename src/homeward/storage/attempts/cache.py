"""Django's cache, kept in the database: what is counted there holds for every process, and outlives each of them.

It is for attempts alone, and only those who try something ask it: no page that is looked at does. Values are plain
JSON, so that whoever can write the database makes no process run anything. What has ended is deleted with the next
change, and nothing else ever is: nobody can drown a count in others.
"""

import hashlib
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import transaction

from homeward.storage.attempts.models import AttemptRow

_FOR_GOOD = 32_503_680_000.0
"""The year 3000."""


class KeptAttempts(BaseCache):
    """What django-allauth and the API count attempts in."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a key, `default` where nothing is, or it has ended."""
        row = AttemptRow.objects.filter(key_sha256=self._hashed(key, version), until__gt=time.time()).first()
        return default if row is None else row.value

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value under a key that has none; return whether it had none. Of several at once one alone succeeds."""
        self._sweep()
        kept = {"value": value, "until": self._until(timeout)}
        return AttemptRow.objects.get_or_create(key_sha256=self._hashed(key, version), defaults=kept)[1]

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value under a key, in place of any other."""
        self._sweep()
        kept = {"value": value, "until": self._until(timeout)}
        AttemptRow.objects.update_or_create(key_sha256=self._hashed(key, version), defaults=kept)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number and return it, none lost where several do so at once; raise ValueError where none is kept."""
        with transaction.atomic():
            rows = AttemptRow.objects.select_for_update()
            row = rows.filter(key_sha256=self._hashed(key, version), until__gt=time.time()).first()
            if row is None:
                raise ValueError("Nothing is counted under that key.")
            row.value += delta
            row.save(update_fields=["value"])
            return int(row.value)

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let what is kept under a key end at another moment; return whether anything is."""
        rows = AttemptRow.objects.filter(key_sha256=self._hashed(key, version), until__gt=time.time())
        return bool(rows.update(until=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Delete what is kept under a key; return whether anything was."""
        return bool(AttemptRow.objects.filter(key_sha256=self._hashed(key, version)).delete()[0])

    def clear(self) -> None:
        """Delete everything."""
        AttemptRow.objects.all().delete()

    def _hashed(self, key: str, version: int | None) -> str:
        """Return what stands for a key: it may hold a name or an address."""
        return hashlib.sha256(self.make_key(key, version).encode()).hexdigest()

    def _until(self, timeout: float | None) -> float:
        return self.get_backend_timeout(timeout) or _FOR_GOOD

    def _sweep(self) -> None:
        AttemptRow.objects.filter(until__lte=time.time()).delete()
