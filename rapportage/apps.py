from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self):
        """People can be chosen in the candidate list for a group action."""
        from rapportage.lijstvraag import lees_lijstvraag
        from trajecten.dossier.groep.keuze import KEUZELIJSTEN, Keuzelijst

        KEUZELIJSTEN["kandidaten"] = Keuzelijst(
            "rapportage:kandidaten", lambda gebruiker, vraag: lees_lijstvraag(gebruiker, vraag).gevonden
        )
