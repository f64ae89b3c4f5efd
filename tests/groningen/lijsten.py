"""Monday 15 June 2020: the two lists come in, and are read in; the first one a second time changes nothing."""

from django.conf import settings
from playwright.sync_api import expect

from tests.groningen.mensen import COORDINATOR
from tests.kantoor.bureau import Bureau
from tests.kantoor.stappen import lees_in, open_lijst, tabs

BESTANDEN = settings.BASE_DIR / "tests" / "inlezen" / "bestanden"
UWV_LIJST = BESTANDEN / "verwijzing-uwv-groningen.xlsx"
WIZ_LIJST = BESTANDEN / "verwijzing-werk-in-zicht.csv"
PROGRAMMA = "KPN Customer Service Groningen"
ONTVANGEN = ("15-06-2020", "09:30")


def lees_beide_lijsten_in(bureau: Bureau):
    bureau.het_is("2020-06-15 10:00")
    bureau.log_in(COORDINATOR[1])
    bureau.kop("Vandaag")
    bureau.zie("Niets vraagt vandaag uw aandacht")
    bureau.foto("02-vandaag-leeg")
    _uwv(bureau)
    _werk_in_zicht(bureau)
    _nog_eens(bureau)
    bureau.menu("Vandaag")
    bureau.zie("Nog niet gebeld (16)")


def _uwv(bureau):
    open_lijst(bureau, "UWV", UWV_LIJST, programma=PROGRAMMA, ontvangen=ONTVANGEN)
    bureau.kop("Wat staat er in elke kolom?")
    bureau.zie("10 kolommen, 7 rijen", "Toelichting")  # the second sheet is left out, and that is said
    bureau.foto("03-kolommen-uwv")
    bureau.knop("Kolommen opslaan")
    bureau.kop("Lijst controleren")
    tabs(bureau, nieuw=7, wijziging=0, ongewijzigd=0, mogelijk_dubbel=0, fout=0)
    expect(bureau.rij("Luinenburg, Julia el")).to_contain_text("06 70643907")  # the list had lost the 0
    bureau.foto("04-controleren-uwv")
    lees_in(bureau, 7)


def _werk_in_zicht(bureau):
    open_lijst(bureau, "Werk in Zicht", WIZ_LIJST, programma=PROGRAMMA, ontvangen=ONTVANGEN)
    bureau.zie("11 kolommen, 9 rijen")
    bureau.knop("Kolommen opslaan")
    tabs(bureau, nieuw=9, wijziging=0, ongewijzigd=0, mogelijk_dubbel=0, fout=0)
    expect(bureau.rij("Öztürk, Levi el")).to_contain_text("10-8-1969")
    expect(bureau.rij("Bruijn, Aimée")).to_contain_text("3-10-1983")
    maya = bureau.rij("?osi?, Maya")
    expect(maya).to_contain_text("Let op:")
    expect(bureau.inhoud.get_by_text("Let op:")).to_have_count(1)
    bureau.foto("05-controleren-werk-in-zicht")
    lees_in(bureau, 9)


def _nog_eens(bureau):
    """The same file again: every row is known, nothing can be chosen, and the list of people stays at sixteen."""
    open_lijst(bureau, "UWV", UWV_LIJST, programma=PROGRAMMA, ontvangen=ONTVANGEN)
    bureau.zie("We namen de keuzes over van de vorige lijst van UWV")
    bureau.knop("Kolommen opslaan")
    tabs(bureau, nieuw=0, wijziging=0, ongewijzigd=7, mogelijk_dubbel=0, fout=0)
    bureau.zie("Er verandert niets.")
    bureau.foto("06-tweede-keer-ongewijzigd")
    bureau.zie("In deze lijst is niets nieuws om in te lezen.")
    expect(bureau.page.get_by_role("button", name="rijen in")).to_have_count(0)
    bureau.menu("Kandidaten")
    bureau.kop("(16)")
