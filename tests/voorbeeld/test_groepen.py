"""Cohorts of the play: their meetings and messages, their team, and members of a samenwerkingsverband that refer."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from gebruikers.models import Gebruiker
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from partners.models import Partner
from rapportage.vandaag import vandaag_van
from tests.voorbeeld.conftest import NU
from trajecten.keuzes import Aanwezigheid, Berichtstatus, Berichtwijze, Bijeenkomstsoort
from trajecten.models import Bericht, Bijeenkomst, Deelname, Lichting, Traject
from trajecten.opleiding.feestdagen import feestdagen
from trajecten.opleiding.models import Examen, Lesrooster
from trajecten.presentiestand import presenties
from trajecten.statussen import Status
from voorbeeld.klok import speelklok
from voorbeeld.partners import LEDEN
from voorbeeld.uitnodigen import NOG_TE_DOEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spel")]
VANDAAG = timezone.localdate(NU)
COORDINATOREN = ("coordinator", "coordinator2", "coordinator3")


# --- Meetings ---------------------------------------------------------------------------------------------------------
def test_lichtingen_komen_samen_voor_introductie_lessen_terugkomdagen_en_examens():
    van_groep = Bijeenkomst.objects.exclude(lichting=None)
    assert set(van_groep.order_by().values_list("soort", flat=True)) == {
        Bijeenkomstsoort.INTRODUCTIEDAG,
        Bijeenkomstsoort.LES,
        Bijeenkomstsoort.TERUGKOMDAG,
        Bijeenkomstsoort.EXAMEN,
    }
    for bijeenkomst in van_groep:
        assert bijeenkomst.deelnames.exists()
        for deelname in bijeenkomst.deelnames.select_related("traject"):
            assert deelname.traject.lichting_id == bijeenkomst.lichting_id
    zonder = Deelname.objects.filter(
        bijeenkomst__in=van_groep.filter(eind__lt=NU),
        aanwezigheid=Aanwezigheid.UITGENODIGD,
        traject__einddatum=None,
    )
    wacht = Examen.objects.open().values(
        "traject"
    )  # her result is still to come, and says that she was there
    open_ = zonder.exclude(bijeenkomst__soort=Bijeenkomstsoort.EXAMEN, traject__in=wacht)
    assert set(open_.values_list("bijeenkomst__lichting__programma__code", flat=True)) == {"P02"}
    assert open_.values("bijeenkomst").distinct().count() == 1, "one lesson is for the trainer to fill in"


def test_lopende_groepen_hebben_een_lesrooster_zonder_feestdagen():
    """P02 one day a week, P01 with its modules; the Christmas break is out, and what was has attendance."""
    roosters = Lesrooster.objects.select_related("lichting__programma")
    assert {rooster.lichting.programma.code for rooster in roosters} >= {"P01", "P02"}
    for rooster in roosters:
        lessen = Bijeenkomst.objects.filter(lichting=rooster.lichting, roosterdag__isnull=False)
        dagen = set(lessen.values_list("roosterdag", flat=True))
        assert dagen.isdisjoint(feestdagen(rooster.eerste, rooster.laatste))
        assert {dag.isoweekday() for dag in dagen} == set(rooster.weekdagen)
        assert not any(vrij.van <= dag <= vrij.tot for vrij in rooster.vrije_dagen for dag in dagen)
        assert all(lessen.values_list("module", flat=True)) == bool(rooster.lichting.programma.modules)
    mensen = Traject.objects.filter(lichting__in=roosters.values("lichting"), status=Status.LOPEND)
    with speelklok(NU):
        assert sum(stand.totaal for stand in presenties(list(mensen)).values()) > 20
        assert any(stand.zonder_bericht for stand in presenties(list(mensen)).values())


def test_wie_straks_begint_staat_op_de_lijst_van_de_introductiedag():
    lichting = Lichting.objects.filter(programma__code="P02", start__gt=VANDAAG).earliest("start")
    dag = Bijeenkomst.objects.get(lichting=lichting, soort=Bijeenkomstsoort.INTRODUCTIEDAG)
    assert timezone.localdate(dag.begin) == lichting.start
    met_plaats = Traject.objects.filter(lichting=lichting, status=Status.GESELECTEERD)
    assert met_plaats.exists()
    assert set(dag.deelnames.values_list("traject", flat=True)) == set(
        met_plaats.values_list("pk", flat=True)
    )


# --- Messages ---------------------------------------------------------------------------------------------------------
def test_berichten_zijn_er_alleen_over_wat_nog_komt():
    alle = Bijeenkomst.objects.filter(begin__gt=NU)
    komend = alle.filter(roosterdag=None)  # of a plan people are not told lesson by lesson
    assert komend.filter(ronde=None).exists() and komend.exclude(ronde=None).exists()
    assert not Bericht.objects.exclude(deelname__bijeenkomst__in=alle).exists()
    for bijeenkomst in komend:
        assert bijeenkomst.begin < NU + dt.timedelta(weeks=4)
        gevraagd = Bericht.objects.filter(deelname__bijeenkomst=bijeenkomst)
        assert gevraagd.count() == bijeenkomst.deelnames.count()
    assert set(Bericht.objects.order_by().values_list("wijze", flat=True)) == set(Berichtwijze.values)
    assert Bericht.objects.filter(status=Berichtstatus.GEDAAN).exists(), "most calls were made"


def test_het_spel_zelf_mailt_niets():
    """A mail waits for the end of the transaction; that of the shared play is undone."""
    assert Bericht.objects.filter(status=Berichtstatus.KLAAR).exists()
    assert not Bericht.objects.filter(status=Berichtstatus.VERSTUURD).exists()
    assert mail.outbox == []


def test_op_vandaag_staan_een_paar_berichten_om_door_te_geven():
    aantallen = {}
    with speelklok(NU):
        for code in COORDINATOREN:
            gebruiker = Gebruiker.objects.get(email=f"{code}@example.nl")
            secties = {sectie.code: sectie for sectie in vandaag_van(gebruiker, nu=NU)}
            aantallen[code] = secties["berichten"].aantal
    assert 2 <= aantallen["coordinator"] <= NOG_TE_DOEN
    assert all(aantal <= 2 * NOG_TE_DOEN for aantal in aantallen.values()), "two share a region"


# --- The team ---------------------------------------------------------------------------------------------------------
def test_collegas_van_een_lichting_zijn_van_wie_erin_zit():
    lichtingen = Lichting.objects.filter(gestart_op__isnull=False).exclude(jobcoaches=None)
    assert lichtingen.exists()
    for lichting in lichtingen:
        team = set(lichting.jobcoaches.values_list("pk", flat=True))
        loopt = Traject.objects.filter(lichting=lichting, status=Status.LOPEND, wil_begeleiding=True)
        rijen = Toewijzing.objects.filter(
            kandidaat__in=loopt.values("kandidaat"), rol=Toewijzingsrol.JOBCOACH, tot=None
        )
        assert rijen.count() == loopt.count()
        assert set(rijen.values_list("gebruiker", flat=True)) <= team


def test_een_trainer_stopt_als_de_opleiding_klaar_is():
    """P11: sixteen weeks of training, and then a contract; the trainer of P02 stays a year."""
    klaar = Lichting.objects.filter(programma__code="P11", start__lt=VANDAAG - dt.timedelta(weeks=20))
    assert klaar.exists() and not klaar.exclude(trainers=None).exists()
    van_klaar = Toewijzing.objects.filter(
        kandidaat__trajecten__lichting__in=klaar, rol=Toewijzingsrol.TRAINER
    )
    assert van_klaar.exists() and not van_klaar.filter(tot=None).exists()
    bezig = Lichting.objects.filter(programma__code="P02", gestart_op__isnull=False).latest("start")
    assert [trainer.email for trainer in bezig.trainers.all()] == ["trainer@example.nl"]


# --- Who refers -------------------------------------------------------------------------------------------------------
def test_een_deel_van_wie_werk_in_zicht_verwijst_komt_via_een_lid():
    verband = Partner.objects.get(naam="Werk in Zicht")
    assert {lid.naam for lid in verband.leden.all()} == set(LEDEN["Werk in Zicht"])
    aantal = {
        partner: Traject.objects.filter(verwijzing__partner=partner).count()
        for partner in [verband, *verband.leden.all()]
    }
    eigen = aantal.pop(verband)
    assert all(aantal.values())
    assert sum(aantal.values()) < eigen


def test_een_gemeente_verwijst_wie_er_woont():
    leden = Partner.objects.filter(naam__in=LEDEN["Werk in Zicht"])
    for lid in leden:
        mensen = Traject.objects.filter(verwijzing__partner=lid).exclude(kandidaat__gemeente=None)
        gemeenten = set(mensen.values_list("kandidaat__gemeente__naam", flat=True))
        assert gemeenten == {lid.naam.removeprefix("gemeente ")}
