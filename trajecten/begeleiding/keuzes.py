"""Closed lists of coaching. No database."""

from django.db.models import IntegerChoices, TextChoices

from trajecten.keuzes import (
    Aandachtsgebied as Aandachtsgebied,  # of the core: a programme's own goals have them too
)
from trajecten.keuzes import Eigenaar as Eigenaar


class Gespreksvorm(TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    WERKPLEK = "werkplek", "Op de werkplek"
    SCHOOL = "school", "Op school"
    KANTOOR = "kantoor", "Op kantoor"
    VIDEO = "video", "Videogesprek"
    BERICHT = "bericht", "Bericht (sms, app of mail)"


class Verloop(TextChoices):
    """Whether the talk took place. Excused periods leave the denominator (domain, section 5)."""

    GEVOERD = "gevoerd", "Gesprek gevoerd"
    GEMIST = "gemist", "Gesprek niet doorgegaan"
    VERONTSCHULDIGD = "verontschuldigd", "Afgemeld (vakantie of ziek)"


class GemistReden(TextChoices):
    GEEN_GEHOOR = "geen_gehoor", "Geen gehoor"
    AFGEZEGD = "afgezegd", "Afgezegd door de kandidaat"
    VERGETEN = "vergeten", "Afspraak vergeten"
    COACH_VERHINDERD = "coach_verhinderd", "Jobcoach verhinderd"
    VAKANTIE = "vakantie", "Vakantie"
    ZIEK = "ziek", "Ziek (geen oorzaak vastleggen)"


VERONTSCHULDIGDE_REDENEN = frozenset({GemistReden.VAKANTIE, GemistReden.ZIEK})


class Intrekreden(TextChoices):
    """Why a recorded check-in is taken back."""

    VERKEERDE_PERSOON = "verkeerde_persoon", "Bij de verkeerde persoon vastgelegd"
    DUBBEL = "dubbel", "Dubbel vastgelegd"
    NIET_GEWEEST = "niet_geweest", "Dit gesprek is er niet geweest"


class Ritmereden(TextChoices):
    """Why somebody has another rhythm of talks than the programme says. No cause of illness, no private matters."""

    GAAT_GOED = "gaat_goed", "Gaat goed, minder gesprekken nodig"
    MEER_STEUN = "meer_steun", "Heeft nu meer steun nodig"
    EIGEN_WENS = "eigen_wens", "Eigen wens"
    ROOSTER = "rooster", "Past beter bij werk of school"
    WERKGEVER = "werkgever", "Op verzoek van de werkgever"
    ANDERS = "anders", "Anders"


class Score(IntegerChoices):
    ZEER_LAAG = 1, "1 zeer laag"
    LAAG = 2, "2 laag"
    REDELIJK = 3, "3 redelijk"
    GOED = 4, "4 goed"
    ZEER_GOED = 5, "5 zeer goed"


class Stopreden(TextChoices):
    """Why a goal is no longer worked on."""

    NIET_NODIG = "niet_nodig", "Niet meer nodig"
    ANDER_DOEL = "ander_doel", "Er is een ander doel"
    NU_NIET = "nu_niet", "Het lukt nu niet"
    WIL_NIET = "wil_niet", "De kandidaat wil het niet meer"
    VERGISSING = "vergissing", "Dit doel stond er per ongeluk"


class Buddyeinde(TextChoices):
    """Why somebody is no buddy any more. Nothing about the person."""

    KLAAR = "klaar", "Een buddy is niet meer nodig"
    BUDDY_STOPT = "buddy_stopt", "De buddy stopt"
    WISSEL = "wissel", "Er komt een andere buddy"
    TOESTEMMING = "toestemming", "De oud-deelnemer trok de toestemming in"


def verloop_bij(reden: str) -> Verloop:
    """How a talk went, from the reason why it did not take place ('' = it did); holiday and illness are excused."""
    if not reden:
        return Verloop.GEVOERD
    return Verloop.VERONTSCHULDIGD if reden in VERONTSCHULDIGDE_REDENEN else Verloop.GEMIST
