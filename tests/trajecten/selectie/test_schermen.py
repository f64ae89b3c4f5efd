"""The screens of selection: who may, what they do, what they cost."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from logboek.models import Handeling, Logregel
from tests import fabrieken
from trajecten.models import Ronde
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.diensten import neem_besluit
from trajecten.selectie.forms import besluitnaam, redennaam
from trajecten.selectie.models import Besluitcorrectie, Rondedeelname
from trajecten.selectie.overzicht import naar_getal, van_getal
from trajecten.statussen import AfwijsReden, Status

TAAL = AfwijsReden.TAAL.value


@pytest.fixture
def als(client):
    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def geen_ronde(programma, regio_groningen):
    """`geen_ronde(n)`: the programme, with n people of Groningen who are in no round yet."""

    def maak(aantal):
        fabrieken.TrajectFabriek.create_batch(
            aantal, programma=programma, kandidaat__behandelregio=regio_groningen
        )
        return programma

    return maak


def ronde_url(deelname, naam="ronde"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id])


def persoon_url(deelname, naam="kandidaat"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


def verzend(client, url, **velden):
    return client.post(url, {"inzending": str(uuid.uuid4()), **velden}, follow=True)


def teksten(antwoord):
    return [str(m) for m in antwoord.context["messages"]]


# --- Rights -----------------------------------------------------------------------------------------------------------
LIJSTEN = ["overzicht", "indelen", "ronde"]


def adressen(deelname):
    return [
        reverse("selectie:overzicht"),
        reverse("selectie:indelen", args=[deelname.ronde.programma_id]),
        ronde_url(deelname),
    ]


@pytest.mark.parametrize(
    "wie", ["jobcoach", "trainer", "teamleider", "manager", "verwijzer", "beheerder", "vreemde"]
)
def test_alleen_wie_beslist_ziet_de_rondes(als, request, rondedeelname, wie):
    client = als(request.getfixturevalue(wie))
    assert [client.get(url).status_code for url in adressen(rondedeelname)] == [403] * 3
    assert (
        client.post(ronde_url(rondedeelname, "besluiten"), {besluitnaam(rondedeelname): "door"}).status_code
        == 403
    )
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "open"


def test_een_collega_van_de_regio_ziet_haar_en_die_van_twente_niet(
    als, rondedeelname, collega_groningen, coordinator_twente
):
    naam = rondedeelname.traject.kandidaat.lijstnaam
    assert naam in als(collega_groningen).get(ronde_url(rondedeelname)).text
    antwoord = als(coordinator_twente).get(ronde_url(rondedeelname))
    assert antwoord.status_code == 200
    assert naam not in antwoord.text
    assert als(coordinator_twente).get(persoon_url(rondedeelname)).status_code == 404


def test_die_van_twente_besluit_niet_over_haar(als, rondedeelname, coordinator_twente):
    velden = {besluitnaam(rondedeelname): "door"}
    verzend(als(coordinator_twente), ronde_url(rondedeelname, "besluiten"), **velden)
    assert als(coordinator_twente).post(persoon_url(rondedeelname), {"uitslag": "door"}).status_code == 404
    assert als(coordinator_twente).post(persoon_url(rondedeelname, "terugdraaien")).status_code == 404
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "open"


def test_die_van_twente_deelt_haar_niet_in(als, traject, rondes, coordinator_twente):
    url = reverse("selectie:indelen", args=[traject.programma_id])
    antwoord = verzend(als(coordinator_twente), url, traject=traject.pk, ronde=rondes[0].pk)
    assert antwoord.context["form"].errors
    assert not Rondedeelname.objects.exists()


def test_de_jobcoach_leest_alleen_haar_eigen_kandidaat(als, rondedeelname, jobcoach, andere_jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=rondedeelname.traject.kandidaat, gebruiker=jobcoach)
    antwoord = als(jobcoach).get(persoon_url(rondedeelname))
    assert antwoord.status_code == 200
    assert "Besluit opslaan" not in antwoord.text
    assert als(jobcoach).post(persoon_url(rondedeelname), {"uitslag": "door"}).status_code == 403
    assert als(jobcoach).get(persoon_url(rondedeelname, "scores")).status_code == 403
    assert als(jobcoach).get(persoon_url(rondedeelname, "terugdraaien")).status_code == 403
    assert als(andere_jobcoach).get(persoon_url(rondedeelname)).status_code == 404


@pytest.mark.parametrize("wie", ["verwijzer", "andere_verwijzer", "manager", "beheerder"])
def test_anderen_zien_haar_scores_nooit(als, request, rondedeelname, wie):
    verwacht = 403 if wie == "verwijzer" else 404
    assert als(request.getfixturevalue(wie)).get(persoon_url(rondedeelname)).status_code == verwacht


def test_wie_alleen_noodtoegang_heeft_besluit_niet(als, rondedeelname, coordinator_twente):
    """She may look at the one person, with everything logged, but the round stays empty for her."""
    from kandidaten.diensten import verleen_noodtoegang

    kandidaat = rondedeelname.traject.kandidaat
    verleen_noodtoegang(kandidaat=kandidaat, gebruiker=coordinator_twente, reden="spoed")
    client = als(coordinator_twente)
    assert client.get(persoon_url(rondedeelname)).status_code == 200
    assert kandidaat.lijstnaam not in client.get(ronde_url(rondedeelname)).text
    assert client.post(persoon_url(rondedeelname), {"uitslag": "door"}).status_code == 403


# --- Into a round -----------------------------------------------------------------------------------------------------
def test_een_groep_indelen(als, programma, rondes, regio_groningen, coordinator_groningen):
    trajecten = [
        fabrieken.TrajectFabriek(programma=programma, kandidaat__behandelregio=regio_groningen)
        for _ in range(3)
    ]
    client = als(coordinator_groningen)
    url = reverse("selectie:indelen", args=[programma.pk])
    assert client.get(url, {"kies": "alle"}).text.count(" checked") == 3
    antwoord = verzend(client, url, traject=[t.pk for t in trajecten], ronde=rondes[0].pk)
    assert antwoord.redirect_chain[-1][0] == reverse("selectie:ronde", args=[rondes[0].pk])
    assert teksten(antwoord) == [f"3 kandidaten opgenomen in de ronde '{rondes[0].naam}'."]
    assert Rondedeelname.objects.count() == 3
    assert "Iedereen is ingedeeld" in client.get(url).text


def test_indelen_vraagt_minstens_een_mens(als, traject, rondes, coordinator_groningen):
    url = reverse("selectie:indelen", args=[traject.programma_id])
    antwoord = verzend(als(coordinator_groningen), url, ronde=rondes[0].pk)
    assert "Kies minstens een kandidaat." in antwoord.text


def test_overzicht_telt_de_eigen_mensen(als, groep, rondes, coordinator_groningen, coordinator_twente):
    een, *_ = groep(3)
    neem_besluit(een, uitslag="door", door=coordinator_groningen)
    fabrieken.TrajectFabriek(
        programma=een.traject.programma, kandidaat__behandelregio=een.traject.kandidaat.behandelregio
    )
    antwoord = als(coordinator_groningen).get(reverse("selectie:overzicht"))
    (regel,) = antwoord.context["regels"]
    assert [(r.wacht, r.uitgenodigd, r.besloten, r.door) for r in regel.rondes] == [
        (2, 3, 1, 1),
        (1, 1, 0, 0),
        (0, 0, 0, 0),
    ]
    assert regel.nieuw == 1
    assert "3 kandidaten wachten op een besluit." in antwoord.text
    assert als(coordinator_twente).get(reverse("selectie:overzicht")).context["regels"] == []


# --- A round: choose, check, save -------------------------------------------------------------------------------------
def test_kiezen_controleren_bewaren_en_ongedaan_maken(als, groep, coordinator_groningen):
    een, twee, drie = groep(3)
    client = als(coordinator_groningen)
    keuzes = {besluitnaam(een): "door", besluitnaam(twee): "afgewezen", besluitnaam(drie): ""}

    recap = client.post(ronde_url(een, "controle"), keuzes)
    assert recap.status_code == 200
    assert "Gaat door naar &#x27;Vervolggesprek&#x27;." in recap.text
    assert "Het traject stopt: afgewezen." in recap.text
    assert drie.traject.kandidaat.lijstnaam not in recap.text
    assert not Rondedeelname.objects.exclude(uitslag="open").exists(), "the recap writes nothing"

    zonder = client.post(ronde_url(een, "besluiten"), keuzes)
    assert f"Kies een reden bij {twee.traject.kandidaat.naam}." in zonder.text
    assert not Rondedeelname.objects.exclude(uitslag="open").exists()

    antwoord = verzend(client, ronde_url(een, "besluiten"), **keuzes, **{redennaam(twee): TAAL})
    assert teksten(antwoord) == ["Besluit over 2 kandidaten bewaard."]
    assert "U besloot om" in antwoord.text
    twee.refresh_from_db()
    assert (twee.uitslag, twee.reden, twee.besloten_door) == ("afgewezen", TAAL, coordinator_groningen)

    (groep_,) = antwoord.context["net_besloten"]
    terug = client.post(reverse("selectie:ongedaan", args=[een.ronde_id, groep_.moment]), follow=True)
    assert teksten(terug) == ["Besluit over 2 kandidaten ongedaan gemaakt."]
    assert Rondedeelname.objects.filter(uitslag="open").count() == 3
    twee.traject.refresh_from_db()
    assert twee.traject.status == Status.IN_SELECTIE
    nog_eens = client.post(reverse("selectie:ongedaan", args=[een.ronde_id, groep_.moment]), follow=True)
    assert "Ongedaan maken kan niet meer" in teksten(nog_eens)[0]
    assert Besluitcorrectie.objects.count() == 2


def test_ongedaan_maken_kan_tien_minuten_en_alleen_wat_van_u_is(
    als, rondedeelname, coordinator_groningen, collega_groningen
):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    url = reverse("selectie:ongedaan", args=[rondedeelname.ronde_id, naar_getal(rondedeelname.besloten_op)])
    als(collega_groningen).post(url)
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "door"
    client = als(coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        client.force_login(coordinator_groningen)
        client.post(url)
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "door"
    assert client.get(url).status_code == 405


def test_iedereen_op_door_zetten_vult_in_en_bewaart_niets(als, groep, coordinator_groningen):
    een, _, _ = groep(3)
    client = als(coordinator_groningen)
    keuze = '<option value="door" selected>'
    leeg = client.get(ronde_url(een)).text
    assert keuze not in leeg and 'href="?kies=door"' in leeg
    assert client.get(ronde_url(een) + "?kies=door").text.count(keuze) == 3
    assert not Rondedeelname.objects.exclude(uitslag="open").exists()


def test_niets_gekozen_is_een_fout_die_zegt_wat_te_doen(als, rondedeelname, coordinator_groningen):
    antwoord = als(coordinator_groningen).post(
        ronde_url(rondedeelname, "controle"), {besluitnaam(rondedeelname): ""}
    )
    assert "Kies bij minstens een kandidaat een besluit." in antwoord.text
    assert "<title>1 fout – " in antwoord.text


def test_terug_en_wijzigen_bewaart_de_keuze(als, rondedeelname, coordinator_groningen):
    antwoord = als(coordinator_groningen).post(ronde_url(rondedeelname), {besluitnaam(rondedeelname): "door"})
    assert re.search(r'<option value="door" selected>', antwoord.text)


def test_wie_intussen_besloten_is_wordt_gemeld_en_de_anderen_gaan_door(
    als, groep, coordinator_groningen, collega_groningen
):
    een, twee = groep(2)
    neem_besluit(twee, uitslag="afgewezen", reden=TAAL, door=collega_groningen)
    keuzes = {besluitnaam(een): "door", besluitnaam(twee): "door"}
    client = als(coordinator_groningen)
    assert (
        "Intussen besloten door Kees Collega: afgewezen"
        in client.post(ronde_url(een, "controle"), keuzes).text
    )
    antwoord = verzend(client, ronde_url(een, "besluiten"), **keuzes)
    melding, conflict = teksten(antwoord)
    assert melding == "Besluit over 1 kandidaat bewaard."
    assert conflict.startswith(f"{twee.traject.kandidaat.naam}: Een collega heeft dit intussen gewijzigd")
    twee.refresh_from_db()
    assert (twee.uitslag, twee.besloten_door) == ("afgewezen", collega_groningen)


def test_twee_keer_verzonden_bewaart_een_keer(als, rondedeelname, coordinator_groningen):
    velden = {"inzending": str(uuid.uuid4()), besluitnaam(rondedeelname): "door"}
    client = als(coordinator_groningen)
    eerste = client.post(ronde_url(rondedeelname, "besluiten"), velden, follow=True)
    tweede = client.post(ronde_url(rondedeelname, "besluiten"), velden, follow=True)
    assert teksten(eerste) == ["Besluit over 1 kandidaat bewaard."]
    assert teksten(tweede) == []
    assert Rondedeelname.objects.filter(uitslag="door").count() == 1


def test_de_ronde_bekijken_staat_in_het_logboek(als, rondedeelname, coordinator_groningen):
    als(coordinator_groningen).get(ronde_url(rondedeelname))
    regel = Logregel.objects.get(handeling=Handeling.INZIEN)
    assert (regel.dossier, regel.categorie) == (rondedeelname.traject.kandidaat.dossiernummer, "selectie")


def test_besloten_toont_wie_wanneer_en_waarom(als, rondedeelname, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="afgewezen", reden=TAAL, door=coordinator_groningen)
    tekst = als(coordinator_groningen).get(ronde_url(rondedeelname), {"toon": "besloten"}).text
    assert "Nederlandse taal is nog niet voldoende" in tekst
    assert "Carla Coördinator" in tekst


# --- One person -------------------------------------------------------------------------------------------------------
def test_een_besluit_over_een_mens(als, rondedeelname, coordinator_groningen):
    client = als(coordinator_groningen)
    fout = verzend(client, persoon_url(rondedeelname), uitslag="afgewezen", reden="terugtrekking_loon")
    assert "Kies een reden die hoort bij ‘Afwijzen’." in fout.text
    antwoord = verzend(client, persoon_url(rondedeelname), uitslag="afgewezen", reden=TAAL)
    assert teksten(antwoord) == ["Besluit bewaard: afgewezen."]
    assert "Besluit ongedaan maken" in antwoord.text
    terug = client.post(persoon_url(rondedeelname, "terugdraaien"), follow=True)
    assert teksten(terug) == ["Het besluit is teruggedraaid. U kunt opnieuw besluiten."]
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "open"


def test_een_vergissing_later_vraagt_een_toelichting(als, rondedeelname, coordinator_groningen):
    with time_machine.travel(timezone.now() - dt.timedelta(days=2), tick=False):
        neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    client = als(coordinator_groningen)
    assert "Vergissing: draai dit besluit terug" in client.get(persoon_url(rondedeelname)).text
    fout = client.post(persoon_url(rondedeelname, "terugdraaien"), {"toelichting": ""})
    assert "Vul ‘Wat was er mis?’ in." in fout.text
    client.post(persoon_url(rondedeelname, "terugdraaien"), {"toelichting": "Verkeerde Julia"})
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "open"


def test_scores_invullen_en_weer_weghalen(als, rondedeelname, criteria, coordinator_groningen):
    willen, kunnen = criteria
    client, url = als(coordinator_groningen), persoon_url(rondedeelname, "scores")
    velden = {f"score_{willen.pk}": "4", f"opmerking_{willen.pk}": "weet waarom", f"score_{kunnen.pk}": "2"}
    antwoord = verzend(client, url, **velden)
    assert teksten(antwoord) == ["Scores opgeslagen."]
    assert "weet waarom" in antwoord.text
    assert "Willen <b>4</b>, Kunnen <b>2</b>" in client.get(ronde_url(rondedeelname)).text
    assert "Geef ook een score" in verzend(client, url, **{f"opmerking_{kunnen.pk}": "?"}).text
    verzend(client, url, **{f"score_{willen.pk}": "", f"score_{kunnen.pk}": "3"})
    assert [(b.criterium, b.score) for b in rondedeelname.beoordelingen.all()] == [(kunnen, 3)]


def test_een_bsn_in_een_opmerking_wordt_geweigerd(als, rondedeelname, criteria, coordinator_groningen):
    veld = f"opmerking_{criteria[0].pk}"
    antwoord = verzend(
        als(coordinator_groningen),
        persoon_url(rondedeelname, "scores"),
        **{f"score_{criteria[0].pk}": "4", veld: "nummer 111222333"},
    )
    assert "BSN" in antwoord.context["form"].errors[veld][0]


def test_een_andere_ronde_van_haar_bestaat_niet(als, rondedeelname, rondes, coordinator_groningen):
    url = reverse("selectie:kandidaat", args=[rondes[1].pk, rondedeelname.traject.kandidaat.dossiernummer])
    assert als(coordinator_groningen).get(url).status_code == 404


# --- Cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
def test_lijsten_kosten_evenveel_met_veel_mensen(
    als, groep, criteria, aantal, coordinator_groningen, collega_groningen, django_assert_max_num_queries
):
    deelnames = groep(aantal)
    Ronde.objects.filter(pk=deelnames[0].ronde_id).update(beoordelaars=2)
    for deelname in deelnames:
        deelname.ronde.refresh_from_db()
        for wie in (coordinator_groningen, collega_groningen):
            beoordeel(deelname, scores=dict.fromkeys(criteria, 3), door=wie)
    client = als(coordinator_groningen)
    for url in [*adressen(deelnames[0]), f"{ronde_url(deelnames[0])}?toon=besloten"]:
        with django_assert_max_num_queries(10):
            antwoord = client.get(url)
        assert antwoord.status_code == 200
        assert len(antwoord.content) < 60_000, url
    with django_assert_max_num_queries(12):
        client.post(ronde_url(deelnames[0], "controle"), {besluitnaam(d): "door" for d in deelnames})
    with django_assert_max_num_queries(15):
        client.get(persoon_url(deelnames[0]))


def test_een_moment_gaat_heel_heen_en_weer():
    moment = timezone.now()
    assert van_getal(naar_getal(moment)) == moment


def test_wie_niet_op_de_pagina_past_telt_wel_mee(als, geen_ronde, coordinator_groningen, monkeypatch):
    monkeypatch.setattr("trajecten.selectie.overzicht.MEER", 2)
    programma = geen_ronde(3)
    html = als(coordinator_groningen).get(reverse("selectie:indelen", args=[programma.pk])).text
    assert "(3)" in html
    assert "U ziet de eerste 2." in html


def test_een_volle_ronde_zegt_dat_er_meer_zijn(als, groep, coordinator_groningen, monkeypatch):
    monkeypatch.setattr("trajecten.selectie.overzicht.MEER", 2)
    mensen = groep(3)
    html = als(coordinator_groningen).get(ronde_url(mensen[0])).text
    assert "U ziet de eerste 2." in html


def test_een_onmogelijk_nummer_in_de_recap_is_niemand(als, rondedeelname, coordinator_groningen):
    antwoord = als(coordinator_groningen).post(
        ronde_url(rondedeelname, "controle"),
        {f"besluit_{'9' * 30}": "door", besluitnaam(rondedeelname): "door"},
    )
    assert antwoord.status_code == 200
    assert rondedeelname.traject.kandidaat.voornaam in antwoord.text
