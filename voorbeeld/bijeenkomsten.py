"""Meetings: of a selection round, with who came and who waits for a seat; lessons, refresher and introduction days.

Nobody is written to: messages would leave this machine. Meetings of a cohort have no service yet, so their rows are
written here; who came goes through the service.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from trajecten.bijeenkomsten import leg_aanwezigheid_vast
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bijeenkomst, Deelname
from trajecten.selectie import bijeenkomsten as van_rondes
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import Status, TerugtrekReden

DUUR = timedelta(hours=2)
NIET_GEKOMEN = [
    Aanwezigheid.AFWEZIG_MET_BERICHT,
    Aanwezigheid.AFWEZIG_MET_BERICHT,
    Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
]


# --- Of a round -------------------------------------------------------------------------------------------------------
def plan_ronde(mensen, ronde, begin: datetime, plaats: str):
    """Invite everybody who is in this round now, up to the number that the round states; the others wait."""
    deelnames = list(
        Rondedeelname.objects.onbesloten()
        .niet_uitgenodigd()
        .filter(ronde=ronde, traject__in=[mens.traject.pk for mens in mensen if mens.traject])
        .select_related("traject__kandidaat")
        .order_by("pk")
    )
    if deelnames:
        van_rondes.plan_bijeenkomst(
            ronde,
            rondedeelnames=deelnames,
            door=mensen[0].door,
            begin=begin,
            eind=begin + DUUR,
            plaats=plaats,
            capaciteit=ronde.deelnemers_max,
        )


def leg_opkomst_vast(toneel, uitslagen: dict, door):
    """Who came to the meeting of a round: `uitslagen` maps a Rondedeelname to (result, reason) that will follow."""
    aanwezig = {
        deelname: _opkomst(toneel, *besluit)
        for deelname, besluit in uitslagen.items()
        if deelname.deelname and deelname.deelname.aanwezigheid == Aanwezigheid.UITGENODIGD
    }
    van_rondes.leg_aanwezigheid_vast(aanwezig, door=door)


def _opkomst(toneel, uitslag, reden):
    if reden == TerugtrekReden.GEEN_REACTIE:
        return Aanwezigheid.AFWEZIG_ZONDER_BERICHT
    if uitslag == Uitslag.TERUGGETROKKEN and toneel.kans(0.4):
        return Aanwezigheid.AFWEZIG_MET_BERICHT
    return Aanwezigheid.AANWEZIG


# --- Of a group -------------------------------------------------------------------------------------------------------
def maak_bijeenkomst(trajecten, *, soort, titel, begin: datetime, plaats: str, lichting=None) -> Bijeenkomst:
    """A meeting outside the selection, with these people invited."""
    bijeenkomst = Bijeenkomst(
        soort=soort, titel=titel, lichting=lichting, begin=begin, eind=begin + 2 * DUUR, plaats=plaats
    )
    bijeenkomst.full_clean()
    bijeenkomst.save()
    Deelname.objects.bulk_create(Deelname(bijeenkomst=bijeenkomst, traject=traject) for traject in trajecten)
    return bijeenkomst


def wie_kwam(toneel, bijeenkomst: Bijeenkomst, door):
    """One in twelve does not come, most of them with a message."""
    aanwezig = {
        deelname: toneel.kies(NIET_GEKOMEN) if toneel.kans(0.08) else Aanwezigheid.AANWEZIG
        for deelname in bijeenkomst.deelnames.select_related("traject__kandidaat")
    }
    gezien = {deelname: deelname.aanwezigheid for deelname in aanwezig}
    leg_aanwezigheid_vast(bijeenkomst, aanwezig, gezien=gezien, door=door)


def houdt_bijeenkomsten(toneel, groep, dagen, *, soort, titel):
    """The meetings of a group on these days, each planned a week ahead, for who is in it by then."""
    for dag in dagen:
        dag = toneel.werkdag(dag)
        begin = timezone.make_aware(datetime.combine(dag, time(9, 30)))
        yield max(toneel.klok.nu + timedelta(minutes=5), begin - timedelta(days=7))
        loopt = [
            mens.traject for mens in groep.mensen if mens.traject and mens.ververs().status == Status.LOPEND
        ]
        if not loopt:
            return
        bijeenkomst = maak_bijeenkomst(
            loopt, soort=soort, titel=titel, begin=begin, plaats=groep.plaats, lichting=groep.lichting
        )
        yield toneel.om(dag, 16)
        wie_kwam(toneel, bijeenkomst, groep.coordinator)
