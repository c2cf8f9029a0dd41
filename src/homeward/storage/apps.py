"""Tells Django that this room holds models."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """The one Django application with tables of its own."""

    name = "homeward.storage"
    label = "storage"
    default_auto_field = "django.db.models.BigAutoField"
