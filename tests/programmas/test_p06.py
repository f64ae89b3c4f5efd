"""P06, Step2Work: six to ten people, once or twice a year; training and contract of a year, and then a decision."""

from datetime import date
from fractions import Fraction

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.lichtingplan import kleinste_groep, per_jaar, waarschuwingen
from trajecten.statussen import Status, Uitkomst, UitvalReden

START = date(2022, 9, 5)


def test_p06(verloop):
    assert getallen("P06") == {
        "duur.maanden": 12,
        "contract_maanden": 12,
        "groep.min": 6,
        "groep.max": 10,
        "groep.groepen_per_jaar": [1, 2],
        "besluit_na.maanden": 12,
        "retentiedoel_procent": 80,
    }
    v = verloop("P06", "2022-06-01", coaches=2)
    p = v.programma
    assert (p.groep_min, p.groep_max, p.groepen_per_jaar_min, p.groepen_per_jaar_max) == (6, 10, 1, 2)
    assert (p.duur_maanden, p.contract_maanden, p.besluit_na_maanden, p.retentiedoel_procent) == (
        12,
        12,
        12,
        80,
    )
    assert (p.uitkeringen, p.voorfase, p.voorfase_weken) == (["bijstand", "wia"], "arbeidsfit maken", None)

    # A gemeente refers ten people who have bijstand or WIA; the programme asks for it, so it is on record.
    gemeente = fabrieken.PartnerFabriek(naam="gemeente Voorbeeld", soort="gemeente")
    mensen = v.verwijs(7, gemeente, uitkering="bijstand") + v.verwijs(3, gemeente, uitkering="wia")
    v.spreek(mensen)
    diploma = {"kwalificatie": {"mbo-3 medewerker klantcontact"}, "uitkering": {"bijstand", "wia"}}
    assert v.vastgelegd() == NIETS | diploma
    v.selecteer_zonder_rondes(mensen)

    # Two groups a year is fine, a third is not; ten seats are, eleven are not; below six people a group is small.
    lichting = v.lichting("2022-09-05", 10, naam="Arnhem", plaats="Arnhem")
    tweede = v.lichting("2022-11-07", 6, naam="Amsterdam", plaats="Amsterdam")
    assert waarschuwingen(lichting) == waarschuwingen(tweede) == []
    derde = v.lichting("2022-12-05", 11, naam="Nog een")
    assert waarschuwingen(derde) == [
        "Dit programma noemt groepen van hoogstens 10 mensen.",
        "Dit is groep 3 van dit programma in 2022. Het programma noemt 1 tot 2 per jaar.",
    ]
    assert (kleinste_groep(lichting), per_jaar(p)) == (6, "1 tot 2")
    assert len(v.plaats(mensen, lichting).gedaan) == 10
    v.wijs_coaches_toe(mensen, START)
    assert len(v.start(lichting)) == 10

    # Training and contract of a year each, then the decision; how long getting fit for work takes is not stated.
    kalender = v.momenten(START)
    assert set(kalender) == {"voorfase", "opleiding", "contract", "begeleiding", "besluit"}
    assert kalender["voorfase"].uitleg == "Arbeidsfit maken. Hoe lang: niet vastgelegd."
    assert (kalender["opleiding"].tot, kalender["contract"].tot) == (date(2023, 9, 4), date(2023, 9, 4))
    assert kalender["begeleiding"].aantal == 52
    besluit = kalender["besluit"]
    assert besluit.van == date(2023, 9, 5)
    assert besluit.uitleg == "Na 12 maanden: blijven of begeleiden naar andere betaalde baan."
    assert v.voorstel(mensen[0]) == {
        "werkplek": "Vattenfall",
        "opleider": "Coniche Business School",
        "verwijzer": "gemeente Voorbeeld",
        "vestiging": "Arnhem",
    }
    vattenfall = p.werkgevers.get()
    contracten = v.contract(
        mensen,
        soort="leerarbeid",
        start=START,
        einde=kalender["contract"].tot,
        werkgever=vattenfall,
        uren_per_week=32,
    )

    # Two leave after half a year. On the day of the decision six stay and two go on to another paid job.
    v.het_is("2023-03-06")
    v.beeindig(contracten[:2], "v_werk_past_niet")
    v.sluit(mensen[:2], Status.UITGEVALLEN, UitvalReden.WERK_PAST_NIET)
    v.het_is(f"{besluit.van}")
    assert v.op_vandaag("loopt_af") == (8, 8)  # the last day was yesterday
    v.reik_uit(mensen[2:], "diploma")
    v.contract(mensen[2:8], soort="arbeidsovereenkomst", start=besluit.van)
    elders = fabrieken.WerkgeverFabriek(naam="Belhuis Oost")
    v.contract(mensen[8:], soort="regulier", start=besluit.van, werkgever=elders, vestiging_id=None)
    v.sluit(mensen[2:8], Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.sluit(mensen[8:], Status.AFGEROND, Uitkomst.ANDERE_WERKGEVER)
    v.meet(mensen[2:8], 12, "zelfde_werkplek", bron="werkgever")
    v.meet(mensen[8:], 12, "ander_werk")

    # The goal, eighty percent still at work after a year, is met by exactly eight of ten.
    assert v.standen == {"uitgevallen": 2, "afgerond": 8}
    assert v.retentie(12, op=besluit.van) == Fraction(8, 10) == Fraction(p.retentiedoel_procent) / 100
    assert v.vastgelegd() == NIETS | diploma | {
        "werk": {"leerarbeid": 10, "arbeidsovereenkomst": 6, "regulier": 2},
    }
