"""Closed lists of imports. No database."""

from django.db.models import TextChoices

from inlezen.oordeel import Oordeel


class Inleesstatus(TextChoices):
    KOLOMMEN = "kolommen", "Kolommen kiezen"
    BEOORDELEN = "beoordelen", "Bezig met lezen"
    CONTROLEREN = "controleren", "Controleren"
    BEZIG = "bezig", "Bezig met inlezen"
    KLAAR = "klaar", "Klaar"
    TERUG = "terug", "Bezig met terugdraaien"


# A worker is at it; the user waits, or does something else meanwhile.
IN_BEWERKING = frozenset({Inleesstatus.BEOORDELEN, Inleesstatus.BEZIG, Inleesstatus.TERUG})


class Regelstand(TextChoices):
    OPEN = "open", "Nog niet ingelezen"
    INGELEZEN = "ingelezen", "Ingelezen"
    MISLUKT = "mislukt", "Niet gelukt"


class Dubbelkeuze(TextChoices):
    """What a person decided about a possible double."""

    NIEUW = "nieuw", "Nieuwe persoon"
    BESTAAND = "bestaand", "Dezelfde persoon"


# The verdicts of rows that can be read in; a possible double only after a choice.
KIESBAAR = frozenset({Oordeel.NIEUW, Oordeel.WIJZIGING, Oordeel.MOGELIJK_DUBBEL})
