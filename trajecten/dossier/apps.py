from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "trajecten.dossier"
    verbose_name = "Dossier"

    def ready(self):
        """People who did not come can be chosen on the page of a round; from there one goes back to all rounds.

        Coaching learns from the placements when the aftercare begins.
        """
        from kandidaten.models import Kandidaat
        from trajecten.begeleiding.schemavraag import CONTRACTDAG, EERSTE_CONTRACTDAG
        from trajecten.dossier.groep.keuze import KEUZELIJSTEN, Keuzelijst
        from trajecten.plaatsing.contractdag import eerste_contractdag

        CONTRACTDAG[EERSTE_CONTRACTDAG] = eerste_contractdag
        KEUZELIJSTEN["selectie"] = Keuzelijst(
            "selectie:overzicht", lambda gebruiker, vraag: Kandidaat.objects.none()
        )
