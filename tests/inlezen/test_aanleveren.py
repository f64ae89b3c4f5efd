"""A referrer uploads a list herself: the same import, only her own people, and never a word about anybody else."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruikersrol
from inlezen.aanleveren import AL_GEWERKT
from inlezen.diensten import kies_kolommen, lees_lijst, lever_lijst_aan
from inlezen.models import Inlezing, Kolomkeuze
from inlezen.terugkijken import bekijk
from inlezen.toepassen import lees_in
from kandidaten.diensten import leg_contact_vast
from kandidaten.keuzes import Kanaal
from kandidaten.models import BijzonderGegeven, Dubbelvermoeden, Kandidaat
from kandidaten.vermoedens import zoek_dubbelen
from partners.models import Contactpersoon, Werkgebied
from tests import fabrieken
from tests.inlezen.stappen import oordelen, tekst
from trajecten.models import Traject

KOP = "Voornaam;Achternaam;Geboortedatum;Telefoon"
NADIA = "Nadia;Bakkali;01-02-1990;0612345678"
SEM = "Sem;Visser;03-04-1991;0687654321"
AANLEVEREN, LIJSTEN, VERWIJZINGEN = "/inlezen/aanleveren/", "/inlezen/", "/mijn-verwijzingen/"
PAGINAS = ["kolommen", "verwijderen", "controleren", "bevestigen", "resultaat", "stand", "terugdraaien"]
POSTS = ["kolommen", "verwijderen", "controleren", "bevestigen", "opnieuw", "verder", "terugdraaien"]


@pytest.fixture(autouse=True)
def behandeld(coordinator_groningen, programma):
    """There is a coordinator, and a programme that takes everybody's people."""


@pytest.fixture
def vera(uwv_groningen):
    """The colleague: another contact person of the same partner."""
    gebruiker = fabrieken.GebruikerFabriek(naam="Vera Vervanger", rollen=["verwijzer"])
    fabrieken.ContactpersoonFabriek(partner=uwv_groningen, naam=gebruiker.naam, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def vincent(client, verwijzer):
    client.force_login(verwijzer)
    return client


@pytest.fixture
def open_lijst(verwijzer, programma, regio_groningen):
    def open_(*rijen, kop=KOP, door=verwijzer):
        contactpersoon = Contactpersoon.objects.select_related("partner").get(gebruiker=door)
        inhoud = "\n".join([kop, *rijen]).encode()
        inlezing = lever_lijst_aan(
            lijst=lees_lijst(inhoud=inhoud, bestandsnaam="lijst.csv", partner=contactpersoon.partner),
            bestandsnaam="lijst.csv",
            contactpersoon=contactpersoon,
            programma=programma,
            regio=regio_groningen,
            door=door,
        )
        return kies_kolommen(inlezing, keuzes={}, door=door)

    return open_


def adres(naam, inlezing, *meer):
    return reverse(f"inlezen:{naam}", args=[inlezing.pk, *meer])


def upload(client, programma, *rijen, kop=KOP, **anders):
    bestand = SimpleUploadedFile("lijst.csv", "\n".join([kop, *rijen]).encode())
    gegevens = {"programma": programma.pk, "bestand": bestand, "inzending": str(uuid.uuid4())}
    return client.post(AANLEVEREN, gegevens | anders, follow=True)


def sla_op(client, antwoord):
    form = antwoord.context["form"]
    keuzes = {naam: veld.initial for naam, veld in form.fields.items()}
    return client.post(antwoord.request["PATH_INFO"], keuzes, follow=True)


def verstuur(client, pad, **gegevens):
    return client.post(pad, {"inzending": str(uuid.uuid4()), **gegevens}, follow=True)


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


def test_wat_in_de_lijst_mis_is_verbetert_zij_zelf(vincent, open_lijst):
    """Nobody can call her: the form Kandidaat aanmelden refuses that too."""
    inlezing = open_lijst("Nadia;Bakkali;01-02-1990;")
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


def test_een_kolom_die_haar_niet_gevraagd_wordt_kiest_zij_ook_niet(vincent, open_lijst, verwijzer):
    inlezing = open_lijst(f"{NADIA};WW", kop=f"{KOP};Iets")
    with pytest.raises(ValidationError, match="vragen wij u niet"):
        kies_kolommen(inlezing, keuzes={4: "uitkering"}, door=verwijzer)
    verstuur(vincent, adres("kolommen", inlezing), kolom_4="uitkering")
    assert "uitkering" not in inlezing.regels.get().gegevens["cellen"]


def test_haar_lijst_verandert_niets_aan_wat_voor_de_coordinator_onthouden_is(
    vincent, programma, open_lijst, uwv_groningen
):
    from inlezen.diensten import _kopdigest

    Kolomkeuze.objects.create(partner=uwv_groningen, kop=_kopdigest(uwv_groningen, "soort"), veld="uitkering")
    inlezing = open_lijst(f"{NADIA};WW", kop=f"{KOP};Soort")
    assert "WW" not in str(inlezing.lijst)
    assert Kolomkeuze.objects.get(kop=_kopdigest(uwv_groningen, "soort")).veld == "uitkering"


def test_alleen_programmas_van_haar_partner(vincent, verwijzer, programma, open_lijst):
    ander = fabrieken.ProgrammaFabriek(code="P07", naam="Geheimtraject")
    ander.verwijzers.add(fabrieken.PartnerFabriek(naam="gemeente Assen"))
    assert "Geheimtraject" not in vincent.get(AANLEVEREN).content.decode()
    assert "programma" in upload(vincent, ander, NADIA).context["form"].errors
    inlezing = open_lijst(f"{NADIA};Geheimtraject", kop=f"{KOP};Programma")
    assert oordelen(inlezing) == {2: "fout"}
    keuzes = dict(vincent.get(adres("rij", inlezing, 2)).context["form"].fields["programma"].choices)
    assert programma.naam in keuzes
    assert keuzes["Geheimtraject"] == "Geheimtraject (zo staat het in de lijst)"
    # The programme of the whole list is closed to her while it lies there.
    inlezing = open_lijst(SEM)
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
def test_een_ander_ziet_haar_lijst_niet(client, request, wie, open_lijst):
    """Her colleague, the near miss of another partner, and the coordinator of another region: 404 everywhere."""
    inlezing = open_lijst(NADIA)
    client.force_login(request.getfixturevalue(wie))
    gets, posts = paden(inlezing)
    assert {client.get(pad).status_code for pad in gets} == {404}
    assert {client.post(pad).status_code for pad in posts} == {404}
    assert "lijst.csv" not in client.get(LIJSTEN).content.decode()
    assert not Kandidaat.objects.exists()


def test_een_vreemde_komt_er_niet_in(client, vreemde, coordinator_groningen, open_lijst, manager):
    inlezing = open_lijst(NADIA)
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
    from tests.inlezen.stappen import open_lijst as open_gewoon

    inlezing = open_gewoon(
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


def test_de_coordinator_ziet_wie_en_wanneer(client, coordinator_groningen, open_lijst):
    inlezing = open_lijst(NADIA)
    client.force_login(coordinator_groningen)
    pagina = tekst(client.get(LIJSTEN))
    assert "Vincent Verwijzer (verwijzer)" in pagina
    assert "UWV Groningen" in pagina
    antwoord = verstuur(client, adres("bevestigen", inlezing))
    assert Kandidaat.objects.get().dossiernummer in antwoord.content.decode()


def test_wie_er_niet_meer_werkt_heeft_de_lijst_niet_meer(vincent, verwijzer, open_lijst):
    inlezing = open_lijst(NADIA)
    assert vincent.get(adres("controleren", inlezing)).status_code == 200
    Contactpersoon.objects.filter(gebruiker=verwijzer).update(actief=False)
    assert vincent.get(adres("controleren", inlezing)).status_code == 404


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


def test_wie_elders_bekend_is_leest_als_wie_niemand_kent(vincent, verwijzer, open_lijst, julia_elders):
    """The same verdict, the same words, the same number of queries, before and after reading in."""
    bekend = open_lijst(rij_van(julia_elders))
    nieuw = open_lijst("Petra;Hoogstraten;17-08-1993;0611111111")
    assert oordelen(bekend) == oordelen(nieuw) == {2: "nieuw"}
    van_bekend = ["Luinenburg", "Julia", f"{julia_elders.geboortedatum:%d-%m-%Y}"]
    van_nieuw = ["Hoogstraten", "Petra", "17-08-1993"]
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
    client, verwijzer, coordinator_groningen, open_lijst, julia_elders
):
    """By the nightly search; the referrer reads nothing of it."""
    lees_in(open_lijst(rij_van(julia_elders)), door=verwijzer)
    assert not Dubbelvermoeden.objects.exists()
    zoek_dubbelen()
    assert Dubbelvermoeden.objects.get().eerste == julia_elders
    client.force_login(coordinator_groningen)
    assert "Luinenburg" in client.get(reverse("dossier:dubbel")).content.decode()
    client.force_login(verwijzer)
    for pad in (VERWIJZINGEN, LIJSTEN, adres("resultaat", Inlezing.objects.get())):
        assert "dubbel" not in client.get(pad).content.decode().lower()


def test_een_coordinator_die_meekijkt_maakt_er_geen_oordeel_van(
    client, verwijzer, coordinator_groningen, open_lijst, julia_elders
):
    """Judged again by who knows Julia: the verdict, which the referrer reads, stays the same."""
    inlezing = open_lijst(rij_van(julia_elders))
    inlezing.regels.update(stand="mislukt", fout="Er ging iets mis.")
    Inlezing.objects.update(status="klaar")
    client.force_login(coordinator_groningen)
    verstuur(client, adres("opnieuw", inlezing))
    assert oordelen(inlezing) == {2: "nieuw"}
    client.force_login(verwijzer)
    assert "bekend" not in tekst(client.get(adres("controleren", inlezing)))


def test_een_verwijzer_die_ook_coordinator_is_leest_hier_alleen_haar_verwijzingen(
    client, verwijzer, regio_groningen, open_lijst, julia_elders
):
    Gebruikersrol.objects.create(gebruiker=verwijzer, rol="coordinator")
    Werkgebied.objects.create(gebruiker=verwijzer, regio=regio_groningen)
    inlezing = open_lijst(rij_van(julia_elders))
    assert oordelen(inlezing) == {2: "nieuw"}
    client.force_login(type(verwijzer).objects.get(pk=verwijzer.pk))
    pagina = client.get(adres("controleren", inlezing)).content.decode()
    assert julia_elders.dossiernummer not in pagina


# --- Whom her own partner put forward before --------------------------------------------------------------------------
def test_wie_zij_al_aanmeldde_vraagt_om_een_keuze(vincent, verwijzer, open_lijst, traject):
    """Name, programme and date; no value of the dossier, and no "unchanged" that would tell it (PRIV-14)."""
    julia = traject.kandidaat
    julia.email = "julia-geheim@example.nl"
    julia.save()
    inlezing = open_lijst(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
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


def test_dezelfde_lijst_nog_eens_meldt_niemand_dubbel_aan(vincent, verwijzer, open_lijst):
    lees_in(open_lijst(NADIA, SEM), door=verwijzer)
    nog_eens = open_lijst(NADIA, SEM)
    assert set(oordelen(nog_eens).values()) == {"mogelijk_dubbel"}
    assert not nog_eens.regels.filter(gekozen=True).exists()


def test_wie_niet_meer_van_haar_partner_is_staat_er_niet_meer(vincent, open_lijst, traject, andere_verwijzer):
    """The row was judged while Julia was her partner's; who looks later does not read her name any more."""
    julia = traject.kandidaat
    inlezing = open_lijst(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
    traject.verwijzing.partner = andere_verwijzer.contactpersoon.partner
    traject.verwijzing.contactpersoon = None
    traject.verwijzing.save()
    pagina = tekst(vincent.get(adres("controleren", inlezing)))
    assert "Uw organisatie meldde" not in pagina
    assert "bekend" not in pagina


def test_de_coordinator_van_haar_regio_leest_niet_wie_elders_zit(
    client, collega_groningen, open_lijst, traject, regio_twente
):
    julia = traject.kandidaat
    julia.behandelregio = regio_twente
    julia.save()
    inlezing = open_lijst(f"Julia;Luinenburg;{julia.geboortedatum:%d-%m-%Y};0699999999")
    client.force_login(collega_groningen)
    pagina = client.get(adres("controleren", inlezing)).content.decode()
    assert "Mogelijk al bekend in een andere regio." in pagina
    assert "Uw organisatie meldde" not in pagina


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_terugdraaien_zolang_niemand_eraan_werkte(vincent, verwijzer, coordinator_groningen, open_lijst):
    """Whoever was called stays; by whom and when is not hers to read."""
    inlezing = lees_in(open_lijst(NADIA, SEM), door=verwijzer)
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


def test_verwijderen_zolang_niets_is_aangemeld(vincent, open_lijst):
    inlezing = open_lijst(NADIA)
    verstuur(vincent, adres("verwijderen", inlezing))
    assert not Inlezing.objects.exists()


# --- Budgets ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
def test_budget_van_haar_schermen(vincent, verwijzer, open_lijst, aantal, django_assert_max_num_queries):
    rijen = [
        f"Anne{chr(97 + n // 10)}{chr(97 + n % 10)};Bakker;1-2-{1950 + n};06{10000000 + n}"
        for n in range(aantal)
    ]
    inlezing = open_lijst(*rijen)

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
    bezoek("controleren", 10, open_lijst(*rijen))  # everybody was put forward before
    bezoek(LIJSTEN, 10, None)
    bezoek(AANLEVEREN, 12, None)
    bezoek(VERWIJZINGEN, 10, None)
