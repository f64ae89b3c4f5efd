"""P10 Werkvertrouwen (Olympia): people register themselves, are called within a day, and start as temporary workers.

As published: registration by oneself or through a public partner, first contact within 24 hours with a global look at
the language, a follow-up talk, a competence test; training only where the test says so, and somebody agrees who pays.
"""

import pytest
from playwright.sync_api import expect

from tests.kantoor import inrichting, stappen
from tests.kantoor.bureau import BREED, SMAL, Bureau

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
BEGINT = "2025-09-08 08:00"

PROGRAMMA = "Werkvertrouwen"
BEHEERDER = ("Jorrit Zuidhof", "jorrit.zuidhof@example.nl")
COORDINATOR = ("Thirza Bakboord", "thirza.bakboord@example.nl", "coordinator")
JOBCOACH = ("Alwin Kuiters", "alwin.kuiters@example.nl", "jobcoach")
SIFRA, DRISS, MIRJAM = "Sifra Kalden", "Driss Amrani", "Mirjam Oudkerk"
ONDERDELEN = ["computervaardigheden", "communicatieve vaardigheden"]


def test_p10_werkvertrouwen(bureau):
    inrichting.installeer(BEHEERDER)
    inrichting.maak_gebruikers(bureau, BEHEERDER, [COORDINATOR, JOBCOACH], regio="Haaglanden")
    de_test_krijgt_onderdelen(bureau)
    sifra_meldt_zich_aan(bureau)
    sifra_wordt_op_tijd_gebeld(bureau)
    driss_wordt_te_laat_gebeld(bureau)
    eerste_contact_en_vervolggesprek(bureau)
    competentietest(bureau)
    aan_het_werk(bureau)
    de_cijfers(bureau)


# --- In ---------------------------------------------------------------------------------------------------------------
def de_test_krijgt_onderdelen(bureau: Bureau):
    """The programme says what people may have to learn; the beheerder makes those the parts of the test."""
    bureau.log_in(BEHEERDER[1])
    bureau.open("/beheer/trajecten/programma/")
    bureau.link(PROGRAMMA, exact=False)
    bureau.page.locator("#id_rondes-2-onderdelen").fill("\n".join(ONDERDELEN))
    bureau.page.get_by_role("button", name="Opslaan", exact=True).click()
    bureau.page.locator(".messagelist .success").wait_for()


def _meldt_zich_aan(bureau, naam, *, om, **velden):
    """On the public page, without a login; the form is open for a minute."""
    voornaam, achternaam = naam.split()
    bureau.het_is(om)
    bureau.page.context.clear_cookies()
    bureau.open("/aanmelden/")
    bureau.zie("Wij nemen binnen 24 uur contact met u op.")
    bureau.link(f"Aanmelden voor {PROGRAMMA}")
    bureau.kop(f"Aanmelden voor {PROGRAMMA}")
    bureau.vul("Voornaam", voornaam)
    bureau.vul("Achternaam", achternaam)
    for veld, waarde in velden.items():
        bureau.vul(veld, waarde)
    bureau.kies("In welke gemeente woont u?", "Delft")
    bureau.het_is(f"{om[:-1]}1")
    bureau.foto(f"p10-01-aanmelden-{voornaam}")
    bureau.knop("Aanmelding versturen")
    bureau.kop("Uw aanmelding is verstuurd")
    bureau.zie("binnen 24 uur contact met u op", "U beslist zelf of u verder wilt.")


def sifra_meldt_zich_aan(bureau: Bureau):
    """On her telephone, Tuesday at ten."""
    bureau.page.set_viewport_size(SMAL)
    _meldt_zich_aan(bureau, SIFRA, om="2025-09-09 10:00", Telefoonnummer="06 83930701")
    bureau.past_op_het_scherm()
    bureau.foto("p10-02-aanmelding-verstuurd")
    bureau.page.set_viewport_size(BREED)


def sifra_wordt_op_tijd_gebeld(bureau: Bureau):
    """At four there are 18 hours left; after the call the clock stands still. She read the privacy text herself."""
    bureau.het_is("2025-09-09 16:00")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("1 ding vraagt vandaag aandacht, niets is te laat.", "Nog 18 uur", "06 83930701")
    bureau.foto("p10-03-vandaag")
    bureau.link(f"Contact vastleggen met {SIFRA}")
    bureau.zie("Nog niet gesproken: nog 18 uur, tot 10 sep 2025, 10:01.")
    expect(bureau.page.get_by_label("Ik heb verteld wat wij met de gegevens doen")).to_have_count(0)
    bureau.vink("Ja, wij hebben elkaar gesproken")
    bureau.knop("Contact opslaan")
    bureau.melding(
        f"Contact met {SIFRA} vastgelegd. Gesproken 5 uur na de verwijzing: op tijd (termijn 24 uur)."
    )


def driss_wordt_te_laat_gebeld(bureau: Bureau):
    """Saturday night until Monday morning: the weekend counts. Mirjam comes through UWV the same morning."""
    _meldt_zich_aan(bureau, DRISS, om="2025-09-13 20:30", Telefoonnummer="06 83930702")
    bureau.het_is("2025-09-15 09:45")
    bureau.log_in(COORDINATOR[1])
    stappen.meld_aan(
        bureau, *MIRJAM.split(), programma=PROGRAMMA, verwijzer="UWV", Telefoonnummer="06 83930703"
    )
    bureau.menu("Vandaag")
    bureau.zie("1 is te laat", "13 uur te laat", "Nog 23 uur")
    eerste = bureau.inhoud.get_by_role("listitem").first  # the most pressing stands on top
    expect(eerste).to_contain_text("Amrani, Driss")
    bureau.foto("p10-04-vandaag-te-laat")
    bureau.link(f"Contact vastleggen met {DRISS}")
    bureau.vink("Ja, wij hebben elkaar gesproken")
    bureau.knop("Contact opslaan")
    bureau.melding("te laat (termijn 24 uur)")
    stappen.gesproken(bureau, MIRJAM)


# --- Selection --------------------------------------------------------------------------------------------------------
def eerste_contact_en_vervolggesprek(bureau: Bureau):
    """All three go on after the first contact; Driss finds work himself before the talk."""
    stappen.deel_in(bureau, PROGRAMMA, 3)
    bureau.kop("Eerste contact met globale taalcheck")
    stappen.besluit(bureau, aantal=3)
    bureau.het_is("2025-09-18 11:00")
    bureau.log_in(COORDINATOR[1])
    stappen.naar_ronde(bureau, "Vervolggesprek")
    for naam in (SIFRA, MIRJAM):
        stappen.uitkomst(bureau, naam, {"Wil de kandidaat verder?": "Ja"})
    stappen.besluit(bureau, aantal=3, anders={DRISS: ("Trekt zich terug", "Heeft ander werk")})


def competentietest(bureau: Bureau):
    """Sifra needs training in one part, and it is said who pays; Mirjam needs none."""
    bureau.het_is("2025-09-23 14:00")
    bureau.log_in(COORDINATOR[1])
    stappen.naar_ronde(bureau, "Competentietest")
    bureau.link("Kalden, Sifra")
    bureau.link("Vul de uitkomst van deze ronde in")
    bureau.vink("Voldoende", binnen=bureau.vraag("Uitslag"))
    bureau.vink("Extra training nodig", binnen=bureau.vraag("Computervaardigheden"))
    bureau.vink("Voldoende", binnen=bureau.vraag("Communicatieve vaardigheden"))
    bureau.knop("Uitkomst opslaan")
    bureau.zie("Kies wie de training betaalt, of ‘Nog af te spreken’.")
    bureau.kies("Wie betaalt training in computervaardigheden?", "Samen delen")
    bureau.foto("p10-05-uitkomst")
    bureau.knop("Uitkomst opslaan")
    bureau.zie(
        "Computervaardigheden: Extra training nodig, betaalt: samen delen",
        "Communicatieve vaardigheden: Voldoende",
    )
    bureau.foto("p10-06-kandidaat-in-de-ronde")
    stappen.naar_ronde(bureau, "Competentietest")
    stappen.uitkomst(
        bureau, MIRJAM, {"Uitslag": "Voldoende"} | {deel.capitalize(): "Voldoende" for deel in ONDERDELEN}
    )
    stappen.besluit(bureau, aantal=2)


# --- Work -------------------------------------------------------------------------------------------------------------
def aan_het_werk(bureau: Bureau):
    """No groups here: each starts by herself, with a jobcoach, as temporary worker of Olympia."""
    bureau.het_is("2025-10-01 08:30")
    bureau.log_in(COORDINATOR[1])
    for naam in (SIFRA, MIRJAM):
        bureau.dossier(naam)
        bureau.link("Collega's toewijzen")
        bureau.kies("Wie?", JOBCOACH[0])
        bureau.knop("Collega toewijzen")
        bureau.melding(JOBCOACH[0])
        bureau.dossier(naam)
        bureau.link("Status wijzigen")
        bureau.link("Lopend")
        bureau.vul("Startdatum", "1-10-2025")
        bureau.knop("Status opslaan")
        bureau.kop(naam)
        bureau.link("Contract vastleggen")
        expect(bureau.page.get_by_label("Formele werkgever").locator("option:checked")).to_have_text(
            "Olympia Uitzendbureau"
        )
        bureau.kies("Werkplek (inlener)", "KPN")
        bureau.vul("Functie", "Medewerker klantenservice")
        bureau.vul("Uren per week", "28")
        bureau.kies("Soort contract", "Uitzendovereenkomst")
        bureau.vul("Eerste werkdag", "1-10-2025")
        bureau.vul("Loopt tot en met", "31-3-2026")
        bureau.foto(f"p10-07-contract-{naam.split()[0]}")
        bureau.knop("Contract opslaan")
        bureau.melding("Uitzendovereenkomst bewaard: 1 okt 2025 tot en met 31 mrt 2026.")
    bureau.foto("p10-08-dossier")


def de_cijfers(bureau: Bureau):
    """Two started, both with a contract: one registered herself, one came through UWV."""
    bureau.menu("Cijfers")
    bureau.link(PROGRAMMA)
    bureau.kop(PROGRAMMA)
    assert bureau.page.locator(".cijfer-waarde").all_inner_texts()[:2] == ["2", "2"]
    bureau.foto("p10-09-cijfers")
