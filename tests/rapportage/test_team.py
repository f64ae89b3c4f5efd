"""Mijn team: work, school, adaptations behind the dossier, and the talks about the work."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import leg_doelgroep_vast, leg_ondersteuning_vast, leg_uitkering_vast
from kandidaten.keuzes import Doelgroepindicatie, Uitkering
from logboek.models import Logregel
from rapportage.team import mijn_team
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend, plaatsing
from trajecten.begeleiding.diensten import leg_functioneringsgesprek_vast
from trajecten.begeleiding.models import Functioneringsgesprek
from trajecten.models import Bijeenkomst, Deelname, Programma


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def lid(regio_groningen, programma, coordinator_groningen, teamleider):
    """`lid(naam)`: somebody in the team of Thea."""
    Programma.objects.filter(pk=programma.pk).update(functioneringsgesprekken=True)
    programma.refresh_from_db()

    def maak(naam, leider=teamleider):
        traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-90), achternaam=naam)
        fabrieken.ToewijzingFabriek(
            kandidaat=traject.kandidaat, gebruiker=leider, rol="teamleider", van=dag(-90)
        )
        return traject

    return maak


def pagina(als, gebruiker):
    return " ".join(als(gebruiker).get(reverse("rapportage:mijn_team")).content.decode().split())


def test_werk_plek_en_school(als, lid, teamleider):
    traject = lid("Werkt")
    lichting = fabrieken.LichtingFabriek(programma=traject.programma)
    werkgever = fabrieken.WerkgeverFabriek(naam="KPN")
    plek = fabrieken.VestigingFabriek(partner=werkgever, plaats="Groningen", thuiswerk=True)
    plaatsing(traject, "detachering", dag(-29), dt.date(2026, 8, 31), werkgever=werkgever, vestiging=plek)
    for titel, over, stand, afgelast in (
        ("Les 3", 2, "uitgenodigd", None),
        ("Vrij", 3, "afwezig_met_bericht", None),
        ("Weg", 4, "uitgenodigd", timezone.now()),
        ("Ver", 20, "uitgenodigd", None),
    ):
        begin = timezone.now() + dt.timedelta(days=over)
        les = Bijeenkomst.objects.create(
            soort="les",
            titel=titel,
            lichting=lichting,
            begin=begin,
            eind=begin + dt.timedelta(hours=3),
            plaats="Lokaal",
            afgelast_op=afgelast,
        )
        Deelname.objects.create(bijeenkomst=les, traject=traject, aanwezigheid=stand)
    html = pagina(als, teamleider)
    assert "medewerker klantcontact, detachering" in html
    assert "KPN, Groningen, thuiswerk mogelijk" in html
    assert "tot en met 31 aug 2026" in html
    assert "6 mrt 2026, 13:00 tot 16:00: Les 3" in html
    assert not any(titel in html for titel in ("Vrij", "Weg", "Ver<"))
    (deze,) = mijn_team(teamleider)
    assert [weg.titel for weg in deze.weg] == ["Les 3"]


def test_gesprekken_wie_te_laat_is_staat_bovenaan(als, lid, teamleider):
    laat, straks, nieuw = lid("Zomer"), lid("Aalders"), lid("Bakema")
    for traject, volgende in ((laat, dag(-1)), (straks, dag(0))):
        leg_functioneringsgesprek_vast(
            traject,
            teamleider=teamleider,
            datum=dag(-60),
            verslag="Verslagmerk",
            volgende_datum=volgende,
            door=teamleider,
        )
    leden = mijn_team(teamleider)
    assert [deze.traject for deze in leden] == [laat, straks, nieuw]
    html = pagina(als, teamleider)
    assert "1 functioneringsgesprek is te laat." in html
    assert "Afgesproken voor 3 mrt 2026" in html and "Volgende: 4 mrt 2026" in html
    assert "Nog geen gesprek" in html and "Verslagmerk" not in html
    # A later talk ends the being late.
    leg_functioneringsgesprek_vast(laat, teamleider=teamleider, datum=dag(0), verslag="Goed", door=teamleider)
    assert not any(deze.gesprek.te_laat for deze in mijn_team(teamleider))


def test_zonder_functioneringsgesprekken_in_het_programma_geen_knop(als, lid, teamleider, programma):
    lid("Werkt")
    Programma.objects.filter(pk=programma.pk).update(functioneringsgesprekken=False)
    html = pagina(als, teamleider)
    assert "Gesprek vastleggen" not in html and "Niet in dit programma" in html


def test_een_teamleider_leest_niets_van_coaching_uitkering_doelgroep_of_telefoon(
    als, lid, teamleider, coordinator_groningen, jobcoach
):
    """On her page, and on every page she reaches from it."""
    traject = lid("Werkt")
    kandidaat = traject.kandidaat
    kandidaat.motivatie = "Motivatiemerk"
    kandidaat.save()
    gesprek(traject, jobcoach, dag(-3), afspraken="Afspraakmerk", notitie="Notitiemerk", welbevinden=2)
    leg_ondersteuning_vast(
        kandidaat=kandidaat,
        aanpassingen=["brailleleesregel"],
        wat_werkt="Werktmerk",
        door=coordinator_groningen,
    )
    leg_doelgroep_vast(
        kandidaat=kandidaat,
        indicatie=Doelgroepindicatie.JA,
        gecontroleerd_op=dag(-1),
        door=coordinator_groningen,
    )
    leg_uitkering_vast(verwijzing=traject.verwijzing, uitkering=Uitkering.WAJONG, door=coordinator_groningen)
    html = als(teamleider).get(reverse("rapportage:mijn_team")).content.decode()
    nummer = kandidaat.dossiernummer
    pagina_s = [html]
    for naam, args in (
        ("dossier:traject", [nummer, 1]),
        ("dossier:ondersteuning", [nummer]),
        ("begeleiding:functioneren", [nummer, 1]),
    ):
        antwoord = als(teamleider).get(reverse(naam, args=args))
        assert antwoord.status_code == 200
        pagina_s.append(antwoord.content.decode())
    for deze in pagina_s:
        for woord in (
            "Afspraakmerk",
            "Notitiemerk",
            "Motivatiemerk",
            "ajong",
            "oelgroep",
            "elbevinden",
            kandidaat.telefoon,
            kandidaat.telefoon[-8:],
            kandidaat.email,
        ):
            assert woord not in deze, woord
    # What she needs at work is one click away, and that look is logged.
    assert "raille" not in html and "Werktmerk" not in html
    assert reverse("dossier:ondersteuning", args=[nummer]) in html
    assert "Werktmerk" in pagina_s[2]
    assert Logregel.objects.filter(gebruiker=teamleider, categorie="aanpassingen", dossier=nummer).exists()


def test_de_leider_van_een_ander_team(als, lid, teamleider):
    """The near miss: the same role, another team. Her talks neither."""
    ander = fabrieken.GebruikerFabriek(rollen=["teamleider"])
    traject = lid("Werkt")
    rij = leg_functioneringsgesprek_vast(
        traject, teamleider=teamleider, datum=dag(-1), verslag="Verslagmerk", door=teamleider
    )
    assert "Werkt" not in pagina(als, ander)
    url = reverse("begeleiding:functioneren_afdruk", args=[traject.kandidaat.dossiernummer, rij.pk])
    assert als(ander).get(url).status_code == 404
    antwoord = als(teamleider).get(url)
    assert antwoord.status_code == 200 and "Verslagmerk" in antwoord.content.decode()


def test_volgend_gesprek_ligt_na_dit_gesprek(als, lid, teamleider):
    traject = lid("Werkt")
    url = reverse("begeleiding:functioneren_nieuw", args=[traject.kandidaat.dossiernummer, 1])
    velden = {"datum": "3-3-2026", "verslag": "Gaat goed", "inzending": str(uuid.uuid4())}
    antwoord = als(teamleider).post(url, velden | {"volgende_datum": "3-3-2026"})
    assert "Kies een latere dag." in antwoord.content.decode()
    assert "Gaat goed" in antwoord.content.decode()
    assert als(teamleider).post(url, velden | {"volgende_datum": "1-6-2026"}).status_code == 302
    assert Functioneringsgesprek.objects.get().volgende_datum == dt.date(2026, 6, 1)
