"""P05 Aan Zet (VANAD Academy): two gemeenten refer five people, their jobcoaches pre-select, two get the certificate.

As published: pre-selection by jobcoaches of the gemeente, a kennismakingsdag, a language test for everybody, good
Dutch, childcare arranged before the start, five weeks of four days, the gemeente pays, KSF Branchecertificaat.
"""

import pytest
from playwright.sync_api import expect

from tests.kantoor import inrichting, stappen
from tests.kantoor.bureau import SMAL, Bureau

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
BEGINT = "2024-09-02 08:00"

PROGRAMMA, LICHTING = "Aan Zet", "Capelle oktober 2024"
BEHEERDER = ("Bregje Aalders", "bregje.aalders@example.nl")
COORDINATOR = ("Petra Hoogland", "petra.hoogland@example.nl", "coordinator")
JOBCOACH = ("Hanneke Terlouw", "hanneke.terlouw@example.nl", "jobcoach")
VERWIJZER = ("Gerda Molenaar", "gerda.molenaar@example.nl", "verwijzer")
CAPELLE, KRIMPEN = "gemeente Capelle aan den IJssel", "gemeente Krimpen aan den IJssel"
# Esmée and Noor take part; Ilse does not come, Farida's Dutch is not enough yet, and Joost is not put forward.
DOOR_CAPELLE = {
    "Esmée Verhulst": "esmee.verhulst@example.nl",
    "Ilse Brandsma": "ilse.brandsma@example.nl",
    "Joost Wemmers": "joost.wemmers@example.nl",
}
DOOR_KRIMPEN = {"Noor Haddad": "06 83910401", "Farida Osman": "06 83910402"}
IEDEREEN = [*DOOR_CAPELLE, *DOOR_KRIMPEN]


def test_p05_aan_zet(bureau):
    inrichting.installeer(BEHEERDER)
    inrichting.maak_gebruikers(bureau, BEHEERDER, [COORDINATOR, JOBCOACH, VERWIJZER], regio="Rijnmond")
    de_gemeenten_worden_partner(bureau)
    gemeenten_verwijzen(bureau)
    iedereen_wordt_gebeld(bureau)
    voorselectie(bureau)
    kennismakingsdag(bureau)
    taaltoets(bureau)
    lichting(bureau)
    certificaat_en_uitkomst(bureau)
    de_gemeente_leest_hoe_het_ging(bureau)


# --- Referral ---------------------------------------------------------------------------------------------------------
def de_gemeenten_worden_partner(bureau: Bureau):
    """The coordinator adds both, with somebody to call; the beheerder gives one of those people a login."""
    bureau.log_in(COORDINATOR[1])
    for naam in (CAPELLE, KRIMPEN):
        bureau.menu("Partners")
        bureau.link("Partner toevoegen")
        bureau.vul("Naam", naam, exact=True)
        bureau.kies("Soort", "Gemeente")
        bureau.kies("Arbeidsmarktregio", "Rijnmond")
        bureau.vink("Verwijst kandidaten")
        bureau.vink("Betaalt mee")
        bureau.knop("Partner toevoegen")
        bureau.melding(f"Partner toegevoegd: {naam}.")
    bureau.menu("Partners")
    bureau.link(CAPELLE)
    bureau.link("Contactpersoon toevoegen")
    bureau.vul("Naam", VERWIJZER[0], exact=True)
    bureau.knop("Contactpersoon toevoegen")
    bureau.zie(VERWIJZER[0])

    bureau.log_in(BEHEERDER[1])
    bureau.open("/beheer/partners/partner/")
    bureau.link(CAPELLE)
    bureau.zoek_keuze(VERWIJZER[0], "contactpersonen-0-gebruiker")
    bureau.page.locator("input[name=_save]").click()
    bureau.page.locator(".messagelist .success").wait_for()


def gemeenten_verwijzen(bureau: Bureau):
    """Gerda puts her people forward herself; Krimpen calls the coordinator."""
    bureau.het_is("2024-09-02 10:00")
    bureau.log_in(VERWIJZER[1])
    bureau.kop("Mijn verwijzingen (0)")
    for naam, email in DOOR_CAPELLE.items():
        bureau.link("Kandidaat aanmelden")
        voornaam, achternaam = naam.split()
        bureau.vul("Voornaam", voornaam)
        bureau.vul("Achternaam", achternaam)
        bureau.vul("E-mailadres", email)
        expect(bureau.page.get_by_label("Programma").locator("option")).to_contain_text([PROGRAMMA])
        bureau.kies("Programma", PROGRAMMA)
        bureau.knop("Kandidaat aanmelden")
        bureau.melding(naam)
    bureau.kop("Mijn verwijzingen (3)")
    bureau.foto("p05-01-mijn-verwijzingen")

    bureau.log_in(COORDINATOR[1])
    for naam, telefoon in DOOR_KRIMPEN.items():
        voornaam, achternaam = naam.split()
        stappen.meld_aan(
            bureau, voornaam, achternaam, programma=PROGRAMMA, verwijzer=KRIMPEN, Telefoonnummer=telefoon
        )
        bureau.kop(naam)


def iedereen_wordt_gebeld(bureau: Bureau):
    bureau.het_is("2024-09-03 09:30")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("Nog niet gebeld (5)")
    for naam in IEDEREEN:
        stappen.gesproken(bureau, naam)
    bureau.zie_niet("Nog niet gebeld")


# --- Selection --------------------------------------------------------------------------------------------------------
def voorselectie(bureau: Bureau):
    """The jobcoaches of both gemeenten say what they think; the decision is the coordinator's."""
    stappen.deel_in(bureau, PROGRAMMA, 5)
    bureau.kop("Voorselectie")
    for naam in IEDEREEN:
        advies = "Negatief" if naam == "Joost Wemmers" else "Positief"
        stappen.uitkomst(bureau, naam, {"Voorselectie door": "Gemeente", "Advies van de verwijzer": advies})
    assert bureau.inhoud.get_by_text("Advies van de verwijzer: Positief").count() == 4
    expect(bureau.rij("Wemmers, Joost")).to_contain_text("Advies van de verwijzer: Negatief")
    bureau.foto("p05-02-voorselectie")
    stappen.besluit(
        bureau,
        aantal=5,
        anders={"Joost Wemmers": ("Afwijzen", "Past niet bij een eis van het programma")},
    )


def kennismakingsdag(bureau: Bureau):
    """Four are invited: three by mail with the appointment, Noor by telephone. Ilse does not come."""
    stappen.naar_ronde(bureau, "Kennismakingsdag")
    stappen.plan_bijeenkomst(
        bureau, dag="12-9-2024", van="10:00", tot="12:00", plaats="Rivium 1, Capelle", plaatsen="12"
    )
    bureau.link("Open de bijeenkomst en verstuur de uitnodigingen")
    bureau.zie("4 mensen hebben nog geen bericht.")
    bureau.link("Verstuur de uitnodigingen")
    bureau.knop("Uitnodigingen versturen")
    bureau.melding("Uitnodigingen gemaakt voor 4 mensen")
    bureau.foto("p05-03-uitnodigingen")
    _brief_met_afspraak(bureau)
    assert bureau.brieven(DOOR_CAPELLE["Joost Wemmers"]) == []
    for naam in DOOR_KRIMPEN:  # no address: called with the same words
        _geef_door(bureau, naam)

    bureau.het_is("2024-09-12 12:30")
    bureau.log_in(COORDINATOR[1])
    bureau.zie("Wacht op besluit (1)", "4 mensen")
    bureau.link("Besluiten nemen", exact=False)
    bureau.kop("Kennismakingsdag")
    bureau.link("Leg aanwezigheid vast")
    for naam in IEDEREEN:
        if naam != "Joost Wemmers":
            stand = "Afwezig zonder bericht" if naam == "Ilse Brandsma" else "Aanwezig"
            bureau.kies(f"Aanwezigheid van {naam}", stand)
    bureau.foto("p05-05-aanwezigheid")
    bureau.knop("Aanwezigheid opslaan")
    bureau.melding("Aanwezigheid van 4 kandidaten vastgelegd.")
    bureau.zie("4 uitgenodigd, 3 aanwezig, 0 besloten")
    stappen.besluit(bureau, aantal=4, anders={"Ilse Brandsma": ("Trekt zich terug", "Geen reactie meer")})


def _brief_met_afspraak(bureau):
    """What Esmée reads, and the appointment that goes along for her own calendar: no name in it, the time in ours."""
    (brief,) = bureau.brieven(DOOR_CAPELLE["Esmée Verhulst"])
    for tekst in ("Beste Esmée", "donderdag 12 september 2024", "10:00", "Rivium 1, Capelle", COORDINATOR[0]):
        assert tekst in brief.body
    (bijlage,) = brief.attachments
    afspraak = bijlage.get_payload(decode=True).decode()
    assert bijlage.get_filename() == "afspraak.ics"
    for regel in (
        "METHOD:REQUEST",
        "DTSTART;TZID=Europe/Amsterdam:20240912T100000",
        "SUMMARY:Kennismakingsdag",
    ):
        assert regel in afspraak
    assert "Verhulst" not in afspraak


def _geef_door(bureau, naam):
    bureau.open("/selectie/berichten/")
    voornaam, achternaam = naam.split()
    bureau.link(f"{achternaam}, {voornaam}", exact=False)
    bureau.zie("Bel met deze tekst", DOOR_KRIMPEN[naam])
    bureau.foto("p05-04-bericht-om-door-te-geven")
    bureau.knop("Bericht is doorgegeven")
    bureau.melding("doorgegeven")


def taaltoets(bureau: Bureau):
    """Everybody makes the test; Farida's Dutch is not enough yet. Who was rejected reads it."""
    bureau.het_is("2024-09-16 15:00")
    bureau.log_in(COORDINATOR[1])
    stappen.naar_ronde(bureau, "Taaltoets")
    for naam in ("Esmée Verhulst", "Noor Haddad", "Farida Osman"):
        niveau, uitslag = ("A2", "Nog niet voldoende") if naam == "Farida Osman" else ("B2", "Voldoende")
        stappen.uitkomst(bureau, naam, {"Taalniveau": niveau, "Uitslag": uitslag})
    stappen.besluit(
        bureau, aantal=3, anders={"Farida Osman": ("Afwijzen", "Nederlandse taal is nog niet voldoende")}
    )
    _vertel_de_afwijzing(bureau)


def _vertel_de_afwijzing(bureau):
    """Not in the ten minutes in which a decision can be undone."""
    bureau.het_is("2024-09-16 15:30")
    for ronde in ("Voorselectie", "Taaltoets"):
        stappen.naar_ronde(bureau, ronde)
        stappen.vertel_afwijzing(bureau, 1)
    (brief,) = bureau.brieven(DOOR_CAPELLE["Joost Wemmers"])
    assert "helaas niet met u verder" in brief.body
    assert "eis" not in brief.body  # the reason is for colleagues


# --- Training ---------------------------------------------------------------------------------------------------------
def lichting(bureau: Bureau):
    """Two people, five weeks of four days. The start waits for childcare, Dutch and a jobcoach."""
    bureau.het_is("2024-09-23 09:00")
    bureau.log_in(COORDINATOR[1])
    stappen.maak_lichting(bureau, programma=PROGRAMMA, naam=LICHTING, start="7-10-2024", plaatsen="8")
    stappen.plaats_iedereen(bureau, 2)
    _lees_het_programma(bureau)
    bureau.link("Kosten en begeleiding")
    bureau.zie("Volgens het programma: gemeente.")
    bureau.foto("p05-07-kosten")
    bureau.link("Terug naar de lichting")
    bureau.zie(
        "Kinderopvang geregeld: nog 2 van 2",
        "Nederlands vastgelegd (het programma vraagt: goede beheersing van het Nederlands): nog 2 van 2",
    )
    bureau.foto("p05-08-klaar-voor-de-start")
    _kinderopvang_en_taal(bureau)
    stappen.wijs_jobcoach_toe(bureau, JOBCOACH[0], vanaf="7-10-2024", aantal=2)
    bureau.het_is("2024-10-07 08:30")
    bureau.log_in(COORDINATOR[1])
    bureau.link(f"Lichting starten {PROGRAMMA}, {LICHTING}")
    stappen.start_lichting(bureau, LICHTING, 2)


def _lees_het_programma(bureau):
    """What the programme is, and what it means for this start; and back."""
    bureau.link(PROGRAMMA, exact=False, binnen=bureau.inhoud)
    bureau.kop(PROGRAMMA)
    bureau.vul("Start van de lichting", "7-10-2024")
    bureau.knop("Toon de kalender")
    bureau.zie("7 okt 2024", "10 nov 2024", "4 dagen per week, 5 weken: 20 dagen")
    bureau.zie("KSF Branchecertificaat", "goede beheersing van het Nederlands")
    bureau.foto("p05-06-programma")
    bureau.page.go_back()
    bureau.page.go_back()
    bureau.kop(LICHTING)


def _kinderopvang_en_taal(bureau):
    """Noor still has to find childcare: with "needed" the point stays open, with "arranged" it is done."""
    bureau.link("Vul de kinderopvang in")
    bureau.kies("Kinderopvang van Esmée Verhulst", "Niet nodig")
    bureau.kies("Kinderopvang van Noor Haddad", "Nodig")
    for naam in ("Esmée Verhulst", "Noor Haddad"):
        bureau.kies(f"Nederlands spreken van {naam}", "B2")
    bureau.knop("Opslaan")
    bureau.zie("Kinderopvang geregeld: nog 1 van 2")
    bureau.link("Vul de kinderopvang in")
    bureau.kies("Kinderopvang van Noor Haddad", "Geregeld")
    bureau.knop("Opslaan")
    bureau.zie_niet("Kinderopvang geregeld: nog")


def certificaat_en_uitkomst(bureau: Bureau):
    """On the last Friday the exam; both get the certificate. Esmée goes to work, Noor learns on."""
    bureau.het_is("2024-11-08 16:00")
    bureau.log_in(COORDINATOR[1])
    for naam in ("Esmée Verhulst", "Noor Haddad"):
        bureau.dossier(naam)
        bureau.link("Certificaat vastleggen")
        expect(bureau.page.get_by_label("Kwalificatie").locator("option:checked")).to_contain_text(
            "KSF Branchecertificaat"
        )
        bureau.vink("Certificaat", binnen=bureau.vraag("Soort"))
        expect(bureau.page.get_by_label("Uitgereikt op")).to_have_value("08-11-2024")
        bureau.knop("Certificaat opslaan")
        bureau.melding("Certificaat KSF Branchecertificaat is bewaard.")
        bureau.zie("Certificaat KSF Branchecertificaat, 8 nov 2024")
    bureau.foto("p05-09-dossier-noor")
    stappen.rond_af(bureau, "Noor Haddad", uitkomst="Gaat verder leren", op="8-11-2024")
    bureau.dossier("Esmée Verhulst")
    stappen.rond_af(bureau, "Esmée Verhulst", uitkomst="Baan bij een andere werkgever", op="8-11-2024")


def de_gemeente_leest_hoe_het_ging(bureau: Bureau):
    """Her own three people in plain words: status, presence, result. No reasons, and nobody of Krimpen."""
    bureau.log_in(VERWIJZER[1])
    bureau.kop("Mijn verwijzingen (3)")
    rijen = {}
    for rij in bureau.rijen("Hoe het gaat met de mensen die u verwees").all():
        naam, *cellen = rij.locator("th, td").all_inner_texts()
        rijen[naam.strip()] = [cel.strip() for cel in cellen]
    assert {naam: (cel[0], cel[5], cel[6]) for naam, cel in rijen.items()} == {
        "Verhulst, Esmée": ("Klaar", "1 keer", "Heeft een baan; Certificaat gehaald"),
        "Brandsma, Ilse": ("Doet niet mee", "–", "Dit programma past nu niet."),
        "Wemmers, Joost": ("Doet niet mee", "–", "Dit programma past nu niet."),
    }
    assert rijen["Verhulst, Esmée"][3:5] == ["7 okt 2024", "8 nov 2024"]
    bureau.foto("p05-10-mijn-verwijzingen")
    bureau.page.set_viewport_size(SMAL)
    bureau.foto("p05-11-mijn-verwijzingen-smal")
