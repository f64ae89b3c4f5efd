from django.apps import AppConfig


class VoorbeeldConfig(AppConfig):
    name = "voorbeeld"
    verbose_name = "Voorbeeldgegevens"
