"""The only writers of exams and certificates. Lessons and presence are Bijeenkomsten of the core."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.bijeenkomsten import leg_aanwezigheid_vast
from trajecten.groepsbijeenkomsten import haal_van_lijst
from trajecten.keuzes import AFWEZIG, Aanwezigheid
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag, Intrekreden
from trajecten.opleiding.models import Certificaat, Examen


@transaction.atomic
def leg_examen_vast(traject, *, examendeel, datum, door, uitslag="", zitting=None):
    """Record the next attempt at an exam part, planned (no `uitslag`) or taken; at a sitting (Bijeenkomst) or not.

    The attempt number follows; an attempt whose sitting was called off is planned again under its own number. Raises
    ValidationError for a part of another programme, when the part was already passed, while an attempt still waits for
    its result, and for a result in the future.
    """
    if examendeel.kwalificatie.programma_id != traject.programma_id:
        raise ValidationError({"examendeel": "Dit examendeel hoort bij een ander programma."})
    # Two people who record an attempt take turns, so the number is right.
    neem_beurt(traject)
    rijen = Examen.objects.filter(traject=traject, examendeel=examendeel).select_related("zitting")
    eerdere = list(rijen.order_by("poging"))
    afgelast = eerdere.pop() if eerdere and eerdere[-1].is_afgelast else None
    if any(examen.uitslag == Examenuitslag.GESLAAGD for examen in eerdere):
        raise ValidationError({"examendeel": "Dit examendeel is al gehaald."})
    if eerdere and not eerdere[-1].uitslag:
        raise ValidationError({"examendeel": "Vul eerst de uitslag van de vorige poging in."})
    if eerdere and datum < eerdere[-1].datum:
        raise ValidationError({"datum": f"De vorige poging was op {eerdere[-1].datum:%d-%m-%Y}."})
    _geen_uitslag_vooraf(datum, uitslag)
    if afgelast is not None:
        return _plan_opnieuw(afgelast, datum=datum, uitslag=uitslag, zitting=zitting, door=door)
    examen = Examen(
        traject=traject,
        examendeel=examendeel,
        poging=eerdere[-1].poging + 1 if eerdere else 1,
        datum=datum,
        uitslag=uitslag,
        zitting=zitting,
    )
    leg_vast(examen)
    _log(door, traject, Handeling.MAKEN)
    return examen


def _plan_opnieuw(examen, *, door, **velden):
    for naam, waarde in velden.items():
        setattr(examen, naam, waarde)
    examen.full_clean()
    if not Examen.objects.filter(pk=examen.pk, uitslag="").update(**velden):
        raise IntussenGewijzigd(examen)
    _log(door, examen.traject)
    return examen


@transaction.atomic
def zet_uitslag(examen, *, uitslag, gezien, door):
    """Record (or correct) the result of an attempt; `gezien` is the result the user saw ('' = none yet).

    At a sitting the presence list says the same. Raises ValidationError for an exam in the future, for a sitting that
    was called off, and where the presence list says otherwise; IntussenGewijzigd when a colleague was first.
    """
    if examen.is_afgelast:
        raise ValidationError({"uitslag": "De zitting van dit examen ging niet door."})
    dag = examen.dag
    _geen_uitslag_vooraf(dag, uitslag)
    examen.uitslag, examen.datum = uitslag, dag
    examen.full_clean()
    if not Examen.objects.filter(pk=examen.pk, uitslag=gezien).update(uitslag=uitslag, datum=dag):
        raise IntussenGewijzigd(examen)
    if examen.zitting_id and uitslag:
        _presentie_volgt(examen, is_correctie=bool(gezien), door=door)
    _log(door, examen.traject)
    return examen


def _presentie_volgt(examen, *, is_correctie, door):
    """Who has a result came to the sitting, who did not appear was absent. What a colleague recorded stays."""
    deelname = (
        examen.zitting.deelnames.select_related("traject__kandidaat", "bijeenkomst")
        .filter(traject=examen.traject_id)
        .first()
    )
    if deelname is None:
        return
    nu, weg = Aanwezigheid(deelname.aanwezigheid), examen.uitslag == Examenuitslag.NIET_VERSCHENEN
    if (weg and nu in AFWEZIG) or (not weg and nu == Aanwezigheid.AANWEZIG):
        return
    if not is_correctie and nu in (Aanwezigheid.AANWEZIG, *AFWEZIG):
        raise ValidationError(
            {"uitslag": f"Op de lijst van de zitting staat: {nu.label.lower()}. Pas eerst die lijst aan."}
        )
    naar = Aanwezigheid.AFWEZIG_ZONDER_BERICHT if weg else Aanwezigheid.AANWEZIG
    uitkomst, _ = leg_aanwezigheid_vast(examen.zitting, {deelname: naar}, gezien={deelname: nu}, door=door)
    if uitkomst.niet:
        raise ValidationError({"uitslag": uitkomst.niet[0].reden})


@transaction.atomic
def trek_poging_in(examen, *, door):
    """Take away an attempt that did not, or will not, take place; she leaves the list of its sitting as well.

    Raises IntussenGewijzigd when it has a result by now.
    """
    verwijderd, _ = Examen.objects.filter(pk=examen.pk, uitslag="").delete()
    if not verwijderd:
        raise IntussenGewijzigd(examen)
    if examen.zitting_id:
        haal_van_lijst(examen.traject, examen.zitting, door=door)
    _log(door, examen.traject, Handeling.VERWIJDEREN)


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


@transaction.atomic
def trek_certificaat_in(certificaat, *, reden, door):
    """A certificate was recorded by mistake: it stays visible with the reason, and no longer counts.

    Raises ValidationError for a reason outside the list, IntussenGewijzigd when a colleague was first.
    """
    if reden not in Intrekreden.values:
        raise ValidationError({"reden": "Kies een reden van de lijst."})
    velden = {"ingetrokken_op": timezone.localdate(), "ingetrokken_door": door, "intrekreden": reden}
    if not Certificaat.objects.geldig().filter(pk=certificaat.pk).update(**velden):
        raise IntussenGewijzigd(certificaat)
    for naam, waarde in velden.items():
        setattr(certificaat, naam, waarde)
    _log(door, certificaat.traject)
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
