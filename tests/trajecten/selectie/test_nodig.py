"""What somebody needs for the selection itself: who notes and reads it, where it never stands, and that it goes."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kandidaten.keuzes import Aanpassing, BijzonderSoort, Selectiehulp
from kandidaten.models import BijzonderGegeven
from logboek.models import Handeling, Logregel
from tests import fabrieken
from trajecten.selectie.bijeenkomsten import plan_bijeenkomst
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit
from trajecten.selectie.nodig import leg_nodig_vast, uitgediend
from trajecten.statussen import AfwijsReden

TOLK = Selectiehulp.GEBARENTOLK


@pytest.fixture
def met_tolk(rondedeelname, coordinator_groningen):
    """Julia needs a sign interpreter in the selection."""
    leg_nodig_vast(kandidaat=rondedeelname.traject.kandidaat, nodig=[TOLK], door=coordinator_groningen)
    return rondedeelname


def dossier_url(deelname, naam="selectiehulp"):
    return reverse(f"dossier:{naam}", args=[deelname.traject.kandidaat.dossiernummer])


def persoon_url(deelname):
    return reverse("selectie:kandidaat", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


def ronde_url(deelname, naam="ronde"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id])


def aantal():
    return BijzonderGegeven.objects.filter(soort=BijzonderSoort.SELECTIE).count()


def wijs_af(deelname, door):
    return neem_besluit(deelname, uitslag="afgewezen", reden=AfwijsReden.TAAL, door=door)


def test_een_gesloten_lijst_met_dezelfde_codes_als_aanpassingen():
    """What is both has one code, and nothing on the list is a cause."""
    gedeeld = set(Selectiehulp.values) & set(Aanpassing.values)
    assert {"gebarentolk", "rustige_plek", "vergroting"} <= gedeeld
    assert max(len(code) for code in Selectiehulp.values) <= 30


def test_vastleggen_en_teruglezen(client, rondedeelname, coordinator_groningen):
    client.force_login(coordinator_groningen)
    form = client.get(dossier_url(rondedeelname)).context["form"]
    velden = {"nodig": ["extra_tijd", "gebarentolk"], "gezien": form["gezien"].value()}
    velden["inzending"] = str(uuid.uuid4())
    antwoord = client.post(dossier_url(rondedeelname), velden, follow=True)
    assert "is opgeslagen" in antwoord.text
    html = client.get(persoon_url(rondedeelname)).text
    assert "<li>Gebarentolk</li><li>Extra tijd</li>" in html
    assert "Bij 1 kandidaat is iets nodig" in client.get(ronde_url(rondedeelname)).text
    lijst = client.get(ronde_url(rondedeelname, "nodig")).text
    assert f"<b>{rondedeelname.traject.kandidaat.lijstnaam}</b>: gebarentolk, extra tijd" in lijst
    regels = Logregel.objects.filter(categorie="aanpassingen", gebruiker=coordinator_groningen)
    assert set(regels.values_list("handeling", flat=True)) == {Handeling.INZIEN, Handeling.WIJZIGEN}


def test_wat_niet_op_de_lijst_staat_wordt_geweigerd(client, rondedeelname, coordinator_groningen):
    client.force_login(coordinator_groningen)
    client.post(dossier_url(rondedeelname), {"nodig": ["diagnose"], "inzending": str(uuid.uuid4())})
    assert aantal() == 0


def test_de_jobcoach_leest_en_legt_niets_vast(client, met_tolk, jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=met_tolk.traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    html = client.get(persoon_url(met_tolk)).text
    assert "Gebarentolk" in html and "Leg vast wat nodig is" not in html
    assert client.get(dossier_url(met_tolk)).status_code == 403
    assert client.post(dossier_url(met_tolk), {"nodig": []}).status_code == 403
    assert aantal() == 1


@pytest.mark.parametrize(
    ("wie", "code"),
    [("coordinator_twente", 404), ("verwijzer", 403), ("andere_verwijzer", 404), ("manager", 404)],
)
def test_anderen_lezen_het_nooit(client, request, met_tolk, wie, code):
    client.force_login(request.getfixturevalue(wie))
    assert client.get(dossier_url(met_tolk)).status_code == code
    for adres in (
        ronde_url(met_tolk),
        ronde_url(met_tolk, "nodig"),
        reverse("rapportage:mijn_verwijzingen"),
        reverse("rapportage:kandidaten"),
    ):
        tekst = client.get(adres).text
        assert "ebarentolk" not in tekst and "Bij 1 kandidaat is iets nodig" not in tekst


def test_niet_op_de_deelnemerslijst_en_de_rondepagina(client, met_tolk, coordinator_groningen):
    begin = timezone.now() + dt.timedelta(days=2)
    gepland = plan_bijeenkomst(
        met_tolk.ronde,
        begin=begin,
        eind=begin + dt.timedelta(hours=1),
        plaats="Zaal",
        rondedeelnames=[met_tolk],
        door=coordinator_groningen,
    )
    client.force_login(coordinator_groningen)
    naam = met_tolk.traject.kandidaat.lijstnaam
    for adres in (
        reverse("bijeenkomsten:afdruk", args=[gepland.pk]),
        gepland.get_absolute_url(),
        ronde_url(met_tolk),
        reverse("rapportage:kandidaten"),
    ):
        tekst = client.get(adres).text
        assert naam in tekst and "ebarentolk" not in tekst, adres
    lijst = client.get(ronde_url(met_tolk, "nodig")).text
    assert 'class="taken niet-afdrukken"' in lijst


# --- Its purpose ends with the selection ------------------------------------------------------------------------------
def test_na_de_selectie_ziet_niemand_het_en_een_dag_later_is_het_weg(client, met_tolk, coordinator_groningen):
    wijs_af(met_tolk, coordinator_groningen)
    client.force_login(coordinator_groningen)
    assert "Gebarentolk" not in client.get(persoon_url(met_tolk)).text
    assert "Er loopt nu geen selectie" in client.get(dossier_url(met_tolk)).text
    with pytest.raises(ValidationError, match="Ondersteuning"):
        leg_nodig_vast(kandidaat=met_tolk.traject.kandidaat, nodig=[], door=coordinator_groningen)
    assert not uitgediend(timezone.now()).exists(), "the decision may still be a mistake"
    draai_besluit_terug(met_tolk, door=coordinator_groningen)
    assert "Gebarentolk" in client.get(persoon_url(met_tolk)).text
    wijs_af(met_tolk, coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, minutes=1), tick=False):
        call_command("ruim_op")
    assert aantal() == 0


def test_geselecteerd_neemt_niets_mee_naar_ondersteuning(client, met_tolk, rondes, coordinator_groningen):
    deelname = met_tolk
    for _ in rondes:
        neem_besluit(deelname, uitslag="door", door=coordinator_groningen)
        deelname = deelname.traject.rondedeelnames.filter(uitslag="open").first()
    client.force_login(coordinator_groningen)
    form = client.get(dossier_url(met_tolk, "ondersteuning")).context["form"]
    assert form.initial["aanpassingen"] == []
    with time_machine.travel(timezone.now() + dt.timedelta(days=2), tick=False):
        assert uitgediend(timezone.now()).count() == 1


def test_wie_in_selectie_blijft_houdt_het(met_tolk):
    with time_machine.travel(timezone.now() + dt.timedelta(days=30), tick=False):
        assert not uitgediend(timezone.now()).exists()
    assert aantal() == 1
