"""P10, Werkvertrouwen: people one by one, called within 24 hours. Played for the last months only, for the clock.

Partly referred, partly on their own account (as published); the employers do not exist.
"""

from datetime import timedelta

from kandidaten.diensten import leg_contact_vast
from kandidaten.keuzes import Kanaal
from trajecten.dossier.diensten import draai_status_terug, sluit_traject
from trajecten.statussen import Status, TerugtrekReden
from voorbeeld.mensen import Lot, Mens, komt_binnen, persoonsgegevens
from voorbeeld.selectie import AFVAL
from voorbeeld.stroom import Stroom, bron, meldt_zich, mens_van
from voorbeeld.teksten import CONTACTNOTITIES
from voorbeeld.toneel import Toneel

TERMIJN_UREN = 24
# region -> (who refers there, who handles it)
BIJ_REGIO = {
    "Groningen": ("UWV Groningen", "coordinator"),
    "Rijnmond": ("gemeente Rotterdam", "coordinator2"),
    "Midden-Utrecht": ("gemeente Utrecht", "coordinator2"),
    "Groot Amsterdam": ("gemeente Amsterdam", "coordinator3"),
    "Midden-Gelderland": ("gemeente Arnhem", "coordinator3"),
}
STROOM = Stroom(
    "P10",
    tuple((regio, *wie) for regio, wie in BIJ_REGIO.items()),
    aantal=20,
    aantal_klein=6,
    dagen=(70, 10),
    loten={},
    coach="jobcoach3",
    functies=("medewerker klantenservice",),
    maanden=6,
    binnen_uren=TERMIJN_UREN - 4,
)
# (hours ago, region, programme, calls without an answer): who has just come in and must be called now.
NET_BINNEN = [
    (31, "Groningen", "P10", 1),
    (20.5, "Groningen", "P10", 0),
    (6, "Groningen", "P10", 0),
    (28, "Groningen", "P02", 1),
    (27, "Rijnmond", "P10", 1),
    (18, "Midden-Utrecht", "P10", 0),
    (9, "Rijnmond", "P05", 0),
    (26, "Midden-Gelderland", "P10", 1),
    (11, "Groot Amsterdam", "P10", 0),
    (30, "Groot Amsterdam", "P06", 0),
]


def speel_werkvertrouwen(toneel: Toneel):
    """Begin the story of each person of the last ten weeks, and of those who came in since yesterday."""
    aantal = STROOM.aantal_klein if toneel.klein else STROOM.aantal
    for nummer in range(aantal):
        mens = _mens(toneel, list(BIJ_REGIO)[nummer % len(BIJ_REGIO)], "P10")
        if nummer % 6 == 4:
            mens.afval = AFVAL[nummer % len(AFVAL)]
        else:
            mens.lot = Lot.BLIJFT
        dagen = STROOM.dagen[0] - nummer * 60 // aantal
        vergissing = _vergissing if nummer == 1 else None
        toneel.begin(meldt_zich(toneel, STROOM, mens, dagen, vergissing))
    for uren, regio, code, pogingen in NET_BINNEN:
        mens = _mens(toneel, regio, code)
        mens.persoon = persoonsgegevens(toneel, mens)
        toneel.begin(_net_binnen(toneel, mens, uren, pogingen), tot=toneel.nu)


def _mens(toneel, regio, code):
    partner, coordinator = BIJ_REGIO[regio]
    zelf = code == "P10" and toneel.kans(0.4)
    return mens_van(toneel, code, regio, None if zelf else partner, coordinator)


def _net_binnen(toneel, mens: Mens, uren, pogingen):
    """Counted back from this very minute. Chance plays no part: what is told beside it stays the same all day."""
    yield toneel.nu - timedelta(hours=uren)
    komt_binnen(toneel, mens, bron=bron(mens))
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
