"""Closed lists of work. No database."""

from django.db.models import TextChoices


class Plaatsingsoort(TextChoices):
    PROEFPLAATSING = "proefplaatsing", "Proefplaatsing"
    LEERARBEID = "leerarbeid", "Leerarbeidsovereenkomst"
    ARBEIDSOVEREENKOMST = "arbeidsovereenkomst", "Arbeidsovereenkomst"
    DETACHERING = "detachering", "Detachering"
    UITZEND = "uitzend", "Uitzendovereenkomst"
    REGULIER = "regulier", "Reguliere baan"


class Eindreden(TextChoices):
    """Why a placement ended; the first letters of the code tell the category (kpi.md, retention)."""

    ANDERE_BAAN = "v_andere_baan", "Andere baan"
    LOON = "v_loon", "Vanwege het loon"
    REIS_OF_UREN = "v_reis_of_uren", "Reistijd of werktijden"
    WERK_PAST_NIET = "v_werk_past_niet", "Het werk past niet"
    PRIVE = "v_prive", "Privéomstandigheden (geen details)"
    VERHUISD = "v_verhuisd", "Verhuisd"
    NIET_VERLENGD = "o_niet_verlengd", "Contract niet verlengd"
    AFWEZIGHEID = "o_afwezigheid", "Afwezigheid (geen oorzaak)"
    WERKGEVER_STOPT = "o_werkgever_stopt", "De werkgever stopt"
    OPLEIDING_NIET_GEHAALD = "o_opleiding_niet_gehaald", "Opleiding niet gehaald"
    GEPLANDE_UITSTROOM = "c_geplande_uitstroom", "Geplande uitstroom"
    PENSIOEN = "c_pensioen", "Pensioen"
    OVERLEDEN = "c_overleden", "Overleden"
    VERVOLG = "n_vervolg", "Gaat verder in een volgende plaatsing"
    ONBEKEND = "x_onbekend", "Onbekend"


class Eindcategorie(TextChoices):
    VRIJWILLIG = "v", "Zelf vertrokken"
    ONVRIJWILLIG = "o", "Moest stoppen"
    GECENSUREERD = "c", "Telt niet als vertrek"
    VERVOLG = "n", "Vervolg"
    ONBEKEND = "x", "Onbekend"


def eindcategorie(reden: str) -> Eindcategorie:
    """The category of an end reason; unknown counts as an exit (domain, section 3)."""
    return Eindcategorie(reden[:1])


class Meetantwoord(TextChoices):
    ZELFDE_WERKPLEK = "zelfde_werkplek", "Ja, op dezelfde werkplek"
    ZELFDE_WERKGEVER = "zelfde_werkgever", "Ja, bij dezelfde formele werkgever"
    ANDER_WERK = "ander_werk", "Ja, ander betaald werk"
    GEEN_WERK = "geen_werk", "Nee, geen werk"
    ONBEKEND = "onbekend", "Onbekend"


class Meetbron(TextChoices):
    KANDIDAAT = "kandidaat", "Van de kandidaat zelf"
    WERKGEVER = "werkgever", "Van de werkgever"
    JOBCOACH = "jobcoach", "Van de jobcoach"
    VERWIJZER = "verwijzer", "Van de verwijzer"


MEETMAANDEN = [3, 6, 12, 24, 36]
