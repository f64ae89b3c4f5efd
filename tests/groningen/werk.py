"""Work: the proefplaatsing of all sixteen, their contracts, one who leaves, and one who finishes."""

from playwright.sync_api import expect

from tests.groningen.lichting import AANTAL, LICHTING
from tests.groningen.mensen import COORDINATOR, IEDEREEN, NAMEN
from tests.kantoor.bureau import Bureau

FUNCTIE = "Medewerker klantcontact"


def proefplaatsing_voor_iedereen(bureau: Bureau):
    """Still 1 September. Where, with whom and how long come from the programme; the last day is computed."""
    bureau.link("Proefplaatsing voor de groep vastleggen")
    _ocaro_en_kpn(bureau)
    expect(bureau.page.get_by_label("Eerste dag")).to_have_value("01-09-2020")
    expect(bureau.page.get_by_label("Aantal maanden")).to_have_value("2")
    bureau.vul("Functie", FUNCTIE)
    bureau.vul("Toestemming vanaf", "1-9-2020")
    bureau.vul("Bedoeld contract daarna (maanden)", "10")
    _uren_van_iedereen(bureau)
    bureau.knop("Proefplaatsingen opslaan")
    bureau.zie("Bevestig dat de werkgever een aansprakelijkheidsverzekering heeft.")
    bureau.vink("De werkgever heeft een aansprakelijkheidsverzekering")
    bureau.foto("21-proefplaatsing-groep")
    bureau.knop("Proefplaatsingen opslaan")
    bureau.melding("16 proefplaatsingen bewaard: 1 sep 2020 tot en met 31 okt 2020.")


def contract_voor_iedereen(bureau: Bureau):
    bureau.het_is("2020-10-26 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.zie(
        "Proefplaatsing of contract loopt af (16)", "Proefplaatsing bij KPN loopt tot en met 31 okt 2020."
    )
    bureau.foto("26-vandaag-proefplaatsing-loopt-af")
    bureau.menu("Lichtingen")
    bureau.link(LICHTING)
    bureau.link("Contract voor de groep vastleggen")
    nu = bureau.page.get_by_role("cell", name="Proefplaatsing tot en met 31 okt 2020")
    expect(nu).to_have_count(AANTAL)
    _ocaro_en_kpn(bureau)
    expect(bureau.page.get_by_label("Functie")).to_have_value(FUNCTIE)
    _uren_van_iedereen(bureau)
    bureau.kies("Soort contract", "Leerarbeidsovereenkomst")
    bureau.vul("Eerste werkdag", "1-11-2020")
    bureau.vul("Loopt tot en met", "31-8-2021")
    bureau.foto("27-contract-groep")
    bureau.knop("Contracten opslaan")
    bureau.melding("16 contracten bewaard: 1 nov 2020 tot en met 31 aug 2021.")
    bureau.dossier(NAMEN["Levi"])
    werk = bureau.page.get_by_role("region", name="Werk")
    for tekst in (
        "Leerarbeidsovereenkomst",
        "1 nov 2020 tot en met 31 aug 2021",
        "24 uur per week",
        "KPN",
        "Ocaro",
    ):
        expect(werk).to_contain_text(tekst)
    for tekst in (
        "1 sep 2020 tot en met 31 okt 2020",
        "Gaat verder in een volgende plaatsing",
        "Werk in Zicht",
    ):
        expect(werk).to_contain_text(tekst)
    expect(bureau.page.get_by_role("region", name="Opleiding")).to_contain_text("1 schooldag per week")
    bureau.foto("28-dossier-levi")


def niek_vertrekt(bureau: Bureau):
    """His work ends with a reason, and so does his traject; the end is looked at once more before it is saved."""
    bureau.het_is("2021-01-18 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.dossier(NAMEN["Niek"])
    bureau.link("Plaatsing beëindigen")
    bureau.vul("Laatste werkdag", "15-1-2021")
    bureau.kies("Waarom gestopt", "Reistijd of werktijden")
    bureau.knop("Einde opslaan")
    bureau.zie("1 nov 2020 tot en met 15 jan 2021", "Reistijd of werktijden")
    bureau.link("Traject afsluiten")
    bureau.link("Uitgevallen")
    bureau.vink("Vanwege reistijd of werktijden")
    bureau.vul("Laatste dag van het traject", "15-1-2021")
    bureau.knop("Controleren")
    bureau.kop("Wilt u dit traject afsluiten als ‘uitgevallen’?")
    bureau.zie("Joke Wiersma (jobcoach)")  # her work with him ends too
    bureau.foto("29-uitval-controleren")
    bureau.knop("Traject afsluiten")
    bureau.melding("Niek Heijden: uitgevallen.")
    bureau.zie("15 jan 2021: Vanwege reistijd of werktijden")


def frederique_rondt_af(bureau: Bureau):
    """After the year: an open-ended contract with the same employer, and a traject that ends with that outcome."""
    bureau.het_is("2021-09-01 09:00")
    bureau.log_in(COORDINATOR[1])
    bureau.dossier(NAMEN["Frederique"])
    bureau.link("Contract vastleggen")
    bureau.kies("Soort contract", "Arbeidsovereenkomst")
    bureau.vul("Eerste werkdag", "1-9-2021")
    bureau.vink("Voor onbepaalde tijd")
    bureau.knop("Contract opslaan")
    bureau.melding("Arbeidsovereenkomst bewaard: 1 sep 2021 voor onbepaalde tijd.")
    bureau.link("Status wijzigen")
    bureau.link("Afgerond")
    bureau.vink("Reguliere baan bij dezelfde werkgever")
    bureau.vul("Laatste dag van het traject", "31-8-2021")
    bureau.knop("Controleren")
    bureau.knop("Traject afsluiten")
    bureau.melding("Frederique Jansse: afgerond.")
    bureau.zie("31 aug 2021: Reguliere baan bij dezelfde werkgever")
    bureau.foto("32-dossier-afgerond")


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _ocaro_en_kpn(bureau):
    for veld, keuze in [("Werkplek (inlener)", "KPN"), ("Formele werkgever", "Ocaro"), ("Opleider", "Ocaro")]:
        gekozen = bureau.page.get_by_label(veld).locator("option:checked")
        assert gekozen.inner_text() == keuze, veld


def _uren_van_iedereen(bureau):
    """Everybody is ticked, with her own hours."""
    expect(bureau.page.locator("tbody input[type=checkbox]:checked")).to_have_count(AANTAL)
    for naam, uren in IEDEREEN.values():
        expect(bureau.page.get_by_label(f"Uren per week van {naam}")).to_have_value(f"{uren}")
