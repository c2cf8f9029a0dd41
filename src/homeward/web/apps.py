"""Tells Django where templates and static files lie."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages; it has no tables."""

    name = "homeward.web"
    label = "web"
