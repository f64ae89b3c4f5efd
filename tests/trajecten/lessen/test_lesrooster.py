"""The lesson plan: made once however often it is asked, and what has happened stays as it is."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from tests import fabrieken
from tests.trajecten.lessen.conftest import VELDEN
from trajecten.bijeenkomsten import gelast_af, verstuur_uitnodigingen, wijzig_bijeenkomst
from trajecten.groepslijst import nog_af_te_gelasten
from trajecten.keuzes import Aanwezigheid
from trajecten.lichtingen import geef_plaats, haal_uit_lichting
from trajecten.lichtingwissel import annuleer_lichting, draai_annulering_terug
from trajecten.models import Bericht, Bijeenkomst, Deelname
from trajecten.opleiding.lesrooster import kies_modules, maak_lesrooster, mag_rooster_maken
from trajecten.opleiding.models import Lesrooster
from trajecten.statussen import Status

DAG = dt.date
WOENSDAGEN = [DAG(2027, 3, 10), DAG(2027, 3, 17), DAG(2027, 3, 24)]


@pytest.fixture
def maak(groep, trainer):
    """`maak(*dagen, **velden)`: the plan of `groep` with these days, as the trainer saw it last."""

    def doe(*dagen, vervang=False, modules=(), gezien="nu", **velden):
        rooster = Lesrooster.objects.filter(lichting=groep).first()
        return maak_lesrooster(
            groep,
            velden=VELDEN | velden,
            dagen=list(dagen),
            modules=modules,
            vervang=vervang,
            gezien=(rooster.versie if rooster else None) if gezien == "nu" else gezien,
            door=trainer,
        )

    return doe


def lesdagen(groep):
    lessen = Bijeenkomst.objects.filter(lichting=groep, afgelast_op=None).order_by("begin")
    return [timezone.localdate(les.begin) for les in lessen]


# --- Making it --------------------------------------------------------------------------------------------------------
def test_iedereen_met_een_plaats_staat_op_elke_les(groep, mensen, in_groep, maak):
    straks = in_groep("Saar Straks", status=Status.GESELECTEERD)
    assert maak(*WOENSDAGEN, modules=["Bellen", "Mailen"]).nieuw == 3
    lessen = list(Bijeenkomst.objects.filter(lichting=groep).order_by("begin"))
    assert [les.module for les in lessen] == ["Bellen", "Bellen", "Mailen"]
    assert timezone.localtime(lessen[0].begin).time() == dt.time(9, 30)
    assert timezone.localtime(lessen[2].eind).time() == dt.time(15, 30)
    for les in lessen:
        assert {d.traject for d in les.deelnames.all()} == {*mensen, straks}
    assert not Bericht.objects.exists()  # nobody is written to


def test_twee_keer_maken_maakt_elke_les_eenmaal(groep, mensen, maak):
    maak(*WOENSDAGEN)
    uitkomst = maak(*WOENSDAGEN, DAG(2027, 3, 31))
    assert (uitkomst.nieuw, uitkomst.al) == (1, 3)
    assert lesdagen(groep) == [*WOENSDAGEN, DAG(2027, 3, 31)]


def test_een_les_die_iemand_zelf_plande_wordt_niet_dubbel(groep, mensen, les, maak):
    les("2027-03-10", *mensen)
    assert maak(*WOENSDAGEN).nieuw == 2


def test_een_dag_die_voorbij_is_komt_niet_in_het_rooster(groep, mensen, maak):
    assert maak(DAG(2027, 3, 2), DAG(2027, 3, 3), DAG(2027, 3, 10)).nieuw == 1  # it is 13:00 on the third


def test_een_collega_maakte_intussen_een_ander_rooster(groep, mensen, maak):
    maak(WOENSDAGEN[0])
    with pytest.raises(IntussenGewijzigd):
        maak(WOENSDAGEN[1], gezien=None)
    maak(WOENSDAGEN[1])
    with pytest.raises(IntussenGewijzigd):
        maak(WOENSDAGEN[2], gezien=0)
    assert lesdagen(groep) == WOENSDAGEN[:2]


@pytest.mark.parametrize(
    ("dagen", "velden", "zin"),
    [
        ([], {}, "minstens een dag"),
        ([DAG(2027, 6, 2)], {}, "tussen de eerste en de laatste dag"),
        (WOENSDAGEN, {"tot": dt.time(9)}, "eindigt na het begin"),
        (WOENSDAGEN, {"plaats": ""}, "Vul een plaats in"),
    ],
)
def test_wat_niet_kan(groep, mensen, maak, dagen, velden, zin):
    with pytest.raises(ValidationError, match=zin):
        maak(*dagen, **velden)
    assert not Lesrooster.objects.exists()


def test_geannuleerde_lichting_krijgt_geen_rooster(groep, maak, nu):
    groep.gestart_op, groep.geannuleerd_op, groep.annuleerreden = None, nu, "later"
    groep.save()
    with pytest.raises(ValidationError, match="geannuleerd"):
        maak(*WOENSDAGEN)


# --- The rest anew ----------------------------------------------------------------------------------------------------
def test_vervangen_laat_staan_wat_begon_is_ingevuld_of_is_verteld(groep, mensen, les, maak, trainer):
    """Past, attended, told by a message: none is touched. Only the last, loose one goes."""
    voorbij = les("2027-03-02", *mensen, roosterdag=DAG(2027, 3, 2))
    maak(*WOENSDAGEN)
    afgemeld, verteld, los = Bijeenkomst.objects.exclude(pk=voorbij.pk).order_by("begin")
    afgemeld.deelnames.filter(traject=mensen[0]).update(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    verstuur_uitnodigingen(verteld, deelnames=verteld.deelnames.all(), door=trainer)
    uitkomst = maak(DAG(2027, 4, 1), vervang=True, plaats="Lokaal 9")
    assert (uitkomst.nieuw, uitkomst.weg) == (1, 1)
    assert lesdagen(groep) == [DAG(2027, 3, 2), *WOENSDAGEN[:2], DAG(2027, 4, 1)]
    assert not Bijeenkomst.objects.filter(pk=los.pk).exists()
    for blijft in (voorbij, afgemeld, verteld):
        blijft.refresh_from_db()
        assert blijft.plaats == "Lokaal 4"


def test_vervangen_geeft_een_les_die_blijft_de_nieuwe_tijd(groep, mensen, maak):
    maak(*WOENSDAGEN)
    voor = set(Deelname.objects.values_list("pk", flat=True))
    uitkomst = maak(*WOENSDAGEN[:2], vervang=True, begin=dt.time(13), tot=dt.time(16))
    assert (uitkomst.nieuw, uitkomst.gewijzigd, uitkomst.weg) == (0, 2, 1)
    lessen = Bijeenkomst.objects.filter(lichting=groep)
    assert {timezone.localtime(deze.begin).hour for deze in lessen} == {13}
    assert set(Deelname.objects.values_list("pk", flat=True)) < voor


def test_een_verzette_les_houdt_haar_plek_en_een_afgelaste_komt_terug(groep, mensen, maak, trainer):
    maak(*WOENSDAGEN)
    verzet, af, _ = Bijeenkomst.objects.order_by("begin")
    dag_later = dt.timedelta(days=1)
    plek = {"plaats": "Lokaal 4", "online": False, "online_link": "", "capaciteit": None}
    wijzig_bijeenkomst(
        verzet, gezien=0, door=trainer, begin=verzet.begin + dag_later, eind=verzet.eind + dag_later, **plek
    )
    gelast_af(af, door=trainer)
    assert maak(*WOENSDAGEN, vervang=True).nieuw == 1
    assert lesdagen(groep) == [DAG(2027, 3, 11), *WOENSDAGEN[1:]]


# --- Who comes and goes -----------------------------------------------------------------------------------------------
def test_wie_een_plaats_krijgt_komt_op_de_lessen_en_wie_weggaat_gaat_eraf(
    groep, mensen, maak, in_groep, coordinator_groningen
):
    maak(*WOENSDAGEN)
    nieuw = in_groep("Nina Nieuw", status=Status.GESELECTEERD)
    nieuw.lichting = None
    nieuw.save()
    geef_plaats(nieuw, lichting=groep, door=coordinator_groningen)
    assert Deelname.objects.filter(traject=nieuw).count() == 3
    haal_uit_lichting(nieuw, door=coordinator_groningen)
    assert not Deelname.objects.filter(traject=nieuw).exists()
    assert Deelname.objects.filter(traject=mensen[0]).count() == 3


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_wie_het_rooster_van_de_groep_maakt(
    groep, mensen, trainer, coordinator_groningen, coordinator_twente
):
    """The near miss: a trainer of one person of the group, who is not its trainer."""
    van_een = fabrieken.GebruikerFabriek(rollen=["trainer"])
    fabrieken.ToewijzingFabriek(kandidaat=mensen[0].kandidaat, gebruiker=van_een, rol="trainer")
    assert mag_rooster_maken(groep, trainer)
    assert mag_rooster_maken(groep, coordinator_groningen)
    assert not mag_rooster_maken(groep, van_een)
    assert not mag_rooster_maken(groep, coordinator_twente)
    for ander in mensen[1:]:
        fabrieken.ToewijzingFabriek(kandidaat=ander.kandidaat, gebruiker=van_een, rol="trainer")
    assert mag_rooster_maken(groep, van_een)  # she trains everybody in it


# --- Modules ----------------------------------------------------------------------------------------------------------
def test_module_kiezen_is_voorwaardelijk(groep, mensen, maak, trainer):
    maak(*WOENSDAGEN)
    een, twee, _ = Bijeenkomst.objects.order_by("begin")
    gezien = {een: "", twee: ""}
    assert kies_modules(groep, modules={een: "Bellen", twee: ""}, gezien=gezien, door=trainer) == 1
    with pytest.raises(IntussenGewijzigd):
        kies_modules(groep, modules={een: "Mailen"}, gezien={een: ""}, door=trainer)
    een.refresh_from_db()
    assert een.module == "Bellen"


# --- The screens ------------------------------------------------------------------------------------------------------
@pytest.fixture
def invoer():
    return {
        "weekdagen": ["3"],
        "eerste": "1-3-2027",
        "laatste": "31-5-2027",
        "begin": "9:30",
        "tot": "15:30",
        "plaats": "Lokaal 4",
        "vrij": "26-4-2027 t/m 9-5-2027 meivakantie",
        "verdeel": "on",
    }


def test_van_voorstel_naar_rooster(client, groep, mensen, trainer, invoer):
    """Every day is on the second page; what falls out says why, and one save makes them all."""
    client.force_login(trainer)
    pad = reverse("lessen:maken", args=[groep.pk])
    assert "1 dag per week" in client.get(pad).content.decode()
    antwoord = client.post(pad, invoer)
    html = antwoord.content.decode()
    assert not Bijeenkomst.objects.exists()
    assert "10 lessen, van 09:30 tot 15:30 uur, Lokaal 4." in html
    assert "2 dagen vallen uit." in html
    assert "1 dag is al voorbij" in html
    assert "woensdag 28 apr 2027: meivakantie" in html
    assert "woensdag 5 mei 2027: meivakantie" in html
    assert "Bellen: 5 lessen" in html
    dagen = [d.sleutel for _, groep_ in antwoord.context["voorstel"].maanden for d in groep_ if d.aan]
    assert len(dagen) == 10
    toch = [*dagen[1:], "2027-05-05"]  # she leaves the first out, and has a lesson on 5 May
    klaar = client.post(pad, invoer | {"dag": toch, "bewaar": "1"}, follow=True)
    assert "Lesrooster bewaard: 10 lessen gepland." in klaar.content.decode()
    assert [f"{dag}" for dag in lesdagen(groep)] == sorted(toch)
    rooster = klaar.content.decode()
    assert "Geen les: meivakantie" in rooster
    assert rooster.count("Geen les") == 1  # 5 May has a lesson after all
    afdruk = client.get(reverse("lessen:afdruk", args=[groep.pk])).content.decode()
    assert "Les: Mailen" in afdruk
    assert "Jansen" not in afdruk


def test_terug_verliest_niets_en_zonder_dagen_zegt_wat_te_doen(client, groep, mensen, trainer, invoer):
    client.force_login(trainer)
    pad = reverse("lessen:maken", args=[groep.pk])
    terug = client.post(pad, invoer | {"terug": "1"}).content.decode()
    assert "meivakantie</textarea>" in terug
    assert 'value="Lokaal 4"' in terug
    leeg = client.post(pad, invoer | {"bewaar": "1"})
    assert "Kies minstens een dag." in leeg.content.decode()
    assert "Stap 2 van 2" in leeg.content.decode()
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("weekdagen", [], "Kies minstens een dag van de week."),
        ("laatste", "1-2-2027", "De laatste dag ligt voor de eerste dag."),
        ("laatste", "2-3-2027", "valt geen enkele lesdag"),
        ("vrij", "herfstvakantie", "Regel 1: begin met een datum."),
        ("tot", "9:00", "Deze tijd ligt voor het begin."),
        ("laatste", "1-1-3000", "Kies een jaar"),
    ],
)
def test_formulier_zegt_wat_er_mis_is(client, groep, mensen, trainer, invoer, veld, waarde, zin):
    client.force_login(trainer)
    html = client.post(reverse("lessen:maken", args=[groep.pk]), invoer | {veld: waarde}).content.decode()
    assert zin in html
    assert "fout" in html.split("</title>")[0]


def test_botsing_toont_het_voorstel_opnieuw(client, groep, mensen, trainer, invoer, maak):
    """A colleague made a plan meanwhile: nothing is written, the ticks stay, and the next save is on top of hers."""
    client.force_login(trainer)
    pad = reverse("lessen:maken", args=[groep.pk])
    maak(WOENSDAGEN[0])
    data = invoer | {"dag": ["2027-03-17"], "bewaar": "1", "versie": "", "rest": "aanvullen"}
    antwoord = client.post(pad, data)
    assert "Een collega heeft intussen het lesrooster gewijzigd." in antwoord.content.decode()
    assert lesdagen(groep) == WOENSDAGEN[:1]
    assert client.post(pad, data | {"versie": "0"}).status_code == 302
    assert lesdagen(groep) == WOENSDAGEN[:2]


def test_modules_op_het_scherm(client, groep, mensen, trainer, maak):
    client.force_login(trainer)
    maak(*WOENSDAGEN)
    een = Bijeenkomst.objects.order_by("begin").first()
    pad = reverse("lessen:modules", args=[groep.pk])
    html = client.get(pad).content.decode()
    assert 'aria-label="Module van de les op woensdag 10 maart 2027"' in html
    data = {f"module_{een.pk}": "Mailen", f"was_{een.pk}": ""}
    assert client.post(pad, data).status_code == 302
    een.refresh_from_db()
    assert een.module == "Mailen"


def test_jobcoach_leest_het_rooster_en_maakt_het_niet(client, groep, mensen, jobcoach, maak):
    fabrieken.ToewijzingFabriek(kandidaat=mensen[0].kandidaat, gebruiker=jobcoach)
    maak(*WOENSDAGEN)
    client.force_login(jobcoach)
    html = client.get(reverse("lessen:rooster", args=[groep.pk])).content.decode()
    assert "woensdag 10 mrt 2027" in html
    assert "aanvullen" not in html
    assert client.get(reverse("lessen:maken", args=[groep.pk])).status_code == 403


def test_leeg_rooster_wijst_de_eerste_stap(client, groep, mensen, trainer):
    client.force_login(trainer)
    html = client.get(reverse("lessen:rooster", args=[groep.pk])).content.decode()
    assert "Maak het lesrooster" in html


def test_een_geannuleerde_lichting_haalt_haar_mensen_van_het_rooster_en_terug(
    groep, maak, in_groep, coordinator_groningen
):
    """Nobody was told, so there is nothing to call off; taking it back puts them on again."""
    els = in_groep("Els Jansen", status=Status.GESELECTEERD)
    maak(*WOENSDAGEN)
    assert nog_af_te_gelasten(groep) == 0
    groep.refresh_from_db()
    annuleer_lichting(groep, reden="later", door=coordinator_groningen)
    assert not Deelname.objects.exists()
    els.refresh_from_db()
    plekken = {els.pk: (els.versie, Status.GESELECTEERD)}
    draai_annulering_terug(groep, plekken=plekken, door=coordinator_groningen)
    assert Deelname.objects.filter(traject=els).count() == 3
