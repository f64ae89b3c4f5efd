"""Coverage of the coaching and the queue of late talks: what counts for whom, and what a manager cannot work out."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kandidaten.models import Kandidaat
from rapportage.cijfers import bereik_van
from rapportage.dekking import dekking_van, delen_van
from rapportage.dekkingtelling import Deel, som, tel_op, vouw_samen
from rapportage.gemist import te_laat_van
from rapportage.retentie import waarnemingen
from rapportage.retentieduur import Variant
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend, met_vast_werk, plaatsing
from trajecten.begeleiding.correcties import trek_gesprek_in
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Begeleidingsschema, Traject

VAN, TOT = dt.date(2026, 2, 1), dt.date(2026, 2, 28)
MAANDAG = dt.date(2026, 2, 2)  # periods 2-8, 9-15 and 16-22 February end in that month; 23-2 to 1-3 does not


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    """Wednesday 4 March 2026, 13:00 in Amsterdam."""
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def mens(regio_groningen, programma, coordinator_groningen, jobcoach):
    def maak(start=MAANDAG, **kandidaat):
        return lopend(regio_groningen, programma, coordinator_groningen, start, coach=jobcoach, **kandidaat)

    return maak


def telling(van=VAN, tot=TOT):
    som_ = som(None, list(delen_van(Traject.objects.all(), van, tot, dag(0))))
    return som_.gevoerd, som_.nodig, som_.mensen


# --- What counts ------------------------------------------------------------------------------------------------------
def test_een_periode_telt_in_de_maand_waarin_hij_eindigt(mens, jobcoach):
    traject = mens()
    gesprek(traject, jobcoach, MAANDAG)
    gesprek(traject, jobcoach, dag(-5))  # 27-2, in the period that ends on 1-3
    assert telling() == (1, 3, 1)
    assert telling(dt.date(2026, 3, 1), dt.date(2026, 3, 31)) == (1, 1, 1)
    assert telling(VAN, dt.date(2026, 3, 31)) == (2, 4, 1)


def test_een_gesprek_van_voor_de_maand_telt_in_de_periode_die_erin_eindigt(mens, programma, jobcoach):
    Begeleidingsschema.objects.create(programma=programma, vanaf_week=1, elke_weken=4)
    traject = mens(start=dt.date(2026, 1, 12))  # 12-1 to 8-2
    gesprek(traject, jobcoach, dt.date(2026, 1, 13))
    assert telling() == (1, 1, 1)


def test_vakantie_mislukt_en_ingetrokken(mens, jobcoach):
    traject = mens()
    gesprek(traject, jobcoach, MAANDAG, verloop="verontschuldigd", vorm="", reden="vakantie")
    gesprek(traject, jobcoach, dt.date(2026, 2, 10), verloop="gemist", vorm="", reden="vergeten")
    fout = gesprek(traject, jobcoach, dt.date(2026, 2, 17))
    assert telling() == (1, 2, 1)
    trek_gesprek_in(fout, reden="verkeerde_persoon", gezien=fout.versie, door=jobcoach)
    assert telling() == (0, 2, 1)


def test_een_ingetrokken_gesprek_bevestigt_geen_werk(
    regio_groningen, programma, coordinator_groningen, jobcoach
):
    traject = met_vast_werk(regio_groningen, programma, coordinator_groningen, dag(-100), bevestigd=None)
    gezien = gesprek(traject, jobcoach, dag(-10), werkt_nog=True)

    def gevolgd():
        (een,) = waarnemingen(Traject.objects.all(), variant=Variant.BETAALD_WERK, peildatum=dag(0))
        return een.duur

    met = gevolgd()
    trek_gesprek_in(gezien, reden="verkeerde_persoon", gezien=gezien.versie, door=jobcoach)
    assert gevolgd() < met


def test_wie_geen_begeleiding_wil_telt_niet(mens):
    traject = mens()
    Traject.objects.filter(pk=traject.pk).update(wil_begeleiding=False)
    assert telling() == (0, 0, 0)


def test_na_het_einde_is_niets_nodig(mens):
    traject = mens()
    Traject.objects.filter(pk=traject.pk).update(
        status="afgerond", einddatum=dt.date(2026, 2, 16), reden="uitkomst_zelfde_werkgever"
    )
    assert telling() == (0, 2, 1), "16 February is a rest of one day"


def test_een_periode_hoort_bij_de_coach_van_de_laatste_dag(mens, jobcoach, andere_jobcoach):
    traject = mens()
    traject.kandidaat.toewijzingen.update(tot=dt.date(2026, 2, 14))
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat,
        gebruiker=andere_jobcoach,
        van=dt.date(2026, 2, 15),
        tot=dt.date(2026, 2, 20),
    )
    gesprek(traject, jobcoach, dt.date(2026, 2, 10))
    delen = delen_van(Traject.objects.all(), VAN, TOT, dag(0))
    per_coach = {deel.sleutels[0]: (deel.gevoerd, deel.nodig) for deel in delen}
    assert per_coach == {jobcoach.pk: (0, 1), andere_jobcoach.pk: (1, 1), 0: (0, 1)}


def test_haar_eigen_ritme_en_de_nazorg_tellen(mens, programma, jobcoach):
    eigen, werkt = mens(), mens()
    fabrieken.BegeleidingsafspraakFabriek(traject=eigen, van=MAANDAG, elke_weken=3)
    Begeleidingsschema.objects.create(programma=programma, vanaf_week=1, elke_weken=2, fase="nazorg")
    plaatsing(werkt, "regulier", MAANDAG)
    per_mens = {d.traject: d.nodig for d in delen_van(Traject.objects.all(), VAN, TOT, dag(0))}
    assert per_mens == {eigen.pk: 1, werkt.pk: 1}  # 2-22 February; 2-15 February


@pytest.mark.parametrize("aantal", [1, 8])
def test_twee_vragen_hoeveel_mensen_er_ook_zijn(mens, jobcoach, aantal, django_assert_num_queries):
    for _ in range(aantal):
        gesprek(mens(), jobcoach, MAANDAG)
    with django_assert_num_queries(2):
        assert telling() == (aantal, 3 * aantal, aantal)


# --- Small groups -----------------------------------------------------------------------------------------------------
DELEN = st.lists(
    st.tuples(st.integers(1, 30), st.integers(1, 6), st.integers(0, 5), st.integers(0, 5)), max_size=40
).map(lambda rijen: [Deel(mens, (coach, 0, "P"), met, met + zonder) for mens, coach, met, zonder in rijen])


@given(DELEN, st.integers(1, 10))
def test_elke_rij_heeft_genoeg_mensen_en_samen_zijn_ze_alles(delen, k):
    rijen, alles = vouw_samen(tel_op(delen, 0), k), som(None, delen)
    if not rijen:
        assert alles.mensen < k
        return
    assert all(rij.mensen >= k for rij in rijen)
    assert (sum(r.gevoerd for r in rijen), sum(r.nodig for r in rijen)) == (alles.gevoerd, alles.nodig)
    assert frozenset().union(*(r.trajecten for r in rijen)) == alles.trajecten
    if k == 1:
        assert not any(rij.samen for rij in rijen)


def test_een_manager_ziet_geen_naam_bij_een_kleine_groep(client, manager, mens, andere_jobcoach):
    for _ in range(6):
        mens()
    for _ in range(2):
        traject = mens()
        traject.kandidaat.toewijzingen.update(gebruiker=andere_jobcoach)
    client.force_login(manager)
    adres = reverse("rapportage:dekking") + "?kwartaal=2026-01"
    tekst = client.get(adres).content.decode()
    assert "Anton Andere" not in tekst and "Joke Jobcoach" not in tekst, "6 would tell the other 2"
    assert "Kleine groepen samen" in tekst and "24" in tekst
    assert "dekking/mensen" not in tekst
    assert client.get(reverse("rapportage:dekking_mensen")).status_code == 403


def test_een_kleine_lichting_is_niet_terug_te_rekenen(
    manager, mens, regio_groningen, coordinator_groningen, jobcoach
):
    """A programme of 8 with a cohort of 6 would tell the other 2; a programme of 3 may not be told by its cohorts."""
    klein = fabrieken.ProgrammaFabriek()
    groot, rest = fabrieken.LichtingFabriek(start=MAANDAG), fabrieken.LichtingFabriek(start=MAANDAG)
    for nummer in range(8):
        Traject.objects.filter(pk=mens().pk).update(lichting=groot if nummer < 6 else rest)
    for _ in range(3):
        lopend(regio_groningen, klein, coordinator_groningen, MAANDAG, coach=jobcoach)
    tabellen = dict(dekking_van(bereik_van(manager), VAN, TOT, dag(0))["tabellen"])
    assert [(r.naam, r.telling.mensen) for r in tabellen["programma"]] == [("Kleine groepen samen", 11)]
    assert [(r.naam, r.telling.mensen) for r in tabellen["lichting"]] == [("Kleine groepen samen", 11)]


def test_een_manager_kiest_een_heel_kwartaal(client, manager, mens):
    """Of two ranges of months the difference would tell one month, also of one person."""
    mens()
    client.force_login(manager)
    pad = reverse("rapportage:dekking")
    context = client.get(f"{pad}?van=2026-02&tot=2026-02").context
    assert (context["van"], context["tot"]) == (dt.date(2025, 10, 1), dt.date(2025, 12, 31)), (
        "the last whole one"
    )
    assert client.get(f"{pad}?kwartaal=2026-02").context["form"].errors


def test_te_weinig_mensen_is_geen_cijfer(client, manager, mens):
    mens()
    client.force_login(manager)
    tekst = client.get(reverse("rapportage:dekking") + "?kwartaal=2026-01").content.decode()
    assert "minder dan 5 mensen" in tekst and "Joke" not in tekst


def test_een_coordinator_opent_de_lijst_achter_elk_getal(
    client, coordinator_groningen, coordinator_twente, mens, jobcoach, programma
):
    goed = mens(achternaam="Goed")
    mens(achternaam="Slecht")
    for n in (2, 9, 16):
        gesprek(goed, jobcoach, dt.date(2026, 2, n))
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("rapportage:dekking") + "?van=2026-02&tot=2026-02").content.decode()
    assert "50,0 %" in tekst and "Joke Jobcoach" in tekst
    adressen = {a.replace("&amp;", "&") for a in re.findall(r'href="([^"]*dekking/mensen[^"]*)"', tekst)}
    assert len(adressen) == 4, "all, and one group in each table"
    for adres in adressen:
        lijst = client.get(adres).content.decode()
        assert lijst.index("Slecht, ") < lijst.index("Goed, ")
    client.force_login(coordinator_twente)
    for adres in adressen:
        assert "Slecht" not in client.get(adres).content.decode()


def test_een_nummer_raden_geeft_geen_naam(
    client, coordinator_groningen, coordinator_twente, mens, jobcoach, andere_jobcoach
):
    """The group of another region, and an account that coaches nobody: as if it were not there."""
    mens()
    maand = "van=2026-02&tot=2026-02"
    pad = reverse("rapportage:dekking_mensen")
    for wie, gebruiker, status in (
        (jobcoach, coordinator_groningen, 200),
        (jobcoach, coordinator_twente, 404),
        (andere_jobcoach, coordinator_groningen, 404),
    ):
        client.force_login(gebruiker)
        assert client.get(f"{pad}?per=jobcoach&wie={wie.pk}&{maand}").status_code == status


def test_standaard_de_laatste_drie_hele_maanden(client, coordinator_groningen, mens):
    client.force_login(coordinator_groningen)
    context = client.get(reverse("rapportage:dekking")).context
    assert (context["van"], context["tot"]) == (dt.date(2025, 12, 1), dt.date(2026, 2, 28))


@pytest.mark.parametrize("vraag", ["van=2026-02&tot=2026-01", "van=x&tot=2026-01", "van=2099-01"])
def test_een_rare_periode_is_een_fout_op_het_scherm(client, coordinator_groningen, vraag):
    client.force_login(coordinator_groningen)
    antwoord = client.get(f"{reverse('rapportage:dekking')}?{vraag}")
    assert antwoord.status_code == 200 and antwoord.context["form"].errors
    assert client.get(f"{reverse('rapportage:dekking_mensen')}?{vraag}").status_code == 404


@pytest.mark.parametrize(
    "vraag", ["per=x&wie=1", "per=jobcoach&wie=x", "per=jobcoach&wie=999999", "per=programma"]
)
def test_een_groep_die_er_niet_is(client, coordinator_groningen, vraag):
    client.force_login(coordinator_groningen)
    assert client.get(f"{reverse('rapportage:dekking_mensen')}?{vraag}").status_code == 404


# --- The queue --------------------------------------------------------------------------------------------------------
def test_de_wachtrij_begint_met_wie_het_langst_wacht(
    client, coordinator_groningen, mens, jobcoach, andere_jobcoach
):
    kort, lang, op_tijd = (mens(achternaam=naam) for naam in ("Kort", "Lang", "Optijd"))
    gesprek(kort, jobcoach, dt.date(2026, 2, 16))
    gesprek(op_tijd, jobcoach, dag(-1))
    lang.kandidaat.toewijzingen.update(gebruiker=andere_jobcoach)
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("rapportage:te_laat")).content.decode()
    assert tekst.index("Lang, ") < tekst.index("Kort, ") and "Optijd" not in tekst
    assert "9 feb 2026" in tekst and "2 mrt 2026" in tekst, "the day after the oldest missed period"
    assert "Nog geen gesprek, 30 dagen na de start" in tekst
    gefilterd = client.get(reverse("rapportage:te_laat") + f"?coach={andere_jobcoach.pk}").content.decode()
    assert "Lang, " in gefilterd and "Kort, " not in gefilterd


def test_wie_niemand_te_laat_heeft_krijgt_een_lege_wachtrij(
    client, coordinator_groningen, mens, andere_jobcoach
):
    mens(achternaam="Lang")
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("rapportage:te_laat") + f"?coach={andere_jobcoach.pk}").content.decode()
    assert "Bij deze jobcoach is nu niemand te laat." in tekst and "Lang, " not in tekst


def test_de_wachtrij_is_van_de_eigen_regio(client, coordinator_twente, mens):
    mens(achternaam="Lang")
    client.force_login(coordinator_twente)
    assert "Nu is niemand te laat" in client.get(reverse("rapportage:te_laat")).content.decode()


GESPREKKEN = st.lists(
    st.tuples(
        st.integers(0, 90),
        st.sampled_from(["gevoerd", "gevoerd", "gemist", "verontschuldigd"]),
        st.none() | st.integers(1, 30),
        st.booleans(),
    ),
    max_size=5,
)
MENSEN = st.lists(
    st.tuples(
        GESPREKKEN,
        st.none() | st.integers(0, 120),  # contract, so many days ago
        st.none() | st.tuples(st.integers(0, 60), st.none() | st.integers(1, 60), st.integers(1, 6)),
    ),
    min_size=1,
    max_size=5,
)
STAPPEN = st.dictionaries(st.integers(1, 12), st.integers(1, 5), max_size=2)
VORM = {"gevoerd": ("telefoon", ""), "gemist": ("", "vergeten"), "verontschuldigd": ("", "ziek")}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mensen=MENSEN, stappen=STAPPEN, nazorg=STAPPEN)
def test_vandaag_en_mijn_week_zeggen_hetzelfde(mens, programma, jobcoach, mensen, stappen, nazorg):
    """The rule at the size of a region finds exactly the people of whom `stand_van` says: too late, and since when."""
    with transaction.atomic():
        for fase, afbouw in (("begeleiding", stappen), ("nazorg", nazorg)):
            for week, elke in afbouw.items():
                Begeleidingsschema.objects.create(
                    programma=programma, fase=fase, vanaf_week=week, elke_weken=elke
                )
        for gesprekken, contract, eigen in mensen:
            traject = mens(start=dag(-95))
            _leg_vast(traject, jobcoach, gesprekken, contract, eigen)
        standen = stand_van(Traject.objects.all())
        gevonden = te_laat_van(Kandidaat.objects.all(), dag(0))
        assert sorted(m.stand.sinds for m in gevonden) == sorted(
            s.sinds for s in standen.values() if s.te_laat
        )
        assert {m.url: m.stand.reden for m in gevonden} == {
            reverse("dossier:traject", args=[t.kandidaat.dossiernummer, 1]): standen[t.pk].reden
            for t in Traject.objects.select_related("kandidaat")
            if standen[t.pk].te_laat
        }
        transaction.set_rollback(True)


def _leg_vast(traject, coach, gesprekken, contract, eigen):
    for terug, verloop, volgende, ingetrokken in gesprekken:
        vorm, reden = VORM[verloop]
        rij = gesprek(
            traject,
            coach,
            dag(-terug),
            verloop=verloop,
            vorm=vorm,
            reden=reden,
            volgende_datum=dag(volgende - terug) if volgende else None,
        )
        if ingetrokken:
            trek_gesprek_in(rij, reden="dubbel", gezien=rij.versie, door=coach)
    if contract is not None:
        plaatsing(traject, "regulier", dag(-contract))
    if eigen is not None:
        terug, duur, elke = eigen
        fabrieken.BegeleidingsafspraakFabriek(
            traject=traject,
            van=dag(-terug),
            tot=dag(duur - terug) if duur else None,
            elke_weken=elke,
            gemaakt_door=coach,
        )
