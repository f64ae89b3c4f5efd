"""The four steps by test client: what a coordinator sees and sends, and who does not get in."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inlezen import taken
from inlezen.models import STIL_NA, Inleesregel, Inlezing
from inlezen.toepassen import begin_inlezen, lees_in, verwerk_regels
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from partners.models import Werkgebied
from tests import fabrieken
from tests.inlezen.hulp import BESTANDEN
from tests.inlezen.stappen import aantallen, open_lijst, tekst
from trajecten.models import Traject

UWV, WIZ, ROMMELIG = (
    "verwijzing-uwv-groningen.xlsx",
    "verwijzing-werk-in-zicht.csv",
    "verwijzing-rommelig.xlsx",
)


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
    assert "Uit een pdf kunnen we geen lijst halen." in tekst(antwoord)
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
    assert "Lees 2.455 rijen in" in tekst(antwoord)
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


def test_een_nulteken_in_een_keuze_is_geen_fout(carla, uwv_lijst, regio_groningen):
    fabrieken.KandidaatFabriek(
        voornaam="Julia", achternaam="Luinenburg", telefoon="0612345678", behandelregio=regio_groningen
    )
    inlezing = open_lijst(
        "x.csv", inhoud=b"Voornaam;Achternaam;Telefoon\nJo;Anders;0612345678\n", **uwv_lijst
    )
    regel = inlezing.regels.get()
    assert regel.oordeel == "mogelijk_dubbel"
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    gegevens = {"tab": regel.oordeel, "rij": regel.pk, f"keuze_{regel.pk}": "AB\0"}
    assert carla.post(adres, gegevens, follow=True).status_code == 200
    assert not inlezing.regels.get().gekozen


@pytest.mark.parametrize("nummer", ["9" * 30, "9" * 5_000, "٣", "-1", "x"])
def test_een_onmogelijk_rijnummer_of_paginanummer_is_geen_fout(carla, inlezing, nummer):
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    for gegevens in (
        {"rij": nummer, "kies": nummer},
        {"doe": f"pagina:{nummer}"},
        {"doe": "pagina", "pagina": nummer},
    ):
        assert carla.post(adres, {"tab": "nieuw", **gegevens}, follow=True).status_code == 200


def test_de_wachtende_pagina_vraagt_hoe_ver_het_is(carla, inlezing, uwv_lijst):
    """Asking is no look at the list, and keeps nobody logged in."""
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    stand = reverse("inlezen:stand", args=[inlezing.pk])
    assert f'data-stand-url="{stand}"' in carla.get(reverse("inlezen:resultaat", args=[inlezing.pk])).text
    gelogd, actief = Logregel.objects.count(), carla.session.get("laatst_actief")
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        antwoord = carla.get(stand)
    assert antwoord.json() == {"soort": "bezig", "gedaan": 0, "totaal": 7, "bezig": True, "stil": True}
    assert (Logregel.objects.count(), carla.session.get("laatst_actief")) == (gelogd, actief)
    verwerk_regels(inlezing, door=uwv_lijst["door"])
    assert carla.get(stand).json()["bezig"] is False


def test_verder_na_een_werker_die_stopte(carla, inlezing, uwv_lijst):
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    resultaat = reverse("inlezen:resultaat", args=[inlezing.pk])
    assert "Verder inlezen" not in tekst(carla.get(resultaat))
    Inlezing.objects.update(hartslag=timezone.now() - STIL_NA * 2)
    assert "Verder inlezen" in tekst(carla.get(resultaat))
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


def test_zonder_gekozen_rij_geen_knop_maar_wat_te_kiezen(carla, inlezing):
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    carla.post(adres, {"tab": "nieuw", "doe": "niets"})
    html = carla.get(adres).content.decode()
    knop = re.search(r'<button[^>]*value="verder"[^>]*>', html)[0]
    assert 'data-gekozen="0" hidden' in knop  # a script shows it when a row is ticked
    assert "<b data-kies-eerst>Kies eerst welke rijen u wilt inlezen.</b>" in html
    carla.post(adres, {"tab": "nieuw", "doe": "alles"})
    html = carla.get(adres).content.decode()
    assert " hidden>" not in re.search(r'<button[^>]*value="verder"[^>]*>', html)[0]
    assert "<b data-kies-eerst hidden>" in html


def test_bij_welke_verwijzer_een_regio_nodig_is_staat_er_voor_het_opsturen(
    carla, uwv_groningen, regio_twente, regio_groningen, coordinator_groningen
):
    twente = fabrieken.PartnerFabriek(naam="UWV Twente", regio=regio_twente)
    landelijk = fabrieken.PartnerFabriek(naam="Landelijk", regio=None)
    adres = reverse("inlezen:nieuw")
    keuzes = dict(carla.get(adres).context["form"].fields["partner"].choices)
    assert {uwv_groningen.pk, landelijk.pk} <= keuzes.keys()
    assert keuzes["Kies hierbij ook een behandelregio"] == [(twente.pk, str(twente))]
    Werkgebied.objects.create(gebruiker=coordinator_groningen, regio=fabrieken.RegioFabriek())
    anders = dict(carla.get(adres).context["form"].fields["partner"].choices)
    nodig = anders["Kies hierbij ook een behandelregio"]
    assert {pk for pk, _ in nodig} == {twente.pk, landelijk.pk}
