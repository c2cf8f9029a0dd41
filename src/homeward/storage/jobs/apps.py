"""Makes the tables of jobs known to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs' room; its tables are in models.py."""

    name = "homeward.storage.jobs"
    label = "jobs"
