"""Tells Django that statements have tables of their own."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Who said what and when, by which lists are filtered; all of it can be worked out again."""

    name = "homeward.storage.statements"
    label = "statements"
    default_auto_field = "django.db.models.BigAutoField"
