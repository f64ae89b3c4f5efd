"""A group of a programme that is told as data (opzet.py): its story up to the start, and what becomes of its people."""

from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice

from basis.maanden import EEN_DAG, laatste_dag, verjaardag
from kandidaten.diensten import wijs_toe
from kandidaten.keuzes import Toewijzingsrol
from trajecten.dossier.diensten import sluit_traject
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.statussen import Status, Uitkomst, UitvalReden
from trajecten.termijnen import einde_opleiding, terugkomdagen
from voorbeeld.begeleiding import (
    heeft_doel,
    heeft_functioneringsgesprek,
    kan_alleen_verder,
    wordt_begeleid,
)
from voorbeeld.bijeenkomsten import houdt_bijeenkomsten
from voorbeeld.examens import houdt_examens
from voorbeeld.lessen import heeft_lessen
from voorbeeld.lichting import Groep, groepsnaam, levensloop
from voorbeeld.mensen import Lot, Mens
from voorbeeld.mensen import stopt as stopt_ermee
from voorbeeld.opleiding import behaalt
from voorbeeld.opzet import Opzet, Plek
from voorbeeld.samenstelling import Samensteller
from voorbeeld.toneel import Toneel
from voorbeeld.verdeling import Verdeling
from voorbeeld.werk import baan_bij, werkt

PRAKTIJK_WEKEN = 3
ZONDER_BAAN = [Uitkomst.ZONDER_BAAN, Uitkomst.ZONDER_BAAN, Uitkomst.VERDER_LEREN]


def speel_groepen(toneel: Toneel, opzet: Opzet, eerstvolgende: date):
    """Begin the story of every group of this programme; `eerstvolgende` is a Monday 8 to 14 days from now."""
    samensteller = Samensteller(
        toneel.programmas[opzet.code],
        Verdeling(opzet.loten),
        {naam: Verdeling(gewichten) for naam, gewichten in opzet.kenmerken.items()},
        opzet.afval,
    )
    weken = opzet.weken_klein if toneel.klein else opzet.weken
    for week, plek in zip(sorted(weken, reverse=True), cycle(opzet.plekken)):
        groep = _groep(toneel, opzet, samensteller, plek, eerstvolgende - timedelta(weeks=week))
        if week == 0:
            for mens, mist in zip(groep.mensen, opzet.mist, strict=False):
                mens.mist = mist
        toneel.begin(levensloop(toneel, groep))


def _groep(toneel, opzet: Opzet, samensteller, plek: Plek, start):
    plaatsen = opzet.plaatsen_klein if toneel.klein else opzet.plaatsen
    afvallers = min(opzet.afvallers, 2) if toneel.klein else opzet.afvallers
    komt_nog = start > toneel.vandaag
    door = toneel.personeel[plek.coordinator]
    aantal = plaatsen + afvallers + (opzet.te_veel if komt_nog else 0)
    herkomst = list(islice(cycle(toneel.partners[naam] for naam in plek.verwijzers), aantal))
    programma = samensteller.programma
    return Groep(
        programma=programma,
        start=start,
        plaatsen=plaatsen,
        coordinator=door,
        coaches=[toneel.personeel[code] for code in plek.coaches],
        mensen=samensteller.groep(herkomst, regio=plek.regio, door=door, afvallers=afvallers),
        naam=groepsnaam(start, plek.plaats),
        dag_lijst=opzet.dag_lijst,
        dagen_ronde=opzet.dagen_ronde,
        dag_plaats=opzet.dag_plaats,
        dag_klaar=opzet.dag_klaar,
        na_start=partial(_verloop, opzet=opzet, plek=plek),
        groepsverhalen=partial(_groepsverhalen, opzet=opzet, plek=plek),
        plaats=plek.plaats,
        vestiging=programma.vestigingen.filter(plaats=plek.plaats).first(),
        trainer=toneel.personeel.get(plek.trainer),
        trainer_tot=_einde_opleiding(programma, start, opzet),
        uren=opzet.uren,
        kwalificaties=[k for k in programma.kwalificaties.all() if opzet.kwalificatie in ("", k.naam)],
    )


def _einde_opleiding(programma, start, opzet) -> date:
    maanden = programma.duur_maanden if programma.duur_weken else programma.duur_maanden or opzet.maanden
    return einde_opleiding(start, weken=programma.duur_weken, maanden=maanden)


def _groepsverhalen(toneel, groep, *, opzet, plek):
    """What the group does together: lessons, where the play has them, refresher days and exams."""
    verhalen = [*_terugkomdagen(toneel, groep, opzet=opzet), *_examens(toneel, groep, opzet=opzet)]
    if opzet.lesdagen:
        laatste = _einde_opleiding(groep.programma, groep.start, opzet)
        plan = {"weekdagen": opzet.lesdagen, "laatste": laatste, "plaats": f"Leslokaal {plek.plaats}"}
        verhalen.append(heeft_lessen(toneel, groep, **plan))
    return verhalen


def _examens(toneel, groep, *, opzet):
    """Where the programme names exam parts: theory after the course, practice three weeks later at the employer."""
    if not groep.kwalificaties or not groep.kwalificaties[0].examendelen.exists():
        return []
    klaar = _einde_opleiding(groep.programma, groep.start, opzet) + EEN_DAG
    dagen = {"theorie": klaar, "praktijk": klaar + timedelta(weeks=PRAKTIJK_WEKEN)}
    return houdt_examens(toneel, groep, dagen=dagen, soort=opzet.bewijs)


def _terugkomdagen(toneel, groep, *, opzet):
    """Where the programme has refresher days: during the first contract, counted from its start."""
    programma = groep.programma
    if not programma.terugkomdag_weken:
        return []
    begin = _einde_opleiding(groep.programma, groep.start, opzet) + EEN_DAG
    dagen = terugkomdagen(begin, laatste_dag(begin, programma.contract_maanden), programma.terugkomdag_weken)
    return [
        houdt_bijeenkomsten(
            toneel,
            groep,
            dagen,
            soort=Bijeenkomstsoort.TERUGKOMDAG,
            titel=f"Terugkomdag {groep.naam}",
            is_reeks=True,
        )
    ]


# --- What becomes of one person ---------------------------------------------------------------------------------------
def _verloop(toneel: Toneel, groep: Groep, mens: Mens, *, opzet: Opzet, plek: Plek):
    """From the start: coaching, the training, what it leads to, the work and the end of the traject."""
    einde = _einde_opleiding(groep.programma, groep.start, opzet)
    begin = (
        groep.start
        if opzet.werk_bij_start
        else einde + timedelta(days=toneel.rng.randint(*opzet.wacht_dagen))
    )
    _begin_begeleiding(toneel, groep, mens, opzet, plek)
    if opzet.werk_bij_start:
        toneel.begin(werkt(toneel, mens, _baan(toneel, groep, mens, opzet), begin, mens.vertrek))
    if mens.lot is Lot.STOPT:
        yield toneel.over(8, 25)
        stopt_ermee(toneel, mens, UitvalReden.PRIVE)
        return
    yield toneel.moment(einde + EEN_DAG)
    if mens.ververs().status == Status.LOPEND:
        behaalt(toneel, mens, soort=opzet.bewijs)
    if mens.lot is Lot.GEEN_CONTRACT:
        yield toneel.moment(begin + timedelta(weeks=opzet.sluit_weken or 6))
        _rond_af(toneel, mens, toneel.kies(ZONDER_BAAN))
        return
    if not opzet.werk_bij_start:
        toneel.begin(werkt(toneel, mens, _baan(toneel, groep, mens, opzet), begin, mens.vertrek))
    if (
        opzet.sluit_maanden or opzet.sluit_weken
    ):  # else at the end of the agreed stay, which is told with the work
        if opzet.sluit_weken:
            sluit = begin + timedelta(weeks=opzet.sluit_weken)
        else:
            sluit = verjaardag(groep.start, opzet.sluit_maanden)
        yield toneel.moment(sluit + timedelta(days=toneel.rng.randint(6, 12)))
        _rond_af(toneel, mens, Uitkomst.ZELFDE_WERKGEVER)


def _rond_af(toneel, mens, uitkomst):
    if mens.ververs().status == Status.LOPEND:
        sluit_traject(mens.traject, naar=Status.AFGEROND, op=toneel.dag, door=mens.door, reden=uitkomst)


def _begin_begeleiding(toneel, groep, mens, opzet, plek):
    if mens.coach:
        is_klaar = opzet.coach_afbouw and verjaardag(groep.start, opzet.sluit_maanden) < toneel.vandaag
        toneel.begin(wordt_begeleid(toneel, mens, groep.start, afbouw=is_klaar))
        if toneel.kans(0.3):
            toneel.begin(heeft_doel(toneel, mens))
        if opzet.coach_weken and toneel.kans(0.9):
            toneel.begin(kan_alleen_verder(toneel, mens, groep.start + timedelta(weeks=opzet.coach_weken)))
    teamleider = toneel.personeel.get(plek.teamleider)
    if teamleider and groep.programma.functioneringsgesprekken:
        wijs_toe(
            kandidaat=mens.kandidaat,
            gebruiker=teamleider,
            rol=Toewijzingsrol.TEAMLEIDER,
            van=groep.start,
            door=mens.door,
        )
        dag = verjaardag(groep.start, 5) + timedelta(days=toneel.rng.randint(-20, 20))
        toneel.begin(heeft_functioneringsgesprek(toneel, mens, teamleider, dag))


def _baan(toneel, groep, mens, opzet):
    programma = groep.programma
    verblijf = programma.max_verblijf_maanden or programma.verblijf_van_maanden
    return baan_bij(
        toneel,
        programma,
        functie=toneel.kies(opzet.functies),
        uren=mens.traject.uren_per_week,
        maanden=programma.contract_maanden or toneel.kies(opzet.contract_maanden),
        vestiging=groep.vestiging,
        uiterlijk=laatste_dag(groep.start, verblijf) if verblijf else None,
    )
