"""Makes the table of attempts known to Django."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    """The attempts' room; its table is in models.py."""

    name = "homeward.storage.attempts"
    label = "attempts"
