"""Three rounds in June and July: the group goes through together. One decision is a mistake, and is undone."""

from playwright.sync_api import expect

from tests.groningen.lijsten import PROGRAMMA
from tests.groningen.mensen import COORDINATOR, NAMEN
from tests.kantoor.bureau import Bureau

RONDES = [
    ("2020-06-22 10:00", "Voorselectie door UWV en Werk in Zicht"),
    ("2020-06-30 15:00", "Vervolggesprekken met Ocaro en KPN"),
    ("2020-07-07 15:00", "Definitieve selectie"),
]
AANTAL = len(NAMEN)


def kies_zestien_mensen(bureau: Bureau):
    for nummer, (moment, naam) in enumerate(RONDES):
        bureau.het_is(moment)
        bureau.log_in(COORDINATOR[1])
        if nummer == 0:
            _deel_in(bureau, naam)
            _een_vergissing(bureau)
        else:
            bureau.zie("Wacht op besluit (1)", f"{AANTAL} mensen")
            bureau.link("Besluiten nemen", exact=False)
        bureau.kop(naam)
        _iedereen_door(bureau, laatste=nummer == 2)
    _overzicht(bureau)


def _deel_in(bureau, ronde):
    """Nobody is in a round yet: all sixteen at once into the first."""
    bureau.menu("Selectie")
    bureau.zie(f"Nog niet ingedeeld: {AANTAL} kandidaten.")
    bureau.menu("Vandaag")
    bureau.link(f"In een ronde zetten bij {PROGRAMMA}")
    bureau.link("Kies iedereen")
    bureau.foto("10-indelen")
    bureau.knop("Neem op in ronde")
    bureau.melding(f"{AANTAL} kandidaten opgenomen in de ronde")
    bureau.kop(ronde)


def _een_vergissing(bureau):
    """Niek is rejected by mistake, and back in the list with one button."""
    bureau.kies(f"Besluit over {NAMEN['Niek']}", "Afwijzen")
    bureau.knop("Controleer en bewaar")
    bureau.kop("Controleer de besluiten (1)")
    bureau.zie("Het traject stopt: afgewezen.")
    bureau.knop("Besluiten bewaren")
    bureau.zie("Kies een reden bij Niek Heijden.")  # no rejection without a reason
    bureau.kies("Reden bij Niek Heijden", "Niet genoeg beschikbaar")
    bureau.knop("Besluiten bewaren")
    bureau.melding("Besluit over 1 kandidaat bewaard.")
    bureau.zie(f"1 besloten, 0 door, {AANTAL - 1} nog te besluiten.")
    bureau.foto("11-ongedaan-maken")
    bureau.knop("Ongedaan maken", exact=False)
    bureau.melding("Besluit over 1 kandidaat ongedaan gemaakt.")
    bureau.zie(f"0 besloten, 0 door, {AANTAL} nog te besluiten.")
    expect(bureau.rij("Heijden, Niek")).to_be_visible()


def _iedereen_door(bureau, *, laatste):
    bureau.link("Zet iedereen op ‘Door’")
    if laatste:
        bureau.foto("12-ronde-iedereen-door")
    bureau.knop("Controleer en bewaar")
    bureau.kop(f"Controleer de besluiten ({AANTAL})")
    gevolg = "Wordt geselecteerd." if laatste else "Gaat door naar"
    expect(bureau.inhoud.get_by_text(gevolg)).to_have_count(AANTAL)
    if laatste:
        bureau.foto("13-controle")
    bureau.knop("Besluiten bewaren")
    bureau.melding(f"Besluit over {AANTAL} kandidaten bewaard.")
    bureau.zie(f"{AANTAL} besloten, {AANTAL} door, 0 nog te besluiten.")


def _overzicht(bureau):
    """Sixteen of sixteen in every round; the mistake left no trace in the counts."""
    bureau.menu("Selectie")
    for _, naam in RONDES:
        cellen = bureau.rij(naam).get_by_role("cell").all_inner_texts()
        # Nobody planned a meeting here, so nobody is counted as present.
        assert [tekst.strip() for tekst in cellen] == ["0", f"{AANTAL}", "0", f"{AANTAL}", f"{AANTAL}"], naam
    bureau.foto("14-selectie-overzicht")
