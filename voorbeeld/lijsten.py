"""Referral lists as partners send them, read in the way a coordinator does: open, look, choose, read in."""

import csv
import io

from inlezen.diensten import INLEZEN, kies_kolommen, kies_regels, open_inlezing
from inlezen.keuzes import Dubbelkeuze, Regelstand
from inlezen.models import Inlezing
from inlezen.oordeel import Oordeel
from inlezen.toepassen import lees_in
from partners.models import Arbeidsmarktregio
from voorbeeld.mensen import Mens, hoe_aangemeld, persoonsgegevens
from voorbeeld.toneel import Toneel

# What partners call their columns -> our field; each has its own habits.
KOPPEN = {
    "UWV Groningen": {
        "Achternaam": "achternaam",
        "Tussenvoegsel": "tussenvoegsel",
        "Roepnaam": "voornaam",
        "Geboortedatum": "geboortedatum",
        "Telefoonnummer": "telefoon",
        "E-mailadres": "email",
        "Woonplaats": "woonplaats",
        "Soort uitkering": "uitkering",
    },
    "Werk in Zicht": {
        "Naam": "achternaam",
        "Voornaam": "voornaam",
        "Tussenv.": "tussenvoegsel",
        "Geb.datum": "geboortedatum",
        "Mobiel": "telefoon",
        "Mail": "email",
        "Plaats": "woonplaats",
        "Uitkering": "uitkering",
    },
}


def lees_lijst_in(toneel: Toneel, mensen: list[Mens]):
    """Read in the list of one partner with these people; somebody known already is linked to her dossier."""
    inlezing = _open(toneel, mensen, [rij_van(toneel, mens) for mens in mensen])
    regels = list(inlezing.regels.order_by("rijnummer"))
    bij_regel = dict(zip(regels, mensen, strict=True))
    kies_regels(
        inlezing, keuzes={r.pk: _keuze(r, mens) for r, mens in bij_regel.items()}, door=mensen[0].door
    )
    lees_in(inlezing, door=mensen[0].door)
    for regel, mens in bij_regel.items():
        regel.refresh_from_db()
        if regel.stand != Regelstand.INGELEZEN:
            raise RuntimeError(f"row {regel.rijnummer} was not read in: {regel.fout or regel.oordeel}")
        mens.traject = regel.traject
        mens.kandidaat = mens.traject.kandidaat


def laat_lijst_klaarstaan(toneel: Toneel, mensen: list[Mens]):
    """A list that somebody still has to look at: one person is known already, one date of birth is impossible."""
    rijen = [rij_van(toneel, mens) for mens in mensen]
    rijen[-1]["geboortedatum"] = "31-02-1990"
    _open(toneel, mensen, rijen)


def _open(toneel, mensen, rijen) -> Inlezing:
    partner, door = mensen[0].partner, mensen[0].door
    inlezing = open_inlezing(
        inhoud=_als_csv(KOPPEN[partner.naam], rijen),
        bestandsnaam=f"aanmeldingen {partner.naam} {toneel.dag:%d-%m-%Y}.csv",
        partner=partner,
        programma=mensen[0].programma,
        regio=Arbeidsmarktregio.objects.get(naam=mensen[0].regio),
        contactpersoon=toneel.partners.contact[partner.naam],
        door=door,
    )
    return kies_kolommen(inlezing, keuzes={}, door=door)


def rij_van(toneel: Toneel, mens: Mens) -> dict[str, str]:
    """One row of a list: field -> what the partner typed."""
    if mens.kandidaat is None:
        velden = persoonsgegevens(toneel, mens)
    else:
        velden = {naam: getattr(mens.kandidaat, naam) for naam in [*KOPPEN["UWV Groningen"].values()][:-1]}
    rij = {naam: str(velden.get(naam) or "") for naam in KOPPEN["UWV Groningen"].values()}
    rij["geboortedatum"] = f"{velden['geboortedatum']:%d-%m-%Y}"
    rij["uitkering"] = str(hoe_aangemeld(toneel, mens).get("uitkering", ""))
    return rij


def _als_csv(koppen, rijen) -> bytes:
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";")
    schrijver.writerow(koppen)
    schrijver.writerows([rij[veld] for veld in koppen.values()] for rij in rijen)
    return tekst.getvalue().encode("utf-8-sig")


def _keuze(regel, mens):
    if regel.oordeel != Oordeel.MOGELIJK_DUBBEL:
        return INLEZEN
    return mens.kandidaat.dossiernummer if mens.kandidaat else Dubbelkeuze.NIEUW
