"""Results of a selection round. No database."""

from django.db.models import TextChoices

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


REDENEN_BIJ_UITSLAG: dict[Uitslag, type[TextChoices]] = {
    Uitslag.AFGEWEZEN: AfwijsReden,
    Uitslag.TERUGGETROKKEN: TerugtrekReden,
}
