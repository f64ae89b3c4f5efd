"""P04, Ocaro Connect: trained people are sent out to work. No number and no step is stated, so all is by hand."""

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.models import Lichting
from trajecten.statussen import Status, Uitkomst


def test_p04(verloop):
    assert getallen("P04") == {}
    v = verloop("P04", "2022-05-02")
    p = v.programma
    assert p.soort == "uitzending van opgeleide medewerkers"
    assert [partner.naam for partner in p.andere_partners.all()] == ["Randstad"]
    assert not p.verwijzers.exists() and p.verwijzersoorten == []
    assert set(v.momenten(v.vandaag)) == {"opleiding", "begeleiding"}

    # Four people who came by themselves: who refers is not stated. No group: each starts on her own first day.
    mensen = v.verwijs(4)
    v.spreek(mensen)
    v.selecteer_zonder_rondes(mensen)
    v.wijs_coaches_toe(mensen, v.vandaag)
    assert v.voorstel(mensen[0]) == {}
    inlener = fabrieken.WerkgeverFabriek(naam="Belhuis Noord")
    v.contract(
        mensen,
        soort="uitzend",
        start=v.vandaag,
        einde=v.vandaag.replace(year=2023),
        werkgever=inlener,
        uren_per_week=32,
    )
    v.zet_lopend(mensen)
    assert not Lichting.objects.exists()

    # Three stay with the client, one finds a job elsewhere.
    v.het_is("2022-11-02")
    assert v.voer_gesprekken(mensen[0], v.vandaag) == 26  # since the jobcoach was assigned, every week
    v.meet(mensen, 6, "zelfde_werkplek")
    v.beeindig(mensen[3].plaatsingen.all(), "v_andere_baan")
    v.sluit(mensen[:3], Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.sluit(mensen[3:], Status.AFGEROND, Uitkomst.ANDERE_WERKGEVER)
    assert v.standen == {"afgerond": 4}
    assert v.cijfers(op=v.vandaag)[1] == {"Zelf aangemeld": "4"}
    assert v.vastgelegd() == NIETS | {"werk": {"uitzend": 4}}
