"""Makes the table of access tokens known to Django."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """The tokens' room; its table is in models.py."""

    name = "homeward.storage.tokens"
    label = "tokens"
