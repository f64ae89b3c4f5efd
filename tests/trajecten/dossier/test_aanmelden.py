"""Putting somebody forward by hand: search, form, duplicates, drafts, and once is once."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from basis.concepten import conceptsleutel
from basis.models import Concept
from basis.versleuteling import versleutel
from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven, Kandidaat, Verwijzing
from partners.models import Werkgebied
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.dossier.diensten import meld_aan, meld_opnieuw_aan
from trajecten.models import Traject

NIEUW, GEGEVENS = "/kandidaten/nieuw/", "/kandidaten/nieuw/gegevens/"


@pytest.fixture
def inloggen(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def invoer(programma, uwv_groningen):
    gisteren = timezone.localtime() - dt.timedelta(days=1)
    return {
        "voornaam": "Anna",
        "tussenvoegsel": "van der",
        "achternaam": "Berg",
        "geboortedatum": "1-2-1990",
        "telefoon": "06 12345678",
        "email": "",
        "programma": programma.pk,
        "verwijzer": uwv_groningen.pk,
        "contactpersoon": "",
        "behandelregio": "",
        "ontvangen_op_0": f"{gisteren:%d-%m-%Y}",
        "ontvangen_op_1": "09:30",
        "uitkering": "",
    }


# --- The services ---------------------------------------------------------------------------------------------------
def test_meld_aan_maakt_alles_of_niets(coordinator_groningen, programma, regio_groningen):
    programma.proefplaatsing_maanden = None
    programma.save()
    gegevens = {
        "persoon": {"voornaam": "Anna", "achternaam": "Berg", "behandelregio": regio_groningen},
        "programma": programma,
        "ontvangen_op": timezone.now(),
        "door": coordinator_groningen,
    }
    with pytest.raises(ValidationError) as fout:
        meld_aan(**gegevens, uitkering="ww")
    assert "uitkering" in fout.value.message_dict
    assert not Kandidaat.objects.exists()
    traject = meld_aan(**gegevens)
    assert traject.verwijzing.bron == "zelf"
    assert traject.statuswissels.get().op == timezone.localdate()


def test_opnieuw_aanmelden_opent_een_tweede_traject(coordinator_groningen, traject, programma):
    with pytest.raises(ValidationError, match="lopend traject"):
        meld_opnieuw_aan(
            traject.kandidaat, programma=programma, ontvangen_op=timezone.now(), door=coordinator_groningen
        )
    breng_naar(traject, "afgewezen", door=coordinator_groningen)
    tweede = meld_opnieuw_aan(
        traject.kandidaat, programma=programma, ontvangen_op=timezone.now(), door=coordinator_groningen
    )
    assert tweede.volgnummer == 2
    assert tweede.verwijzing != traject.verwijzing


# --- Step 1 ---------------------------------------------------------------------------------------------------------
def test_zoeken_toont_wie_en_waarom(inloggen, traject):
    antwoord = inloggen.post(NIEUW, {"voornaam": "", "achternaam": "LUINENBÚRG"})
    tekst = antwoord.content.decode()
    assert "Luinenburg, Julia" in tekst
    assert "Naam lijkt erop" in tekst
    assert "aangemeld" in tekst
    assert reverse("dossier:opnieuw", args=[traject.kandidaat.dossiernummer]) in tekst
    assert "Deze persoon is nieuw" in tekst


def test_zoeken_zonder_iets_is_een_fout(inloggen):
    assert "Vul een naam" in inloggen.post(NIEUW, {}).content.decode()


def test_zoeken_buiten_het_bereik_verklapt_niets(client, coordinator_twente, kandidaat):
    client.force_login(coordinator_twente)
    tekst = client.post(
        NIEUW, {"voornaam": "Onbekend", "achternaam": "Iemand", "telefoon": kandidaat.telefoon}
    ).content.decode()
    assert "andere regio" in tekst
    for geheim in ("Julia", "Luinenburg", kandidaat.dossiernummer, "Groningen"):
        assert geheim not in tekst


def test_zoeken_staat_niet_in_het_adres_en_schrijft_niets(inloggen, kandidaat):
    antwoord = inloggen.post(NIEUW, {"achternaam": "Luinenburg"})
    assert antwoord.status_code == 200
    assert not Concept.objects.exists()


# --- Step 2 ---------------------------------------------------------------------------------------------------------
def test_wat_gezocht_is_wordt_niet_nog_eens_gevraagd(inloggen, programma):
    antwoord = inloggen.post(
        GEGEVENS,
        {"begin": "1", "voornaam": "Anna", "achternaam": "van der Berg", "geboortedatum": "1-2-1990"},
    )
    form = antwoord.context["form"]
    assert form["tussenvoegsel"].value() == "van der"
    assert form["achternaam"].value() == "Berg"
    assert 'value="01-02-1990"' in antwoord.content.decode()


def test_rechtstreeks_naar_stap_2_begint_bij_zoeken(inloggen):
    assert inloggen.get(GEGEVENS).url == NIEUW


def test_een_kandidaat_aanmelden(inloggen, invoer, dien_in, regio_groningen, coordinator_groningen):
    antwoord = dien_in(inloggen, GEGEVENS, invoer | {"uitkering": "ww"})
    traject = Traject.objects.get()
    kandidaat = traject.kandidaat
    assert antwoord.url == traject.get_absolute_url()
    assert kandidaat.naam == "Anna van der Berg"
    assert kandidaat.behandelregio == regio_groningen  # from the partner
    assert kandidaat.gewijzigd_door == coordinator_groningen
    assert timezone.localtime(traject.verwijzing.ontvangen_op).strftime("%H:%M") == "09:30"
    assert BijzonderGegeven.objects.get(soort=BijzonderSoort.UITKERING).verwijzing == traject.verwijzing
    pagina = inloggen.get(antwoord.url).content.decode()
    assert "Contact vastleggen</a>" in pagina


def test_twee_keer_sturen_maakt_een_kandidaat(inloggen, invoer, dien_in):
    sleutel = str(uuid.uuid4())
    eerste = dien_in(inloggen, GEGEVENS, invoer, inzending=sleutel)
    tweede = dien_in(inloggen, GEGEVENS, invoer, inzending=sleutel)
    assert Kandidaat.objects.count() == 1
    assert Traject.objects.count() == 1
    assert eerste.status_code == tweede.status_code == 302
    assert eerste.url == tweede.url


def test_zelf_aangemeld_heeft_geen_verwijzer(inloggen, invoer, dien_in):
    dien_in(inloggen, GEGEVENS, invoer | {"verwijzer": "zelf"})
    verwijzing = Verwijzing.objects.get()
    assert (verwijzing.bron, verwijzing.partner) == ("zelf", None)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"voornaam": ""}, "voornaam"),
        ({"telefoon": "12"}, "telefoon"),
        ({"geboortedatum": "31-2-1990"}, "geboortedatum"),
        ({"geboortedatum": "1-2-2090"}, "geboortedatum"),
        ({"ontvangen_op_0": "1-1-2099"}, "ontvangen_op"),
        ({"verwijzer": ""}, "verwijzer"),
        ({"programma": ""}, "programma"),
    ],
)
def test_een_fout_staat_bij_het_veld_en_niets_gaat_verloren(inloggen, invoer, dien_in, anders, veld):
    antwoord = dien_in(inloggen, GEGEVENS, invoer | anders)
    form = antwoord.context["form"]
    assert list(form.errors) == [veld]
    assert form["achternaam"].value() == "Berg"
    assert not Kandidaat.objects.exists()


def test_contactpersoon_van_een_ander(inloggen, invoer, dien_in):
    ander = fabrieken.ContactpersoonFabriek()
    antwoord = dien_in(inloggen, GEGEVENS, invoer | {"contactpersoon": ander.pk})
    assert "contactpersoon" in antwoord.context["form"].errors


def test_regio_kiezen_als_de_verwijzer_er_geen_van_mij_heeft(
    inloggen, invoer, dien_in, regio_groningen, coordinator_groningen
):
    Werkgebied.objects.create(gebruiker=coordinator_groningen, regio=fabrieken.RegioFabriek())
    landelijk = fabrieken.PartnerFabriek(naam="Landelijk", regio=None)
    antwoord = dien_in(inloggen, GEGEVENS, invoer | {"verwijzer": landelijk.pk})
    assert "behandelregio" in antwoord.context["form"].errors
    dien_in(inloggen, GEGEVENS, invoer | {"verwijzer": landelijk.pk, "behandelregio": regio_groningen.pk})
    assert Kandidaat.objects.get().behandelregio == regio_groningen


def test_geen_regio_van_een_ander(inloggen, invoer, dien_in, regio_twente):
    antwoord = dien_in(inloggen, GEGEVENS, invoer | {"behandelregio": regio_twente.pk})
    assert "behandelregio" in antwoord.context["form"].errors


def test_uitkering_alleen_waar_het_programma_ernaar_vraagt(inloggen, invoer, dien_in, programma):
    """PRIV-05: the question is gone when no programme asks, and refused where the chosen one does not."""
    kaal = fabrieken.ProgrammaFabriek(naam="Zonder proef", proefplaatsing_maanden=None)
    antwoord = dien_in(inloggen, GEGEVENS, invoer | {"programma": kaal.pk, "uitkering": "wia"})
    assert "uitkering" in antwoord.context["form"].errors
    programma.proefplaatsing_maanden = None
    programma.save()
    antwoord = inloggen.post(GEGEVENS, {"begin": "1", "achternaam": "Berg"})
    assert "uitkering" not in antwoord.context["form"].fields


# --- Duplicates at the form -----------------------------------------------------------------------------------------
@pytest.fixture
def dubbel(kandidaat, invoer):
    return invoer | {"telefoon": kandidaat.telefoon}


def test_wie_er_al_is_wordt_eerst_getoond(inloggen, dubbel, dien_in, kandidaat):
    antwoord = dien_in(inloggen, GEGEVENS, dubbel)
    assert list(antwoord.context["form"].errors) == ["wie"]
    tekst = antwoord.content.decode()
    assert "zelfde telefoonnummer" in tekst
    assert "Kennen wij deze persoon al?" in tekst
    assert Kandidaat.objects.count() == 1


def test_het_is_iemand_anders(inloggen, dubbel, dien_in, kandidaat):
    keuzes = dien_in(inloggen, GEGEVENS, dubbel).context["form"].fields["wie"].choices
    dien_in(inloggen, GEGEVENS, dubbel | {"wie": keuzes[-1][0]})
    assert Kandidaat.objects.count() == 2


def test_het_is_dezelfde_persoon(inloggen, dubbel, dien_in, kandidaat):
    antwoord = dien_in(inloggen, GEGEVENS, dubbel | {"wie": kandidaat.dossiernummer})
    assert Kandidaat.objects.count() == 1
    assert antwoord.url == Traject.objects.get(kandidaat=kandidaat).get_absolute_url()


def test_iemand_anders_geldt_voor_wie_getoond_is(inloggen, dubbel, dien_in, kandidaat, regio_groningen):
    """Confirmed about Julia; then the typed e-mail address turns out to be somebody else's: asked again."""
    keuzes = dien_in(inloggen, GEGEVENS, dubbel).context["form"].fields["wie"].choices
    ander = fabrieken.KandidaatFabriek(behandelregio=regio_groningen)
    antwoord = dien_in(inloggen, GEGEVENS, dubbel | {"wie": keuzes[-1][0], "email": ander.email})
    assert "wie" in antwoord.context["form"].errors
    assert Kandidaat.objects.count() == 2


# --- "Deze persoon is nieuw" is an answer ---------------------------------------------------------------------------
@pytest.fixture
def zeg_nieuw():
    """Search, and press "Deze persoon is nieuw": what stands in the form then about whom she saw."""

    def zeg(client, **gezocht):
        antwoord = client.post(NIEUW, gezocht)
        begin = antwoord.context["begin"]
        return {"al_gezien": client.post(GEGEVENS, begin).context["form"]["al_gezien"].value()}

    return zeg


def test_wie_zij_al_zag_wordt_niet_nog_eens_gevraagd(inloggen, dubbel, dien_in, kandidaat, zeg_nieuw):
    gezien = zeg_nieuw(inloggen, telefoon=kandidaat.telefoon)
    assert kandidaat.dossiernummer not in gezien["al_gezien"]
    antwoord = dien_in(inloggen, GEGEVENS, dubbel | gezien)
    assert antwoord.status_code == 302
    assert Kandidaat.objects.count() == 2


def test_alleen_wie_er_nieuw_bij_komt_wordt_gevraagd(
    inloggen, dubbel, dien_in, kandidaat, zeg_nieuw, regio_groningen
):
    gezien = zeg_nieuw(inloggen, telefoon=kandidaat.telefoon)
    ander = fabrieken.KandidaatFabriek(behandelregio=regio_groningen, achternaam="Verderop")
    antwoord = dien_in(inloggen, GEGEVENS, dubbel | gezien | {"email": ander.email})
    form = antwoord.context["form"]
    assert [keuze for keuze, _ in form.fields["wie"].choices] == [
        ander.dossiernummer,
        f"anders:{ander.dossiernummer}",
    ]
    assert form["al_gezien"].value() == gezien["al_gezien"]  # goes along with the next attempt
    assert kandidaat.naam not in antwoord.text


def test_een_nieuwe_reden_bij_wie_zij_zag_wordt_gevraagd(inloggen, dubbel, dien_in, kandidaat, zeg_nieuw):
    """She saw Julia for her name; that the telephone number is hers too, she did not know."""
    gezien = zeg_nieuw(inloggen, achternaam=kandidaat.achternaam)
    assert list(dien_in(inloggen, GEGEVENS, dubbel | gezien).context["form"].errors) == ["wie"]


def test_wat_een_ander_zag_telt_niet(
    client, coordinator_groningen, dubbel, dien_in, kandidaat, zeg_nieuw, regio_groningen
):
    collega = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen])
    client.force_login(collega)
    gezien = zeg_nieuw(client, telefoon=kandidaat.telefoon)
    client.force_login(coordinator_groningen)
    for waarde in (gezien, {"al_gezien": "onzin \xe9\0"}, {"al_gezien": versleutel("{}").decode()}):
        assert list(dien_in(client, GEGEVENS, dubbel | waarde).context["form"].errors) == ["wie"]


def test_elders_bekend_wordt_een_keer_gevraagd(
    client, coordinator_twente, dubbel, dien_in, kandidaat, zeg_nieuw, regio_twente, regio_groningen
):
    """She may not know who it is; somebody else there, found by what she did not search for, is a new question."""
    client.force_login(coordinator_twente)
    gezien = zeg_nieuw(client, telefoon=kandidaat.telefoon)
    data = dubbel | gezien | {"behandelregio": regio_twente.pk}
    ander = fabrieken.KandidaatFabriek(behandelregio=regio_groningen)
    antwoord = dien_in(client, GEGEVENS, data | {"email": ander.email})
    assert list(antwoord.context["form"].errors) == ["wie"]
    assert dien_in(client, GEGEVENS, data | {"email": "nog.van.niemand@example.nl"}).status_code == 302


def test_geen_traject_bij_iemand_buiten_het_bereik(
    client, coordinator_twente, dubbel, dien_in, kandidaat, regio_twente
):
    client.force_login(coordinator_twente)
    data = dubbel | {"behandelregio": regio_twente.pk, "wie": kandidaat.dossiernummer}
    antwoord = dien_in(client, GEGEVENS, data)
    assert list(antwoord.context["form"].errors) == ["wie"]
    for geheim in ("Julia", "Luinenburg", "telefoonnummer."):
        assert geheim not in antwoord.content.decode()
    assert not Traject.objects.exists()


# --- Drafts ---------------------------------------------------------------------------------------------------------
def test_na_het_einde_van_de_sessie_staat_alles_er_nog(client, coordinator_groningen, invoer):
    """Sent without a session: kept, and back in the form after logging in (A11Y-06)."""
    sleutel = conceptsleutel(coordinator_groningen, "dossier.nieuw", GEGEVENS)
    antwoord = client.post(GEGEVENS, invoer | {"concept": sleutel, "inzending": str(uuid.uuid4())})
    assert "/account/inloggen/" in antwoord.url
    assert not Kandidaat.objects.exists()
    client.force_login(coordinator_groningen)
    assert "bezig met een nieuwe kandidaat" in client.get(NIEUW).content.decode()
    form = client.get(GEGEVENS).context["form"]
    assert form["achternaam"].value() == "Berg"
    assert form["telefoon"].value() == "06 12345678"


def test_een_nieuwe_persoon_begint_zonder_het_oude_concept(client, coordinator_groningen, invoer):
    sleutel = conceptsleutel(coordinator_groningen, "dossier.nieuw", GEGEVENS)
    client.post(GEGEVENS, invoer | {"concept": sleutel})
    client.force_login(coordinator_groningen)
    antwoord = client.post(GEGEVENS, {"begin": "1", "voornaam": "Bea", "achternaam": "Ander"})
    assert antwoord.context["form"]["achternaam"].value() == "Ander"
    assert "06 12345678" not in antwoord.content.decode()


def test_na_het_opslaan_is_het_concept_weg(inloggen, invoer, dien_in, coordinator_groningen):
    Concept.objects.create(
        gebruiker=coordinator_groningen, sleutel="dossier.nieuw", inhoud={"voornaam": ["A"]}
    )
    dien_in(inloggen, GEGEVENS, invoer)
    assert not Concept.objects.exists()


# --- Budget ---------------------------------------------------------------------------------------------------------
def test_formulier_binnen_het_budget(inloggen, programma, django_assert_max_num_queries, regio_groningen):
    for _ in range(50):
        partner = fabrieken.PartnerFabriek(regio=regio_groningen)
        fabrieken.ContactpersoonFabriek(partner=partner)
    inloggen.get("/toegankelijkheid/")
    with django_assert_max_num_queries(12):
        inloggen.post(GEGEVENS, {"begin": "1", "achternaam": "Berg"})
    with django_assert_max_num_queries(12):
        inloggen.get(NIEUW)


# --- Who is known in another capacity -------------------------------------------------------------------------------
@pytest.fixture
def ook_haar_coach(client, kandidaat, coordinator_twente):
    """Tineke coordinates Twente and coaches Julia, whose dossier Groningen handles."""
    coordinator_twente.rollen.create(rol="jobcoach")
    fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=coordinator_twente)
    client.force_login(coordinator_twente)
    return client


def test_wie_alleen_begeleidt_opent_geen_nieuw_traject(
    ook_haar_coach, dubbel, dien_in, kandidaat, regio_twente
):
    data = dubbel | {"behandelregio": regio_twente.pk, "wie": kandidaat.dossiernummer}
    antwoord = dien_in(ook_haar_coach, GEGEVENS, data)
    assert antwoord.status_code == 200
    assert "wie" in antwoord.context["form"].errors
    assert not Traject.objects.filter(kandidaat=kandidaat).exists()


def test_zoeken_biedt_geen_nieuw_traject_aan_waar_dat_niet_mag(ook_haar_coach, dien_in, kandidaat):
    antwoord = dien_in(ook_haar_coach, NIEUW, {"achternaam": kandidaat.achternaam})
    html = antwoord.content.decode()
    assert reverse("dossier:dossier", args=[kandidaat.dossiernummer]) in html
    assert reverse("dossier:opnieuw", args=[kandidaat.dossiernummer]) not in html
