"""Meetings: of a selection round, with who came and who waits for a seat; lessons, refresher and introduction days.

Only about what is still to come when the play ends are people written to (uitnodigen.py).
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from trajecten.bijeenkomsten import leg_aanwezigheid_vast
from trajecten.groepsbijeenkomsten import plan_groepsbijeenkomst, zet_op_lijst
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname
from trajecten.selectie import bijeenkomsten as van_rondes
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import ACTIEF, Status, TerugtrekReden
from voorbeeld.uitnodigen import nodig_uit

DUUR = timedelta(hours=2)
NIET_GEKOMEN = [
    Aanwezigheid.AFWEZIG_MET_BERICHT,
    Aanwezigheid.AFWEZIG_MET_BERICHT,
    Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
]


# --- Of a round -------------------------------------------------------------------------------------------------------
def plan_ronde(toneel, mensen, ronde, begin: datetime, plaats: str):
    """Invite everybody who is in this round now, up to the number that the round states; the others wait."""
    deelnames = list(
        Rondedeelname.objects.onbesloten()
        .niet_uitgenodigd()
        .filter(ronde=ronde, traject__in=[mens.traject.pk for mens in mensen if mens.traject])
        .select_related("traject__kandidaat")
        .order_by("pk")
    )
    if deelnames:
        bijeenkomst = van_rondes.plan_bijeenkomst(
            ronde,
            rondedeelnames=deelnames,
            door=mensen[0].door,
            begin=begin,
            eind=begin + DUUR,
            plaats=plaats,
            capaciteit=ronde.deelnemers_max,
        )
        nodig_uit(toneel, bijeenkomst, door=mensen[0].door)


def leg_opkomst_vast(toneel, uitslagen: dict, nog_open: dict, door):
    """Who came to the meeting of a round: `uitslagen` maps a Rondedeelname to (result, reason) that will follow.

    `nog_open` maps who is not decided about to why she stayed away, or "" when she came.
    """
    aanwezig = {
        deelname: _opkomst(toneel, *besluit) for deelname, besluit in uitslagen.items() if _genodigd(deelname)
    }
    aanwezig |= {d: weg or Aanwezigheid.AANWEZIG for d, weg in nog_open.items() if _genodigd(d)}
    van_rondes.leg_aanwezigheid_vast(aanwezig, door=door)


def _genodigd(rondedeelname):
    deelname = rondedeelname.deelname
    return deelname is not None and deelname.aanwezigheid == Aanwezigheid.UITGENODIGD


def _opkomst(toneel, uitslag, reden):
    if reden == TerugtrekReden.GEEN_REACTIE:
        return Aanwezigheid.AFWEZIG_ZONDER_BERICHT
    if uitslag == Uitslag.TERUGGETROKKEN and toneel.kans(0.4):
        return Aanwezigheid.AFWEZIG_MET_BERICHT
    return Aanwezigheid.AANWEZIG


# --- Of a group -------------------------------------------------------------------------------------------------------
def wie_kwam(toneel, bijeenkomst: Bijeenkomst, door):
    """One in twelve does not come, most of them with a message; who stopped before it told so."""
    aanwezig = {
        deelname: _kwam(toneel, deelname.traject)
        for deelname in bijeenkomst.deelnames.select_related("traject__kandidaat")
    }
    gezien = {deelname: deelname.aanwezigheid for deelname in aanwezig}
    leg_aanwezigheid_vast(bijeenkomst, aanwezig, gezien=gezien, door=door)


def _kwam(toneel, traject):
    if not traject.is_open:
        return Aanwezigheid.AFWEZIG_MET_BERICHT
    return toneel.kies(NIET_GEKOMEN) if toneel.kans(0.08) else Aanwezigheid.AANWEZIG


def houdt_bijeenkomsten(toneel, groep, dagen: list[date], *, soort, titel, is_reeks=False):
    """The meetings of a group on these days, each planned a week ahead, for who is in it by then.

    `is_reeks`: the programme asks for these days, so each has its number.
    """
    for nummer, dag in enumerate(dagen, start=1):
        dag = toneel.werkdag(dag)
        begin = toneel.om(dag, 9.5)
        yield max(toneel.klok.nu + timedelta(minutes=5), begin - timedelta(days=7))
        loopt = [mens.traject for mens in groep.met_status(Status.LOPEND)]
        if not loopt:
            return
        bijeenkomst = _plan(groep, loopt, soort, begin, titel=titel, reeksnummer=nummer if is_reeks else None)
        nodig_uit(toneel, bijeenkomst, door=groep.coordinator)
        yield toneel.om(dag, 16)
        wie_kwam(toneel, bijeenkomst, groep.coordinator)


def houdt_introductiedag(toneel, groep):
    """The first day of a group: planned when the seats are given, and who gets a seat afterwards is invited too."""
    bijeenkomst = _plan(
        groep,
        _met_plaats(groep),
        Bijeenkomstsoort.INTRODUCTIEDAG,
        toneel.om(toneel.werkdag(groep.start), 10),
        titel=f"Introductiedag {groep.naam}",
    )
    nodig_uit(toneel, bijeenkomst, door=groep.coordinator)
    yield toneel.moment(groep.dag(-3), tot=12)
    zet_op_lijst(bijeenkomst, trajecten=_met_plaats(groep), door=groep.coordinator)
    nodig_uit(toneel, bijeenkomst, door=groep.coordinator)
    yield toneel.om(timezone.localdate(bijeenkomst.eind), 17)
    wie_kwam(toneel, bijeenkomst, groep.coordinator)


def _met_plaats(groep):
    trajecten = [mens.traject for mens in groep.met_status(*ACTIEF)]
    return [traject for traject in trajecten if traject.lichting_id == groep.lichting.pk]


def _plan(groep, trajecten, soort, begin, **meer):
    return plan_groepsbijeenkomst(
        groep.lichting,
        soort=soort,
        trajecten=trajecten,
        begin=begin,
        eind=begin + 2 * DUUR,
        plaats=groep.plaats,
        door=groep.coordinator,
        **meer,
    )


def houdt_introductie(toneel, mens, begin: datetime, plaats: str):
    """Of one person without a group. Only a cohort has meetings in the product: the rows are written here."""
    bijeenkomst = Bijeenkomst(
        soort=Bijeenkomstsoort.INTRODUCTIEDAG,
        titel=f"Introductiedag {plaats}",
        begin=begin,
        eind=begin + 2 * DUUR,
        plaats=plaats,
    )
    bijeenkomst.full_clean()
    bijeenkomst.save()
    Deelname.objects.create(bijeenkomst=bijeenkomst, traject=mens.traject)
    yield bijeenkomst.eind + timedelta(hours=1)
    wie_kwam(toneel, bijeenkomst, mens.door)
