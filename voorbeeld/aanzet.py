"""P05, Aan Zet: five weeks of training in small groups, the KSF Branchecertificaat, then a contract somewhere.

The gemeenten refer and pay, and childcare is asked about (as published). The employers do not exist.
"""

from datetime import date, timedelta
from itertools import cycle

from trajecten.dossier.diensten import sluit_traject
from trajecten.opleiding.diensten import reik_certificaat_uit
from trajecten.opleiding.keuzes import Certificaatsoort
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.statussen import Status, Uitkomst, UitvalReden
from voorbeeld.begeleiding import heeft_doel, wordt_begeleid
from voorbeeld.lichting import Groep, groepsnaam, levensloop
from voorbeeld.mensen import Lot, Mens
from voorbeeld.mensen import stopt as stopt_ermee
from voorbeeld.partners import WERKGEVERS
from voorbeeld.samenstelling import Samensteller, verzamel
from voorbeeld.toneel import Toneel
from voorbeeld.verdeling import Verdeling
from voorbeeld.werk import Baan, werkt

LOTEN = {Lot.BLIJFT: 26, Lot.VERTREKT: 8, Lot.GEEN_CONTRACT: 4, Lot.STOPT: 1}
PLAATSEN = {
    "Rijnmond": ("gemeente Rotterdam", "Rotterdam"),
    "Midden-Utrecht": ("gemeente Utrecht", "Utrecht"),
}
WEKEN_TUSSEN = 13
CURSUS_WEKEN = 5
BEGELEIDING_WEKEN = 13  # after the start of the work
ZONDER_BAAN = [Uitkomst.ZONDER_BAAN, Uitkomst.ZONDER_BAAN, Uitkomst.VERDER_LEREN]


def speel_aan_zet(toneel: Toneel, eerstvolgende: date):
    """Begin all groups: one in its third week, those of the last three years, and two still to come."""
    samensteller = Samensteller(toneel.programmas["P05"], Verdeling(LOTEN))
    nu_bezig = eerstvolgende - timedelta(weeks=4)
    aantal = 4 if toneel.klein else 12
    starts = [nu_bezig - timedelta(weeks=WEKEN_TUSSEN * n) for n in range(aantal)]
    starts += [eerstvolgende, eerstvolgende + timedelta(days=42)]
    for start, regio in zip(sorted(starts), cycle(PLAATSEN)):
        groep = _groep(toneel, samensteller, start, regio)
        if start == eerstvolgende:
            groep.mensen[0].mist = "kinderopvang"
            groep.mensen[1].mist = "kinderopvang"
        toneel.begin(levensloop(toneel, groep))


def _groep(toneel, samensteller, start, regio):
    partner, plaats = PLAATSEN[regio]
    plaatsen, afvallers = (5, 1) if toneel.klein else (8, 2)
    door = toneel.personeel["coordinator2"]
    herkomst = verzamel([(toneel.partners[partner], plaatsen + 1 + afvallers)])
    return Groep(
        programma=samensteller.programma,
        start=start,
        plaatsen=plaatsen,
        coordinator=door,
        coaches=[toneel.personeel["jobcoach3"]],
        mensen=samensteller.groep(herkomst, regio=regio, door=door, afvallers=afvallers),
        naam=groepsnaam(start, plaats),
        dag_lijst=-60,
        dagen_ronde=(-46, -36, -27),
        dag_plaats=-22,
        dag_klaar=-17,
        na_start=_cursus,
    )


def _cursus(toneel: Toneel, groep: Groep, mens: Mens):
    """From the start: the course, the certificate, a contract, and coaching for three months more."""
    toneel.begin(wordt_begeleid(toneel, mens, groep.start))
    if toneel.kans(0.3):
        toneel.begin(heeft_doel(toneel, mens))
    if mens.lot is Lot.STOPT:
        yield toneel.over(8, 25)
        stopt_ermee(toneel, mens, UitvalReden.PRIVE)
        return
    einde = groep.start + timedelta(weeks=CURSUS_WEKEN)
    yield toneel.moment(einde + timedelta(days=1))
    reik_certificaat_uit(
        mens.ververs(),
        kwalificatie=mens.traject.kwalificatie,
        soort=Certificaatsoort.CERTIFICAAT,
        datum=toneel.dag,
        door=mens.door,
    )
    begin = einde + timedelta(weeks=toneel.rng.randint(1, 4))
    if mens.lot is not Lot.GEEN_CONTRACT:
        toneel.begin(werkt(toneel, mens, _baan(toneel), begin, mens.vertrek))
    yield toneel.moment(begin + timedelta(weeks=BEGELEIDING_WEKEN))
    if mens.ververs().status == Status.LOPEND:
        uitkomst = toneel.kies(ZONDER_BAAN) if mens.lot is Lot.GEEN_CONTRACT else Uitkomst.ZELFDE_WERKGEVER
        sluit_traject(mens.traject, naar=Status.AFGEROND, op=toneel.dag, door=mens.door, reden=uitkomst)


def _baan(toneel):
    werkgever = toneel.partners[toneel.kies(WERKGEVERS)]
    return Baan(
        soort=Plaatsingsoort.ARBEIDSOVEREENKOMST,
        formele_werkgever=werkgever,
        werkplek=werkgever,
        opleider=toneel.partners["VANAD Academy"],
        functie=toneel.kies(["klantadviseur", "medewerker webcare", "telefonist"]),
        uren=toneel.kies([20, 24, 28, 32]),
        maanden=toneel.kies([7, 8, 9]),
    )
