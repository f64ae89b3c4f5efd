"""P11, Ro!Entree: some sixteen weeks, eight months of contract, a refresher day every five weeks, two years at most."""

from datetime import date

from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.dossier.forms import TrajectForm
from trajecten.lichtingen import geef_plaats
from trajecten.models import Traject
from trajecten.plaatsing.keuzes import Eindcategorie, Eindreden, eindcategorie
from trajecten.statussen import Status, TerugtrekReden, Uitkomst
from trajecten.termijnen import terugkomdagen, verblijfswaarschuwing
from trajecten.terugkomstand import beoordeel_terugkomdagen, geweest_van

START, WERK = date(2026, 1, 5), date(2026, 4, 27)
TERUGKOMDAGEN = [
    date(2026, 6, 1),
    date(2026, 7, 6),
    date(2026, 8, 10),
    date(2026, 9, 14),
    date(2026, 10, 19),
    date(2026, 11, 23),
]


def test_p11(verloop):
    assert getallen("P11") == {
        "start": 2008,
        "duur.weken": 16,
        "contract_maanden": 8,
        "terugkomdag_weken": 5,
        "max_verblijf_maanden": 24,
    }
    v = verloop("P11", "2025-11-03")
    p = v.programma
    assert (p.duur_weken, p.duur_ongeveer, p.contract_maanden) == (16, True, 8)
    assert (p.terugkomdag_weken, p.max_verblijf_maanden, p.thuiswerk) == (5, 24, "ja")
    assert (p.loopt_sinds, p.inhoud) == ("2008", "niveau: mbo")
    assert p.voorrangsgroepen == (
        "uitkeringssituatie, mobiliteitsbeperking, chronisch ziek, zorg voor jonge kinderen, mantelzorg"
    )

    # Five people, one after another (who refers is not stated). The last has priority: checked, its ground not stored.
    mensen = []
    for uur in range(9, 14):
        v.het_is(f"2025-11-03 {uur}:00")
        mensen += v.verwijs(1)
    v.spreek(mensen)
    assert v.vastgelegd() == NIETS
    v.selecteer_zonder_rondes(mensen)
    assert "voorrang" in TrajectForm(instance=mensen[4], gebruiker=v.coordinator).fields
    v.kies(mensen[4:], voorrang=True, voorrang_gecontroleerd_door=v.coordinator)

    # Two seats (of this story): three wait, and who has priority waits in front of who came earlier.
    lichting = v.lichting("2026-01-05", 2)
    geplaatst = v.plaats(mensen, lichting, rest_naar_wachtlijst=True)
    assert (geplaatst.gedaan, geplaatst.wachtlijst) == (mensen[:2], mensen[2:])
    wachtlijst = Traject.objects.filter(programma=p).wachtend()
    assert list(wachtlijst) == [mensen[4], mensen[2], mensen[3]]
    v.sluit(mensen[:1], Status.TERUGGETROKKEN, TerugtrekReden.ANDER_WERK)
    geef_plaats(wachtlijst.first(), lichting=lichting, door=v.coordinator)
    v.ververs()
    groep = [mensen[1], mensen[4]]
    v.wijs_coaches_toe(groep, START)
    assert v.start(lichting) == groep

    # About sixteen weeks from 5 January end on 26 April; then a contract of eight months, to 26 December.
    kalender = v.momenten(START, contract=WERK)
    assert set(kalender) == {"opleiding", "contract", "terugkomdagen", "begeleiding", "verblijf"}
    assert kalender["opleiding"].tot == date(2026, 4, 26)
    assert kalender["opleiding"].uitleg == "Ongeveer 16 weken. De laatste dag is een schatting."
    assert (kalender["contract"].van, kalender["contract"].tot) == (WERK, date(2026, 12, 26))
    assert [dag for dag, _ in kalender["terugkomdagen"].dagen] == TERUGKOMDAGEN
    assert v.voorstel(groep[0]) == {"werkplek": "gemeente Rotterdam"}
    rotterdam = p.werkgevers.get()
    v.het_is(f"{WERK}")
    werk = {"soort": "arbeidsovereenkomst", "werkgever": rotterdam, "uren_per_week": 24}
    contracten = v.contract(groep, start=WERK, einde=kalender["contract"].tot, **werk)
    for contract in contracten:
        assert terugkomdagen(contract.start, contract.gepland_einde, p.terugkomdag_weken) == TERUGKOMDAGEN

    # Who comes on 3 June and 8 July attended the first two; the others are missed once their weeks are over.
    geweest = [date(2026, 6, 3), date(2026, 7, 8)]
    dagen = beoordeel_terugkomdagen([(WERK, date(2026, 12, 26))], 5, op=date(2026, 12, 27), geweest=geweest)
    assert [dag.dag for dag in dagen] == TERUGKOMDAGEN
    assert geweest_van(dagen) == (2, 6)

    # At most two years: to 26 April 2028, with a warning 6, 3 and 1 months ahead.
    verblijf = kalender["verblijf"]
    assert (verblijf.van, verblijf.tot) == (WERK, date(2028, 4, 26))
    dagen = [dag for dag, _ in verblijf.dagen]
    assert dagen == [date(2027, 10, 26), date(2028, 1, 26), date(2028, 3, 26)]
    assert verblijfswaarschuwing(verblijf.tot, date(2027, 10, 25)) is None
    assert [verblijfswaarschuwing(verblijf.tot, dag) for dag in dagen] == [6, 3, 1]
    assert verblijfswaarschuwing(verblijf.tot, date(2028, 4, 27)) == 0

    # A second contract up to that day. Then she leaves as planned: that is no dropout.
    v.het_is("2026-12-27")
    contracten = v.contract(groep, start=v.vandaag, einde=verblijf.tot, **werk)
    v.het_is(f"{verblijf.tot}")
    v.beeindig(contracten, Eindreden.GEPLANDE_UITSTROOM)
    v.sluit(groep, Status.AFGEROND, Uitkomst.GEPLANDE_UITSTROOM)
    assert eindcategorie(Eindreden.GEPLANDE_UITSTROOM) == Eindcategorie.GECENSUREERD
    v.het_is("2028-05-01")
    v.meet(groep, 24, "ander_werk")
    assert v.retentie(24, op=v.vandaag) == 1
    assert v.standen == {"teruggetrokken": 1, "afgerond": 2, "wachtlijst": 2}
    assert v.vastgelegd() == NIETS | {"voorrang": 1, "werk": {"arbeidsovereenkomst": 4}}
