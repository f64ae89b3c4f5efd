"""Who reads and writes what coaches write (design: domain, section 6; PRIV-07).

Facts, scores and goals are Categorie.GESPREKKEN. The text of a talk (agreed, note) is Categorie.COACHNOTITIES:
the current or covering coach reads all and writes her own; a former coach reads for 30 days; a coordinator reads after
giving a reason, which is logged; nobody else.
"""

from django.core.exceptions import ValidationError

from gebruikers.rechten import Categorie, Toegang
from logboek.diensten import schrijf
from logboek.models import Handeling

MIN_REDEN = 5
MAX_REDEN = 200


def leest_tekst(toegang):
    """May she read the text of talks straight away? `toegang` is the Dossiertoegang of the candidate."""
    return toegang.mag(Categorie.COACHNOTITIES, Toegang.LEZEN)


def leest_tekst_met_reden(toegang):
    """May she read it only after giving a reason (a coordinator)?"""
    return not leest_tekst(toegang) and toegang.mag(Categorie.COACHNOTITIES, Toegang.BEPERKT)


def schrijft_tekst(toegang, gesprek, gebruiker):
    """May she write the text of this talk? Only its author, as long as she coaches."""
    return toegang.mag(Categorie.COACHNOTITIES, Toegang.SCHRIJVEN) and gesprek.jobcoach_id == gebruiker.pk


def open_tekst(kandidaat, *, door, reden=""):
    """Log that somebody reads the text of talks, with her reason where one is needed.

    Raises ValidationError without a reason of a few words where `kandidaat.toegang` asks for one.
    """
    if leest_tekst_met_reden(kandidaat.toegang):
        reden = " ".join(reden.split())
        if len(reden) < MIN_REDEN:
            raise ValidationError({"reden": "Vul in waarom u de notities leest."})
        if len(reden) > MAX_REDEN:
            raise ValidationError({"reden": f"Houd het kort: hoogstens {MAX_REDEN} tekens."})
    schrijf(
        gebruiker=door,
        handeling=Handeling.INZIEN,
        dossier=kandidaat.dossiernummer,
        categorie=Categorie.COACHNOTITIES,
        reden=reden,
    )


def leest_overdracht(toegang, overdracht, gebruiker):
    """May she read this note at a hand-over straight away? Who reads talks may, and who wrote it herself."""
    return leest_tekst(toegang) or overdracht.geschreven_door_id == gebruiker.pk
