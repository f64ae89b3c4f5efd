"""Who reads what of a decision: the candidate, the referrer and colleagues apart; and that she was told."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests import fabrieken
from trajecten.models import Traject
from trajecten.selectie.afwijzingen import leg_terugkoppeling_vast, zonder_bericht
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit
from trajecten.selectie.keuzes import REDENEN_BIJ_UITSLAG
from trajecten.statussen import AfwijsReden


def persoon_url(deelname, naam="kandidaat"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


def besluit(deelname, door, uitslag="afgewezen", reden=AfwijsReden.WIL_NIET):
    return neem_besluit(deelname, uitslag=uitslag, reden=reden, door=door)


@pytest.mark.parametrize(
    ("uitslag", "reden"),
    [(uitslag.value, reden) for uitslag, lijst in REDENEN_BIJ_UITSLAG.items() for reden in lijst],
)
def test_de_verwijzer_leest_nooit_de_reden(
    client, rondedeelname, coordinator_groningen, verwijzer, uitslag, reden
):
    besluit(rondedeelname, coordinator_groningen, uitslag, reden)
    client.force_login(verwijzer)
    html = client.get(reverse("rapportage:mijn_verwijzingen")).text
    assert "Doet niet mee" in html
    assert reden.label not in html and reden.value not in html
    zin = "Er was nu geen plaats." if reden == AfwijsReden.GEEN_PLAATS else "Dit programma past nu niet."
    assert zin in html


def test_de_controle_zegt_wat_verwijzer_en_kandidaat_lezen(client, groep, coordinator_groningen):
    een, twee, drie = groep(3)
    client.force_login(coordinator_groningen)
    recap = reverse("selectie:controle", args=[een.ronde_id])
    html = client.post(recap, {f"besluit_{een.pk}": "afgewezen", f"besluit_{twee.pk}": "door"}).text
    assert "Dit leest de verwijzer" in html and "Dit leest de kandidaat" in html
    assert "‘Doet niet mee. Er was nu geen plaats.’" in html
    assert "‘Doet niet mee. Dit programma past nu niet.’" in html
    assert "‘In de selectie.’" in html
    brief = html[html.index("Dit leest de kandidaat") :]
    assert een.traject.kandidaat.voornaam in brief and "past nu niet" not in brief
    html = client.post(recap, {f"besluit_{drie.pk}": "door"}).text
    assert "Trajecten geen bericht" in html and "Doet niet mee" not in html


def test_bij_een_mens_staat_het_ook_voor_en_na_het_besluit(
    client, rondedeelname, coordinator_groningen, jobcoach
):
    client.force_login(coordinator_groningen)
    assert "Wat leest wie van dit besluit?" in client.get(persoon_url(rondedeelname)).text
    besluit(rondedeelname, coordinator_groningen)
    html = client.get(persoon_url(rondedeelname)).text
    assert "<dt>De verwijzer leest</dt><dd>‘Doet niet mee. Dit programma past nu niet.’</dd>" in html
    fabrieken.ToewijzingFabriek(kandidaat=rondedeelname.traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    assert "Leg vast dat u het zelf vertelde" not in client.get(persoon_url(rondedeelname)).text


def test_wie_zichzelf_aanmeldde_heeft_geen_verwijzer_die_leest(client, rondedeelname, coordinator_groningen):
    verwijzing = rondedeelname.traject.verwijzing
    type(verwijzing).objects.filter(pk=verwijzing.pk).update(partner=None, bron="zelf")
    besluit(rondedeelname, coordinator_groningen)
    client.force_login(coordinator_groningen)
    assert "De verwijzer leest" not in client.get(persoon_url(rondedeelname)).text


# --- Told by a colleague ----------------------------------------------------------------------------------------------
def test_wie_is_gebeld_staat_vast_en_krijgt_geen_bericht_meer(client, groep, rondes, coordinator_groningen):
    een, twee = groep(2)
    for deelname in (een, twee):
        besluit(deelname, coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        client.force_login(coordinator_groningen)
        adres = persoon_url(een, "verteld")
        assert "Deze dag moet nog komen" in client.post(adres, {"op": "1-1-2100"}).text
        velden = {"op": f"{timezone.localdate():%d-%m-%Y}", "inzending": str(uuid.uuid4())}
        antwoord = client.post(adres, velden, follow=True)
        assert "Vastgelegd: verteld op" in antwoord.text
        assert [d.pk for d in zonder_bericht(rondes[0], coordinator_groningen)] == [twee.pk]
        besloten = client.get(reverse("selectie:ronde", args=[een.ronde_id]), {"toon": "besloten"}).text
        assert "Verteld op " in besloten and besloten.count("Nog niet<span") == 1
        client.post(adres, {"niet": "1", "inzending": str(uuid.uuid4())})
        een.refresh_from_db()
        assert een.terugkoppeling_op is None


def test_een_dag_voor_het_besluit_of_zonder_besluit_kan_niet(rondedeelname, coordinator_groningen):
    vandaag = timezone.localdate()
    with pytest.raises(ValidationError, match="nog geen besluit"):
        leg_terugkoppeling_vast(rondedeelname, op=vandaag, door=coordinator_groningen)
    besluit(rondedeelname, coordinator_groningen)
    with pytest.raises(ValidationError, match="voor het besluit"):
        leg_terugkoppeling_vast(rondedeelname, op=vandaag - dt.timedelta(days=1), door=coordinator_groningen)


def test_een_teruggedraaid_besluit_is_niet_verteld(rondedeelname, coordinator_groningen):
    besluit(rondedeelname, coordinator_groningen)
    leg_terugkoppeling_vast(rondedeelname, op=timezone.localdate(), door=coordinator_groningen)
    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    rondedeelname.refresh_from_db()
    assert rondedeelname.terugkoppeling_op is None


def test_ook_een_traject_dat_in_het_dossier_is_gestopt_heeft_woorden(client, traject, verwijzer):
    """The words hang on the traject, not on a round."""
    Traject.objects.filter(pk=traject.pk).update(
        status="afgewezen", reden=AfwijsReden.GEEN_PLAATS, einddatum=timezone.localdate()
    )
    client.force_login(verwijzer)
    assert "Er was nu geen plaats." in client.get(reverse("rapportage:mijn_verwijzingen")).text
