"""The track of coaching: few queries, the text only for who may read it, scores with their course."""

import datetime as dt

from django.template.loader import render_to_string

from gebruikers.rollen import Hoedanigheid
from kandidaten.toegang import Dossiertoegang
from trajecten.begeleiding.buddys import met_buddy
from trajecten.begeleiding.diensten import leg_gesprek_vast
from trajecten.begeleiding.spoor import begeleidingsspoor
from trajecten.models import Traject


def als(*hoedanigheden):
    return Dossiertoegang(frozenset(hoedanigheden))


def html(traject, toegang, gebruiker):
    traject.kandidaat.toegang = toegang
    context = {"begeleiding": begeleidingsspoor(traject, toegang, gebruiker)}
    return render_to_string(
        "begeleiding/delen/_spoor.html", context | {"traject": traject, "kandidaat": traject.kandidaat}
    )


def test_scores_met_hun_verloop_en_signalen_in_vier_queries(
    julia, gesprek, jobcoach, django_assert_num_queries
):
    for dag, welbevinden in ((21, None), (28, 2)):
        leg_gesprek_vast(
            julia,
            jobcoach=jobcoach,
            door=jobcoach,
            datum=dt.date(2026, 9, dag),
            vorm="telefoon",
            scores={"welbevinden": welbevinden},
        )
    met = met_buddy(
        Traject.objects.select_related("lichting", "programma", "kandidaat"), dt.date(2026, 9, 30)
    )
    julia = met.get(pk=julia.pk)  # loaded, as the dossier does
    with django_assert_num_queries(4):
        spoor = begeleidingsspoor(julia, als(Hoedanigheid.JOBCOACH), jobcoach)
    lijnen = {lijn.naam: (lijn.waarden, lijn.trend) for lijn in spoor["scores"]}
    assert lijnen == {"Welbevinden": ([4, 2], "lager"), "Werkdruk": ([2], "eerste meting")}
    assert spoor["laatste"].datum == dt.date(2026, 9, 28)
    assert [actie.omschrijving for actie in spoor["acties"]] == ["Reisroute oefenen"]


def test_de_coach_leest_de_afspraak_de_coordinator_niet(julia, gesprek, jobcoach, coordinator_groningen):
    assert "Elke dag op tijd" in html(julia, als(Hoedanigheid.JOBCOACH), jobcoach)
    van_coordinator = html(julia, als(Hoedanigheid.COORDINATOR), coordinator_groningen)
    assert "Elke dag op tijd" not in van_coordinator
    assert "Geen gesprek in 16 dagen" in van_coordinator
    assert "Gesprek vastleggen" not in van_coordinator


def test_vorige_coach_ziet_alleen_de_weg_naar_de_notities(julia, gesprek, andere_jobcoach):
    tekst = html(julia, als(Hoedanigheid.OUD_JOBCOACH), andere_jobcoach)
    assert "Notities van de jobcoach" in tekst
    assert "Reisroute" not in tekst
    assert "14 sep" not in tekst
