"""The one next step of a traject for who looks at it, and what is due or agreed now. Facts in, words out; no query."""

from dataclasses import dataclass
from datetime import date, timedelta

from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from trajecten.dossier.adressen import adres
from trajecten.dossier.eerste_contact import Contactklok
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.statussen import Status

LOOPT_AF_DAGEN = 42  # a placement that ends within six weeks asks for the next one
VOOR_BESLUIT = (Status.AANGEMELD, Status.IN_SELECTIE)


@dataclass(frozen=True)
class Feiten:
    """What is known about one traject today; None or empty where this viewer may not read it."""

    vandaag: date
    klok: Contactklok
    heeft_coach: bool
    heeft_rondes: bool = True  # does the programme select in rounds?
    open_ronde: object = None  # a Rondedeelname that waits for a decision
    plaatsingen: tuple = ()  # oldest first
    meetpunt: object = None  # a Meetpunt (trajecten.plaatsing) that can be recorded now
    begeleiding: object = None  # the Stand of trajecten.begeleiding
    buddy: object = None  # a Buddyspoor (trajecten.begeleiding)

    @property
    def lopend(self):
        """The running placement, or None."""
        open_rijen = [p for p in self.plaatsingen if p.laatste_werkdag is None]
        return open_rijen[-1] if open_rijen else None

    @property
    def loopt_af(self):
        """The running placement, if it ends within six weeks or should have been ended; else None."""
        plaatsing = self.lopend
        if plaatsing is None or plaatsing.gepland_einde is None:
            return None
        return plaatsing if plaatsing.gepland_einde <= self.vandaag + timedelta(days=LOOPT_AF_DAGEN) else None


@dataclass(frozen=True)
class Stap:
    """A button: verb + noun, where it goes, and the right it takes."""

    tekst: str
    url: str
    categorie: Categorie
    nodig: Toegang = Toegang.SCHRIJVEN


@dataclass(frozen=True)
class Punt:
    """One line of "Nu": what, how urgent (kind of badge with its word, or neither), and maybe where to go."""

    tekst: str
    soort: str = ""
    woord: str = ""
    url: str = ""
    link: str = ""


def volgende_stap(traject, toegang, feiten: Feiten) -> Stap | None:
    """The first step that is due and that this viewer may take; None when nothing is asked of her now."""
    for stap in _STAPPEN[Status(traject.status)](traject, feiten):
        if stap.url and toegang.mag(stap.categorie, stap.nodig):
            return stap
    return None


# --- Steps per status, most pressing first ---------------------------------------------------------------------------
def _plek(traject):
    return traject.kandidaat.dossiernummer, traject.volgnummer


def _contact(traject, feiten):
    if feiten.klok.loopt:
        yield Stap("Contact vastleggen", adres("dossier:contact", *_plek(traject)), Categorie.CONTACT)


def _status(traject, tekst, naar=""):
    vraag = f"?naar={naar}" if naar else ""
    return Stap(tekst, adres("dossier:status", *_plek(traject)) + vraag, Categorie.TRAJECT)


def _aangemeld(traject, feiten):
    yield from _contact(traject, feiten)
    if feiten.heeft_rondes:
        indelen = adres("selectie:indelen", traject.programma_id)
        yield Stap("In selectie nemen", indelen, Categorie.SELECTIE)
    yield _status(traject, "In selectie nemen", Status.IN_SELECTIE)


def _in_selectie(traject, feiten):
    yield from _contact(traject, feiten)
    if feiten.open_ronde:
        nummer = traject.kandidaat.dossiernummer
        yield Stap(
            "Besluit nemen",
            adres("selectie:kandidaat", feiten.open_ronde.ronde_id, nummer),
            Categorie.SELECTIE,
        )
    if feiten.heeft_rondes:
        yield Stap("In een ronde zetten", adres("selectie:indelen", traject.programma_id), Categorie.SELECTIE)
    yield _status(traject, "Status wijzigen")


def _wachtlijst(traject, feiten):
    yield from _lichting(traject, "Plaats geven")
    yield _status(traject, "Status wijzigen")


def _geselecteerd(traject, feiten):
    if traject.lichting_id is None:
        yield from _lichting(traject, "Plaats in lichting geven")
    if traject.wil_begeleiding and not feiten.heeft_coach:
        yield Stap(
            "Jobcoach toewijzen",
            adres("dossier:toewijzen", traject.kandidaat.dossiernummer),
            Categorie.TRAJECT,
        )
    yield from _lichting(traject, "Start voorbereiden")


def _lichting(traject, tekst):
    if traject.lichting_id:
        yield Stap(tekst, adres("trajecten:lichting", traject.lichting_id), Categorie.TRAJECT)
    yield Stap(tekst, adres("trajecten:lichtingen"), Categorie.TRAJECT)


def _lopend(traject, feiten):
    plek = _plek(traject)
    if traject.wil_begeleiding and not feiten.heeft_coach:
        yield Stap("Jobcoach toewijzen", adres("dossier:toewijzen", plek[0]), Categorie.TRAJECT)
    if feiten.lopend is None and feiten.plaatsingen:
        yield _status(traject, "Traject afsluiten")
    contract = Stap("Contract vastleggen", adres("plaatsing:contract", *plek), Categorie.PLAATSING)
    if feiten.lopend is None and traject.programma.proefplaatsing_maanden:
        yield Stap("Proefplaatsing vastleggen", adres("plaatsing:proefplaatsing", *plek), Categorie.PLAATSING)
    if feiten.lopend is None or feiten.loopt_af:
        yield contract
    yield from _meetmoment(traject, feiten)
    if traject.wil_begeleiding:
        yield Stap("Gesprek vastleggen", adres("begeleiding:gesprek_nieuw", *plek), Categorie.GESPREKKEN)
    if feiten.lopend and feiten.lopend.soort == Plaatsingsoort.PROEFPLAATSING:
        yield contract


def _meetmoment(traject, feiten):
    if feiten.meetpunt:
        url = adres("plaatsing:meetmoment", *_plek(traject), feiten.meetpunt.maanden)
        yield Stap("Meetmoment vastleggen", url, Categorie.MEETMOMENTEN)


def _geen(traject, feiten):
    return ()


_STAPPEN = {
    Status.AANGEMELD: _aangemeld,
    Status.IN_SELECTIE: _in_selectie,
    Status.WACHTLIJST: _wachtlijst,
    Status.GESELECTEERD: _geselecteerd,
    Status.LOPEND: _lopend,
    Status.AFGEROND: _meetmoment,
    Status.UITGEVALLEN: _meetmoment,
    Status.AFGEWEZEN: _geen,
    Status.TERUGGETROKKEN: _geen,
}


# --- Now --------------------------------------------------------------------------------------------------------------
def nu(traject, toegang, feiten: Feiten) -> list[Punt]:
    """What is due and what is agreed, most pressing first; only what this viewer may read."""
    punten = [
        *_nu_contact(traject, toegang, feiten),
        *_nu_selectie(traject, toegang, feiten),
        *_nu_voorbereiding(traject, toegang, feiten),
        *_nu_werk(toegang, feiten),
        *_nu_begeleiding(traject, toegang, feiten),
    ]
    return sorted(punten, key=lambda punt: {"fout": 0, "aandacht": 1, "bezig": 2}.get(punt.soort, 3))


def _nu_contact(traject, toegang, feiten):
    if not toegang.mag(Categorie.CONTACT) or traject.status not in VOOR_BESLUIT:
        return
    klok = feiten.klok
    if klok.loopt:
        geprobeerd = {0: "", 1: " Er is 1 keer geprobeerd te bellen."}.get(
            klok.pogingen, f" Er is {klok.pogingen} keer geprobeerd contact te krijgen."
        )
        soort, woord = ("fout", "Te laat") if klok.te_laat else ("aandacht", "Bellen")
        yield Punt(klok.zin + geprobeerd, soort, woord)
    else:
        yield Punt(klok.zin)


def _nu_selectie(traject, toegang, feiten):
    if feiten.open_ronde and toegang.mag(Categorie.SELECTIE):
        url = adres("selectie:ronde", feiten.open_ronde.ronde_id)
        yield Punt(
            f"Wacht op besluit: {feiten.open_ronde.ronde.naam}.", "aandacht", "Besluit", url, "Naar de ronde"
        )


def _nu_voorbereiding(traject, toegang, feiten):
    """What must be right before the start."""
    if not traject.is_open or traject.status == Status.LOPEND or not toegang.mag(Categorie.TRAJECT):
        return
    kandidaat = traject.kandidaat
    schrijft = toegang.mag(Categorie.TRAJECT, Toegang.SCHRIJVEN)
    if kandidaat.privacy_gegeven_op is None and toegang.mag(Categorie.CONTACT) and not feiten.klok.loopt:
        url = (
            adres("dossier:gegevens_wijzigen", kandidaat.dossiernummer, "bereikbaarheid") if schrijft else ""
        )
        yield Punt(
            "Er is nog geen uitleg over privacy gegeven.", "aandacht", "Regelen", url, "Uitleg vastleggen"
        )
    if traject.status != Status.GESELECTEERD:
        return
    if traject.lichting:
        yield Punt(f"Start op {datum(traject.lichting.start)} met {traject.lichting.naam}.")
    if traject.programma.uren_opties and traject.uren_per_week is None:
        url = adres("dossier:traject_wijzigen", *_plek(traject)) if schrijft else ""
        yield Punt("De uren per week zijn nog niet gekozen.", "aandacht", "Regelen", url, "Uren kiezen")


def _nu_werk(toegang, feiten):
    if not toegang.mag(Categorie.PLAATSING):
        return
    plaatsing = feiten.loopt_af
    if plaatsing:
        voorbij = plaatsing.gepland_einde < feiten.vandaag
        wanneer = f"{'liep af' if voorbij else 'loopt af'} op {datum(plaatsing.gepland_einde)}"
        soort, woord = ("fout", "Te laat") if voorbij else ("aandacht", "Loopt af")
        yield Punt(f"{plaatsing.get_soort_display()} bij {plaatsing.werkplek.naam} {wanneer}.", soort, woord)
    if feiten.meetpunt and toegang.mag(Categorie.MEETMOMENTEN):
        yield Punt(
            f"Vraag of de kandidaat na {feiten.meetpunt.maanden} maanden nog werkt.", "aandacht", "Vragen"
        )


def _nu_begeleiding(traject, toegang, feiten):
    if traject.status != Status.LOPEND:
        return
    if traject.wil_begeleiding and not feiten.heeft_coach:
        yield Punt("Er is nog geen jobcoach.", "aandacht", "Regelen")
    if feiten.buddy is not None and feiten.buddy.ingetrokken_op:
        url = adres("begeleiding:buddys", *_plek(traject))
        wanneer = datum(feiten.buddy.ingetrokken_op)
        yield Punt(
            f"De buddy stopte op {wanneer}: de oud-deelnemer trok de toestemming in.",
            "aandacht",
            "Regelen",
            url,
            "Naar de buddy",
        )
    stand = feiten.begeleiding
    if stand is not None and stand.reden and toegang.mag(Categorie.GESPREKKEN):
        soort, woord = stand.badge if stand.te_laat or stand.vandaag else ("", "")
        yield Punt(f"Begeleiding: {stand.reden}.", soort, woord)
