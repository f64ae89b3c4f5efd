"""Reading in: each row by itself, nothing twice, whatever happens around it."""

from collections import Counter

import pytest

from inlezen import toepassen
from inlezen.models import Inlezing
from inlezen.oordeel import Oordeel
from inlezen.taken import lees_lijst_in as taak
from inlezen.toepassen import INTUSSEN_ANDERS, MISLUKT, begin_inlezen, lees_in, verwerk_regels
from kandidaten.diensten import wijzig_kandidaat
from kandidaten.models import Kandidaat, Toewijzing
from tests import fabrieken
from tests.draden import tegelijk
from tests.inlezen.stappen import aantallen, lees_lijst_in, open_lijst
from trajecten.models import Traject

UWV = "verwijzing-uwv-groningen.xlsx"


@pytest.fixture
def inlezing(uwv_lijst):
    return open_lijst(UWV, **uwv_lijst)


def standen(inlezing):
    return Counter(inlezing.regels.values_list("stand", flat=True))


def test_een_rij_die_mislukt_houdt_de_andere_niet_tegen(inlezing, uwv_lijst, monkeypatch):
    echt = toepassen.meld_aan

    def hapert(*, persoon, **rest):
        if persoon["achternaam"] == "Jansen":
            raise RuntimeError("Jansen staat in deze foutmelding en mag nergens terechtkomen")
        return echt(persoon=persoon, **rest)

    monkeypatch.setattr(toepassen, "meld_aan", hapert)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 6, "mislukt": 1}
    regel = inlezing.regels.get(stand="mislukt")
    assert (regel.fout, regel.rijnummer, regel.kandidaat) == (MISLUKT, 5, None)
    assert aantallen()["Kandidaat"] == aantallen()["Verwijzing"] == aantallen()["Traject"] == 6

    monkeypatch.setattr(toepassen, "meld_aan", echt)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 7}
    assert inlezing.status == "klaar"


def test_halverwege_de_rij_mislukt_laat_niets_achter(inlezing, uwv_lijst, monkeypatch):
    """The benefit comes last; the person, referral and traject made before it are gone too."""
    monkeypatch.setattr("trajecten.dossier.diensten.leg_uitkering_vast", lambda **_: 1 / 0)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"mislukt": 7}
    assert set(aantallen().values()) == {0}


def test_weigering_van_een_dienst_staat_er_in_woorden(uwv_lijst):
    """The same person chosen while she has an open traject in this programme, by another partner's referral."""
    lees_lijst_in(UWV, **uwv_lijst)
    ander = fabrieken.PartnerFabriek(naam="Gemeente Leek", regio=uwv_lijst["regio"])
    inlezing = open_lijst(UWV, **uwv_lijst | {"partner": ander})
    regel = inlezing.regels.get(rijnummer=4)
    assert regel.oordeel == Oordeel.MOGELIJK_DUBBEL
    regel.keuze, regel.gekozen = "bestaand", True
    regel.bestaande = Kandidaat.objects.get(achternaam="Luinenburg")
    regel.save()
    lees_in(inlezing, door=uwv_lijst["door"])
    regel.refresh_from_db()
    assert regel.stand == "mislukt"
    assert "Deze kandidaat heeft al een lopend traject in dit programma." in regel.fout
    assert Traject.objects.filter(verwijzing__partner=ander).count() == 0


def test_twee_keer_achter_elkaar(inlezing, uwv_lijst):
    ander = Inlezing.objects.get(pk=inlezing.pk)
    assert begin_inlezen(inlezing, door=uwv_lijst["door"]) is True
    assert begin_inlezen(ander, door=uwv_lijst["door"]) is False
    verwerk_regels(inlezing, door=uwv_lijst["door"])
    voor = aantallen()
    verwerk_regels(ander, door=uwv_lijst["door"])
    assert aantallen() == voor


def test_afgebroken_gaat_verder_waar_het_was(inlezing, uwv_lijst, monkeypatch):
    """The worker is killed after three rows: the task, run again, does the other four."""
    echt, gedaan = toepassen._verwerk, []

    def gedood(pk, werk):
        if len(gedaan) == 3:
            raise SystemExit
        gedaan.append(pk)
        echt(pk, werk)

    begin_inlezen(inlezing, door=uwv_lijst["door"])
    monkeypatch.setattr(toepassen, "_verwerk", gedood)
    with pytest.raises(SystemExit):
        verwerk_regels(inlezing, door=uwv_lijst["door"])
    assert Inlezing.objects.get().status == "bezig"
    assert standen(inlezing) == {"ingelezen": 3, "open": 4}
    monkeypatch.setattr(toepassen, "_verwerk", echt)
    taak.func(str(inlezing.pk), uwv_lijst["door"].pk)
    assert standen(inlezing) == {"ingelezen": 7}
    assert (Inlezing.objects.get().status, aantallen()["Kandidaat"]) == ("klaar", 7)


def test_intussen_door_een_ander_ingelezen(uwv_lijst):
    """Both opened the list when nobody was known; the second reads in what is no longer new."""
    eerste, tweede = open_lijst(UWV, **uwv_lijst), open_lijst(UWV, **uwv_lijst)
    lees_in(eerste, door=uwv_lijst["door"])
    voor = aantallen()
    lees_in(tweede, door=uwv_lijst["door"])
    assert aantallen() == voor
    assert set(tweede.regels.values_list("oordeel", "stand", "gekozen")) == {("ongewijzigd", "open", False)}


def test_intussen_elders_gewijzigd_wordt_niet_overschreven(uwv_lijst):
    lees_lijst_in(UWV, **uwv_lijst)
    julia = Kandidaat.objects.get(achternaam="Luinenburg")
    julia.telefoon = "0611111111"
    wijzig_kandidaat(julia, gezien=julia.versie, velden=["telefoon"], door=uwv_lijst["door"])
    inlezing = open_lijst(UWV, **uwv_lijst)
    assert inlezing.regels.get(oordeel=Oordeel.WIJZIGING).rijnummer == 4
    julia.telefoon = "0633333333"
    wijzig_kandidaat(julia, gezien=julia.versie, velden=["telefoon"], door=uwv_lijst["door"])
    lees_in(inlezing, door=uwv_lijst["door"])
    regel = inlezing.regels.get(rijnummer=4)
    assert (regel.stand, regel.fout, regel.gekozen) == ("mislukt", INTUSSEN_ANDERS, False)
    assert regel.beoordeling["verschillen"] == ["Telefoon: 0633333333 wordt +31670643907."]
    assert Kandidaat.objects.get(pk=julia.pk).telefoon == "0633333333"


def test_wie_haar_alleen_als_jobcoach_ziet_leest_niets_bij_haar_in(uwv_lijst, regio_twente):
    """Seeing a dossier is not handling it: the coordinator of her region does that."""
    sara = fabrieken.KandidaatFabriek(voornaam="Sara", achternaam="Bos", behandelregio=regio_twente)
    door = uwv_lijst["door"]
    door.rollen.create(rol="jobcoach")
    Toewijzing.objects.create(kandidaat=sara, gebruiker=door, rol="jobcoach", van="2020-01-01")
    door = type(door).objects.get(pk=door.pk)
    assert Kandidaat.objects.zichtbaar_voor(door).filter(pk=sara.pk).exists()
    inhoud = f"Voornaam;Achternaam;Geboortedatum\nSara;Bos;{sara.geboortedatum:%d-%m-%Y}".encode()
    inlezing = open_lijst("a.csv", inhoud=inhoud, **uwv_lijst | {"door": door})
    regel = inlezing.regels.get()
    assert [g["persoon"] for g in regel.beoordeling["gelijkenissen"]] == [None]
    regel.gekozen, regel.keuze, regel.bestaande = True, "bestaand", sara
    regel.save()
    lees_in(inlezing, door=door)
    regel.refresh_from_db()
    assert regel.stand == "mislukt"
    assert "buiten uw regio" in regel.fout


# --- At the same moment --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_twee_werkers_aan_een_lijst(inlezing, uwv_lijst):
    begin_inlezen(inlezing, door=uwv_lijst["door"])

    def werker():
        return verwerk_regels(Inlezing.objects.get(pk=inlezing.pk), door=uwv_lijst["door"]).status

    assert tegelijk(werker, werker) == ["klaar", "klaar"]
    assert standen(inlezing) == {"ingelezen": 7}
    assert aantallen()["Kandidaat"] == aantallen()["Verwijzing"] == aantallen()["Traject"] == 7


@pytest.mark.django_db(transaction=True)
def test_twee_mensen_lezen_tegelijk_dezelfde_lijst_in(uwv_lijst, collega_groningen):
    lijsten = [open_lijst(UWV, **uwv_lijst), open_lijst(UWV, **uwv_lijst | {"door": collega_groningen})]

    def lezer(inlezing):
        return lambda: lees_in(Inlezing.objects.get(pk=inlezing.pk), door=inlezing.gemaakt_door).status

    assert tegelijk(*map(lezer, lijsten)) == ["klaar", "klaar"]
    totaal = aantallen()
    assert totaal["Kandidaat"] == totaal["Verwijzing"] == totaal["Traject"] == 7
    assert totaal["Contactpersoon"] == 1
    assert sum(standen(lijst)["ingelezen"] for lijst in lijsten) == 7
    assert not any(standen(lijst)["mislukt"] for lijst in lijsten)


@pytest.mark.django_db(transaction=True)
def test_dezelfde_lijst_tegelijk_in_twee_regios_maakt_niemand_dubbel(
    uwv_lijst, coordinator_twente, regio_twente
):
    """Lists of a partner take turns, whatever the region: who comes second is asked, without data of the first."""
    lijsten = [
        open_lijst(UWV, **uwv_lijst),
        open_lijst(UWV, **uwv_lijst | {"door": coordinator_twente, "regio": regio_twente}),
    ]

    def lezer(inlezing):
        return lambda: lees_in(Inlezing.objects.get(pk=inlezing.pk), door=inlezing.gemaakt_door).status

    assert tegelijk(*map(lezer, lijsten)) == ["klaar", "klaar"]
    assert aantallen()["Kandidaat"] == aantallen()["Traject"] == 7
    assert sum(standen(lijst)["ingelezen"] for lijst in lijsten) == 7


@pytest.mark.django_db(transaction=True)
def test_dubbelklik_begint_een_keer(inlezing, uwv_lijst):
    def klik():
        return begin_inlezen(Inlezing.objects.get(pk=inlezing.pk), door=uwv_lijst["door"])

    assert sorted(tegelijk(klik, klik)) == [False, True]


KAAL = b"Achternaam;Voornaam;Geboortedatum;Telefoon\nOpen;Otto;;\nDicht;Dora;1-2-1990;\n"


def test_wie_alleen_een_naam_heeft_komt_er_geen_twee_keer_in(uwv_lijst):
    """Without a date of birth, number or address the name is all there is: asked about, never made again by itself."""
    lees_lijst_in("kaal.csv", inhoud=KAAL, **uwv_lijst)
    assert Kandidaat.objects.count() == 2
    tweede = open_lijst("kaal.csv", inhoud=KAAL, **uwv_lijst)
    otto = tweede.regels.get(rijnummer=2)
    assert (otto.oordeel, otto.gekozen) == (Oordeel.MOGELIJK_DUBBEL, False)
    assert "zelfde naam." in otto.beoordeling["gelijkenissen"][0]["tekst"]


def test_een_naamgenoot_elders_houdt_niemand_tegen(uwv_lijst, regio_twente):
    fabrieken.KandidaatFabriek(voornaam="Otto", achternaam="Open", behandelregio=regio_twente)
    lees_lijst_in("kaal.csv", inhoud=KAAL, **uwv_lijst)
    assert Kandidaat.objects.count() == 3
