"""The tools of the play: clock, agenda, even spread, names."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from logboek.diensten import schrijf
from logboek.models import Handeling, Logregel
from tests import fabrieken
from trajecten.models import Traject
from voorbeeld.agenda import Agenda
from voorbeeld.klok import Klok, speelklok
from voorbeeld.namen import Naamgever
from voorbeeld.snel import database_bewaakt, een_transactie, logboek_in_stapels
from voorbeeld.verdeling import Verdeling

TOEN = dt.datetime(2024, 3, 5, 10, 30, tzinfo=dt.UTC)


# --- Clock ----------------------------------------------------------------------------------------------------------
def test_klok_geldt_voor_nu_en_vandaag_en_daarna_niet_meer():
    with speelklok(TOEN) as klok:
        assert timezone.now() == TOEN
        assert timezone.localdate() == dt.date(2024, 3, 5)
        klok.zet(TOEN + dt.timedelta(hours=13))
        assert timezone.localdate() == dt.date(2024, 3, 6), "Amsterdam is already in the next day"
    assert timezone.now() - dt.datetime.now(dt.UTC) < dt.timedelta(seconds=5)


def test_klok_wordt_ook_na_een_fout_teruggezet():
    with pytest.raises(ZeroDivisionError), speelklok(TOEN):
        _ = 1 / 0
    assert timezone.now().year > 2024


def test_klok_gaat_niet_terug():
    with pytest.raises(ValueError, match="cannot go back"):
        Klok(TOEN).zet(TOEN - dt.timedelta(minutes=1))


def test_klok_geldt_voor_velden_die_zelf_de_tijd_invullen(db):
    with speelklok(TOEN):
        kandidaat = fabrieken.KandidaatFabriek()
    kandidaat.refresh_from_db()
    assert kandidaat.aangemaakt_op == kandidaat.gewijzigd_op == TOEN


# --- Agenda -----------------------------------------------------------------------------------------------------------
def test_agenda_vertelt_op_tijd_en_niet_verder_dan_het_einde():
    gehoord = []
    klok = Klok(TOEN)

    def verhaal(naam, *uren):
        for uur in uren:
            yield TOEN + dt.timedelta(hours=uur)
            gehoord.append((naam, klok.nu - TOEN))

    agenda = Agenda(klok)
    agenda.begin(verhaal("a", 1, 4, 9), tot=TOEN + dt.timedelta(hours=9))
    agenda.begin(verhaal("b", 2, 4), tot=TOEN + dt.timedelta(hours=9))
    agenda.speel()
    uren = [(naam, int(na.total_seconds() / 3600)) for naam, na in gehoord]
    assert uren == [("a", 1), ("b", 2), ("a", 4), ("b", 4)]


# --- The rest ---------------------------------------------------------------------------------------------------------
def test_verdeling_klopt_ook_in_een_klein_aantal():
    verdeling = Verdeling({"blijft": 7, "weg": 2})
    eerste = [verdeling.volgende() for _ in range(9)]
    assert Counter(eerste) == {"blijft": 7, "weg": 2}
    tien = Counter(verdeling.volgende() for _ in range(90))
    assert tien == {"blijft": 70, "weg": 20}


def test_namen_zijn_van_niemand_en_komen_een_keer_voor():
    naamgever = Naamgever(random.Random(1))
    mensen = [naamgever.persoon(dt.date(2026, 11, 18)) for _ in range(400)]
    assert len({(m["voornaam"], m["tussenvoegsel"], m["achternaam"]) for m in mensen}) == 400
    assert len({m["telefoon"] for m in mensen}) == 400
    assert all(m["telefoon"].startswith("06-0000") and len(m["telefoon"]) == 11 for m in mensen)
    assert any(m["tussenvoegsel"] for m in mensen)
    assert any(not m["achternaam"].isascii() for m in mensen)
    leeftijden = [(dt.date(2026, 11, 18) - m["geboortedatum"]).days / 365.25 for m in mensen]
    assert min(leeftijden) >= 19 and max(leeftijden) < 62


def test_alleen_tijdens_het_spel_bewaakt_de_database_alleen(db):
    traject = Traject(status="bestaat_niet", volgnummer=1)
    with database_bewaakt():
        traject.validate_constraints()
    with pytest.raises(ValidationError):
        traject.validate_constraints()


def test_regels_van_het_logboek_wachten_op_elkaar_en_houden_hun_moment(db):
    with speelklok(TOEN) as klok, logboek_in_stapels():
        schrijf(gebruiker=None, handeling=Handeling.MAKEN, dossier="1")
        klok.zet(TOEN + dt.timedelta(hours=2))
        schrijf(gebruiker=None, handeling=Handeling.WIJZIGEN, dossier="2")
        assert not Logregel.objects.exists()
    assert list(Logregel.objects.order_by("tijdstip").values_list("dossier", "tijdstip")) == [
        ("1", TOEN),
        ("2", TOEN + dt.timedelta(hours=2)),
    ]
    schrijf(gebruiker=None, handeling=Handeling.MAKEN)
    assert Logregel.objects.latest("tijdstip").tijdstip.year > 2024, (
        "afterwards at once, and at the real moment"
    )


def test_in_een_transactie_heeft_alleen_een_blok_een_punt_om_naar_terug_te_gaan(
    db, django_assert_num_queries
):
    @transaction.atomic
    def dienst():
        Traject.objects.count()

    with een_transactie(), django_assert_num_queries(1):
        dienst()
    with een_transactie(), django_assert_num_queries(3), transaction.atomic():
        dienst()
    with django_assert_num_queries(3):
        dienst()
