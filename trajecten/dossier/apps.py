from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "trajecten.dossier"
    verbose_name = "Dossier"

    def ready(self):
        """People who did not come can be chosen on the page of a round; from there one goes back to all rounds."""
        from kandidaten.models import Kandidaat
        from trajecten.dossier.groep.keuze import KEUZELIJSTEN, Keuzelijst

        KEUZELIJSTEN["selectie"] = Keuzelijst(
            "selectie:overzicht", lambda gebruiker, vraag: Kandidaat.objects.none()
        )
