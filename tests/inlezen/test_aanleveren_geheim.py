"""What a referrer never learns from a list of her own: whom others know, and more of her own people than PRIV-14."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruikersrol
from inlezen.aanleveren import AL_GEWERKT
from inlezen.models import Inlezing
from inlezen.terugkijken import bekijk
from inlezen.toepassen import lees_in
from kandidaten.diensten import leg_contact_vast
from kandidaten.keuzes import Kanaal
from kandidaten.models import Dubbelvermoeden, Kandidaat
from kandidaten.vermoedens import zoek_dubbelen
from partners.models import Werkgebied
from tests import fabrieken
from tests.inlezen.aanlevering import LIJSTEN, NADIA, SEM, VERWIJZINGEN, adres, verstuur
from tests.inlezen.stappen import oordelen, tekst


@pytest.fixture
def julia_elders(kandidaat, programma, regio_groningen):
    """Julia, put forward by another partner for this very programme, in this very region."""
    verwijzing = fabrieken.VerwijzingFabriek(kandidaat=kandidaat)
    fabrieken.TrajectFabriek(kandidaat=kandidaat, verwijzing=verwijzing, programma=programma)
    return kandidaat


def rij_van(kandidaat):
    return (
        f"{kandidaat.voornaam};{kandidaat.achternaam};{kandidaat.geboortedatum:%d-%m-%Y};{kandidaat.telefoon}"
    )


# --- Whom others know: nothing ----------------------------------------------------------------------------------------
def bekijk_alles(client, inlezing, weg):
    """What every screen says, and how many queries it takes; `weg`: words of the row itself."""
    gezien = []
    for naam in ("controleren", "bevestigen", "resultaat", "stand"):
        with CaptureQueriesContext(connection) as queries:
            antwoord = client.get(adres(naam, inlezing))
        inhoud = antwoord.content.decode().replace(str(inlezing.pk), "PK")
        for woord in weg:
            inhoud = inhoud.replace(woord, "X")
        inhoud = re.sub(r'(csrfmiddlewaretoken|inzending)" value="[^"]*"', "", inhoud)
        inhoud = re.sub(r"[\d\s-]+", " ", inhoud)  # numbers of rows and telephones, moments
        gezien.append((antwoord.status_code, inhoud, len(queries)))
    return gezien


def test_wie_elders_bekend_is_leest_als_wie_niemand_kent(
    vincent, verwijzer, lever_aan, julia_elders, time_machine
):
    """The same verdict, the same words, the same number of queries, before and after reading in."""
    time_machine.move_to(timezone.now(), tick=False)  # a minute that passes has the session written
    bekend = lever_aan(rij_van(julia_elders))
    nieuw = lever_aan("Petra;Hoogstraten;17-08-1993;0611111111")
    assert oordelen(bekend) == oordelen(nieuw) == {2: "nieuw"}
    van_bekend, van_nieuw = ["Luinenburg", "Julia"], ["Hoogstraten", "Petra"]
    vincent.get(LIJSTEN)  # the session's own row is written once a minute
    for _voor_en_na in range(2):
        een, ander = (
            bekijk_alles(vincent, bekend, van_bekend),
            bekijk_alles(vincent, nieuw, van_nieuw),
        )
        assert [(status, vragen) for status, _, vragen in een] == [
            (status, vragen) for status, _, vragen in ander
        ]
        assert [inhoud for _, inhoud, _ in een] == [inhoud for _, inhoud, _ in ander]
        for _, inhoud, _ in een:
            assert "bekend" not in inhoud
        tellingen = []
        for lijst in (bekend, nieuw):
            with CaptureQueriesContext(connection) as queries:
                verstuur(vincent, adres("bevestigen", lijst))
            tellingen.append(len(queries))
        assert tellingen[0] == tellingen[1]
    assert Kandidaat.objects.filter(achternaam="Luinenburg").count() == 2


def test_wie_dubbel_is_vindt_de_coordinator(
    client, verwijzer, coordinator_groningen, lever_aan, julia_elders
):
    """By the nightly search; the referrer reads nothing of it."""
    lees_in(lever_aan(rij_van(julia_elders)), door=verwijzer)
    assert not Dubbelvermoeden.objects.exists()
    zoek_dubbelen()
    assert Dubbelvermoeden.objects.get().eerste == julia_elders
    client.force_login(coordinator_groningen)
    assert "Luinenburg" in client.get(reverse("dossier:dubbel")).content.decode()
    client.force_login(verwijzer)
    for pad in (VERWIJZINGEN, LIJSTEN, adres("resultaat", Inlezing.objects.get())):
        assert "dubbel" not in client.get(pad).content.decode().lower()


def test_een_coordinator_die_meekijkt_maakt_er_geen_oordeel_van(
    client, verwijzer, coordinator_groningen, lever_aan, julia_elders
):
    """Judged again by who knows Julia: the verdict, which the referrer reads, stays the same."""
    inlezing = lever_aan(rij_van(julia_elders))
    inlezing.regels.update(stand="mislukt", fout="Er ging iets mis.")
    Inlezing.objects.update(status="klaar")
    client.force_login(coordinator_groningen)
    verstuur(client, adres("opnieuw", inlezing))
    assert oordelen(inlezing) == {2: "nieuw"}
    client.force_login(verwijzer)
    assert "bekend" not in tekst(client.get(adres("controleren", inlezing)))


def test_een_verwijzer_die_ook_coordinator_is_leest_hier_alleen_haar_verwijzingen(
    client, verwijzer, regio_groningen, lever_aan, julia_elders
):
    Gebruikersrol.objects.create(gebruiker=verwijzer, rol="coordinator")
    Werkgebied.objects.create(gebruiker=verwijzer, regio=regio_groningen)
    inlezing = lever_aan(rij_van(julia_elders))
    assert oordelen(inlezing) == {2: "nieuw"}
    client.force_login(type(verwijzer).objects.get(pk=verwijzer.pk))
    pagina = client.get(adres("controleren", inlezing)).content.decode()
    assert julia_elders.dossiernummer not in pagina


# --- Whom her own partner put forward before --------------------------------------------------------------------------
def test_wie_zij_al_aanmeldde_vraagt_om_een_keuze(vincent, verwijzer, lever_aan, traject):
    """Name, programme and date; no value of the dossier, and no "unchanged" that would tell it (PRIV-14)."""
    julia = traject.kandidaat
    julia.email = "julia-geheim@example.nl"
    julia.save()
    inlezing = lever_aan(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
    assert oordelen(inlezing) == {2: "mogelijk_dubbel"}
    antwoord = vincent.get(adres("controleren", inlezing))
    assert "Uw organisatie meldde Julia Luinenburg al aan voor KPN Customer Service Groningen op" in tekst(
        antwoord
    )
    html = antwoord.content.decode()
    for geheim in (julia.dossiernummer, "julia-geheim", julia.telefoon[-8:], "Lijkt op", "Zelfde persoon"):
        assert geheim not in html
    regel = inlezing.regels.get()
    verstuur(
        vincent,
        adres("controleren", inlezing),
        tab="mogelijk_dubbel",
        rij=regel.pk,
        doe="verder",
        **{f"keuze_{regel.pk}": julia.dossiernummer},
    )
    assert not inlezing.regels.get().gekozen
    verstuur(
        vincent,
        adres("controleren", inlezing),
        tab="mogelijk_dubbel",
        rij=regel.pk,
        doe="verder",
        **{f"keuze_{regel.pk}": "nieuw"},
    )
    verstuur(vincent, adres("bevestigen", inlezing))
    assert Kandidaat.objects.count() == 2
    assert julia.trajecten.count() == 1


def test_een_lijst_raadt_geen_gegevens_uit_een_dossier(lever_aan, traject):
    """A telephone number, address or date of birth that fits says nothing: only the name is compared."""
    julia = traject.kandidaat
    geboren = f"{julia.geboortedatum:%d-%m-%Y}"
    inlezing = lever_aan(
        f"Julia;Luinenburg;{geboren};0699999991;",
        "Julia;Luinenburg;01-01-1960;0699999992;",
        f"Jolanda;Raadster;{geboren};{julia.telefoon};{julia.email}",
        kop="Voornaam;Achternaam;Geboortedatum;Telefoon;E-mail",
    )
    assert oordelen(inlezing) == {2: "mogelijk_dubbel", 3: "mogelijk_dubbel", 4: "nieuw"}
    goed, fout = (inlezing.regels.get(rijnummer=nummer).beoordeling for nummer in (2, 3))
    assert goed["gelijkenissen"] == fout["gelijkenissen"]


def test_naamgenoten_in_een_lijst_gaan_allebei_naar_binnen(lever_aan, verwijzer):
    """Who came in by this very list is compared by all that the list says of her."""
    inlezing = lever_aan("Jan;Bakker;01-02-1980;0611111111", "Jan;Bakker;03-04-1990;0622222222")
    assert set(oordelen(inlezing).values()) == {"nieuw"}
    lees_in(inlezing, door=verwijzer)
    assert Kandidaat.objects.filter(achternaam="Bakker").count() == 2
    nog_eens = lever_aan("Jan;Bakker;01-02-1980;0611111111", "Jan;Bakker;01-02-1980;0611111111")
    assert set(oordelen(nog_eens).values()) == {"mogelijk_dubbel"}


def test_een_dubbele_rij_blijft_dubbel_als_de_eerste_binnen_is(vincent, lever_aan, verwijzer):
    inlezing = lever_aan(NADIA, NADIA)
    assert oordelen(inlezing) == {2: "nieuw", 3: "mogelijk_dubbel"}
    lees_in(inlezing, door=verwijzer)
    inlezing.regels.filter(rijnummer=3).update(stand="mislukt", fout="Er ging iets mis.")
    verstuur(vincent, adres("opnieuw", inlezing))
    assert oordelen(inlezing)[3] == "mogelijk_dubbel"
    assert Kandidaat.objects.count() == 1


def test_dezelfde_lijst_nog_eens_meldt_niemand_dubbel_aan(vincent, verwijzer, lever_aan):
    lees_in(lever_aan(NADIA, SEM), door=verwijzer)
    nog_eens = lever_aan(NADIA, SEM)
    assert set(oordelen(nog_eens).values()) == {"mogelijk_dubbel"}
    assert not nog_eens.regels.filter(gekozen=True).exists()


def test_wie_niet_meer_van_haar_partner_is_staat_er_niet_meer(vincent, lever_aan, traject, andere_verwijzer):
    """The row was judged while Julia was her partner's; who looks later does not read her name any more."""
    julia = traject.kandidaat
    inlezing = lever_aan(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
    traject.verwijzing.partner = andere_verwijzer.contactpersoon.partner
    traject.verwijzing.contactpersoon = None
    traject.verwijzing.save()
    pagina = tekst(vincent.get(adres("controleren", inlezing)))
    assert "Uw organisatie meldde" not in pagina
    assert "bekend" not in pagina


def test_de_coordinator_van_haar_regio_leest_niet_wie_elders_zit(
    client, collega_groningen, lever_aan, traject, regio_twente
):
    julia = traject.kandidaat
    julia.behandelregio = regio_twente
    julia.save()
    inlezing = lever_aan(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
    client.force_login(collega_groningen)
    pagina = client.get(adres("controleren", inlezing)).content.decode()
    assert "Mogelijk al bekend in een andere regio." in pagina
    assert "Uw organisatie meldde" not in pagina


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_terugdraaien_zolang_niemand_eraan_werkte(vincent, verwijzer, coordinator_groningen, lever_aan):
    """Whoever was called stays; by whom and when is not hers to read."""
    inlezing = lees_in(lever_aan(NADIA, SEM), door=verwijzer)
    sem = Kandidaat.objects.get(achternaam="Visser")
    leg_contact_vast(
        verwijzing=sem.verwijzingen.get(),
        gelukt=True,
        kanaal=Kanaal.TELEFOON,
        tijdstip=timezone.now(),
        door=coordinator_groningen,
    )
    antwoord = vincent.get(adres("terugdraaien", inlezing))
    html = antwoord.content.decode()
    assert AL_GEWERKT in html
    for geheim in ("Carla", "gesproken", sem.dossiernummer, "dossier/"):
        assert geheim not in html
    verstuur(vincent, adres("terugdraaien", inlezing))
    assert list(Kandidaat.objects.values_list("achternaam", flat=True)) == ["Visser"]
    assert inlezing.regels.get(rijnummer=2).stand == "open"
    assert AL_GEWERKT in [u.reden for u in bekijk(inlezing, gebruiker=verwijzer)]
    assert any("Carla" in u.reden for u in bekijk(inlezing, gebruiker=coordinator_groningen))


def test_verwijderen_zolang_niets_is_aangemeld(vincent, lever_aan):
    inlezing = lever_aan(NADIA)
    verstuur(vincent, adres("verwijderen", inlezing))
    assert not Inlezing.objects.exists()
