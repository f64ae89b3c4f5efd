"""What the file does not say stays empty: every field and part of P01 to P14, also those that are made later.

`ZEGT` says which fields each key of the file fills. A new field of Programma or of a part is in none of them, and then
`test_elk_veld_is_bedacht` fails: say there whether the file can state it.
"""

import pytest

from tests.programmas.velden import CODES, alle_namen, bestand, gevuld
from trajecten.models import Programma

pytestmark = pytest.mark.django_db

ZELFDE = (
    "code naam bron soort werk leerweg schooldagen_per_week dagen_per_week uren_opties proefplaatsing_maanden "
    "contract_maanden contractsoort coachratio_max functioneringsgesprekken buddy financiering voorselectie_door "
    "toetsen kinderopvang_check voorfase introductiedag eerste_contact_uren terugkomdag_weken max_verblijf_maanden "
    "retentiedoel_procent eigenaar opleider formele_werkgever jobcoach_van modules uitkeringen voorrangsgroepen "
    "thuiswerk"
).split()
# Which names each other key fills; what depends on the value stands under "key.part".
ZEGT = {sleutel: {sleutel} for sleutel in ZELFDE} | {
    "start": {"startdatum", "startdatum_precisie"},
    "werkgever": {"werkgevers"},
    "dochter": {"vestigingen"},
    "dochter_locaties": {"vestigingen"},
    "locaties": {"vestigingen"},
    "partners": {"andere_partners"},
    "regio": {"regio_tekst"},
    "eis": {"taaleis"},
    "inhoud": {"inhoud"},
    "training": {"inhoud"},
    "opleiding": {"inhoud"},
    "niveau": {"inhoud"},
    "begeleiding": {"begeleiding", "begeleiding_vrijwillig"},
    "afbouw_begeleiding": {"begeleiding"},  # in words: after how many weeks is not stated, so no taper
    "aanmelding": {"aanmelding", "zelf_aanmelden"},
    "groep.aantal": {"groep_min", "groep_max"},
    "groep.min": {"groep_min"},
    "groep.max": {"groep_max"},
    "groep.groepen_per_jaar": {"groepen_per_jaar_min", "groepen_per_jaar_max"},
    "groep.herkomst": {f"gerapporteerd.{naam}" for naam in ("wat", "waarde", "van", "bron")},
    "duur.weken": {"duur_weken"},
    "duur.maanden": {"duur_maanden"},
    "duur.operator": {"duur_ongeveer"},
    "besluit_na.maanden": {"besluit_na_maanden"},
    "besluit_na.opties": {"besluit_opties"},
    "doel_aandeel.procent": {"doelgroep_aandeel_procent"},
    "doel_aandeel.binnen_maanden": {"doelgroep_aandeel_maanden"},
    "verblijf_maanden.van": {"verblijf_van_maanden"},
    "verblijf_maanden.tot": {"verblijf_tot_maanden"},
    "kwalificaties": {"kwalificaties.naam", "kwalificaties.niveau"},
    "examendelen": {"kwalificaties.examendelen.naam"},
    "selectie": {"rondes.naam", "rondes.soort"},
    "criteria": {"criteria.naam"},
    "belangrijkste_criterium": {"criteria.naam", "criteria.weegt_zwaarst"},
    "uitsluitend_criterium": {"criteria.sluit_uit", "criteria.uitsluitreden"},
    "gerapporteerd.wat": {"gerapporteerd.wat", "gerapporteerd.bron"},
    "gerapporteerd.operator": {"gerapporteerd.operator"},
    "gerapporteerd.waarde": {"gerapporteerd.waarde"},
    "gerapporteerd.van": {"gerapporteerd.van"},
    "gerapporteerd.eenheid": {"gerapporteerd.eenheid"},
    "gerapporteerd.peil": {"gerapporteerd.peil"},
}
# A kind of referrer instead of a partner by name.
SOORTEN = {"gemeenten", "werkgeversservicepunten"}
# What the words of a round say: a day for a group (P05), 30 to 40 people and a group of 10 (P08).
IN_DE_RONDES = {
    "P05": {"rondes.in_groep"},
    "P08": {"rondes.in_groep", "rondes.deelnemers_min", "rondes.deelnemers_max"},
}
# The file has no words for these: a beheerder fills them in.
NOOIT = {
    "versie",
    "voorfase_weken",
    "doelgroep_aandeel_op",
    "rondes.verplicht",
    "rondes.beoordelaars",
    "rondes.onderdelen.naam",
    "criteria.anker_1",
    "criteria.anker_3",
    "criteria.anker_5",
    "kwalificaties.crebo",
    *{f"kostenaandelen.{deel}" for deel in "partner wie waarvoor procent afgesproken_met afgesproken_op".split()},
    *{f"begeleidingsschema.{deel}" for deel in ("fase", "vanaf_week", "elke_weken")},
    *{f"doelsjablonen.{deel}" for deel in ("aandachtsgebied", "omschrijving", "telt_vanaf", "weken")},
    *{f"doelsjablonen.acties.{deel}" for deel in ("omschrijving", "eigenaar", "weken")},
}  # fmt: skip
# Words that are told in no story (tests/programmas/test_p01.py and on), and then by code and field.
ZIPTONE = "Ziptone, zes programma's, medio 2022"
WOORDEN = {
    "P01": {
        "bron": "artikel over het KPN leer-/werkbedrijf, gepubliceerd 2017",
        "modules": "sociale vaardigheden - feedback krijgen\nsociale vaardigheden - feedback geven",
        "begeleiding": "eerst veel begeleiding, stap voor stap minder",
        "werk": "webcare (social media, chat, e-mail)",
        "buddy": "gepland",
        "thuiswerk": "mogelijk",
        "financiering": "budget sociaal ondernemen",
    },
    "P02": {"bron": "ABU-artikel over Customer Service KPN Groningen"},
    "P03": {
        "bron": "ABU-artikel (Ocaro totaal) en Ziptone, zes programma's, medio 2022",
        "eigenaar": "Ocaro",
    },
    "P04": {"bron": ZIPTONE, "eigenaar": "Ocaro"},
    "P05": {
        "bron": ZIPTONE,
        "eigenaar": "VANAD Academy",
        "taaleis": "goede beheersing van het Nederlands",
        "inhoud": "vaardigheden van het KSF Starterscertificaat",
        "financiering": "gemeente",
    },
    "P06": {"bron": ZIPTONE, "eigenaar": "Coniche"},
    "P07": {"bron": ZIPTONE, "eigenaar": "Coniche"},
    "P08": {"bron": ZIPTONE, "eigenaar": "Coniche"},
    "P09": {"bron": ZIPTONE, "eigenaar": "ContactCare"},
    "P10": {
        "bron": ZIPTONE,
        "eigenaar": "Olympia",
        "inhoud": "alleen wat uit de test nodig blijkt (computervaardigheden, communicatieve vaardigheden)",
        "financiering": "in overleg met publieke partner, dragen of delen",
    },
    "P11": {"bron": ZIPTONE, "eigenaar": "gemeente Rotterdam"},
    "P12": {
        "bron": "blog over de opening van het KCC van UWV in Groningen",
        "inhoud": "intensief traject klantadviseur WW (gesprekstechniek, wetgeving, systemen), daarna kweekvijver",
    },
    "P13": {"bron": "Ziptone, werk en profiel van de agent bij KPN"},
    "P14": {"bron": ZIPTONE},
}


def gezegd(ruw):
    """The names that this entry of the file fills."""
    namen = {"status"} if "status" not in ruw else set()  # "in ontwikkeling" is what a programme is by itself
    for sleutel, waarde in ruw.items():
        if sleutel == "verwijzers":
            namen |= {"verwijzersoorten" if wie in SOORTEN else "verwijzers" for wie in waarde}
        elif sleutel != "status":
            for deel in _sleutels(sleutel, waarde):
                namen |= ZEGT[deel]
    return namen | IN_DE_RONDES.get(ruw["code"], set())


def _sleutels(sleutel, waarde):
    """The key itself, or each key within it; a part that says what the field says by itself is left out."""
    rijen = waarde if sleutel == "gerapporteerd" else [waarde]
    if not all(isinstance(rij, dict) for rij in rijen):
        return {sleutel}
    return {f"{sleutel}.{deel}" for rij in rijen for deel, zegt in rij.items() if zegt != "="}


def test_elk_veld_is_bedacht():
    """Every field of a programme and its parts: either a key of the file fills it, or the file never does."""
    uit_het_bestand = set().union(*ZEGT.values(), *IN_DE_RONDES.values())
    uit_het_bestand |= {"status", "verwijzers", "verwijzersoorten"}
    assert uit_het_bestand & NOOIT == set()
    assert uit_het_bestand | NOOIT == alle_namen()


def test_wat_niet_in_het_bestand_staat_is_leeg(geladen):
    """And what does stand there is filled in: neither more nor less, for each of the fourteen."""
    programmas = {programma.code: programma for programma in Programma.objects.all()}
    ruw = bestand()
    assert sorted(programmas) == sorted(ruw) == CODES
    for code in CODES:
        assert gevuld(programmas[code]) == gezegd(ruw[code]), code


def test_wat_er_staat_staat_er_letterlijk(geladen):
    """Numbers and words that are a field of their own have the value of the file."""
    ruw = bestand()
    for programma in Programma.objects.all():
        zegt = ruw[programma.code]
        for sleutel in set(ZELFDE) & set(zegt) - {"modules", "uitkeringen", "voorrangsgroepen", "thuiswerk"}:
            waarde = getattr(programma, sleutel)
            assert getattr(waarde, "naam", waarde) == zegt[sleutel], (programma.code, sleutel)
        for sleutel, meer in [("verwijzers", programma.verwijzers), ("werkgever", programma.werkgevers)]:
            genoemd = zegt.get(sleutel, [])
            genoemd = {genoemd} if isinstance(genoemd, str) else set(genoemd) - SOORTEN
            assert set(meer.values_list("naam", flat=True)) == genoemd, (programma.code, sleutel)
        assert programma.lichtingen.count() == programma.trajecten.count() == 0


def test_de_woorden(geladen):
    programmas = {programma.code: programma for programma in Programma.objects.all()}
    gevonden = {
        code: {veld: str(getattr(programmas[code], veld)) for veld in velden}
        for code, velden in WOORDEN.items()
    }
    assert gevonden == WOORDEN
    bronnen = {code: set(programmas[code].gerapporteerd.values_list("bron", flat=True)) for code in CODES}
    assert all(bronnen[code] <= {WOORDEN[code]["bron"]} for code in CODES)
    kwalificaties = programmas["P12"].kwalificaties.values_list("naam", flat=True)
    assert list(kwalificaties) == ["later mbo- of hbo-certificaten", "mbo-certificaat"]
    assert programmas["P01"].gerapporteerd.first().wat == "visuele beperking in de lichting"
