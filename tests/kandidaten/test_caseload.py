"""Standing in, handing over with a note, and how much time somebody asks; who may come near her on which day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rollen import Hoedanigheid
from kandidaten.bereik import bereik_van
from kandidaten.caseload import (
    bereid_overdracht_voor,
    geef_notities_mee,
    gewicht_in_sql,
    leg_overdracht_vast,
    lopende_caseload,
    markeer_gelezen,
    neem_waar,
    stop_waarneming,
    telt,
    verdeel,
    zet_gewicht,
    zet_overdracht_terug,
)
from kandidaten.diensten import wijs_toe
from kandidaten.models import Gewicht, Kandidaat, Overdracht, Toewijzing
from logboek.models import Logregel
from tests import fabrieken
from trajecten.dossier.samenvoegen import voeg_samen

VAN, TOT = dt.date(2026, 8, 3), dt.date(2026, 8, 14)


@pytest.fixture
def naar_dag(time_machine):
    """`naar_dag(datum)`: it is ten o'clock on that day."""

    def ga(datum):
        time_machine.move_to(dt.datetime.combine(datum, dt.time(10), tzinfo=dt.UTC))

    ga(dt.date(2026, 7, 20))
    return ga


@pytest.fixture
def eigen(naar_dag, kandidaat, jobcoach):
    """Joke coaches Julia since June."""
    return fabrieken.ToewijzingFabriek(
        kandidaat=kandidaat, gebruiker=jobcoach, van=dt.date(2026, 6, 1), vervangt=None
    )


@pytest.fixture
def waar(eigen, andere_jobcoach, jobcoach):
    """`waar(van, tot)`: Anton stands in for Joke."""

    def neem(van=VAN, tot=TOT, wie=andere_jobcoach):
        return neem_waar(eigen, gebruiker=wie, van=van, tot=tot, reden="Vakantie of verlof", door=jobcoach)

    return neem


def als(gebruiker, kandidaat):
    return set(Kandidaat.objects.hoedanigheden_bij(gebruiker, kandidaat.pk))


# --- Standing in ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("dag", "ziet"),
    [
        (VAN - dt.timedelta(days=1), set()),
        (VAN, {Hoedanigheid.JOBCOACH}),
        (TOT, {Hoedanigheid.JOBCOACH}),
        (TOT + dt.timedelta(days=1), set()),
        (TOT + dt.timedelta(days=30), set()),
    ],
)
def test_de_waarnemer_ziet_haar_alleen_in_die_dagen(
    waar, naar_dag, kandidaat, andere_jobcoach, client, dag, ziet
):
    """Cover leaves no thirty days of reading: there is nothing to hand over."""
    waar()
    naar_dag(dag)
    assert als(andere_jobcoach, kandidaat) == ziet
    bereik = bereik_van(andere_jobcoach)
    assert {h for h, wie in bereik.mensen.items() if kandidaat.pk in wie} == ziet
    client.force_login(andere_jobcoach)
    assert client.get(kandidaat.get_absolute_url()).status_code == (200 if ziet else 404)


def test_de_afwezige_houdt_haar_eigen_toegang(waar, naar_dag, kandidaat, jobcoach):
    waar()
    naar_dag(VAN)
    assert als(jobcoach, kandidaat) == {Hoedanigheid.JOBCOACH}


@pytest.mark.parametrize(("dagen", "ziet"), [(30, {Hoedanigheid.OUD_JOBCOACH}), (31, set())])
def test_een_vorige_jobcoach_leest_dertig_dagen_ook_als_zij_daarvoor_waarnam(
    waar, naar_dag, kandidaat, andere_jobcoach, dagen, ziet
):
    waar()
    einde = TOT + dt.timedelta(days=20)
    fabrieken.ToewijzingFabriek(
        kandidaat=kandidaat, gebruiker=andere_jobcoach, van=TOT + dt.timedelta(days=1), tot=einde
    )
    naar_dag(einde + dt.timedelta(days=dagen))
    assert als(andere_jobcoach, kandidaat) == ziet


@pytest.mark.parametrize(
    ("van", "tot"),
    [(VAN, TOT), (TOT, TOT), (dt.date(2026, 7, 25), VAN), (dt.date(2026, 8, 5), dt.date(2026, 8, 6))],
)
def test_twee_waarnemers_tegelijk_kan_niet(waar, van, tot):
    waar()
    derde = fabrieken.GebruikerFabriek(naam="Dirk Derde", rollen=["jobcoach"])
    with pytest.raises(ValidationError) as fout:
        waar(van, tot, derde)
    assert "Anton Andere neemt al waar voor Joke Jobcoach, van 03-08-2026 tot en met 14-08-2026" in str(
        fout.value
    )
    waar(TOT + dt.timedelta(days=1), TOT + dt.timedelta(days=3), derde)  # the day after: fine


def test_wie_tegelijk_laten_waarnemen_wachten_op_elkaar(waar):
    """The row of the candidate is touched before anybody looks whether there is a cover: the second one sees it."""
    with CaptureQueriesContext(connection) as vragen:
        waar()
    sql = [vraag["sql"] for vraag in vragen]
    om_de_beurt = next(n for n, zin in enumerate(sql) if zin.startswith('UPDATE "kandidaten_kandidaat"'))
    kijkt = next(n for n, zin in enumerate(sql) if 'ORDER BY "kandidaten_toewijzing"."van"' in zin)
    assert om_de_beurt < kijkt


def test_ook_in_het_dossier_kan_een_tweede_waarnemer_niet(waar, kandidaat, jobcoach):
    waar()
    derde = fabrieken.GebruikerFabriek(naam="Dirk Derde", rollen=["jobcoach"])
    with pytest.raises(ValidationError, match="neemt al waar"):
        wijs_toe(
            kandidaat=kandidaat,
            gebruiker=derde,
            rol="jobcoach",
            van=VAN,
            tot=TOT,
            vervangt=jobcoach,
            door=jobcoach,
        )


def test_wie_haar_zelf_begeleidt_neemt_niet_waar(waar, kandidaat, andere_jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=andere_jobcoach, van=dt.date(2026, 7, 1))
    with pytest.raises(ValidationError, match="begeleidt deze kandidaat zelf al"):
        waar()


def test_wie_zelf_afwezig_is_neemt_niet_waar(waar, andere_jobcoach):
    derde = fabrieken.GebruikerFabriek(naam="Dirk Derde", rollen=["jobcoach"])
    fabrieken.ToewijzingFabriek(
        gebruiker=derde, van=TOT, tot=TOT + dt.timedelta(days=5), vervangt=andere_jobcoach
    )
    with pytest.raises(ValidationError, match="in deze dagen zelf afwezig"):
        waar()


def test_waarnemen_duurt_niet_langer_dan_de_toewijzing(waar, eigen):
    Toewijzing.objects.filter(pk=eigen.pk).update(tot=dt.date(2026, 8, 7))
    eigen.refresh_from_db()
    assert waar().tot == dt.date(2026, 8, 7)
    with pytest.raises(ValidationError, match="begindatum"):
        waar(dt.date(2026, 8, 8), TOT)


def test_wie_er_later_bij_komt_wordt_niet_vanzelf_waargenomen(waar, naar_dag, jobcoach, andere_jobcoach):
    """Cover is for named people: a new one is nobody's secret until somebody chooses who calls her."""
    waar()
    naar_dag(VAN)
    nieuw = fabrieken.ToewijzingFabriek(gebruiker=jobcoach, van=VAN).kandidaat
    assert als(andere_jobcoach, nieuw) == set()


def test_eerder_stoppen_sluit_de_toegang_meteen(waar, naar_dag, kandidaat, jobcoach, andere_jobcoach):
    rij = waar()
    naar_dag(dt.date(2026, 8, 6))
    stop_waarneming(rij, door=jobcoach)
    rij.refresh_from_db()
    assert rij.tot == dt.date(2026, 8, 5)
    assert als(andere_jobcoach, kandidaat) == set()


@pytest.mark.parametrize("dag", [VAN - dt.timedelta(days=5), VAN])
def test_stoppen_voor_zij_een_dag_waarnam_laat_niets_achter(waar, naar_dag, jobcoach, dag):
    rij = waar()
    naar_dag(dag)
    stop_waarneming(rij, door=jobcoach)
    assert not Toewijzing.objects.exclude(vervangt=None).exists()


def test_waarneming_is_geen_eigen_caseload(waar, naar_dag, andere_jobcoach, jobcoach):
    waar()
    naar_dag(VAN)
    assert list(lopende_caseload(andere_jobcoach, VAN)) == []
    assert [t.gebruiker for t in lopende_caseload(jobcoach, VAN)] == [jobcoach]


def test_verdelen_geeft_de_minste_eerst():
    assert verdeel("abc", {"joke": 4, "anton": 5}) == [("a", "joke"), ("b", "joke"), ("c", "anton")]
    assert verdeel("ab", {"joke": 0, "anton": 0}) == [("a", "joke"), ("b", "anton")]
    assert verdeel("", {"joke": 0}) == []


# --- Weight -----------------------------------------------------------------------------------------------------------
def test_gewicht_telt_en_bewaart_de_geschiedenis(eigen, kandidaat, jobcoach, coordinator_groningen):
    def soort():
        return Toewijzing.objects.annotate(gewicht=gewicht_in_sql()).get(pk=eigen.pk).gewicht

    assert (soort(), telt(soort())) == ("gewoon", Decimal(1))
    zet_gewicht(
        kandidaat=kandidaat, gebruiker=jobcoach, soort="zwaar", reden="start", door=coordinator_groningen
    )
    zet_gewicht(kandidaat=kandidaat, gebruiker=jobcoach, soort="licht", reden="afbouw", door=jobcoach)
    zet_gewicht(
        kandidaat=kandidaat, gebruiker=jobcoach, soort="licht", reden="reistijd", door=jobcoach
    )  # no change
    assert (soort(), telt(soort())) == ("licht", Decimal("0.5"))
    rijen = Gewicht.objects.filter(kandidaat=kandidaat)
    assert [(r.soort, r.reden, r.door.naam) for r in rijen] == [
        ("licht", "afbouw", "Joke Jobcoach"),
        ("zwaar", "start", "Carla Coördinator"),
    ]
    assert set(Logregel.objects.filter(reden__startswith="gewicht").values_list("reden", flat=True)) == {
        "gewicht zwaar: start",
        "gewicht licht: afbouw",
    }


def test_gewicht_van_een_ander_is_niet_van_haar(eigen, kandidaat, jobcoach, andere_jobcoach):
    with pytest.raises(ValidationError, match="begeleidt deze kandidaat niet meer"):
        zet_gewicht(
            kandidaat=kandidaat, gebruiker=andere_jobcoach, soort="licht", reden="start", door=jobcoach
        )


# --- The note ---------------------------------------------------------------------------------------------------------
def test_een_voorbereide_notitie_gaat_mee(eigen, kandidaat, jobcoach, andere_jobcoach, coordinator_groningen):
    eerst = bereid_overdracht_voor(kandidaat=kandidaat, notitie="Belt op dinsdag.", door=jobcoach)
    bereid_overdracht_voor(
        kandidaat=kandidaat, notitie="Belt op woensdag.", door=jobcoach, gezien=eerst.geschreven_op
    )
    mee, nieuw = leg_overdracht_vast(
        kandidaat=kandidaat,
        van=jobcoach,
        naar=andere_jobcoach,
        per=VAN,
        reden="verdeling",
        door=coordinator_groningen,
    )
    assert (mee, nieuw) == ([eerst.pk], None)
    rij = Overdracht.objects.get()
    assert (rij.notitie, rij.naar, rij.geschreven_door) == ("Belt op woensdag.", andere_jobcoach, jobcoach)
    markeer_gelezen(rij, door=andere_jobcoach)
    rij.refresh_from_db()
    gelezen = rij.gelezen_op
    markeer_gelezen(rij, door=andere_jobcoach)
    rij.refresh_from_db()
    assert rij.gelezen_op == gelezen is not None
    assert not Logregel.objects.filter(reden__contains="Belt").exists()


def test_alleen_wie_het_kreeg_zegt_gelezen(eigen, kandidaat, jobcoach, andere_jobcoach):
    _, rij = leg_overdracht_vast(
        kandidaat=kandidaat, van=jobcoach, naar=andere_jobcoach, per=VAN, reden="verdeling", door=jobcoach
    )
    markeer_gelezen(rij, door=jobcoach)
    rij.refresh_from_db()
    assert rij.gelezen_op is None


def test_een_notitie_die_intussen_meeging_verandert_niet_meer(eigen, kandidaat, jobcoach, andere_jobcoach):
    rij = bereid_overdracht_voor(kandidaat=kandidaat, notitie="Belt op dinsdag.", door=jobcoach)
    geef_notities_mee(kandidaat=kandidaat, van=jobcoach, naar=andere_jobcoach, per=VAN)
    with pytest.raises(IntussenGewijzigd):
        bereid_overdracht_voor(
            kandidaat=kandidaat, notitie="Anders.", door=jobcoach, gezien=rij.geschreven_op
        )


def test_terugdraaien_maakt_haar_weer_voorbereid(eigen, kandidaat, jobcoach, andere_jobcoach):
    bereid_overdracht_voor(kandidaat=kandidaat, notitie="Belt op dinsdag.", door=jobcoach)
    velden = {"kandidaat": kandidaat, "van": jobcoach, "naar": andere_jobcoach}
    eerder = fabrieken.OverdrachtFabriek(**velden, per=VAN - dt.timedelta(days=90))
    leg_overdracht_vast(**velden, per=VAN, reden="verdeling", door=jobcoach)
    zet_overdracht_terug(**velden, per=VAN)
    assert Overdracht.objects.te_lezen(andere_jobcoach).get() == eerder, "that hand-over stands"
    rij = Overdracht.objects.voorbereid().get()
    assert (rij.naar, rij.per, rij.reden, rij.notitie) == (None, None, "", "Belt op dinsdag.")


def test_samenvoegen_verliest_geen_gewicht_en_geen_notitie(coordinator_groningen, regio_groningen):
    """Two Toewijzingen of one coach become one: what hangs on the person and the coach moves along."""
    blijft, gaat_op = (fabrieken.KandidaatFabriek(behandelregio=regio_groningen) for _ in range(2))
    coach = fabrieken.GebruikerFabriek(rollen=["jobcoach"])
    for kandidaat in (blijft, gaat_op):
        fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=coach)
    fabrieken.GewichtFabriek(kandidaat=gaat_op, gebruiker=coach)
    fabrieken.OverdrachtFabriek(kandidaat=gaat_op, van=coach)
    voeg_samen(
        blijft=blijft, gaat_op=gaat_op, keuzes=[], door=coordinator_groningen,
        gezien_blijft=blijft.versie, gezien_gaat_op=gaat_op.versie,
    )  # fmt: skip
    (rij,) = Toewijzing.objects.annotate(gewicht=gewicht_in_sql())
    assert (rij.kandidaat, rij.gewicht) == (blijft, "zwaar")
    assert Overdracht.objects.get().kandidaat == blijft


def test_de_database_weigert_een_halve_overdracht(kandidaat, jobcoach, andere_jobcoach):
    half = {"kandidaat": kandidaat, "van": jobcoach, "geschreven_door": jobcoach}
    for velden in ({"naar": andere_jobcoach}, {"per": VAN}, {"naar": jobcoach, "per": VAN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Overdracht.objects.create(**half, **velden)
