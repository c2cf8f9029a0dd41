"""Tells Django that accounts have tables of their own."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, groups and restrictions; apart from storage so that Django can make them before what refers to them."""

    name = "homeward.storage.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
