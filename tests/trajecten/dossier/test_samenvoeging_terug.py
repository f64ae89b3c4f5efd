"""Taking a merge back: every row of every table as it was, and the sentences when that cannot be done."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kandidaten.diensten import leg_contact_vast, leg_ondersteuning_vast, wijs_toe, wijzig_kandidaat
from kandidaten.keuzes import Aanpassing, Kanaal
from kandidaten.models import Contactmoment, Kandidaat, Samenvoeging, Toewijzing
from kandidaten.vermoedens import zoek_dubbelen
from logboek.models import Logregel
from tests import fabrieken
from tests.wereld import Wereld
from trajecten.dossier.diensten import meld_opnieuw_aan, sluit_traject
from trajecten.dossier.opname import velden_van
from trajecten.dossier.samenvoegen import KEUZEVELDEN, voeg_samen
from trajecten.dossier.samenvoeging_terug import maak_samenvoeging_ongedaan, waarom_niet, wat_blijft
from trajecten.dossier.samenvoegregels import bezwaren
from trajecten.models import Traject
from trajecten.statussen import Status

# What never goes back: the log, the merge itself, and the version by which open forms notice a change.
BLIJFT_ANDERS = {Logregel, Samenvoeging}
VERSIE = {"versie", "gewijzigd_op", "gewijzigd_door_id"}


def alles(blijft):
    """Every row of every table, column by column, encrypted text in the plain."""
    gevonden = {}
    for model in apps.get_models(include_auto_created=True):
        if model in BLIJFT_ANDERS or model._meta.app_label in {"sessions", "contenttypes", "auth"}:
            continue
        for rij in model._base_manager.order_by():
            waarden = velden_van(rij)
            if model is Kandidaat and rij.pk == blijft.pk:
                waarden = {naam: waarde for naam, waarde in waarden.items() if naam not in VERSIE}
            gevonden[model._meta.label, str(rij.pk)] = waarden
    return gevonden


def verschil(voor, na):
    return {
        sleutel: (voor.get(sleutel), na.get(sleutel))
        for sleutel in voor.keys() | na.keys()
        if voor.get(sleutel) != na.get(sleutel)
    }


@pytest.fixture
def ander(regio_groningen):
    return fabrieken.KandidaatFabriek(voornaam="Julia", achternaam="Dubbel", behandelregio=regio_groningen)


@pytest.fixture
def samengevoegd(traject, ander, coordinator_groningen):
    """Julia with one traject, and Julia Dubbel with another, made one; the phone is that of the second."""
    fabrieken.TrajectFabriek(kandidaat=ander)
    kandidaat = Kandidaat.objects.get(pk=traject.kandidaat_id)
    return voeg_samen(
        blijft=kandidaat,
        gaat_op=ander,
        keuzes=["achternaam"],
        gezien_blijft=kandidaat.versie,
        gezien_gaat_op=ander.versie,
        door=coordinator_groningen,
    )


# --- The property -----------------------------------------------------------------------------------------------------
def test_samenvoegen_en_terug_geeft_elke_rij_terug(db):
    """A complete world, every pair of dossiers that can be merged, every field chosen from the other one."""
    wereld = Wereld(aantal=1)
    door = wereld.eigen.mensen["coordinator"]
    mensen = [t.kandidaat for t in (*wereld.eigen.trajecten.values(), *wereld.ander.trajecten.values())]
    Kandidaat.objects.filter(pk__in=[k.pk for k in mensen[:4]]).update(
        telefoon="06 11112222", telefoonsleutel="+31611112222"
    )
    zoek_dubbelen()
    lopend = wereld.eigen.trajecten["lopend"].kandidaat
    leg_ondersteuning_vast(
        kandidaat=mensen[10],
        aanpassingen=[Aanpassing.SCHERMLEZER, Aanpassing.HULPHOND],
        wat_werkt="Vaste plek.",
        door=door,
    )
    paren = [(mensen[i], mensen[-1 - i]) for i in range(12)]
    paren += [(lopend, mensen[10]), (mensen[10], lopend), (mensen[1], mensen[11]), (mensen[8], mensen[0])]
    gedaan = 0
    for blijft, gaat_op in paren:
        blijft, gaat_op = (Kandidaat.objects.get(pk=k.pk) for k in (blijft, gaat_op))
        if bezwaren(blijft, gaat_op):
            continue
        gedaan += 1
        voor = alles(blijft)
        with transaction.atomic():
            samenvoeging = voeg_samen(
                blijft=blijft,
                gaat_op=gaat_op,
                keuzes=KEUZEVELDEN,
                gezien_blijft=blijft.versie,
                gezien_gaat_op=gaat_op.versie,
                door=door,
            )
            assert len(verschil(voor, alles(blijft))) > 5
            maak_samenvoeging_ongedaan(samenvoeging=samenvoeging, door=door)
            assert verschil(voor, alles(blijft)) == {}
    assert gedaan >= 5


def test_de_momentopname_staat_niet_leesbaar_in_de_database(samengevoegd, ander):
    with connection.cursor() as cursor:
        cursor.execute("select momentopname from kandidaten_samenvoeging")
        (tekst,) = cursor.fetchone()
    assert "Julia" not in tekst
    assert samengevoegd.momentopname["persoon"]["achternaam"] == "Dubbel"


# --- What came after --------------------------------------------------------------------------------------------------
def test_wat_er_later_bij_kwam_blijft_bij_wie_bleef(samengevoegd, jobcoach, coordinator_groningen):
    blijft = samengevoegd.blijft
    wijs_toe(
        kandidaat=blijft,
        gebruiker=jobcoach,
        rol="jobcoach",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    assert wat_blijft(samengevoegd) == ["1 toewijzing"]
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    assert Toewijzing.objects.get().kandidaat_id == blijft.pk


def test_wat_aan_haar_verwijzing_hangt_gaat_mee_terug(samengevoegd, ander, coordinator_groningen):
    """A contact about her referral, and a new traject on it: a row never points at two people."""
    verwijzing = Traject.objects.get(kandidaat=samengevoegd.blijft, volgnummer=2).verwijzing
    leg_contact_vast(
        verwijzing=verwijzing,
        gelukt=True,
        kanaal=Kanaal.TELEFOON,
        tijdstip=timezone.now(),
        door=coordinator_groningen,
    )
    assert wat_blijft(samengevoegd) == []
    terug = maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    assert (terug.pk, terug.dossiernummer) == (ander.pk, ander.dossiernummer)
    assert Contactmoment.objects.get().kandidaat_id == ander.pk
    assert Traject.objects.get(kandidaat=ander).volgnummer == 1


def test_twee_trajecten_van_wie_opging_krijgen_hun_nummers_terug(traject, ander, coordinator_groningen):
    """They became 2 and 3, and go back to 1 and 2: never two with the same number, not for a moment."""
    eerste, tweede = (fabrieken.TrajectFabriek(kandidaat=ander, volgnummer=nummer) for nummer in (1, 2))
    kandidaat = Kandidaat.objects.get(pk=traject.kandidaat_id)
    samenvoeging = voeg_samen(
        blijft=kandidaat,
        gaat_op=ander,
        keuzes=[],
        gezien_blijft=kandidaat.versie,
        gezien_gaat_op=ander.versie,
        door=coordinator_groningen,
    )
    nummers = Traject.objects.order_by("volgnummer").values_list("pk", "volgnummer")
    assert list(nummers.filter(kandidaat=kandidaat)) == [(traject.pk, 1), (eerste.pk, 2), (tweede.pk, 3)]
    terug = maak_samenvoeging_ongedaan(samenvoeging=samenvoeging, door=coordinator_groningen)
    assert list(nummers.filter(kandidaat=terug)) == [(eerste.pk, 1), (tweede.pk, 2)]
    assert list(nummers.filter(kandidaat=kandidaat)) == [(traject.pk, 1)]


def test_een_nieuw_traject_van_wie_bleef_blijft(samengevoegd, ander, coordinator_groningen):
    nieuw = meld_opnieuw_aan(
        samengevoegd.blijft,
        programma=fabrieken.ProgrammaFabriek(),
        ontvangen_op=timezone.now(),
        door=coordinator_groningen,
    )
    assert wat_blijft(samengevoegd) == ["1 verwijzing", "1 traject"]
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    nieuw.refresh_from_db()
    assert (nieuw.kandidaat_id, nieuw.volgnummer) == (samengevoegd.blijft_id, 3)


def test_een_veld_dat_daarna_is_getypt_blijft(samengevoegd, coordinator_groningen):
    blijft = Kandidaat.objects.get(pk=samengevoegd.blijft_id)
    blijft.achternaam = "Nieuwnaam"
    wijzig_kandidaat(blijft, gezien=blijft.versie, velden=["achternaam"], door=coordinator_groningen)
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    blijft.refresh_from_db()
    assert (blijft.achternaam, blijft.zoeknaam) == ("Nieuwnaam", "julianieuwnaam")


def test_een_veld_dat_niemand_meer_wijzigde_gaat_terug(samengevoegd, coordinator_groningen):
    versie = Kandidaat.objects.get(pk=samengevoegd.blijft_id).versie
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    blijft = Kandidaat.objects.get(pk=samengevoegd.blijft_id)
    assert (blijft.achternaam, blijft.zoeknaam) == ("Luinenburg", "julialuinenburg")
    assert blijft.versie == versie + 1  # never back: an open form must notice


def test_een_traject_dat_intussen_is_afgesloten_gaat_zo_terug(
    samengevoegd, ander, jobcoach, coordinator_groningen
):
    """The mark on an assignment names the number that the traject has again."""
    for traject in Traject.objects.filter(kandidaat=samengevoegd.blijft).order_by("volgnummer"):
        sluit_traject(
            traject,
            naar=Status.TERUGGETROKKEN,
            op=timezone.localdate(),
            door=coordinator_groningen,
            reden="terugtrekking_onbekend",
        )
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    assert Traject.objects.get(kandidaat=ander).status == Status.TERUGGETROKKEN


# --- When it cannot be done -------------------------------------------------------------------------------------------
def geweigerd(samenvoeging, door):
    with pytest.raises(ValidationError) as fout:
        maak_samenvoeging_ongedaan(samenvoeging=samenvoeging, door=door)
    return " ".join(fout.value.messages)


def test_niet_meer_na_dertig_dagen(samengevoegd, coordinator_groningen):
    with time_machine.travel(samengevoegd.op + dt.timedelta(days=30), tick=False):
        assert "langer dan 30 dagen" in geweigerd(samengevoegd, coordinator_groningen)
    with time_machine.travel(samengevoegd.op + dt.timedelta(days=30, seconds=-1), tick=False):
        assert waarom_niet(samengevoegd) == []


def test_niet_twee_keer(samengevoegd, coordinator_groningen):
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    assert "al ongedaan gemaakt" in geweigerd(samengevoegd, coordinator_groningen)
    assert Samenvoeging.objects.get().momentopname is None


def test_niet_als_een_verhuisde_rij_weg_is(samengevoegd, ander, coordinator_groningen):
    Traject.objects.get(kandidaat=samengevoegd.blijft, volgnummer=2).delete()
    assert "is een traject verwijderd" in geweigerd(samengevoegd, coordinator_groningen)
    assert not Kandidaat.objects.filter(pk=ander.pk).exists()


def test_niet_als_de_samengevoegde_toewijzing_is_gewijzigd(traject, ander, jobcoach, coordinator_groningen):
    for wie, dagen in ((traject.kandidaat, 3), (ander, 9)):
        van = timezone.localdate() - dt.timedelta(days=dagen)
        fabrieken.ToewijzingFabriek(kandidaat=wie, gebruiker=jobcoach, van=van)
    blijft = Kandidaat.objects.get(pk=traject.kandidaat_id)
    samenvoeging = voeg_samen(
        blijft=blijft,
        gaat_op=ander,
        keuzes=[],
        gezien_blijft=blijft.versie,
        gezien_gaat_op=ander.versie,
        door=coordinator_groningen,
    )
    Toewijzing.objects.update(van=timezone.localdate())
    assert "is een toewijzing gewijzigd" in geweigerd(samenvoeging, coordinator_groningen)


def test_eerst_de_laatste_samenvoeging(samengevoegd, regio_groningen, coordinator_groningen):
    derde = fabrieken.KandidaatFabriek(behandelregio=regio_groningen)
    blijft = Kandidaat.objects.get(pk=samengevoegd.blijft_id)
    later = voeg_samen(
        blijft=derde,
        gaat_op=blijft,
        keuzes=[],
        gezien_blijft=derde.versie,
        gezien_gaat_op=blijft.versie,
        door=coordinator_groningen,
    )
    samengevoegd.refresh_from_db()
    assert samengevoegd.blijft_id == derde.pk
    assert "Maak eerst die samenvoeging ongedaan" in geweigerd(samengevoegd, coordinator_groningen)
    maak_samenvoeging_ongedaan(samenvoeging=later, door=coordinator_groningen)
    samengevoegd.refresh_from_db()
    assert samengevoegd.blijft_id == blijft.pk
    maak_samenvoeging_ongedaan(samenvoeging=samengevoegd, door=coordinator_groningen)
    assert Kandidaat.objects.count() == 3
