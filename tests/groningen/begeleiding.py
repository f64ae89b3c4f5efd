"""The jobcoach with her phone: who is due, a talk with scores, one that did not take place, and the meetmomenten."""

from playwright.sync_api import expect

from tests.groningen.mensen import COORDINATOR, JOBCOACH, NAMEN
from tests.kantoor.bureau import BREED, SMAL, Bureau

SCORES = {"Welbevinden": "4 goed", "Werkdruk": "3 redelijk", "Motivatie": "5 zeer goed", "Leren": "4 goed"}
NOG_OP_DE_WERKPLEK = ["Julia", "Kick", "Thijmen", "Elise", "Frederique"]


def eerste_gesprekken(bureau: Bureau):
    """Thursday in the second week: the first seven days passed without a talk, so everybody is due."""
    bureau.het_is("2020-09-10 09:00")
    bureau.page.set_viewport_size(SMAL)
    bureau.log_in(JOBCOACH[1])
    bureau.kop("Mijn week")
    bureau.zie("Vandaag en te laat (16)", "Nog geen gesprek, 9 dagen na de start")
    bureau.foto("22-mijn-week-smal")
    _gesprek_met_julia(bureau)
    _kick_neemt_niet_op(bureau)
    bureau.zie("Vandaag en te laat (15)", "Daarna en zonder afspraak (1)")
    bureau.past_op_het_scherm()
    bureau.foto("25-mijn-week-daarna")
    bureau.page.set_viewport_size(BREED)


def _gesprek_met_julia(bureau):
    bureau.link(f"Gesprek vastleggen met {NAMEN['Julia']}")
    bureau.kop("Voortgangsgesprek")
    bureau.past_op_het_scherm()
    bureau.kies("Hoe sprak u elkaar?", "Op de werkplek")
    for score, woord in SCORES.items():
        bureau.vink(woord, binnen=bureau.vraag(score))
    bureau.vul("Afgesproken", "Belt dinsdag zelf de roosterplanner.")
    bureau.page.get_by_role("textbox", name="Actie 1", exact=True).fill("Roosterplanner bellen")
    expect(bureau.page.get_by_label("Volgend gesprek")).to_have_value("17-09-2020")
    bureau.foto("23-gesprek-smal")
    bureau.knop("Gesprek opslaan")
    bureau.melding("Gesprek met Julia el Luinenburg is bewaard.")


def _kick_neemt_niet_op(bureau):
    bureau.link(f"Gesprek vastleggen met {NAMEN['Kick']}")
    bureau.vink("Nee", binnen=bureau.vraag("Ging het gesprek door?"))
    bureau.knop("Gesprek opslaan")
    bureau.zie("Kies waarom het gesprek niet doorging.")
    bureau.kies("Als het niet doorging: waarom niet?", "Geen gehoor")
    bureau.foto("24-gemist-smal")
    bureau.knop("Gesprek opslaan")
    bureau.melding("Bewaard: het gesprek met Kick Jansen ging niet door.")


def na_drie_maanden(bureau: Bureau):
    """2 February 2021: a talk with Julia, who still works, and her fact after three months."""
    bureau.het_is("2021-02-02 10:00")
    bureau.log_in(JOBCOACH[1])
    bureau.link("Luinenburg, Julia el")  # the others were never spoken to: they have the cards
    bureau.kop(NAMEN["Julia"])
    bureau.link("Gesprek vastleggen")
    bureau.zie("Vorige keer, 10 sep 2020", "Belt dinsdag zelf de roosterplanner.")
    bureau.vink("Roosterplanner bellen (Kandidaat)")
    bureau.vink("Ja", binnen=bureau.vraag("Is Julia nog aan het werk?"))
    bureau.knop("Gesprek opslaan")
    bureau.melding("Gesprek met Julia el Luinenburg is bewaard.")
    bureau.menu("Mijn kandidaten")
    bureau.link("Luinenburg, Julia el")
    bureau.link("Vastleggen meetmoment na 3 maanden")
    bureau.kop("Meetmoment na 3 maanden")
    bureau.zie("De vraag gaat over 1 feb 2021")
    bureau.vink("Ja, op dezelfde werkplek")
    bureau.vink("Van de kandidaat zelf")
    bureau.foto("30-meetmoment")
    bureau.knop("Meetmoment opslaan")
    bureau.melding("Meetmoment na 3 maanden is bewaard.")
    expect(bureau.page.get_by_role("region", name="Werk")).to_contain_text(
        "3 maanden: Ja, op dezelfde werkplek"
    )
    expect(bureau.page.get_by_role("region", name="Begeleiding")).to_contain_text("Gesprek van 2 feb 2021")
    bureau.foto("31-dossier-jobcoach")


def na_twaalf_maanden(bureau: Bureau):
    """2 November 2021, the coordinator from Vandaag: five still work at KPN, Bo's contract was not renewed."""
    bureau.het_is("2021-11-02 10:00")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("Meetmomenten (16)", "eerste werkdag 1 nov 2020")
    bureau.foto("33-vandaag-meetmomenten")
    for voornaam in NOG_OP_DE_WERKPLEK:
        _open_meetmoment(bureau, voornaam)
        bureau.vink("Ja, op dezelfde werkplek")
        bureau.vink("Van de werkgever")
        bureau.knop("Meetmoment opslaan")
        bureau.melding("Meetmoment na 12 maanden is bewaard.")
    _open_meetmoment(bureau, "Bo")
    bureau.vink("Nee, geen werk")
    bureau.vul("Laatste werkdag", "31-8-2021")
    bureau.kies("Plaatsing ook beëindigen", "Contract niet verlengd")
    bureau.vink("Van de kandidaat zelf")
    bureau.knop("Meetmoment opslaan")
    bureau.melding("Meetmoment na 12 maanden is bewaard.")
    bureau.open("/vandaag/")
    bureau.zie("Meetmomenten (10)")


def _open_meetmoment(bureau, voornaam):
    bureau.open("/vandaag/?alles=meten")
    bureau.link(f"Meetmoment vastleggen na 12 maanden, {NAMEN[voornaam]}")
