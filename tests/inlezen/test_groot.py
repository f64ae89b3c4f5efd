"""The list of 2,500: read and judged within the 3 seconds of the whole review, in seconds of this process.

A clock on the wall would measure what else the machine is doing; on a quiet one it takes 0.2 to 0.3 seconds.
"""

import time
import tracemalloc
from collections import Counter

from inlezen.kopregel import vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.oordeel import BekendePersoon, Oordeel, beoordeel_rijen
from inlezen.werkblad import MAX_RIJEN
from tests.inlezen.hulp import AAN_ZET, codes, kale_werkmap, lees_rijen, lijst_uit, regels, rij_xml


def test_groot_snel_en_zonder_verlies():
    begin = time.process_time()
    lijst = lijst_uit("verwijzing-groot.csv")
    rijen = lees_rijen(lijst, regels())
    oordelen = beoordeel_rijen(rijen.values(), [])
    assert time.process_time() - begin < 3

    assert list(rijen) == list(range(2, 2502))
    assert Counter(b.oordeel for b in oordelen) == {Oordeel.NIEUW: 2456, Oordeel.FOUT: 44}
    gemeld = Counter(code for rij in rijen.values() for code in codes(rij))
    assert gemeld == {"email_onleesbaar": 44}  # "a b@c.nl", "x@" and telephone numbers; empty is allowed
    assert sum(rij.waarde("achternaam") == "van" for rij in rijen.values()) == 5


def test_groot_tegen_evenveel_bekenden():
    rijen = list(lees_rijen(lijst_uit("verwijzing-groot.csv"), regels()).values())
    bekend = [
        BekendePersoon(
            pk=rij.nummer,
            voornaam=rij.waarde("voornaam"),
            tussenvoegsel=rij.waarde("tussenvoegsel"),
            achternaam=rij.waarde("achternaam"),
            geboortedatum=rij.waarde("geboortedatum"),
            email=rij.waarde("email"),
            telefoon=rij.waarde("telefoon"),
            open_programmas=frozenset({AAN_ZET.pk}),
        )
        for rij in rijen
    ]
    begin = time.process_time()
    oordelen = beoordeel_rijen(rijen, bekend)
    assert time.process_time() - begin < 3
    assert Counter(b.oordeel for b in oordelen) == {Oordeel.ONGEWIJZIGD: 2456, Oordeel.FOUT: 44}


def test_een_nummer_dat_iedereen_deelt_kost_geen_kwadraat():
    """A whole list on the telephone number of one office: each row looks at a few others, not at all of them."""
    rijen = list(lees_rijen(lijst_uit("verwijzing-groot.csv"), regels()).values())
    gedeeld = rijen[0].velden["telefoon"]
    for rij in rijen:
        rij.velden["telefoon"] = gedeeld
    begin = time.process_time()
    oordelen = beoordeel_rijen(rijen, [])
    assert time.process_time() - begin < 3
    assert max(len(b.gelijkenissen) for b in oordelen) == 10


def test_twintigduizend_rijen_uit_excel():
    """Read, found and mapped in seconds of this process; on a quiet machine it takes about one."""
    kop = ["Achternaam", "Voornaam", "Geboortedatum", "Telefoon", "E-mail", "Woonplaats", "Opmerking"]
    rijen = (
        rij_xml(n, f"Bos{n}", f"Bo{n}", "1-3-1989", f"06{n:08}", f"bo{n}@example.nl", "Assen", f"nummer {n}")
        for n in range(2, MAX_RIJEN + 2)
    )
    inhoud = kale_werkmap(rij_xml(1, *kop) + "".join(rijen))
    begin = time.process_time()
    lijst = vind_lijst(lees_bestand(inhoud, "lijst.xlsx"))
    assert time.process_time() - begin < 5
    assert len(lijst.rijen) == MAX_RIJEN
    assert [kolom.veld for kolom in lijst.kolommen][:4] == [
        "achternaam",
        "voornaam",
        "geboortedatum",
        "telefoon",
    ]


def test_geheugen_van_een_werkmap_is_dat_van_zijn_cellen():
    """A quarter of the largest list, within a quarter of what a list may take: the XML itself is never kept."""
    rijen = (rij_xml(n, *(f"tekst {n} {kolom}" for kolom in range(8))) for n in range(1, MAX_RIJEN // 4 + 1))
    inhoud = kale_werkmap("".join(rijen))
    tracemalloc.start()
    try:
        lees_bestand(inhoud, "lijst.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()
