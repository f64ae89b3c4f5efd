"""P01, KPN leer-/werkbedrijf: forty people seconded by Randstad to KPN, and one jobcoach for every five of them."""

from datetime import date
from fractions import Fraction

import pytest

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.begeleiding.diensten import leg_functioneringsgesprek_vast
from trajecten.lichtingplan import waarschuwingen
from trajecten.lichtingstand import stand
from trajecten.statussen import Status, Uitkomst, UitvalReden

# Forty people; a suite that runs beside it makes this slower, not wrong.
pytestmark = pytest.mark.timeout(300)

START = date(2015, 9, 7)
KWALIFICATIES = [
    ("mbo-2 telefonist/receptionist", "mbo_2"),
    ("mbo-3 contactcentermedewerker", "mbo_3"),
    ("mbo-4 teamleider contactcenter", "mbo_4"),
]


def test_p01(verloop):
    assert getallen("P01") == {
        "groep.aantal": 40,
        "duur.maanden": 12,
        "coachratio_max": 5,
        "gerapporteerd.0.waarde": 19,
        "gerapporteerd.0.van": 40,
        "gerapporteerd.1.waarde": 120,
        "gerapporteerd.1.peil": 2020,
    }
    v = verloop("P01", "2015-06-01", coaches=8)
    p = v.programma
    assert (p.groep_min, p.groep_max, p.duur_maanden, p.coachratio_max) == (40, 40, 12, 5)
    assert p.loopt_sinds == "september 2015"
    assert list(p.kwalificaties.values_list("naam", "niveau")) == KWALIFICATIES
    assert list(p.gerapporteerd.values_list("operator", "waarde", "van", "peil")) == [
        ("=", 19, 40, ""),
        (">", 120, None, "2020"),
    ]

    # Randstad Participatie and a werkgeversservicepunt refer. No rounds are stated: a coordinator decides by hand.
    punt = fabrieken.PartnerFabriek(naam="Servicepunt Noord", soort="werkgeversservicepunt")
    assert p.verwijzersoorten == [punt.soort]
    mensen = v.verwijs(25, "Randstad Participatie") + v.verwijs(15, punt)
    v.spreek(mensen)
    assert v.vastgelegd() == NIETS  # of three qualifications none is chosen for anybody
    assert v.rondes == []
    v.selecteer_zonder_rondes(mensen)

    # Forty seats at a site of Telfort; forty at 1 to 5 asks for eight jobcoaches, seven are one short.
    lichting = v.lichting("2015-09-07", 40, plaats="Breda")
    assert waarschuwingen(lichting) == []
    lichting.plaatsen = 41
    assert waarschuwingen(lichting) == ["Dit programma noemt groepen van hoogstens 40 mensen."]
    assert len(v.plaats(mensen, lichting).gedaan) == 40
    v.wijs_coaches_toe(mensen, START, v.coaches[:7])
    assert stand(lichting, v.coordinator).coaches_tekort == 1
    v.wijs_coaches_toe(mensen[:5], START, v.coaches[7:])
    nu = stand(lichting, v.coordinator)
    assert (nu.coaches_tekort, nu.ratio, nu.bezet) == (0, "1 op 5", 40)
    for nummer, traject in enumerate(mensen):
        v.kies([traject], kwalificatie=p.kwalificaties.get(naam=KWALIFICATIES[nummer % 3][0]))
    assert len(v.start(lichting)) == 40

    # A year of training. The taper is stated in words only, so a talk is due every week; a contract has no length.
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "contract", "begeleiding"}
    assert (kalender["opleiding"].tot, kalender["begeleiding"].aantal) == (date(2016, 9, 6), 52)
    assert kalender["contract"].uitleg == "Detachering. Hoe lang: niet vastgelegd."
    assert not p.begeleidingsschema.exists()

    # Seconded: employed by Randstad, at work at KPN, coached by UWV's jobcoaches. Hours are a choice of this story.
    assert v.voorstel(mensen[0]) == {
        "formele_werkgever": "Randstad",
        "werkplek": "KPN",
        "opleider": "Coniche-Philipse Business School",
        "verwijzer": "Randstad Participatie",
        "vestiging": "Breda (Telfort)",
        "soort": "detachering",
    }
    assert p.jobcoach_van.naam == "UWV" and p.jobcoach_van.levert_jobcoaches
    contracten = v.contract(mensen, start=START, einde=date(2016, 9, 6), uren_per_week=24)
    assert {contract.soort for contract in contracten} == {"detachering"}

    # Half way a talk at work (of five); two people stop; after the year the others have their diploma and a job.
    v.het_is("2016-03-07")
    assert p.functioneringsgesprekken
    for traject in mensen[:5]:
        leg_functioneringsgesprek_vast(
            traject, teamleider=v.teamleider, datum=v.vandaag, verslag="Gaat goed.", door=v.teamleider
        )
    v.beeindig(contracten[:2], "v_loon")
    v.sluit(mensen[:2], Status.UITGEVALLEN, UitvalReden.LOON)
    v.het_is("2016-09-07")
    assert v.voer_gesprekken(mensen[2], date(2016, 9, 6)) == 52
    v.reik_uit(mensen[2:], "diploma")
    v.contract(mensen[2:], soort="arbeidsovereenkomst", start=v.vandaag)
    v.sluit(mensen[2:], Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.meet(mensen[2:], 12, "zelfde_werkplek")
    assert v.standen == {"afgerond": 38, "uitgevallen": 2}
    assert v.retentie(12, op=v.vandaag) == Fraction(38, 40)
    assert v.vastgelegd() == NIETS | {
        "kwalificatie": {naam for naam, _ in KWALIFICATIES},
        "werk": {"detachering": 40, "arbeidsovereenkomst": 38},
    }
