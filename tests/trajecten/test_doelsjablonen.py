"""Goals to choose from: typed as lines in the admin, read from a file, and free to change at any time."""

import pytest
import yaml
from django.core.management import CommandError, call_command

from tests import fabrieken
from tests.trajecten.test_beheer import adres, formulier
from trajecten.doelregels import Regelfout, lees_acties, schrijf_acties
from trajecten.models import Doelsjabloon, Programma


@pytest.mark.parametrize(
    ("regel", "actie"),
    [
        ("Oefenen", ("Oefenen", "kandidaat", None)),
        (" Oefenen ; Jobcoach ", ("Oefenen", "jobcoach", None)),
        ("Oefenen; werkgever; 12", ("Oefenen", "werkgever", 12)),
        ("Oefenen;;0", ("Oefenen", "kandidaat", 0)),
    ],
)
def test_een_regel_is_een_actie(regel, actie):
    assert [tuple(a.values()) for a in lees_acties(f"\n{regel}\n\n")] == [actie]


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        ("; kandidaat", "Schrijf op elke regel"),
        ("a; kandidaat; 2; extra", "Schrijf op elke regel"),
        ("a; dokter", "Kies als wie"),
        ("a; kandidaat; snel", "getal"),
        ("a; kandidaat; 209", "hoogstens 208"),
        ("a\nb\na", "twee keer"),
        ("x" * 301, "te lang"),
    ],
)
def test_een_regel_die_niet_klopt(regels, zin):
    with pytest.raises(Regelfout, match=zin):
        lees_acties(regels)


@pytest.mark.django_db
class TestBeheer:
    @pytest.fixture(autouse=True)
    def _in(self, client, beheerder):
        client.force_login(beheerder)

    def rij(self, **anders):
        return {
            "volgorde": 1,
            "aandachtsgebied": "werk",
            "omschrijving": "Zelf bellen",
            "telt_vanaf": "start",
            "weken": "8",
            "acties": "Meeluisteren; jobcoach; 2\nOefenen",
            **anders,
        }

    def bewaar(self, client, programma, rij):
        rest = {"rondes": [], "kwalificaties": []}
        velden = {naam: getattr(programma, naam) for naam in ("code", "naam", "status")}
        return client.post(adres(programma), formulier({"doelsjablonen": [rij], **rest}, **velden))

    def test_een_doel_met_acties(self, client):
        programma = fabrieken.ProgrammaFabriek(rondes=[], kwalificaties=[])
        assert self.bewaar(client, programma, self.rij()).status_code == 302
        doel = Doelsjabloon.objects.get()
        assert schrijf_acties(doel.acties.all()) == "Meeluisteren; jobcoach; 2\nOefenen; kandidaat"
        gewijzigd = self.rij(id=doel.pk, acties="Oefenen; werkgever; 4")
        assert self.bewaar(client, programma, gewijzigd).status_code == 302
        assert [(a.omschrijving, a.eigenaar, a.weken) for a in doel.acties.all()] == [
            ("Oefenen", "werkgever", 4)
        ]

    def test_wie_niet_bestaat_staat_er_als_fout(self, client):
        programma = fabrieken.ProgrammaFabriek(rondes=[], kwalificaties=[])
        html = self.bewaar(client, programma, self.rij(acties="Oefenen; dokter")).content.decode()
        assert "Kies als wie: kandidaat" in html
        assert not Doelsjabloon.objects.exists()

    def test_ook_met_mensen_in_het_programma_te_wijzigen(self, client, traject):
        html = client.get(adres(traject.programma)).content.decode()
        assert "staan vast" in html and "doelsjablonen-__prefix__-omschrijving" in html


@pytest.mark.django_db
def test_uit_een_bestand(tmp_path):
    def laad(*doelen):
        pad = tmp_path / "programmas.yaml"
        programma = {"code": "X9", "naam": "Proef", "doelen": list(doelen)}
        pad.write_text(yaml.safe_dump([programma]), encoding="utf-8")
        call_command("laad_programmas", bestand=pad)

    with pytest.raises(CommandError, match=r"X9, doelen: .*Kies als wie"):
        laad({"gebied": "werk", "doel": "Zelf bellen", "acties": ["Oefenen; dokter"]})
    with pytest.raises(CommandError, match="dit ken ik niet: gezondheid"):
        laad({"gebied": "gezondheid", "doel": "Beter worden"})
    laad(
        {
            "gebied": "werk",
            "doel": "Zelf bellen",
            "na_weken": 8,
            "vanaf": "kiezen",
            "acties": ["Oefenen; ; 2"],
        }
    )
    doel = Programma.objects.get(code="X9").doelsjablonen.get()
    assert (doel.omschrijving, doel.weken, doel.telt_vanaf) == ("Zelf bellen", 8, "kiezen")
    assert schrijf_acties(doel.acties.all()) == "Oefenen; kandidaat; 2"
