"""P07, Step2Save: a year of training and a contract of a year. Nothing is said about groups, sites or a decision."""

from datetime import date
from fractions import Fraction

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.lichtingplan import kleinste_groep, per_jaar, waarschuwingen
from trajecten.plaatsing.keuzes import Eindreden
from trajecten.statussen import Status, Uitkomst, UitvalReden

START = date(2024, 2, 29)


def test_p07(verloop):
    assert getallen("P07") == {"duur.maanden": 12, "contract_maanden": 12, "retentiedoel_procent": 80}
    v = verloop("P07", "2024-01-08")
    p = v.programma
    assert (p.duur_maanden, p.contract_maanden, p.retentiedoel_procent) == (12, 12, 80)
    assert (p.uitkeringen, p.besluit_na_maanden) == (["bijstand", "wia"], None)
    gemeente = fabrieken.PartnerFabriek(naam="gemeente Voorbeeld", soort="gemeente")
    mensen = v.groep(5, "2024-02-29", gemeente, uitkering="bijstand")
    (lichting,) = p.lichtingen.all()
    assert (waarschuwingen(lichting), kleinste_groep(lichting), per_jaar(p)) == ([], None, "")

    # Calendar months: a year from 29 February ends on 27 February.
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "contract", "begeleiding"}
    assert (kalender["opleiding"].tot, kalender["contract"].tot) == (date(2025, 2, 27), date(2025, 2, 27))
    assert v.voorstel(mensen[0]) == {
        "werkplek": "Vattenfall",
        "opleider": "Coniche Business School",
        "verwijzer": "gemeente Voorbeeld",
    }
    werk = {"werkgever": p.werkgevers.get(), "uren_per_week": 32}
    contracten = v.contract(mensen, soort="leerarbeid", start=START, einde=kalender["contract"].tot, **werk)

    # One contract ends early; four people go on without an end. Eighty percent, the goal.
    v.het_is("2024-10-31")
    v.beeindig(contracten[:1], Eindreden.AFWEZIGHEID)
    v.sluit(mensen[:1], Status.UITGEVALLEN, UitvalReden.AFWEZIGHEID)
    v.het_is("2025-02-28")
    assert v.voer_gesprekken(mensen[1], date(2025, 2, 27)) == kalender["begeleiding"].aantal == 52
    v.reik_uit(mensen[1:], "diploma")
    v.contract(mensen[1:], soort="arbeidsovereenkomst", start=v.vandaag)
    v.sluit(mensen[1:], Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.het_is("2025-03-03")
    v.meet(mensen[1:], 12, "zelfde_werkplek")
    assert v.standen == {"uitgevallen": 1, "afgerond": 4}
    assert v.retentie(12, op=v.vandaag) == Fraction(p.retentiedoel_procent) / 100
    assert v.vastgelegd() == NIETS | {
        "kwalificatie": {"mbo-3 medewerker klantcontact"},
        "uitkering": {"bijstand"},
        "werk": {"leerarbeid": 5, "arbeidsovereenkomst": 4},
    }
