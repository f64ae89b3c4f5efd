"""Screens of meetings and messages. Who may open them stands in the access table."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kandidaten.keuzes import Kanaal
from trajecten.bijeenkomsten import (
    gelast_af,
    leg_aanwezigheid_vast,
    verstuur_uitnodigingen,
    zonder_uitnodiging,
)
from trajecten.keuzes import Aanwezigheid, Berichtsoort, Berichtstatus
from trajecten.models import Bericht, Bijeenkomst, Deelname


def velden(*deelnames, **anders):
    """The form of the page as it stood, with other choices for some."""
    gevuld = {"inzending": str(uuid.uuid4())}
    for deelname in deelnames:
        gevuld |= {f"{naam}_{deelname.pk}": deelname.aanwezigheid for naam in ("aanwezig", "was")}
    return gevuld | anders


@pytest.fixture
def coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def pad(wat, bijeenkomst):
    return reverse(f"bijeenkomsten:{wat}", args=[bijeenkomst.pk])


def test_wie_afzegt_maakt_plaats_voor_wie_voorrang_heeft(
    coordinator, genodigden, bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks
):
    een, twee = genodigden(2)
    (eerst,) = genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST, achternaam="Aarts")
    (voorrang,) = genodigden(
        aanwezigheid=Aanwezigheid.WACHTLIJST, voorrang_van=coordinator_groningen, achternaam="Zuid"
    )
    tekst = coordinator.get(bijeenkomst.get_absolute_url()).text
    assert tekst.index("Zuid") < tekst.index("Aarts")  # the waiting list is in its own order
    anders = {f"aanwezig_{een.pk}": "afwezig_met_bericht"}
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = coordinator.post(
            bijeenkomst.get_absolute_url(), velden(een, twee, eerst, voorrang, **anders), follow=True
        )
    assert "Aanwezigheid van 1 persoon opgeslagen." in antwoord.text
    assert f"schuift door: {voorrang.traject.kandidaat.naam}." in antwoord.text
    assert [post.to for post in mail.outbox] == [[voorrang.traject.kandidaat.email]]
    assert dict(Deelname.objects.values_list("pk", "aanwezigheid")) == {
        een.pk: "afwezig_met_bericht",
        twee.pk: "uitgenodigd",
        eerst.pk: "wachtlijst",
        voorrang.pk: "uitgenodigd",
    }


def test_een_plaats_die_er_niet_is_geef_je_niet(coordinator, genodigden, bijeenkomst):
    vol = genodigden(2)
    (wacht,) = genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST)
    anders = {f"aanwezig_{wacht.pk}": "uitgenodigd"}
    antwoord = coordinator.post(bijeenkomst.get_absolute_url(), velden(*vol, wacht, **anders), follow=True)
    assert f"{wacht.traject.kandidaat.naam}: Er is geen plaats vrij." in antwoord.text
    wacht.refresh_from_db()
    assert wacht.aanwezigheid == Aanwezigheid.WACHTLIJST


@pytest.mark.parametrize("code", ["aanwezig", "afwezig_zonder_bericht"])
def test_vooraf_alleen_wie_zich_afmeldt(coordinator, genodigden, bijeenkomst, coordinator_groningen, code):
    een, twee = genodigden(2)
    pagina = coordinator.get(bijeenkomst.get_absolute_url())
    codes = [keuze for keuze, _ in pagina.context["form"].fields[f"aanwezig_{een.pk}"].choices]
    assert codes == ["uitgenodigd", "wachtlijst", "afwezig_met_bericht"]
    anders = {f"aanwezig_{een.pk}": code, f"aanwezig_{twee.pk}": "afwezig_met_bericht"}
    antwoord = coordinator.post(bijeenkomst.get_absolute_url(), velden(een, twee, **anders))
    assert set(antwoord.context["form"].errors) == {f"aanwezig_{een.pk}"}
    uitkomst, _ = leg_aanwezigheid_vast(
        bijeenkomst, {een: code}, gezien={een: "uitgenodigd"}, door=coordinator_groningen
    )
    assert [weigering.reden[:26] for weigering in uitkomst.niet] == ["Dit is nog niet begonnen. "]
    assert set(Deelname.objects.values_list("aanwezigheid", flat=True)) == {"uitgenodigd"}
    # What a colleague recorded before stands in nobody's way, and can be taken back.
    Deelname.objects.filter(pk=een.pk).update(aanwezigheid=code)
    een.refresh_from_db()
    anders = {f"aanwezig_{twee.pk}": "afwezig_met_bericht"}
    coordinator.post(bijeenkomst.get_absolute_url(), velden(een, twee, **anders))
    coordinator.post(bijeenkomst.get_absolute_url(), velden(een, **{f"aanwezig_{een.pk}": "uitgenodigd"}))
    staat = dict(Deelname.objects.values_list("pk", "aanwezigheid"))
    assert staat == {een.pk: "uitgenodigd", twee.pk: "afwezig_met_bericht"}


def begonnen(bijeenkomst):
    begin = timezone.now() - dt.timedelta(hours=1)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(begin=begin, eind=begin + dt.timedelta(hours=2))


def test_twee_mensen_vullen_samen_de_aanwezigheid_in(coordinator, genodigden, bijeenkomst):
    begonnen(bijeenkomst)
    een, twee = genodigden(2)
    oud = velden(een, twee, **{f"aanwezig_{een.pk}": "aanwezig"})
    Deelname.objects.filter(pk=een.pk).update(aanwezigheid="afwezig_zonder_bericht")
    Deelname.objects.filter(pk=twee.pk).update(aanwezigheid="aanwezig")
    antwoord = coordinator.post(bijeenkomst.get_absolute_url(), oud, follow=True)
    assert "Een collega heeft dit intussen gewijzigd" in antwoord.text
    assert list(Deelname.objects.order_by("pk").values_list("aanwezigheid", flat=True)) == [
        "afwezig_zonder_bericht",
        "aanwezig",
    ]


def test_overlap_van_een_persoon_en_van_de_zaal(coordinator, genodigden, bijeenkomst):
    (deelname,) = genodigden()
    ander = Bijeenkomst.objects.create(
        soort="les", titel="Rekenles", begin=bijeenkomst.begin, eind=bijeenkomst.eind, plaats="zaal 2 "
    )
    Bijeenkomst.objects.filter(pk=ander.pk).update(plaats="zaal 2")
    ook = Deelname.objects.create(bijeenkomst=ander, traject=deelname.traject)
    tekst = coordinator.get(bijeenkomst.get_absolute_url()).text
    assert "op deze plaats is dan ook ‘Rekenles’" in tekst
    assert "Heeft dan ook: Rekenles" in tekst
    Deelname.objects.filter(pk=ook.pk).update(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    assert "Heeft dan ook" not in coordinator.get(bijeenkomst.get_absolute_url()).text
    Bijeenkomst.objects.filter(pk=ander.pk).update(
        begin=bijeenkomst.eind, eind=bijeenkomst.eind.replace(hour=23)
    )
    assert "is dan ook" not in coordinator.get(bijeenkomst.get_absolute_url()).text


def test_wie_van_een_andere_regio_is_telt_mee_zonder_naam(
    coordinator, client, genodigden, bijeenkomst, regio_twente, coordinator_twente
):
    genodigden(achternaam="Vanhier")
    (ginds,) = genodigden(achternaam="Vanginds", behandelregio=regio_twente)
    antwoord = coordinator.get(bijeenkomst.get_absolute_url())
    assert "Vanhier" in antwoord.text
    assert "Vanginds" not in antwoord.text
    assert "1 persoon is van een andere regio" in antwoord.text
    # What she sends for the other one's row is not hers to change.
    coordinator.post(bijeenkomst.get_absolute_url(), velden(ginds, **{f"aanwezig_{ginds.pk}": "aanwezig"}))
    ginds.refresh_from_db()
    assert ginds.aanwezigheid == Aanwezigheid.UITGENODIGD
    antwoord = coordinator.post(pad("uitnodigingen", bijeenkomst), velden(), follow=True)
    assert "Uitnodigingen gemaakt voor 1 persoon" in antwoord.text
    assert not ginds.berichten.exists()


def test_uitnodigingen_na_een_overzicht_en_een_keer(
    coordinator, genodigden, bijeenkomst, django_capture_on_commit_callbacks
):
    genodigden(2)
    (bellen,) = genodigden(voorkeurskanaal=Kanaal.TELEFOON, aanwezigheid=Aanwezigheid.WACHTLIJST)
    assert "3 mensen hebben nog geen bericht" in coordinator.get(bijeenkomst.get_absolute_url()).text
    overzicht = coordinator.get(pad("uitnodigingen", bijeenkomst)).text
    assert "2 per e-mail en 1 door te bellen" in overzicht
    assert not Bericht.objects.exists()
    formulier = velden()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            antwoord = coordinator.post(pad("uitnodigingen", bijeenkomst), formulier, follow=True)
    assert len(mail.outbox) == 2
    assert Bericht.objects.count() == 3
    assert "hebben nog geen bericht" not in antwoord.text
    te_doen = coordinator.get(reverse("bijeenkomsten:berichten")).text
    assert bellen.traject.kandidaat.lijstnaam in te_doen
    bericht = bellen.berichten.get()
    assert bericht.soort == Berichtsoort.WACHTLIJST
    assert f"{bericht.get_absolute_url()}?terug=/selectie/berichten/" in te_doen
    nr = bellen.traject.kandidaat.dossiernummer
    antwoord = coordinator.post(
        reverse("bijeenkomsten:doorgegeven", args=[nr, bericht.pk]), velden(), follow=True
    )
    assert "Doorgegeven" in antwoord.text
    assert bellen.traject.kandidaat.lijstnaam not in coordinator.get(reverse("bijeenkomsten:berichten")).text


def test_de_lijst_op_papier_zegt_alleen_namen(coordinator, genodigden, bijeenkomst, coordinator_groningen):
    genodigden(
        achternaam="Opdelijst",
        telefoon="+31612345999",
        email="op@lijst.example",
        voorrang_van=coordinator_groningen,
    )
    genodigden(achternaam="Wachtnog", aanwezigheid=Aanwezigheid.WACHTLIJST)
    genodigden(achternaam="Afgemeld", aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    tekst = coordinator.get(pad("afdruk", bijeenkomst)).text
    assert "Opdelijst" in tekst
    for woord in ("Wachtnog", "Afgemeld", "12345999", "@lijst", "Voorrang", "voorrang", "dossier/"):
        assert woord not in tekst, woord


def test_wijzigen_en_intussen_gewijzigd(coordinator, genodigden, bijeenkomst):
    genodigden()
    adres = pad("wijzigen", bijeenkomst)
    assert "Dan krijgt 1 persoon meteen bericht" in coordinator.get(adres).text
    begin = bijeenkomst.begin
    formulier = {
        "begin_0": f"{begin:%d-%m-%Y}",
        "begin_1": "14:00",
        "tot": "16:00",
        "plaats": "Zaal 2",
        "capaciteit": "2",
        "volgnummer": "0",
    }
    antwoord = coordinator.post(adres, formulier | {"inzending": str(uuid.uuid4())}, follow=True)
    assert "Bijeenkomst gewijzigd. 1 persoon krijgt bericht: 1 per e-mail." in antwoord.text
    bijeenkomst.refresh_from_db()
    assert (bijeenkomst.volgnummer, bijeenkomst.begin.hour != begin.hour) == (1, True)
    antwoord = coordinator.post(adres, formulier | {"inzending": str(uuid.uuid4())})
    assert "Een collega heeft dit intussen gewijzigd" in antwoord.text
    fout = coordinator.post(
        adres, formulier | {"volgnummer": "1", "online_link": "geen link", "online": "on"}
    )
    assert "Hij begint met https://" in fout.text


def test_afgelasten_na_een_overzicht(
    coordinator, genodigden, bijeenkomst, django_capture_on_commit_callbacks
):
    genodigden(2)
    overzicht = coordinator.get(pad("afgelasten", bijeenkomst)).text
    assert "2 per e-mail" in overzicht
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = coordinator.post(pad("afgelasten", bijeenkomst), velden(), follow=True)
    assert "De bijeenkomst gaat niet door. Bericht voor 2 mensen" in antwoord.text
    assert "Afgelast" in antwoord.text
    assert len(mail.outbox) == 2
    assert "Afgelast" in coordinator.get(reverse("bijeenkomsten:lijst")).text
    for wat in ("wijzigen", "afgelasten", "uitnodigingen"):
        assert coordinator.get(pad(wat, bijeenkomst)).status_code == 302


def test_het_dossier_toont_wat_er_gestuurd_is(
    coordinator, genodigden, bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks
):
    (deelname,) = genodigden(voornaam="Julia")
    with django_capture_on_commit_callbacks(execute=True):
        verstuur_uitnodigingen(
            bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=coordinator_groningen
        )
    dossier = coordinator.get(deelname.traject.get_absolute_url()).text
    assert "Bericht: uitnodiging" in dossier
    assert "Informatie over het werk. Verstuurd." in dossier
    bericht = deelname.berichten.get()
    assert bericht.get_absolute_url() in dossier
    assert "Beste Julia" in coordinator.get(bericht.get_absolute_url()).text


def test_een_mislukte_mail_staat_bij_wat_u_doet(coordinator, genodigden, bijeenkomst, coordinator_groningen):
    (deelname,) = genodigden()
    (bericht,) = verstuur_uitnodigingen(
        bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=coordinator_groningen
    )
    Bericht.objects.filter(pk=bericht.pk).update(status=Berichtstatus.MISLUKT)
    assert "1 bericht wacht op u" in coordinator.get(reverse("bijeenkomsten:lijst")).text
    assert "Mail niet gelukt" in coordinator.get(reverse("bijeenkomsten:berichten")).text
    nr = deelname.traject.kandidaat.dossiernummer
    antwoord = coordinator.post(reverse("bijeenkomsten:zelf", args=[nr, bericht.pk]), velden(), follow=True)
    assert "U geeft het bericht aan " in antwoord.text
    assert "Nog bellen of sturen" in antwoord.text


def test_na_afgelasten_kan_iemand_weer_worden_uitgenodigd(genodigden, bijeenkomst, coordinator_groningen):
    from trajecten.selectie.diensten import neem_op_in_ronde
    from trajecten.selectie.models import Rondedeelname

    (deelname,) = genodigden()
    (in_ronde,) = neem_op_in_ronde(
        [deelname.traject], ronde=bijeenkomst.ronde, door=coordinator_groningen
    ).gedaan
    Rondedeelname.objects.filter(pk=in_ronde.pk).update(deelname=deelname)
    assert not Rondedeelname.objects.niet_uitgenodigd().exists()
    gelast_af(bijeenkomst, door=coordinator_groningen)
    assert Rondedeelname.objects.niet_uitgenodigd().get() == in_ronde
