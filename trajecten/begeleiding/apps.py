from django.apps import AppConfig


class BegeleidingConfig(AppConfig):
    name = "trajecten.begeleiding"
    verbose_name = "Begeleiding"
