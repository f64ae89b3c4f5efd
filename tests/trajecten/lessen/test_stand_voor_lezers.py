"""What others read of attendance: Mijn groepen, the cohort, and School of a jobcoach."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import fabrieken
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname, Examendeel
from trajecten.opleiding.models import Examen

A, M, Z = Aanwezigheid.AANWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT


@pytest.fixture
def vul_in():
    def doe(les, *codes):
        for deelname, code in zip(les.deelnames.order_by("pk"), codes, strict=True):
            Deelname.objects.filter(pk=deelname.pk).update(aanwezigheid=code)

    return doe


# --- Mijn groepen -----------------------------------------------------------------------------------------------------
def test_mijn_groepen_vraagt_de_oudste_les_die_niet_is_ingevuld(client, groep, mensen, les, vul_in, trainer):
    vul_in(les("2027-02-16", *mensen), A, A, Z)
    les("2027-02-23", *mensen)
    les("2027-03-02", *mensen)
    les("2027-03-10", *mensen)
    client.force_login(trainer)
    html = client.get(reverse("rapportage:mijn_groepen")).content.decode()
    adres = reverse("lessen:aanwezigheid", args=[groep.pk])
    assert f'class="btn btn-primary" href="{adres}?week=22-02-2027"' in html
    assert html.count('class="btn btn-primary" href') == 1
    assert "Nog niet ingevuld vanaf 23 feb 2027." in html
    assert "<b>66,7 %</b> aanwezig in de lessen tot nu toe." in html
    assert "volgende bijeenkomst 10 mrt 2027" in html


def test_mijn_groepen_vraagt_niets_als_alles_is_ingevuld(client, groep, mensen, les, vul_in, trainer):
    vul_in(les("2027-03-02", *mensen), A, M, Z)
    les("2027-03-10", *mensen)  # still to come
    client.force_login(trainer)
    html = client.get(reverse("rapportage:mijn_groepen")).content.decode()
    assert "Aanwezigheid invullen" not in html
    assert "33,3 %" in html
    assert reverse("lessen:rooster", args=[groep.pk]) in html


def test_wat_een_ander_niet_invulde_vraagt_mij_niets(client, groep, in_groep, les, trainer):
    """The near miss: somebody of the same group whom another trainer trains."""
    in_groep("Els Jansen")
    les("2027-03-02", in_groep("Nel Naast", wie=fabrieken.GebruikerFabriek(rollen=["trainer"])))
    client.force_login(trainer)
    assert "Aanwezigheid invullen" not in client.get(reverse("rapportage:mijn_groepen")).content.decode()


# --- The cohort -------------------------------------------------------------------------------------------------------
def test_lichting_toont_het_percentage_van_wie_zij_ziet(client, groep, in_groep, les, vul_in, trainer):
    ander = fabrieken.GebruikerFabriek(rollen=["trainer"])
    vul_in(les("2027-03-02", in_groep("Els Jansen"), in_groep("Nel Naast", wie=ander)), A, Z)
    pad = reverse("trajecten:lichting", args=[groep.pk])
    client.force_login(trainer)
    html = client.get(pad).content.decode()
    assert "<b>100,0 %</b> aanwezig, van uw mensen samen." in html
    client.force_login(groep.coordinator)
    html = client.get(pad).content.decode()
    assert "<b>50,0 %</b> aanwezig, van de groep samen." in html
    assert '<td data-label="Aanwezig">0,0 %</td>' in html
    assert reverse("lessen:rooster", args=[groep.pk]) in html


def test_manager_leest_niets_over_lessen(client, groep, mensen, les, manager):
    client.force_login(manager)
    html = client.get(reverse("trajecten:lichting", args=[groep.pk])).content.decode()
    assert "lesrooster" not in html
    assert client.get(reverse("lessen:rooster", args=[groep.pk])).status_code == 403


# --- School -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def school(client, jobcoach, mensen):
    """The page of the jobcoach, who coaches Els and Wim; Piet is another coach's."""
    els, _, wim = mensen
    for traject in (els, wim):
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    return lambda: client.get(reverse("rapportage:school")).content.decode()


def test_school_begint_met_wie_het_meest_miste(school, groep, mensen, les, vul_in):
    """Wim missed more in all, Els more in the last four weeks: Els comes first."""
    els, piet, wim = mensen
    for dag in ("2026-11-03", "2026-11-10", "2026-11-17"):
        vul_in(les(dag, els, wim), A, Z)
    vul_in(les("2027-02-23", els, piet, wim), M, Z, A)
    les("2027-03-09", els, wim)
    html = school()
    assert html.index("Jansen, Els") < html.index("Zwart, Wim")
    assert "Aarden" not in html
    assert "3 keer zonder bericht afwezig" in html
    assert "0,0 %" in html  # Els, of late
    assert "75,0 %" in html  # Els, of all
    assert "25,0 %" in html  # Wim, of all
    assert "9 mrt 2027, 09:30" in html


def test_school_toont_het_examen_dat_komt(school, groep, mensen):
    els, _, wim = mensen
    deel = Examendeel.objects.create(
        kwalificatie=groep.programma.kwalificaties.get(), volgorde=1, naam="Theorie"
    )
    for traject, datum, uitslag in (
        (els, dt.date(2027, 3, 20), ""),
        (wim, dt.date(2027, 3, 1), "geslaagd"),
    ):
        Examen.objects.create(traject=traject, examendeel=deel, datum=datum, uitslag=uitslag)
    html = school()
    assert "20 mrt 2027" in html
    assert "Zwart" not in html  # no lessons, no exam ahead


def test_school_is_leeg_zonder_lessen(school):
    assert "Hier komt te staan hoe uw mensen het doen op school." in school()


def test_school_kost_een_vast_aantal_vragen(school, in_groep, jobcoach, les, django_assert_max_num_queries):
    mensen = [in_groep(f"Voornaam{n} Achternaam{n}") for n in range(50)]
    for traject in mensen:
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    les("2027-03-02", *mensen).deelnames.update(aanwezigheid=Z)
    school()  # the first visit of a session asks a little more
    with django_assert_max_num_queries(10):
        html = school()
    assert html.count("(0 van 1)") >= 100
    assert len(html) < 60_000
