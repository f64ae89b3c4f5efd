"""The only writers of weights, of notes at a hand-over, and of standing in for a colleague."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from kandidaten.diensten import beeindig_toewijzing, trek_toewijzing_in, wijs_toe
from kandidaten.keuzes import TELT, Gewichtsoort, Toewijzingsrol
from kandidaten.models import Gewicht, Overdracht, Toewijzing
from logboek.diensten import schrijf
from logboek.models import Handeling


def _log(door, kandidaat, categorie, handeling=Handeling.WIJZIGEN, reden=""):
    schrijf(
        gebruiker=door, handeling=handeling, dossier=kandidaat.dossiernummer, categorie=categorie, reden=reden
    )


# --- Weight -----------------------------------------------------------------------------------------------------------
def gewicht_in_sql():
    """On Toewijzingen: the code of the weight that holds now for this person in the work of this colleague."""
    laatste = Gewicht.objects.filter(kandidaat=OuterRef("kandidaat"), gebruiker=OuterRef("gebruiker"))
    return Coalesce(
        Subquery(laatste.order_by("-sinds", "-pk").values("soort")[:1]), Value(Gewichtsoort.GEWOON.value)
    )


def telt(soort):
    """How much of a coach's time a weight stands for, as a Decimal: 0.5, 1 or 2."""
    return TELT[Gewichtsoort(soort)]


@transaction.atomic
def zet_gewicht(*, kandidaat, gebruiker, soort, reden, door):
    """From now on this person counts like this in the work of this jobcoach. Writes nothing when she already does.

    Raises ValidationError when `gebruiker` is not her jobcoach now or later on.
    """
    loopt = Toewijzing.objects.filter(kandidaat=kandidaat, gebruiker=gebruiker, rol=Toewijzingsrol.JOBCOACH)
    if not loopt.filter(Q(tot=None) | Q(tot__gte=timezone.localdate())).exists():
        raise ValidationError(f"{gebruiker.naam} begeleidt deze kandidaat niet meer.")
    laatste = Gewicht.objects.filter(kandidaat=kandidaat, gebruiker=gebruiker).first()
    if soort == (laatste.soort if laatste else Gewichtsoort.GEWOON):
        return laatste
    gewicht = Gewicht(kandidaat=kandidaat, gebruiker=gebruiker, soort=soort, reden=reden, door=door)
    leg_vast(gewicht)
    _log(door, kandidaat, Categorie.TRAJECT, reden=f"gewicht {gewicht.soort}: {gewicht.reden}")
    return gewicht


# --- The note at a hand-over ------------------------------------------------------------------------------------------
@transaction.atomic
def bereid_overdracht_voor(*, kandidaat, notitie, door, gezien=None):
    """The coach writes, or changes, the note for whoever will take this person over from her.

    `gezien`: the `geschreven_op` of the note that she saw, None when there was none. Raises IntussenGewijzigd when it
    changed or was handed over since.
    """
    eigen = Overdracht.objects.voorbereid().filter(kandidaat=kandidaat, van=door)
    bestaand = eigen.first()
    if (bestaand.geschreven_op if bestaand else None) != gezien:
        raise IntussenGewijzigd(bestaand or kandidaat)
    if bestaand is None:
        overdracht = Overdracht(kandidaat=kandidaat, van=door, notitie=notitie, geschreven_door=door)
        leg_vast(overdracht)
    else:
        overdracht = bestaand
        overdracht.notitie, overdracht.geschreven_op = notitie, timezone.now()
        overdracht.full_clean()
        rij = eigen.filter(pk=overdracht.pk, geschreven_op=gezien)
        if not rij.update(notitie=notitie, geschreven_op=overdracht.geschreven_op):
            raise IntussenGewijzigd(overdracht)
    _log(door, kandidaat, Categorie.COACHNOTITIES)
    return overdracht


@transaction.atomic
def geef_notities_mee(*, kandidaat, van, naar, per, reden=""):
    """What `van` prepared goes to who takes over. Returns the numbers of those notes."""
    klaar = Overdracht.objects.voorbereid().filter(kandidaat=kandidaat, van=van)
    nummers = list(klaar.values_list("pk", flat=True))
    klaar.filter(pk__in=nummers).update(naar=naar, per=per, reden=reden)
    return nummers


@transaction.atomic
def leg_overdracht_vast(*, kandidaat, van, naar, per, reden, door, notitie=""):
    """Write down that `naar` takes over from `van` on day `per`, with what was prepared or else with this note.

    Returns (numbers of prepared notes that went along, the new row or None), for taking it back.
    """
    mee = geef_notities_mee(kandidaat=kandidaat, van=van, naar=naar, per=per, reden=reden)
    if mee and not notitie:
        return mee, None
    overdracht = Overdracht(
        kandidaat=kandidaat, van=van, naar=naar, per=per, reden=reden, notitie=notitie, geschreven_door=door
    )
    leg_vast(overdracht)
    if notitie:
        _log(door, kandidaat, Categorie.COACHNOTITIES, Handeling.MAKEN)
    return mee, overdracht


@transaction.atomic
def zet_overdracht_terug(*, kandidaat, van, naar, per, nieuw=None):
    """The hand-over on day `per` did not happen: what was prepared is prepared again; the row `nieuw` goes.

    Raises IntussenGewijzigd when the new coach already said that she read it: then it did happen.
    """
    rijen = Overdracht.objects.filter(kandidaat=kandidaat, van=van, naar=naar, per=per)
    if rijen.exclude(gelezen_op=None).exists():
        raise IntussenGewijzigd(kandidaat)
    rijen.filter(pk=nieuw).delete()
    rijen.filter(gelezen_op=None).update(naar=None, per=None, reden="")


@transaction.atomic
def markeer_gelezen(overdracht, *, door):
    """The new coach says that she read it. A second time changes nothing."""
    gelezen = Overdracht.objects.filter(pk=overdracht.pk, naar=door, gelezen_op=None)
    if gelezen.update(gelezen_op=timezone.now()):
        _log(door, overdracht.kandidaat, Categorie.COACHNOTITIES, reden="overdracht gelezen")


# --- Standing in ------------------------------------------------------------------------------------------------------
def verdeel(dingen: Iterable, aantallen: Mapping):
    """Pair each thing with the key of `aantallen` (how many each has already) that has fewest; ties in their order.

    Three people over colleagues with 4 and 5 gives the first two, the second one. Pure.
    """
    tellen = Counter(dict(aantallen))
    paren = []
    for ding in dingen:
        wie = min(aantallen, key=lambda sleutel: tellen[sleutel])
        tellen[wie] += 1
        paren.append((ding, wie))
    return paren


def lopende_caseload(gebruiker, van: date, tot: date | None = None):
    """The assignments as a jobcoach of her own (no cover) with a day in van..tot, with the person, by name."""
    rijen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=van), gebruiker=gebruiker, rol=Toewijzingsrol.JOBCOACH, vervangt=None
    )
    rijen = rijen if tot is None else rijen.filter(van__lte=tot)
    return (
        rijen.select_related("kandidaat")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def neemt_zelf_waar(gebruiker, van, tot):
    """[(colleague, number of people)] for whom this jobcoach stands in on a day in van..tot."""
    rijen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=van), gebruiker=gebruiker, rol=Toewijzingsrol.JOBCOACH, van__lte=tot
    ).exclude(vervangt=None)
    per_collega = rijen.order_by("vervangt__naam").values_list("vervangt__naam")
    return list(per_collega.annotate(aantal=Count("kandidaat", distinct=True)))


def wie_is_weg(gebruikers, van, tot):
    """Sentences about who of these jobcoaches is away herself on a day in van..tot: somebody stands in for her."""
    rijen = Toewijzing.objects.filter(
        vervangt__in=gebruikers, rol=Toewijzingsrol.JOBCOACH, van__lte=tot, tot__gte=van
    )
    namen = rijen.order_by("vervangt__naam").values_list("vervangt__naam", flat=True).distinct()
    return [f"{naam} is in deze dagen zelf afwezig. Kies een andere collega." for naam in namen]


@transaction.atomic
def neem_waar(toewijzing, *, gebruiker, van, tot, reden, door):
    """`gebruiker` stands in for the coach of this assignment, from `van` up to and including `tot`.

    Never longer than the assignment itself. Raises ValidationError when she works with this person herself, is away
    herself in that time, or another one stands in already.
    """
    tot = min(tot, toewijzing.tot or tot)
    if tot < van:
        raise ValidationError({"tot": "De einddatum ligt voor de begindatum."})
    zelf = Toewijzing.objects.filter(Q(tot=None) | Q(tot__gte=van), gebruiker=gebruiker, van__lte=tot)
    eigen = zelf.filter(kandidaat=toewijzing.kandidaat_id, rol=toewijzing.rol, vervangt=None)
    if eigen.exists():
        raise ValidationError({"gebruiker": f"{gebruiker.naam} begeleidt deze kandidaat zelf al."})
    if weg := wie_is_weg([gebruiker], van, tot):
        raise ValidationError({"gebruiker": weg})
    return wijs_toe(
        kandidaat=toewijzing.kandidaat,
        gebruiker=gebruiker,
        rol=toewijzing.rol,
        van=max(van, toewijzing.van),
        tot=tot,
        reden=reden,
        vervangt=toewijzing.gebruiker,
        door=door,
    )


@transaction.atomic
def stop_waarneming(toewijzing, *, door):
    """End a cover before its time: from now on there is no access. One that did not begin before today goes altogether.

    Raises IntussenGewijzigd if it ended or was withdrawn since it was read.
    """
    gisteren = timezone.localdate() - timedelta(days=1)
    if toewijzing.van > gisteren:
        trek_toewijzing_in(toewijzing, door=door)
    else:
        beeindig_toewijzing(toewijzing, tot=gisteren, door=door)
