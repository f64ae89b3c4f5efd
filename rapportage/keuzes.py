"""Closed lists of the daily mail. No database."""

from django.db.models import TextChoices


class Herinneringsoort(TextChoices):
    """What the mail of a day counts. GEEN_MAIL is only for switching off: no mail at all."""

    GESPREK = "gesprek", "Gesprekken die vandaag zijn of te laat"
    SIGNAAL = "signaal", "Nieuwe signalen"
    OVERDRACHT = "overdracht", "Overdrachten om te lezen"
    METEN = "meten", "Meetmomenten"
    EXAMEN = "examen", "Examens die eraan komen"
    LOOPT_AF = "loopt_af", "Proefplaatsingen en contracten die aflopen"
    BELLEN = "bellen", "Mensen die nog niet gebeld zijn"
    BESLUIT = "besluit", "Mensen die wachten op een besluit"
    BEGELEIDING = "begeleiding", "Gemiste begeleiding"
    LES = "les", "Lessen en bijeenkomsten van vandaag"
    AANWEZIGHEID = "aanwezigheid", "Aanwezigheid die nog niet is ingevuld"
    GEEN_MAIL = "geen_mail", "Geen dagoverzicht"


class Overzichtstatus(TextChoices):
    """Where the mail of a day is. BEZIG is claimed: whoever finds it so did not send it."""

    BEZIG = "bezig", "Wordt verstuurd"
    VERSTUURD = "verstuurd", "Verstuurd"
    ONZEKER = "onzeker", "Misschien verstuurd"
