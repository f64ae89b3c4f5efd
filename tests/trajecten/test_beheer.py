"""A programme made and changed in the admin, as a beheerder does it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from partners.models import Partner
from tests import fabrieken
from trajecten.models import Examendeel, Programma
from trajecten.statussen import AfwijsReden

pytestmark = pytest.mark.django_db

BLOKKEN = [
    "Programma_werkgevers",
    "Programma_vestigingen",
    "Programma_verwijzers",
    "Programma_andere_partners",
    "rondes",
    "criteria",
    "kwalificaties",
    "begeleidingsschema",
    "doelsjablonen",
    "kostenaandelen",
    "gerapporteerd",
]
NIEUW = "admin:trajecten_programma_add"


@pytest.fixture
def client(client, beheerder):
    client.force_login(beheerder)
    return client


def formulier(blokken=None, **velden):
    """What the browser sends: fields, and per block its rows (a row with an id is one that existed)."""
    invoer = {"code": "X1", "versie": "1", "naam": "Proef", "status": "lopend", "startdatum_precisie": "dag"}
    invoer |= velden
    for blok in BLOKKEN:
        rijen = (blokken or {}).get(blok, [])
        invoer[f"{blok}-TOTAL_FORMS"] = len(rijen)
        invoer[f"{blok}-INITIAL_FORMS"] = sum("id" in rij for rij in rijen)
        for nummer, rij in enumerate(rijen):
            invoer |= {f"{blok}-{nummer}-{veld}": waarde for veld, waarde in rij.items()}
    return invoer


def ronde(volgorde, soort, **anders):
    vast = {"verplicht": "on", "beoordelaars": "1"}
    return {"volgorde": volgorde, "soort": soort, "naam": soort.capitalize(), **vast, **anders}


def adres(programma):
    return reverse("admin:trajecten_programma_change", args=[programma.pk])


def inhoud(programma):
    """A programme as plain values, without its keys."""
    velden = {
        veld.name: getattr(programma, veld.name)
        for veld in Programma._meta.concrete_fields
        if veld.name not in {"id", "code"}
    }
    return velden | {
        "rondes": list(programma.rondes.values_list("volgorde", "soort", "naam", "verplicht", "in_groep")),
        "kwalificaties": list(programma.kwalificaties.values_list("naam", "niveau")),
        "cijfers": list(programma.gerapporteerd.values_list("wat", "operator", "waarde", "eenheid", "bron")),
        "criteria": list(programma.criteria.values_list("naam")),
        "werkgevers": list(programma.werkgevers.all()),
    }


def test_aan_zet_uit_het_niets(client):
    """P05 by hand, field by field, is the same programme as P05 from the file."""
    call_command("laad_programmas", verbosity=0)
    vanad = Partner.objects.get(naam="VANAD Academy").pk
    bron = "Ziptone, zes programma's, medio 2022"
    invoer = formulier(
        {
            "rondes": [
                ronde(1, "voorselectie"),
                ronde(2, "kennismaking", naam="Kennismakingsdag", in_groep="on"),
                ronde(3, "taaltoets"),
            ],
            "kwalificaties": [{"naam": "KSF Branchecertificaat", "niveau": "ksf_branche", "examendelen": ""}],
            "gerapporteerd": [
                {
                    "wat": "slagingspercentage",
                    "operator": "=",
                    "waarde": "99,9",
                    "eenheid": "procent",
                    "bron": bron,
                },
                {"wat": "opgeleid in vier jaar", "operator": "~", "waarde": "170", "bron": bron},
            ],
        },
        naam="Aan Zet",
        bron=bron,
        eigenaar=vanad,
        opleider=vanad,
        verwijzersoorten=["gemeente"],
        voorselectie_door="jobcoaches van de gemeente",
        toetsen="verplicht",
        taaleis="goede beheersing van het Nederlands",
        duur_weken="5",
        dagen_per_week="4",
        inhoud="vaardigheden van het KSF Starterscertificaat",
        financiering="gemeente",
        kinderopvang_check="on",
    )
    antwoord = client.post(reverse(NIEUW), invoer, follow=True)
    assert antwoord.redirect_chain[0][0] == reverse("admin:trajecten_programma_changelist")
    assert inhoud(Programma.objects.get(code="X1")) == inhoud(Programma.objects.get(code="P05"))


def test_alles_wat_een_lijst_is(client):
    kpn = fabrieken.WerkgeverFabriek(naam="KPN")
    plek = fabrieken.VestigingFabriek(partner=kpn)
    uwv = fabrieken.PartnerFabriek(naam="UWV")
    invoer = formulier(
        {
            "Programma_werkgevers": [{"partner": kpn.pk}],
            "Programma_vestigingen": [{"vestiging": plek.pk}],
            "Programma_verwijzers": [{"partner": uwv.pk}],
            "criteria": [
                {"volgorde": 1, "naam": "willen", "sluit_uit": "on", "uitsluitreden": "afwijzing_wil_niet"}
            ],
            "kwalificaties": [{"naam": "KSF", "niveau": "ksf_branche", "examendelen": "theorie\npraktijk\n"}],
            "begeleidingsschema": [{"fase": "nazorg", "vanaf_week": 13, "elke_weken": 2}],
        },
        uren_opties="28, 20;24 20",
        uitkeringen=["bijstand", "wia"],
        startdatum="1-9-2020",
        startdatum_precisie="maand",
        retentiedoel_procent="80",
    )
    assert client.post(reverse(NIEUW), invoer).status_code == 302
    programma = Programma.objects.get(code="X1")
    assert programma.uren_opties == [20, 24, 28]
    assert programma.uitkeringen == ["bijstand", "wia"]
    assert programma.loopt_sinds == "september 2020"
    assert list(programma.werkgevers.all()) == [kpn]
    assert list(programma.vestigingen.all()) == [plek]
    assert list(programma.verwijzers.all()) == [uwv]
    assert programma.criteria.get().sluit_uit
    assert programma.criteria.get().uitsluitreden == AfwijsReden.WIL_NIET
    assert list(Examendeel.objects.values_list("volgorde", "naam")) == [(1, "theorie"), (2, "praktijk")]
    html = client.get(adres(programma)).content.decode()
    assert 'value="20, 24, 28"' in html
    assert "KPN, Groningen" in html
    assert "theorie\npraktijk" in html
    assert "[&quot;" not in html and "object (" not in html  # no raw JSON, no nameless rows


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"naam": ""}, "Dit veld is verplicht."),
        ({"uren_opties": "20, veel"}, "Vul hele getallen in, met een komma ertussen."),
        ({"uren_opties": "20, 41"}, "Vul hele uren in, van 1 tot en met 40."),
        ({"uitkeringen": ["aow"]}, "Selecteer een geldige keuze. aow is geen beschikbare keuze."),
        ({"duur_weken": "5", "duur_maanden": "2"}, "Vul de duur in weken in of in maanden, niet allebei."),
        ({"groep_min": "10", "groep_max": "6"}, "De groep is hoogstens kleiner dan minstens."),
        ({"proefplaatsing_maanden": "7"}, "hoogstens 6 is"),
        ({"retentiedoel_procent": "110"}, "hoogstens 100 is"),
        ({"startdatum": "31-2-2026"}, "Vul een datum in die bestaat"),
    ],
)
def test_fouten_in_het_nederlands(client, velden, zin):
    html = client.post(reverse(NIEUW), formulier(**velden)).content.decode()
    assert zin in html
    assert "<title>1 fout – Programma toevoegen" in html
    assert not Programma.objects.exists()


def test_bovenaan_staan_alle_fouten_met_een_link(client):
    """Also those of the rows far below: the page is long."""
    invoer = formulier({"kwalificaties": [{"naam": "", "niveau": "mbo_3"}]}, uren_opties="veel")
    html = client.post(reverse(NIEUW), invoer).content.decode()
    assert "Er zijn 2 fouten" in html
    assert '<a href="#id_uren_opties">' in html and '<a href="#id_kwalificaties-0-naam">' in html
    assert "<title>2 fouten – Programma toevoegen" in html


def test_een_versie_bestaat_een_keer(client, programma):
    html = client.post(reverse(NIEUW), formulier(code="P02")).content.decode()
    assert "Deze versie van dit programma bestaat al. Kies een hogere versie." in html
    assert client.post(reverse(NIEUW), formulier(code="P02", versie="2")).status_code == 302


@pytest.mark.parametrize(
    ("blokken", "zin"),
    [
        (
            {"rondes": [ronde(1, "voorselectie"), ronde(1, "besluit")]},
            "Twee rondes hebben hetzelfde volgnummer.",
        ),
        (
            {"rondes": [ronde(1, "informatie", deelnemers_min=9, deelnemers_max=3)]},
            "hoogstens is kleiner dan minstens",
        ),
        (
            {"kwalificaties": [{"naam": "mbo-3", "niveau": "mbo_3", "crebo": "123"}]},
            "Een crebo heeft vijf cijfers.",
        ),
        (
            {"kwalificaties": [{"naam": "mbo-3", "niveau": "mbo_3", "examendelen": "x" * 81}]},
            "Dit is te lang",
        ),
        (
            {"begeleidingsschema": [{"fase": "begeleiding", "vanaf_week": 0, "elke_weken": 2}]},
            "minstens 1 is",
        ),
        ({"gerapporteerd": [{"wat": "x", "operator": "=", "waarde": "veel"}]}, "Voer een getal in."),
    ],
)
def test_fouten_in_de_rijen_eronder(client, blokken, zin):
    html = client.post(reverse(NIEUW), formulier(blokken)).content.decode()
    assert zin in html
    assert not Programma.objects.exists()


def test_verboden_toetsen_gelden_voor_wat_er_nu_staat(client, programma):
    """Judged against the form, not the stored programme: also for a new one, and when both change at once."""
    zin = "Dit programma verbiedt toetsen."
    blok = {"rondes": [ronde(1, "taaltoets")]}
    assert zin in client.post(reverse(NIEUW), formulier(blok, toetsen="verboden")).content.decode()
    Programma.objects.filter(pk=programma.pk).update(toetsen="verboden")
    rijen = [
        {"id": r.pk, "programma": programma.pk, **ronde(r.volgorde, r.soort)} for r in programma.rondes.all()
    ]
    kwalificaties = [
        {"id": programma.kwalificaties.get().pk, "programma": programma.pk, "naam": "a", "niveau": "mbo_3"}
    ]
    blokken = {"rondes": [*rijen, ronde(4, "taaltoets")], "kwalificaties": kwalificaties}
    assert client.post(adres(programma), formulier(blokken, toetsen="kan")).status_code == 302
    assert programma.rondes.filter(soort="taaltoets").exists()


def _rondes(programma, volgordes, weg=()):
    """The rounds as they are, with other numbers; those in `weg` ticked to go."""
    return [
        {
            "id": rij.pk,
            "programma": programma.pk,
            **ronde(nummer, rij.soort),
            **({"DELETE": "on"} if rij.volgorde in weg else {}),
        }
        for rij, nummer in zip(programma.rondes.all(), volgordes, strict=True)
    ]


@pytest.mark.parametrize(
    ("volgordes", "weg", "verwacht"),
    [
        ([2, 1, 3], [], ["vervolggesprek", "voorselectie", "besluit"]),
        ([3, 1, 2], [], ["vervolggesprek", "besluit", "voorselectie"]),
        ([2, 2, 3], [2], ["voorselectie", "besluit"]),
        ([1, 2, 2], [2], ["voorselectie", "besluit"]),
    ],
)
def test_rondes_wisselen_van_plaats(client, programma, volgordes, weg, verwacht):
    kwalificaties = [
        {"id": programma.kwalificaties.get().pk, "programma": programma.pk, "naam": "a", "niveau": "mbo_3"}
    ]
    blokken = {"rondes": _rondes(programma, volgordes, weg), "kwalificaties": kwalificaties}
    antwoord = client.post(adres(programma), formulier(blokken))
    assert antwoord.status_code == 302
    assert list(programma.rondes.values_list("soort", flat=True)) == verwacht
    assert max(programma.rondes.values_list("volgorde", flat=True)) <= 3


def test_examendelen_wijzigen_houdt_wat_er_was(client, programma):
    kwalificatie = programma.kwalificaties.get()
    theorie = Examendeel.objects.create(kwalificatie=kwalificatie, volgorde=1, naam="theorie")
    Examendeel.objects.create(kwalificatie=kwalificatie, volgorde=2, naam="mondeling")
    rij = {"id": kwalificatie.pk, "programma": programma.pk, "naam": "mbo-3", "niveau": "mbo_3"}
    blokken = {
        "rondes": _rondes(programma, [1, 2, 3]),
        "kwalificaties": [rij | {"examendelen": "praktijk\r\n\r\ntheorie\r\n"}],
    }
    assert client.post(adres(programma), formulier(blokken)).status_code == 302
    assert list(kwalificatie.examendelen.values_list("volgorde", "naam")) == [(1, "praktijk"), (2, "theorie")]
    assert kwalificatie.examendelen.get(naam="theorie") == theorie


def test_zoeken_en_filteren(client, programma):
    fabrieken.ProgrammaFabriek(naam="Aan Zet", status="gearchiveerd")
    lijst = reverse("admin:trajecten_programma_changelist")

    def namen(**vraag):
        return [p.naam for p in client.get(lijst, vraag).context["cl"].result_list]

    assert namen(q="groningen") == ["KPN Customer Service Groningen"]
    assert namen(status__exact="gearchiveerd") == ["Aan Zet"]
    assert namen() == ["Aan Zet", "KPN Customer Service Groningen"]
