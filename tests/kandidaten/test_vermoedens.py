"""Pairs of dossiers that may be one person: found by their keys, judged by people, never judged twice for nothing."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten import vermoedens
from kandidaten.models import Dubbelvermoeden, Kandidaat, Samenvoeging
from kandidaten.vermoedens import (
    DELEN_HOOGSTENS,
    heropen_vermoeden,
    leg_voor,
    trek_voorlegging_in,
    zijn_twee_mensen,
    zoek_dubbelen,
    zoek_dubbelen_van,
)
from logboek.models import Logregel
from tests import fabrieken

DAG = dt.date(1989, 3, 1)


@pytest.fixture
def maak(regio_groningen):
    def persoon(voornaam="Fatma", achternaam="Öztürk", geboortedatum=None, telefoon="", email="", **anders):
        return fabrieken.KandidaatFabriek(
            voornaam=voornaam,
            achternaam=achternaam,
            geboortedatum=geboortedatum,
            telefoon=telefoon,
            email=email,
            **{"behandelregio": regio_groningen, **anders},
        )

    return persoon


def paren():
    return {(v.eerste_id, v.tweede_id): v.redenen for v in Dubbelvermoeden.objects.all()}


def paar(een, ander):
    return Dubbelvermoeden.objects.tussen(een.pk, ander.pk).select_related("eerste", "tweede").get()


# --- Finding ----------------------------------------------------------------------------------------------------------
def test_een_oordeel_tijdens_het_zoeken_blijft_staan(maak, coordinator_groningen, monkeypatch):
    """The search of the night takes seconds; what a colleague says meanwhile is not written over."""
    a, b = maak(geboortedatum=DAG), maak(geboortedatum=DAG)
    zoek_dubbelen()
    for wie in (a, b):
        wie.telefoon = "0612345678"
        wie.save()
    echt = vermoedens._alle_paren

    def terwijl_iemand_oordeelt():
        zijn_twee_mensen(paar(a, b), door=coordinator_groningen)
        return echt()

    monkeypatch.setattr(vermoedens, "_alle_paren", terwijl_iemand_oordeelt)
    zoek_dubbelen()
    assert paar(a, b).beoordeeld_door == coordinator_groningen


def test_elke_reden_wordt_gevonden(maak):
    a = maak(geboortedatum=DAG, telefoon="0612345678", email="f@voorbeeld.nl")
    b = maak("fatma", "OZTURK", DAG)  # name and date
    c = maak("Anders", "Heet", telefoon="+31 6 12345678")
    d = maak("Weer", "Anders", email="F@VOORBEELD.NL")
    e = maak()  # nothing but the same name
    maak("Fatma", "Yilmaz", DAG)
    zoek_dubbelen()
    assert paren() == {
        (a.pk, b.pk): "naam_datum",
        (a.pk, c.pk): "telefoon",
        (a.pk, d.pk): "email",
        (a.pk, e.pk): "naam",
        (b.pk, e.pk): "naam",
    }


def test_dezelfde_naam_met_een_andere_geboortedatum_is_geen_paar(maak):
    maak(geboortedatum=DAG)
    maak(geboortedatum=DAG + dt.timedelta(days=1))
    zoek_dubbelen()
    assert paren() == {}


def test_een_nummer_dat_velen_delen_is_geen_bewijs(maak):
    for i in range(DELEN_HOOGSTENS):
        maak(f"V{i}", f"Een{i}", telefoon="0501234567")
    zoek_dubbelen()
    assert len(paren()) == DELEN_HOOGSTENS * (DELEN_HOOGSTENS - 1) // 2
    laatste = maak("Nog", "Iemand", telefoon="0501234567")
    zoek_dubbelen_van(laatste)
    zoek_dubbelen()
    assert paren() == {}


def test_de_nacht_en_een_persoon_vinden_hetzelfde(maak):
    """The search of one person and the nightly one share their rules: person by person gives the same list."""
    for i in range(3):
        maak("Jan", "Jansen", DAG if i else None, telefoon="0612345678" if i < 2 else "", email="")
    maak("Jan", "van Jansen", DAG, email="j@voorbeeld.nl")
    maak("J", "Anders", None, email="j@voorbeeld.nl")
    for kandidaat in Kandidaat.objects.order_by("pk"):
        zoek_dubbelen_van(kandidaat)
    per_persoon = paren()
    Dubbelvermoeden.objects.all().delete()
    zoek_dubbelen()
    assert paren() == per_persoon
    assert len(per_persoon) > 4


def test_opnieuw_zoeken_verandert_niets(maak):
    maak(geboortedatum=DAG)
    maak(geboortedatum=DAG)
    assert zoek_dubbelen().nieuw == 1
    (voor,) = Dubbelvermoeden.objects.values()
    telling = zoek_dubbelen()
    assert (telling.nieuw, telling.heropend, telling.vervallen) == (0, 0, 0)
    assert Dubbelvermoeden.objects.values().get() == voor


def test_wat_niet_meer_lijkt_vervalt(maak):
    maak(geboortedatum=DAG)
    b = maak(geboortedatum=DAG)
    zoek_dubbelen()
    b.geboortedatum = dt.date(1990, 1, 1)
    b.save()
    assert zoek_dubbelen().vervallen == 1
    assert paren() == {}


def test_twee_mensen_blijft_twee_mensen_tot_er_nieuw_bewijs_is(maak, coordinator_groningen):
    a, b = maak(geboortedatum=DAG), maak(geboortedatum=DAG)
    zoek_dubbelen()
    zijn_twee_mensen(paar(a, b), door=coordinator_groningen)
    zoek_dubbelen()
    assert paar(a, b).status == "andere_persoon"
    for wie in (a, b):
        wie.telefoon = "0612345678"
        wie.save()
    assert zoek_dubbelen().heropend == 1
    assert (paar(a, b).status, paar(a, b).redenen) == ("open", "naam_datum,telefoon")
    assert paar(a, b).redenwoorden == ["Zelfde naam en geboortedatum", "Zelfde telefoonnummer"]


def test_bewijs_dat_komt_en_gaat_heropent_niet(maak, coordinator_groningen):
    """Judged with two reasons; one goes and comes back: somebody looked at both already."""
    a, b = (maak(geboortedatum=DAG, telefoon="0612345678") for _ in range(2))
    zoek_dubbelen()
    zijn_twee_mensen(paar(a, b), door=coordinator_groningen)
    for telefoon in ("0687654321", "0612345678"):
        b.telefoon = telefoon
        b.save()
        zoek_dubbelen()
    assert paar(a, b).status == "andere_persoon"


def test_de_nacht_kost_evenveel_vragen_voor_veel_mensen(maak):
    aantallen = []
    for _ in range(2):
        for i in range(4):
            maak(f"A{i}", "Naam", DAG, telefoon=f"06123456{Kandidaat.objects.count():02d}")
        with CaptureQueriesContext(connection) as queries:
            zoek_dubbelen()
        aantallen.append(len(queries))
    assert aantallen[1] <= aantallen[0] + 1


def test_een_persoon_kost_vier_vragen(maak, django_assert_max_num_queries):
    a = maak(geboortedatum=DAG, telefoon="0612345678", email="f@voorbeeld.nl")
    maak(geboortedatum=DAG)
    with django_assert_max_num_queries(6):  # with the savepoint
        zoek_dubbelen_van(a)


def test_de_opdracht_zegt_wat_zij_vond(maak, capsys):
    maak(geboortedatum=DAG)
    maak(geboortedatum=DAG)
    call_command("zoek_dubbelen")
    assert capsys.readouterr().out.strip() == "1 nieuw, 0 opnieuw te bekijken, 0 vervallen"


# --- Judging ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def tweetal(maak, regio_twente):
    """Fatma in Groningen and in Twente."""
    een, ander = maak(geboortedatum=DAG), maak(geboortedatum=DAG, behandelregio=regio_twente)
    zoek_dubbelen()
    return paar(een, ander)


def test_een_oordeel_is_terug_te_nemen(tweetal, coordinator_groningen):
    zijn_twee_mensen(tweetal, door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        zijn_twee_mensen(tweetal, door=coordinator_groningen)
    heropen_vermoeden(tweetal, door=coordinator_groningen)
    assert Dubbelvermoeden.objects.open().count() == 1
    with pytest.raises(IntussenGewijzigd):
        heropen_vermoeden(tweetal, door=coordinator_groningen)
    assert Logregel.objects.filter(dossier=tweetal.eerste.dossiernummer).count() == 2


def _voor(gebruiker):
    return Dubbelvermoeden.objects.voor(gebruiker).select_related("eerste", "tweede").get()


def test_zonder_voorleggen_ziet_niemand_de_ander(tweetal, coordinator_groningen, coordinator_twente):
    mijn, hun = _voor(coordinator_groningen), _voor(coordinator_twente)
    assert (mijn.eigen, mijn.ander) == (tweetal.eerste, None)
    assert (hun.eigen, hun.ander) == (tweetal.tweede, None)


def test_voorleggen_laat_alleen_de_andere_regio_kijken(tweetal, coordinator_groningen, coordinator_twente):
    leg_voor(tweetal, kant="eerste", door=coordinator_groningen)
    assert _voor(coordinator_twente).ander == tweetal.eerste
    assert _voor(coordinator_groningen).ander is None
    with time_machine.travel(timezone.now() + dt.timedelta(days=14, seconds=1)):
        assert _voor(coordinator_twente).ander is None


def test_voorleggen_staat_alleen_bij_de_getoonde_persoon_in_het_logboek(tweetal, coordinator_groningen):
    """Who handles the other one reads nothing of it: not even that there is somebody elsewhere."""
    leg_voor(tweetal, kant="eerste", door=coordinator_groningen)
    assert Logregel.objects.get().dossier == tweetal.eerste.dossiernummer


def test_een_voorlegging_is_in_te_trekken(tweetal, coordinator_groningen, coordinator_twente):
    leg_voor(tweetal, kant="eerste", door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        trek_voorlegging_in(tweetal, kant="tweede", door=coordinator_twente)  # not hers to take back
    trek_voorlegging_in(tweetal, kant="eerste", door=coordinator_groningen)
    assert _voor(coordinator_twente).ander is None


def test_in_dezelfde_regio_is_er_niets_voor_te_leggen(maak, coordinator_groningen):
    a, b = maak(geboortedatum=DAG), maak(geboortedatum=DAG)
    zoek_dubbelen()
    with pytest.raises(ValidationError, match="dezelfde regio"):
        leg_voor(paar(a, b), kant="eerste", door=coordinator_groningen)


def test_twee_tegelijk_voorleggen_doet_er_een(tweetal, coordinator_groningen, coordinator_twente):
    zelfde = Dubbelvermoeden.objects.select_related("eerste", "tweede").get(pk=tweetal.pk)
    leg_voor(tweetal, kant="eerste", door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        leg_voor(zelfde, kant="tweede", door=coordinator_twente)


def test_opruimen_wist_oude_momentopnamen(kandidaat, coordinator_groningen, capsys):
    nu = timezone.now()
    for nummer, dagen in (("AAAA-2222", 31), ("BBBB-2222", 29)):
        Samenvoeging.objects.create(
            blijft=kandidaat,
            opgegaan_nummer=nummer,
            momentopname={"persoon": {}},
            door=coordinator_groningen,
            op=nu - dt.timedelta(days=dagen),
        )
    call_command("ruim_op", droog=True)
    assert "1 momentopnamen van samenvoegingen op te ruimen" in capsys.readouterr().out
    call_command("ruim_op")
    assert "1 momentopnamen van samenvoegingen gewist" in capsys.readouterr().out
    assert [s.momentopname is None for s in Samenvoeging.objects.order_by("op")] == [True, False]
