"""Closed lists of training. No database."""

from django.db.models import TextChoices


class Examenuitslag(TextChoices):
    GESLAAGD = "geslaagd", "Geslaagd"
    GEZAKT = "gezakt", "Gezakt"
    NIET_VERSCHENEN = "niet_verschenen", "Niet verschenen"


VERVALT = "vervalt"  # chosen instead of a result: the attempt did not take place, or will not


class Certificaatsoort(TextChoices):
    DIPLOMA = "diploma", "Diploma"
    CERTIFICAAT = "certificaat", "Certificaat"
    DEELCERTIFICAAT = "deelcertificaat", "Deelcertificaat"


class Intrekreden(TextChoices):
    """Why a certificate that was recorded does not count: a mistake, each without a detail about a person."""

    VERKEERDE_PERSOON = "verkeerde_persoon", "Bij de verkeerde persoon vastgelegd"
    VERKEERDE_SOORT = "verkeerde_soort", "Verkeerde soort of kwalificatie gekozen"
    VERKEERDE_DATUM = "verkeerde_datum", "Verkeerde datum gekozen"
    NIET_UITGEREIKT = "niet_uitgereikt", "Toch niet uitgereikt"
