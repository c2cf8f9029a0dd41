"""Tells Django that deadlines have tables of their own."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Which days are coming in which case; all of it can be worked out again."""

    name = "homeward.storage.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"
