from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self):
        """People can be chosen in the candidate list for a group action; a partner's page shows its referrals.

        What was sent and what was revoked is kept a while.
        """
        from basis.opruimen import ruim_ook_op
        from partners.blokken import BLOKKEN
        from rapportage import opruimen
        from rapportage.lijstvraag import lees_lijstvraag
        from rapportage.partnercijfers import verwijzingenblok
        from trajecten.dossier.groep.keuze import KEUZELIJSTEN, Keuzelijst

        KEUZELIJSTEN["kandidaten"] = Keuzelijst(
            "rapportage:kandidaten", lambda gebruiker, vraag: lees_lijstvraag(gebruiker, vraag).gevonden
        )
        for wat, rijen in opruimen.RIJEN.items():
            ruim_ook_op(wat, rijen)
        BLOKKEN[10, "verwijzingen"] = verwijzingenblok
