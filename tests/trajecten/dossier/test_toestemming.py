"""Consent: giving and withdrawing per purpose, the text version, and what ends with it."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Toestemming
from kandidaten.toestemmingen import SLOT, TEKSTEN
from logboek.models import Logregel
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.buddys import koppel_buddy
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.dossier.samenvoegen import voeg_samen
from trajecten.dossier.toestemmingen import leg_toestemming_vast, standen, trek_in
from trajecten.statussen import Status

pytestmark = pytest.mark.django_db


def pad(kandidaat, doel, wat="toestemming"):
    return reverse(f"dossier:{wat}", args=[kandidaat.dossiernummer, doel])


def inzending(**velden):
    return {"inzending": str(uuid.uuid4()), **velden}


@pytest.fixture
def als_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def alumna(traject, coordinator_groningen):
    """Julia finished, and gave consent to be a buddy."""
    breng_naar(traject, Status.AFGEROND, door=coordinator_groningen)
    leg_toestemming_vast(traject.kandidaat, doel="buddy", op=timezone.localdate(), door=coordinator_groningen)
    return traject.kandidaat


def test_elk_doel_heeft_een_tekst():
    assert set(TEKSTEN) == set(ToestemmingDoel)
    for versie, tekst in TEKSTEN.values():
        assert versie and all(len(zin.split()) <= 20 for zin in f"{tekst} {SLOT}".split(". "))


def test_vastleggen_en_intrekken(als_coordinator, kandidaat):
    gisteren = timezone.localdate() - dt.timedelta(days=1)
    html = als_coordinator.get(pad(kandidaat, "meten")).content.decode()
    assert "na afloop vragen of u nog werkt" in html and SLOT in html
    als_coordinator.post(pad(kandidaat, "meten"), inzending(op=f"{gisteren:%d-%m-%Y}"))
    rij = Toestemming.objects.get()
    assert (rij.doel, rij.tekstversie, timezone.localdate(rij.gegeven_op)) == ("meten", "1", gisteren)
    gegevens = als_coordinator.get(
        reverse("dossier:gegevens", args=[kandidaat.dossiernummer])
    ).content.decode()
    assert pad(kandidaat, "meten", "toestemming_intrekken") in gegevens
    for _ in range(2):  # twice, and by a colleague who was later
        antwoord = als_coordinator.post(pad(kandidaat, "meten", "toestemming_intrekken"), inzending())
        assert antwoord.status_code == 302
    rij.refresh_from_db()
    assert rij.ingetrokken_op is not None
    als_coordinator.post(pad(kandidaat, "meten"), inzending(op=f"{timezone.localdate():%d-%m-%Y}"))
    stand = standen(kandidaat)[0]
    assert stand.lopend and stand.eerder == [rij]


def test_niet_in_de_toekomst_en_niet_twee_keer(als_coordinator, kandidaat, coordinator_groningen):
    morgen = timezone.localdate() + dt.timedelta(days=1)
    html = als_coordinator.post(
        pad(kandidaat, "verhaal"), inzending(op=f"{morgen:%d-%m-%Y}")
    ).content.decode()
    assert "ligt in de toekomst" in html
    leg_toestemming_vast(kandidaat, doel="verhaal", op=timezone.localdate(), door=coordinator_groningen)
    with pytest.raises(ValidationError, match="al gegeven"):
        leg_toestemming_vast(kandidaat, doel="verhaal", op=timezone.localdate(), door=coordinator_groningen)
    trek_in(kandidaat.toestemmingen.get(), door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        trek_in(kandidaat.toestemmingen.get(), door=coordinator_groningen)


def test_een_nieuwe_toestemming_ligt_niet_voor_het_intrekken(kandidaat, coordinator_groningen, time_machine):
    """A day before it would undo what she withdrew: the figures and the merge look at what came last."""
    time_machine.move_to(dt.datetime(2026, 9, 30, 10, tzinfo=dt.UTC))
    vandaag = timezone.localdate()

    def geef(dagen):
        return leg_toestemming_vast(
            kandidaat, doel="buddy", op=vandaag - dt.timedelta(days=dagen), door=coordinator_groningen
        )

    trek_in(geef(9), door=coordinator_groningen)
    gisteren_laat = timezone.now().replace(hour=20) - dt.timedelta(days=1)
    Toestemming.objects.update(ingetrokken_op=gisteren_laat)
    with pytest.raises(ValidationError, match="ingetrokken op") as fout:
        geef(2)
    assert set(fout.value.message_dict) == {"op"}
    nieuw = geef(1)
    assert nieuw.gegeven_op >= gisteren_laat
    assert kandidaat.toestemmingen.first() == nieuw, "the last word"


def test_een_doel_dat_niet_bestaat(als_coordinator, kandidaat):
    assert als_coordinator.get(pad(kandidaat, "diagnose")).status_code == 404


def test_alleen_de_coordinator_legt_vast(client, kandidaat, jobcoach, coordinator_twente):
    fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    assert client.post(pad(kandidaat, "buddy"), inzending(op="1-1-2026")).status_code == 403
    html = client.get(reverse("dossier:gegevens", args=[kandidaat.dossiernummer])).content.decode()
    assert "Buddy zijn voor een nieuwe kandidaat" in html and pad(kandidaat, "buddy") not in html
    client.force_login(coordinator_twente)
    assert client.post(pad(kandidaat, "buddy"), inzending(op="1-1-2026")).status_code == 404
    assert not Toestemming.objects.exists()


def test_een_trainer_leest_geen_toestemmingen(client, kandidaat, trainer):
    fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=trainer, rol="trainer")
    client.force_login(trainer)
    html = client.get(reverse("dossier:gegevens", args=[kandidaat.dossiernummer])).content.decode()
    assert 'id="toestemming"' not in html


def test_intrekken_stopt_de_buddy_en_zegt_het(als_coordinator, alumna, regio_twente, coordinator_groningen):
    eigen = fabrieken.TrajectFabriek(
        kandidaat__behandelregio=alumna.behandelregio, kandidaat__achternaam="Dichtbij"
    )
    ver = fabrieken.TrajectFabriek(kandidaat__behandelregio=regio_twente, kandidaat__achternaam="Verweg")
    for traject in (eigen, ver):
        koppel_buddy(traject, alumna=alumna, van=timezone.localdate(), door=coordinator_groningen)
    vraag = als_coordinator.get(pad(alumna, "buddy", "toestemming_intrekken")).content.decode()
    assert "Dichtbij" in vraag and "Verweg" not in vraag and "1 persoon die u niet ziet" in vraag
    assert Buddykoppeling.objects.filter(tot=None).count() == 2
    antwoord = als_coordinator.post(pad(alumna, "buddy", "toestemming_intrekken"), inzending(), follow=True)
    html = antwoord.content.decode()
    assert "2 buddykoppelingen zijn gestopt." in html and "Iemand die u niet ziet" in html
    assert set(Buddykoppeling.objects.values_list("eindreden", flat=True)) == {"toestemming"}
    assert Logregel.objects.filter(
        dossier=ver.kandidaat.dossiernummer, gebruiker=coordinator_groningen
    ).exists()


# --- Two dossiers of one alumna ---------------------------------------------------------------------------------------
def voeg(blijft, gaat_op, door):
    blijft.refresh_from_db()
    gaat_op.refresh_from_db()
    gezien = {"gezien_blijft": blijft.versie, "gezien_gaat_op": gaat_op.versie}
    return voeg_samen(blijft=blijft, gaat_op=gaat_op, keuzes=[], door=door, **gezien)


@pytest.fixture
def dubbel(alumna):
    return fabrieken.KandidaatFabriek(behandelregio=alumna.behandelregio)


def test_samenvoegen_maakt_van_twee_koppelingen_die_raken_een(alumna, dubbel, coordinator_groningen):
    geholpen, vandaag = fabrieken.TrajectFabriek(), timezone.localdate()
    dag = dt.timedelta(days=1)
    Buddykoppeling.objects.create(traject=geholpen, alumna=alumna, van=vandaag)
    Buddykoppeling.objects.create(
        traject=geholpen, alumna=dubbel, van=vandaag - 9 * dag, tot=vandaag + dag, eindreden="klaar"
    )
    ander = Buddykoppeling.objects.create(traject=fabrieken.TrajectFabriek(), alumna=dubbel, van=vandaag)
    voeg(alumna, dubbel, coordinator_groningen)
    een = Buddykoppeling.objects.get(traject=geholpen)
    assert (een.alumna, een.van, een.tot, een.eindreden) == (alumna, vandaag - 9 * dag, None, "")
    ander.refresh_from_db()
    assert ander.alumna == alumna


def test_samenvoegen_maakt_niemand_buddy_die_dat_introk(alumna, dubbel, coordinator_groningen):
    koppel_buddy(
        fabrieken.TrajectFabriek(), alumna=alumna, van=timezone.localdate(), door=coordinator_groningen
    )
    leg_toestemming_vast(dubbel, doel="buddy", op=timezone.localdate(), door=coordinator_groningen)
    trek_in(dubbel.toestemmingen.get(), door=coordinator_groningen)
    with pytest.raises(ValidationError, match="Trek haar ook daar in"):
        voeg(alumna, dubbel, coordinator_groningen)
    trek_in(alumna.toestemmingen.get(), door=coordinator_groningen)
    koppeling = Buddykoppeling.objects.get()
    voeg(alumna, dubbel, coordinator_groningen)
    koppeling.refresh_from_db()
    assert koppeling.eindreden == "toestemming"
