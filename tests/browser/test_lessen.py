"""Lessons without a mouse: a plan with a day less, and the attendance of a group; every page looked at on the way."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests import fabrieken
from tests.browser.toetsenbord import Toetsenbord
from tests.stappen import breng_naar
from trajecten.models import Bijeenkomst, Deelname


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


@pytest.fixture
def groep(wereld):
    """A cohort of three people with one lesson, of this morning (or yesterday's evening)."""
    coordinator = wereld.mensen["coordinator"]
    lichting = fabrieken.LichtingFabriek(
        programma=wereld.programma,
        start=timezone.localdate() - dt.timedelta(days=7),
        coordinator=coordinator,
    )
    begin = timezone.now() - dt.timedelta(hours=2)
    les = Bijeenkomst.objects.create(
        soort="les",
        titel="Les",
        lichting=lichting,
        begin=begin,
        eind=begin + dt.timedelta(hours=1),
        plaats="Lokaal 4",
    )
    for voornaam in ("Anna", "Bea", "Cas"):
        traject = fabrieken.TrajectFabriek(
            kandidaat__voornaam=voornaam,
            kandidaat__achternaam="Lesma",
            kandidaat__behandelregio=wereld.eigen.regio,
            verwijzing__partner=wereld.eigen.dingen["partner"],
            programma=wereld.programma,
        )
        breng_naar(traject, "lopend", door=coordinator)
        traject.lichting = lichting
        traject.save(update_fields=["lichting"])
        Deelname.objects.create(bijeenkomst=les, traject=traject)
    return lichting


def _in_orde(kijker):
    assert kijker.console() == []
    kijker._axe_op = None  # the second page of a form has the address of the first
    fouten = kijker.opbouw() + kijker.axe() + kijker.smal() + kijker.donker()
    kijker.gehoord.clear()  # axe trips the Content-Security-Policy
    assert fouten == []


def _aanwezigheid(groep):
    deelnames = Deelname.objects.filter(bijeenkomst__lichting=groep).order_by("traject__kandidaat__voornaam")
    return list(deelnames.values_list("aanwezigheid", flat=True))


def test_aanwezigheid_van_een_groep_met_het_toetsenbord(kijker, toetsen, wereld, groep):
    les = groep.bijeenkomsten.get()
    dag = date_format(timezone.localtime(les.begin), "l j F")
    kijker.als(wereld.mensen["coordinator"]).ga(groep.get_absolute_url())
    toetsen.naar("link", "Aanwezigheid van de groep").enter()
    _in_orde(kijker)
    toetsen.naar("button", f"Iedereen aanwezig op {dag}")
    kijker.tab.keyboard.press("Enter")
    assert "3 mensen op aanwezig gezet. Dit is nog niet bewaard." in kijker.tab.inner_text(
        "[data-raster-status]"
    )
    assert _aanwezigheid(groep) == ["uitgenodigd"] * 3
    toetsen.naar("combobox", f"Lesma, Bea, {dag}").kies("Afwezig zonder")
    toetsen.naar("button", "Aanwezigheid opslaan").enter()
    assert _aanwezigheid(groep) == ["aanwezig", "afwezig_zonder_bericht", "aanwezig"]
    assert "Aanwezigheid van 3 mensen opgeslagen." in kijker.tab.locator(".meldingen").inner_text()
    _in_orde(kijker)


def test_botsing_krijgt_de_focus_en_wijst_de_cel_aan(kijker, toetsen, wereld, groep):
    les = groep.bijeenkomsten.get()
    dag = date_format(timezone.localtime(les.begin), "l j F")
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("lessen:aanwezigheid", args=[groep.pk]))
    Deelname.objects.filter(bijeenkomst=les, traject__kandidaat__voornaam="Cas").update(
        aanwezigheid="afwezig_met_bericht"
    )
    toetsen.naar("combobox", f"Lesma, Anna, {dag}").kies("Aanwezig")
    toetsen.naar("combobox", f"Lesma, Cas, {dag}").kies("Aanwezig")
    toetsen.naar("button", "Aanwezigheid opslaan").enter()
    assert _aanwezigheid(groep) == ["aanwezig", "uitgenodigd", "afwezig_met_bericht"]
    assert kijker.tab.evaluate("document.activeElement.matches('[data-fouten]')")
    _in_orde(kijker)
    kijker.tab.keyboard.press("Tab")
    toetsen.spring("select[aria-invalid]")
    toetsen.naar("button", "Aanwezigheid opslaan").enter()
    assert _aanwezigheid(groep) == ["aanwezig", "uitgenodigd", "aanwezig"]


def test_lesrooster_maken_met_het_toetsenbord(kijker, toetsen, wereld, groep):
    tab = kijker.tab
    vandaag = timezone.localdate()
    maandag = vandaag + dt.timedelta(days=14 - vandaag.weekday())
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("lessen:rooster", args=[groep.pk]))
    _in_orde(kijker)
    toetsen.naar("link", "Lesrooster maken").enter()
    toetsen.naar("checkbox", "Maandag")
    tab.keyboard.press("Space")
    for label, tekst in (
        ("Eerste lesdag", f"{maandag:%d-%m-%Y}"),
        ("Laatste lesdag", f"{maandag + dt.timedelta(days=20):%d-%m-%Y}"),
        ("Begint om", "9:30"),
        ("Tot", "15:30"),
    ):
        toetsen.naar("textbox", label).typ(tekst)
    toetsen.naar("textbox", "Plaats (niet verplicht)").typ("Lokaal 4")
    toetsen.naar("textbox", "Eigen vrije dagen en vakanties (niet verplicht)").typ(
        f"{maandag + dt.timedelta(days=14):%d-%m-%Y} studiedag"
    )
    _in_orde(kijker)
    toetsen.naar("button", "Verder naar de dagen").enter()
    _in_orde(kijker)
    tweede = maandag + dt.timedelta(days=7)
    assert "studiedag" in tab.inner_text("main")
    toetsen.naar("button", "Lesrooster bewaren").enter()
    gepland = Bijeenkomst.objects.filter(lichting=groep, roosterdag__isnull=False).order_by("begin")
    dagen = set(gepland.values_list("roosterdag", flat=True))
    assert dagen <= {maandag, tweede}  # a public holiday may be among them
    assert maandag + dt.timedelta(days=14) not in dagen
    _in_orde(kijker)
    kijker.ga(reverse("lessen:modules", args=[groep.pk]))
    _in_orde(kijker)
    kijker.ga(reverse("lessen:afdruk", args=[groep.pk]))
    _in_orde(kijker)


def test_school_van_een_jobcoach(kijker, wereld):
    kijker.als(wereld.mensen["jobcoach"]).ga(reverse("rapportage:school"))
    assert "Laatste 4 weken" in kijker.tab.inner_text("main")
    _in_orde(kijker)
