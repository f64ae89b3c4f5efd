"""What clashes when two dossiers become one, and the rule for it (docs/besluiten/0012-samenvoegen.md)."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from kandidaten.diensten import (
    geef_toestemming,
    leg_doelgroep_vast,
    leg_ondersteuning_vast,
    leg_selectiehulp_vast,
    wijs_toe,
)
from kandidaten.keuzes import Aanpassing, Bron, Doelgroepindicatie, Kanaal, ToestemmingDoel
from kandidaten.models import (
    BijzonderGegeven,
    Contactmoment,
    Dubbelvermoeden,
    Kandidaat,
    Samenvoeging,
    Toestemming,
    Toewijzing,
)
from kandidaten.vermoedens import zoek_dubbelen, zoek_dubbelen_van
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.dossier.diensten import hernummer_merk, meld_opnieuw_aan
from trajecten.models import Traject
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import Status

VANDAAG = dt.date(2026, 11, 20)


# --- Rows -------------------------------------------------------------------------------------------------------------
def test_trajecten_nummeren_door(samen, traject, ander, programma):
    tweede = fabrieken.TrajectFabriek(kandidaat=ander)
    samenvoeging = samen(traject.kandidaat, ander)
    tweede.refresh_from_db()
    assert (tweede.kandidaat_id, tweede.volgnummer) == (traject.kandidaat_id, 2)
    assert tweede.verwijzing.kandidaat_id == traject.kandidaat_id
    assert samenvoeging.volgnummer_erbij == 1


def test_twee_open_trajecten_van_een_programma_wordt_geweigerd(samen, traject, ander, programma):
    fabrieken.TrajectFabriek(kandidaat=ander, programma=programma)
    with pytest.raises(ValidationError, match="Sluit eerst een van de twee af"):
        samen(traject.kandidaat, ander)
    assert Traject.objects.filter(kandidaat=ander).exists()


def test_een_afgesloten_traject_mag_naast_een_open_traject(samen, traject, ander, programma, jobcoach):
    dicht = fabrieken.TrajectFabriek(kandidaat=ander, programma=programma)
    breng_naar(dicht, Status.TERUGGETROKKEN, door=jobcoach)
    samen(traject.kandidaat, ander)
    assert Traject.objects.filter(kandidaat=traject.kandidaat).count() == 2


def _toewijzing(kandidaat, jobcoach, van, tot=None, **anders):
    dagen = [VANDAAG + dt.timedelta(days=dag) if dag is not None else None for dag in (van, tot)]
    return fabrieken.ToewijzingFabriek(
        kandidaat=kandidaat, gebruiker=jobcoach, van=dagen[0], tot=dagen[1], **anders
    )


def test_dezelfde_coach_in_dezelfde_tijd_wordt_een_toewijzing(samen, kandidaat, ander, jobcoach):
    blijft = _toewijzing(kandidaat, jobcoach, -10)
    _toewijzing(ander, jobcoach, -30)
    _toewijzing(ander, jobcoach, -90, -60)
    samen(kandidaat, ander)
    rijen = Toewijzing.objects.filter(kandidaat=kandidaat).order_by("van")
    assert [(r.van, r.tot) for r in rijen] == [
        (VANDAAG - dt.timedelta(days=90), VANDAAG - dt.timedelta(days=60)),
        (VANDAAG - dt.timedelta(days=30), None),
    ]
    assert rijen[1].pk == blijft.pk


def test_een_gesloten_en_een_open_toewijzing_die_raken_worden_een_open(samen, kandidaat, ander, jobcoach):
    _toewijzing(kandidaat, jobcoach, -30, -10, reden="op verzoek (einde traject 1)")
    _toewijzing(ander, jobcoach, -20)
    samen(kandidaat, ander)
    (rij,) = Toewijzing.objects.all()
    assert (rij.van, rij.tot, rij.reden) == (VANDAAG - dt.timedelta(days=30), None, "op verzoek")


def test_een_andere_coach_verhuist_mee(samen, kandidaat, ander, jobcoach, andere_jobcoach):
    _toewijzing(kandidaat, jobcoach, -10)
    _toewijzing(ander, andere_jobcoach, -10)
    samen(kandidaat, ander)
    assert Toewijzing.objects.filter(kandidaat=kandidaat).count() == 2


def test_waarneming_en_eigen_caseload_worden_eigen_caseload(
    samen, kandidaat, ander, jobcoach, andere_jobcoach
):
    _toewijzing(kandidaat, jobcoach, -10, 10, vervangt=andere_jobcoach)
    _toewijzing(ander, jobcoach, -5)
    samen(kandidaat, ander)
    (rij,) = Toewijzing.objects.all()
    assert (rij.tot, rij.vervangt) == (None, None)


def test_het_merk_van_een_afgesloten_traject_noemt_het_nieuwe_nummer(samen, traject, ander, jobcoach):
    _toewijzing(ander, jobcoach, -90, -60, reden="Start (einde traject 1, liep tot 2026-09-01)")
    samen(traject.kandidaat, ander)
    assert Toewijzing.objects.get().reden == "Start (einde traject 2, liep tot 2026-09-01)"


@pytest.mark.parametrize(
    ("reden", "erbij", "vanaf", "wordt"),
    [
        ("x (einde traject 1)", 3, 1, "x (einde traject 4)"),
        ("(einde traject 4, liep tot 2026-01-01)", -3, 4, "(einde traject 1, liep tot 2026-01-01)"),
        ("(einde traject 2)", -3, 4, "(einde traject 2)"),
        ("(einde traject 1) en nog iets", 3, 1, "(einde traject 1) en nog iets"),
        ("", 3, 1, ""),
    ],
)
def test_hernummer_merk(reden, erbij, vanaf, wordt):
    assert hernummer_merk(reden, erbij, vanaf) == wordt


def test_wat_nodig_is_bij_de_selectie_van_beide(samen, kandidaat, ander, coordinator_groningen):
    """The same value twice is one value, and stays apart from an adaptation with the same code."""
    for wie, nodig in ((kandidaat, ["gebarentolk"]), (ander, ["gebarentolk", "extra_tijd"])):
        leg_selectiehulp_vast(kandidaat=wie, nodig=nodig, door=coordinator_groningen)
    leg_ondersteuning_vast(
        kandidaat=ander, aanpassingen=[Aanpassing.GEBARENTOLK], wat_werkt="", door=coordinator_groningen
    )
    samen(kandidaat, ander)
    rijen = BijzonderGegeven.objects.filter(kandidaat=kandidaat).order_by("soort", "waarde")
    assert list(rijen.values_list("soort", "waarde")) == [
        ("aanpassing", "gebarentolk"),
        ("selectie", "extra_tijd"),
        ("selectie", "gebarentolk"),
    ]


def test_aanpassingen_van_beide(samen, kandidaat, ander, jobcoach):
    leg_ondersteuning_vast(
        kandidaat=kandidaat,
        aanpassingen=[Aanpassing.SCHERMLEZER],
        wat_werkt="Rustig beginnen.",
        door=jobcoach,
    )
    leg_ondersteuning_vast(
        kandidaat=ander,
        aanpassingen=[Aanpassing.SCHERMLEZER, Aanpassing.HULPHOND],
        wat_werkt="Vaste plek.",
        door=jobcoach,
    )
    samen(kandidaat, ander)
    rijen = BijzonderGegeven.objects.filter(kandidaat=kandidaat)
    assert sorted(r.waarde for r in rijen if r.waarde) == ["hulphond", "schermlezer"]
    assert [r.tekst for r in rijen if r.tekst] == ["Rustig beginnen.\n\nVaste plek."]


def test_te_lange_teksten_worden_geweigerd(samen, kandidaat, ander, jobcoach):
    for wie, letter in ((kandidaat, "a"), (ander, "b")):
        leg_ondersteuning_vast(kandidaat=wie, aanpassingen=[], wat_werkt=letter * 600, door=jobcoach)
    with pytest.raises(ValidationError, match="samen 1202 tekens"):
        samen(kandidaat, ander)


@pytest.mark.parametrize(
    ("hier", "daar", "wordt"),
    [
        ((Doelgroepindicatie.JA, -9), (Doelgroepindicatie.NEE, -3), "nee"),
        ((Doelgroepindicatie.JA, -3), (Doelgroepindicatie.NEE, -9), "ja"),
        ((Doelgroepindicatie.JA, -9), (Doelgroepindicatie.ONBEKEND, -3), "ja"),
        ((Doelgroepindicatie.ONBEKEND, -3), (Doelgroepindicatie.JA, -9), "ja"),
    ],
)
def test_de_laatst_gecontroleerde_indicatie_blijft(samen, kandidaat, ander, jobcoach, hier, daar, wordt):
    for wie, (indicatie, dagen) in ((kandidaat, hier), (ander, daar)):
        leg_doelgroep_vast(
            kandidaat=wie,
            indicatie=indicatie,
            gecontroleerd_op=VANDAAG + dt.timedelta(days=dagen),
            door=jobcoach,
        )
    samen(kandidaat, ander)
    assert BijzonderGegeven.objects.get(kandidaat=kandidaat).waarde == wordt


def _toestemming(kandidaat, jobcoach, dagen, ingetrokken=None):
    return Toestemming.objects.create(
        kandidaat=kandidaat,
        doel=ToestemmingDoel.METEN,
        tekstversie="1",
        gegeven_op=timezone.now() + dt.timedelta(days=dagen),
        ingetrokken_op=None if ingetrokken is None else timezone.now() + dt.timedelta(days=ingetrokken),
    )


def test_van_twee_lopende_toestemmingen_loopt_de_nieuwste_door(samen, kandidaat, ander, jobcoach):
    nieuw, oud = _toestemming(kandidaat, jobcoach, -5), _toestemming(ander, jobcoach, -50)
    samen(kandidaat, ander)
    oud.refresh_from_db()
    nieuw.refresh_from_db()
    assert (oud.ingetrokken_op, nieuw.ingetrokken_op) == (nieuw.gegeven_op, None)
    assert oud.kandidaat_id == kandidaat.pk


def test_ingetrokken_in_het_ene_dossier_is_ingetrokken(samen, kandidaat, ander, jobcoach):
    loopt, weg = _toestemming(kandidaat, jobcoach, -50), _toestemming(ander, jobcoach, -40, -10)
    samen(kandidaat, ander)
    loopt.refresh_from_db()
    assert loopt.ingetrokken_op == weg.ingetrokken_op


def test_wie_haar_eigen_buddy_zou_worden_wordt_geweigerd(samen, traject, ander):
    Buddykoppeling.objects.create(traject=traject, alumna=ander, van=VANDAAG)
    with pytest.raises(ValidationError, match="buddy van zichzelf"):
        samen(traject.kandidaat, ander)


def _plaatsing(traject, werkgever, start, eind=None):
    return Plaatsing.objects.create(
        traject=traject,
        soort="arbeidsovereenkomst",
        formele_werkgever=werkgever,
        werkplek=werkgever,
        functie="Medewerker",
        uren_per_week=24,
        start=start,
        onbepaalde_tijd=True,
        laatste_werkdag=eind,
        eindreden="ander_werk" if eind else "",
    )


def test_dezelfde_plaatsing_in_beide_dossiers_wordt_geweigerd(samen, traject, ander):
    tweede = fabrieken.TrajectFabriek(kandidaat=ander)
    ocaro = fabrieken.WerkgeverFabriek(naam="Ocaro")
    _plaatsing(traject, ocaro, VANDAAG)
    _plaatsing(tweede, ocaro, VANDAAG + dt.timedelta(days=20))
    with pytest.raises(ValidationError, match="plaatsing bij Ocaro in dezelfde tijd"):
        samen(traject.kandidaat, ander)


def test_twee_banen_naast_elkaar_mogen(samen, traject, ander):
    tweede = fabrieken.TrajectFabriek(kandidaat=ander)
    _plaatsing(traject, fabrieken.WerkgeverFabriek(), VANDAAG)
    _plaatsing(tweede, fabrieken.WerkgeverFabriek(), VANDAAG)
    samen(traject.kandidaat, ander)
    assert Plaatsing.objects.filter(traject__kandidaat=traject.kandidaat).count() == 2


def test_een_contactmoment_en_een_rij_van_een_lijst_verhuizen(samen, kandidaat, ander, jobcoach):
    verwijzing = fabrieken.VerwijzingFabriek(kandidaat=ander)
    Contactmoment.objects.create(
        kandidaat=ander,
        verwijzing=verwijzing,
        gelukt=True,
        kanaal=Kanaal.TELEFOON,
        tijdstip=timezone.now(),
        door=jobcoach,
    )
    samen(kandidaat, ander)
    assert Contactmoment.objects.get().kandidaat_id == kandidaat.pk


# --- Pairs and earlier merges -----------------------------------------------------------------------------------------
def test_paren_van_de_opgegane_persoon_worden_paren_van_wie_blijft(samen, kandidaat, ander, jobcoach):
    derde = fabrieken.KandidaatFabriek(telefoon=ander.telefoon, behandelregio=kandidaat.behandelregio)
    zoek_dubbelen_van(ander, andere_personen=[derde.pk], door=jobcoach)
    samen(kandidaat, ander)
    (paar,) = Dubbelvermoeden.objects.all()
    assert {paar.eerste_id, paar.tweede_id} == {kandidaat.pk, derde.pk}
    assert (paar.status, paar.beoordeeld_door) == ("andere_persoon", jobcoach)


def test_het_paar_zelf_verdwijnt(samen, kandidaat, ander):
    Kandidaat.objects.filter(pk__in=[kandidaat.pk, ander.pk]).update(telefoonsleutel="+31611112222")
    zoek_dubbelen()
    assert Dubbelvermoeden.objects.count() == 1
    samen(kandidaat, ander)
    assert Dubbelvermoeden.objects.count() == 0


def test_een_eerder_oud_nummer_leidt_in_een_keer_naar_wie_blijft(samen, traject, ander):
    derde = fabrieken.TrajectFabriek(kandidaat__behandelregio=ander.behandelregio).kandidaat
    fabrieken.TrajectFabriek(kandidaat=ander)
    samen(ander, derde)
    samen(traject.kandidaat, ander)
    eerste = Samenvoeging.objects.get(opgegaan_nummer=derde.dossiernummer)
    assert (eerste.blijft_id, eerste.volgnummer_erbij) == (traject.kandidaat_id, 2)


def test_er_is_niets_over_van_de_opgegane_persoon(samen, kandidaat, ander, coordinator_groningen, jobcoach):
    """No table of any room still points at her."""
    meld_opnieuw_aan(
        ander,
        programma=fabrieken.ProgrammaFabriek(),
        ontvangen_op=timezone.now(),
        door=coordinator_groningen,
        bron=Bron.ZELF,
    )
    wijs_toe(kandidaat=ander, gebruiker=jobcoach, rol="jobcoach", van=VANDAAG, door=coordinator_groningen)
    geef_toestemming(kandidaat=ander, doel=ToestemmingDoel.METEN, tekstversie="1", door=coordinator_groningen)
    nummer = ander.pk
    samen(kandidaat, ander)
    over = [
        f"{model._meta.label}.{veld.name}"
        for model in apps.get_models()
        for veld in model._meta.concrete_fields
        if veld.related_model is Kandidaat and model.objects.filter(**{veld.attname: nummer}).exists()
    ]
    assert over == []
