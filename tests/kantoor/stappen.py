"""Steps that several stories share, each the way a coordinator does it on screen."""

from playwright.sync_api import expect

from tests.kantoor.bureau import Bureau


# --- Coming in --------------------------------------------------------------------------------------------------------
def meld_aan(bureau: Bureau, voornaam, achternaam, *, programma, verwijzer, **velden):
    """A coordinator puts somebody forward by hand: search first, then the form. `velden`: label -> what is typed."""
    bureau.menu("Kandidaten")
    bureau.link("Nieuwe kandidaat")
    bureau.vul("Voornaam", voornaam)
    bureau.vul("Achternaam", achternaam)
    bureau.knop("Kandidaat zoeken")
    bureau.zie("Niemand gevonden")
    bureau.knop("Deze persoon is nieuw")
    for veld, waarde in velden.items():
        bureau.vul(veld.replace("_", "-"), waarde)
    bureau.kies("Programma", programma, exact=True)
    bureau.kies("Wie meldt de kandidaat aan?", verwijzer)
    bureau.knop("Kandidaat opslaan")


def open_lijst(bureau: Bureau, partner, bestand, *, programma, ontvangen):
    """Upload a list of a referrer, received on `ontvangen` (day, time); then the columns are asked."""
    bureau.menu("Kandidaten")
    bureau.link("Lijsten van verwijzers inlezen")
    bureau.link("Lijst inlezen")
    bureau.kies("Verwijzer", partner, exact=True)
    bureau.kies("Programma", programma, exact=True)
    _vul_moment(bureau, "Lijst ontvangen op", ontvangen)
    bureau.page.get_by_label("Bestand").set_input_files(bestand)
    bureau.knop("Lijst openen")


def _vul_moment(bureau, vraag, waarden):
    """A day and a time that are asked together."""
    velden = bureau.page.get_by_role("group", name=vraag).locator("input").all()
    for veld, waarde in zip(velden, waarden, strict=True):
        veld.fill(waarde)


def tabs(bureau: Bureau, **aantallen):
    """The counts on the tabs of the review."""
    for tab, aantal in aantallen.items():
        naam = tab.replace("_", " ").capitalize()
        expect(bureau.inhoud.get_by_role("link", name=f"{naam} ({aantal})")).to_be_visible()


def lees_in(bureau: Bureau, aantal: int):
    bureau.knop(f"Lees {aantal} rijen in")
    bureau.kop(f"Wilt u {aantal} rijen inlezen?")
    bureau.knop(f"Lees {aantal} rijen in")
    bureau.kop("Resultaat")
    bureau.zie(f"{aantal} rijen zijn ingelezen.")
    expect(bureau.rijen("Wat er is gemaakt of gewijzigd")).to_have_count(aantal)
    expect(bureau.inhoud.get_by_text("Nieuw dossier en traject")).to_have_count(aantal)


def gesproken(bureau: Bureau, naam: str, *, uitleg=True):
    """From Vandaag: she was called and spoken, and heard what we do with her data."""
    bureau.link(f"Contact vastleggen met {naam}")
    bureau.vink("Ja, wij hebben elkaar gesproken")
    if uitleg:
        bureau.vink("Ik heb verteld wat wij met de gegevens doen")
    bureau.knop("Contact opslaan")
    bureau.melding(f"Contact met {naam} vastgelegd.")


# --- Selection --------------------------------------------------------------------------------------------------------
def deel_in(bureau: Bureau, programma: str, aantal: int):
    """Everybody who waits in no round yet, into the first."""
    bureau.menu("Selectie")
    bureau.zie(f"Nog niet ingedeeld: {aantal} kandidaten.")
    bureau.link(f"Deel in bij {programma}")
    bureau.link("Kies iedereen")
    bureau.knop("Neem op in ronde")
    bureau.melding(f"{aantal} kandidaten opgenomen in de ronde")


def naar_ronde(bureau: Bureau, naam: str):
    bureau.menu("Selectie")
    bureau.link(naam)
    bureau.kop(naam)


def besluit(bureau: Bureau, *, anders=None, aantal: int):
    """All decisions of a round on one screen: `aantal` people go through, but who is named in `anders`.

    `anders`: name -> (decision, reason).
    """
    anders = anders or {}
    bureau.link("Zet iedereen op ‘Door’")
    for naam, (keuze, _) in anders.items():
        bureau.kies(f"Besluit over {naam}", keuze)
    bureau.knop("Controleer en bewaar")
    bureau.kop(f"Controleer de besluiten ({aantal})")
    for naam, (_, reden) in anders.items():
        bureau.kies(f"Reden bij {naam}", reden)
    bureau.knop("Besluiten bewaren")
    bureau.melding(f"Besluit over {aantal} kandida")
    bureau.zie(f"{aantal} besloten, {aantal - len(anders)} door, 0 nog te besluiten.")


def uitkomst(bureau: Bureau, naam: str, antwoorden):
    """What came out of this round for one person (question -> answer), and back to the round."""
    voornaam, achternaam = naam.split()
    bureau.link(f"{achternaam}, {voornaam}")
    bureau.link("Vul de uitkomst van deze ronde in")
    for vraag, antwoord in antwoorden.items():
        bureau.vink(antwoord, binnen=bureau.vraag(vraag))
    bureau.knop("Uitkomst opslaan")
    for antwoord in antwoorden.values():
        bureau.zie(antwoord)
    bureau.page.get_by_role("navigation", name="Kruimelpad").get_by_role("link").last.click()


def vertel_afwijzing(bureau: Bureau, aantal: int):
    """On the page of a round, ten minutes or more after the decision: who was rejected reads it."""
    bureau.link("Besloten", exact=False)
    bureau.link("Vertel wie is afgewezen")
    bureau.kop("Afwijzing vertellen")
    bureau.knop("Berichten versturen")
    bureau.melding(f"Bericht van afwijzing voor {aantal} kandida")


def plan_bijeenkomst(bureau: Bureau, *, dag, van, tot, plaats, plaatsen=""):
    """On the page of a round: a meeting for everybody who waits in it. Leaves us on the page of the round."""
    bureau.link("Plan een bijeenkomst voor deze ronde")
    _vul_moment(bureau, "Begin", (dag, van))
    bureau.vul("Tot", tot, exact=True)
    bureau.vul("Plaats", plaats)
    bureau.vul("Aantal plaatsen", plaatsen)
    bureau.knop("Bijeenkomst plannen")
    bureau.melding("Bijeenkomst gepland")


# --- A cohort ---------------------------------------------------------------------------------------------------------
def maak_lichting(bureau: Bureau, *, programma, naam, start, plaatsen, vestiging=""):
    bureau.menu("Lichtingen")
    bureau.link("Nieuwe lichting")
    bureau.kies("Programma", programma)
    bureau.vul("Naam", naam, exact=True)
    bureau.vul("Start", start)
    bureau.vul("Plaatsen", plaatsen)
    if vestiging:
        bureau.kies("Vestiging", vestiging)
    bureau.knop("Lichting maken")
    bureau.melding(f"Lichting ‘{naam}’ gemaakt.")


def plaats_iedereen(bureau: Bureau, aantal: int):
    bureau.link("Kies iedereen")
    bureau.knop("Plaats deze mensen")
    bureau.melding(f"{aantal} mensen geplaatst")


def wijs_jobcoach_toe(bureau: Bureau, coach: str, *, vanaf: str, aantal: int):
    """From the checklist of the cohort: one jobcoach for everybody."""
    bureau.link("Wijs een jobcoach toe")
    bureau.kies("Jobcoach", coach, exact=True)
    bureau.vul("Vanaf", vanaf)
    expect(bureau.page.get_by_role("checkbox", checked=True)).to_have_count(aantal)
    bureau.knop("Jobcoach toewijzen")
    bureau.melding(f"{coach} is nu jobcoach van {aantal} mensen.")


def start_lichting(bureau: Bureau, naam: str, aantal: int):
    bureau.link("Start lichting")
    bureau.knop(f"Start lichting met {aantal} mensen")
    bureau.melding(f"Lichting ‘{naam}’ is gestart.")


# --- The end ----------------------------------------------------------------------------------------------------------
def rond_af(bureau: Bureau, naam: str, *, uitkomst: str, op: str):
    """On the page of somebody whose traject runs: it is finished, with an outcome."""
    bureau.link("Status wijzigen")
    bureau.link("Afgerond")
    bureau.vink(uitkomst)
    bureau.vul("Laatste dag van het traject", op)
    bureau.knop("Controleren")
    bureau.kop("Wilt u dit traject afsluiten als ‘afgerond’?")
    bureau.knop("Traject afsluiten")
    bureau.melding(f"{naam}: afgerond.")


def retentieregel(bureau: Bureau, maanden: int):
    """One line of the table of retention on the page of figures: heading -> what stands there."""
    tabel = bureau.page.get_by_role("table").filter(has_text="Werkt nog")
    rij = tabel.get_by_role("row").filter(has=bureau.page.get_by_text(f"{maanden} maanden", exact=True))
    return {cel.get_attribute("data-label"): cel.inner_text().strip() for cel in rij.locator("td").all()}
