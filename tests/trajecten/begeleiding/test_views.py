"""The check-in by test client: a minute's work, drafts, one action more, who reads the text."""

import datetime as dt
import re
import uuid

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from basis.models import Concept
from logboek.models import Logregel
from tests import fabrieken
from trajecten.begeleiding.models import Actiepunt, Functioneringsgesprek, Voortgangsgesprek

SCORES = ["welbevinden", "werkdruk", "motivatie", "zelfvertrouwen", "zelfredzaamheid", "leren"]
GEHEIM = "Vindt het spannend"


def adres(naam, traject):
    return reverse(f"begeleiding:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer])


def van(naam, rij):
    return reverse(f"begeleiding:{naam}", args=[rij.traject.kandidaat.dossiernummer, rij.pk])


@pytest.fixture
def post():
    """What the browser sends when somebody only presses the button."""
    return {
        "datum": "30-09-2026",
        "ging_door": "ja",
        "reden": "",
        "vorm": "telefoon",
        **dict.fromkeys(SCORES, "geen"),
        "werkt_nog": "niet_besproken",
        "volgende_datum": "07-10-2026",
        "acties": "3",
        "inzending": str(uuid.uuid4()),
    }


@pytest.fixture
def als_coach(client, julia, jobcoach):
    client.force_login(jobcoach)
    return client


def test_het_gewone_staat_al_ingevuld(als_coach, julia, gesprek):
    form = als_coach.get(adres("gesprek_nieuw", julia)).context["form"]
    assert form["datum"].value() == dt.date(2026, 9, 30)
    assert form["vorm"].value() == "werkplek"  # as last time
    assert form["volgende_datum"].value() == dt.date(2026, 10, 7)
    assert [str(label) for _, label in form.fields["gedaan"].choices] == [
        "Reisroute oefenen (Kandidaat, uiterlijk 20-09-2026)"
    ]


def test_alleen_op_de_knop_drukken_is_genoeg(als_coach, julia, post):
    antwoord = als_coach.post(adres("gesprek_nieuw", julia), post)
    assert (antwoord.status_code, antwoord.url) == (302, reverse("rapportage:mijn_week"))
    rij = Voortgangsgesprek.objects.get()
    assert (rij.jobcoach.naam, rij.verloop, rij.welbevinden, rij.werkt_nog) == (
        "Joke Jobcoach",
        "gevoerd",
        None,
        None,
    )


def test_alles_invullen(als_coach, julia, gesprek, post):
    oud = gesprek.actiepunten.get()
    post |= {
        "welbevinden": "4",
        "leren": "1",
        "werkt_nog": "nee",
        "afspraken": "Morgen bellen",
        "gedaan": [oud.pk],
    }
    post |= {"actie_2": "Werkgever bellen", "wie_2": "jobcoach", "uiterlijk_2": "2-10-2026"}
    als_coach.post(adres("gesprek_nieuw", julia), post)
    rij = Voortgangsgesprek.objects.get(datum=dt.date(2026, 9, 30))
    assert (rij.welbevinden, rij.leren, rij.werkt_nog, rij.afspraken) == (4, 1, False, "Morgen bellen")
    actie = rij.actiepunten.get()
    assert (actie.omschrijving, actie.eigenaar, actie.uiterlijk) == (
        "Werkgever bellen",
        "jobcoach",
        dt.date(2026, 10, 2),
    )
    assert not Actiepunt.objects.open().filter(pk=oud.pk).exists()


def test_niet_doorgegaan_met_reden(als_coach, julia, post):
    form = als_coach.post(adres("gesprek_nieuw", julia), post | {"ging_door": "nee"}).context["form"]
    assert list(form.errors) == ["reden"]
    als_coach.post(adres("gesprek_nieuw", julia), post | {"ging_door": "nee", "reden": "vakantie"})
    assert Voortgangsgesprek.objects.get().verloop == "verontschuldigd"


def test_reden_bij_een_gesprek_dat_doorging_is_een_fout(als_coach, julia, post):
    form = als_coach.post(adres("gesprek_nieuw", julia), post | {"reden": "ziek"}).context["form"]
    assert list(form.errors) == ["reden"]


def test_een_datum_zonder_actie_vraagt_de_actie(als_coach, julia, post):
    form = als_coach.post(adres("gesprek_nieuw", julia), post | {"uiterlijk_1": "1-10-2026"}).context["form"]
    assert list(form.errors) == ["actie_1"]


def test_bsn_in_de_tekst_wordt_geweigerd_tot_u_zegt_dat_het_er_geen_is(als_coach, julia, post):
    post |= {"notitie": "nummer 111222333"}
    antwoord = als_coach.post(adres("gesprek_nieuw", julia), post)
    assert "Dit is geen BSN" in antwoord.content.decode()
    assert not Voortgangsgesprek.objects.exists()
    als_coach.post(adres("gesprek_nieuw", julia), post | {"geen_bsn": "on"})
    assert Voortgangsgesprek.objects.count() == 1


def test_nog_een_actie_zonder_javascript_verliest_niets(als_coach, julia, gesprek, post):
    post |= {
        "welbevinden": "5",
        "afspraken": "Halve zin",
        "actie_3": "Derde",
        "gedaan": [gesprek.actiepunten.get().pk],
    }
    antwoord = als_coach.post(adres("gesprek_nieuw", julia), post | {"nog_een_actie": "1"})
    form = antwoord.context["form"]
    assert (form.aantal_acties, form["welbevinden"].value(), form["afspraken"].value()) == (
        4,
        "5",
        "Halve zin",
    )
    assert (form["actie_3"].value(), form["gedaan"].value()) == ("Derde", [str(post["gedaan"][0])])
    html = antwoord.content.decode()
    assert re.search(r'<input[^>]*name="actie_4"[^>]*autofocus', html)
    assert 'name="acties" value="4"' in html
    assert form.errors == {}
    assert Voortgangsgesprek.objects.count() == 1  # only the talk of before


def test_dubbel_verzenden_schrijft_een_gesprek(als_coach, julia, gesprek, post):
    post |= {"gedaan": [gesprek.actiepunten.get().pk]}
    for _ in range(2):
        assert als_coach.post(adres("gesprek_nieuw", julia), post).status_code == 302
    assert Voortgangsgesprek.objects.count() == 2


def test_een_actie_die_een_collega_net_afvinkte_is_geen_fout(als_coach, julia, gesprek, post):
    actie = gesprek.actiepunten.get()
    actie.gedaan_op = dt.date(2026, 9, 29)
    actie.save()
    ander = Actiepunt.objects.create(traject=julia, omschrijving="Nog open")
    assert (
        als_coach.post(adres("gesprek_nieuw", julia), post | {"gedaan": [actie.pk, ander.pk]}).status_code
        == 302
    )
    actie.refresh_from_db()
    assert actie.gedaan_op == dt.date(2026, 9, 29)


# --- Drafts -----------------------------------------------------------------------------------------------------------
def verborgen(html, naam):
    return re.search(rf'name="{naam}" value="([^"]+)"', html)[1]


def test_de_tekst_overleeft_het_einde_van_de_sessie(julia, jobcoach, gesprek, post):
    """She types for too long, is logged out, presses the button, logs in again and finds everything."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(jobcoach)
    pagina = client.get(adres("gesprek_nieuw", julia))
    html = pagina.content.decode()
    post |= {veld: verborgen(html, veld) for veld in ("csrfmiddlewaretoken", "inzending", "concept")}
    post |= {
        "afspraken": "Lang verhaal",
        "werkdruk": "2",
        "actie_1": "Bellen",
        "gedaan": [gesprek.actiepunten.get().pk],
    }
    del client.cookies["sessionid"]
    antwoord = client.post(adres("gesprek_nieuw", julia), post)
    assert antwoord.status_code == 302
    assert antwoord.url.startswith(reverse("account_login"))
    assert Voortgangsgesprek.objects.count() == 1

    client.force_login(jobcoach)
    assert get_user(client) == jobcoach
    antwoord = client.get(adres("gesprek_nieuw", julia))
    form = antwoord.context["form"]
    assert (form["afspraken"].value(), form["werkdruk"].value(), form["actie_1"].value()) == (
        "Lang verhaal",
        "2",
        "Bellen",
    )
    assert form["gedaan"].value() == [str(post["gedaan"][0])]
    assert "Hier staat uw concept" in antwoord.content.decode()


def test_na_het_opslaan_is_het_concept_weg(als_coach, julia, post):
    html = als_coach.get(adres("gesprek_nieuw", julia)).content.decode()
    als_coach.post(
        reverse("basis:concept"), {"concept": verborgen(html, "concept"), "afspraken": "Half", "acties": "5"}
    )
    assert Concept.objects.count() == 1
    assert als_coach.get(adres("gesprek_nieuw", julia)).context["form"].aantal_acties == 5
    als_coach.post(adres("gesprek_nieuw", julia), post | {"afspraken": "Heel"})
    assert not Concept.objects.exists()


# --- Who reads the text -----------------------------------------------------------------------------------------------
def test_de_coach_leest_de_tekst(als_coach, gesprek):
    assert GEHEIM in als_coach.get(van("gesprek", gesprek)).content.decode()
    assert Logregel.objects.filter(categorie="coachnotities", handeling="inzien").count() == 1


def test_waarnemer_leest_en_wijzigt_feiten_maar_niet_de_tekst(client, gesprek, andere_jobcoach, jobcoach):
    fabrieken.ToewijzingFabriek(
        kandidaat=gesprek.traject.kandidaat,
        gebruiker=andere_jobcoach,
        van=dt.date(2026, 9, 28),
        tot=dt.date(2026, 10, 9),
        vervangt=jobcoach,
    )
    client.force_login(andere_jobcoach)
    assert GEHEIM in client.get(van("gesprek", gesprek)).content.decode()
    form = client.get(van("gesprek_wijzigen", gesprek)).context["form"]
    assert not {"notitie", "afspraken"} & set(form.fields)
    assert form["welbevinden"].value() == "4"


def test_vorige_coach_leest_30_dagen_alleen_de_notities(client, gesprek, andere_jobcoach, time_machine):
    fabrieken.ToewijzingFabriek(
        kandidaat=gesprek.traject.kandidaat,
        gebruiker=andere_jobcoach,
        van=dt.date(2026, 9, 1),
        tot=dt.date(2026, 9, 15),
    )
    client.force_login(andere_jobcoach)
    assert GEHEIM in client.get(adres("notities", gesprek.traject)).content.decode()
    assert client.get(van("gesprek", gesprek)).status_code == 403
    time_machine.move_to(dt.datetime(2026, 10, 16, 10, tzinfo=dt.UTC))
    client.force_login(andere_jobcoach)
    assert client.get(adres("notities", gesprek.traject)).status_code == 404


def test_coordinator_leest_pas_na_een_reden_en_een_keer(client, coordinator_groningen, gesprek):
    client.force_login(coordinator_groningen)
    eerst = client.get(van("gesprek", gesprek)).content.decode()
    assert GEHEIM not in eerst
    assert "Elke dag op tijd" not in eerst
    assert GEHEIM not in client.post(van("gesprek_notities", gesprek), {"reden": " ok "}).content.decode()
    assert not Logregel.objects.filter(categorie="coachnotities").exists()
    antwoord = client.post(van("gesprek_notities", gesprek), {"reden": "Klacht van de werkgever"})
    assert GEHEIM in antwoord.content.decode()
    regel = Logregel.objects.filter(categorie="coachnotities").get()
    assert (regel.gebruiker, regel.reden) == (coordinator_groningen, "Klacht van de werkgever")
    assert GEHEIM not in client.get(van("gesprek", gesprek)).content.decode()
    assert client.get(adres("notities", gesprek.traject)).status_code == 403


def test_trainer_leest_feiten_en_nooit_de_tekst(client, trainer, gesprek):
    fabrieken.ToewijzingFabriek(
        kandidaat=gesprek.traject.kandidaat, gebruiker=trainer, rol="trainer", van=dt.date(2026, 9, 1)
    )
    client.force_login(trainer)
    tekst = client.get(van("gesprek", gesprek)).content.decode()
    assert "4 goed" in tekst
    assert GEHEIM not in tekst
    assert client.post(van("gesprek_notities", gesprek), {"reden": "Wil het graag weten"}).status_code == 403


def test_andere_coach_ziet_niets(client, andere_jobcoach, gesprek):
    client.force_login(andere_jobcoach)
    assert client.get(van("gesprek", gesprek)).status_code == 404
    assert client.post(adres("gesprek_nieuw", gesprek.traject), {}).status_code == 404


# --- Changing ---------------------------------------------------------------------------------------------------------
def wijzigpost(post, gesprek, **anders):
    return post | {"datum": "14-09-2026", "versie": gesprek.versie, "inzending": str(uuid.uuid4())} | anders


def test_wijzigen_door_de_schrijver(als_coach, gesprek, post):
    data = wijzigpost(
        post, gesprek, notitie="Gaat beter", afspraken="Zelf reizen", volgende_datum="21-09-2026"
    )
    assert als_coach.post(van("gesprek_wijzigen", gesprek), data).status_code == 302
    gesprek.refresh_from_db()
    assert (gesprek.notitie, gesprek.versie) == ("Gaat beter", 1)


def test_twee_coaches_op_een_gesprek_de_tweede_ziet_wat_er_nu_staat(
    als_coach, gesprek, post, andere_jobcoach
):
    fabrieken.ToewijzingFabriek(
        kandidaat=gesprek.traject.kandidaat, gebruiker=andere_jobcoach, van=dt.date(2026, 9, 1)
    )
    als_coach.post(
        van("gesprek_wijzigen", gesprek),
        wijzigpost(post, gesprek, welbevinden="5", volgende_datum="21-09-2026"),
    )
    als_coach.force_login(andere_jobcoach)
    antwoord = als_coach.post(
        van("gesprek_wijzigen", gesprek),
        wijzigpost(post, gesprek, welbevinden="1", volgende_datum="21-09-2026"),
    )
    assert antwoord.status_code == 200
    tekst = antwoord.content.decode()
    assert "Intussen gewijzigd door Joke Jobcoach" in tekst
    assert antwoord.context["form"]["welbevinden"].value() == "1"  # what she chose still stands there
    verschil = {v.label: (v.nu, v.uw) for v in antwoord.context["form"].conflict.verschillen}
    assert verschil == {"Welbevinden": ("5 zeer goed", "1 zeer laag")}
    gesprek.refresh_from_db()
    assert gesprek.welbevinden == 5


# --- Goals, choice, performance talks ---------------------------------------------------------------------------------
def test_doel_actie_en_afvinken(als_coach, julia):
    als_coach.post(
        adres("doel_nieuw", julia),
        {"aandachtsgebied": "werk", "omschrijving": "Zelfstandig bellen", "inzending": str(uuid.uuid4())},
    )
    doel = julia.doelen.get()
    data = {
        "omschrijving": "Meeluisteren",
        "eigenaar": "kandidaat",
        "doel": doel.pk,
        "inzending": str(uuid.uuid4()),
    }
    als_coach.post(adres("actie_nieuw", julia), data)
    actie = doel.actiepunten.get()
    antwoord = als_coach.post(van("actie_gedaan", actie), follow=True).content.decode()
    assert van("actie_open", actie) in antwoord
    als_coach.post(van("actie_open", actie))
    assert Actiepunt.objects.open().count() == 1
    als_coach.post(van("doel_bereikt", doel))
    assert "Bereikt" in als_coach.get(adres("doelen", julia)).content.decode()


def test_andermans_actie_bestaat_niet(als_coach):
    ander = Actiepunt.objects.create(traject=fabrieken.TrajectFabriek(), omschrijving="x")
    assert als_coach.post(van("actie_gedaan", ander)).status_code == 404


def test_geen_begeleiding_is_haar_eigen_keuze(als_coach, julia):
    data = {"wil": "nee", "versie": julia.versie, "inzending": str(uuid.uuid4())}
    assert als_coach.post(adres("keuze", julia), data).status_code == 302
    julia.refresh_from_db()
    assert julia.wil_begeleiding is False


def test_teamleider_legt_een_functioneringsgesprek_vast(client, teamleider, julia):
    fabrieken.ToewijzingFabriek(
        kandidaat=julia.kandidaat, gebruiker=teamleider, rol="teamleider", van=dt.date(2026, 9, 1)
    )
    client.force_login(teamleider)
    data = {"datum": "29-9-2026", "verslag": "Neemt zelf op", "inzending": str(uuid.uuid4())}
    client.post(adres("functioneren_nieuw", julia), data)
    rij = Functioneringsgesprek.objects.get()
    assert "Neemt zelf op" in client.get(adres("functioneren", julia)).content.decode()
    data |= {"verslag": "Neemt goed op", "versie": rij.versie, "inzending": str(uuid.uuid4())}
    client.post(van("functioneren_wijzigen", rij), data)
    rij.refresh_from_db()
    assert rij.verslag == "Neemt goed op"


# --- Every look at the text of coaches stands in the log (PRIV-08) --------------------------------------------------
@pytest.mark.parametrize("pagina", ["dossier", "nieuw gesprek"])
def test_tekst_op_een_andere_pagina_is_ook_een_blik_op_de_notities(als_coach, julia, gesprek, pagina):
    nummer = julia.kandidaat.dossiernummer
    url = reverse("dossier:dossier", args=[nummer]) if pagina == "dossier" else adres("gesprek_nieuw", julia)
    assert "Elke dag op tijd beginnen" in als_coach.get(url).content.decode()
    assert Logregel.objects.filter(dossier=nummer, categorie="coachnotities").count() == 1


def test_zonder_tekst_staat_er_geen_blik_in_het_logboek(client, julia, gesprek, coordinator_groningen):
    client.force_login(coordinator_groningen)
    nummer = julia.kandidaat.dossiernummer
    client.get(reverse("dossier:dossier", args=[nummer]))
    assert not Logregel.objects.filter(categorie="coachnotities").exists()


def test_geen_bsn_in_de_reden_die_in_het_logboek_komt(client, gesprek, coordinator_groningen):
    client.force_login(coordinator_groningen)
    url = reverse("begeleiding:gesprek_notities", args=[gesprek.traject.kandidaat.dossiernummer, gesprek.pk])
    antwoord = client.post(url, {"reden": "Overleg over 123456782"})
    assert "Elke dag op tijd beginnen" not in antwoord.content.decode()
    assert not Logregel.objects.filter(reden__contains="123456782").exists()
