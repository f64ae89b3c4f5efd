from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "trajecten.dossier"
    verbose_name = "Dossier"
