"""P10, Werkvertrouwen: people one by one, called within 24 hours. Played for the last months only, for the clock.

Partly referred, partly on their own account (as published); the employers do not exist.
"""

from datetime import timedelta

from kandidaten.diensten import leg_contact_vast, wijs_toe
from kandidaten.keuzes import Bron, Kanaal, Toewijzingsrol
from trajecten.dossier.diensten import draai_status_terug, sluit_traject, verzet_status
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.statussen import Status, TerugtrekReden
from voorbeeld.begeleiding import wordt_begeleid
from voorbeeld.mensen import Lot, Mens, komt_binnen, persoonsgegevens, wordt_gebeld
from voorbeeld.partners import WERKGEVERS
from voorbeeld.selectie import AFVAL, houd_ronde
from voorbeeld.teksten import CONTACTNOTITIES
from voorbeeld.toneel import Toneel
from voorbeeld.werk import Baan, werkt

TERMIJN_UREN = 24
# (hours ago, region, programme, calls without an answer): who has just come in and must be called now.
NET_BINNEN = [
    (31, "Groningen", "P10", 1),
    (20.5, "Groningen", "P10", 0),
    (6, "Groningen", "P10", 0),
    (28, "Groningen", "P02", 1),
    (27, "Rijnmond", "P10", 1),
    (18, "Midden-Utrecht", "P10", 0),
    (9, "Rijnmond", "P05", 0),
]


def speel_werkvertrouwen(toneel: Toneel):
    """Begin the story of each person of the last ten weeks, and of those who came in since yesterday."""
    aantal = 6 if toneel.klein else 18
    for nummer in range(aantal):
        mens = _mens(toneel, ["Groningen", "Rijnmond", "Midden-Utrecht"][nummer % 3], "P10")
        if nummer % 6 == 4:
            mens.afval = AFVAL[nummer % len(AFVAL)]
        else:
            mens.lot = Lot.BLIJFT
        dagen = 70 - nummer * 60 // aantal
        toneel.begin(_aanmelding(toneel, mens, dagen, vergissing=nummer == 1))
    for uren, regio, code, pogingen in NET_BINNEN:
        mens = _mens(toneel, regio, code)
        mens.persoon = persoonsgegevens(toneel, regio)
        toneel.begin(_net_binnen(toneel, mens, uren, pogingen), tot=toneel.nu)


def _mens(toneel, regio, code):
    naam = {
        "Groningen": "UWV Groningen",
        "Rijnmond": "gemeente Rotterdam",
        "Midden-Utrecht": "gemeente Utrecht",
    }
    zelf = code == "P10" and toneel.kans(0.4)
    return Mens(
        programma=toneel.programmas[code],
        partner=None if zelf else toneel.partners[naam[regio]],
        regio=regio,
        door=toneel.personeel["coordinator" if regio == "Groningen" else "coordinator2"],
    )


def _bron(mens):
    return Bron.VERWIJZER if mens.partner else Bron.ZELF


def _net_binnen(toneel, mens, uren, pogingen):
    """Counted back from this very minute. Chance plays no part: what is told beside it stays the same all day."""
    yield toneel.nu - timedelta(hours=uren)
    komt_binnen(toneel, mens, bron=_bron(mens))
    for poging in range(pogingen):
        yield toneel.klok.nu + timedelta(hours=2 + poging)
        leg_contact_vast(
            verwijzing=mens.traject.verwijzing,
            gelukt=False,
            kanaal=Kanaal.TELEFOON,
            tijdstip=toneel.klok.nu,
            door=mens.door,
            notitie=CONTACTNOTITIES[poging],
        )


def _aanmelding(toneel: Toneel, mens: Mens, dagen: int, *, vergissing: bool):
    """One person from the message to the work, through the programme's rounds."""
    yield toneel.moment(toneel.vandaag - timedelta(days=dagen))
    komt_binnen(toneel, mens, bron=_bron(mens))
    toneel.begin(wordt_gebeld(toneel, mens, binnen_uren=TERMIJN_UREN - 4))
    if vergissing:
        yield toneel.over(1, 1)
        yield from _vergissing(toneel, mens)
    yield toneel.over(3, 5)
    for ronde in mens.programma.rondes.order_by("volgorde"):
        houd_ronde(toneel, [mens], ronde)
        yield toneel.over(3, 6)
    if mens.traject.status == Status.GESELECTEERD:
        yield from _aan_het_werk(toneel, mens)


def _vergissing(toneel, mens):
    """Closed by mistake, and taken back with a reason a few minutes later."""
    sluit_traject(
        mens.ververs(),
        naar=Status.TERUGGETROKKEN,
        op=toneel.dag,
        door=mens.door,
        reden=TerugtrekReden.ANDER_WERK,
    )
    yield toneel.klok.nu + timedelta(minutes=6)
    draai_status_terug(mens.traject, door=mens.door, toelichting="Verkeerde persoon aangeklikt.")


def _aan_het_werk(toneel, mens):
    mens.coach = toneel.personeel["jobcoach3"]
    start = toneel.werkdag(toneel.dag + timedelta(days=7))
    wijs_toe(
        kandidaat=mens.kandidaat,
        gebruiker=mens.coach,
        rol=Toewijzingsrol.JOBCOACH,
        van=start,
        door=mens.door,
    )
    toneel.begin(werkt(toneel, mens, _baan(toneel), start, None))
    yield toneel.om(start, 17)
    verzet_status(mens.ververs(), naar=Status.LOPEND, op=start, door=mens.door)
    toneel.begin(wordt_begeleid(toneel, mens, start))


def _baan(toneel):
    return Baan(
        soort=Plaatsingsoort.UITZEND,
        formele_werkgever=toneel.partners["Olympia Uitzendbureau"],
        werkplek=toneel.partners[toneel.kies(WERKGEVERS)],
        functie="medewerker klantenservice",
        uren=toneel.kies([24, 28, 32]),
        maanden=6,
    )
