"""P12, Klant Contact Centrum UWV: the candidate decides herself; three to five years, and then on to other work."""

from datetime import date
from fractions import Fraction

from rapportage.retentieduur import Variant
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.plaatsing.keuzes import Eindreden
from trajecten.selectie.diensten import neem_besluit
from trajecten.selectie.keuzes import Uitslag, WilVerder
from trajecten.selectie.uitkomsten import leg_uitkomst_vast
from trajecten.statussen import Status, TerugtrekReden, Uitkomst, UitvalReden

START = date(2018, 10, 1)


def test_p12(verloop):
    assert getallen("P12") == {"verblijf_maanden.van": 36, "verblijf_maanden.tot": 60}
    v = verloop("P12", "2018-08-01")
    p = v.programma
    assert (p.verblijf_van_maanden, p.verblijf_tot_maanden, p.max_verblijf_maanden) == (36, 60, None)
    assert [(ronde.soort, ronde.naam) for ronde in v.rondes] == [
        ("eerste_contact", "Benadering door bureau"),
        ("werkvloer", "Bezoek aan de werkvloer"),
        ("kandidaat_beslist", "Kandidaat beslist"),
    ]
    assert {kwalificatie.niveau for kwalificatie in p.kwalificaties.all()} == {"anders"}

    # Six people of two agencies see the work; in the last round one of them does not want to.
    mensen = v.verwijs(3, "Randstad") + v.verwijs(3, "Adecco")
    v.spreek(mensen)
    v.ronde(1, mensen)
    v.ronde(2, mensen)
    for deelname, wil in zip(v.deelnames(3), [WilVerder.JA] * 5 + [WilVerder.NEE], strict=True):
        leg_uitkomst_vast(deelname, waarden={"wil_verder": wil}, gezien=None, door=v.coordinator)
    reden = TerugtrekReden.BEELD_VAN_WERK
    neem_besluit(v.deelnames(3)[5], uitslag=Uitslag.TERUGGETROKKEN, reden=reden, door=v.coordinator)
    groep = v.ronde(3, mensen[:5])
    assert v.standen == {"geselecteerd": 5, "teruggetrokken": 1}

    # Three to five years is what is meant, not a limit: there is no last day, and no warning either.
    lichting = v.lichting("2018-10-01", 5, plaats="Groningen")
    v.plaats(groep, lichting)
    v.wijs_coaches_toe(groep, START)
    v.start(lichting)
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "begeleiding", "bedoeld_verblijf"}
    assert kalender["opleiding"].tot is None
    bedoeld = kalender["bedoeld_verblijf"]
    assert (bedoeld.van, bedoeld.tot) == (date(2021, 9, 30), date(2023, 9, 30))
    assert bedoeld.uitleg == "Minstens 36 en hoogstens 60 maanden. Dit is geen grens."
    assert v.voorstel(groep[0]) == {"werkplek": "UWV", "verwijzer": "Randstad", "vestiging": "Groningen"}
    werk = {"soort": "arbeidsovereenkomst", "werkgever": p.werkgevers.get(), "uren_per_week": 32}
    contracten = v.contract(groep, start=START, **werk)

    # One leaves after half a year: a dropout. After four years the others go on, as was meant: none.
    v.het_is("2019-04-01")
    v.beeindig(contracten[:1], Eindreden.ANDERE_BAAN)
    v.sluit(groep[:1], Status.UITGEVALLEN, UitvalReden.ANDERE_BAAN)
    v.het_is("2021-10-01")
    v.meet(groep[1:], 36, "zelfde_werkplek")
    v.het_is("2022-10-03")
    v.beeindig(contracten[1:], Eindreden.GEPLANDE_UITSTROOM)
    v.sluit(groep[1:], Status.AFGEROND, Uitkomst.GEPLANDE_UITSTROOM)
    assert v.standen == {"uitgevallen": 1, "teruggetrokken": 1, "afgerond": 4}
    for maanden in (12, p.verblijf_van_maanden, 48, p.verblijf_tot_maanden):
        assert v.retentie(maanden, op=date(2024, 1, 1), variant=Variant.WERKPLEK) == Fraction(4, 5), maanden
    assert v.vastgelegd() == NIETS | {"werk": {"arbeidsovereenkomst": 5}}
