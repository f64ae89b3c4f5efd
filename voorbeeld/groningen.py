"""P02, KPN Customer Service Groningen: groups of sixteen, school and a trial of two months at once, then a contract.

Nine of sixteen come from the gemeenten of Werk in Zicht and seven from UWV, at 20, 24 or 28 hours a week; the employer
is Ocaro and the work is at KPN (as published). How groups follow on each other and who leaves is made up.
"""

from datetime import date, timedelta

from basis.maanden import laatste_dag, verjaardag
from kandidaten.diensten import wijs_toe
from kandidaten.keuzes import Toewijzingsrol
from trajecten.dossier.diensten import sluit_traject
from trajecten.keuzes import Aanwezigheid
from trajecten.opleiding.keuzes import Certificaatsoort
from trajecten.plaatsing.diensten import beeindig_plaatsing, opvolgbaar, start_proefplaatsing
from trajecten.plaatsing.keuzes import Eindreden, Plaatsingsoort
from trajecten.statussen import Status, Uitkomst, UitvalReden
from voorbeeld.begeleiding import heeft_doel, heeft_functioneringsgesprek, wordt_begeleid
from voorbeeld.examens import houdt_examens
from voorbeeld.lessen import heeft_lessen, meldt_zich_af
from voorbeeld.lichting import Groep, groepsnaam, levensloop
from voorbeeld.lijsten import laat_lijst_klaarstaan
from voorbeeld.mensen import Lot, Mens, stopt
from voorbeeld.opleiding import behaalt
from voorbeeld.partners import LEDEN
from voorbeeld.samenstelling import Samensteller, verzamel
from voorbeeld.toneel import Toneel
from voorbeeld.verdeling import Verdeling
from voorbeeld.werk import Baan, werkt

REGIO = "Groningen"
NIET_GEKOMEN = (Aanwezigheid.AFWEZIG_ZONDER_BERICHT, Aanwezigheid.AFWEZIG_MET_BERICHT)
FUNCTIE = "medewerker klantcontact"
CONTRACT_MAANDEN = 10  # the rest of the year of training, after the trial
LOTEN = {Lot.BLIJFT: 26, Lot.VERTREKT: 8, Lot.GEEN_CONTRACT: 1}
# Groups that started, in (months, days) before the next start: a trial about to end, one half a year at work, one
# whose contract is about to end, and three that are done.
GESTART = ((33, 0), (25, 0), (18, 0), (12, 0), (8, 18), (2, 0))
GESTART_KLEIN = ((24, 0), (18, 0), (2, 0))


def speel_groningen(toneel: Toneel, eerstvolgende: date):
    """Begin all groups; `eerstvolgende` is a Monday 8 to 14 days from now."""
    samensteller = Samensteller(toneel.programmas["P02"], Verdeling(LOTEN))
    plaatsen = 6 if toneel.klein else 16
    groepen = []
    for maanden, dagen in GESTART_KLEIN if toneel.klein else GESTART:
        start = _maandag(verjaardag(eerstvolgende, -maanden) - timedelta(days=dagen))
        groep = _groep(toneel, samensteller, start, plaatsen, gekozen=plaatsen + 1)
        groep.nieuwste = groep.met_introductiedag = maanden == 2
        if groep.nieuwste:
            _krijgt_allemaal_een_contract(groepen[-1])
        groepen.append(groep)
        toneel.begin(levensloop(toneel, groep))
    # Two seats left, three people about whom somebody must decide (two did not come to the last round), and four who
    # are not ready to start.
    straks = _groep(toneel, samensteller, eerstvolgende, plaatsen, gekozen=plaatsen + 1)
    for mens in straks.mensen[-6:-3]:
        mens.open_in, mens.afval = 3, None
    straks.samen_in, straks.met_introductiedag = (3,), True
    for mens, weg in zip(straks.mensen[-6:-4], NIET_GEKOMEN, strict=True):
        mens.weggebleven = weg
    for mens, mist in zip(straks.mensen, ["uren", "jobcoach", "privacy", "uren"], strict=False):
        mens.mist = mist
    toneel.begin(levensloop(toneel, straks))
    daarna = _groep(toneel, samensteller, eerstvolgende + timedelta(days=49), plaatsen, gekozen=plaatsen)
    toneel.begin(levensloop(toneel, daarna))
    toneel.begin(_lijst_die_klaarstaat(toneel, daarna, groepen[0].mensen))


def _krijgt_allemaal_een_contract(groep):
    """The last group whose trial is over: sixteen of sixteen got a contract, as the field reports."""
    for mens in groep.mensen:
        if mens.lot is Lot.GEEN_CONTRACT:
            mens.lot = Lot.BLIJFT


def _groepsverhalen(toneel, groep):
    """School days, and the exams: theory after eight months, practice at work after eleven."""
    groep.kwalificaties = [groep.programma.kwalificaties.get()]
    dagen = {"theorie": verjaardag(groep.start, 8), "praktijk": verjaardag(groep.start, 11)}
    return [*_schooldagen(toneel, groep), *houdt_examens(toneel, groep, dagen=dagen, soort=None)]


def _schooldagen(toneel, groep):
    """One day a week at school (as published), on Thursday; in the newest group, so that it shows."""
    if groep.start < verjaardag(toneel.vandaag, -3):
        return []
    laatste = laatste_dag(groep.start, groep.programma.duur_maanden)
    plan = {"weekdagen": [4], "laatste": laatste, "plaats": "Leslokaal Groningen", "laat_open": 1}
    return [heeft_lessen(toneel, groep, **plan), meldt_zich_af(toneel, groep)]


def _is_er_iets_mee(groep, mens):
    """In the newest group each coach has not spoken somebody for a while (the first one two people), and speaks two
    or three today."""
    van_coach = [m for m in groep.mensen if m.coach is mens.coach]
    nummer = van_coach.index(mens)
    mens.achterstand = nummer == 0 or (nummer == 4 and mens.coach is groep.coaches[0])
    mens.vandaag_gesprek = nummer in (1, 2, 6)


def _lijst_die_klaarstaat(toneel, groep, van_vroeger):
    """Since yesterday afternoon: five new people and one of years ago."""
    yield toneel.om(toneel.vandaag - timedelta(days=1), 15.5)
    wiz = toneel.partners["Werk in Zicht"]
    mensen = [Mens(groep.programma, wiz, REGIO, groep.coordinator) for _ in range(6)]
    mensen[2].kandidaat = next(m.kandidaat for m in van_vroeger if m.kandidaat and not m.loopt)
    laat_lijst_klaarstaan(toneel, mensen)


def _groep(toneel, samensteller, start, plaatsen, *, gekozen):
    afvallers = max(2, plaatsen // 4)
    wiz, uwv = toneel.partners["Werk in Zicht"], toneel.partners["UWV Groningen"]
    eerste = round(plaatsen * 9 / 16)
    herkomst = verzamel([(wiz, eerste), (uwv, plaatsen - eerste)])
    herkomst += [wiz, uwv, wiz, wiz, uwv, uwv][: gekozen - plaatsen + afvallers]
    _deel_door_leden(toneel, herkomst, wiz, start)
    door = toneel.personeel["coordinator"]
    return Groep(
        programma=samensteller.programma,
        start=start,
        plaatsen=plaatsen,
        coordinator=door,
        coaches=[toneel.personeel["jobcoach"], toneel.personeel["jobcoach2"]],
        mensen=samensteller.groep(herkomst, regio=REGIO, door=door, afvallers=afvallers),
        naam=groepsnaam(start, "Groningen"),
        dag_lijst=-77,
        dagen_ronde=(-63, -49, -35),
        dag_plaats=-30,
        dag_klaar=-21,
        voor_start=_leg_proefplaatsing_vast,
        na_start=_jaar,
        groepsverhalen=_groepsverhalen,
        plaats="Groningen",
        vestiging=toneel.partners.vestiging,
        trainer=toneel.personeel["trainer"],
    )


def _deel_door_leden(toneel, herkomst, verband, start):
    """One in three whom the samenwerkingsverband refers comes from one of its members, in turn."""
    leden = [toneel.partners[naam] for naam in LEDEN[verband.naam]]
    plekken = [plek for plek, partner in enumerate(herkomst) if partner == verband]
    for beurt, plek in enumerate(plekken[1::3], start=start.month):
        herkomst[plek] = leden[beurt % len(leden)]


def _maandag(dag):
    return dag - timedelta(days=dag.weekday())


def _leg_proefplaatsing_vast(toneel, groep, mens):
    start_proefplaatsing(
        mens.traject,
        formele_werkgever=toneel.partners["Ocaro"],
        werkplek=toneel.partners["KPN"],
        opleider=toneel.partners["Ocaro"],
        vestiging=groep.vestiging,
        start=groep.start,
        toestemming_op=toneel.dag,
        intentie_maanden=CONTRACT_MAANDEN,
        intentie_uren=mens.traject.uren_per_week,
        aansprakelijkheid=True,
        functie=FUNCTIE,
        uren_per_week=mens.traject.uren_per_week,
        door=groep.coordinator,
    )


def _jaar(toneel: Toneel, groep: Groep, mens: Mens):
    """From the start: coaching, the trial, the contract, the diploma after a year."""
    contract_op = verjaardag(groep.start, 2)
    mens.werkt_vanaf = groep.start  # the trial
    if groep.nieuwste:
        _is_er_iets_mee(groep, mens)
    toneel.begin(wordt_begeleid(toneel, mens, groep.start))
    toneel.begin(
        heeft_functioneringsgesprek(
            toneel,
            mens,
            toneel.personeel["teamleider"],
            verjaardag(groep.start, 6) + timedelta(days=toneel.rng.randint(-10, 20)),
        )
    )
    if toneel.kans(0.4):
        toneel.begin(heeft_doel(toneel, mens))
    if mens.lot is Lot.GEEN_CONTRACT:
        yield toneel.moment(contract_op - timedelta(days=1))
        _proef_zonder_vervolg(toneel, mens)
        return
    toneel.begin(werkt(toneel, mens, _baan(toneel, groep, mens), contract_op, mens.vertrek))
    yield toneel.moment(contract_op)
    if mens.ververs().status != Status.LOPEND:
        return
    wijs_toe(
        kandidaat=mens.kandidaat,
        gebruiker=toneel.personeel["teamleider"],
        rol=Toewijzingsrol.TEAMLEIDER,
        van=toneel.dag,
        door=mens.door,
    )
    yield toneel.moment(verjaardag(groep.start, 12) + timedelta(days=toneel.rng.randint(5, 9)))
    if mens.ververs().status == Status.LOPEND:
        _rond_af(toneel, mens)


def _baan(toneel, groep, mens):
    return Baan(
        soort=Plaatsingsoort.LEERARBEID,
        soort_vervolg=Plaatsingsoort.ARBEIDSOVEREENKOMST,
        formele_werkgever=toneel.partners["Ocaro"],
        werkplek=toneel.partners["KPN"],
        opleider=toneel.partners["Ocaro"],
        vestiging=groep.vestiging,
        functie=FUNCTIE,
        uren=mens.traject.uren_per_week,
        maanden=CONTRACT_MAANDEN,
    )


def _proef_zonder_vervolg(toneel, mens):
    proef = opvolgbaar(mens.traject)
    beeindig_plaatsing(
        proef,
        laatste_werkdag=min(proef.gepland_einde, toneel.dag),
        eindreden=Eindreden.WERK_PAST_NIET,
        gezien=proef.versie,
        door=mens.door,
    )
    stopt(toneel, mens, UitvalReden.WERK_PAST_NIET)


def _rond_af(toneel, mens):
    behaalt(toneel, mens, soort=Certificaatsoort.DIPLOMA)
    sluit_traject(
        mens.traject,
        naar=Status.AFGEROND,
        op=toneel.dag,
        door=mens.door,
        reden=Uitkomst.ZELFDE_WERKGEVER,
    )
