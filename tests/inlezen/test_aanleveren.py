"""A referrer uploads a list herself: the same import, for her own partner, with what the single form asks her."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from inlezen.diensten import _kopdigest, kies_kolommen, lees_lijst, lever_lijst_aan
from inlezen.models import Inlezing, Kolomkeuze
from inlezen.toepassen import lees_in
from kandidaten.models import BijzonderGegeven, Kandidaat
from partners.models import Contactpersoon
from tests import fabrieken
from tests.inlezen.aanlevering import (
    AANLEVEREN,
    KOP,
    LIJSTEN,
    NADIA,
    PAGINAS,
    POSTS,
    SEM,
    VERWIJZINGEN,
    adres,
    sla_op,
    upload,
    verstuur,
)
from tests.inlezen.stappen import oordelen, open_lijst, tekst
from trajecten.models import Traject


@pytest.fixture(autouse=True)
def behandeld(coordinator_groningen, programma):
    """There is a coordinator, and a programme that takes everybody's people."""


# --- The whole way ----------------------------------------------------------------------------------------------------
def test_van_bestand_tot_mijn_verwijzingen(vincent, verwijzer, programma, uwv_groningen):
    assert AANLEVEREN in vincent.get(VERWIJZINGEN).content.decode()
    assert AANLEVEREN in vincent.get("/mijn-verwijzingen/aanmelden/").content.decode()
    antwoord = upload(vincent, programma, NADIA, SEM)
    assert antwoord.redirect_chain[-1][0].endswith("/kolommen/")
    antwoord = sla_op(vincent, antwoord)
    assert "Nieuw (2)" in tekst(antwoord)
    assert "Wijziging" not in tekst(antwoord)
    inlezing = Inlezing.objects.get()
    assert (inlezing.partner, inlezing.behandelregio) == (uwv_groningen, uwv_groningen.regio)
    antwoord = vincent.get(adres("bevestigen", inlezing))
    assert "Mijn lijsten" in tekst(antwoord)
    antwoord = verstuur(vincent, adres("bevestigen", inlezing))
    assert "2 rijen zijn ingelezen" in tekst(antwoord)
    assert "Bakkali, Nadia" in tekst(antwoord)
    for kandidaat in Kandidaat.objects.all():
        assert kandidaat.dossiernummer not in antwoord.content.decode()
    verwijzing = Traject.objects.first().verwijzing
    assert (verwijzing.bron, verwijzing.vastgelegd_door) == ("lijst", verwijzer)
    assert verwijzing.contactpersoon == verwijzer.contactpersoon
    assert verwijzing.ontvangen_op == inlezing.ontvangen_op
    assert "Visser, Sem" in tekst(vincent.get(VERWIJZINGEN))
    assert "Mijn lijsten (1)" in tekst(vincent.get(LIJSTEN))


def test_twee_keer_sturen_maakt_een_lijst(vincent, programma):
    sleutel = str(uuid.uuid4())
    paden = {
        upload(vincent, programma, NADIA, inzending=sleutel).redirect_chain[-1][0] for _poging in range(2)
    }
    assert (len(paden), Inlezing.objects.count()) == (1, 1)


def test_wat_in_de_lijst_mis_is_verbetert_zij_zelf(vincent, lever_aan):
    """Nobody can call her: the form Kandidaat aanmelden refuses that too."""
    inlezing = lever_aan("Nadia;Bakkali;01-02-1990;")
    assert oordelen(inlezing) == {2: "fout"}
    assert "Anders kunnen wij de kandidaat niet bereiken" in tekst(
        vincent.get(adres("controleren", inlezing))
    )
    pagina = adres("rij", inlezing, 2)
    velden = {naam: veld.initial for naam, veld in vincent.get(pagina).context["form"].fields.items()}
    begin = vincent.get(pagina).context["form"].initial
    antwoord = verstuur(
        vincent, pagina, **{n: begin.get(n) or "" for n in velden} | {"telefoon": "0612345678"}
    )
    assert "Rij 2 is verbeterd" in tekst(antwoord)
    assert oordelen(inlezing) == {2: "nieuw"}
    verstuur(vincent, adres("bevestigen", inlezing))
    assert Kandidaat.objects.get().telefoon.endswith("612345678")


def test_een_landelijke_partner_kiest_een_regio(vincent, programma, uwv_groningen, regio_groningen):
    uwv_groningen.regio = None
    uwv_groningen.save()
    assert "behandelregio" in upload(vincent, programma, NADIA).context["form"].errors
    upload(vincent, programma, NADIA, behandelregio=regio_groningen.pk)
    assert Inlezing.objects.get().behandelregio == regio_groningen


@pytest.mark.parametrize("veld", ["actief", "is_verwijzer"])
def test_een_partner_die_niet_meer_verwijst(vincent, programma, uwv_groningen, veld):
    setattr(uwv_groningen, veld, False)
    uwv_groningen.save()
    assert "geen kandidaten aanmelden" in upload(vincent, programma, NADIA).content.decode()
    assert not Inlezing.objects.exists()


def test_zonder_coordinator_wordt_niets_beloofd(vincent, programma, coordinator_groningen):
    coordinator_groningen.is_active = False
    coordinator_groningen.save()
    assert "geen coördinator" in upload(vincent, programma, NADIA).content.decode()
    assert not Inlezing.objects.exists()


# --- What she may fill in ---------------------------------------------------------------------------------------------
def test_kolommen_die_haar_niet_gevraagd_worden(vincent, verwijzer, programma):
    """They are skipped and named, and what stood in them is nowhere (PRIV-05)."""
    kop = f"{KOP};Uitkering;Consulent;Woonplaats;Uren per week;Kinderopvang;Postcode"
    rij = f"{NADIA};WW;Piet Geheimman;Nergenshuizen;24;nodig;9999XX"
    antwoord = upload(vincent, programma, rij, kop=kop)
    for kolom in ("Uitkering", "Consulent", "Woonplaats", "Uren per week", "Kinderopvang", "Postcode"):
        assert f"“{kolom}”" in tekst(antwoord)
    assert "Dat vragen wij u niet" in tekst(antwoord)
    inlezing = Inlezing.objects.get()
    for geheim in ("WW", "Geheimman", "Nergenshuizen", "9999XX"):
        assert geheim not in str(inlezing.lijst)
    keuzes = dict(next(iter(antwoord.context["form"].fields.values())).choices)
    assert not {"uitkering", "contactpersoon", "woonplaats", "uren_per_week", "kinderopvang"} & keuzes.keys()
    sla_op(vincent, antwoord)
    lees_in(Inlezing.objects.get(), door=verwijzer)
    traject = Traject.objects.get()
    assert (traject.uren_per_week, traject.kandidaat.woonplaats, traject.kandidaat.postcode) == (None, "", "")
    assert not BijzonderGegeven.objects.exists()
    assert Contactpersoon.objects.count() == 1


def test_een_kolom_die_haar_niet_gevraagd_wordt_kiest_zij_ook_niet(vincent, lever_aan, verwijzer):
    inlezing = lever_aan(f"{NADIA};WW", kop=f"{KOP};Iets")
    with pytest.raises(ValidationError, match="vragen wij u niet"):
        kies_kolommen(inlezing, keuzes={4: "uitkering"}, door=verwijzer)
    verstuur(vincent, adres("kolommen", inlezing), kolom_4="uitkering")
    assert "uitkering" not in inlezing.regels.get().gegevens["cellen"]


def test_haar_lijst_verandert_niets_aan_wat_voor_de_coordinator_onthouden_is(
    vincent, programma, lever_aan, uwv_groningen
):
    Kolomkeuze.objects.create(partner=uwv_groningen, kop=_kopdigest(uwv_groningen, "soort"), veld="uitkering")
    inlezing = lever_aan(f"{NADIA};WW", kop=f"{KOP};Soort")
    assert "WW" not in str(inlezing.lijst)
    assert Kolomkeuze.objects.get(kop=_kopdigest(uwv_groningen, "soort")).veld == "uitkering"


def test_alleen_programmas_van_haar_partner(vincent, verwijzer, programma, lever_aan):
    ander = fabrieken.ProgrammaFabriek(code="P07", naam="Geheimtraject")
    ander.verwijzers.add(fabrieken.PartnerFabriek(naam="gemeente Assen"))
    assert "Geheimtraject" not in vincent.get(AANLEVEREN).content.decode()
    assert "programma" in upload(vincent, ander, NADIA).context["form"].errors
    inlezing = lever_aan(f"{NADIA};Geheimtraject", kop=f"{KOP};Programma")
    assert oordelen(inlezing) == {2: "fout"}
    keuzes = dict(vincent.get(adres("rij", inlezing, 2)).context["form"].fields["programma"].choices)
    assert programma.naam in keuzes
    assert keuzes["Geheimtraject"] == "Geheimtraject (zo staat het in de lijst)"
    # The programme of the whole list is closed to her while it lies there.
    inlezing = lever_aan(SEM)
    programma.verwijzers.add(fabrieken.PartnerFabriek(naam="gemeente Leek"))
    lees_in(inlezing, door=verwijzer)
    assert "kan uw organisatie nu niemand aanmelden" in inlezing.regels.get().fout
    assert not Kandidaat.objects.exists()


def test_de_dienst_weigert_wat_niet_van_haar_is(verwijzer, andere_verwijzer, programma, regio_groningen):
    lijst = lees_lijst(
        inhoud=f"{KOP}\n{NADIA}".encode(), bestandsnaam="a.csv", partner=verwijzer.contactpersoon.partner
    )
    zo = {"lijst": lijst, "bestandsnaam": "a.csv", "programma": programma, "regio": regio_groningen}
    with pytest.raises(ValidationError, match="eigen organisatie"):
        lever_lijst_aan(contactpersoon=andere_verwijzer.contactpersoon, door=verwijzer, **zo)
    zonder = fabrieken.RegioFabriek(code="AM09", naam="Zonder")
    with pytest.raises(ValidationError, match="geen coördinator"):
        lever_lijst_aan(contactpersoon=verwijzer.contactpersoon, door=verwijzer, **zo | {"regio": zonder})
    programma.verwijzers.add(fabrieken.PartnerFabriek(naam="gemeente Leek"))
    with pytest.raises(ValidationError, match="niemand aanmelden"):
        lever_lijst_aan(contactpersoon=verwijzer.contactpersoon, door=verwijzer, **zo)


# --- Who sees it ------------------------------------------------------------------------------------------------------
def paden(inlezing):
    gets = [adres(naam, inlezing) for naam in PAGINAS]
    posts = [adres(naam, inlezing) for naam in POSTS]
    return [*gets, adres("rij", inlezing, 2)], [
        *posts,
        adres("rij", inlezing, 2),
        adres("opnieuw_rij", inlezing, 2),
    ]


@pytest.mark.parametrize("wie", ["vera", "andere_verwijzer", "coordinator_twente"])
def test_een_ander_ziet_haar_lijst_niet(client, request, wie, lever_aan):
    """Her colleague, the near miss of another partner, and the coordinator of another region: 404 everywhere."""
    inlezing = lever_aan(NADIA)
    client.force_login(request.getfixturevalue(wie))
    gets, posts = paden(inlezing)
    assert {client.get(pad).status_code for pad in gets} == {404}
    assert {client.post(pad).status_code for pad in posts} == {404}
    assert "lijst.csv" not in client.get(LIJSTEN).content.decode()
    assert not Kandidaat.objects.exists()


def test_een_vreemde_komt_er_niet_in(client, vreemde, coordinator_groningen, lever_aan, manager):
    inlezing = lever_aan(NADIA)
    gets, posts = paden(inlezing)
    for wie in (vreemde, manager):
        client.force_login(wie)
        assert {client.get(pad).status_code for pad in (*gets, AANLEVEREN, LIJSTEN)} == {403}
        assert {client.post(pad).status_code for pad in (*posts, AANLEVEREN)} == {403}
    client.force_login(coordinator_groningen)
    assert client.get(AANLEVEREN).status_code == 403


def test_lijsten_van_de_coordinator_zijn_niet_de_hare(
    vincent, coordinator_groningen, uwv_groningen, programma
):
    """Even a list of her own partner."""
    inlezing = open_lijst(
        "a.csv",
        inhoud=f"{KOP}\n{NADIA}".encode(),
        partner=uwv_groningen,
        programma=programma,
        regio=uwv_groningen.regio,
        door=coordinator_groningen,
    )
    gets, posts = paden(inlezing)
    assert {vincent.get(pad).status_code for pad in gets} == {404}
    assert {vincent.post(pad).status_code for pad in posts} == {404}
    assert vincent.get(reverse("inlezen:nieuw")).status_code == 403
    assert "Mijn lijsten (0)" in tekst(vincent.get(LIJSTEN))


def test_de_coordinator_ziet_wie_en_wanneer(client, coordinator_groningen, lever_aan):
    inlezing = lever_aan(NADIA)
    client.force_login(coordinator_groningen)
    pagina = tekst(client.get(LIJSTEN))
    assert "Vincent Verwijzer (verwijzer)" in pagina
    assert "UWV Groningen" in pagina
    antwoord = verstuur(client, adres("bevestigen", inlezing))
    assert Kandidaat.objects.get().dossiernummer in antwoord.content.decode()


def test_wie_er_niet_meer_werkt_heeft_de_lijst_niet_meer(vincent, verwijzer, lever_aan):
    inlezing = lever_aan(NADIA)
    assert vincent.get(adres("controleren", inlezing)).status_code == 200
    Contactpersoon.objects.filter(gebruiker=verwijzer).update(actief=False)
    assert vincent.get(adres("controleren", inlezing)).status_code == 404


# --- Budgets ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
def test_budget_van_haar_schermen(vincent, verwijzer, lever_aan, aantal, django_assert_max_num_queries):
    rijen = [
        f"Anne{chr(97 + n // 10)}{chr(97 + n % 10)};Bakker;1-2-{1950 + n};06{10000000 + n}"
        for n in range(aantal)
    ]
    inlezing = lever_aan(*rijen)

    def bezoek(naam, hoogstens, een=inlezing):
        with django_assert_max_num_queries(hoogstens):
            antwoord = vincent.get(adres(naam, een) if een else naam)
        assert antwoord.status_code == 200
        assert len(antwoord.content) < 60_000

    bezoek("kolommen", 12)
    bezoek("controleren", 10)
    bezoek("bevestigen", 12)
    lees_in(inlezing, door=verwijzer)
    bezoek("resultaat", 10)
    bezoek("terugdraaien", 15)
    bezoek("controleren", 10, lever_aan(*rijen))  # everybody was put forward before
    bezoek(LIJSTEN, 10, None)
    bezoek(AANLEVEREN, 12, None)
    bezoek(VERWIJZINGEN, 10, None)
