"""laad_programmas: every published number in its field, nothing invented, nothing overwritten."""

import datetime as dt
from decimal import Decimal

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.forms import model_to_dict

from partners.models import Partner, Vestiging
from trajecten.keuzes import Precisie
from trajecten.models import (
    Criterium,
    Examendeel,
    GerapporteerdResultaat,
    Kwalificatie,
    Programma,
    Ronde,
)

pytestmark = pytest.mark.django_db
ROLLEN = "is_verwijzer is_opleider is_formele_werkgever is_inlener is_financier levert_jobcoaches".split()


@pytest.fixture
def geladen():
    call_command("laad_programmas", verbosity=0)


def laad_bestand(tmp_path, *programmas):
    pad = tmp_path / "programmas.yaml"
    pad.write_text(yaml.safe_dump(list(programmas), allow_unicode=True), encoding="utf-8")
    call_command("laad_programmas", bestand=pad)


def ingevuld(programma):
    """The fields that say something: what is empty, off or not stated is left out."""
    leeg = (None, "", [], False)
    velden = {veld: waarde for veld, waarde in model_to_dict(programma).items() if waarde not in leeg}
    return {veld: waarde for veld, waarde in velden.items() if veld != "id"}


def rondes(programma):
    return list(
        programma.rondes.values_list(
            "volgorde", "soort", "naam", "deelnemers_min", "deelnemers_max", "in_groep"
        )
    )


def cijfers(programma):
    return list(programma.gerapporteerd.values_list("wat", "operator", "waarde", "van", "eenheid", "peil"))


def rollen(naam):
    partner = Partner.objects.get(naam=naam)
    return [rol for rol in ROLLEN if getattr(partner, rol)]


def test_p02_in_elk_veld(geladen):
    p02 = Programma.objects.get(code="P02")
    ocaro, kpn, uwv, wiz = (Partner.objects.get(naam=n) for n in ("Ocaro", "KPN", "UWV", "Werk in Zicht"))
    assert ingevuld(p02) == {
        "code": "P02",
        "versie": 1,
        "naam": "KPN Customer Service Groningen",
        "status": "lopend",
        "startdatum": dt.date(2020, 9, 1),
        "startdatum_precisie": "maand",
        "bron": "ABU-artikel over Customer Service KPN Groningen",
        "opleider": ocaro.pk,
        "formele_werkgever": ocaro.pk,
        "werkgevers": [kpn],
        "verwijzers": [uwv, wiz],
        "vestigingen": [Vestiging.objects.get(partner=kpn, plaats="Groningen")],
        "leerweg": "bbl",
        "duur_maanden": 12,
        "schooldagen_per_week": 1,
        "uren_opties": [20, 24, 28],
        "proefplaatsing_maanden": 2,
        "groep_min": 16,
        "groep_max": 16,
    }
    assert p02.loopt_sinds == "september 2020"
    assert rondes(p02) == [
        (1, "voorselectie", "Voorselectie door UWV en Werk in Zicht", None, None, False),
        (2, "vervolggesprek", "Vervolggesprekken met Ocaro en KPN", None, None, False),
        (3, "besluit", "Definitieve selectie", None, None, False),
    ]
    assert list(p02.criteria.values_list("naam", "weegt_zwaarst", "sluit_uit")) == [
        ("motivatie", True, False)
    ]
    assert list(p02.kwalificaties.values_list("naam", "niveau", "crebo")) == [("mbo-3", "mbo_3", "")]
    assert not p02.begeleidingsschema.exists()
    assert cijfers(p02) == [
        ("verwezen door gemeenten", "=", 9, 16, "", ""),
        ("verwezen door UWV", "=", 7, 16, "", ""),
        ("arbeidscontract na proefplaatsing", "=", 16, 16, "", ""),
    ]
    assert p02.eerste_contact_uren is None  # not stated: no clock


def test_p05_in_elk_veld(geladen):
    p05 = Programma.objects.get(code="P05")
    vanad = Partner.objects.get(naam="VANAD Academy")
    assert ingevuld(p05) == {
        "code": "P05",
        "versie": 1,
        "naam": "Aan Zet",
        "status": "lopend",
        "startdatum_precisie": "dag",
        "bron": "Ziptone, zes programma's, medio 2022",
        "eigenaar": vanad.pk,
        "opleider": vanad.pk,
        "verwijzersoorten": ["gemeente"],
        "voorselectie_door": "jobcoaches van de gemeente",
        "toetsen": "verplicht",
        "taaleis": "goede beheersing van het Nederlands",
        "duur_weken": 5,
        "dagen_per_week": 4,
        "inhoud": "vaardigheden van het KSF Starterscertificaat",
        "financiering": "gemeente",
        "kinderopvang_check": True,
    }
    assert p05.loopt_sinds == ""
    assert rondes(p05) == [
        (1, "voorselectie", "Voorselectie", None, None, False),
        (2, "kennismaking", "Kennismakingsdag", None, None, True),
        (3, "taaltoets", "Taaltoets", None, None, False),
    ]
    assert list(p05.kwalificaties.values_list("naam", "niveau", "crebo")) == [
        ("KSF Branchecertificaat", "ksf_branche", "")
    ]
    assert cijfers(p05) == [
        ("slagingspercentage", "=", Decimal("99.9"), None, "procent", ""),
        ("opgeleid in vier jaar", "~", 170, None, "", ""),
    ]
    assert set(p05.gerapporteerd.values_list("bron", flat=True)) == {"Ziptone, zes programma's, medio 2022"}
    assert not p05.criteria.exists()


def test_alle_veertien(geladen):
    assert sorted(Programma.objects.values_list("code", flat=True)) == [f"P{n:02d}" for n in range(1, 15)]
    assert list(Programma.objects.exclude(status="lopend").values_list("code", "status")) == [
        ("P14", "in_ontwikkeling")
    ]


@pytest.mark.parametrize(
    ("code", "velden"),
    [
        (
            "P01",
            {
                "coachratio_max": 5,
                "buddy": "gepland",
                "thuiswerk": "mogelijk",
                "contractsoort": "detachering",
            },
        ),
        ("P01", {"groep_min": 40, "groep_max": 40, "functioneringsgesprekken": True, "duur_maanden": 12}),
        ("P06", {"groep_min": 6, "groep_max": 10, "groepen_per_jaar_min": 1, "groepen_per_jaar_max": 2}),
        (
            "P06",
            {"uitkeringen": ["bijstand", "wia"], "voorfase": "arbeidsfit maken", "besluit_na_maanden": 12},
        ),
        ("P06", {"retentiedoel_procent": 80, "contract_maanden": 12, "proefplaatsing_maanden": None}),
        ("P08", {"duur_weken": 2, "duur_maanden": None, "uitkeringen": ["ww"]}),
        ("P09", {"toetsen": "verboden", "introductiedag": True, "begeleiding_vrijwillig": True}),
        (
            "P09",
            {"doelgroep_aandeel_procent": 10, "doelgroep_aandeel_maanden": 24, "doelgroep_aandeel_op": None},
        ),
        (
            "P10",
            {"eerste_contact_uren": 24, "aanmelding": "zelf, publieke partner", "regio_tekst": "landelijk"},
        ),
        (
            "P11",
            {"duur_weken": 16, "duur_ongeveer": True, "terugkomdag_weken": 5, "max_verblijf_maanden": 24},
        ),
        ("P11", {"contract_maanden": 8, "thuiswerk": "ja", "startdatum_precisie": Precisie.JAAR}),
        ("P12", {"verblijf_van_maanden": 36, "verblijf_tot_maanden": 60, "max_verblijf_maanden": None}),
    ],
)
def test_de_andere_programmas(geladen, code, velden):
    programma = Programma.objects.get(code=code)
    assert {veld: getattr(programma, veld) for veld in velden} == velden


def test_rondes_met_aantallen_en_examendelen(geladen):
    p08 = Programma.objects.get(code="P08")
    assert rondes(p08) == [
        (1, "voorselectie", "Selectie door UWV", None, None, False),
        (2, "informatie", "Informatiebijeenkomst", 30, 40, True),
        (3, "selectieronde", "Tweede selectieronde", 10, 10, True),
    ]
    assert list(p08.kwalificaties.get().examendelen.values_list("naam", flat=True)) == ["theorie", "praktijk"]


def test_criteria_en_wat_uitsluit(geladen):
    criteria = Programma.objects.get(code="P13").criteria.values_list("naam", "sluit_uit")
    assert list(criteria) == [
        ("willen", True),
        ("kunnen", False),
        ("durven", False),
        ("technische affiniteit", False),
        ("weerbaarheid", False),
    ]


def test_de_rollen_van_partners_volgen_uit_alle_programmas_samen(geladen):
    assert rollen("UWV") == ["is_verwijzer", "is_formele_werkgever", "is_inlener", "levert_jobcoaches"]
    assert rollen("Ocaro") == ["is_opleider", "is_formele_werkgever"]
    assert rollen("KPN") == ["is_inlener"]  # somebody else employs, in every programme that names her
    assert rollen("Vattenfall") == ["is_formele_werkgever", "is_inlener"]
    assert Partner.objects.get(naam="Werk in Zicht").regio.code == "AM01"
    assert Partner.objects.get(naam="gemeente Utrecht").regio.code == "AM13"
    assert Partner.objects.get(naam="UWV").regio is None


def test_een_soort_verwijzer_wordt_geen_partner(geladen):
    assert not Partner.objects.filter(naam__in=["gemeenten", "werkgeversservicepunten"]).exists()


def test_niets_verzonnen(geladen):
    assert not Kwalificatie.objects.exclude(crebo="").exists()
    assert not Programma.objects.exclude(code__in=["P01", "P02", "P11"]).exclude(startdatum=None).exists()


def test_twee_keer_verandert_niets(geladen, capsys):
    modellen = [
        Programma,
        Ronde,
        Criterium,
        Kwalificatie,
        Examendeel,
        GerapporteerdResultaat,
        Partner,
        Vestiging,
    ]

    def stand():
        return [list(model.objects.order_by("pk").values()) for model in modellen]

    eerst = stand()
    call_command("laad_programmas")
    assert stand() == eerst
    assert "0 nieuw, 14 stonden er al. Partners: 0 nieuw." in capsys.readouterr().out


def test_wat_een_beheerder_wijzigde_blijft_staan(geladen):
    Programma.objects.filter(code="P05").update(naam="Aan Zet Noord", duur_weken=6)
    Programma.objects.get(code="P05").rondes.get(soort="taaltoets").delete()
    Partner.objects.filter(naam="Ocaro").update(naam="Ocaro BV", soort="opleider")
    Partner.objects.filter(naam="KPN").update(is_inlener=False)
    call_command("laad_programmas", verbosity=0)
    p05 = Programma.objects.get(code="P05")
    assert (p05.naam, p05.duur_weken, p05.rondes.count()) == ("Aan Zet Noord", 6, 2)
    assert not Partner.objects.filter(naam="Ocaro").exists()
    assert not Partner.objects.get(naam="KPN").is_inlener


def test_een_bestaande_partner_blijft_zoals_hij_is(regio_groningen):
    Partner.objects.create(naam="UWV", soort="uwv", regio=regio_groningen)
    call_command("laad_programmas", verbosity=0)
    assert rollen("UWV") == []
    assert Partner.objects.get(naam="UWV").regio == regio_groningen


def test_een_nieuwe_versie_komt_ernaast(geladen, tmp_path):
    laad_bestand(tmp_path, {"code": "P05", "versie": 2, "naam": "Aan Zet", "duur": {"weken": 6}})
    assert list(
        Programma.objects.filter(code="P05").order_by("versie").values_list("versie", "duur_weken")
    ) == [
        (1, 5),
        (2, 6),
    ]


@pytest.mark.parametrize(
    ("programma", "zin"),
    [
        ({"code": "X1", "naam": "X", "kleur": "rood"}, "X1, kleur: dit ken ik niet"),
        ({"code": "X1", "naam": "X", "selectie": ["loting"]}, "wat voor ronde dit is: loting"),
        ({"code": "X1", "naam": "X", "verwijzers": ["Onbekend BV"]}, "Onbekend BV"),
        ({"code": "X1", "naam": "X", "uitkeringen": ["AOW"]}, "dit ken ik niet: aow"),
        ({"code": "X1", "naam": "X", "duur": {"weken": 5, "maanden": 1}}, "niet allebei"),
        ({"code": "X1", "naam": "X", "start": "najaar"}, "geen jaar, maand of dag"),
        ({"code": "X1"}, "geen 'naam'"),
        ({"code": "X1", "naam": "X", "toetsen": "verboden", "selectie": ["taaltoets"]}, "verbiedt toetsen"),
    ],
)
def test_wat_niet_te_plaatsen_is_wordt_geweigerd(tmp_path, programma, zin):
    with pytest.raises(CommandError, match=zin):
        laad_bestand(tmp_path, {"code": "X0", "naam": "Goed"}, programma)
    assert not Programma.objects.exists()
    assert not Partner.objects.exists()


def test_leeg_is_hetzelfde_als_niet_genoemd(tmp_path):
    laad_bestand(tmp_path, {"code": "X1", "naam": "X", "duur": None, "groep": None, "coachratio_max": None})
    assert ingevuld(Programma.objects.get()) == {
        "code": "X1",
        "versie": 1,
        "naam": "X",
        "status": "lopend",
        "startdatum_precisie": "dag",
    }
