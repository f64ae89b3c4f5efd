"""P13, KPN De Hub: five criteria, of which one excludes by itself: it proposes, and a person decides."""

from datetime import date

from tests.programmas.beheer import voeg_ronde_toe
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen, gevuld
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.diensten import neem_besluit
from trajecten.selectie.forms import BesluitForm
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.overzicht import deelnames, voorstel
from trajecten.statussen import AfwijsReden, Status, Uitkomst

CRITERIA = ["willen", "kunnen", "durven", "technische affiniteit", "weerbaarheid"]


def test_p13(verloop, client, beheerder):
    assert getallen("P13") == {}
    v = verloop("P13", "2022-02-07")
    p = v.programma
    assert [criterium.naam for criterium in p.criteria.all()] == CRITERIA
    assert [criterium.naam for criterium in p.criteria.filter(sluit_uit=True)] == ["willen"]
    assert not p.criteria.filter(weegt_zwaarst=True).exists()
    assert (p.regio_tekst, p.thuiswerk) == ("landelijk", "ja")

    # In which round the criteria are scored is not stated. A beheerder adds one, and nothing else changes by that.
    eerst = gevuld(p)
    client.force_login(beheerder)
    ronde = voeg_ronde_toe(client, p, soort="interview", naam="Gesprek")
    assert gevuld(p) - eerst == {"rondes.soort", "rondes.naam"}

    # Four people; what each scores. Only a 1 on "willen" is a proposal, and it changes nothing by itself.
    mensen = v.verwijs(4)
    v.spreek(mensen)
    v.neem_op(mensen)
    scores = [[1, 5, 5, 5, 5], [5, 1, 1, 1, 1], [2, 3, 4, 3, 3], [1, 4, 4, 4, 4]]
    for deelname, punten in zip(v.deelnames(1), scores, strict=True):
        beoordeel(deelname, scores=dict(zip(p.criteria.all(), punten, strict=True)), door=v.coordinator)
    rij = list(deelnames(ronde, v.coordinator).order_by("traject"))
    willen = p.criteria.get(naam="willen")
    assert [voorstel(d) for d in rij] == [
        (willen, AfwijsReden.WIL_NIET),
        None,
        None,
        (willen, AfwijsReden.WIL_NIET),
    ]
    assert v.standen == {"in_selectie": 4}
    form = BesluitForm(voorstel=voorstel(rij[0]))
    assert form.initial == {"uitslag": "afgewezen", "reden": AfwijsReden.WIL_NIET}

    # The coordinator follows it for the first, with her name under it, and does not for the last.
    neem_besluit(rij[0], uitslag=Uitslag.AFGEWEZEN, reden=AfwijsReden.WIL_NIET, door=v.coordinator)
    neem_besluit(rij[1], uitslag=Uitslag.AFGEWEZEN, reden=AfwijsReden.VAARDIGHEDEN, door=v.coordinator)
    for deelname in rij[2:]:
        neem_besluit(deelname, uitslag=Uitslag.DOOR, door=v.coordinator)
    assert [d.besloten_door for d in v.deelnames(1)] == [v.coordinator] * 4
    assert v.standen == {"afgewezen": 2, "geselecteerd": 2}

    # To work, employed by Randstad at KPN: how, how long and how many hours are of this story.
    gekozen = mensen[2:]
    lichting = v.lichting("2022-03-07", 2)
    v.plaats(gekozen, lichting)
    v.wijs_coaches_toe(gekozen, lichting.start)
    v.start(lichting)
    assert set(v.momenten(lichting.start)) == {"opleiding", "begeleiding"}
    assert v.voorstel(gekozen[0]) == {"formele_werkgever": "Randstad", "werkplek": "KPN"}
    v.contract(gekozen, soort="uitzend", start=lichting.start, einde=date(2022, 9, 6), uren_per_week=24)
    v.het_is("2022-09-07")
    v.contract(gekozen, soort="uitzend", start=v.vandaag)
    v.meet(gekozen, 6, "zelfde_werkplek")
    v.sluit(gekozen, Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    assert v.standen == {"afgewezen": 2, "afgerond": 2}
    assert v.retentie(6, op=v.vandaag) == 1
    assert v.vastgelegd() == NIETS | {"werk": {"uitzend": 4}}
