"""What came out of a round by its kind, head-counts, and a status that goes together with its decision."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from tests.draden import tegelijk
from trajecten.diensten import wijzig_status
from trajecten.dossier.diensten import draai_status_terug
from trajecten.keuzes import Aanwezigheid, Rondesoort
from trajecten.models import Ronde, Toetsonderdeel
from trajecten.programmaversies import nieuwe_versie
from trajecten.selectie.bijeenkomsten import leg_aanwezigheid_vast, plan_bijeenkomst
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit, neem_op_in_ronde
from trajecten.selectie.keuzes import GEGEVENS
from trajecten.selectie.models import Onderdeeluitslag, Rondedeelname, Rondegegevens
from trajecten.selectie.uitkomsten import in_woorden, leg_uitkomst_vast
from trajecten.statussen import AfwijsReden, Status


def url(deelname, naam="uitkomst"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


@pytest.fixture
def competentietest(rondedeelname):
    """Julia in a competence test with two parts."""
    rondedeelname.ronde.soort = Rondesoort.COMPETENTIETEST
    rondedeelname.ronde.save()
    delen = [
        Toetsonderdeel.objects.create(ronde=rondedeelname.ronde, volgorde=nummer, naam=naam)
        for nummer, naam in enumerate(["computervaardigheden", "communicatie"], start=1)
    ]
    return rondedeelname, delen


@pytest.mark.parametrize("soort", Rondesoort.values)
def test_elke_soort_vraagt_alleen_wat_erbij_hoort(client, rondedeelname, coordinator_groningen, soort):
    rondedeelname.ronde.soort = soort
    rondedeelname.ronde.save()
    client.force_login(coordinator_groningen)
    antwoord = client.get(url(rondedeelname))
    if soort not in GEGEVENS:
        assert antwoord.status_code == 302
    else:
        assert set(antwoord.context["form"].fields) == {"gezien", *GEGEVENS[soort]}


@pytest.mark.parametrize("besloten", [False, True])
def test_wie_over_een_ronde_besluit_leest_daar_de_uitkomst(
    client, competentietest, coordinator_groningen, besloten
):
    """Deciding about a group is done on one screen: what the test said stands there."""
    deelname, (computer, _) = competentietest
    leg_uitkomst_vast(
        deelname,
        waarden={"toetsuitslag": "onvoldoende"},
        onderdelen={computer: ("training", "delen")},
        gezien=None,
        door=coordinator_groningen,
    )
    if besloten:
        neem_besluit(
            deelname, uitslag="afgewezen", reden="afwijzing_vaardigheden", door=coordinator_groningen
        )
    client.force_login(coordinator_groningen)
    html = client.get(
        reverse("selectie:ronde", args=[deelname.ronde_id]), {"toon": "besloten"} if besloten else {}
    ).text
    assert "Uitslag: Nog niet voldoende" in html
    assert "Computervaardigheden: Extra training nodig, betaalt: samen delen" in html


@pytest.mark.parametrize("aantal", [3, 50])
def test_uitkomsten_in_de_ronde_kosten_evenveel_met_veel_mensen(
    client, groep, rondes, aantal, coordinator_groningen, django_assert_max_num_queries
):
    Ronde.objects.filter(pk=rondes[0].pk).update(soort=Rondesoort.COMPETENTIETEST)
    deel = Toetsonderdeel.objects.create(ronde=rondes[0], naam="computervaardigheden")
    for deelname in groep(aantal):
        gegevens = Rondegegevens.objects.create(rondedeelname=deelname, toetsuitslag="voldoende")
        Onderdeeluitslag.objects.create(gegevens=gegevens, onderdeel=deel, stand="voldoende")
    client.force_login(coordinator_groningen)
    client.get(reverse("selectie:overzicht"))  # the session is written once
    with django_assert_max_num_queries(10):
        antwoord = client.get(reverse("selectie:ronde", args=[rondes[0].pk]))
    assert antwoord.text.count("Computervaardigheden: Voldoende") == aantal
    assert len(antwoord.content) < 60_000


def test_advies_van_de_verwijzer_staat_bij_de_ronde(client, rondedeelname, coordinator_groningen, jobcoach):
    client.force_login(coordinator_groningen)
    client.post(
        url(rondedeelname),
        {"inzending": str(uuid.uuid4()), "voorselectie_door": "uwv", "advies": "twijfel", "gezien": ""},
    )
    html = client.get(url(rondedeelname, "kandidaat")).text
    assert "Voorselectie door: UWV" in html and "Advies van de verwijzer: Twijfel" in html
    client.force_login(jobcoach)
    assert client.get(url(rondedeelname)).status_code == 404


def test_de_test_zegt_welke_training_en_wie_betaalt(client, competentietest, coordinator_groningen):
    deelname, (computer, communicatie) = competentietest
    client.force_login(coordinator_groningen)
    velden = {"inzending": str(uuid.uuid4()), "toetsuitslag": "voldoende", "gezien": ""}
    velden |= {f"stand_{computer.pk}": "training", f"stand_{communicatie.pk}": "voldoende"}
    assert "Kies wie de training betaalt" in client.post(url(deelname), velden).text
    assert not Rondegegevens.objects.exists()
    client.post(url(deelname), velden | {f"betaler_{computer.pk}": "delen"})
    assert in_woorden(Rondegegevens.objects.get()) == [
        ("Uitslag", "Voldoende"),
        ("Computervaardigheden", "Extra training nodig, betaalt: samen delen"),
        ("Communicatie", "Voldoende"),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Onderdeeluitslag.objects.update(betaler="")


def test_wie_tweede_is_overschrijft_niets(rondedeelname, coordinator_groningen, collega_groningen):
    leg_uitkomst_vast(rondedeelname, waarden={"advies": "positief"}, gezien=None, door=coordinator_groningen)
    for gezien in (None, 0):
        with pytest.raises(IntussenGewijzigd):
            leg_uitkomst_vast(
                rondedeelname, waarden={"advies": "negatief"}, gezien=gezien, door=collega_groningen
            )
    assert Rondegegevens.objects.get().advies == "positief"


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_een_wint(rondedeelname, coordinator_groningen, collega_groningen):
    uitkomsten = tegelijk(
        *[
            lambda wie=wie, advies=advies: leg_uitkomst_vast(
                Rondedeelname.objects.get(pk=rondedeelname.pk),
                waarden={"advies": advies},
                gezien=None,
                door=wie,
            )
            for wie, advies in ((coordinator_groningen, "positief"), (collega_groningen, "negatief"))
        ]
    )
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == [
        "IntussenGewijzigd",
        "Rondegegevens",
    ]


def test_na_het_besluit_of_van_een_andere_soort_niet(rondedeelname, coordinator_groningen):
    with pytest.raises(ValidationError, match="hoort niet bij"):
        leg_uitkomst_vast(
            rondedeelname, waarden={"taalniveau": "b1"}, gezien=None, door=coordinator_groningen
        )
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    with pytest.raises(ValidationError, match="al besloten"):
        leg_uitkomst_vast(
            rondedeelname, waarden={"advies": "twijfel"}, gezien=None, door=coordinator_groningen
        )


def test_een_nieuwe_versie_neemt_de_onderdelen_mee(competentietest, coordinator_groningen):
    nieuw = nieuwe_versie(competentietest[0].ronde.programma, door=coordinator_groningen)
    namen = Toetsonderdeel.objects.filter(ronde__programma=nieuw).values_list("naam", flat=True)
    assert list(namen) == ["computervaardigheden", "communicatie"]


# --- Head-counts ------------------------------------------------------------------------------------------------------
def test_aantallen_naast_wat_het_programma_zegt(client, groep, rondes, coordinator_groningen):
    rondes[0].deelnemers_min, rondes[0].deelnemers_max = 30, 40
    rondes[0].save()
    rondes[1].deelnemers_min = rondes[1].deelnemers_max = 10
    rondes[1].save()
    een, twee, _ = mensen = groep(3)
    begin = timezone.now() + dt.timedelta(days=1)
    plan_bijeenkomst(
        rondes[0],
        begin=begin,
        eind=begin + dt.timedelta(hours=1),
        plaats="Zaal",
        rondedeelnames=mensen,
        door=coordinator_groningen,
    )
    leg_aanwezigheid_vast(
        {een: Aanwezigheid.AANWEZIG, twee: Aanwezigheid.AANWEZIG}, door=coordinator_groningen
    )
    neem_besluit(een, uitslag="door", door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    html = client.get(reverse("selectie:ronde", args=[rondes[0].pk])).text
    assert "3 uitgenodigd, 2 aanwezig, 1 besloten, 1 door, 2 nog te besluiten." in html
    assert "Het programma rekent hier op 30 tot 40 kandidaten, en daarna op 10." in html
    assert "(plan: 30 tot 40)" in client.get(reverse("selectie:overzicht")).text


# --- A status goes together with its decision -------------------------------------------------------------------------
def test_een_stap_van_een_besluit_gaat_alleen_met_het_besluit_terug(
    rondedeelname, traject, coordinator_groningen
):
    neem_besluit(rondedeelname, uitslag="afgewezen", reden=AfwijsReden.TAAL.value, door=coordinator_groningen)
    traject.refresh_from_db()
    with pytest.raises(ValidationError, match="Draai dat besluit terug"):
        draai_status_terug(traject, door=coordinator_groningen, toelichting="Verkeerde persoon.")
    traject.refresh_from_db()
    assert traject.status == Status.AFGEWEZEN
    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    traject.refresh_from_db()
    assert (traject.status, rondedeelname.uitslag) == (Status.IN_SELECTIE, "open")
    draai_status_terug(traject, door=coordinator_groningen, toelichting="Verkeerde persoon.")


def test_geselecteerd_door_de_laatste_ronde_ook(traject, rondes, coordinator_groningen):
    for ronde in rondes:
        (deelname,) = neem_op_in_ronde([traject], ronde=ronde, door=coordinator_groningen).gedaan
        neem_besluit(deelname, uitslag="door", door=coordinator_groningen)
    traject.refresh_from_db()
    with pytest.raises(ValidationError, match=rondes[-1].naam):
        draai_status_terug(traject, door=coordinator_groningen, toelichting="Te vroeg.")


def test_een_stap_uit_het_dossier_zelf_gaat_gewoon_terug(rondedeelname, traject, coordinator_groningen):
    """Near miss: through in a first round, then rejected in the dossier itself."""
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    traject.refresh_from_db()
    wijzig_status(
        traject,
        naar=Status.AFGEWEZEN,
        reden=AfwijsReden.TAAL,
        door=coordinator_groningen,
        op=traject.verwijzing.ontvangen_op.date(),
    )
    draai_status_terug(traject, door=coordinator_groningen, toelichting="Toch niet.")
    traject.refresh_from_db()
    assert traject.status == Status.IN_SELECTIE
