"""App configs of the frame: system checks, and the branded Django admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks  # noqa: F401  registers the system checks


class BeheerConfig(AdminConfig):
    default_site = "config.beheer.Beheer"
