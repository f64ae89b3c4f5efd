"""Who sees whom, and in which capacity (design: domain, sections 3 and 6)."""

import datetime as dt

import pytest
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from kandidaten.diensten import beeindig_toewijzing, verleen_noodtoegang, wijs_toe
from kandidaten.models import Kandidaat
from tests import fabrieken


def ziet(gebruiker):
    return set(Kandidaat.objects.zichtbaar_voor(gebruiker))


def als(gebruiker, kandidaat):
    return Kandidaat.objects.hoedanigheden_bij(gebruiker, kandidaat.pk)


def test_coordinator_ziet_haar_regio_en_de_buurregio_niet(
    kandidaat, coordinator_groningen, coordinator_twente
):
    assert ziet(coordinator_groningen) == {kandidaat}
    assert als(coordinator_groningen, kandidaat) == {Hoedanigheid.COORDINATOR}
    assert ziet(coordinator_twente) == set()


def test_werkgebied_zonder_de_rol_opent_niets(kandidaat, regio_groningen):
    oud_coordinator = fabrieken.GebruikerFabriek(rollen=["manager"], regios=[regio_groningen])
    assert ziet(oud_coordinator) == set()


@pytest.mark.parametrize("rol", ["jobcoach", "trainer", "teamleider"])
def test_toewijzing_opent_het_dossier_in_die_rol(kandidaat, coordinator_groningen, rol):
    collega, ander = (fabrieken.GebruikerFabriek(rollen=[rol]) for _ in range(2))
    wijs_toe(
        kandidaat=kandidaat, gebruiker=collega, rol=rol, van=timezone.localdate(), door=coordinator_groningen
    )
    assert als(collega, kandidaat) == {Hoedanigheid(rol)}
    assert ziet(ander) == set()


def test_toewijzing_vanaf_morgen_opent_nog_niets(kandidaat, jobcoach, coordinator_groningen):
    morgen = timezone.localdate() + dt.timedelta(days=1)
    wijs_toe(kandidaat=kandidaat, gebruiker=jobcoach, rol="jobcoach", van=morgen, door=coordinator_groningen)
    assert ziet(jobcoach) == set()


def test_vorige_jobcoach_leest_dertig_dagen_mee(kandidaat, jobcoach, coordinator_groningen):
    vandaag = timezone.localdate()
    toewijzing = fabrieken.ToewijzingFabriek(
        kandidaat=kandidaat, gebruiker=jobcoach, van=vandaag - dt.timedelta(days=90)
    )
    for dagen_terug, verwacht in [
        (0, {Hoedanigheid.JOBCOACH}),
        (1, {Hoedanigheid.OUD_JOBCOACH}),
        (30, {Hoedanigheid.OUD_JOBCOACH}),
        (31, frozenset()),
    ]:
        beeindig_toewijzing(
            toewijzing, tot=vandaag - dt.timedelta(days=dagen_terug), door=coordinator_groningen
        )
        assert als(jobcoach, kandidaat) == verwacht, dagen_terug


def test_verwijzer_ziet_eigen_verwijzingen(verwijzing, verwijzer, andere_verwijzer):
    assert als(verwijzer, verwijzing.kandidaat) == {Hoedanigheid.VERWIJZER}
    assert ziet(andere_verwijzer) == set()


def test_verwijzer_die_weg_is_ziet_niets_meer(verwijzing, verwijzer):
    verwijzer.contactpersoon.actief = False
    verwijzer.contactpersoon.save()
    assert ziet(verwijzer) == set()


def test_manager_beheerder_en_vreemde_zien_niemand(kandidaat, manager, beheerder, vreemde):
    assert [ziet(g) for g in (manager, beheerder, vreemde)] == [set()] * 3


def test_noodtoegang_tot_de_tijd_om_is(kandidaat, manager, time_machine):
    time_machine.move_to(timezone.now())
    verleen_noodtoegang(kandidaat=kandidaat, gebruiker=manager, reden="Crisis, collega ziek", uren=8)
    assert als(manager, kandidaat) == {Hoedanigheid.NOODTOEGANG}
    time_machine.shift(dt.timedelta(hours=9))
    assert ziet(manager) == set()


def test_meer_rollen_geven_elk_hun_eigen_bereik(kandidaat, regio_twente, coordinator_groningen):
    """Coordinator in Twente and coach of one person in Groningen: for her she is only a coach."""
    dubbel = fabrieken.GebruikerFabriek(rollen=["coordinator", "jobcoach"], regios=[regio_twente])
    in_twente = fabrieken.KandidaatFabriek(behandelregio=regio_twente)
    wijs_toe(
        kandidaat=kandidaat,
        gebruiker=dubbel,
        rol="jobcoach",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    assert als(dubbel, kandidaat) == {Hoedanigheid.JOBCOACH}
    assert als(dubbel, in_twente) == {Hoedanigheid.COORDINATOR}
    assert ziet(dubbel) == {kandidaat, in_twente}


def test_wie_niet_actief_is_ziet_niets(kandidaat, coordinator_groningen):
    coordinator_groningen.is_active = False
    assert ziet(coordinator_groningen) == set()


def test_het_bereik_kost_een_vraag(kandidaat, coordinator_groningen, django_assert_num_queries):
    coordinator_groningen.rolcodes  # noqa: B018  fetched at login
    with django_assert_num_queries(1):
        ziet(coordinator_groningen)
    with django_assert_num_queries(1):
        als(coordinator_groningen, kandidaat)
