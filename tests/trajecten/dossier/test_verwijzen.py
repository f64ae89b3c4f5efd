"""A referrer puts somebody forward: for which programmes, what comes of it, and what she never learns."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from basis.concepten import conceptsleutel
from basis.models import Concept
from gebruikers.models import Gebruikersrol
from kandidaten.models import Dubbelvermoeden, Kandidaat
from partners.models import Werkgebied
from rapportage.vandaag import sectie_van
from tests import fabrieken
from trajecten.dossier.verwijzen import contactpersoon_van, programmas_voor, verwijs
from trajecten.models import Traject

PAGINA, LIJST = "/mijn-verwijzingen/aanmelden/", "/mijn-verwijzingen/"


@pytest.fixture
def collega(uwv_groningen):
    """Another contact person of the same partner."""
    gebruiker = fabrieken.GebruikerFabriek(naam="Vera Vervanger", rollen=["verwijzer"])
    fabrieken.ContactpersoonFabriek(partner=uwv_groningen, naam=gebruiker.naam, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def invoer(programma, coordinator_groningen):
    return {
        "voornaam": "Nadia",
        "tussenvoegsel": "el",
        "achternaam": "Bakkali",
        "geboortedatum": "1-2-1990",
        "telefoon": "06 12345678",
        "email": "",
        "programma": programma.pk,
        "opmerking": "Belt liever 's ochtends.",
    }


@pytest.fixture
def inloggen(client, verwijzer):
    client.force_login(verwijzer)
    return client


# --- What comes of it -------------------------------------------------------------------------------------------------
def test_wie_wordt_aangemeld_staat_op_vandaag(
    inloggen, dien_in, invoer, verwijzer, uwv_groningen, coordinator_groningen
):
    antwoord = dien_in(inloggen, PAGINA, invoer, follow=True)
    assert antwoord.redirect_chain == [(LIJST, 302)]
    tekst = antwoord.content.decode()
    assert "Nadia el Bakkali is aangemeld" in tekst
    assert "binnen 24 uur" in tekst
    assert "Bakkali, Nadia el" in tekst
    verwijzing = Traject.objects.get().verwijzing
    assert (verwijzing.partner, verwijzing.contactpersoon) == (uwv_groningen, verwijzer.contactpersoon)
    assert (verwijzing.bron, verwijzing.vastgelegd_door) == ("verwijzer", verwijzer)
    assert verwijzing.opmerking == "Belt liever 's ochtends."
    assert verwijzing.kandidaat.behandelregio == uwv_groningen.regio
    sectie, _ = sectie_van(coordinator_groningen, "bellen")
    assert [regel.naam for regel in sectie.regels] == ["Nadia el Bakkali"]


def test_daarna_leest_zij_alleen_hoe_het_gaat(inloggen, dien_in, invoer):
    dien_in(inloggen, PAGINA, invoer, follow=True)
    traject = Traject.objects.get()
    tekst = inloggen.get(LIJST).content.decode()
    for geheim in ("12345678", "1990", "ochtends", traject.kandidaat.dossiernummer):
        assert geheim not in tekst
    assert inloggen.get(traject.get_absolute_url()).status_code == 403


def test_wie_het_volgt(client, dien_in, inloggen, invoer, collega, andere_verwijzer):
    """A colleague of the same partner may; another partner's contact person, and a former one, may not."""
    dien_in(inloggen, PAGINA, invoer)
    for gebruiker, ziet in ((collega, True), (andere_verwijzer, False)):
        client.force_login(gebruiker)
        assert ("Bakkali" in client.get(LIJST).content.decode()) is ziet
    collega.contactpersoon.actief = False
    collega.contactpersoon.save()
    client.force_login(collega)
    assert "Bakkali" not in client.get(LIJST).content.decode()


def test_twee_keer_sturen_maakt_een_dossier(inloggen, dien_in, invoer):
    sleutel = str(uuid.uuid4())
    assert [dien_in(inloggen, PAGINA, invoer, inzending=sleutel).url for _ in range(2)] == [LIJST, LIJST]
    assert Kandidaat.objects.count() == 1


def test_een_concept_komt_terug_en_gaat_weg(inloggen, dien_in, invoer, verwijzer, client):
    client.post(
        reverse("basis:concept"),
        {"concept": conceptsleutel(verwijzer, "dossier.verwijzen"), "voornaam": "Half"},
    )
    assert 'value="Half"' in inloggen.get(PAGINA).content.decode()
    dien_in(inloggen, PAGINA, invoer)
    assert not Concept.objects.exists()


# --- What she types ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"telefoon": ""}, "telefoon"),
        ({"achternaam": ""}, "achternaam"),
        ({"programma": ""}, "programma"),
        ({"opmerking": "Het BSN is 111222333"}, "opmerking"),
    ],
)
def test_fouten_bewaren_wat_er_stond(inloggen, dien_in, invoer, anders, veld):
    antwoord = dien_in(inloggen, PAGINA, invoer | anders)
    assert list(antwoord.context["form"].errors) == [veld]
    assert 'value="Nadia"' in antwoord.content.decode()
    assert not Kandidaat.objects.exists()


def test_een_landelijke_partner_kiest_de_gemeente(inloggen, dien_in, invoer, uwv_groningen, regio_groningen):
    uwv_groningen.regio = None
    uwv_groningen.save()
    gemeente = fabrieken.GemeenteFabriek(naam="Groningen", regio=regio_groningen)
    assert "gemeente" in dien_in(inloggen, PAGINA, invoer).context["form"].errors
    dien_in(inloggen, PAGINA, invoer | {"gemeente": gemeente.pk})
    assert Kandidaat.objects.get().behandelregio == regio_groningen


def test_zonder_coordinator_wordt_niets_beloofd(inloggen, dien_in, invoer, coordinator_groningen):
    coordinator_groningen.is_active = False
    coordinator_groningen.save()
    antwoord = dien_in(inloggen, PAGINA, invoer)
    assert "geen coördinator" in antwoord.content.decode()
    assert not Kandidaat.objects.exists()


@pytest.mark.parametrize("veld", ["actief", "is_verwijzer"])
def test_een_partner_die_niet_meer_verwijst(inloggen, dien_in, invoer, uwv_groningen, veld):
    setattr(uwv_groningen, veld, False)
    uwv_groningen.save()
    assert "geen kandidaten aanmelden" in dien_in(inloggen, PAGINA, invoer).content.decode()
    assert not Kandidaat.objects.exists()


# --- For which programmes ---------------------------------------------------------------------------------------------
def test_voor_welke_programmas(uwv_groningen, programma, regio_groningen):
    landelijk = fabrieken.PartnerFabriek(naam="UWV", soort="uwv")
    gemeente = fabrieken.PartnerFabriek(naam="gemeente Assen", soort="gemeente")
    verband = fabrieken.PartnerFabriek(naam="Werk in Zicht", soort="samenwerkingsverband")
    verband.leden.add(gemeente)
    maak = fabrieken.ProgrammaFabriek
    maak(code="A", naam="Van UWV").verwijzers.add(landelijk)
    maak(code="B", naam="Van Werk in Zicht").verwijzers.add(verband)
    maak(code="C", naam="Van gemeenten", verwijzersoorten=["gemeente"])
    maak(code="D", naam="Van Assen").verwijzers.add(gemeente)
    maak(code="E", naam="Archief", status="gearchiveerd")
    open_ = [programma.naam]
    assert [p.naam for p in programmas_voor(uwv_groningen)] == [*open_, "Van UWV"]
    van_assen = {programma.naam, "Van Assen", "Van Werk in Zicht", "Van gemeenten"}
    assert {p.naam for p in programmas_voor(gemeente)} == van_assen
    assert [p.naam for p in programmas_voor(verband)] == [*open_, "Van Werk in Zicht"]


def test_een_programma_van_een_ander_kan_niet(
    inloggen, dien_in, invoer, verwijzer, programma, regio_groningen
):
    programma.verwijzers.add(fabrieken.PartnerFabriek(naam="gemeente Assen"))
    fabrieken.ProgrammaFabriek(code="P09", naam="Wel")
    assert "programma" in dien_in(inloggen, PAGINA, invoer).context["form"].errors
    with pytest.raises(ValidationError, match="uw organisatie"):
        verwijs(
            contactpersoon_van(verwijzer),
            persoon={"voornaam": "A", "achternaam": "B", "behandelregio": regio_groningen},
            programma=programma,
            door=verwijzer,
        )
    assert not Kandidaat.objects.exists()


# --- Whom she referred before, and nobody else ------------------------------------------------------------------------
def test_wie_zij_al_aanmeldde_vraagt_om_een_tweede_blik(inloggen, dien_in, invoer, traject):
    dubbel = invoer | {"telefoon": traject.kandidaat.telefoon}
    antwoord = dien_in(inloggen, PAGINA, dubbel)
    tekst = antwoord.content.decode()
    assert "Julia Luinenburg: aangemeld voor KPN Customer Service Groningen" in tekst
    assert traject.kandidaat.dossiernummer not in tekst
    assert Kandidaat.objects.count() == 1
    assert dien_in(inloggen, PAGINA, dubbel | {"toch": "on"}).url == LIJST
    zij = Kandidaat.objects.latest("pk")
    assert zij != traject.kandidaat
    assert Dubbelvermoeden.objects.filter(eerste=traject.kandidaat, tweede=zij).exists()


def test_dezelfde_naam_is_genoeg(inloggen, dien_in, invoer, traject):
    antwoord = dien_in(inloggen, PAGINA, invoer | {"voornaam": "JULIA", "achternaam": "Luinenburg"})
    assert list(antwoord.context["form"].errors) == ["toch"]


def test_wie_een_ander_aanmeldde_blijft_onbekend(inloggen, dien_in, invoer, traject, andere_verwijzer):
    """Known by another referrer, with an open traject in this very programme: the same page as for somebody new."""
    traject.verwijzing.partner = andere_verwijzer.contactpersoon.partner
    traject.verwijzing.save()
    zelfde = {
        "voornaam": "Julia",
        "achternaam": "Luinenburg",
        "tussenvoegsel": "",
        "telefoon": traject.kandidaat.telefoon,
        "email": traject.kandidaat.email,
    }
    assert dien_in(inloggen, PAGINA, invoer | zelfde).url == LIJST
    assert Dubbelvermoeden.objects.count() == 1


def test_een_verwijzer_die_ook_coordinator_is_ziet_hier_alleen_haar_verwijzingen(
    client, dien_in, invoer, traject, andere_verwijzer, regio_groningen, programma
):
    """With both roles she sees Julia elsewhere; as a referrer of another partner she reads nothing of it."""
    Gebruikersrol.objects.create(gebruiker=andere_verwijzer, rol="coordinator")
    Werkgebied.objects.create(gebruiker=andere_verwijzer, regio=regio_groningen)
    gemeente = fabrieken.GemeenteFabriek(naam="Groningen", regio=regio_groningen)
    client.force_login(type(andere_verwijzer).objects.get(pk=andere_verwijzer.pk))
    antwoord = dien_in(
        client, PAGINA, invoer | {"telefoon": traject.kandidaat.telefoon, "gemeente": gemeente.pk}
    )
    assert antwoord.status_code == 302


def test_een_later_traject_van_een_ander_staat_er_niet(
    inloggen, dien_in, invoer, traject, andere_verwijzer, kandidaat
):
    """Her own referral shows; what another partner opened for the same person later does not."""
    ander = fabrieken.VerwijzingFabriek(kandidaat=kandidaat, partner=andere_verwijzer.contactpersoon.partner)
    geheim = fabrieken.ProgrammaFabriek(code="P07", naam="Geheimtraject")
    fabrieken.TrajectFabriek(kandidaat=kandidaat, verwijzing=ander, programma=geheim, volgnummer=2)
    antwoord = dien_in(inloggen, PAGINA, invoer | {"telefoon": kandidaat.telefoon})
    paneel = antwoord.content.decode().split("Meldde u deze persoon al aan?")[1].split("</ul>")[0]
    assert "KPN" in paneel
    assert "Geheimtraject" not in paneel
