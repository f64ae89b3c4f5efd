"""Many new people read in together: the same rows as one by one, nobody kept out by a neighbour, nobody made twice."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inlezen import toepassen, velen
from inlezen.models import Inleesregel, Inlezing
from inlezen.toepassen import INTUSSEN_ANDERS, MISLUKT, begin_inlezen, lees_in, verwerk_regels
from inlezen.velen import GROEP, groepen
from kandidaten.models import BijzonderGegeven, Kandidaat, Verwijzing
from logboek.models import Logregel
from partners.models import Contactpersoon
from tests import fabrieken
from tests.draden import tegelijk
from tests.inlezen.stappen import aantallen, open_lijst
from trajecten.models import Statuswissel, Traject

KOP = (
    "Voornaam;Voorletters;Achternaam;Geboortedatum;Telefoon;E-mail;Postcode;Woonplaats;Uren per week;"
    "Klantmanager;Uitkering;Opmerking;Kinderopvang"
)
KLANTMANAGERS = ["M. Postma", "m.  postma", "K. Visser", ""]
GESCHREVEN = (
    Kandidaat,
    Verwijzing,
    Traject,
    Statuswissel,
    BijzonderGegeven,
    Contactpersoon,
    Logregel,
    Inleesregel,
)
TOEVALLIG = {"id", "dossiernummer"}


def csv_van(aantal, begin=0):
    """A list of so many different people, with everything that a list can say about somebody now and then left out."""
    regels = [KOP]
    for n in range(begin, begin + aantal):
        letters = "".join("abcdefghij"[int(cijfer)] for cijfer in f"{n:04d}")
        velden = [
            f"Voor{letters}", "V." if n % 3 else "", f"van der Achter{letters}",
            f"{n % 28 + 1:02d}-{n % 12 + 1:02d}-{1960 + n % 40}", f"06{20000000 + n}",
            f"p{n}@example.nl" if n % 4 else "", "9711 AB" if n % 5 else "", "Groningen" if n % 2 else "",
            str([20, 24, 28, ""][n % 4]), KLANTMANAGERS[n % 4], ["WW", "WIA", ""][n % 3],
            f"Belt terug na {n}" if n % 3 == 1 else "", "geregeld" if n % 6 == 0 else "",
        ]  # fmt: skip
        regels.append(";".join(velden))
    return "\n".join(regels).encode()


def lijst_van(aantal, wie, begin=0):
    return open_lijst("velen.csv", inhoud=csv_van(aantal, begin), **wie)


def standen(inlezing):
    return Counter(inlezing.regels.values_list("stand", flat=True))


def een_voor_een(regels):
    return (([pk], False) for pk, _oordeel in regels)


def momentopname(vanaf):
    """Everything in the tables that an import writes, without what is random; moments only as "during this test"."""
    namen = dict(Kandidaat.objects.values_list("dossiernummer", "achternaam"))

    def waarde(rij, veld):
        inhoud = getattr(rij, veld.name)
        if veld.name == "dossier":
            return namen.get(inhoud, inhoud)
        if veld.is_relation and inhoud is not None:
            van = getattr(inhoud, "kandidaat", inhoud)
            return type(inhoud).__name__, getattr(van, "achternaam", None) or getattr(van, "naam", None)
        if hasattr(inhoud, "tzinfo") and inhoud >= vanaf:
            return "nu"
        return inhoud

    def velden(model):
        return [v for v in model._meta.concrete_fields if v.name not in TOEVALLIG]

    return {
        model.__name__: Counter(
            str([(veld.name, waarde(rij, veld)) for veld in velden(model)]) for rij in model.objects.all()
        )
        for model in GESCHREVEN
    }


def test_samen_maakt_precies_wat_een_voor_een_maakt(uwv_lijst, monkeypatch):
    """All fields of all rows of all tables, benefit, hours, contact persons, remarks and access log included."""
    vanaf = timezone.now()
    inlezing = lijst_van(32, uwv_lijst | {"ontvangen_op": vanaf - dt.timedelta(days=10)})
    gemaakt = {}
    for hoe in ("samen", "los"):
        with transaction.atomic(), monkeypatch.context() as m:
            if hoe == "los":
                m.setattr(toepassen, "groepen", een_voor_een)
            lees_in(Inlezing.objects.get(pk=inlezing.pk), door=uwv_lijst["door"])
            gemaakt[hoe] = momentopname(vanaf)
            telling = aantallen()
            transaction.set_rollback(True)
    assert telling["Kandidaat"] == telling["Traject"] == telling["Statuswissel"] == 32
    assert telling["Contactpersoon"] == 2
    assert 0 < telling["BijzonderGegeven"] < 32
    for tabel, rijen in gemaakt["los"].items():
        assert gemaakt["samen"][tabel] == rijen, tabel


def test_de_groep_gaat_echt_samen(uwv_lijst):
    """Less than one query per row; SQLite, which takes few values at a time, needs the most: about 70 for 200 rows."""
    inlezing = lijst_van(GROEP, uwv_lijst)
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    with CaptureQueriesContext(connection) as queries:
        verwerk_regels(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": GROEP}
    assert len(queries) < GROEP / 2


def test_groepen_houden_de_volgorde_van_de_lijst():
    rijen = [(pk, "nieuw") for pk in range(GROEP + 20)] + [
        (-1, "wijziging"),
        (-2, "nieuw"),
        (-3, "mogelijk_dubbel"),
    ]
    gevonden = list(groepen(rijen))
    assert [pk for pks, _samen in gevonden for pk in pks] == [pk for pk, _oordeel in rijen]
    assert [(len(pks), samen) for pks, samen in gevonden] == [
        (GROEP, True), (20, True), (1, False), (1, False), (1, False)
    ]  # fmt: skip


def test_een_slechte_rij_in_de_groep_houdt_niemand_tegen(uwv_lijst, monkeypatch):
    """One that a rule refuses, and one on which something breaks: each with its own message, the other 38 are in."""

    def controle(kandidaat):
        if kandidaat.achternaam.endswith("aaah"):  # row 9
            raise ValidationError({"telefoon": "Dit nummer kan niet."})
        if kandidaat.achternaam.endswith("aacf"):  # row 27
            raise RuntimeError("Achteraacf staat in deze foutmelding en mag nergens terechtkomen")

    monkeypatch.setattr(Kandidaat, "clean", controle)
    inlezing = lijst_van(40, uwv_lijst)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 38, "mislukt": 2}
    fouten = dict(inlezing.regels.filter(stand="mislukt").values_list("rijnummer", "fout"))
    assert fouten == {9: "Dit nummer kan niet.", 27: MISLUKT}
    assert aantallen()["Kandidaat"] == aantallen()["Verwijzing"] == aantallen()["Traject"] == 38
    assert aantallen()["Contactpersoon"] == 2
    assert inlezing.status == "klaar"


def test_wat_de_database_weigert_krijgt_ook_zijn_eigen_melding(uwv_lijst, monkeypatch):
    """A number that exists already: only the database knows, and only at the INSERT of the whole group."""
    bestaat = fabrieken.KandidaatFabriek(behandelregio=uwv_lijst["regio"])

    def vul(kandidaat):
        echt(kandidaat)
        if kandidaat.achternaam.endswith("aacf"):
            kandidaat.dossiernummer = bestaat.dossiernummer

    echt = Kandidaat.vul_sleutels
    monkeypatch.setattr(Kandidaat, "vul_sleutels", vul)
    inlezing = lijst_van(30, uwv_lijst)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 29, "mislukt": 1}
    assert (
        inlezing.regels.get(stand="mislukt").fout
        == "Er bestaat al een Kandidaat met eenzelfde Dossiernummer."
    )


def test_intussen_bekend_geworden_gaat_niet_met_de_groep_mee(uwv_lijst):
    inlezing = lijst_van(30, uwv_lijst)
    fabrieken.KandidaatFabriek(telefoon="0620000007", behandelregio=uwv_lijst["regio"])
    lees_in(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 29, "mislukt": 1}
    regel = inlezing.regels.get(stand="mislukt")
    assert (regel.rijnummer, regel.oordeel, regel.fout) == (9, "mogelijk_dubbel", INTUSSEN_ANDERS)
    assert not regel.gekozen


def test_gedood_tussen_twee_groepen_gaat_verder_waar_het_was(uwv_lijst, monkeypatch):
    echt, gedaan = velen.neem_groep, []

    def gedood(pks, *rest):
        if gedaan:
            raise SystemExit
        gedaan.append(pks)
        return echt(pks, *rest)

    monkeypatch.setattr(velen, "GROEP", 15)
    inlezing = lijst_van(40, uwv_lijst)
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    with monkeypatch.context() as m, pytest.raises(SystemExit):
        m.setattr(toepassen, "neem_groep", gedood)
        verwerk_regels(inlezing, door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 15, "open": 25}
    verwerk_regels(Inlezing.objects.get(), door=uwv_lijst["door"])
    assert standen(inlezing) == {"ingelezen": 40}
    assert aantallen()["Kandidaat"] == aantallen()["Traject"] == 40


# --- At the same moment -----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_twee_mensen_lezen_tegelijk_dezelfde_lange_lijst_in(uwv_lijst, collega_groningen, monkeypatch):
    monkeypatch.setattr(velen, "GROEP", 15)
    lijsten = [lijst_van(30, uwv_lijst), lijst_van(30, uwv_lijst | {"door": collega_groningen})]

    def lezer(inlezing):
        return lambda: lees_in(Inlezing.objects.get(pk=inlezing.pk), door=inlezing.gemaakt_door).status

    assert tegelijk(*map(lezer, lijsten)) == ["klaar", "klaar"]
    totaal = aantallen()
    assert totaal["Kandidaat"] == totaal["Verwijzing"] == totaal["Traject"] == 30
    assert totaal["Contactpersoon"] == 2
    assert sum(standen(lijst)["ingelezen"] for lijst in lijsten) == 30


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_aan_een_lange_lijst(uwv_lijst, monkeypatch):
    monkeypatch.setattr(velen, "GROEP", 15)
    inlezing = lijst_van(45, uwv_lijst)
    begin_inlezen(inlezing, door=uwv_lijst["door"])

    def werker():
        return verwerk_regels(Inlezing.objects.get(pk=inlezing.pk), door=uwv_lijst["door"]).status

    assert tegelijk(werker, werker) == ["klaar", "klaar"]
    assert standen(inlezing) == {"ingelezen": 45}
    assert aantallen()["Kandidaat"] == aantallen()["Traject"] == 45
