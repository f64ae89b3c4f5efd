from django.apps import AppConfig


class OpleidingConfig(AppConfig):
    name = "trajecten.opleiding"
    verbose_name = "Opleiding"
