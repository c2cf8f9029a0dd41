"""Makes the tables of clearings known to Django."""

from django.apps import AppConfig


class ClearingsConfig(AppConfig):
    """The clearings' room; its tables are in models.py."""

    name = "homeward.storage.clearings"
    label = "clearings"
