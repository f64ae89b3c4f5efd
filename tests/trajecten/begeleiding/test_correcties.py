"""A corrected check-in keeps what it was; one that was a mistake stays in sight and counts nowhere."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from trajecten.begeleiding.correcties import trek_gesprek_in, zet_gesprek_terug
from trajecten.begeleiding.diensten import wijzig_gesprek
from trajecten.begeleiding.models import Gespreksversie, Voortgangsgesprek
from trajecten.begeleiding.schemadiensten import spreek_af
from trajecten.begeleiding.stand import stand_van
from trajecten.begeleiding.verschillen import eerdere_versies

GEHEIM = "Vindt het spannend"


def van(naam, rij):
    return reverse(f"begeleiding:{naam}", args=[rij.traject.kandidaat.dossiernummer, rij.pk])


def wijzig(gesprek, door, **velden):
    gesprek.refresh_from_db()
    return wijzig_gesprek(gesprek, gezien=gesprek.versie, velden=velden, door=door)


# --- Earlier versions -------------------------------------------------------------------------------------------------
def test_een_wijziging_bewaart_wat_er_stond(gesprek, jobcoach):
    wijzig(gesprek, jobcoach, datum=dt.date(2026, 9, 15), welbevinden=5, notitie="Was rustig")
    (versie,) = gesprek.versies.all()
    assert (versie.datum, versie.welbevinden, versie.notitie) == (dt.date(2026, 9, 14), 4, GEHEIM)
    assert (versie.nummer, versie.door) == (0, jobcoach)


def test_de_oude_tekst_blijft_versleuteld(gesprek, jobcoach):
    wijzig(gesprek, jobcoach, notitie="Was rustig")
    with connection.cursor() as cursor:
        cursor.execute("SELECT notitie, afspraken FROM begeleiding_gespreksversie")
        rij = cursor.fetchone()
    assert rij[0] and GEHEIM not in str(rij) and "op tijd" not in str(rij)


def test_niets_gewijzigd_is_geen_versie(gesprek, jobcoach):
    wijzig(gesprek, jobcoach, welbevinden=4, notitie=GEHEIM)
    assert not Gespreksversie.objects.exists()


def test_wie_te_laat_is_schrijft_ook_geen_versie(gesprek, jobcoach):
    gezien = gesprek.versie
    wijzig(gesprek, jobcoach, welbevinden=5)
    with pytest.raises(IntussenGewijzigd):
        wijzig_gesprek(gesprek, gezien=gezien, velden={"welbevinden": 1}, door=jobcoach)
    assert [v.welbevinden for v in gesprek.versies.all()] == [4]


def test_een_geweigerde_wijziging_schrijft_geen_versie(gesprek, coordinator_groningen):
    with pytest.raises(PermissionDenied):
        wijzig(gesprek, coordinator_groningen, notitie="Anders")
    assert not Gespreksversie.objects.exists()


def test_verschillen_veld_voor_veld(gesprek, jobcoach):
    wijzig(gesprek, jobcoach, welbevinden=5, vorm="telefoon")
    wijzig(gesprek, jobcoach, notitie="Was rustig", welbevinden=None, werkt_nog=False, volgende_datum=None)
    nieuwste, oudste = eerdere_versies(gesprek, gesprek.versies.select_related("door"), met_tekst=True)
    assert [(v.veld, v.was, v.werd) for v in oudste.verschillen] == [
        ("Vorm", "Op de werkplek", "Telefoon"),
        ("Welbevinden", "4 goed", "5 zeer goed"),
    ]
    assert [(v.veld, v.was, v.werd) for v in nieuwste.verschillen] == [
        ("Welbevinden", "5 zeer goed", "niet besproken"),
        ("Nog aan het werk", "ja", "nee"),
        ("Notitie", GEHEIM, "Was rustig"),
        ("Volgend gesprek", "21 sep 2026", "niet afgesproken"),
    ]


def test_wie_de_tekst_niet_leest_ziet_alleen_dat_hij_is_gewijzigd(
    client, gesprek, jobcoach, coordinator_groningen
):
    wijzig(gesprek, jobcoach, notitie="Was rustig", welbevinden=5)
    client.force_login(coordinator_groningen)
    tekst = client.get(van("gesprek", gesprek)).content.decode()
    assert "Eerdere versies" in tekst and "4 goed" in tekst
    assert GEHEIM not in tekst and "Was rustig" not in tekst
    tekst = client.post(
        van("gesprek_notities", gesprek), {"reden": "klacht van de kandidaat"}
    ).content.decode()
    assert GEHEIM in tekst and "Was rustig" in tekst, "with a reason, which is logged"
    client.force_login(jobcoach)
    assert GEHEIM in client.get(van("gesprek", gesprek)).content.decode()


# --- Taking one back --------------------------------------------------------------------------------------------------
def test_acties_van_een_ander_gaan_mee(client, julia, gesprek, jobcoach):
    """Out of a talk with the wrong person: they are about somebody else. Out of a double they stay."""
    actie = gesprek.actiepunten.get()
    client.force_login(jobcoach)
    doelen = reverse("begeleiding:doelen", args=[julia.kandidaat.dossiernummer, julia.volgnummer])
    for reden, aantal in (("dubbel", 1), ("verkeerde_persoon", 0)):
        trek_gesprek_in(gesprek, reden=reden, gezien=gesprek.versie, door=jobcoach)
        assert julia.actiepunten.open().count() == aantal
        assert (actie.omschrijving in client.get(doelen).content.decode()) == bool(aantal)
        zet_gesprek_terug(gesprek, gezien=gesprek.versie, door=jobcoach)
        assert julia.actiepunten.open().get() == actie


def test_een_ingetrokken_gesprek_telt_nergens(client, julia, gesprek, jobcoach):
    assert stand_van([julia])[julia.pk].laatste == gesprek.datum
    trek_gesprek_in(gesprek, reden="verkeerde_persoon", gezien=gesprek.versie, door=jobcoach)
    uit = stand_van([julia])[julia.pk]
    assert (uit.laatste, uit.afspraak, uit.gemist) == (None, None, 4)
    client.force_login(jobcoach)
    dossier = client.get(julia.get_absolute_url()).content.decode()
    assert "Ingetrokken gesprek" in dossier, "it stays in the timeline"
    assert "Hier komt het laatste gesprek te staan" in dossier
    zet_gesprek_terug(gesprek, gezien=gesprek.versie, door=jobcoach)
    assert stand_van([julia])[julia.pk].laatste == gesprek.datum


def test_intrekken_via_het_scherm_en_ongedaan(client, gesprek, jobcoach):
    client.force_login(jobcoach)
    url = van("gesprek_intrekken", gesprek)
    assert b"Wilt u dit gesprek intrekken?" in client.get(url).content
    post = {"reden": "", "versie": gesprek.versie, "inzending": str(uuid.uuid4())}
    assert client.post(url, post).context["form"].errors["reden"]
    antwoord = client.post(url, post | {"reden": "dubbel"}, follow=True).content.decode()
    assert "Dubbel vastgelegd" in antwoord and van("gesprek_terugzetten", gesprek) in antwoord
    assert client.get(van("gesprek_wijzigen", gesprek)).status_code == 302, "put it back first"
    client.post(van("gesprek_terugzetten", gesprek))
    gesprek.refresh_from_db()
    assert (gesprek.ingetrokken_op, gesprek.intrekreden) == (None, "")


def test_twee_keer_klikken_op_een_knop_is_geen_fout(client, julia, gesprek, jobcoach):
    afspraak = spreek_af(
        julia, van=dt.date(2026, 9, 30), elke_weken=2, reden="rooster", toelichting="", door=jobcoach
    )
    trek_gesprek_in(gesprek, reden="dubbel", gezien=gesprek.versie, door=jobcoach)
    client.force_login(jobcoach)
    actie = gesprek.actiepunten.get()
    for url in (
        van("gesprek_terugzetten", gesprek),
        van("afspraak_stoppen", afspraak),
        van("afspraak_hervatten", afspraak),
        van("actie_gedaan", actie),
    ):
        post = {"inzending": str(uuid.uuid4())}
        client.post(url, post)
        antwoord = client.post(url, post, follow=True)
        assert [bericht.level_tag for bericht in antwoord.context["messages"]] == ["success"], url


def test_wie_een_oud_scherm_heeft_trekt_niets_in(gesprek, jobcoach):
    with pytest.raises(IntussenGewijzigd):
        trek_gesprek_in(gesprek, reden="dubbel", gezien=gesprek.versie + 1, door=jobcoach)
    assert Voortgangsgesprek.objects.get().ingetrokken_op is None


def test_intrekken_vraagt_een_reden_en_kan_een_keer(gesprek, jobcoach):
    with pytest.raises(ValidationError, match="Kies waarom"):
        trek_gesprek_in(gesprek, reden="", gezien=gesprek.versie, door=jobcoach)
    gesprek.refresh_from_db()
    with pytest.raises(ValidationError, match="niet ingetrokken"):
        zet_gesprek_terug(gesprek, gezien=gesprek.versie, door=jobcoach)
    trek_gesprek_in(gesprek, reden="dubbel", gezien=gesprek.versie, door=jobcoach)
    with pytest.raises(ValidationError, match="al ingetrokken"):
        trek_gesprek_in(gesprek, reden="dubbel", gezien=gesprek.versie, door=jobcoach)
    with pytest.raises(ValidationError, match="ingetrokken"):
        wijzig(gesprek, jobcoach, welbevinden=1)


def test_het_logboek_zegt_wie_introk_ook_na_terugzetten(gesprek, jobcoach, andere_jobcoach):
    """Putting back empties who took it back and why, on the talk itself."""
    trek_gesprek_in(gesprek, reden="dubbel", gezien=gesprek.versie, door=jobcoach)
    gesprek.refresh_from_db()
    zet_gesprek_terug(gesprek, gezien=gesprek.versie, door=andere_jobcoach)
    regels = Logregel.objects.exclude(reden="").values_list("gebruiker", "reden").order_by("pk")
    assert list(regels)[-2:] == [
        (jobcoach.pk, "gesprek ingetrokken: Dubbel vastgelegd"),
        (andere_jobcoach.pk, "gesprek teruggezet"),
    ]


def test_alleen_wie_haar_nu_begeleidt_trekt_in(client, gesprek, coordinator_groningen, andere_jobcoach):
    for gebruiker, status in ((coordinator_groningen, 403), (andere_jobcoach, 404)):
        client.force_login(gebruiker)
        assert client.post(van("gesprek_intrekken", gesprek), {"reden": "dubbel"}).status_code == status
