"""Makes the tables of variants known to Django."""

from django.apps import AppConfig


class VariantsConfig(AppConfig):
    """The variants' room; its tables are in models.py."""

    name = "homeward.storage.variants"
    label = "variants"
