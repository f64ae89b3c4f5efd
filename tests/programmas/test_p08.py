"""P08, Omscholing WW: thirty to forty people at an information meeting, ten go on; theory and practice are apart."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from tests.programmas.verloop import moment
from trajecten.dossier.examens.werk import met_werk
from trajecten.models import Deelname
from trajecten.opleiding.diensten import leg_examen_vast, niet_gehaald, zet_uitslag
from trajecten.opleiding.examenstand import examenstand
from trajecten.selectie.bijeenkomsten import leg_aanwezigheid_vast, plan_bijeenkomst
from trajecten.statussen import AfwijsReden, Status, Uitkomst

# Forty-three people; a suite that runs beside it makes this slower, not wrong.
pytestmark = pytest.mark.timeout(300)

START = date(2026, 3, 2)


def klaar_voor(v, lichting):
    """How many people are ready for theory and for practice, as their coordinator sees it."""
    stand = examenstand(lichting, v.coordinator, extra=met_werk(v.coordinator))
    return [(klaar, herkansing) for _, klaar, herkansing, *_ in stand.blokken[0].tellingen]


def test_p08(verloop):
    assert getallen("P08") == {"duur.weken": 2, "retentiedoel_procent": 80, "gerapporteerd.0.waarde": 500}
    v = verloop("P08", "2026-01-05")
    p = v.programma
    assert (p.duur_weken, p.retentiedoel_procent, p.uitkeringen) == (2, 80, ["ww"])
    assert [(r.operator, r.waarde) for r in p.gerapporteerd.all()] == [(">", 500)]
    assert [(r.naam, r.deelnemers_min, r.deelnemers_max, r.in_groep) for r in v.rondes] == [
        ("Selectie door UWV", None, None, False),
        ("Informatiebijeenkomst", 30, 40, True),
        ("Tweede selectieronde", 10, 10, True),
    ]

    # UWV refers forty-three people with WW, and selects forty-one of them.
    mensen = v.verwijs(43, "UWV", uitkering="ww")
    v.spreek(mensen)
    gekozen = v.ronde(1, mensen, door=41, reden=AfwijsReden.PROGRAMMA_EIS)

    # Forty seats at the meeting, the most that is stated: one waits. Thirty-five come, between thirty and forty.
    ronde = v.rondes[1]
    dag = {"begin": moment("2026-01-19 10:00"), "eind": moment("2026-01-19 12:00"), "plaats": "Utrecht"}
    uitnodigen = {"rondedeelnames": v.deelnames(2), "door": v.coordinator}
    meeting = plan_bijeenkomst(ronde, capaciteit=ronde.deelnemers_max, **uitnodigen, **dag)
    assert (meeting.soort, meeting.capaciteit) == ("informatie", 40)
    assert Deelname.objects.wachtend().count() == 1
    v.het_is("2026-01-19 13:00")
    er = [d for d in v.deelnames(2) if d.deelname.aanwezigheid == "uitgenodigd"][:35]
    leg_aanwezigheid_vast(dict.fromkeys(er, "aanwezig"), door=v.coordinator)
    aanwezig = Deelname.objects.filter(bijeenkomst=meeting, aanwezigheid="aanwezig").count()
    assert ronde.deelnemers_min <= aanwezig == 35 <= ronde.deelnemers_max

    # Ten go on to the second round, and are selected. A person decides about each.
    v.ronde(2, gekozen, door=v.rondes[2].deelnemers_max, reden=AfwijsReden.GEEN_PLAATS)
    assert len(v.deelnames(3)) == 10
    tien = v.ronde(3, gekozen[:10])
    assert v.standen == {"geselecteerd": 10, "afgewezen": 33}

    # Two weeks: up to and including Sunday 15 March. What a group is to be is not stated for the training.
    lichting = v.lichting("2026-03-02", 10)
    v.plaats(tien, lichting)
    v.wijs_coaches_toe(tien, START)
    v.start(lichting)
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "begeleiding"}
    assert (kalender["opleiding"].tot, kalender["begeleiding"].aantal) == (date(2026, 3, 15), 2)

    # Theory after the course: nine at once, one at the second attempt. No certificate on theory alone.
    ksf = p.kwalificaties.get()
    theorie, praktijk = ksf.examendelen.all()
    assert (ksf.niveau, theorie.naam, praktijk.naam) == ("ksf_branche", "theorie", "praktijk")
    v.het_is("2026-03-15")
    assert klaar_voor(v, lichting) == [(0, 0), (0, 0)]
    v.het_is("2026-03-16")
    assert klaar_voor(v, lichting) == [(10, 0), (0, 0)]
    doe = {"door": v.coordinator}
    for nummer, traject in enumerate(tien):
        uitslag = "geslaagd" if nummer else "gezakt"
        leg_examen_vast(traject, examendeel=theorie, datum=v.vandaag, uitslag=uitslag, **doe)
    assert klaar_voor(v, lichting) == [(0, 1), (0, 0)]
    herkansing = leg_examen_vast(tien[0], examendeel=theorie, datum=date(2026, 3, 23), **doe)
    v.het_is("2026-03-23")
    zet_uitslag(herkansing, uitslag="geslaagd", gezien="", **doe)
    assert herkansing.poging == 2
    with pytest.raises(ValidationError, match="Nog niet alle examendelen zijn gehaald: praktijk"):
        v.reik_uit(tien[:1], "certificaat")

    # Practice at the employer (of this story), later; then the certificate.
    assert v.voorstel(tien[0]) == {"opleider": "Coniche", "verwijzer": "UWV"}
    werkgever = fabrieken.WerkgeverFabriek(naam="Belhuis Midden")
    werk = {"werkgever": werkgever, "uren_per_week": 32}
    contracten = v.contract(tien, soort="arbeidsovereenkomst", start=date(2026, 3, 23), **werk)
    assert klaar_voor(v, lichting) == [(0, 0), (10, 0)]
    v.het_is("2026-06-22")
    for traject in tien:
        assert niet_gehaald(traject, ksf) == [praktijk]
        leg_examen_vast(traject, examendeel=praktijk, datum=v.vandaag, uitslag="geslaagd", **doe)
    v.reik_uit(tien, "certificaat")
    v.sluit(tien, Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)

    # A year later eight of ten still work: the goal of eighty percent.
    v.het_is("2026-12-01")
    v.beeindig(contracten[:2], "v_reis_of_uren")
    v.het_is("2027-03-23")
    v.meet(tien[2:], 12, "zelfde_werkplek")
    assert v.retentie(12, op=v.vandaag) == Fraction(p.retentiedoel_procent) / 100
    assert v.vastgelegd() == NIETS | {
        "kwalificatie": {"KSF Branchecertificaat"},
        "uitkering": {"ww"},
        "werk": {"arbeidsovereenkomst": 10},
    }
