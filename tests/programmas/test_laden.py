"""`laad_programmas` again: nothing that a beheerder changed in any of the fourteen is overwritten."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command

from partners.models import Partner
from tests import fabrieken
from tests.programmas.velden import delen, velden
from trajecten.models import Kwalificatie, Programma, Ronde

pytestmark = pytest.mark.django_db

# Another value for every field of a programme.
ANDERS = {
    "naam": "Heet nu anders",
    "status": "gearchiveerd",
    "startdatum": dt.date(2031, 5, 6),
    "startdatum_precisie": "dag",
    "toetsen": "kan",
    "leerweg": "bemiddeling",
    "contractsoort": "uitzend",
    "thuiswerk": "nee",
    "buddy": "nee",
    "verwijzersoorten": ["werkcentrum"],
    "uitkeringen": ["wajong"],
    "uren_opties": [17],
    "retentiedoel_procent": 55,
    "doelgroep_aandeel_procent": 12,
    "doelgroep_aandeel_op": dt.date(2032, 1, 1),
    "doelgroep_aandeel_maanden": None,
    "duur_weken": None,
    "duur_maanden": 7,
    "proefplaatsing_maanden": 3,
    "groep_min": 3,
    "groep_max": 33,
    "groepen_per_jaar_min": 3,
    "groepen_per_jaar_max": 4,
    "verblijf_van_maanden": 5,
    "verblijf_tot_maanden": 50,
    "dagen_per_week": 6,
    "schooldagen_per_week": 3,
}
SLEUTEL = {"code", "versie"}  # by which a programme is known


def alles():
    """Every row of every table of programmes and partners, the tables between them included."""
    modellen = [*apps.get_app_config("trajecten").get_models(), *apps.get_app_config("partners").get_models()]
    modellen += [veld.remote_field.through for veld in Programma._meta.many_to_many]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in modellen}


def wijzig_alles(programma, partner, plek):
    """Another value in every field, other partners, and of each kind of part one gone, one changed and one new."""
    for veld in velden(Programma):
        if veld.many_to_many:
            getattr(programma, veld.name).set([plek if veld.name == "vestigingen" else partner])
        elif veld.name not in SLEUTEL:
            setattr(programma, veld.name, _ander(programma, veld, partner))
    programma.save()
    for relatie in delen(Programma):
        rijen = list(getattr(programma, relatie.get_accessor_name()).all())
        for rij in rijen[:1]:
            rij.delete()
        for rij in rijen[1:]:
            for veld in velden(type(rij), "programma"):
                if veld.get_internal_type() in {"CharField", "TextField"} and not veld.choices:
                    setattr(rij, veld.name, f"x{rij.pk}"[: veld.max_length])
            rij.save()
    Ronde.objects.create(programma=programma, volgorde=90, soort="besluit", naam="Erbij")
    Kwalificatie.objects.create(programma=programma, naam="Erbij", niveau="eigen")


def _ander(programma, veld, partner):
    if veld.name in ANDERS:
        return ANDERS[veld.name]
    if veld.is_relation:
        return partner
    waarde = getattr(programma, veld.name)
    if isinstance(waarde, bool):
        return not waarde
    return (waarde or 0) + 1 if "Integer" in veld.get_internal_type() else f"{waarde[:60]} anders"


def test_wat_een_beheerder_wijzigde_blijft_bij_elk_programma(geladen, capsys):
    eerst = alles()
    partner, plek = (
        fabrieken.WerkgeverFabriek(naam="Iemand anders"),
        fabrieken.VestigingFabriek(plaats="Elders"),
    )
    for programma in Programma.objects.all():
        wijzig_alles(programma, partner, plek)
    Partner.objects.filter(naam__in=["KPN", "UWV"]).update(
        soort="gemeente", is_verwijzer=False, is_inlener=False
    )
    gewijzigd = alles()
    for voor, na in zip(eerst["trajecten.Programma"], gewijzigd["trajecten.Programma"], strict=True):
        zelfde = {naam for naam in voor if voor[naam] == na[naam]} - {"id", *SLEUTEL}
        assert zelfde <= set(ANDERS), "every field was changed, unless it had that other value already"
    call_command("laad_programmas")
    assert alles() == gewijzigd
    assert "0 nieuw, 14 stonden er al. Partners: 0 nieuw." in capsys.readouterr().out


def test_nog_eens_laden_verandert_niets(geladen):
    eerst = alles()
    for _ in range(2):
        call_command("laad_programmas", verbosity=0)
    assert alles() == eerst


def test_een_programma_dat_weg_is_komt_terug_en_de_rest_blijft(geladen):
    """Only what is missing is made: the other thirteen and the partners stay as a beheerder left them."""
    Programma.objects.get(code="P07").delete()
    Programma.objects.filter(code="P06").update(naam="Step2Work Noord", contract_maanden=9)
    call_command("laad_programmas", verbosity=0)
    p06 = Programma.objects.get(code="P06")
    assert (p06.naam, p06.contract_maanden) == ("Step2Work Noord", 9)
    assert Programma.objects.get(code="P07").contract_maanden == 12
    assert Programma.objects.count() == 14
