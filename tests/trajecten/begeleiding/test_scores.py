"""The course of the scores: charts with a sentence, and the same numbers in a table."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from trajecten.begeleiding.diensten import leg_gesprek_vast
from trajecten.begeleiding.scoregrafiek import BOVEN, LINKS, ONDER, RECHTS, conclusie, grafieken


def adres(traject):
    return reverse("begeleiding:scores", args=[traject.kandidaat.dossiernummer, traject.volgnummer])


@pytest.fixture
def gesprekken(julia, jobcoach):
    def leg_vast(dag, **scores):
        return leg_gesprek_vast(
            julia,
            jobcoach=jobcoach,
            door=jobcoach,
            datum=dt.date(2026, 9, dag),
            vorm="telefoon",
            scores=scores,
        )

    return [
        leg_vast(3, welbevinden=2, werkdruk=4, motivatie=3),
        leg_vast(10, welbevinden=3, leren=5),
        leg_vast(24, welbevinden=5, werkdruk=1, motivatie=3),
    ]


def test_elke_score_heeft_haar_eigen_lijn(gesprekken):
    lijst = grafieken(gesprekken)
    assert [(g.naam, [p.score for p in g.punten], g.trend) for g in lijst] == [
        ("Welbevinden", [2, 3, 5], "hoger"),
        ("Werkdruk", [4, 1], "lager"),
        ("Motivatie", [3, 3], "gelijk"),
        ("Leren", [5], ""),
    ]
    assert lijst[0].zin == "van 2 op 3 sep 2026 naar 5 op 24 sep 2026, 3 metingen"
    assert lijst[3].zin == "één meting: 5 op 10 sep 2026"
    assert conclusie(lijst) == (
        "Laatste score tegenover de eerste. Hoger: welbevinden. Lager: werkdruk. Gelijk: motivatie."
    )


def test_de_tijd_staat_op_schaal_en_alles_past_in_het_vak(gesprekken):
    punten = grafieken(gesprekken)[0].punten
    x = [float(p.x) for p in punten]
    assert x[1] - x[0] == pytest.approx((x[2] - x[1]) / 2, abs=0.2), "one week against two"
    assert all(LINKS <= float(p.x) <= RECHTS and BOVEN <= float(p.y) <= ONDER for p in punten)
    assert float(punten[2].y) == BOVEN


def test_een_gesprek_is_een_stip(gesprekken):
    (alleen,) = grafieken(gesprekken[1:2])[:1]
    assert (alleen.trend, len(alleen.punten)) == ("", 1)
    assert conclusie([alleen]) == "Er is nog maar één meting per score."
    assert grafieken([]) == []


def test_de_pagina_heeft_beeld_naam_en_tabel(client, julia, jobcoach, gesprekken):
    client.force_login(jobcoach)
    tekst = client.get(adres(julia)).content.decode()
    namen = re.findall(r'role="img" aria-labelledby="(score-\w+)"', tekst)
    assert namen == ["score-welbevinden", "score-werkdruk", "score-motivatie", "score-leren"]
    assert all(f'id="{naam}"' in tekst for naam in namen)
    assert tekst.count("niet besproken") == 10, "18 cells, 8 scores"
    assert "style=" not in tekst
    assert adres(julia) in client.get(julia.get_absolute_url()).content.decode()


def test_zonder_gesprek_staat_er_wat_er_komt(client, julia, jobcoach):
    client.force_login(jobcoach)
    assert b"na het eerste gesprek met scores" in client.get(adres(julia)).content
