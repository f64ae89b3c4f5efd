"""The only writers of exams and certificates. Lessons and presence are Bijeenkomsten of the core."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.models import Traject
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.models import Certificaat, Examen


@transaction.atomic
def leg_examen_vast(traject, *, examendeel, datum, door, uitslag=""):
    """Record the next attempt at an exam part, planned (no `uitslag`) or taken.

    The attempt number follows. Raises ValidationError for a part of another programme, when the part was already
    passed, while an attempt still waits for its result, and for a result in the future.
    """
    if examendeel.kwalificatie.programma_id != traject.programma_id:
        raise ValidationError({"examendeel": "Dit examendeel hoort bij een ander programma."})
    # Two people who record an attempt take turns, so the number is right.
    Traject.objects.filter(pk=traject.pk).update(versie=F("versie"))
    eerdere = list(Examen.objects.filter(traject=traject, examendeel=examendeel).order_by("poging"))
    if any(examen.uitslag == Examenuitslag.GESLAAGD for examen in eerdere):
        raise ValidationError({"examendeel": "Dit examendeel is al gehaald."})
    if eerdere and not eerdere[-1].uitslag:
        raise ValidationError({"examendeel": "Vul eerst de uitslag van de vorige poging in."})
    if eerdere and datum < eerdere[-1].datum:
        raise ValidationError({"datum": f"De vorige poging was op {eerdere[-1].datum:%d-%m-%Y}."})
    examen = Examen(
        traject=traject,
        examendeel=examendeel,
        poging=eerdere[-1].poging + 1 if eerdere else 1,
        datum=datum,
        uitslag=uitslag,
    )
    _geen_uitslag_vooraf(datum, uitslag)
    leg_vast(examen)
    _log(door, traject, Handeling.MAKEN)
    return examen


@transaction.atomic
def zet_uitslag(examen, *, uitslag, gezien, door):
    """Record (or correct) the result of an attempt; `gezien` is the result the user saw ('' = none yet).

    Raises ValidationError for an exam in the future, IntussenGewijzigd when a colleague was first.
    """
    _geen_uitslag_vooraf(examen.datum, uitslag)
    examen.uitslag = uitslag
    examen.full_clean()
    if not Examen.objects.filter(pk=examen.pk, uitslag=gezien).update(uitslag=uitslag):
        raise IntussenGewijzigd(examen)
    _log(door, examen.traject)
    return examen


@transaction.atomic
def reik_certificaat_uit(traject, *, kwalificatie, soort, datum, door):
    """Record an issued diploma or certificate.

    Raises ValidationError for a qualification of another programme, a day in the future, the same one twice, and,
    except for a part certificate, while exam parts of the qualification are not passed.
    """
    if kwalificatie.programma_id != traject.programma_id:
        raise ValidationError({"kwalificatie": "Deze kwalificatie hoort bij een ander programma."})
    if datum > timezone.localdate():
        raise ValidationError({"datum": "Deze dag ligt in de toekomst."})
    if soort != Certificaatsoort.DEELCERTIFICAAT:
        open_delen = niet_gehaald(traject, kwalificatie)
        if open_delen:
            namen = ", ".join(deel.naam for deel in open_delen)
            raise ValidationError({"kwalificatie": f"Nog niet alle examendelen zijn gehaald: {namen}."})
    certificaat = Certificaat(traject=traject, kwalificatie=kwalificatie, soort=soort, datum=datum)
    leg_vast(certificaat)
    _log(door, traject, Handeling.MAKEN)
    return certificaat


def niet_gehaald(traject, kwalificatie):
    """The exam parts of this qualification that she has not passed, in order."""
    gehaald = Examen.objects.filter(traject=traject, uitslag=Examenuitslag.GESLAAGD).values("examendeel")
    return list(kwalificatie.examendelen.exclude(pk__in=gehaald))


def _geen_uitslag_vooraf(datum, uitslag):
    if uitslag and datum > timezone.localdate():
        raise ValidationError({"uitslag": "Dit examen is nog niet geweest. Laat de uitslag leeg."})


def _log(door, traject, handeling=Handeling.WIJZIGEN):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.OPLEIDING,
    )
