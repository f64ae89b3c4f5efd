"""A beheerder builds P08 from nothing, in the admin, with the mouse and the keyboard; and looks at what it means."""

import pytest
from django.urls import reverse

from partners.models import Partner
from trajecten.models import Programma
from trajecten.programmabestand import lees_programmas
from trajecten.programmaladen import STANDAARDPROGRAMMAS

VELDEN = {
    "code": "P08",
    "naam": "Omscholing WW",
    "bron": "Ziptone, zes programma's, medio 2022",
    "duur_weken": "2",
    "retentiedoel_procent": "80",
}
RONDES = [
    {"volgorde": "1", "soort": "voorselectie", "naam": "Selectie door UWV"},
    {"volgorde": "2", "soort": "informatie", "naam": "Informatiebijeenkomst", "deelnemers_min": "30",
     "deelnemers_max": "40", "in_groep": True},
    {"volgorde": "3", "soort": "selectieronde", "naam": "Tweede selectieronde", "deelnemers_min": "10",
     "deelnemers_max": "10", "in_groep": True},
]  # fmt: skip
KWALIFICATIE = {"naam": "KSF Branchecertificaat", "niveau": "ksf_branche", "examendelen": "theorie\npraktijk"}
RESULTAAT = {"wat": "opgeleid (Coniche totaal)", "operator": ">", "waarde": "500", "bron": VELDEN["bron"]}


def vul(tab, begin, velden):
    for naam, waarde in velden.items():
        veld = tab.locator(f"#id_{begin}{naam}")
        if waarde is True:
            veld.check()
        elif veld.evaluate("e => e.tagName") == "SELECT":
            veld.select_option(waarde)
        else:
            veld.fill(waarde)


def kies(tab, veld, naam):
    """A field that searches while you type: open it, type, and take what it finds."""
    tab.locator(f"#id_{veld} + .select2 .select2-selection").press("Enter")
    tab.locator(".select2-search__field").fill(naam)
    tab.locator(".select2-results__option", has_text=naam).first.click()


def voeg_toe(tab, blok, velden=None):
    """Another row in a block; its beginning of names."""
    rij = tab.locator(f"#{blok}-group .inline-related:not(.empty-form)").count()
    tab.locator(f"#{blok}-group .add-row a").click()
    begin = f"{blok}-{rij}-"
    vul(tab, begin, velden or {})
    return begin


def uit_bestand():
    return next(
        gegevens for gegevens in lees_programmas(STANDAARDPROGRAMMAS) if gegevens.sleutel == ("P08", 1)
    )


def waarden(rijen, namen):
    return [{naam: getattr(rij, naam) for naam in namen} for rij in rijen]


def anders_dan_nieuw(programma):
    """Fields that hold something else than a new programme begins with; who saved it and when apart."""
    nieuw = Programma()
    velden = [v for v in Programma._meta.concrete_fields if v.editable and not v.primary_key]
    return {v.name for v in velden if getattr(programma, v.attname) != getattr(nieuw, v.attname)}


@pytest.fixture
def partners(db):
    """Two partners; they go again with the programme, since it would be one more to choose in every other test."""
    partners = [
        Partner.objects.create(naam=naam, soort=soort)
        for naam, soort in (("Coniche", "opleider"), ("UWV", "uwv"))
    ]
    yield partners
    Programma.objects.filter(code="P08").delete()
    for partner in partners:
        partner.delete()


def test_een_beheerder_bouwt_p08_uit_het_niets(kijker, wereld, partners):
    kijker.als(wereld.mensen["beheerder"])
    tab = kijker.tab
    assert kijker.ga(reverse("admin:trajecten_programma_add")) == 200
    vul(tab, "", VELDEN)
    tab.get_by_role("checkbox", name="WW", exact=True).check()
    for veld in ("eigenaar", "opleider"):
        kies(tab, veld, "Coniche")
    kies(tab, f"{voeg_toe(tab, 'Programma_verwijzers')}partner", "UWV")
    for ronde in RONDES:
        voeg_toe(tab, "rondes", ronde)
    voeg_toe(tab, "kwalificaties", KWALIFICATIE)
    voeg_toe(tab, "gerapporteerd", RESULTAAT)
    tab.get_by_role("button", name="Opslaan", exact=True).click()
    tab.locator(".messagelist .success").wait_for()

    p08, verwacht = Programma.objects.get(code="P08"), uit_bestand()
    assert p08.status == "in_ontwikkeling"
    zoals = {
        naam: waarde for naam, waarde in verwacht.velden.items() if naam not in ("status", "duur_ongeveer")
    }
    assert {naam: getattr(p08, naam) for naam in zoals} == zoals
    assert anders_dan_nieuw(p08) - {"bron", *verwacht.velden, *verwacht.partnervelden} == set()
    for relatie in ("werkgevers", "andere_partners", "vestigingen", "criteria", "begeleidingsschema"):
        assert not getattr(p08, relatie).exists(), relatie  # not stated: nothing made up
    partnernamen = {veld: getattr(p08, veld).naam for veld in verwacht.partnervelden}
    assert partnernamen == verwacht.partnervelden
    assert [partner.naam for partner in p08.verwijzers.all()] == verwacht.verwijzers
    for rijen, gegevens in (
        (p08.rondes.all(), verwacht.rondes),
        (p08.kwalificaties.all(), verwacht.kwalificaties),
        (p08.gerapporteerd.all(), verwacht.gerapporteerd),
    ):
        assert [waarden([rij], deel)[0] for rij, deel in zip(rijen, gegevens, strict=True)] == gegevens
    delen = p08.kwalificaties.get().examendelen.values_list("naam", flat=True)
    assert list(delen) == verwacht.examendelen

    # Into use, and what it means: two weeks from a Monday end on a Sunday.
    kijker.ga(reverse("admin:trajecten_programma_change", args=[p08.pk]))
    tab.locator("#id_status").select_option("lopend")
    tab.get_by_role("button", name="Opslaan", exact=True).click()
    tab.locator(".messagelist .success").wait_for()
    assert p08 in Programma.objects.kiesbaar()
    kijker.ga(reverse("admin:trajecten_programma_change", args=[p08.pk]))
    tab.get_by_role("link", name="Wat dit betekent").click()
    tab.get_by_label("Start van de lichting").fill("5-1-2026")
    tab.get_by_role("button", name="Toon de kalender").click()
    opleiding = tab.get_by_role("row", name="Opleiding").first
    assert "18 jan 2026" in opleiding.inner_text()
    assert [*kijker.console(), *kijker.axe(), *kijker.smal(), *kijker.donker()] == []
    for naam in ("nieuwe_versie", "archiveren"):
        kijker.ga(reverse(f"admin:trajecten_programma_{naam}", args=[p08.pk]))
        assert [*kijker.console(), *kijker.axe(), *kijker.smal(), *kijker.donker()] == []
