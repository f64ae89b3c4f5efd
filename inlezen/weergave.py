"""Rows as the review and the result show them; what the viewer herself may not see stays out.

The verdict was made with the eyes of who judged. A colleague who looks at the same list may serve fewer regions, so the
people at each row are looked up again for her.
"""

from dataclasses import dataclass, field

from basis.templatetags.componenten import telefoon
from gebruikers.rechten import Categorie, Toegang
from inlezen.aanleveren import verwezen_door
from inlezen.keuzes import Dubbelkeuze, Inleesstatus, Regelstand
from inlezen.oordeel import MOGELIJK_BEKEND, Oordeel
from inlezen.velden import Veld
from kandidaten.models import Kandidaat

NAAMVELDEN = (
    Veld.ACHTERNAAM,
    Veld.TUSSENVOEGSEL,
    Veld.VOORNAAM,
    Veld.VOORLETTERS,
    Veld.VOLLEDIGE_NAAM,
)
EIGEN_KOLOM = (Veld.GEBOORTEDATUM, Veld.TELEFOON, Veld.EMAIL)
KORT = {Veld.CONTACTPERSOON: "Contactpersoon"}
OVERIG = (
    Veld.WOONPLAATS,
    Veld.POSTCODE,
    Veld.PROGRAMMA,
    Veld.UREN_PER_WEEK,
    Veld.UITKERING,
    Veld.KINDEROPVANG,
    Veld.CONTACTPERSOON,
    Veld.OPMERKING,
)


@dataclass(frozen=True)
class Cel:
    """One value on the screen with the messages about it: pairs (level, sentence)."""

    label: str
    tekst: str
    meldingen: tuple = ()


@dataclass
class Rijweergave:
    """One row of the review."""

    regel: object
    naam: Cel
    cellen: list
    overig: list
    over_de_rij: list = field(default_factory=list)
    personen: list = field(default_factory=list)  # known people it is like, whom the viewer may see
    verschillen: list = field(default_factory=list)

    @property
    def dubbel(self):
        return self.regel.oordeel == Oordeel.MOGELIJK_DUBBEL

    @property
    def kiesbaar(self):
        return self.regel.oordeel in (Oordeel.NIEUW, Oordeel.WIJZIGING)

    @property
    def over_knop(self):
        """Completes a button at this row for who cannot see the row."""
        return f"rij {self.regel.rijnummer}, {self.naam.tekst}"

    @property
    def gekozen_nummer(self):
        """The dossiernummer chosen at a possible double, or ""."""
        if self.regel.keuze != Dubbelkeuze.BESTAAND:
            return ""
        return next((k.dossiernummer for k in self.personen if k.pk == self.regel.bestaande_id), "")


def toon_rijen(regels, gebruiker, inlezing):
    """Rijweergave's of these rows of this import (not in a dossier yet), for this viewer; one query."""
    regels, als_verwijzer = list(regels), inlezing.is_eigen_lijst(gebruiker)
    pks = {g["persoon"] for r in regels for g in r.beoordeling["gelijkenissen"]}
    pks = (pks | {r.beoordeling["persoon"] for r in regels}) - {None}
    mensen = {}
    if pks:
        if als_verwijzer:
            eigen = verwezen_door(inlezing)
        else:
            eigen = Kandidaat.objects.waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
        mensen = eigen.defer("motivatie").in_bulk(pks)
    return [_toon(regel, mensen, als_verwijzer) for regel in regels]


def _toon(regel, mensen, als_verwijzer):
    beoordeling = regel.beoordeling
    waarden = beoordeling["waarden"]
    per_veld = {}
    for niveau, _code, tekst, veld in beoordeling["meldingen"]:
        per_veld.setdefault(veld, []).append((niveau, tekst))

    def cel(veld):
        tekst = waarden.get(veld, "")
        if veld == Veld.TELEFOON:
            tekst = telefoon(tekst)
        return Cel(KORT.get(veld, veld.label), tekst, tuple(per_veld.pop(veld, ())))

    bij_naam = tuple(melding for veld in NAAMVELDEN for melding in per_veld.pop(veld, ()))
    weergave = Rijweergave(
        regel=regel,
        naam=Cel("Naam", lijstnaam(waarden), bij_naam),
        cellen=[cel(veld) for veld in EIGEN_KOLOM],
        overig=[c for c in map(cel, OVERIG) if c.tekst or c.meldingen],
        over_de_rij=[melding for rest in per_veld.values() for melding in rest],
    )
    _voeg_bekenden_toe(weergave, beoordeling, mensen)
    if als_verwijzer:  # no dossier, and never a word about others
        weergave.personen = []
        weergave.over_de_rij = [m for m in weergave.over_de_rij if m[1] != MOGELIJK_BEKEND]
    if regel.stand == Regelstand.MISLUKT:
        weergave.over_de_rij.insert(0, ("fout", regel.fout))
    return weergave


def _voeg_bekenden_toe(weergave, beoordeling, mensen):
    """What the row is like, or what it changes; a person outside the viewer's scope is only "mogelijk bekend"."""
    verborgen = False
    for gelijkenis in beoordeling["gelijkenissen"]:
        persoon = mensen.get(gelijkenis["persoon"])
        if persoon is not None:
            weergave.personen.append(persoon)
        if persoon is not None or gelijkenis["rij"] is not None:
            weergave.over_de_rij.append(("waarschuwing", gelijkenis["tekst"]))
        else:
            verborgen = True
    if beoordeling["persoon"] in mensen:
        weergave.personen.append(mensen[beoordeling["persoon"]])
        weergave.verschillen = beoordeling["verschillen"]
    elif beoordeling["persoon"] is not None:
        verborgen = True
    if verborgen:
        weergave.over_de_rij.append(("waarschuwing", MOGELIJK_BEKEND))


def lijstnaam(waarden):
    """'Achternaam, Voornaam tussenvoegsel' of the values of a row, as far as they are there."""
    voor = " ".join(filter(None, (waarden.get(Veld.VOORNAAM), waarden.get(Veld.TUSSENVOEGSEL))))
    return ", ".join(filter(None, (waarden.get(Veld.ACHTERNAAM), voor))) or "Zonder naam"


# --- The list of imports ----------------------------------------------------------------------------------------------
VOLGENDE_STAP = {
    Inleesstatus.KOLOMMEN: "Kolommen kiezen",
    Inleesstatus.BEOORDELEN: "Bekijk de voortgang",
    Inleesstatus.CONTROLEREN: "Verder controleren",
    Inleesstatus.BEZIG: "Bekijk de voortgang",
    Inleesstatus.KLAAR: "Bekijk resultaat",
    Inleesstatus.TERUG: "Bekijk de voortgang",
}


def lijsten_van(inlezing, gebruiker):
    """How the list of imports is called on the screens of this viewer of this import."""
    return "Mijn lijsten" if inlezing.is_eigen_lijst(gebruiker) else "Inlezingen"


def nu_bezig(inlezing):
    """Why nothing can be changed at this list at this moment, in a sentence; reads where it stands now."""
    inlezing.refresh_from_db(fields=["status"])
    if inlezing.status == Inleesstatus.TERUG:
        return "Deze lijst wordt nu teruggedraaid."
    return "Een collega leest deze lijst nu in."


def stand_van(inlezing, telling):
    """(kind of badge, words) for where an import stands; `telling` of `tel_per_inlezing`."""
    if inlezing.staat_stil:
        return "fout", "Staat stil"
    if inlezing.in_bewerking:
        return "bezig", inlezing.get_status_display()
    if inlezing.status != Inleesstatus.KLAAR:
        return "aandacht", inlezing.get_status_display()
    if telling["mislukt"]:
        return "fout", f"{telling['mislukt']} niet gelukt"
    if not telling["nieuw"] and not telling["gewijzigd"]:
        return "neutraal", "Niets ingelezen"
    return ("aandacht", "Deels ingelezen") if telling["open"] else ("gedaan", "Klaar")


def wat_er_is(telling):
    """How many rows stand where, as short pairs of words; only what there is."""
    woorden = (
        ("nieuw", "nieuw"),
        ("gewijzigd", "gewijzigd"),
        ("mislukt", "niet gelukt"),
        ("open", "nog open"),
    )
    return [f"{telling[naam]} {woord}" for naam, woord in woorden if telling[naam]]
