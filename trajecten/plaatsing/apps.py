from django.apps import AppConfig


class PlaatsingConfig(AppConfig):
    name = "trajecten.plaatsing"
    verbose_name = "Plaatsing"
