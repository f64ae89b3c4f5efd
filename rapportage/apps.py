from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self):
        """People can be chosen in the candidate list for a group action; a partner's page shows its referrals.

        What was sent and what was revoked is kept a while.
        """
        from django.utils import timezone

        from basis.opruimen import ruim_ook_op
        from gebruikers.vertrek import NAVRAAG
        from partners.blokken import BLOKKEN
        from rapportage import opruimen
        from rapportage.caseload import laat_mensen_achter, mensen_van_coach
        from rapportage.lijstvraag import lees_lijstvraag
        from rapportage.partnercijfers import verwijzingenblok
        from rapportage.views_caseload import gekozen_coach
        from trajecten.dossier.groep.keuze import KEUZELIJSTEN, Keuzelijst

        KEUZELIJSTEN["kandidaten"] = Keuzelijst(
            "rapportage:kandidaten", lambda gebruiker, vraag: lees_lijstvraag(gebruiker, vraag).gevonden
        )
        KEUZELIJSTEN["caseload"] = Keuzelijst(
            "rapportage:caseload_mensen",
            lambda gebruiker, vraag: mensen_van_coach(gebruiker, gekozen_coach(vraag), timezone.localdate()),
        )
        NAVRAAG.append(laat_mensen_achter)
        for wat, rijen in opruimen.RIJEN.items():
            ruim_ook_op(wat, rijen)
        BLOKKEN[10, "verwijzingen"] = verwijzingenblok
