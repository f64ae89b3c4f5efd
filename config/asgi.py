"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from config.checks import weiger_zonder_geheimen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()
weiger_zonder_geheimen()
