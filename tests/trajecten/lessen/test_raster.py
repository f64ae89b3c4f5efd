"""Attendance on the grid: whole group at once, conflicts cell by cell, and nobody else's people."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from logboek.models import Logregel
from tests import fabrieken
from trajecten.dossier.diensten import sluit_traject
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname
from trajecten.opleiding.raster import raster
from trajecten.opleiding.rasterdiensten import leg_raster_vast
from trajecten.statussen import Status, UitvalReden

A, M, Z = Aanwezigheid.AANWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT


@pytest.fixture
def pagina(client, groep, trainer):
    """The address of the grid, with the trainer logged in."""
    client.force_login(trainer)
    return reverse("lessen:aanwezigheid", args=[groep.pk])


def nummer(les, traject):
    return Deelname.objects.get(bijeenkomst=les, traject=traject).pk


def formulier(antwoord):
    """What the browser would send of this page: every select, and the hidden fields."""
    html = antwoord.content.decode()
    data = dict(re.findall(r'<input type="hidden" name="(inzending|gezien)" value="([^"]*)">', html))
    for naam, opties in re.findall(r'<select[^>]* name="(c\d+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        data[naam] = re.search(r'value="(\w)" selected', opties)[1]
    return data


# --- The page ---------------------------------------------------------------------------------------------------------
def test_elke_cel_zegt_wie_en_wanneer(client, pagina, mensen, les):
    deze = les("2027-03-02", *mensen)
    html = client.get(pagina).content.decode()
    assert 'aria-label="Jansen, Els, dinsdag 2 maart"' in html
    assert html.index("Aarden, Piet") < html.index("Jansen, Els") < html.index("Zwart, Wim")
    for woord in ("Nog niets", "Aanwezig", "Afwezig met bericht", "Afwezig zonder bericht"):
        assert f">{woord}</option>" in html
    assert f'name="iedereen" value="{deze.pk}"' in html
    assert "Iedereen aanwezig op dinsdag 2 maart" in html


def test_een_keer_bewaren_voor_het_hele_raster(client, pagina, mensen, les, staat, trainer):
    els, piet, wim = mensen
    maandag, dinsdag = les("2027-03-01", *mensen), les("2027-03-02", *mensen)
    data = formulier(client.get(pagina))
    data |= {
        f"c{nummer(maandag, els)}": "a",
        f"c{nummer(maandag, piet)}": "z",
        f"c{nummer(dinsdag, els)}": "m",
    }
    antwoord = client.post(f"{pagina}?week=01-03-2027", data, follow=True)
    assert "Aanwezigheid van 2 mensen opgeslagen." in antwoord.content.decode()
    assert (staat(maandag, els), staat(maandag, piet), staat(dinsdag, els)) == (A, Z, M)
    assert staat(dinsdag, wim) == Aanwezigheid.UITGENODIGD
    regels = Logregel.objects.filter(handeling="wijzigen", categorie="opleiding", gebruiker=trainer)
    assert set(regels.values_list("dossier", flat=True)) == {
        els.kandidaat.dossiernummer,
        piet.kandidaat.dossiernummer,
    }


def test_iedereen_aanwezig_vult_in_en_bewaart_niet(client, pagina, mensen, les, staat):
    """What was chosen already stays: first everybody, then the exceptions; and the other way round."""
    els, piet, wim = mensen
    deze, ander = les("2027-03-02", *mensen), les("2027-03-01", *mensen)
    data = formulier(client.get(pagina)) | {f"c{nummer(deze, piet)}": "z", "iedereen": str(deze.pk)}
    antwoord = client.post(pagina, data)
    assert "2 mensen op aanwezig gezet. Dit is nog niet bewaard." in antwoord.content.decode()
    assert {staat(deze, wie) for wie in mensen} == {Aanwezigheid.UITGENODIGD}
    nu = formulier(antwoord)
    assert [nu[f"c{nummer(deze, wie)}"] for wie in (els, piet, wim)] == ["a", "z", "a"]
    assert [nu[f"c{nummer(ander, wie)}"] for wie in mensen] == ["u"] * 3
    client.post(pagina, nu)
    assert [staat(deze, wie) for wie in (els, piet, wim)] == [A, Z, A]


def test_dubbele_klik_schrijft_eenmaal(client, pagina, mensen, les, staat):
    """Between the clicks a colleague puts it right: the second click does not put it back."""
    els, _, _ = mensen
    deze = les("2027-03-02", *mensen)
    data = formulier(client.get(pagina)) | {f"c{nummer(deze, els)}": "a"}
    client.post(pagina, data)
    regels = Logregel.objects.filter(handeling="wijzigen").count()
    assert client.post(pagina, data).status_code == 302
    assert Logregel.objects.filter(handeling="wijzigen").count() == regels
    Deelname.objects.filter(pk=nummer(deze, els)).update(aanwezigheid=Z)
    antwoord = client.post(pagina, data)
    assert staat(deze, els) == Z
    assert "Een collega koos intussen ‘Afwezig zonder bericht’" in antwoord.content.decode()


def test_botsing_in_een_cel_houdt_de_andere_niet_op(client, pagina, mensen, les, staat):
    """Only that cell comes back, with both values; the next save goes through."""
    els, piet, wim = mensen
    deze = les("2027-03-02", *mensen)
    data = formulier(client.get(pagina))
    Deelname.objects.filter(pk=nummer(deze, els)).update(aanwezigheid=Z)
    data |= {f"c{nummer(deze, els)}": "m", f"c{nummer(deze, piet)}": "a"}
    antwoord = client.post(pagina, data)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "<title>1 fout – Aanwezigheid" in html
    assert (staat(deze, els), staat(deze, piet)) == (Z, A)
    zin = "Een collega koos intussen ‘Afwezig zonder bericht’. U koos ‘Afwezig met bericht’."
    assert html.count(zin) == 2  # in the summary and at the cell
    assert f'href="#c{nummer(deze, els)}"' in html
    assert html.count('aria-invalid="true"') == 1
    nu = formulier(antwoord)
    assert nu[f"c{nummer(deze, els)}"] == "m"
    assert client.post(pagina, nu).status_code == 302
    assert (staat(deze, els), staat(deze, piet), staat(deze, wim)) == (M, A, Aanwezigheid.UITGENODIGD)


def test_wie_ik_niet_wijzig_houdt_wat_een_collega_invulde(client, pagina, mensen, les, staat):
    els, piet, _ = mensen
    deze = les("2027-03-02", *mensen)
    data = formulier(client.get(pagina)) | {f"c{nummer(deze, piet)}": "a"}
    Deelname.objects.filter(pk=nummer(deze, els)).update(aanwezigheid=Z)
    assert client.post(pagina, data).status_code == 302
    assert staat(deze, els) == Z


# --- Not before the lesson --------------------------------------------------------------------------------------------
def test_vooraf_alleen_een_afmelding(client, pagina, mensen, les, staat):
    els, piet, _ = mensen
    straks = les("2027-03-04", *mensen)
    data = formulier(client.get(pagina))
    html = client.get(pagina).content.decode()
    assert f'value="{straks.pk}">Iedereen' not in html
    assert 'value="a"' not in html
    data |= {f"c{nummer(straks, els)}": "m", f"c{nummer(straks, piet)}": "a"}
    antwoord = client.post(pagina, data)
    assert "Kies een antwoord dat in de lijst staat." in antwoord.content.decode()
    assert staat(straks, piet) == Aanwezigheid.UITGENODIGD
    data[f"c{nummer(straks, piet)}"] = "u"
    client.post(pagina, data)
    assert staat(straks, els) == M


def test_dienst_weigert_aanwezig_vooraf(mensen, les, trainer):
    deelname = les("2027-03-04", *mensen).deelnames.select_related("traject__kandidaat").first()
    with pytest.raises(ValidationError, match="nog niet begonnen"):
        leg_raster_vast({deelname: A}, gezien={deelname: Aanwezigheid.UITGENODIGD}, door=trainer)


def test_een_afmelding_vooraf_geeft_de_plaats_door(mensen, les, trainer, staat):
    """A lesson with a number of seats: who waits for one moves up."""
    els, piet, _ = mensen
    straks = les("2027-03-04", els, capaciteit=1)
    Deelname.objects.create(bijeenkomst=straks, traject=piet, aanwezigheid=Aanwezigheid.WACHTLIJST)
    deelname = straks.deelnames.select_related("traject__kandidaat", "bijeenkomst").get(traject=els)
    leg_raster_vast({deelname: M}, gezien={deelname: Aanwezigheid.UITGENODIGD}, door=trainer)
    assert (staat(straks, els), staat(straks, piet)) == (M, Aanwezigheid.UITGENODIGD)


# --- Who --------------------------------------------------------------------------------------------------------------
def test_trainer_ziet_en_schrijft_alleen_haar_eigen_mensen(client, pagina, in_groep, les, staat):
    """The near miss in the same group: somebody whom another trainer trains."""
    ander = fabrieken.GebruikerFabriek(rollen=["trainer"])
    eigen, niet = in_groep("Els Jansen"), in_groep("Nel Naast", wie=ander)
    deze = les("2027-03-02", eigen, niet)
    antwoord = client.get(pagina)
    assert "Naast" not in antwoord.content.decode()
    data = formulier(antwoord)
    data[f"c{nummer(deze, niet)}"] = "a"
    data["gezien"] += f",{nummer(deze, niet)}:u"
    client.post(pagina, data)
    assert staat(deze, niet) == Aanwezigheid.UITGENODIGD


def test_trainer_van_een_andere_groep_leest_404(client, pagina, mensen, les, staat):
    deze = les("2027-03-02", *mensen)
    data = formulier(client.get(pagina)) | {f"c{nummer(deze, mensen[0])}": "a"}
    client.force_login(fabrieken.GebruikerFabriek(rollen=["trainer"]))
    assert client.get(pagina).status_code == 404
    assert client.post(pagina, data).status_code == 404
    assert staat(deze, mensen[0]) == Aanwezigheid.UITGENODIGD


@pytest.mark.parametrize("rol", ["jobcoach", "teamleider"])
def test_jobcoach_en_teamleider_lezen(client, pagina, mensen, les, rol):
    deze = les("2027-03-02", *mensen)
    Deelname.objects.filter(pk=nummer(deze, mensen[0])).update(aanwezigheid=A)
    lezer = fabrieken.GebruikerFabriek(rollen=[rol])
    fabrieken.ToewijzingFabriek(kandidaat=mensen[0].kandidaat, gebruiker=lezer, rol=rol)
    client.force_login(lezer)
    html = client.get(pagina).content.decode()
    assert "Jansen, Els" in html
    assert "Aarden" not in html
    assert "<select" not in html
    assert "Aanwezigheid opslaan" not in html
    assert client.post(pagina, {}).status_code == 403


def test_coordinator_van_een_andere_regio_ziet_niemand(client, pagina, mensen, les, coordinator_twente):
    les("2027-03-02", *mensen)
    client.force_login(coordinator_twente)
    html = client.get(pagina).content.decode()
    assert "Jansen" not in html
    assert "staat niemand met wie u werkt" in html


# --- Which week, and how it stands ------------------------------------------------------------------------------------
def test_eerst_de_week_die_nog_iets_vraagt(groep, mensen, les, trainer):
    vorige, deze, volgende = (les(dag, *mensen) for dag in ("2027-02-16", "2027-03-02", "2027-03-23"))
    vorige.deelnames.update(aanwezigheid=A)
    eerst = raster(groep, trainer)
    assert [kolom.les for kolom in eerst.kolommen] == [deze]
    assert (f"{eerst.vorige}", f"{eerst.volgende}") == ("2027-02-15", "2027-03-22")
    deze.deelnames.update(aanwezigheid=A)
    assert [kolom.les for kolom in raster(groep, trainer).kolommen] == [deze]  # this week
    deze.delete()
    assert [kolom.les for kolom in raster(groep, trainer).kolommen] == [volgende]


def test_introductiedag_staat_erbij_en_een_afgelaste_les_niet(groep, mensen, les, trainer, nu):
    intro = les("2027-03-01", *mensen, soort="introductiedag")
    les("2027-03-02", *mensen, afgelast_op=nu)
    les("2027-03-02", *mensen, soort="examen")
    [kolom] = raster(groep, trainer).kolommen
    assert (kolom.les, kolom.naam) == (intro, "Introductiedag")


def test_wie_stopte_vraagt_niets_meer(client, pagina, groep, mensen, les, trainer, coordinator_groningen):
    els, piet, _ = mensen
    deze = les("2027-03-02", *mensen)
    Deelname.objects.filter(pk=nummer(deze, els)).update(aanwezigheid=A)
    for traject in (els, piet):
        sluit_traject(
            traject,
            naar=Status.UITGEVALLEN,
            op=dt.date(2027, 3, 3),
            door=coordinator_groningen,
            reden=UitvalReden.PRIVE,
        )
    rijen = {rij.traject.pk: rij for rij in raster(groep, coordinator_groningen).rijen}
    assert els.pk in rijen  # what was recorded can still be put right
    assert piet.pk not in rijen


def test_percentage_en_waarschuwing_per_persoon(client, pagina, mensen, les):
    els, piet, _ = mensen
    for dag in ("2027-02-16", "2027-02-23", "2027-03-02"):
        deze = les(dag, els, piet)
        deze.deelnames.filter(traject=els).update(aanwezigheid=Z if dag > "2027-02-20" else A)
    html = client.get(f"{pagina}?week=22-02-2027").content.decode()
    assert "33,3 %" in html
    assert "2 keer zonder bericht afwezig" in html
    assert "n.v.t." in html  # Piet: nothing recorded


def test_vijftig_mensen_en_vijf_lessen(client, pagina, in_groep, les, django_assert_max_num_queries):
    """The budget: 15 queries, and a page that a telephone can take."""
    mensen = [in_groep(f"Voornaam{n:02d} Achternaam{n:02d}") for n in range(50)]
    for dag in range(1, 6):
        les(f"2027-03-0{dag}", *mensen)
    with django_assert_max_num_queries(15):
        antwoord = client.get(pagina)
    assert antwoord.content.count(b"<select") == 250
    assert len(antwoord.content) < 120_000
    data = formulier(antwoord) | {naam: "a" for naam in formulier(antwoord) if naam.startswith("c")}
    straks = Deelname.objects.filter(bijeenkomst__begin__date__gt="2027-03-03").values_list("pk", flat=True)
    data |= {f"c{pk}": "m" for pk in straks}
    with django_assert_max_num_queries(30):
        assert client.post(pagina, data).status_code == 302
    assert Deelname.objects.filter(aanwezigheid=A).count() == 150
