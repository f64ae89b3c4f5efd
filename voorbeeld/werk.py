"""Work: contracts that follow on each other, or end; and the question afterwards whether somebody still works."""

from dataclasses import dataclass
from datetime import date, timedelta

from basis.maanden import EEN_DAG, laatste_dag, verjaardag
from kandidaten.diensten import geef_toestemming
from kandidaten.keuzes import ToestemmingDoel
from partners.models import Partner, Vestiging
from trajecten.dossier.diensten import sluit_traject
from trajecten.plaatsing.diensten import beeindig_plaatsing, leg_contract_vast, opvolgbaar
from trajecten.plaatsing.keuzes import MEETMAANDEN, Eindreden, Meetantwoord, Meetbron, Plaatsingsoort
from trajecten.plaatsing.meetmomenten import leg_meetmoment_vast
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import Status, Uitkomst, UitvalReden
from voorbeeld.mensen import Mens, Vertrek, stopt
from voorbeeld.partners import WERKGEVERS
from voorbeeld.toneel import Toneel

UITVAL_BIJ = {
    Eindreden.ANDERE_BAAN: UitvalReden.ANDERE_BAAN,
    Eindreden.LOON: UitvalReden.LOON,
    Eindreden.REIS_OF_UREN: UitvalReden.REIS_OF_UREN,
    Eindreden.WERK_PAST_NIET: UitvalReden.WERK_PAST_NIET,
    Eindreden.PRIVE: UitvalReden.PRIVE,
    Eindreden.VERHUISD: UitvalReden.VERHUISD,
    Eindreden.NIET_VERLENGD: UitvalReden.NIET_VERLENGD,
    Eindreden.AFWEZIGHEID: UitvalReden.AFWEZIGHEID,
    Eindreden.ONBEKEND: UitvalReden.ONBEKEND,
}


@dataclass(frozen=True)
class Baan:
    """What an employer gives. `maanden`: of the first contract; the next one is for a year, then without an end."""

    soort: str
    formele_werkgever: Partner
    werkplek: Partner
    functie: str
    uren: int
    maanden: int
    soort_vervolg: str = ""  # of the next contracts, when that is another
    opleider: Partner | None = None
    vestiging: Vestiging | None = None
    uiterlijk: date | None = None  # last day of the stay that was agreed: planned outflow, and no exit

    def tot(self, eind: date | None) -> date | None:
        """A contract until `eind` (None: without an end) within the stay; a rest of less than a month joins it."""
        if self.uiterlijk is None:
            return eind
        return self.uiterlijk if eind is None or eind > self.uiterlijk - timedelta(days=31) else eind


def baan_bij(toneel: Toneel, programma, *, functie, uren, maanden, vestiging=None, uiterlijk=None) -> Baan:
    """A job as this programme states it; where it names no employer, at one that does not exist."""
    werkplek = programma.werkgevers.first() or toneel.partners[toneel.kies(WERKGEVERS)]
    return Baan(
        soort=programma.contractsoort or Plaatsingsoort.ARBEIDSOVEREENKOMST,
        formele_werkgever=programma.formele_werkgever or werkplek,
        werkplek=werkplek,
        opleider=programma.opleider,
        functie=functie,
        uren=uren,
        maanden=maanden,
        vestiging=vestiging,
        uiterlijk=uiterlijk,
    )


def werkt(toneel: Toneel, mens: Mens, baan: Baan, start: date, vertrek: Vertrek | None):
    """The employment from the contract on: renewed, and ended if `vertrek` says so. Begins the questions afterwards."""
    yield toneel.moment(start - timedelta(days=toneel.rng.randint(3, 10)))
    if mens.ververs().status not in (Status.GESELECTEERD, Status.LOPEND):
        return
    eind = baan.tot(laatste_dag(start, baan.maanden))
    contract = _contract(mens, baan, start, eind)
    mens.werkt_vanaf = mens.werkt_vanaf or start
    toneel.begin(wordt_gevolgd(toneel, mens, start))
    vertrekdag = _vertrekdag(start, vertrek, baan) if vertrek else None
    for maanden in (12, None):
        if eind == baan.uiterlijk or (vertrekdag and vertrekdag <= eind):
            break
        yield toneel.moment(eind - timedelta(days=toneel.rng.randint(1, 21)))
        start = eind + EEN_DAG
        eind = baan.tot(laatste_dag(start, maanden) if maanden else None)
        contract = _contract(mens, baan, start, eind, soort=baan.soort_vervolg)
    if vertrekdag:
        yield toneel.moment(vertrekdag + timedelta(days=toneel.rng.randint(0, 4)))
        _vertrekt(toneel, mens, contract, vertrekdag, vertrek.reden)
    elif baan.uiterlijk:
        yield toneel.moment(baan.uiterlijk + EEN_DAG)
        _stroomt_uit(toneel, mens, contract, baan.uiterlijk)


def _contract(mens, baan, start, eind, soort=""):
    return leg_contract_vast(
        mens.traject,
        soort=soort or baan.soort,
        formele_werkgever=baan.formele_werkgever,
        werkplek=baan.werkplek,
        opleider=baan.opleider,
        vestiging=baan.vestiging,
        functie=baan.functie,
        uren_per_week=baan.uren,
        start=start,
        gepland_einde=eind,
        onbepaalde_tijd=eind is None,
        vorige=opvolgbaar(mens.traject),
        door=mens.door,
    ).plaatsing


def _vertrekdag(start, vertrek, baan):
    """The last working day; a contract is not renewed on its own last day, the first one or the second.

    None for who would leave after the agreed stay: by then she has gone on.
    """
    if vertrek.reden is Eindreden.NIET_VERLENGD:
        dag = laatste_dag(start, baan.maanden if vertrek.maand <= 12 else baan.maanden + 12)
    else:
        dag = verjaardag(start, vertrek.maand) + timedelta(days=vertrek.maand)
    return None if baan.uiterlijk and dag >= baan.uiterlijk else dag


def _stroomt_uit(toneel, mens, contract, dag):
    """The agreed stay is over: the contract ends and the traject is finished, by design."""
    contract.refresh_from_db()
    beeindig_plaatsing(
        contract,
        laatste_werkdag=dag,
        eindreden=Eindreden.GEPLANDE_UITSTROOM,
        gezien=contract.versie,
        door=mens.door,
    )
    if mens.ververs().status == Status.LOPEND:
        sluit_traject(
            mens.traject,
            naar=Status.AFGEROND,
            op=toneel.dag,
            door=mens.door,
            reden=Uitkomst.GEPLANDE_UITSTROOM,
        )


def _vertrekt(toneel, mens, contract, dag, reden):
    if contract.gepland_einde == dag:
        reden = Eindreden.NIET_VERLENGD
    contract.refresh_from_db()
    beeindig_plaatsing(
        contract, laatste_werkdag=dag, eindreden=reden, gezien=contract.versie, door=mens.coach or mens.door
    )
    if mens.ververs().status == Status.LOPEND:
        stopt(toneel, mens, UITVAL_BIJ[reden])


def wordt_gevolgd(toneel: Toneel, mens: Mens, start: date):
    """Asked after 3, 6, 12, 24 and 36 months of employment; most gave consent in writing when they began."""
    if toneel.kans(0.8) and not _gaf_toestemming(mens):
        geef_toestemming(
            kandidaat=mens.kandidaat, doel=ToestemmingDoel.METEN, tekstversie="1", door=mens.door
        )
    for maanden in MEETMAANDEN:
        yield toneel.moment(verjaardag(start, maanden) + timedelta(days=toneel.rng.randint(1, 12)))
        if (toneel.vandaag - toneel.dag).days <= 30 and toneel.kans(0.3):
            return  # still to be asked
        leg_meetmoment_vast(
            mens.traject,
            na_maanden=maanden,
            datum=toneel.dag,
            bron=toneel.kies(Meetbron.values),
            door=mens.door,
            **_antwoord(toneel, mens),
        )


def _gaf_toestemming(mens):
    return mens.kandidaat.toestemmingen.filter(doel=ToestemmingDoel.METEN).exists()


def _antwoord(toneel, mens):
    laatste = Plaatsing.objects.filter(traject=mens.traject).contracten().order_by("-start").first()
    if laatste.laatste_werkdag is None:
        return {"antwoord": Meetantwoord.ZELFDE_WERKPLEK}
    if laatste.eindreden == Eindreden.ANDERE_BAAN:
        return {"antwoord": Meetantwoord.ANDER_WERK}
    if toneel.kans(0.6):
        return {"antwoord": Meetantwoord.GEEN_WERK, "laatste_werkdag": laatste.laatste_werkdag}
    return {"antwoord": toneel.kies([Meetantwoord.ONBEKEND, Meetantwoord.ANDER_WERK])}
