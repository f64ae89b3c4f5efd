"""Assigning, taking over and standing in; ending leaves the coach thirty days of reading."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Kandidaat, Toewijzing
from logboek.models import Handeling, Logregel
from tests import fabrieken


def adres(traject, naam="toewijzen", *args):
    return reverse(f"dossier:{naam}", args=[traject.kandidaat.dossiernummer, *args])


def dag(dagen=0):
    return timezone.localdate() + dt.timedelta(days=dagen)


def getypt(datum):
    return f"{datum:%d-%m-%Y}"


@pytest.fixture
def als_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def test_toewijzen_opent_het_dossier(als_coordinator, traject, jobcoach, dien_in):
    assert not Kandidaat.objects.zichtbaar_voor(jobcoach).exists()
    data = {"wie": f"jobcoach:{jobcoach.pk}", "van": getypt(dag()), "tot": "", "reden": ""}
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        antwoord = dien_in(als_coordinator, adres(traject), data, inzending=sleutel)
        assert antwoord.status_code == 302
    assert Toewijzing.objects.count() == 1
    assert Kandidaat.objects.zichtbaar_voor(jobcoach).exists()
    assert Logregel.objects.filter(handeling=Handeling.RECHTEN).count() == 1


def test_tweemaal_dezelfde_coach_wordt_geweigerd(als_coordinator, gecoacht, jobcoach, dien_in):
    data = {"wie": f"jobcoach:{jobcoach.pk}", "van": getypt(dag()), "verhouding": "erbij"}
    antwoord = dien_in(als_coordinator, adres(gecoacht), data)
    assert "al toegewezen" in antwoord.content.decode()


def test_alleen_wie_de_rol_heeft(als_coordinator, traject, manager, jobcoach, dien_in):
    for wie in (f"jobcoach:{manager.pk}", f"trainer:{jobcoach.pk}", "jobcoach:999"):
        antwoord = dien_in(als_coordinator, adres(traject), {"wie": wie, "van": getypt(dag())})
        assert "wie" in antwoord.context["form"].errors


def test_overnemen_beeindigt_de_vorige(als_coordinator, gecoacht, jobcoach, andere_jobcoach, dien_in):
    vorige = Toewijzing.objects.get()
    Toewijzing.objects.update(van=dag(-30))
    data = {
        "wie": f"jobcoach:{andere_jobcoach.pk}",
        "verhouding": "neemt_over",
        "collega": vorige.pk,
        "van": getypt(dag()),
    }
    assert dien_in(als_coordinator, adres(gecoacht), data).status_code == 302
    vorige.refresh_from_db()
    assert vorige.tot == dag(-1)
    assert Toewijzing.objects.get(gebruiker=andere_jobcoach).tot is None
    assert [h.value for h in Kandidaat.objects.hoedanigheden_bij(jobcoach, gecoacht.kandidaat_id)] == [
        "oud_jobcoach"
    ]


def test_waarnemen_heeft_een_einde_en_een_naam(als_coordinator, gecoacht, jobcoach, andere_jobcoach, dien_in):
    data = {"wie": f"jobcoach:{andere_jobcoach.pk}", "verhouding": "waarneming", "van": getypt(dag())}
    fouten = dien_in(als_coordinator, adres(gecoacht), data).context["form"].errors
    assert set(fouten) == {"collega", "tot"}
    data |= {"collega": Toewijzing.objects.get().pk, "tot": getypt(dag(14))}
    dien_in(als_coordinator, adres(gecoacht), data)
    waarneming = Toewijzing.objects.get(gebruiker=andere_jobcoach)
    assert (waarneming.vervangt, waarneming.tot) == (jobcoach, dag(14))
    assert "(voor Joke Jobcoach)" in als_coordinator.get(gecoacht.get_absolute_url()).content.decode()


def test_beeindigen(als_coordinator, gecoacht, dien_in):
    toewijzing = Toewijzing.objects.get()
    Toewijzing.objects.update(van=dag(-3))
    url = adres(gecoacht, "toewijzing_einde", toewijzing.pk)
    te_vroeg = dien_in(als_coordinator, url, {"tot": getypt(dag(-5))})
    assert "tot" in te_vroeg.context["form"].errors
    dien_in(als_coordinator, url, {"tot": getypt(dag(-1)), "reden": "andere baan"})
    toewijzing.refresh_from_db()
    assert (toewijzing.tot, toewijzing.reden) == (dag(-1), "andere baan")


def test_toewijzing_van_een_ander_dossier(als_coordinator, traject, dien_in):
    vreemd = fabrieken.ToewijzingFabriek()
    url = adres(traject, "toewijzing_einde", vreemd.pk)
    assert als_coordinator.get(url).status_code == 404
    assert dien_in(als_coordinator, url, {"tot": getypt(dag())}).status_code == 404


def test_binnen_het_budget(als_coordinator, gecoacht, django_assert_max_num_queries):
    als_coordinator.get("/toegankelijkheid/")
    with django_assert_max_num_queries(12):
        als_coordinator.get(adres(gecoacht))
