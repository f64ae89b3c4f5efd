"""Her data by subject and what is sensitive: who edits what, conflicts, drafts, no BSN, each kind logged apart."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from basis.concepten import conceptsleutel
from gebruikers.rechten import Categorie
from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven
from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.models import Traject


def adres(kandidaat, naam="gegevens", *args):
    return reverse(f"dossier:{naam}", args=[kandidaat.dossiernummer, *args])


@pytest.fixture
def als_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def waarden(antwoord):
    """What the form on this page holds, as a browser would send it."""
    form = antwoord.context["form"]
    return {
        veld.html_name: "" if veld.value() is None else veld.value()
        for veld in form
        if veld.value() is not False
    }


# --- By subject -----------------------------------------------------------------------------------------------------
def test_alle_onderwerpen_zijn_te_wijzigen(als_coordinator, traject, dien_in):
    url = adres(traject.kandidaat, "gegevens_wijzigen", "werk")
    data = {
        "uren_min": "20",
        "uren_max": "28",
        "kinderopvang": "geregeld",
        "motivatie": "Wil weer onder de mensen.",
    }
    data |= {"versie": traject.kandidaat.versie, "thuiswerk": "true"}
    sleutel = str(uuid.uuid4())
    for _ in range(2):  # a double click is no conflict with herself
        assert dien_in(als_coordinator, url, data, inzending=sleutel).url == adres(traject.kandidaat)
    kandidaat = traject.kandidaat
    kandidaat.refresh_from_db()
    assert (kandidaat.uren_min, kandidaat.thuiswerk, kandidaat.motivatie) == (
        20,
        True,
        "Wil weer onder de mensen.",
    )
    regel = Logregel.objects.order_by("pk").last()
    assert (regel.handeling, regel.categorie) == (Handeling.WIJZIGEN, Categorie.CONTACT)


def test_nieuw_nummer_wordt_ook_gevonden(als_coordinator, traject, dien_in):
    url = adres(traject.kandidaat, "gegevens_wijzigen", "bereikbaarheid")
    data = waarden(als_coordinator.get(url)) | {"telefoon": "06 98 76 54 32"}
    dien_in(als_coordinator, url, data)
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.telefoonsleutel == "+31698765432"


def test_jobcoach_wijzigt_alleen_telefoon_en_mail(client, jobcoach, gecoacht, dien_in):
    client.force_login(jobcoach)
    kandidaat = gecoacht.kandidaat
    url = adres(kandidaat, "gegevens_wijzigen", "bereikbaarheid")
    assert set(client.get(url).context["form"].fields) == {"telefoon", "email", "versie"}
    dien_in(
        client,
        url,
        {
            "versie": kandidaat.versie,
            "telefoon": "0687654321",
            "voorkeursvorm": "schermlezer",
        },
    )
    kandidaat.refresh_from_db()
    assert (kandidaat.telefoon, kandidaat.voorkeursvorm) == ("0687654321", "gewoon")
    for onderwerp in ("persoon", "wonen", "taal", "werk"):
        assert client.get(adres(kandidaat, "gegevens_wijzigen", onderwerp)).status_code == 403
    assert Logregel.objects.filter(handeling=Handeling.GEWEIGERD).count() == 4


def test_trainer_leest_alleen_wie_en_hoe_te_bereiken(client, trainer, met_trainer):
    client.force_login(trainer)
    codes = [o["code"] for o in client.get(adres(met_trainer.kandidaat)).context["onderwerpen"]]
    assert codes == ["persoon", "bereikbaarheid"]


def test_regio_alleen_van_uzelf(als_coordinator, traject, dien_in, regio_twente):
    url = adres(traject.kandidaat, "gegevens_wijzigen", "wonen")
    data = waarden(als_coordinator.get(url)) | {"behandelregio": regio_twente.pk}
    assert "behandelregio" in dien_in(als_coordinator, url, data).context["form"].errors


def test_onbekend_onderwerp(als_coordinator, traject):
    assert als_coordinator.get(adres(traject.kandidaat, "gegevens_wijzigen", "diagnose")).status_code == 404


def test_wie_tweede_is_ziet_wat_er_veranderde_en_verliest_niets(
    client, als_coordinator, collega_groningen, traject, dien_in
):
    url = adres(traject.kandidaat, "gegevens_wijzigen", "persoon")
    eerst = waarden(als_coordinator.get(url))
    client.force_login(collega_groningen)
    dien_in(client, url, eerst | {"achternaam": "Luinenburg-Smit"})
    als_coordinator.force_login(traject.kandidaat.behandelregio.werkgebieden.order_by("pk")[0].gebruiker)
    antwoord = dien_in(als_coordinator, url, eerst | {"achternaam": "Luinenburg", "voornaam": "Julie"})
    form = antwoord.context["form"]
    assert form.conflict
    assert {v.veld: (v.nu, v.uw) for v in form.conflict.verschillen} == {
        "achternaam": ("Luinenburg-Smit", "Luinenburg"),
        "voornaam": ("Julia", "Julie"),
    }
    assert form["voornaam"].value() == "Julie"
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.achternaam == "Luinenburg-Smit"
    dien_in(als_coordinator, url, waarden(antwoord))  # now knowingly
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.naam == "Julie Luinenburg"


def test_geen_bsn_in_vrije_tekst(als_coordinator, traject, dien_in):
    """PRIV-01: nine digits that pass the test are refused until she says that it is no BSN."""
    url = adres(traject.kandidaat, "gegevens_wijzigen", "werk")
    data = {"versie": traject.kandidaat.versie, "kinderopvang": "onbekend", "motivatie": "Dossier 111222333"}
    antwoord = dien_in(als_coordinator, url, data)
    assert "motivatie" in antwoord.context["form"].errors
    assert "geen_bsn" in antwoord.content.decode()
    assert dien_in(als_coordinator, url, data | {"geen_bsn": "on"}).status_code == 302


@pytest.mark.parametrize(("naam", "args"), [("gegevens_wijzigen", ["werk"]), ("ondersteuning", [])])
def test_bij_vrije_tekst_staat_wat_er_niet_in_hoort(
    als_coordinator, traject, naam, args, coordinator_groningen
):
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    assert "geen diagnose" in als_coordinator.get(adres(traject.kandidaat, naam, *args)).content.decode()


def test_tekst_overleeft_het_einde_van_de_sessie(client, coordinator_groningen, traject):
    kandidaat = traject.kandidaat
    url = adres(kandidaat, "gegevens_wijzigen", "werk")
    sleutel = conceptsleutel(coordinator_groningen, f"dossier.gegevens:{kandidaat.pk}:werk")
    client.post(
        url, {"concept": sleutel, "motivatie": "Lang getypt", "versie": "0", "inzending": str(uuid.uuid4())}
    )
    client.force_login(coordinator_groningen)
    assert client.get(url).context["form"]["motivatie"].value() == "Lang getypt"


# --- Agreements about the traject ------------------------------------------------------------------------------------
def test_uren_en_voorrang(als_coordinator, traject, dien_in, coordinator_groningen, programma):
    programma.voorrangsgroepen = "Nieuwkomers"
    programma.save()
    url = reverse("dossier:traject_wijzigen", args=[traject.kandidaat.dossiernummer, 1])
    data = waarden(als_coordinator.get(url))
    assert (
        "uren_per_week"
        in dien_in(als_coordinator, url, data | {"uren_per_week": "30"}).context["form"].errors
    )
    dien_in(als_coordinator, url, data | {"uren_per_week": "24", "voorrang": "on"})
    traject.refresh_from_db()
    assert (traject.uren_per_week, traject.voorrang) == (24, True)
    assert traject.voorrang_gecontroleerd_door == coordinator_groningen


def test_het_dossier_zegt_wie_de_voorrang_nakeek(
    client, als_coordinator, traject, coordinator_groningen, jobcoach
):
    """For who decides about seats; a jobcoach reads her traject without it."""
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    assert "Voorrang" not in als_coordinator.get(traject.get_absolute_url()).text
    Traject.objects.filter(pk=traject.pk).update(
        voorrang=True, voorrang_gecontroleerd_door=coordinator_groningen
    )
    html = als_coordinator.get(traject.get_absolute_url()).text
    assert f"<dd>Ja, gecontroleerd door {coordinator_groningen}</dd>" in html
    client.force_login(jobcoach)
    assert "Voorrang" not in client.get(traject.get_absolute_url()).text


def test_zonder_kwalificaties_vragen_wij_er_niet_naar(als_coordinator, traject):
    url = reverse("dossier:traject_wijzigen", args=[traject.kandidaat.dossiernummer, 1])
    assert ("", "Nog niet gekozen") in als_coordinator.get(url).context["form"].fields["kwalificatie"].choices
    traject.programma.kwalificaties.all().delete()
    assert "kwalificatie" not in als_coordinator.get(url).context["form"].fields


# --- Sensitive values ------------------------------------------------------------------------------------------------
def test_ondersteuning_van_de_lijst(als_coordinator, traject, dien_in, coordinator_groningen):
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    url = adres(traject.kandidaat, "ondersteuning")
    data = waarden(als_coordinator.get(url)) | {
        "aanpassingen": ["schermlezer", "rustige_plek"],
        "wat_werkt": "Rust.",
    }
    assert dien_in(als_coordinator, url, data).status_code == 302
    assert set(BijzonderGegeven.objects.values_list("soort", "waarde")) == {
        ("aanpassing", "schermlezer"),
        ("aanpassing", "rustige_plek"),
        ("wat_werkt", ""),
    }
    regels = Logregel.objects.filter(categorie=Categorie.AANPASSINGEN)
    assert {r.handeling for r in regels} == {Handeling.INZIEN, Handeling.WIJZIGEN}
    assert (
        "aanpassingen"
        in dien_in(als_coordinator, url, data | {"aanpassingen": ["diagnose"]}).context["form"].errors
    )


def test_twee_mensen_in_de_ondersteuning(
    als_coordinator, client, jobcoach, gecoacht, dien_in, coordinator_groningen
):
    breng_naar(gecoacht, "geselecteerd", door=coordinator_groningen)
    url = adres(gecoacht.kandidaat, "ondersteuning")
    eerst = waarden(als_coordinator.get(url))
    client.force_login(jobcoach)
    dien_in(client, url, eerst | {"aanpassingen": ["hulphond"]})
    client.force_login(coordinator_groningen)
    antwoord = dien_in(client, url, eerst | {"aanpassingen": ["vergroting"], "wat_werkt": "Groot beeld."})
    form = antwoord.context["form"]
    assert {v.veld: (v.nu, v.uw) for v in form.conflict.verschillen} == {
        "aanpassingen": ("Hulphond", "Vergroting"),
        "wat_werkt": ("(leeg)", "Groot beeld."),
    }
    assert form["wat_werkt"].value() == "Groot beeld."
    assert list(BijzonderGegeven.objects.values_list("waarde", flat=True)) == ["hulphond"]
    dien_in(client, url, waarden(antwoord))
    assert set(BijzonderGegeven.objects.values_list("waarde", flat=True)) == {"vergroting", ""}


def test_trainer_en_teamleider_lezen_wat_nodig_is(
    client, trainer, met_trainer, als_coordinator, dien_in, coordinator_groningen
):
    breng_naar(met_trainer, "geselecteerd", door=coordinator_groningen)
    url = adres(met_trainer.kandidaat, "ondersteuning")
    dien_in(
        als_coordinator,
        url,
        waarden(als_coordinator.get(url)) | {"aanpassingen": ["hulphond"], "wat_werkt": "Kort."},
    )
    client.force_login(trainer)
    tekst = client.get(url).content.decode()
    assert "Hulphond" in tekst
    assert "Kort." in tekst
    assert "<textarea" not in tekst


def test_doelgroep_pas_vanaf_geselecteerd(als_coordinator, traject, dien_in, coordinator_groningen):
    url = adres(traject.kandidaat, "doelgroep")
    data = {"indicatie": "ja", "gecontroleerd_op": f"{timezone.localdate():%d-%m-%Y}"}
    dien_in(als_coordinator, url, data)
    assert not BijzonderGegeven.objects.exists()
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    begin = waarden(als_coordinator.get(url))
    fout = dien_in(als_coordinator, url, begin | {"indicatie": "ja", "gecontroleerd_op": ""})
    assert "gecontroleerd_op" in fout.context["form"].errors
    assert dien_in(als_coordinator, url, begin | data).status_code == 302
    assert BijzonderGegeven.objects.get(soort=BijzonderSoort.DOELGROEP).waarde == "ja"
    assert Logregel.objects.filter(categorie=Categorie.DOELGROEP, handeling=Handeling.INZIEN).exists()


def test_doelgroep_staat_niet_in_het_dossier(als_coordinator, traject, dien_in, coordinator_groningen):
    breng_naar(traject, "lopend", door=coordinator_groningen)
    url = adres(traject.kandidaat, "doelgroep")
    dien_in(
        als_coordinator,
        url,
        waarden(als_coordinator.get(url))
        | {"indicatie": "ja", "gecontroleerd_op": f"{timezone.localdate():%d-%m-%Y}"},
    )
    als_coordinator.get(adres(traject.kandidaat))  # shows the message
    assert "oelgroep" not in als_coordinator.get(traject.get_absolute_url()).content.decode()


def test_uitkering_bij_de_verwijzing(als_coordinator, traject, dien_in, client, programma):
    url = adres(traject.kandidaat, "uitkering", 1)
    begin = waarden(als_coordinator.get(url))
    dien_in(als_coordinator, url, begin | {"uitkering": "ww"})
    assert BijzonderGegeven.objects.get().verwijzing == traject.verwijzing
    programma.proefplaatsing_maanden = None
    programma.save()
    assert "leggen wij de uitkering niet vast" in als_coordinator.get(url).content.decode()
    dien_in(als_coordinator, url, {"uitkering": "wia"})
    assert BijzonderGegeven.objects.get().waarde == "ww"


def test_jobcoach_leest_de_uitkering(client, jobcoach, gecoacht):
    BijzonderGegeven.objects.create(
        kandidaat=gecoacht.kandidaat,
        soort=BijzonderSoort.UITKERING,
        waarde="ww",
        verwijzing=gecoacht.verwijzing,
    )
    client.force_login(jobcoach)
    tekst = client.get(adres(gecoacht.kandidaat, "uitkering", 1)).content.decode()
    assert "<p>WW</p>" in tekst
    assert 'name="uitkering"' not in tekst


@pytest.mark.parametrize("naam", ["gegevens", "ondersteuning", "doelgroep"])
def test_paginas_binnen_het_budget(
    als_coordinator, traject, naam, django_assert_max_num_queries, coordinator_groningen
):
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    als_coordinator.get("/toegankelijkheid/")
    with django_assert_max_num_queries(12):
        als_coordinator.get(adres(traject.kandidaat, naam))
    for onderwerp in ("persoon", "wonen"):
        with django_assert_max_num_queries(12):
            als_coordinator.get(adres(traject.kandidaat, "gegevens_wijzigen", onderwerp))


@pytest.mark.parametrize(
    ("onderwerp", "veld", "dag"),
    [("persoon", "geboortedatum", "1-1-2090"), ("bereikbaarheid", "privacy_gegeven_op", "1-1-2090")],
)
def test_een_dag_in_de_toekomst_kan_niet(
    client, coordinator_groningen, kandidaat, dien_in, onderwerp, veld, dag
):
    client.force_login(coordinator_groningen)
    url = reverse("dossier:gegevens_wijzigen", args=[kandidaat.dossiernummer, onderwerp])
    begin = client.get(url).context["form"].initial
    data = {naam: waarde for naam, waarde in begin.items() if isinstance(waarde, str | int)} | {veld: dag}
    antwoord = dien_in(client, url, data)
    assert list(antwoord.context["form"].errors) == [veld]
