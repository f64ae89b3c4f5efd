"""July to 1 September: one lichting of sixteen seats. It cannot start until hours, privacy and jobcoach are there."""

from playwright.sync_api import expect

from tests.groningen.lijsten import PROGRAMMA
from tests.groningen.mensen import COORDINATOR, IEDEREEN, JOBCOACH, WERK_IN_ZICHT
from tests.kantoor.bureau import Bureau

LICHTING = "Groningen september 2020"
AANTAL = len(IEDEREEN)


def vul_en_start(bureau: Bureau):
    bureau.het_is("2020-07-08 09:00")
    bureau.log_in(COORDINATOR[1])
    _maak_lichting(bureau)
    _plaats_iedereen(bureau)
    _mag_nog_niet_starten(bureau)
    _kies_uren(bureau)
    _leg_uitleg_vast(bureau)
    _wijs_jobcoach_toe(bureau)
    _start(bureau)


def _maak_lichting(bureau):
    bureau.menu("Lichtingen")
    bureau.link("Nieuwe lichting")
    bureau.kies("Programma", PROGRAMMA)
    bureau.vul("Naam", LICHTING, exact=True)
    bureau.vul("Start", "1-9-2020")
    bureau.vul("Plaatsen", "16")
    bureau.kies("Vestiging", "KPN, Groningen")
    bureau.knop("Lichting maken")
    bureau.melding(f"Lichting ‘{LICHTING}’ gemaakt.")
    bureau.zie("0 van 16 plaatsen", "1 sep 2020", f"nog zonder lichting ({AANTAL})")


def _plaats_iedereen(bureau):
    bureau.link("Kies iedereen")
    bureau.knop("Plaats deze mensen")
    bureau.melding("16 mensen geplaatst")
    bureau.zie("16 van 16 plaatsen", "Mensen met een plaats (16)")


def _mag_nog_niet_starten(bureau):
    """Everything in the way stands there with how many, and nobody can be started."""
    bureau.link("Start lichting")
    bureau.zie(
        "Deze lichting kan nog niet starten.",
        "Uitleg over privacy gegeven: nog 13 van 16",
        "Uren per week gekozen: nog 9 van 16",
        "Jobcoach toegewezen: nog 16 van 16",
    )
    expect(bureau.page.get_by_role("button", name="Start lichting")).to_have_count(0)
    bureau.foto("15-start-kan-nog-niet")


def _kies_uren(bureau):
    bureau.link("Kies de uren")
    for voornaam, (naam, uren) in IEDEREEN.items():
        keuze = bureau.page.get_by_label(f"Uren per week van {naam}", exact=True)
        expect(keuze).to_have_value("" if voornaam in WERK_IN_ZICHT else f"{uren}")
        assert keuze.locator("option").all_inner_texts() == ["Nog niet", "20 uur", "24 uur", "28 uur"]
        if voornaam in WERK_IN_ZICHT:
            keuze.select_option(f"{uren}")
    bureau.foto("16-uren")
    bureau.knop("Uren opslaan")
    bureau.melding("Uren en kwalificatie opgeslagen voor 9 mensen.")


def _leg_uitleg_vast(bureau):
    bureau.link("Leg de uitleg vast")
    bureau.vul("Uitleg over privacy gegeven op", "22-6-2020")
    expect(bureau.page.get_by_role("checkbox", checked=True)).to_have_count(13)
    bureau.knop("Uitleg vastleggen")
    bureau.melding("Uitleg over privacy vastgelegd voor 13 mensen.")


def _wijs_jobcoach_toe(bureau):
    bureau.link("Wijs een jobcoach toe")
    bureau.kies("Jobcoach", JOBCOACH[0], exact=True)
    bureau.vul("Vanaf", "24-8-2020")
    expect(bureau.page.get_by_role("checkbox", checked=True)).to_have_count(AANTAL)
    bureau.foto("17-jobcoach-toewijzen")
    bureau.knop("Jobcoach toewijzen")
    bureau.melding(f"{JOBCOACH[0]} is nu jobcoach van 16 mensen.")
    bureau.zie("1 op 16")
    expect(bureau.inhoud.get_by_text("Nog doen")).to_have_count(0)


def _start(bureau):
    bureau.het_is("2020-09-01 08:00")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("Start binnen 14 dagen (1)", "Vandaag", "16 van 16 plaatsen. Alles is klaar voor de start.")
    bureau.foto("18-vandaag-start")
    bureau.link(f"Lichting starten {PROGRAMMA}, {LICHTING}")
    bureau.link("Start lichting")
    bureau.zie("Op 1 sep 2020 starten 16 mensen.")
    for uren, hoevaak in {20: 3, 24: 7, 28: 6}.items():
        expect(bureau.page.get_by_role("cell", name=f"{uren}", exact=True)).to_have_count(hoevaak)
    expect(bureau.page.get_by_role("cell", name="mbo-3", exact=True)).to_have_count(AANTAL)
    bureau.foto("19-start-samenvatting")
    bureau.knop("Start lichting met 16 mensen")
    bureau.melding(f"Lichting ‘{LICHTING}’ is gestart.")
    bureau.zie("Gestart", "1 dag per week")
    expect(bureau.inhoud.get_by_text("Lopend", exact=True)).to_have_count(AANTAL)
    bureau.foto("20-lichting-gestart")
