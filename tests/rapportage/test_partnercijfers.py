"""Referrals on a partner's page: by member and together, by whom they may be read, and nothing to compute back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.blokken import BLOKKEN
from rapportage.cijfers import Bereik
from rapportage.partnercijfers import bereik_voor, verwijzingen_van
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.models import Traject
from trajecten.statussen import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def verband(regio_groningen):
    """Werk in Zicht with two members, of which one also takes part elsewhere."""
    verband = fabrieken.PartnerFabriek(
        naam="Werk in Zicht", soort="samenwerkingsverband", regio=regio_groningen
    )
    leden = [fabrieken.PartnerFabriek(naam=naam) for naam in ("Gemeente A", "Gemeente B")]
    verband.leden.set(leden)
    return verband


@pytest.fixture
def verwijs(programma, regio_groningen, coordinator_groningen):
    """`verwijs(partner, n, status)`: n people referred by this partner."""

    def doe(partner, aantal, status=None, regio=None):
        trajecten = [
            fabrieken.TrajectFabriek(
                kandidaat__behandelregio=regio or regio_groningen,
                verwijzing__partner=partner,
                programma=programma,
            )
            for _ in range(aantal)
        ]
        for traject in trajecten if status else ():
            breng_naar(traject, status, door=coordinator_groningen)
        return trajecten

    return doe


def tabel(partners, gebruiker):
    rijen = verwijzingen_van(partners, bereik_voor(gebruiker), peildatum=timezone.localdate())
    return {rij.naam: [cel.tekst for cel in rij.cellen] + [rij.totaal.tekst] for rij in rijen}


def test_per_lid_en_samen(verband, verwijs, regio_twente, coordinator_groningen):
    a, b = verband.leden.order_by("naam")
    verwijs(a, 2)
    verwijs(a, 1, Status.LOPEND)
    verwijs(b, 1, Status.AFGEWEZEN)
    verwijs(verband, 1, Status.WACHTLIJST)
    verwijs(fabrieken.PartnerFabriek(), 1)
    verwijs(b, 3, regio=regio_twente)  # another region: not hers to count
    assert tabel([a, b, verband], coordinator_groningen) == {
        "Gemeente A": ["2", "1", "0", "0", "3"],
        "Gemeente B": ["0", "0", "0", "1", "1"],
        "Werk in Zicht": ["1", "0", "0", "0", "1"],
        "Samen": ["3", "1", "0", "1", "5"],
    }


def test_een_manager_rekent_niemand_terug(verband, verwijs, manager):
    """Hidden in a row is hidden in the sum: A shows 12 everywhere, so a sum of 14 would give B away."""
    a, b = verband.leden.order_by("naam")
    verwijs(a, 12)
    verwijs(b, 2)
    rijen = tabel([a, b], manager)
    assert rijen["Gemeente A"] == ["12", "0", "0", "0", "12"]
    assert "2" not in rijen["Gemeente B"]
    assert rijen["Samen"][0] == rijen["Samen"][4] == "afgeschermd"
    assert tabel([a], manager)["Gemeente A"] == rijen["Gemeente A"], "the same on her own page"
    assert tabel([b], manager)["Gemeente B"] == rijen["Gemeente B"]


def test_wat_nergens_klein_is_telt_op(verband, verwijs):
    a, b = verband.leden.order_by("naam")
    verwijs(a, 6)
    verwijs(b, 5)
    bereik = Bereik("alle regio's", Traject.objects.all(), 5)
    samen = verwijzingen_van([a, b], bereik, peildatum=timezone.localdate())[-1]
    assert (samen.naam, samen.cellen[0].aantal, samen.totaal.aantal) == ("Samen", 11, 11)


@pytest.mark.parametrize(
    ("wie", "cijfers", "naam"),
    [
        ("coordinator_groningen", True, True),
        ("coordinator_twente", True, False),
        ("manager", True, False),
        ("jobcoach", False, False),
        ("beheerder", False, False),
        ("verwijzer", False, False),
    ],
)
def test_wie_cijfers_en_wie_namen_leest(client, request, verwijs, uwv_groningen, wie, cijfers, naam):
    (traject,) = verwijs(uwv_groningen, 1)
    client.force_login(request.getfixturevalue(wie))
    tekst = client.get(reverse("partners:detail", args=[uwv_groningen.pk])).text
    assert ('<h2 id="verwijzingen-kop">' in tekst) == cijfers
    assert (traject.kandidaat.lijstnaam in tekst) == naam
    assert (traject.kandidaat.dossiernummer in tekst) == naam
    assert ('<h2 id="programmas-kop">' in tekst) == (wie != "verwijzer")


def test_programmas_en_kosten_op_de_pagina(client, coordinator_groningen, programma, uwv_groningen):
    programma.eigenaar = uwv_groningen
    programma.save()
    programma.verwijzers.add(uwv_groningen)
    fabrieken.ProgrammaFabriek(naam="Van een ander")
    programma.kostenaandelen.create(partner=uwv_groningen, procent=40, waarvoor="opleiding")
    programma.kostenaandelen.create(wie="iemand anders", procent=60)
    client.force_login(coordinator_groningen)
    tekst = re.sub(r"\s+", " ", client.get(reverse("partners:detail", args=[uwv_groningen.pk])).text)
    assert "</a>: eigenaar, verwijzer</li>" in tekst
    assert "Van een ander" not in tekst
    assert "40 %" in tekst
    assert "60 %" not in tekst


def test_de_blokken_staan_in_een_vaste_orde():
    assert [naam for _, naam in sorted(BLOKKEN)] == ["verwijzingen", "programmas"]


@pytest.mark.parametrize("wie", ["coordinator_groningen", "manager"])
def test_een_verband_met_veel_leden_kost_evenveel(
    client, request, verband, verwijs, wie, django_assert_max_num_queries
):
    verband.leden.add(*fabrieken.PartnerFabriek.create_batch(20))
    for lid in verband.leden.all()[:3]:
        verwijs(lid, 2)
    client.force_login(request.getfixturevalue(wie))
    client.get(reverse("toegankelijkheid"))
    with django_assert_max_num_queries(15):
        assert client.get(reverse("partners:detail", args=[verband.pk])).status_code == 200


def test_wie_nu_bezig_is_met_hoeveel_en_door_welk_lid(client, coordinator_groningen, verband, verwijs):
    """The latest ten by name, all by number; who is finished is not in progress."""
    a, b = verband.leden.order_by("naam")
    verwijs(a, 11)
    verwijs(b, 1)
    verwijs(b, 1, Status.AFGEWEZEN)
    client.force_login(coordinator_groningen)

    def lees(partner):
        html = client.get(reverse("partners:detail", args=[partner.pk])).text
        return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("Wie nu bezig is") :]).split())

    tekst = lees(verband)
    assert tekst.startswith("Wie nu bezig is (12)")
    assert "Hier staan de laatste 10." in tekst
    assert tekst.count(" door Gemeente ") == 10
    assert lees(b).startswith("Wie nu bezig is (1) De laatste verwijzing staat boven. ")
    assert " door Gemeente " not in lees(b)


def test_alles_van_een_partner_op_een_pagina(
    client, coordinator_groningen, verwijs, programma, regio_groningen
):
    """Roles, contacts, sites, referrals in progress, and what was agreed: places, and shares of the costs."""
    partner = fabrieken.WerkgeverFabriek(naam="KPN", is_verwijzer=True, regio=regio_groningen)
    fabrieken.ContactpersoonFabriek(partner=partner, naam="Petra Personeel")
    vestiging = partner.vestigingen.create(naam="Stationsgebouw", plaats="Groningen")
    partner.toezeggingen.create(aantal=7, vanaf=timezone.localdate(), vestiging=vestiging)
    programma.kostenaandelen.create(partner=partner, procent=25, waarvoor="jobcoaching")
    (traject,) = verwijs(partner, 1)
    client.force_login(coordinator_groningen)
    html = client.get(reverse("partners:detail", args=[partner.pk])).text
    tekst = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for woord in (
        "Verwijzer",
        "Petra Personeel",
        "Stationsgebouw",
        traject.kandidaat.lijstnaam,
        "25 %",
        "jobcoaching",
    ):
        assert woord.lower() in tekst.lower(), woord
    plaatsen = html[html.index("Toegezegde plaatsen") :]
    assert re.search(r'class="getal">7<', plaatsen)
