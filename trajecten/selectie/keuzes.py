"""Results of a selection round. No database."""

from django.db.models import TextChoices

from trajecten.statussen import AfwijsReden, TerugtrekReden


class Uitslag(TextChoices):
    OPEN = "open", "Nog niet besloten"
    DOOR = "door", "Door"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    TERUGGETROKKEN = "teruggetrokken", "Teruggetrokken"


REDENEN_BIJ_UITSLAG: dict[Uitslag, type[TextChoices]] = {
    Uitslag.AFGEWEZEN: AfwijsReden,
    Uitslag.TERUGGETROKKEN: TerugtrekReden,
}
