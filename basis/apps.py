from django.apps import AppConfig
from django.conf import settings

from basis.alleenlezen import sta_schrijven_toe


class BasisConfig(AppConfig):
    name = "basis"
    verbose_name = "Basis"

    def ready(self):
        sta_schrijven_toe(
            settings.CACHES["default"]["LOCATION"]
        )  # counting a GET too (basis.tempo) writes a counter
