from django.apps import AppConfig


class SelectieConfig(AppConfig):
    name = "trajecten.selectie"
    verbose_name = "Selectie"
