"""Merging on the screens: who gets there, a choice per field, the recap, the old number, and taking it back."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kandidaten.models import Kandidaat, Samenvoeging
from kandidaten.vermoedens import zoek_dubbelen
from logboek.models import Handeling, Logregel
from tests import fabrieken
from trajecten.models import Traject


@pytest.fixture
def als_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def adres(kandidaat, ander):
    return reverse("dossier:samenvoegen", args=[kandidaat.dossiernummer, ander.dossiernummer])


def velden(antwoord, **anders):
    """What the page sends when nothing is changed on it."""
    form = antwoord.context["form"]
    waarden = {naam: form[naam].value() for naam in form.fields if form[naam].value() is not None}
    return {**waarden, "inzending": str(uuid.uuid4()), **anders}


def voeg_samen_op_het_scherm(client, kandidaat, ander, **anders):
    pagina = client.get(adres(kandidaat, ander))
    gegevens = velden(pagina, **anders)
    controle = client.post(adres(kandidaat, ander), gegevens, follow=True)
    assert len(controle.redirect_chain) == 1  # a page of its own: Back does not ask to send the form again
    assert "Wilt u deze twee dossiers samenvoegen?" in controle.content.decode()
    return client.post(adres(kandidaat, ander), {**gegevens, "bevestigd": "1"}), gegevens


# --- The way ----------------------------------------------------------------------------------------------------------
def test_van_gegevens_naar_samengevoegd_en_terug(als_coordinator, traject, ander):
    kandidaat = traject.kandidaat
    fabrieken.TrajectFabriek(kandidaat=ander)
    gegevens = als_coordinator.get(reverse("dossier:gegevens", args=[kandidaat.dossiernummer]))
    kies = reverse("dossier:samenvoegen_kies", args=[kandidaat.dossiernummer])
    assert kies in gegevens.content.decode()
    gevonden = als_coordinator.post(kies, {"q": "luijnen"})
    assert adres(kandidaat, ander) in gevonden.content.decode()
    pagina = als_coordinator.get(adres(kandidaat, ander))
    assert "1 traject, 1 verwijzing" in pagina.content.decode()
    assert "Luijnenburg (" in pagina.content.decode()
    antwoord, _ = voeg_samen_op_het_scherm(als_coordinator, kandidaat, ander, achternaam="daar")
    samenvoeging = Samenvoeging.objects.get()
    assert antwoord.url == reverse("dossier:samenvoeging", args=[kandidaat.dossiernummer, samenvoeging.pk])
    assert "Ongedaan maken" in als_coordinator.get(antwoord.url).content.decode()
    kandidaat.refresh_from_db()
    assert kandidaat.achternaam == "Luijnenburg"
    ongedaan = reverse("dossier:samenvoeging_ongedaan", args=[kandidaat.dossiernummer, samenvoeging.pk])
    assert "Alles wat er eerder al stond" in als_coordinator.get(ongedaan).content.decode()
    als_coordinator.post(ongedaan, {"inzending": str(uuid.uuid4())})
    assert Traject.objects.get(kandidaat=ander).volgnummer == 1
    assert "ongedaan gemaakt" in als_coordinator.get(antwoord.url).content.decode()


def test_het_andere_nummer_kan_blijven(als_coordinator, kandidaat, ander):
    voeg_samen_op_het_scherm(als_coordinator, kandidaat, ander, nummer="daar", achternaam="hier")
    (over,) = Kandidaat.objects.all()
    assert (over.dossiernummer, over.achternaam) == (ander.dossiernummer, "Luinenburg")


def test_dubbelklik_voegt_een_keer_samen(als_coordinator, kandidaat, ander):
    eerste, gegevens = voeg_samen_op_het_scherm(als_coordinator, kandidaat, ander)
    tweede = als_coordinator.post(adres(kandidaat, ander), {**gegevens, "bevestigd": "1"})
    assert tweede.url == eerste.url
    assert Samenvoeging.objects.count() == 1


def test_wat_intussen_wijzigde_wordt_eerst_getoond(als_coordinator, kandidaat, ander):
    gegevens = velden(als_coordinator.get(adres(kandidaat, ander)), bevestigd="1")
    ander.woonplaats = "Assen"
    ander.save()
    antwoord = als_coordinator.post(adres(kandidaat, ander), gegevens)
    assert "Een collega heeft dit intussen gewijzigd" in antwoord.content.decode()
    assert "Assen" in antwoord.content.decode()
    assert Samenvoeging.objects.count() == 0


def test_wat_in_de_weg_staat_staat_op_de_pagina(als_coordinator, traject, ander, programma):
    fabrieken.TrajectFabriek(kandidaat=ander, programma=programma)
    tekst = als_coordinator.get(adres(traject.kandidaat, ander)).content.decode()
    assert "Sluit eerst een van de twee af" in tekst
    assert "Verder naar de controle" not in tekst


def test_vergelijken_staat_bij_beide_in_het_logboek(als_coordinator, kandidaat, ander):
    als_coordinator.get(adres(kandidaat, ander))
    regels = Logregel.objects.filter(handeling=Handeling.INZIEN, reden="vergeleken om samen te voegen")
    assert {r.dossier for r in regels} == {kandidaat.dossiernummer, ander.dossiernummer}


def test_lijkt_op_deze_persoon_staat_er_meteen(als_coordinator, kandidaat, ander):
    ander.telefoon = kandidaat.telefoon
    ander.save()
    zoek_dubbelen()
    kies = reverse("dossier:samenvoegen_kies", args=[kandidaat.dossiernummer])
    assert adres(kandidaat, ander) in als_coordinator.get(kies).content.decode()


def test_een_nummer_in_twee_spellingen_is_geen_keuze(als_coordinator, kandidaat, ander):
    """Nor an address in capitals, nor a space behind a name; another number is one, written as people read it."""
    gelijk = {"telefoon": ("06 70643907", "+31670643907"), "email": ("Julia@Example.nl", "julia@example.nl")}
    for naam, (hier, daar) in {**gelijk, "voornaam": ("Julia", "Julia ")}.items():
        setattr(kandidaat, naam, hier)
        setattr(ander, naam, daar)
    kandidaat.save()
    ander.save()
    form = als_coordinator.get(adres(kandidaat, ander)).context["form"]
    assert not {"telefoon", "email", "voornaam"} & form.fields.keys()
    assert ("Telefoon", "06 70643907") in form.gelijk()
    assert "achternaam" in form.fields
    ander.telefoon = "+31611112222"
    ander.save()
    form = als_coordinator.get(adres(kandidaat, ander)).context["form"]
    assert [label for _, label in form.fields["telefoon"].choices] == [
        f"06 70643907 ({kandidaat.dossiernummer})",
        f"06 11112222 ({ander.dossiernummer})",
    ]


def test_terug_na_de_controle_en_na_het_samenvoegen(als_coordinator, kandidaat, ander):
    gegevens = velden(als_coordinator.get(adres(kandidaat, ander)), achternaam="daar")
    controle = als_coordinator.post(adres(kandidaat, ander), gegevens).url
    assert "Luijnenburg" not in controle
    assert "Luijnenburg" not in str(dict(als_coordinator.session))
    for _ in range(2):  # reload shows the same
        pagina = als_coordinator.get(controle).content.decode()
        assert "Wilt u deze twee dossiers samenvoegen?" in pagina
        assert "Luijnenburg" in pagina
    als_coordinator.post(controle, {**gegevens, "bevestigd": "1"})
    kandidaat.refresh_from_db()
    assert kandidaat.achternaam == "Luijnenburg"
    assert als_coordinator.get(controle).url == kandidaat.get_absolute_url()
    omgekeerd = als_coordinator.get(adres(ander, kandidaat), follow=True)
    assert omgekeerd.redirect_chain[-1][0] == kandidaat.get_absolute_url()
    assert "is samengevoegd met dit dossier" in omgekeerd.content.decode()


# --- The old number ---------------------------------------------------------------------------------------------------
@pytest.fixture
def samengevoegd(als_coordinator, traject, ander):
    fabrieken.TrajectFabriek(kandidaat=ander)
    voeg_samen_op_het_scherm(als_coordinator, traject.kandidaat, ander)
    return Samenvoeging.objects.get()


def test_het_oude_nummer_leidt_naar_dezelfde_pagina(als_coordinator, traject, ander, samengevoegd):
    oud, nieuw = ander.dossiernummer, traject.kandidaat.dossiernummer
    for naam, oude, nieuwe in (
        ("dossier:dossier", [oud], [nieuw]),
        ("dossier:gegevens", [oud], [nieuw]),
        ("dossier:traject", [oud, 1], [nieuw, 2]),  # her first traject is the second one now
        ("dossier:contact", [oud, 1], [nieuw, 2]),
    ):
        antwoord = als_coordinator.get(reverse(naam, args=oude) + "?soort=contact")
        assert antwoord.status_code == 302
        assert antwoord.url == reverse(naam, args=nieuwe) + "?soort=contact"
        assert als_coordinator.get(antwoord.url).status_code == 200


def test_wie_het_oude_nummer_opent_leest_een_keer_waarom_het_een_ander_is(
    als_coordinator, ander, samengevoegd
):
    zin = f"Dossier {ander.dossiernummer} is samengevoegd met dit dossier."
    pagina = als_coordinator.get(ander.get_absolute_url(), follow=True)
    assert pagina.content.decode().count(zin) == 1
    assert zin not in als_coordinator.get(samengevoegd.blijft.get_absolute_url()).content.decode()


def test_schrijven_onder_het_oude_nummer_verandert_niets(
    als_coordinator,
    traject,
    ander,
    samengevoegd,
):
    """A form of the old dossier never lands in the new one: that is another record with another version."""
    voor = Kandidaat.objects.get(pk=traject.kandidaat_id).versie
    adres_ = reverse("dossier:gegevens_wijzigen", args=[ander.dossiernummer, "persoon"])
    antwoord = als_coordinator.post(
        adres_, {"voornaam": "Fout", "achternaam": "Fout", "versie": voor, "inzending": str(uuid.uuid4())}
    )
    assert antwoord.url == traject.kandidaat.get_absolute_url()
    assert "is niet bewaard" in als_coordinator.get(antwoord.url).content.decode()
    assert Kandidaat.objects.get(pk=traject.kandidaat_id).voornaam == "Julia"


def test_een_vreemde_merkt_niets_van_het_oude_nummer(
    client,
    coordinator_twente,
    ander,
    samengevoegd,
):
    """The near miss: the same answer and the same cost as a number that never was."""
    client.force_login(coordinator_twente)
    client.get(reverse("toegankelijkheid"))
    uitkomsten = []
    for nummer in (ander.dossiernummer, "ZZZZ-9999", samengevoegd.blijft.dossiernummer):
        with CaptureQueriesContext(connection) as queries:
            antwoord = client.get(reverse("dossier:dossier", args=[nummer]))
        uitkomsten.append((antwoord.status_code, len(queries)))
    assert len(set(uitkomsten)) == 1
    assert uitkomsten[0][0] == 404


def test_zoeken_op_het_oude_nummer_vindt_haar(ander, samengevoegd):
    assert list(Kandidaat.objects.zoek(ander.dossiernummer)) == [samengevoegd.blijft]


def test_wie_keek_noemt_ook_wie_in_het_oude_dossier_keek(
    als_coordinator, traject, ander, samengevoegd, jobcoach
):
    Logregel.objects.create(
        gebruiker=jobcoach, handeling=Handeling.INZIEN, dossier=ander.dossiernummer, categorie="contact"
    )
    tekst = als_coordinator.get(
        reverse("dossier:inzage", args=[traject.kandidaat.dossiernummer])
    ).content.decode()
    assert jobcoach.naam in tekst


# --- Who may not ------------------------------------------------------------------------------------------------------
def test_wie_er_maar_een_mag_schrijven_komt_er_niet(client, coordinator_twente, regio_twente, kandidaat):
    eigen = fabrieken.KandidaatFabriek(behandelregio=regio_twente)
    client.force_login(coordinator_twente)
    for paar in ((eigen, kandidaat), (kandidaat, eigen)):
        assert client.get(adres(*paar)).status_code == 404
        assert client.post(adres(*paar), {"nummer": "hier"}).status_code == 404


def test_een_jobcoach_leest_wel_maar_voegt_niet_samen(client, jobcoach, kandidaat, ander):
    for wie in (kandidaat, ander):
        fabrieken.ToewijzingFabriek(kandidaat=wie, gebruiker=jobcoach)
    client.force_login(jobcoach)
    assert client.get(adres(kandidaat, ander)).status_code == 403
    gegevens = client.get(reverse("dossier:gegevens", args=[kandidaat.dossiernummer]))
    assert "Samenvoegen" not in gegevens.content.decode()
