from django.apps import AppConfig


class BasisConfig(AppConfig):
    name = "basis"
    verbose_name = "Basis"
