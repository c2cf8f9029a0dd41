"""Tells Django that who is who has tables of its own."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people across documents and the list of cases; all of it can be worked out again."""

    name = "homeward.storage.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
