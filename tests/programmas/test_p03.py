"""P03, Erkend talent: four referrers by name, mbo-3 or something else; no length, no group and no rounds are stated."""

from datetime import date

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.lichtingplan import kleinste_groep, waarschuwingen
from trajecten.statussen import Status, Uitkomst

VERWIJZERS = ["WerkgeversServicepunten UWV", "Werkplein Friesland", "Werkplein Twente", "gemeente Utrecht"]


def test_p03(verloop):
    assert getallen("P03") == {
        "gerapporteerd.0.waarde": 80,
        "gerapporteerd.1.waarde": 200,
        "gerapporteerd.2.waarde": 400,
        "gerapporteerd.2.peil": 2020,
        "gerapporteerd.3.waarde": 80,
        "gerapporteerd.3.peil": 2020,
    }
    v = verloop("P03", "2021-02-01")
    p = v.programma
    assert list(p.gerapporteerd.values_list("operator", "waarde", "van", "eenheid", "peil")) == [
        ("=", 80, None, "procent", ""),
        ("<", 200, None, "", ""),
        ("<", 400, None, "", "2020"),
        (">", 80, None, "procent", "2020"),
    ]
    assert sorted(p.verwijzers.values_list("naam", flat=True)) == VERWIJZERS

    # Ten people (of this story), called; then selected by hand.
    mensen = []
    for naam, aantal in zip(VERWIJZERS, [3, 3, 2, 2], strict=True):
        mensen += v.verwijs(aantal, naam)
    v.spreek(mensen)
    assert v.vastgelegd() == NIETS
    v.selecteer_zonder_rondes(mensen)

    # A cohort of any size is fine, and nothing is known about how long it takes.
    lichting = v.lichting("2021-03-01", 25)
    assert (waarschuwingen(lichting), kleinste_groep(lichting)) == ([], None)
    v.plaats(mensen, lichting)
    v.wijs_coaches_toe(mensen, lichting.start)
    v.kies(mensen[:8], kwalificatie=p.kwalificaties.get(niveau="mbo_3"))
    v.kies(mensen[8:], kwalificatie=p.kwalificaties.get(niveau="anders"))
    v.start(lichting)
    kalender = v.momenten(lichting.start)
    assert set(kalender) == {"opleiding", "begeleiding"}
    assert kalender["opleiding"].tot is None
    assert v.voorstel(mensen[0]) == {"opleider": "Ocaro", "verwijzer": "WerkgeversServicepunten UWV"}

    # An employer of this story; after a year eight of ten have a diploma and a job. As it was reported: 80 percent.
    werkgever = fabrieken.WerkgeverFabriek(naam="Belhuis Noord")
    v.het_is("2022-03-01")
    v.reik_uit(mensen, "diploma")
    v.contract(
        mensen[:8], soort="arbeidsovereenkomst", start=date(2022, 3, 1), werkgever=werkgever, uren_per_week=32
    )
    v.sluit(mensen[:8], Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.sluit(mensen[8:], Status.AFGEROND, Uitkomst.ZONDER_BAAN)
    regels, verwijzers = v.cijfers(op=v.vandaag)
    assert list(regels.values())[:2] == ["10", "8"]
    assert sorted(verwijzers.values()) == ["2", "2", "3", "3"]
    v.het_is("2022-06-01")
    v.meet(mensen[:8], 3, "zelfde_werkgever")
    assert v.standen == {"afgerond": 10}
    assert v.vastgelegd() == NIETS | {"kwalificatie": {"mbo-3", "anders"}, "werk": {"arbeidsovereenkomst": 8}}
    assert p.gerapporteerd.count() == 4  # what was reported stands apart from what we count
