"""Tuesday 16 June: everybody is called. Julia at the second attempt; the clock of each stops at the first talk."""

from playwright.sync_api import expect

from tests.groningen.mensen import COORDINATOR, NAMEN
from tests.kantoor.bureau import Bureau

UITLEG_GEHAD = {"Kick", "Kaylee", "Owen"}  # the others hear about their privacy at the information meeting


def bel_iedereen(bureau: Bureau):
    bureau.het_is("2020-06-16 13:30")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("16 dingen vragen vandaag aandacht", "Nog niet gebeld (16)")
    bureau.zie("ontvangen 15 jun 2020, 09:30 · nog niet geprobeerd", "06 70643907")
    bureau.foto("07-vandaag-bellen")
    _poging_bij_julia(bureau)
    for nog, voornaam in zip(range(15, -1, -1), NAMEN, strict=True):
        _gesproken(bureau, voornaam)
        if nog:
            bureau.zie(f"Nog niet gebeld ({nog})")
    bureau.zie_niet("Nog niet gebeld")
    bureau.zie("1 ding vraagt vandaag aandacht", "Wacht op besluit (1)", "nog in geen ronde")
    _dossier_van_julia(bureau)


def _naar_contact(bureau, voornaam):
    knop = bureau.page.get_by_role("link", name=f"Contact vastleggen met {NAMEN[voornaam]}", exact=True)
    knop.click()


def _poging_bij_julia(bureau):
    _naar_contact(bureau, "Julia")
    bureau.zie("Nog niet gesproken. De verwijzing is van 28 uur geleden.")
    bureau.vink("Nee, geen contact gekregen")
    bureau.vul("Notitie", "Voicemail ingesproken, belt na de lunch terug.")
    bureau.knop("Contact opslaan")
    bureau.melding("Poging om Julia el Luinenburg te bereiken vastgelegd.")
    bureau.zie("Nog niet gebeld (16)", "1 poging")


def _gesproken(bureau, voornaam):
    _naar_contact(bureau, voornaam)
    bureau.vink("Ja, wij hebben elkaar gesproken")
    if voornaam in UITLEG_GEHAD:
        bureau.vink("Ik heb verteld wat wij met de gegevens doen")
    if voornaam == "Julia":
        bureau.zie("Al 1 keer geprobeerd.")
        bureau.foto("08-contact")
    bureau.knop("Contact opslaan")
    bureau.melding(f"Contact met {NAMEN[voornaam]} vastgelegd. Gesproken 28 uur na de verwijzing.")


def _dossier_van_julia(bureau):
    """The clock stands still; the attempt and the talk are both in the timeline; what the list said is there."""
    bureau.vul("Naam of dossiernummer", "Luinenburg")
    bureau.knop("Zoek")
    bureau.link("Luinenburg, Julia el")
    bureau.kop("Julia el Luinenburg")
    bureau.zie("Aangemeld", "Gesproken 28 uur na de verwijzing.", "UWV, M. Postma")
    bureau.zie("Voicemail ingesproken", "mbo-3", "28 uur")
    expect(bureau.page.get_by_role("link", name="In selectie nemen")).to_be_visible()
    bureau.foto("09-dossier-na-contact")
