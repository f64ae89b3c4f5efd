"""Closed lists of signals. No database."""

from django.db.models import TextChoices


class Signaalsoort(TextChoices):
    """What a rule of `signalen` sees; in the order of harm."""

    WELBEVINDEN = "welbevinden", "Welbevinden twee keer laag"
    SCORE = "score", "Score gedaald"
    VERZUIM = "verzuim", "Afwezig zonder bericht"
    GEEN_GESPREK = "geen_gesprek", "Lang geen gesprek"


class Afhandeling(TextChoices):
    """What a colleague did with a signal."""

    GEZIEN = "gezien", "Gezien"
    OPGEPAKT = "opgepakt", "Opgepakt"
    UITGESTELD = "uitgesteld", "Uitgesteld"


class Uitstelreden(TextChoices):
    """Why a signal waits. No cause: that stays between her and her coach."""

    GESPREK_GEPLAND = "gesprek_gepland", "Er is een gesprek gepland"
    COLLEGA = "collega", "Een collega pakt dit op"
    VERLOF = "verlof", "Vakantie of verlof"
    AFGESPROKEN = "afgesproken", "Met de kandidaat afgesproken om te wachten"
    ANDERS = "anders", "Een andere reden"
