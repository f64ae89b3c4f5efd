"""The four steps by test client: what a coordinator sees and sends, and who does not get in."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inlezen import taken
from inlezen.models import Inleesregel, Inlezing
from inlezen.oordeel import Oordeel
from inlezen.toepassen import begin_inlezen, lees_in
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests import fabrieken
from tests.inlezen.hulp import BESTANDEN
from tests.inlezen.stappen import aantallen, open_lijst
from trajecten.models import Traject

UWV, WIZ, ROMMELIG = (
    "verwijzing-uwv-groningen.xlsx",
    "verwijzing-werk-in-zicht.csv",
    "verwijzing-rommelig.xlsx",
)
PAGINAS = ["kolommen", "verwijderen", "controleren", "bevestigen", "resultaat"]
POSTS = ["kolommen", "verwijderen", "controleren", "bevestigen", "opnieuw", "verder"]


@pytest.fixture
def carla(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def inlezing(uwv_lijst):
    return open_lijst(UWV, **uwv_lijst)


def upload(client, bestand, partner, programma, inhoud=None, **anders):
    inhoud = (BESTANDEN / bestand).read_bytes() if inhoud is None else inhoud
    gegevens = {
        "partner": partner.pk,
        "programma": programma.pk,
        "ontvangen_op_0": "1-7-2020",
        "ontvangen_op_1": "9:30",
        "bestand": SimpleUploadedFile(bestand, inhoud),
        "inzending": str(uuid.uuid4()),
    }
    return client.post(reverse("inlezen:nieuw"), gegevens | anders, follow=True)


def sla_kolommen_op(client, antwoord, **anders):
    form = antwoord.context["form"]
    keuzes = {naam: veld.initial for naam, veld in form.fields.items()} | anders
    return client.post(antwoord.request["PATH_INFO"], keuzes, follow=True)


def tekst(antwoord):
    """What a person reads, without tags and double spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


# --- The whole way -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("bestand", "aantal"), [(UWV, 7), (WIZ, 9)])
def test_van_bestand_tot_dossiers(carla, uwv_lijst, wiz_lijst, bestand, aantal):
    partner = (uwv_lijst if bestand == UWV else wiz_lijst)["partner"]
    antwoord = upload(carla, bestand, partner, uwv_lijst["programma"])
    assert antwoord.redirect_chain[-1][0].endswith("/kolommen/")
    antwoord = sla_kolommen_op(carla, antwoord)
    assert antwoord.redirect_chain[-1][0].endswith("/controleren/")
    assert f"Nieuw ({aantal})" in tekst(antwoord)
    assert f"Lees {aantal} rijen in" in tekst(antwoord)
    inlezing = Inlezing.objects.get()
    antwoord = carla.post(antwoord.request["PATH_INFO"], _alles(antwoord, doe="verder"), follow=True)
    assert f"Wilt u {aantal} rijen inlezen?" in tekst(antwoord)
    antwoord = carla.post(
        reverse("inlezen:bevestigen", args=[inlezing.pk]), {"inzending": str(uuid.uuid4())}, follow=True
    )
    assert f"{aantal} rijen zijn ingelezen." in tekst(antwoord)
    assert Traject.objects.count() == aantal
    for kandidaat in Kandidaat.objects.all():
        assert kandidaat.get_absolute_url() in antwoord.content.decode()
        assert kandidaat.behandelregio == uwv_lijst["regio"]
    assert str(Traject.objects.first().verwijzing.ontvangen_op) == "2020-07-01 07:30:00+00:00"


def _alles(antwoord, **anders):
    """The fields of the review form as the browser would send them."""
    rijen = antwoord.context["rijen"]
    gekozen = [r.regel.pk for r in rijen if r.regel.gekozen and r.kiesbaar]
    kiesbaar = [r.regel.pk for r in rijen if r.kiesbaar or r.dubbel]
    return {"tab": antwoord.context["tab"].value, "pagina": 1, "rij": kiesbaar, "kies": gekozen} | anders


def test_rommelige_lijst_op_het_scherm(carla, uwv_lijst, inlezing, aan_zet):
    lees_in(inlezing, door=uwv_lijst["door"])
    antwoord = upload(carla, ROMMELIG, uwv_lijst["partner"], uwv_lijst["programma"])
    gelezen = tekst(antwoord)
    assert "Kolom “BSN” is geweigerd: er staan burgerservicenummers in." in gelezen
    assert "opmerking (verborgen)" in gelezen
    assert "111222333" not in antwoord.content.decode()
    assert "kolom_0" not in antwoord.context["form"].fields, "no field can be chosen for the BSN column"
    antwoord = sla_kolommen_op(carla, antwoord)
    for deel in ("Nieuw (31)", "Wijziging (0)", "Ongewijzigd (0)", "Mogelijk dubbel (2)", "Fout (7)"):
        assert deel in tekst(antwoord)
    fout = tekst(carla.get(antwoord.request["PATH_INFO"], {"tab": "fout"}))
    assert "geen mail Fout: “geen mail” is geen e-mailadres. Verbeter het of maak de cel leeg." in fout
    assert "31-02-1990 Fout: 31-02-1990 bestaat niet. Vraag de goede datum na." in fout
    dubbel = carla.get(antwoord.request["PATH_INFO"], {"tab": "mogelijk_dubbel"})
    assert "Lijkt op Julia el Luinenburg, geboren 17-1-1996" in tekst(dubbel)
    assert "Lijkt op rij 12 van dit bestand" in tekst(dubbel)
    julia = Kandidaat.objects.get(achternaam="Luinenburg")
    assert julia.get_absolute_url() in dubbel.content.decode()
    assert f'value="{julia.dossiernummer}"' in dubbel.content.decode()


def test_tweede_keer_alles_ongewijzigd(carla, uwv_lijst, inlezing):
    lees_in(inlezing, door=uwv_lijst["door"])
    voor = aantallen()
    antwoord = sla_kolommen_op(carla, upload(carla, UWV, uwv_lijst["partner"], uwv_lijst["programma"]))
    assert "Ongewijzigd (7)" in tekst(antwoord)
    assert "niets nieuws om in te lezen" in tekst(antwoord)
    antwoord = carla.post(antwoord.request["PATH_INFO"], _alles(antwoord, doe="verder"), follow=True)
    assert "Kies eerst minstens een rij." in tekst(antwoord)
    assert aantallen() == voor


# --- The upload ----------------------------------------------------------------------------------------------
def test_onleesbaar_bestand_zegt_wat_te_doen(carla, uwv_lijst):
    antwoord = upload(carla, "lijst.pdf", uwv_lijst["partner"], uwv_lijst["programma"], inhoud=b"%PDF-1.7")
    assert "Dit soort bestand lezen we niet." in tekst(antwoord)
    assert "1 fout – Stap 1 van 4" in tekst(antwoord)
    assert not Inlezing.objects.exists()


def test_twee_keer_versturen_maakt_een_inlezing(carla, uwv_lijst):
    sleutel = str(uuid.uuid4())
    eerste = upload(carla, UWV, uwv_lijst["partner"], uwv_lijst["programma"], inzending=sleutel)
    tweede = upload(carla, UWV, uwv_lijst["partner"], uwv_lijst["programma"], inzending=sleutel)
    assert Inlezing.objects.count() == 1
    assert eerste.request["PATH_INFO"] == tweede.request["PATH_INFO"]


def test_regio_van_de_verwijzer_of_een_eigen_keuze(carla, uwv_lijst, regio_groningen, regio_twente):
    programma = uwv_lijst["programma"]
    landelijk = fabrieken.PartnerFabriek(naam="Randstad Participatie", regio=None)
    upload(carla, UWV, landelijk, programma)
    assert Inlezing.objects.get().behandelregio == regio_groningen, "she serves one region only"
    twents = fabrieken.PartnerFabriek(naam="Werkplein Twente", regio=regio_twente)
    antwoord = upload(carla, UWV, twents, programma)
    assert "Deze verwijzer hoort bij Twente. Daar werkt u niet." in tekst(antwoord)
    upload(carla, UWV, twents, programma, behandelregio=regio_groningen.pk)
    assert Inlezing.objects.count() == 2
    antwoord = upload(carla, UWV, twents, programma, behandelregio=regio_twente.pk)
    assert Inlezing.objects.count() == 2


def test_in_de_toekomst_ontvangen_kan_niet(carla, uwv_lijst):
    antwoord = upload(carla, UWV, uwv_lijst["partner"], uwv_lijst["programma"], ontvangen_op_0="1-7-2099")
    assert "De lijst kan niet in de toekomst ontvangen zijn." in tekst(antwoord)


# --- The columns ---------------------------------------------------------------------------------------------
def test_zonder_achternaam_of_met_dubbele_kolom_gaat_het_niet_door(carla, uwv_lijst):
    antwoord = upload(carla, UWV, uwv_lijst["partner"], uwv_lijst["programma"])
    zonder = sla_kolommen_op(carla, antwoord, kolom_0="overslaan")
    assert "Kies in welke kolom de achternaam staat" in tekst(zonder)
    dubbel = sla_kolommen_op(carla, antwoord, kolom_2="achternaam")
    assert "Achternaam staat ook bij ‘Achternaam’. Kies er één." in tekst(dubbel)
    assert not Inleesregel.objects.exists()


# --- Choosing ------------------------------------------------------------------------------------------------
def test_vinkje_weghalen_en_bladeren_houdt_de_keuze(carla, uwv_lijst):
    inlezing = open_lijst("verwijzing-groot.csv", **uwv_lijst)
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    antwoord = carla.get(adres)
    eerste, tweede = antwoord.context["rijen"][:2]
    gegevens = _alles(antwoord, doe="pagina:2")
    gegevens["kies"].remove(eerste.regel.pk)
    antwoord = carla.post(adres, gegevens, follow=True)
    assert antwoord.context["pagina"].number == 2
    assert not Inleesregel.objects.get(pk=eerste.regel.pk).gekozen
    assert Inleesregel.objects.get(pk=tweede.regel.pk).gekozen
    assert "Lees 2455 rijen in" in tekst(antwoord)
    carla.post(adres, {"tab": "nieuw", "doe": "niets"})
    assert not inlezing.regels.filter(gekozen=True).exists()
    carla.post(adres, {"tab": "nieuw", "doe": "alles"})
    assert inlezing.regels.filter(gekozen=True).count() == 2456


def test_dubbele_kiezen_en_inlezen(carla, uwv_lijst, inlezing, aan_zet):
    lees_in(inlezing, door=uwv_lijst["door"])
    julia = Kandidaat.objects.get(achternaam="Luinenburg")
    rommelig = open_lijst(ROMMELIG, **uwv_lijst)
    adres = reverse("inlezen:controleren", args=[rommelig.pk])
    antwoord = carla.get(adres, {"tab": "mogelijk_dubbel"})
    regel = rommelig.regels.get(rijnummer=21)
    keuze = {f"keuze_{regel.pk}": julia.dossiernummer}
    antwoord = carla.post(adres, _alles(antwoord, doe="bewaar") | keuze, follow=True)
    assert "Uw keuze is bewaard." in tekst(antwoord)
    assert f'value="{julia.dossiernummer}" selected' in antwoord.content.decode()
    carla.post(reverse("inlezen:bevestigen", args=[rommelig.pk]), {"inzending": str(uuid.uuid4())})
    assert julia.trajecten.count() == 2


def test_rij_verbeteren(carla, uwv_lijst, aan_zet):
    rommelig = open_lijst(ROMMELIG, **uwv_lijst)
    adres = reverse("inlezen:rij", args=[rommelig.pk, 3])
    antwoord = carla.get(adres)
    assert "Fout: “geen mail” is geen e-mailadres." in tekst(antwoord)
    velden = antwoord.context["form"].initial
    nog_fout = carla.post(adres, velden | {"email": "nog steeds niet"}, follow=True)
    assert "Er is nog iets mis met deze rij." in tekst(nog_fout)
    goed = carla.post(adres, velden | {"email": ""}, follow=True)
    assert "Rij 3 is verbeterd. Ze staat nu bij ‘Nieuw’." in tekst(goed)
    regel = rommelig.regels.get(rijnummer=3)
    assert (regel.oordeel, regel.gekozen) == (Oordeel.NIEUW, True)
    tien = reverse("inlezen:rij", args=[rommelig.pk, 10])
    velden = carla.get(tien).context["form"].initial
    antwoord = carla.post(tien, velden)
    assert "Dit is geen BSN" in tekst(antwoord)
    carla.post(tien, velden | {"geen_bsn": "on"})
    assert rommelig.regels.get(rijnummer=10).oordeel == Oordeel.NIEUW


def test_tekst_uit_de_lijst_wordt_nooit_opmaak(carla, uwv_lijst):
    kwaad = "<script>alert(1)</script>"
    inhoud = f"Voornaam;Achternaam;E-mail;{kwaad}\n{kwaad};{kwaad};{kwaad};x\n".encode()
    antwoord = upload(carla, f"{kwaad}.csv", uwv_lijst["partner"], uwv_lijst["programma"], inhoud=inhoud)
    paginas = [antwoord, sla_kolommen_op(carla, antwoord)]
    inlezing = Inlezing.objects.get()
    paginas.append(carla.get(reverse("inlezen:controleren", args=[inlezing.pk]), {"tab": "fout"}))
    paginas.append(carla.get(reverse("inlezen:rij", args=[inlezing.pk, 2])))
    paginas.append(carla.get(reverse("inlezen:overzicht")))
    for pagina in paginas:
        assert pagina.status_code == 200
        assert kwaad not in pagina.content.decode()


# --- Reading in ----------------------------------------------------------------------------------------------
def test_dubbel_versturen_leest_een_keer_in(carla, inlezing):
    adres, sleutel = reverse("inlezen:bevestigen", args=[inlezing.pk]), str(uuid.uuid4())
    for _ in range(2):
        antwoord = carla.post(adres, {"inzending": sleutel}, follow=True)
        assert "7 rijen zijn ingelezen." in tekst(antwoord)
    carla.post(adres, {"inzending": str(uuid.uuid4())})
    assert aantallen()["Kandidaat"] == aantallen()["Traject"] == 7


def test_lange_lijst_gaat_via_een_werker(carla, uwv_lijst, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("inlezen.views_controle.MEER_DAN_IN_VERZOEK", 5)
    inlezing = open_lijst(UWV, **uwv_lijst)
    adres = reverse("inlezen:bevestigen", args=[inlezing.pk])
    with django_capture_on_commit_callbacks() as later:
        antwoord = carla.post(adres, {"inzending": str(uuid.uuid4())}, follow=True)
    assert "Bezig met inlezen" in tekst(antwoord)
    assert "0 van 7 rijen ingelezen" in tekst(antwoord)
    assert carla.get(reverse("inlezen:overzicht")).context["pagina"][0].status == "bezig"
    assert carla.get(reverse("inlezen:controleren", args=[inlezing.pk])).status_code == 302
    (start,) = later
    start()
    antwoord = carla.get(reverse("inlezen:resultaat", args=[inlezing.pk]))
    assert "7 rijen zijn ingelezen." in tekst(antwoord)


def test_verder_na_een_werker_die_stopte(carla, inlezing, uwv_lijst):
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    antwoord = carla.get(reverse("inlezen:resultaat", args=[inlezing.pk]))
    assert "Ga verder met inlezen" in tekst(antwoord)
    antwoord = carla.post(
        reverse("inlezen:verder", args=[inlezing.pk]), {"inzending": str(uuid.uuid4())}, follow=True
    )
    assert "7 rijen zijn ingelezen." in tekst(antwoord)


def test_opnieuw_proberen(carla, inlezing, uwv_lijst, monkeypatch):
    with monkeypatch.context() as kapot:
        kapot.setattr("inlezen.toepassen.meld_aan", lambda **_: 1 / 0)
        lees_in(inlezing, door=uwv_lijst["door"])
    antwoord = carla.get(reverse("inlezen:resultaat", args=[inlezing.pk]))
    assert "7 rijen zijn niet gelukt." in tekst(antwoord)
    assert "Luinenburg, Julia el (rij 4) Fout: Er ging iets mis bij deze rij." in tekst(antwoord)
    antwoord = carla.post(
        reverse("inlezen:opnieuw", args=[inlezing.pk]), {"inzending": str(uuid.uuid4())}, follow=True
    )
    assert "Wilt u 7 rijen inlezen?" in tekst(antwoord)
    antwoord = carla.post(antwoord.request["PATH_INFO"], {"inzending": str(uuid.uuid4())}, follow=True)
    assert "7 rijen zijn ingelezen." in tekst(antwoord)


def test_grens_van_het_verzoek():
    assert taken.MEER_DAN_IN_VERZOEK == 250


# --- Rights --------------------------------------------------------------------------------------------------
def adressen(inlezing):
    gets = [reverse(f"inlezen:{naam}", args=[inlezing.pk]) for naam in PAGINAS]
    posts = [reverse(f"inlezen:{naam}", args=[inlezing.pk]) for naam in POSTS]
    rij = reverse("inlezen:rij", args=[inlezing.pk, 4])
    return [*gets, rij], [*posts, rij]


def test_collega_van_dezelfde_regio_gaat_verder(client, collega_groningen, inlezing):
    client.force_login(collega_groningen)
    assert inlezing.naam in tekst(client.get(reverse("inlezen:overzicht")))
    assert "Nieuw (7)" in tekst(client.get(inlezing.get_absolute_url()))


def test_coordinator_van_een_andere_regio_ziet_niets(client, coordinator_twente, inlezing):
    """The near miss: 404, the same as for an import that does not exist, and both logged."""
    client.force_login(coordinator_twente)
    assert "Inlezingen (0)" in tekst(client.get(reverse("inlezen:overzicht")))
    bestaat_niet = Inlezing(pk=uuid.uuid4())
    for een in (inlezing, bestaat_niet):
        gets, posts = adressen(een)
        assert {client.get(adres).status_code for adres in gets} == {404}
        assert {client.post(adres).status_code for adres in posts} == {404}
        geweigerd = Logregel.objects.filter(handeling="geweigerd", reden=f"inlezing {een.pk}")
        assert geweigerd.count() == len(gets) + len(posts)
    assert not Kandidaat.objects.exists()


@pytest.mark.parametrize(
    "wie", ["jobcoach", "trainer", "teamleider", "manager", "verwijzer", "beheerder", "vreemde"]
)
def test_andere_rollen_lezen_niets_in(client, request, wie, inlezing):
    client.force_login(request.getfixturevalue(wie))
    gets, posts = adressen(inlezing)
    for adres in (reverse("inlezen:overzicht"), reverse("inlezen:nieuw"), *gets):
        assert client.get(adres).status_code == 403
    for adres in (reverse("inlezen:nieuw"), *posts):
        assert client.post(adres).status_code == 403
    assert Inlezing.objects.get().status == "controleren"


def test_collega_ziet_niemand_van_een_regio_waar_zij_niet_werkt(
    client, coordinator_groningen, collega_groningen, uwv_lijst, regio_twente
):
    """Carla serves Twente too, so at her review Sara is shown; Kees reads only that she may be known."""
    coordinator_groningen.werkgebieden.create(regio=regio_twente)
    sara = fabrieken.KandidaatFabriek(
        voornaam="Sara", achternaam="Bos", telefoon="0699999999", behandelregio=regio_twente
    )
    inhoud = f"Voornaam;Achternaam;Geboortedatum\nSara;Bos;{sara.geboortedatum:%d-%m-%Y}\n".encode()
    inlezing = open_lijst("a.csv", inhoud=inhoud, **uwv_lijst)
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    client.force_login(coordinator_groningen)
    assert sara.dossiernummer in client.get(adres).content.decode()
    client.force_login(collega_groningen)
    antwoord = client.get(adres)
    assert "Mogelijk al bekend in een andere regio." in tekst(antwoord)
    for geheim in (sara.dossiernummer, "0699999999", sara.email, "Lijkt op"):
        assert geheim not in antwoord.content.decode()


def test_zonder_login_naar_het_inloggen(client, inlezing):
    antwoord = client.get(inlezing.get_absolute_url())
    assert antwoord.status_code == 302
    assert reverse("account_login") in antwoord.url


# --- Budgets -------------------------------------------------------------------------------------------------
def maak_lijst(aantal):
    """A list like the UWV's: every telephone number lost its zero, so every row says so."""
    kop = "Voornaam;Achternaam;Geboortedatum;Telefoon;E-mail;Woonplaats;Uitkering;Consulent;Uren p/w"
    letters = [chr(97 + n // 10) + chr(97 + n % 10) for n in range(aantal)]
    rijen = [
        f"Anne{a};Bakker{a};1-2-{1960 + n % 40};6{10000000 + n};naam{n}@example.nl;Leek;WW;M. Postma;28"
        for n, a in enumerate(letters)
    ]
    return "\n".join([kop, *rijen]).encode()


@pytest.mark.parametrize("aantal", [3, 50])
def test_budget(carla, uwv_lijst, aantal, django_assert_max_num_queries):
    inlezing = open_lijst("a.csv", inhoud=maak_lijst(aantal), **uwv_lijst)

    def bekijk(naam, **vraag):
        with django_assert_max_num_queries(10):
            antwoord = carla.get(reverse(f"inlezen:{naam}", args=[inlezing.pk]), vraag)
        assert antwoord.status_code == 200
        assert len(antwoord.content) < 60_000
        return antwoord

    for naam in ("kolommen", "controleren", "bevestigen"):
        bekijk(naam)
    lees_in(inlezing, door=uwv_lijst["door"])
    bekijk("resultaat")
    # Everybody is known now, to another partner: every row a possible double beside its match.
    ander = fabrieken.PartnerFabriek(naam="Gemeente Leek", regio=uwv_lijst["regio"])
    inlezing = open_lijst("a.csv", inhoud=maak_lijst(aantal), **uwv_lijst | {"partner": ander})
    assert bekijk("controleren").context["dubbel"]
    inlezing.regels.update(stand="mislukt", fout="Er ging iets mis.")
    Inlezing.objects.filter(pk=inlezing.pk).update(status="klaar")
    bekijk("resultaat")


@pytest.mark.parametrize("aantal", [3, 25])
def test_budget_overzicht(carla, uwv_lijst, aantal, django_assert_max_num_queries):
    for _ in range(aantal):
        open_lijst("a.csv", inhoud=maak_lijst(1), **uwv_lijst)
    with django_assert_max_num_queries(10):
        antwoord = carla.get(reverse("inlezen:overzicht"))
    assert len(antwoord.content) < 60_000
    with django_assert_max_num_queries(12):
        assert carla.get(reverse("inlezen:nieuw")).status_code == 200
