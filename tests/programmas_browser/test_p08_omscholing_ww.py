"""P08 Omscholing WW (Coniche): one list of UWV with 31 people, an information meeting for 30, and four who learn.

As published: selection by UWV, an information meeting for 30 to 40 people, a second round with a group of ten, two
weeks of training, an exam in two parts, KSF Branchecertificaat. The theory is done after the course, the practice later
at the employer. That a beheerder builds this programme from nothing stands in tests/browser/test_programma_bouwen.py.
"""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.kantoor import inrichting, stappen
from tests.kantoor.bureau import Bureau

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
BEGINT = "2025-02-03 08:00"

PROGRAMMA, LICHTING = "Omscholing WW", "Coniche maart 2025"
BEHEERDER = ("Wouter Idzinga", "wouter.idzinga@example.nl")
COORDINATOR = ("Marleen Duinker", "marleen.duinker@example.nl", "coordinator")
JOBCOACH = ("Sjoerd Lammers", "sjoerd.lammers@example.nl", "jobcoach")
VOORNAMEN = (
    "Abel Berend Corine Dagmar Egbert Fenna Gijs Hilde Ids Jildou Karst Lammert Merel Nynke Okke Pieternel Quirijn "
    "Rixt Sietse Teuntje Udo Veerle Wiebe Xandra Yme Zwaan Amber Bouwe Celine Dirkje Eppo"
).split()
ACHTERNAMEN = (
    "Adema Bouwhuis Cnossen Dijkema Eisma Faber Gorter Haanstra Idema Jukema Kooistra Leistra Miedema Nauta Oosting "
    "Postmus Quant Reitsma Sipma Talsma Uiterwijk Visserman Wouda Xhofleer Ypma Zandberg Altena Boonstra Claus "
    "Dotinga Elzinga"
).split()
NAMEN = [f"{voor} {achter}" for voor, achter in zip(VOORNAMEN, ACHTERNAMEN, strict=True)]
ZELF_AL_WERK = NAMEN[30]
GENODIGD = NAMEN[:30]
BERICHT, NIET = NAMEN[27], NAMEN[28:30]  # of the thirty: one let us know, two did not come
TIEN = NAMEN[:10]
VIER = NAMEN[:4]
HERKANSING = VIER[3]


def test_p08_omscholing_ww(bureau):
    inrichting.installeer(BEHEERDER)
    inrichting.maak_gebruikers(bureau, BEHEERDER, [COORDINATOR, JOBCOACH], regio="Drenthe")
    de_lijst_van_uwv(bureau)
    selectie_door_uwv(bureau)
    informatiebijeenkomst(bureau)
    tweede_ronde(bureau)
    twee_weken_opleiding(bureau)
    theorie(bureau)
    contract_en_praktijk(bureau)
    de_uitkomst(bureau)


# --- In ---------------------------------------------------------------------------------------------------------------
def _lijst():
    """The file as UWV mails it."""
    boek = openpyxl.Workbook()
    blad = boek.active
    blad.append(["Achternaam", "Roepnaam", "Geboortedatum", "Telefoon", "E-mail", "Uitkering", "Consulent"])
    for nummer, naam in enumerate(NAMEN):
        voor, achter = naam.split()
        geboren = date(1975, 3, 1) + timedelta(days=211 * nummer)
        blad.append([achter, voor, geboren, 683920500 + nummer, _adres(naam), "WW", "R. Hofstee"])
    inhoud = BytesIO()
    boek.save(inhoud)
    soort = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "ww-februari.xlsx", "mimeType": soort, "buffer": inhoud.getvalue()}


def _adres(naam):
    return f"{naam.lower().replace(' ', '.')}@example.nl"


def de_lijst_van_uwv(bureau: Bureau):
    bureau.het_is("2025-02-03 11:00")
    bureau.log_in(COORDINATOR[1])
    stappen.open_lijst(bureau, "UWV", _lijst(), programma=PROGRAMMA, ontvangen=("03-02-2025", "10:15"))
    bureau.zie("7 kolommen, 31 rijen")
    bureau.knop("Kolommen opslaan")
    stappen.tabs(bureau, nieuw=31, wijziging=0, ongewijzigd=0, mogelijk_dubbel=0, fout=0)
    bureau.foto("p08-01-controleren")
    stappen.lees_in(bureau, 31)
    bureau.menu("Vandaag")
    bureau.zie("Nog niet gebeld (31)", "Geen termijn")
    bureau.foto("p08-02-vandaag")


# --- Selection --------------------------------------------------------------------------------------------------------
def selectie_door_uwv(bureau: Bureau):
    """UWV chose these people; all decisions on one screen. One has work by now."""
    stappen.deel_in(bureau, PROGRAMMA, 31)
    bureau.kop("Selectie door UWV")
    bureau.foto("p08-03-selectie-door-uwv")
    stappen.besluit(bureau, aantal=31, anders={ZELF_AL_WERK: ("Trekt zich terug", "Heeft ander werk")})


def informatiebijeenkomst(bureau: Bureau):
    """Thirty people are invited by mail, 27 come, ten go on."""
    stappen.naar_ronde(bureau, "Informatiebijeenkomst")
    bureau.zie("Het programma rekent hier op 30 tot 40 kandidaten, en daarna op 10.")
    stappen.plan_bijeenkomst(
        bureau, dag="13-2-2025", van="13:30", tot="15:30", plaats="De Brink 4, Assen", plaatsen="40"
    )
    bureau.link("Open de bijeenkomst en verstuur de uitnodigingen")
    bureau.zie("30 van 40 bezet", "30 mensen hebben nog geen bericht.")
    bureau.link("Verstuur de uitnodigingen")
    bureau.foto("p08-04-uitnodigen")
    bureau.knop("Uitnodigingen versturen")
    bureau.melding("Uitnodigingen gemaakt voor 30 mensen: 30 per e-mail")
    brieven = [bureau.brieven(_adres(naam)) for naam in GENODIGD]
    assert [(len(post), post[0].attachments[0].get_filename()) for post in brieven] == [
        (1, "afspraak.ics")
    ] * 30
    assert bureau.brieven(_adres(ZELF_AL_WERK)) == []

    bureau.het_is("2025-02-13 15:45")
    bureau.log_in(COORDINATOR[1])
    stappen.naar_ronde(bureau, "Informatiebijeenkomst")
    bureau.link("Leg aanwezigheid vast")
    bureau.link("Zet wie is uitgenodigd op ‘Aanwezig’")
    bureau.kies(f"Aanwezigheid van {BERICHT}", "Afwezig met bericht")
    for naam in NIET:
        bureau.kies(f"Aanwezigheid van {naam}", "Afwezig zonder bericht")
    bureau.foto("p08-05-aanwezigheid")
    bureau.knop("Aanwezigheid opslaan")
    bureau.melding("Aanwezigheid van 30 kandidaten vastgelegd.")
    bureau.zie("30 uitgenodigd, 27 aanwezig, 0 besloten, 0 door, 30 nog te besluiten.")
    bureau.foto("p08-06-ronde")
    anders = dict.fromkeys(GENODIGD[10:27], ("Afwijzen", "Er is geen plaats"))
    anders |= dict.fromkeys(GENODIGD[27:], ("Trekt zich terug", "Geen reactie meer"))
    stappen.besluit(bureau, aantal=30, anders=anders)
    bureau.foto("p08-07-besloten")


def tweede_ronde(bureau: Bureau):
    """Ten people, four seats. Next day everybody who was rejected reads it."""
    bureau.het_is("2025-02-20 16:00")
    bureau.log_in(COORDINATOR[1])
    stappen.naar_ronde(bureau, "Tweede selectieronde")
    bureau.zie(
        "10 uitgenodigd, 0 besloten, 0 door, 10 nog te besluiten. Het programma rekent hier op 10 kandidaten."
    )
    stappen.besluit(
        bureau, aantal=10, anders=dict.fromkeys(TIEN[4:], ("Afwijzen", "Vaardigheden sluiten nog niet aan"))
    )
    bureau.het_is("2025-02-21 09:00")
    bureau.log_in(COORDINATOR[1])
    for ronde, aantal in (("Informatiebijeenkomst", 17), ("Tweede selectieronde", 6)):
        stappen.naar_ronde(bureau, ronde)
        stappen.vertel_afwijzing(bureau, aantal)
    assert [len(bureau.brieven(_adres(naam))) for naam in (VIER[0], TIEN[9], GENODIGD[26])] == [1, 2, 2]
    bureau.menu("Selectie")
    tellingen = {
        "Selectie door UWV": ["0", "31", "0", "31", "30"],
        "Informatiebijeenkomst": ["0", "30 (plan: 30 tot 40)", "27", "30", "10"],
        "Tweede selectieronde": ["0", "10 (plan: 10)", "0", "10", "4"],
    }
    for ronde, verwacht in tellingen.items():
        cellen = [" ".join(cel.split()) for cel in bureau.rij(ronde).get_by_role("cell").all_inner_texts()]
        assert cellen == verwacht, ronde
    bureau.foto("p08-08-selectie")


# --- Training and exam ------------------------------------------------------------------------------------------------
def twee_weken_opleiding(bureau: Bureau):
    stappen.maak_lichting(bureau, programma=PROGRAMMA, naam=LICHTING, start="3-3-2025", plaatsen="4")
    stappen.plaats_iedereen(bureau, 4)
    bureau.zie("Uitleg over privacy gegeven: nog 4 van 4", "Jobcoach toegewezen: nog 4 van 4")
    bureau.link("Leg de uitleg vast")
    bureau.vul("Uitleg over privacy gegeven op", "13-2-2025")
    bureau.knop("Uitleg vastleggen")
    bureau.melding("Uitleg over privacy vastgelegd voor 4 mensen.")
    stappen.wijs_jobcoach_toe(bureau, JOBCOACH[0], vanaf="3-3-2025", aantal=4)
    bureau.het_is("2025-03-03 08:45")
    bureau.log_in(COORDINATOR[1])
    bureau.link(f"Lichting starten {PROGRAMMA}, {LICHTING}")
    stappen.start_lichting(bureau, LICHTING, 4)
    expect(
        bureau.rijen(f"Mensen met een plaats in {LICHTING}").get_by_text("KSF Branchecertificaat")
    ).to_have_count(4)


def theorie(bureau: Bureau):
    """After the course; one does it again a week later. There is no certificate without the practice."""
    bureau.het_is("2025-03-14 16:00")
    bureau.log_in(COORDINATOR[1])
    for naam in VIER:
        _examen(bureau, naam, "theorie", "Gezakt" if naam == HERKANSING else "Geslaagd")
    bureau.zie("theorie, poging 1, 14 mrt 2025: gezakt")
    bureau.dossier(VIER[0])
    bureau.link("Certificaat vastleggen")
    bureau.vink("Certificaat", binnen=bureau.vraag("Soort"))
    bureau.knop("Certificaat opslaan")
    bureau.zie("Nog niet alle examendelen zijn gehaald: praktijk.")
    bureau.foto("p08-09-nog-geen-certificaat")

    bureau.het_is("2025-03-21 16:00")
    bureau.log_in(COORDINATOR[1])
    _examen(bureau, HERKANSING, "theorie", "Geslaagd")
    bureau.zie("theorie, poging 2, 21 mrt 2025: geslaagd")


def _examen(bureau, naam, deel, uitslag):
    bureau.dossier(naam)
    bureau.link("Examen vastleggen")
    bureau.kies("Examendeel", f"KSF Branchecertificaat: {deel}")
    bureau.kies("Uitslag", uitslag)
    bureau.knop("Examen opslaan")
    bureau.melding(f"Examen {deel}, poging")


def contract_en_praktijk(bureau: Bureau):
    """Work begins after the two weeks; the practice is done there in May, and then the certificate."""
    bureau.menu("Lichtingen")
    bureau.link(LICHTING)
    bureau.link("Contract voor de groep vastleggen")
    bureau.kies("Formele werkgever", "Vattenfall")
    bureau.kies("Werkplek (inlener)", "Vattenfall")
    bureau.vul("Functie", "Medewerker klantcontact")
    bureau.kies("Soort contract", "Arbeidsovereenkomst")
    bureau.vul("Eerste werkdag", "24-3-2025")
    bureau.vul("Loopt tot en met", "23-3-2026")
    for naam in VIER:
        bureau.vul(f"Uren per week van {naam}", "32")
    bureau.foto("p08-10-contract")
    bureau.knop("Contracten opslaan")
    bureau.melding("4 contracten bewaard: 24 mrt 2025 tot en met 23 mrt 2026.")

    bureau.het_is("2025-05-16 15:00")
    bureau.log_in(COORDINATOR[1])
    for naam in VIER:
        _examen(bureau, naam, "praktijk", "Geslaagd")
        bureau.link("Certificaat vastleggen")
        bureau.vink("Certificaat", binnen=bureau.vraag("Soort"))
        bureau.knop("Certificaat opslaan")
        bureau.melding("Certificaat KSF Branchecertificaat is bewaard.")
    bureau.foto("p08-11-dossier")


def de_uitkomst(bureau: Bureau):
    """The coaching of one ends with a job. What the figures say of the four."""
    bureau.dossier(VIER[0])
    stappen.rond_af(bureau, VIER[0], uitkomst="Reguliere baan bij dezelfde werkgever", op="16-5-2025")
    bureau.menu("Cijfers")
    bureau.link(PROGRAMMA)
    bureau.kop(PROGRAMMA)
    bureau.zie("Van de 4 gestarte trajecten")
    bureau.foto("p08-12-cijfers")
    assert bureau.page.locator(".cijfer-waarde").all_inner_texts()[:2] == ["4", "4"]
