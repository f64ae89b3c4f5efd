"""P11 Ro!Entree (gemeente Rotterdam): priority on the waiting list, a contract of eight months, and the longest stay.

As published: some groups go first, about sixteen weeks of training, a contract of eight months, a refresher day every
five weeks, at most 24 months. Of a priority is stored that there is one and who checked it; the ground is never asked.
"""

import pytest
from playwright.sync_api import expect

from tests.kantoor import inrichting, stappen
from tests.kantoor.bureau import BREED, SMAL, Bureau

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
BEGINT = "2025-11-10 08:00"

PROGRAMMA, LICHTING, ROTTERDAM = "Ro!Entree", "Rotterdam januari 2026", "gemeente Rotterdam"
BEHEERDER = ("Gonda Westerink", "gonda.westerink@example.nl")
COORDINATOR = ("Ruud Havelaar", "ruud.havelaar@example.nl", "coordinator")
JOBCOACH = ("Ilona Pronk", "ilona.pronk@example.nl", "jobcoach")
SORAYA, HUBERT, TAMAR, AYLA = "Soraya Ramlal", "Hubert Jonker", "Tamar Vosman", "Ayla Demirci"
IEDEREEN = {SORAYA: "06 83941101", HUBERT: "06 83941102", TAMAR: "06 83941103", AYLA: "06 83941104"}


def test_p11_ro_entree(bureau):
    inrichting.installeer(BEHEERDER)
    inrichting.maak_gebruikers(bureau, BEHEERDER, [COORDINATOR, JOBCOACH], regio="Rijnmond")
    de_kalender_vooraf(bureau)
    vier_mensen_worden_geselecteerd(bureau)
    twee_wachten(bureau)
    ayla_krijgt_voorrang(bureau)
    een_plaats_komt_vrij(bureau)
    contract_van_acht_maanden(bureau)
    verlengd_tot_het_verblijf_om_is(bureau)
    geplande_uitstroom(bureau)
    de_cijfers(bureau)


# --- Before -----------------------------------------------------------------------------------------------------------
def de_kalender_vooraf(bureau: Bureau):
    """What a start on 5 January means; the contract comes after the training."""
    bureau.log_in(COORDINATOR[1])
    bureau.open("/programmas/")
    bureau.link(PROGRAMMA)
    bureau.kop(PROGRAMMA)
    bureau.zie("zorg voor jonge kinderen", "mantelzorg")
    bureau.vul("Start van de lichting", "5-1-2026")
    bureau.knop("Toon de kalender")
    bureau.zie("Een lichting die start op 5 jan 2026, met een contract vanaf 27 apr 2026.")
    assert _regel(bureau, "Opleiding")[:2] == ["5 jan 2026", "26 apr 2026"]
    bureau.zie("Ongeveer 16 weken. De laatste dag is een schatting.")
    assert _regel(bureau, "Contract")[:2] == ["27 apr 2026", "26 dec 2026"]
    terugkomdagen = bureau.rij("Terugkomdagen").get_by_role("listitem").all_inner_texts()
    assert terugkomdagen == [
        "1 jun 2026",
        "6 jul 2026",
        "10 aug 2026",
        "14 sep 2026",
        "19 okt 2026",
        "23 nov 2026",
    ]
    assert _regel(bureau, "Verblijf hoogstens")[:2] == ["27 apr 2026", "26 apr 2028"]
    bureau.foto("p11-01-kalender")
    bureau.page.set_viewport_size(SMAL)
    bureau.past_op_het_scherm()
    bureau.foto("p11-02-kalender-smal")
    bureau.page.set_viewport_size(BREED)


def _regel(bureau, wat):
    """The cells of one line of the calendar."""
    kop = bureau.page.get_by_role("rowheader", name=wat, exact=True)
    return bureau.page.get_by_role("row").filter(has=kop).get_by_role("cell").all_inner_texts()


# --- Selection --------------------------------------------------------------------------------------------------------
def vier_mensen_worden_geselecteerd(bureau: Bureau):
    """The gemeente refers; this programme has no rounds, so the coordinator decides in the dossier."""
    bureau.het_is("2025-11-10 10:00")
    bureau.log_in(COORDINATOR[1])
    bureau.menu("Partners")
    bureau.link(ROTTERDAM)
    bureau.link("Partner wijzigen")
    bureau.vink("Verwijst kandidaten")
    bureau.knop("Partner opslaan")
    for minuut, (naam, telefoon) in enumerate(IEDEREEN.items()):
        bureau.het_is(f"2025-11-10 10:{minuut}5")
        stappen.meld_aan(
            bureau, *naam.split(), programma=PROGRAMMA, verwijzer=ROTTERDAM, Telefoonnummer=telefoon
        )
    bureau.menu("Vandaag")
    bureau.zie("Nog niet gebeld (4)")
    for naam in IEDEREEN:
        stappen.gesproken(bureau, naam)


def twee_wachten(bureau: Bureau):
    """Everybody is selected, and there are two seats: who was referred last waits."""
    bureau.menu("Vandaag")
    bureau.zie("Ro!Entree, selectie zonder rondes", "4 mensen")
    bureau.link(f"Besluiten nemen bij {PROGRAMMA}")
    bureau.kop("Nog niet besloten (4)")
    bureau.foto("p11-03-nog-niet-besloten")
    for naam in IEDEREEN:
        for status in ("In selectie", "Geselecteerd"):  # each time back at the list
            bureau.link(f"Status wijzigen van {naam}")
            _zet_status(bureau, status)
    bureau.zie("Niemand wacht op een besluit.")
    stappen.maak_lichting(bureau, programma=PROGRAMMA, naam=LICHTING, start="5-1-2026", plaatsen="2")
    bureau.link("Kies iedereen")
    bureau.vink("Zijn er te weinig plaatsen? Zet de rest op de wachtlijst.")
    bureau.knop("Plaats deze mensen")
    bureau.zie("2 van 2 plaatsen", "Mensen met een plaats (2)")
    assert _wachtlijst(bureau) == [("Vosman, Tamar", "Nee"), ("Demirci, Ayla", "Nee")]


def _zet_status(bureau, status):
    bureau.link(status)
    bureau.knop("Status opslaan")
    bureau.melding(status.lower())


def _wachtlijst(bureau):
    """(name, priority) of who waits, from the top."""
    rijen = bureau.rijen("Wie voorrang heeft staat bovenaan, daarna wie het langst wacht.").all()
    cellen = [rij.locator("th, td").all_inner_texts() for rij in rijen]
    return [(rij[0].strip(), rij[-1].strip()) for rij in cellen]


def ayla_krijgt_voorrang(bureau: Bureau):
    """The coordinator looked at it and ticks that; why is asked nowhere. She moves up."""
    bureau.het_is("2025-12-01 09:30")
    bureau.log_in(COORDINATOR[1])
    bureau.dossier(AYLA)
    bureau.link("Afspraken wijzigen")
    bureau.zie("Waarom iemand voorrang heeft, leggen wij niet vast.")
    bureau.vink("Heeft voorrang, ik heb dit gecontroleerd")
    bureau.foto("p11-04-voorrang")
    bureau.knop("Afspraken opslaan")
    bureau.kop(AYLA)
    bureau.zie(f"Ja, gecontroleerd door {COORDINATOR[0]}")
    bureau.foto("p11-05-dossier-ayla")
    bureau.menu("Lichtingen")
    bureau.link(LICHTING)
    assert _wachtlijst(bureau) == [("Demirci, Ayla", "Ja"), ("Vosman, Tamar", "Nee")]
    bureau.foto("p11-06-wachtlijst")


def een_plaats_komt_vrij(bureau: Bureau):
    """Hubert has other work; the seat goes to who stands on top. Then they start."""
    bureau.dossier(HUBERT)
    bureau.link("Status wijzigen")
    bureau.link("Teruggetrokken")
    bureau.vink("Heeft ander werk")
    bureau.knop("Controleren")
    bureau.knop("Traject afsluiten")
    bureau.melding(f"{HUBERT}: teruggetrokken.")
    bureau.menu("Lichtingen")
    bureau.link(LICHTING)
    bureau.zie("1 van 2 plaatsen")
    bureau.vink(f"Kies {AYLA}")
    bureau.knop("Geef een plaats")
    bureau.zie("2 van 2 plaatsen")
    assert _wachtlijst(bureau) == [("Vosman, Tamar", "Nee")]
    stappen.wijs_jobcoach_toe(bureau, JOBCOACH[0], vanaf="5-1-2026", aantal=2)
    bureau.het_is("2026-01-05 08:30")
    bureau.log_in(COORDINATOR[1])
    bureau.link(f"Lichting starten {PROGRAMMA}, {LICHTING}")
    stappen.start_lichting(bureau, LICHTING, 2)


# --- Work -------------------------------------------------------------------------------------------------------------
def contract_van_acht_maanden(bureau: Bureau):
    """From the day after the training; for both at once."""
    bureau.het_is("2026-04-27 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.menu("Lichtingen")
    bureau.link(LICHTING)
    bureau.link("Contract voor de groep vastleggen")
    for veld in ("Formele werkgever", "Werkplek (inlener)"):
        bureau.kies(veld, ROTTERDAM)
    bureau.vul("Functie", "Medewerker klantcontact 14010")
    bureau.kies("Soort contract", "Arbeidsovereenkomst")
    bureau.vul("Eerste werkdag", "27-4-2026")
    bureau.vul("Loopt tot en met", "26-12-2026")
    for naam in (SORAYA, AYLA):
        bureau.vul(f"Uren per week van {naam}", "24")
    bureau.foto("p11-07-contract")
    bureau.knop("Contracten opslaan")
    bureau.melding("2 contracten bewaard: 27 apr 2026 tot en met 26 dec 2026.")


def verlengd_tot_het_verblijf_om_is(bureau: Bureau):
    """In December Vandaag asks what comes next: Soraya stays for good, Ayla until the 24 months are over."""
    bureau.het_is("2026-12-14 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("Proefplaatsing of contract loopt af (2)", f"bij {ROTTERDAM} loopt tot en met 26 dec 2026.")
    bureau.foto("p11-08-vandaag-loopt-af")
    for naam, tot in ((SORAYA, ""), (AYLA, "26-4-2028")):
        bureau.dossier(naam)
        bureau.link("Contract vastleggen")
        expect(bureau.page.get_by_label("Werkplek (inlener)").locator("option:checked")).to_have_text(
            ROTTERDAM
        )
        bureau.kies("Soort contract", "Arbeidsovereenkomst")
        bureau.vul("Eerste werkdag", "27-12-2026")
        if tot:
            bureau.vul("Loopt tot en met", tot)
        else:
            bureau.vink("Voor onbepaalde tijd")
        bureau.knop("Contract opslaan")
        bureau.melding("Arbeidsovereenkomst bewaard: 27 dec 2026")
    bureau.dossier(SORAYA)
    stappen.rond_af(bureau, SORAYA, uitkomst="Reguliere baan bij dezelfde werkgever", op="14-12-2026")


def geplande_uitstroom(bureau: Bureau):
    """The longest stay is over, as agreed: her work ends so, and so does her traject. It is no dropout."""
    bureau.het_is("2028-04-27 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.dossier(AYLA)
    bureau.link("Plaatsing beëindigen")
    bureau.vul("Laatste werkdag", "26-4-2028")
    bureau.kies("Waarom gestopt", "Geplande uitstroom")
    bureau.knop("Einde opslaan")
    bureau.link("Traject afsluiten")
    bureau.foto("p11-09-afsluiten")
    bureau.link("Afgerond")
    bureau.vink("Geplande uitstroom (afgesproken periode is voorbij)")
    bureau.vul("Laatste dag van het traject", "26-4-2028")
    bureau.knop("Controleren")
    bureau.knop("Traject afsluiten")
    bureau.melding(f"{AYLA}: afgerond.")
    bureau.foto("p11-10-dossier-ayla")


def de_cijfers(bureau: Bureau):
    """Two started, two contracts; after twelve months both still worked, and the planned end is no exit."""
    bureau.menu("Cijfers")
    bureau.link(PROGRAMMA)
    bureau.kop(PROGRAMMA)
    assert bureau.page.locator(".cijfer-waarde").all_inner_texts()[:2] == ["2", "2"]
    bureau.foto("p11-11-cijfers")
    for maanden in (3, 6, 12, 24):
        assert stappen.retentieregel(bureau, maanden)["Eenvoudig aandeel"] == "100,0 %", maanden
    assert (
        stappen.retentieregel(bureau, 24)["Van wie we het weten"] == "1"
    )  # Ayla; Soraya was followed until she left us
