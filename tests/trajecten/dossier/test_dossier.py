"""The dossier page: within its budget with a long history, the timeline, the next step, and what is due now."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import leg_contact_vast
from kandidaten.models import Kandidaat
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.models import Actiepunt, Functioneringsgesprek, Voortgangsgesprek
from trajecten.diensten import wijzig_status
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Examendeel, Traject
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.plaatsing.models import Meetmoment, Plaatsing
from trajecten.selectie.models import Rondedeelname

MAX_QUERIES = 15


def dag(dagen):
    return timezone.localdate() + dt.timedelta(days=dagen)


@pytest.fixture
def werkgever(db):
    return fabrieken.WerkgeverFabriek(naam="Ocaro")


def plaats(traject, werkgever, soort="leerarbeid", start=-100, einde=200, **velden):
    if soort == "proefplaatsing":
        velden |= {"maanden": 2, "toestemming_op": dag(start), "aansprakelijkheid": True}
    return Plaatsing.objects.create(
        traject=traject,
        soort=soort,
        formele_werkgever=werkgever,
        werkplek=werkgever,
        functie="Klantcontact",
        uren_per_week=24,
        start=dag(start),
        gepland_einde=dag(einde),
        **velden,
    )


@pytest.fixture
def volle_historie(gecoacht, coordinator_groningen, jobcoach, teamleider, trainer, werkgever, programma):
    """Three years of everything: 50 talks, 30 contacts, 40 lessons, exams, placements, follow-up facts, colleagues."""
    traject = breng_naar(gecoacht, "lopend", door=coordinator_groningen, op=dag(0))
    for n in range(50):
        Voortgangsgesprek.objects.create(
            traject=traject,
            jobcoach=jobcoach,
            datum=dag(-n),
            vorm="telefoon",
            welbevinden=3,
            afspraken="Geheime afspraak",
            notitie="Geheime notitie",
            volgende_datum=dag(7),
        )
    for n in range(30):
        leg_contact_vast(
            verwijzing=traject.verwijzing,
            gelukt=n > 2,
            kanaal="telefoon",
            tijdstip=timezone.now() - dt.timedelta(minutes=n),
            door=coordinator_groningen,
            notitie=f"Belnotitie {n}",
        )
    for n in range(40):
        begin = timezone.now() - dt.timedelta(days=n, hours=2)
        les = Bijeenkomst.objects.create(
            soort=Bijeenkomstsoort.LES,
            titel="Les",
            begin=begin,
            eind=begin + dt.timedelta(hours=1),
            online=True,
        )
        Deelname.objects.create(bijeenkomst=les, traject=traject, aanwezigheid="aanwezig")
    kwalificatie = programma.kwalificaties.get()
    deel = Examendeel.objects.create(kwalificatie=kwalificatie, naam="Theorie")
    for poging in (1, 2, 3):
        Examen.objects.create(
            traject=traject, examendeel=deel, poging=poging, datum=dag(-poging), uitslag="gezakt"
        )
    Certificaat.objects.create(traject=traject, kwalificatie=kwalificatie, soort="diploma", datum=dag(-1))
    proef = plaats(
        traject,
        werkgever,
        "proefplaatsing",
        -200,
        -141,
        laatste_werkdag=dag(-141),
        eindreden="n_vervolg",
    )
    plaats(traject, werkgever, start=-140, vorige=proef)
    Meetmoment.objects.create(
        traject=traject,
        na_maanden=3,
        datum=dag(-30),
        antwoord="zelfde_werkplek",
        bron="jobcoach",
        vastgelegd_door=jobcoach,
    )
    for ronde in programma.rondes.all():
        Rondedeelname.objects.create(
            traject=traject,
            ronde=ronde,
            uitslag="door",
            besloten_door=coordinator_groningen,
            besloten_op=timezone.now(),
        )
    for _ in range(20):
        Actiepunt.objects.create(traject=traject, omschrijving="Iets doen", uiterlijk=dag(3))
    Functioneringsgesprek.objects.create(
        traject=traject, teamleider=teamleider, datum=dag(-5), verslag="Geheim verslag"
    )
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer")
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=teamleider, rol="teamleider")
    ander = fabrieken.TrajectFabriek(kandidaat=traject.kandidaat, verwijzing=traject.verwijzing, volgnummer=2)
    breng_naar(ander, "afgewezen", door=coordinator_groningen)
    return traject


def bekijk(client, gebruiker, traject):
    client.force_login(gebruiker)
    client.get("/toegankelijkheid/")  # the session is written once, before we count
    return client.get(reverse("dossier:traject", args=[traject.kandidaat.dossiernummer, traject.volgnummer]))


# --- Budget ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wie", ["coordinator_groningen", "jobcoach", "trainer", "teamleider"])
def test_binnen_het_budget(client, request, volle_historie, wie, django_assert_max_num_queries):
    client.force_login(request.getfixturevalue(wie))
    client.get("/toegankelijkheid/")
    for url in (volle_historie.get_absolute_url(), f"{volle_historie.get_absolute_url()}?alles=1"):
        with django_assert_max_num_queries(MAX_QUERIES):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("status", ["aangemeld", "in_selectie", "wachtlijst", "geselecteerd", "afgerond"])
def test_elke_status_binnen_het_budget(
    client, gecoacht, coordinator_groningen, status, django_assert_max_num_queries
):
    if status != "aangemeld":
        breng_naar(gecoacht, status, door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    client.get("/toegankelijkheid/")
    with django_assert_max_num_queries(MAX_QUERIES):
        assert client.get(gecoacht.get_absolute_url()).status_code == 200


# --- Which traject --------------------------------------------------------------------------------------------------
def test_het_dossier_opent_met_het_nieuwste_open_traject(client, volle_historie, coordinator_groningen):
    client.force_login(coordinator_groningen)
    antwoord = client.get(volle_historie.kandidaat.get_absolute_url())
    assert antwoord.context["traject"] == volle_historie
    assert [t.volgnummer for t in antwoord.context["andere"]] == [2]


def test_zonder_traject(client, kandidaat, coordinator_groningen):
    client.force_login(coordinator_groningen)
    assert "Nieuw traject openen" in client.get(kandidaat.get_absolute_url()).content.decode()


# --- Timeline -------------------------------------------------------------------------------------------------------
def test_tijdlijn_nieuwste_eerst_met_wie_en_wanneer(client, volle_historie, coordinator_groningen):
    lijn = bekijk(client, coordinator_groningen, volle_historie).context["tijdlijn"]
    dagen = [
        g.wanneer if not isinstance(g.wanneer, dt.datetime) else timezone.localdate(g.wanneer)
        for g in lijn.gebeurtenissen
    ]
    assert dagen == sorted(dagen, reverse=True)
    assert len(lijn.gebeurtenissen) == 20
    aantallen = {tab["tekst"]: tab["aantal"] for tab in lijn.tabs}
    assert aantallen["Gesprekken"] == 51
    assert aantallen["Contact"] == 30
    assert aantallen["Werk"] == 3
    assert aantallen["Opleiding"] == 4
    assert aantallen["Selectie"] == 3
    assert aantallen["Meetmomenten"] == 1
    assert aantallen["Collega's"] == 3
    assert aantallen["Status"] == 4
    assert aantallen["Alles"] == sum(aantallen.values()) - aantallen["Alles"] == lijn.verborgen + 20


def test_tijdlijn_filteren_en_alles_tonen(client, volle_historie, coordinator_groningen):
    client.force_login(coordinator_groningen)
    url = volle_historie.get_absolute_url()
    lijn = client.get(f"{url}?soort=contact&alles=1").context["tijdlijn"]
    assert {g.soort for g in lijn.gebeurtenissen} == {"contact"}
    assert len(lijn.gebeurtenissen) == 30
    assert lijn.gebeurtenissen[0].wie == "Carla Coördinator"
    assert lijn.gebeurtenissen[0].tekst == "Belnotitie 0"
    assert client.get(f"{url}?soort=onzin").context["tijdlijn"].soort == ""


def test_een_gesprek_is_alleen_een_feit(client, volle_historie, coordinator_groningen):
    tekst = bekijk(client, coordinator_groningen, volle_historie).content.decode()
    assert "Voortgangsgesprek (telefoon)" in tekst
    for geheim in ("Geheime afspraak", "Geheime notitie", "Geheim verslag"):
        assert geheim not in tekst


@pytest.mark.parametrize(
    ("wie", "soorten"),
    [
        (
            "jobcoach",
            {
                "status",
                "contact",
                "selectie",
                "gesprek",
                "opleiding",
                "plaatsing",
                "toewijzing",
                "meetmoment",
            },
        ),
        ("trainer", {"status", "contact", "gesprek", "opleiding", "toewijzing"}),
        ("teamleider", {"status", "gesprek", "opleiding", "plaatsing", "toewijzing"}),
    ],
)
def test_tijdlijn_toont_alleen_wat_zij_mag_lezen(client, request, volle_historie, wie, soorten):
    client.force_login(request.getfixturevalue(wie))
    lijn = client.get(f"{volle_historie.get_absolute_url()}?alles=1").context["tijdlijn"]
    assert {g.soort for g in lijn.gebeurtenissen} == soorten
    if wie == "teamleider":  # her own talks at work, not those of the coach
        assert [g.titel for g in lijn.gebeurtenissen if g.soort == "gesprek"] == ["Functioneringsgesprek"]


def test_een_vergissing_blijft_zichtbaar(client, traject, coordinator_groningen, dien_in):
    client.force_login(coordinator_groningen)
    breng_naar(traject, "in_selectie", door=coordinator_groningen)
    url = reverse("dossier:vergissing", args=[traject.kandidaat.dossiernummer, 1])
    dien_in(client, url, {"wissel": traject.statuswissels.last().pk, "toelichting": "Verkeerde Julia"})
    tekst = client.get(traject.get_absolute_url()).content.decode()
    assert "Vergissing hersteld: weer aangemeld" in tekst
    assert "Verkeerde Julia" in tekst


# --- The next step --------------------------------------------------------------------------------------------------
def stap_van(client, gebruiker, traject):
    stap = bekijk(client, gebruiker, traject).context["stap"]
    return stap.tekst if stap else None


def spreek(traject, door):
    leg_contact_vast(
        verwijzing=traject.verwijzing, gelukt=True, kanaal="telefoon", tijdstip=timezone.now(), door=door
    )


def test_de_stappen_van_een_traject(client, traject, coordinator_groningen, jobcoach, werkgever, programma):
    def stap():
        return stap_van(client, coordinator_groningen, traject)

    assert stap() == "Contact vastleggen"
    spreek(traject, coordinator_groningen)
    assert stap() == "In selectie nemen"
    breng_naar(traject, "in_selectie", door=coordinator_groningen)
    assert stap() == "In een ronde zetten"
    Rondedeelname.objects.create(traject=traject, ronde=programma.rondes.first())
    assert stap() == "Besluit nemen"


def test_de_stappen_na_de_selectie(client, traject, coordinator_groningen, jobcoach, werkgever, programma):
    spreek(traject, coordinator_groningen)
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    lichting = fabrieken.LichtingFabriek(programma=programma)

    def stap(wie=coordinator_groningen):
        return stap_van(client, wie, traject)

    assert stap() in ("Plaats in lichting geven", "Jobcoach toewijzen")
    Traject.objects.filter(pk=traject.pk).update(lichting=lichting)
    assert stap() == "Jobcoach toewijzen"
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    traject.refresh_from_db()
    wijzig_status(traject, naar="lopend", door=coordinator_groningen, op=dag(0))
    assert stap() == "Proefplaatsing vastleggen"
    assert stap(jobcoach) == "Gesprek vastleggen"
    proef = plaats(traject, werkgever, "proefplaatsing", -10, 80)
    assert stap() == "Contract vastleggen"
    Plaatsing.objects.filter(pk=proef.pk).update(laatste_werkdag=dag(-1), eindreden="v_verhuisd")
    assert stap() == "Traject afsluiten"


def test_wie_niets_te_doen_heeft_krijgt_geen_knop(client, met_teamleider, teamleider):
    assert stap_van(client, teamleider, met_teamleider) is None


# --- Now ------------------------------------------------------------------------------------------------------------
def nu_van(client, gebruiker, traject):
    return [(p.woord, p.tekst) for p in bekijk(client, gebruiker, traject).context["nu"]]


def test_nu_begint_met_wat_te_laat_is(client, traject, coordinator_groningen):
    traject.verwijzing.ontvangen_op = timezone.now() - dt.timedelta(hours=50)
    traject.verwijzing.save()
    [(woord, tekst)] = nu_van(client, coordinator_groningen, traject)
    assert woord == "Te laat"
    assert "26 uur te laat" in tekst


def test_nu_zegt_wat_er_voor_de_start_ontbreekt(client, traject, coordinator_groningen):
    Kandidaat.objects.update(privacy_gegeven_op=None)
    spreek(traject, coordinator_groningen)
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    teksten = " ".join(tekst for _, tekst in nu_van(client, coordinator_groningen, traject))
    assert "uitleg over privacy" in teksten
    assert "uren per week zijn nog niet gekozen" in teksten


def test_nu_waarschuwt_als_werk_afloopt(client, gecoacht, coordinator_groningen, werkgever, trainer):
    breng_naar(gecoacht, "lopend", door=coordinator_groningen)
    plaats(gecoacht, werkgever, einde=20)
    fabrieken.ToewijzingFabriek(kandidaat=gecoacht.kandidaat, gebruiker=trainer, rol="trainer")
    assert ("Loopt af" in dict(nu_van(client, coordinator_groningen, gecoacht))) is True
    assert "Loopt af" not in dict(nu_van(client, trainer, gecoacht))  # a trainer reads no contracts


# --- Who looked -----------------------------------------------------------------------------------------------------
def test_wie_keek(client, gecoacht, jobcoach, coordinator_groningen):
    bekijk(client, jobcoach, gecoacht)
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("dossier:inzage", args=[gecoacht.kandidaat.dossiernummer])).content.decode()
    assert "Joke Jobcoach" in tekst
    assert "Logboek gelezen" in tekst  # reading it is logged too
