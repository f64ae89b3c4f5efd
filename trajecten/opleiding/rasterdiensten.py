"""Writing the attendance of a whole grid at once: every cell by itself, so that a conflict in one holds up no other."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.berichten import laat_vervallen
from trajecten.bijeenkomsten import leg_aanwezigheid_vast
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bericht, Bijeenkomst, Deelname

VOORAF = frozenset({Aanwezigheid.UITGENODIGD, Aanwezigheid.AFWEZIG_MET_BERICHT})


@dataclass
class Rasteruitkomst:
    """What became of a grid: Deelname's that were written, and for each that was not what stands there or why not."""

    gedaan: list = field(default_factory=list)
    botsing: dict = field(
        default_factory=dict
    )  # Deelname -> the Aanwezigheid that a colleague chose meanwhile
    geweigerd: dict = field(default_factory=dict)  # Deelname -> sentence


@transaction.atomic
def leg_raster_vast(keuzes, *, gezien, door):
    """Record attendance of people of one cohort: `keuzes` and `gezien` map a Deelname (with its bijeenkomst and
    traject__kandidaat) to an Aanwezigheid, wanted and as the page showed it.

    Whom the user left alone keeps what a colleague recorded. Returns a Rasteruitkomst. Raises ValidationError for what
    no page offers: attendance ahead of a lesson, other than that she told she does not come.
    """
    anders = {deelname: Aanwezigheid(wil) for deelname, wil in keuzes.items() if wil != gezien[deelname]}
    if any(not d.bijeenkomst.is_voorbij and wil not in VOORAF for d, wil in anders.items()):
        raise ValidationError("Deze les is nog niet begonnen. U kunt alleen ‘afwezig met bericht’ invullen.")
    uitkomst = Rasteruitkomst()
    per_les = defaultdict(dict)
    gewoon = {}
    for deelname, wil in anders.items():
        if deelname.bijeenkomst.capaciteit is not None and not deelname.bijeenkomst.is_voorbij:
            per_les[deelname.bijeenkomst_id][deelname] = wil  # a seat is given or comes free
        else:
            gewoon[deelname] = wil
    _zet_alle(gewoon, gezien, uitkomst)
    for deel in per_les.values():
        _met_plaatsen(deel, gezien, uitkomst, door)
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossiers=sorted({d.traject.kandidaat.dossiernummer for d in uitkomst.gedaan if d in gewoon}),
        categorie=Categorie.OPLEIDING,
        reden="aanwezigheid van de groep",
    )
    return uitkomst


def wat_anders_staat(keuzes, *, gezien):
    """The conflicts that a page has after it was sent before: {Deelname: what stands there now}. Writes nothing."""
    anders = {deelname: wil for deelname, wil in keuzes.items() if wil != gezien[deelname]}
    nu = dict(
        Deelname.objects.filter(pk__in=[d.pk for d in anders]).values_list("pk", "aanwezigheid").order_by()
    )
    return {d: Aanwezigheid(nu[d.pk]) for d, wil in anders.items() if d.pk in nu and nu[d.pk] != wil}


def _zet_alle(anders, gezien, uitkomst):
    """One conditional update for each pair of old and new; what did not match was changed by a colleague."""
    paren = defaultdict(list)
    for deelname, wil in anders.items():
        paren[gezien[deelname], wil].append(deelname)
    afgelast = set(
        Bijeenkomst.objects.order_by()
        .filter(pk__in={d.bijeenkomst_id for d in anders}, afgelast_op__isnull=False)
        .values_list("pk", flat=True)
    )
    gelukt = set()
    for (van, naar), deelnames in paren.items():
        nummers = [d.pk for d in deelnames if d.bijeenkomst_id not in afgelast]
        rijen = Deelname.objects.filter(pk__in=nummers)
        # What stands there already, by a colleague or by this very page, is no conflict.
        raak = rijen.filter(aanwezigheid__in=[van, naar])
        if raak.update(aanwezigheid=naar) == len(nummers):
            gelukt.update(nummers)
        else:
            gelukt.update(rijen.filter(aanwezigheid=naar).values_list("pk", flat=True))
    nu = dict(
        Deelname.objects.filter(pk__in=[d.pk for d in anders if d.pk not in gelukt]).values_list(
            "pk", "aanwezigheid"
        )
    )
    for deelname, wil in anders.items():
        if deelname.pk in gelukt:
            deelname.aanwezigheid = wil
            uitkomst.gedaan.append(deelname)
        elif deelname.bijeenkomst_id in afgelast:
            uitkomst.geweigerd[deelname] = "Deze les is intussen afgelast."
        elif deelname.pk in nu:
            uitkomst.botsing[deelname] = Aanwezigheid(nu[deelname.pk])
        else:
            uitkomst.geweigerd[deelname] = "Deze persoon staat niet meer op de lijst."
    laat_vervallen(
        Bericht.objects.filter(
            deelname__in=[d.pk for d in uitkomst.gedaan if d.aanwezigheid == Aanwezigheid.AFWEZIG_MET_BERICHT]
        )
    )


def _met_plaatsen(deel, gezien, uitkomst, door):
    les = next(iter(deel)).bijeenkomst
    groepsuitkomst, _ = leg_aanwezigheid_vast(les, deel, gezien={d: gezien[d] for d in deel}, door=door)
    uitkomst.gedaan += groepsuitkomst.gedaan
    for weigering in groepsuitkomst.niet:
        uitkomst.geweigerd[weigering.ding] = weigering.reden
