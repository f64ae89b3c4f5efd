"""A cohort that changes while somebody works on it, and over the years."""

import datetime as dt
import uuid

import time_machine
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import beeindig_toewijzing, wijs_toe
from trajecten.lichtingen import geef_plaats, start_lichting
from trajecten.lichtingstand import stand


def test_wie_er_tussendoor_bij_komt_houdt_de_uren_niet_tegen(
    client, lichting, geplaatst, geselecteerd, coordinator_groningen
):
    (traject,) = geplaatst(1)
    nieuw = geselecteerd(1)[0]
    gezien = {f"uren_{traject.pk}": "28", f"versie_{traject.pk}": traject.versie}
    geef_plaats(nieuw, lichting=lichting, door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    adres = reverse("trajecten:lichting_uren", args=[lichting.pk])
    antwoord = client.post(adres, gezien | {"inzending": str(uuid.uuid4())}, follow=True)
    traject.refresh_from_db()
    assert traject.uren_per_week == 28
    assert "opgeslagen voor 1 persoon" in antwoord.text


def test_een_vorige_jobcoach_telt_niet_mee_in_de_verhouding(
    lichting, geplaatst, andere_jobcoach, coordinator_groningen
):
    """Active candidates per active coach: who handed over months ago is no longer one (kpi, coaching ratio)."""
    trajecten = geplaatst(2)
    with time_machine.travel(dt.datetime.combine(lichting.start, dt.time(9), dt.UTC)):
        start_lichting(lichting, door=coordinator_groningen)
    later = lichting.start + dt.timedelta(days=60)
    with time_machine.travel(dt.datetime.combine(later, dt.time(9), dt.UTC)):
        for traject in trajecten:
            toewijzing = traject.kandidaat.toewijzingen.get()
            beeindig_toewijzing(toewijzing, tot=later - dt.timedelta(days=30), door=coordinator_groningen)
            wijs_toe(
                kandidaat=traject.kandidaat,
                gebruiker=andere_jobcoach,
                rol="jobcoach",
                van=timezone.localdate() - dt.timedelta(days=29),
                door=coordinator_groningen,
            )
        deze = stand(lichting, coordinator_groningen)
    assert deze.ratio == "1 op 2"
    assert [persoon.coaches for persoon in deze.mensen] == [[andere_jobcoach.naam]] * 2
