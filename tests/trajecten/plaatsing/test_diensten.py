"""Trial, contract and end through the services: the numbers of domain section 5, refusals in words, two at once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from tests.stappen import breng_naar
from trajecten.plaatsing.diensten import (
    beeindig_plaatsing,
    draai_einde_terug,
    draai_plaatsing_terug,
    leg_contract_vast,
    opvolgbaar,
    start_proefplaatsing,
    zet_no_riskpolis,
)
from trajecten.plaatsing.keuzes import Eindreden, Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import Status


def fouten(excinfo):
    return excinfo.value.message_dict


# --- Trial ------------------------------------------------------------------------------------------------------------
def test_groningen_1_september_twee_maanden_tot_en_met_31_oktober(julia, proefvelden, uwv_groningen):
    plaatsing, waarschuwingen = start_proefplaatsing(julia, **proefvelden)
    assert plaatsing.gepland_einde == dt.date(2020, 10, 31)
    assert (plaatsing.formele_werkgever.naam, plaatsing.werkplek.naam) == ("Ocaro", "KPN")
    assert (plaatsing.opleider.naam, plaatsing.verwijzer) == ("Ocaro", uwv_groningen)
    assert waarschuwingen == []


def test_einde_december_wordt_afgekapt(julia, proefvelden):
    proefvelden |= {"start": dt.date(2025, 12, 31), "toestemming_op": dt.date(2025, 12, 1)}
    assert start_proefplaatsing(julia, **proefvelden).plaatsing.gepland_einde == dt.date(2026, 2, 27)


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"toestemming_op": None}, "toestemming_op", "vanaf welke dag"),
        ({"toestemming_op": dt.date(2020, 9, 2)}, "start", "niet beginnen voordat er toestemming is"),
        ({"maanden": 7, "langer_reden": "x", "toestemming_langer": True}, "maanden", "hooguit 6 maanden"),
        ({"maanden": 3, "toestemming_langer": True}, "langer_reden", "Vul een reden in"),
        ({"maanden": 3, "langer_reden": "Meer tijd nodig"}, "toestemming_langer", "toestemming voor nodig"),
        ({"intentie_maanden": 5}, "intentie_maanden", "minstens 6 maanden"),
        ({"intentie_uren": Decimal(20)}, "intentie_uren", "minstens evenveel uren"),
        ({"aansprakelijkheid": False}, "aansprakelijkheid", "aansprakelijkheidsverzekering"),
    ],
)
def test_een_fout_weigert_en_noemt_het_veld(julia, proefvelden, anders, veld, zin):
    with pytest.raises(ValidationError) as excinfo:
        start_proefplaatsing(julia, **proefvelden | anders)
    assert list(fouten(excinfo)) == [veld]
    assert zin in fouten(excinfo)[veld][0]
    assert not Plaatsing.objects.exists()


def test_de_partner_die_meer_toestaat_vraagt_geen_reden(julia, proefvelden, uwv_groningen):
    uwv_groningen.proefplaats_max_maanden = 4
    uwv_groningen.save()
    julia.verwijzing.refresh_from_db()
    assert start_proefplaatsing(julia, maanden=4, **proefvelden).plaatsing.gepland_einde == dt.date(
        2020, 12, 31
    )


def test_langer_met_reden_en_toestemming_wordt_bewaard(julia, proefvelden):
    rij = start_proefplaatsing(
        julia, maanden=3, langer_reden="Eerst een cursus", toestemming_langer=True, **proefvelden
    ).plaatsing
    rij.refresh_from_db()
    assert (rij.langer_reden, rij.toestemming_langer, rij.maanden) == ("Eerst een cursus", True, 3)


def test_tweede_keer_op_dezelfde_werkplek_alleen_voor_een_andere_functie(
    julia, proef, proefvelden, coordinator_groningen
):
    beeindig_plaatsing(
        proef,
        laatste_werkdag=dt.date(2020, 9, 30),
        eindreden=Eindreden.WERK_PAST_NIET,
        gezien=proef.versie,
        door=coordinator_groningen,
    )
    proefvelden |= {"start": dt.date(2021, 1, 4)}
    with pytest.raises(ValidationError) as excinfo:
        start_proefplaatsing(julia, **proefvelden | {"functie": "klantadviseur "})
    assert list(fouten(excinfo)) == ["functie"]
    start_proefplaatsing(julia, **proefvelden | {"functie": "Planner"})


def test_wie_niet_geselecteerd_is_begint_niet(traject, proefvelden):
    with pytest.raises(ValidationError, match="Eerst moet de kandidaat geselecteerd zijn"):
        start_proefplaatsing(traject, **proefvelden)


def test_wie_klaar_is_begint_geen_proef_meer(julia, proefvelden, coordinator_groningen):
    from trajecten.diensten import wijzig_status

    wijzig_status(
        julia,
        naar=Status.AFGEROND,
        door=coordinator_groningen,
        op=dt.date(2021, 8, 31),
        reden="uitkomst_zonder_baan",
    )
    with pytest.raises(ValidationError, match="het traject is afgerond"):
        start_proefplaatsing(julia, **proefvelden)


def test_twee_tegelijk_de_tweede_hoort_dat_er_al_een_loopt(julia, proefvelden):
    start_proefplaatsing(julia, **proefvelden)
    with pytest.raises(ValidationError) as excinfo:
        start_proefplaatsing(julia, **proefvelden | {"functie": "Planner"})
    assert "Er loopt al een proefplaatsing vanaf 1 sep" in fouten(excinfo)["start"][0]
    assert Plaatsing.objects.count() == 1


def test_een_vestiging_van_een_ander_past_niet(julia, proefvelden):
    from tests.fabrieken import VestigingFabriek

    with pytest.raises(ValidationError) as excinfo:
        start_proefplaatsing(julia, vestiging=VestigingFabriek(), **proefvelden)
    assert "vestiging" in fouten(excinfo)


def test_vastleggen_staat_in_het_logboek_zonder_inhoud(julia, proefvelden, coordinator_groningen):
    start_proefplaatsing(julia, **proefvelden)
    regel = Logregel.objects.filter(categorie="plaatsing").get()
    assert (regel.handeling, regel.dossier) == ("maken", julia.kandidaat.dossiernummer)
    assert regel.reden == ""


# --- Contract ---------------------------------------------------------------------------------------------------------
def test_contract_beeindigt_de_proef_met_vervolg(julia, proef, contractvelden):
    contract, waarschuwingen = leg_contract_vast(julia, vorige=proef, **contractvelden)
    proef.refresh_from_db()
    assert (proef.laatste_werkdag, proef.eindreden) == (dt.date(2020, 10, 31), Eindreden.VERVOLG)
    assert (contract.vorige, contract.verwijzer, waarschuwingen) == (proef, julia.verwijzing.partner, [])


def test_begint_het_contract_eerder_dan_eindigt_de_proef_de_dag_ervoor(julia, proef, contractvelden):
    leg_contract_vast(julia, vorige=proef, **contractvelden | {"start": dt.date(2020, 10, 15)})
    proef.refresh_from_db()
    assert proef.laatste_werkdag == dt.date(2020, 10, 14)


@pytest.mark.parametrize(
    ("anders", "zinnen"),
    [
        ({"gepland_einde": dt.date(2021, 4, 29)}, ["Het contract is korter dan de afgesproken 6 maanden."]),
        ({"gepland_einde": dt.date(2021, 4, 30)}, []),
        ({"gepland_einde": None, "onbepaalde_tijd": True}, []),
        (
            {"uren_per_week": Decimal(20)},
            ["Het contract heeft minder uren per week dan de proefplaatsing (24)."],
        ),
    ],
)
def test_minder_dan_bedoeld_is_een_waarschuwing(julia, proef, contractvelden, anders, zinnen):
    assert leg_contract_vast(julia, vorige=proef, **contractvelden | anders).waarschuwingen == zinnen


def test_de_belofte_van_de_werkgever_telt_ook_boven_het_minimum(julia, proefvelden, contractvelden):
    proef = start_proefplaatsing(
        julia, **proefvelden | {"intentie_maanden": 12, "intentie_uren": Decimal(28)}
    ).plaatsing
    zinnen = leg_contract_vast(julia, vorige=proef, **contractvelden).waarschuwingen
    assert zinnen == [
        "Het contract is korter dan de afgesproken 12 maanden.",
        "Het contract heeft minder uren per week dan bedoeld was (28).",
    ]


def test_geen_proeftijd_na_een_proefplaatsing(julia, proef, contractvelden):
    with pytest.raises(ValidationError) as excinfo:
        leg_contract_vast(julia, vorige=proef, proeftijdbeding=True, **contractvelden)
    assert "geen proeftijd" in fouten(excinfo)["proeftijdbeding"][0]
    proef.refresh_from_db()
    assert proef.laatste_werkdag is None


def test_contract_zonder_vorige_naast_een_lopende_proef_wordt_geweigerd(julia, proef, contractvelden):
    with pytest.raises(ValidationError) as excinfo:
        leg_contract_vast(julia, **contractvelden)
    assert "Volgt op" in fouten(excinfo)["start"][0]


def test_een_proef_krijgt_een_vervolg(julia, proef, contract, contractvelden):
    with pytest.raises(ValidationError, match="volgt al een andere"):
        leg_contract_vast(
            julia,
            vorige=proef,
            **contractvelden | {"start": dt.date(2022, 1, 1), "gepland_einde": dt.date(2022, 12, 31)},
        )


def test_collega_wijzigde_de_proef_intussen(julia, proef, contractvelden, collega_groningen):
    gezien = Plaatsing.objects.get(pk=proef.pk)
    proef.functie = "Planner"
    proef.save()
    with pytest.raises(IntussenGewijzigd):
        leg_contract_vast(julia, vorige=gezien, **contractvelden)
    assert not Plaatsing.objects.contracten().exists()


@pytest.mark.parametrize("anders", [{"gepland_einde": None}, {"onbepaalde_tijd": True}])
def test_bepaalde_of_onbepaalde_tijd(julia, proef, contractvelden, anders):
    with pytest.raises(ValidationError) as excinfo:
        leg_contract_vast(julia, vorige=proef, **contractvelden | anders)
    assert "gepland_einde" in fouten(excinfo)


def test_verlenging_volgt_op_het_contract(julia, contract, contractvelden):
    nieuw = leg_contract_vast(
        julia,
        vorige=contract,
        **contractvelden | {"start": dt.date(2021, 9, 1), "gepland_einde": None, "onbepaalde_tijd": True},
    ).plaatsing
    contract.refresh_from_db()
    assert (contract.laatste_werkdag, contract.eindreden) == (dt.date(2021, 8, 31), Eindreden.VERVOLG)
    assert opvolgbaar(julia) == nieuw


# --- End --------------------------------------------------------------------------------------------------------------
def einde(rij, door, dag=dt.date(2021, 3, 31), reden=Eindreden.LOON, gezien=None):
    return beeindig_plaatsing(
        rij, laatste_werkdag=dag, eindreden=reden, gezien=rij.versie if gezien is None else gezien, door=door
    )


def test_beeindigen_en_verbeteren(contract, coordinator_groningen):
    einde(contract, coordinator_groningen)
    einde(contract, coordinator_groningen, reden=Eindreden.ANDERE_BAAN)
    contract.refresh_from_db()
    assert (contract.laatste_werkdag, contract.eindreden) == (dt.date(2021, 3, 31), Eindreden.ANDERE_BAAN)


@pytest.mark.parametrize(
    ("dag", "reden", "veld"),
    [
        (dt.date(2020, 10, 31), Eindreden.LOON, "laatste_werkdag"),
        (dt.date(2021, 9, 1), Eindreden.LOON, "laatste_werkdag"),
        (dt.date(2021, 3, 31), "ziek", "eindreden"),
    ],
)
def test_een_einde_dat_niet_kan(contract, coordinator_groningen, dag, reden, veld):
    with pytest.raises(ValidationError) as excinfo:
        einde(contract, coordinator_groningen, dag=dag, reden=reden)
    assert list(fouten(excinfo)) == [veld]


def test_twee_beeindigen_tegelijk_de_tweede_verliest_niets(
    contract, coordinator_groningen, collega_groningen
):
    van_collega = Plaatsing.objects.get(pk=contract.pk)
    einde(contract, coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        einde(van_collega, collega_groningen, reden=Eindreden.ANDERE_BAAN)
    contract.refresh_from_db()
    assert contract.eindreden == Eindreden.LOON


def test_een_proef_met_een_vervolg_wordt_niet_los_beeindigd(proef, contract, coordinator_groningen):
    proef.refresh_from_db()
    with pytest.raises(ValidationError, match="volgt al een andere"):
        einde(proef, coordinator_groningen, dag=dt.date(2020, 10, 1))


def test_einde_terugdraaien(contract, coordinator_groningen):
    einde(contract, coordinator_groningen)
    draai_einde_terug(contract, gezien=contract.versie, door=coordinator_groningen)
    contract.refresh_from_db()
    assert (contract.laatste_werkdag, contract.eindreden) == (None, "")


def test_een_verkeerd_contract_terugdraaien_laat_de_proef_weer_lopen(proef, contract, coordinator_groningen):
    draai_plaatsing_terug(contract, gezien=contract.versie, door=coordinator_groningen)
    proef.refresh_from_db()
    assert (proef.laatste_werkdag, proef.eindreden) == (None, "")
    assert Logregel.objects.filter(handeling="verwijderen").count() == 1


# --- No-riskpolis -----------------------------------------------------------------------------------------------------
def test_no_riskpolis_pas_na_twee_maanden_dienstverband(contract, coordinator_groningen, time_machine):
    time_machine.move_to(dt.datetime(2020, 12, 31, 12, tzinfo=dt.UTC))
    with pytest.raises(ValidationError, match="pas vanaf 1 jan"):
        zet_no_riskpolis(contract, van_toepassing=True, gezien=contract.versie, door=coordinator_groningen)
    time_machine.move_to(dt.datetime(2021, 1, 1, 12, tzinfo=dt.UTC))
    zet_no_riskpolis(contract, van_toepassing=True, gezien=contract.versie, door=coordinator_groningen)
    contract.refresh_from_db()
    assert contract.no_riskpolis is True


def test_no_riskpolis_hoort_niet_bij_een_proef(proef, coordinator_groningen):
    with pytest.raises(ValidationError, match="hoort bij een contract"):
        zet_no_riskpolis(proef, van_toepassing=True, gezien=proef.versie, door=coordinator_groningen)


def test_een_verlenging_begint_de_no_risktermijn_niet_opnieuw(julia, contract, contractvelden):
    from trajecten.plaatsing.diensten import no_riskpolis_vanaf

    nieuw = leg_contract_vast(
        julia,
        vorige=contract,
        **contractvelden | {"start": dt.date(2021, 9, 1), "gepland_einde": dt.date(2022, 8, 31)},
    ).plaatsing
    assert no_riskpolis_vanaf(nieuw) == dt.date(2021, 1, 1)


# --- The whole proof --------------------------------------------------------------------------------------------------
def test_zestien_proeven_zestien_contracten(
    ocaro, kpn, programma, regio_groningen, proefvelden, contractvelden, coordinator_groningen
):
    from tests import fabrieken

    for nummer in range(16):
        kandidaat = fabrieken.KandidaatFabriek(behandelregio=regio_groningen)
        traject = fabrieken.TrajectFabriek(kandidaat=kandidaat, programma=programma)
        breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=dt.date(2020, 9, 1))
        uren = Decimal([20, 24, 28][nummer % 3])
        proef = start_proefplaatsing(
            traject, **proefvelden | {"uren_per_week": uren, "intentie_uren": uren}
        ).plaatsing
        leg_contract_vast(traject, vorige=proef, **contractvelden | {"uren_per_week": uren})
    proeven = Plaatsing.objects.filter(soort=Plaatsingsoort.PROEFPLAATSING)
    assert {p.laatste_werkdag for p in proeven} == {dt.date(2020, 10, 31)}
    assert proeven.filter(volgende__formele_werkgever=ocaro, volgende__werkplek=kpn).count() == 16


@pytest.mark.django_db(transaction=True)
def test_twee_coordinatoren_op_hetzelfde_moment(julia, proefvelden):
    """Two requests at once: one placement, the other is refused in words."""
    from tests.draden import tegelijk
    from trajecten.models import Traject

    def begin(functie):
        traject = Traject.objects.get(pk=julia.pk)
        return start_proefplaatsing(traject, **proefvelden | {"functie": functie})

    uitkomsten = tegelijk(lambda: begin("Klantadviseur"), lambda: begin("Planner"))
    geweigerd = [u for u in uitkomsten if isinstance(u, ValidationError)]
    assert len(geweigerd) == 1, uitkomsten
    assert "Er loopt al een proefplaatsing" in geweigerd[0].message_dict["start"][0]
    assert Plaatsing.objects.count() == 1
