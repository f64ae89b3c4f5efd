"""Results of a selection round. No database."""

from django.db.models import TextChoices

from trajecten.keuzes import Rondesoort
from trajecten.statussen import AfwijsReden, TerugtrekReden


class Uitslag(TextChoices):
    OPEN = "open", "Nog niet besloten"
    DOOR = "door", "Door"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    TERUGGETROKKEN = "teruggetrokken", "Teruggetrokken"


class Heropenreden(TextChoices):
    """Why scores that colleagues see already are opened again."""

    VERGISSING = "vergissing", "Vergissing in een score"
    NIEUW = "nieuw", "Er is iets nieuws bekend geworden"
    ERBIJ = "erbij", "Een collega beoordeelt ook"


class Advies(TextChoices):
    """What the referrer who pre-selected says."""

    POSITIEF = "positief", "Positief"
    TWIJFEL = "twijfel", "Twijfel"
    NEGATIEF = "negatief", "Negatief"


class WilVerder(TextChoices):
    """What the candidate says herself after a round."""

    JA = "ja", "Ja"
    WEET_NIET = "weet_niet", "Weet het nog niet"
    NEE = "nee", "Nee"


class Toetsuitslag(TextChoices):
    VOLDOENDE = "voldoende", "Voldoende"
    ONVOLDOENDE = "onvoldoende", "Nog niet voldoende"
    NIET_GEMAAKT = "niet_gemaakt", "Niet gemaakt"


class Onderdeelstand(TextChoices):
    """What a part of a competence test says about training."""

    VOLDOENDE = "voldoende", "Voldoende"
    TRAINING = "training", "Extra training nodig"
    NIET_GEMAAKT = "niet_gemaakt", "Niet gemaakt"


class Betaler(TextChoices):
    """Who pays the extra training."""

    VERWIJZER = "verwijzer", "De verwijzer"
    PROGRAMMA = "programma", "Het programma"
    WERKGEVER = "werkgever", "De werkgever"
    DELEN = "delen", "Samen delen"
    OVERLEG = "overleg", "Nog af te spreken"


# What is recorded of one person in a round of this kind, beside scores and the decision.
GEGEVENS = {
    Rondesoort.VOORSELECTIE: ("voorselectie_door", "advies"),
    Rondesoort.EERSTE_CONTACT: ("wil_verder",),
    Rondesoort.INFORMATIE: ("wil_verder",),
    Rondesoort.KENNISMAKING: ("wil_verder",),
    Rondesoort.WERKVLOER: ("wil_verder",),
    Rondesoort.TAALTOETS: ("taalniveau", "toetsuitslag"),
    Rondesoort.COMPETENTIETEST: ("toetsuitslag",),
    Rondesoort.VERVOLGGESPREK: ("wil_verder",),
    Rondesoort.KANDIDAAT_BESLIST: ("wil_verder",),
}

REDENEN_BIJ_UITSLAG: dict[Uitslag, type[TextChoices]] = {
    Uitslag.AFGEWEZEN: AfwijsReden,
    Uitslag.TERUGGETROKKEN: TerugtrekReden,
}
