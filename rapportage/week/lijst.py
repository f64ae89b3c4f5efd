"""Mijn week: the caseload of a jobcoach by urgency, each with the reasons beside the name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from rapportage.mijn_werk import open_trajecten
from rapportage.week import gesprekken, school, werk
from rapportage.week.reden import Redensoort, Urgentie, keer
from rapportage.werklijst import mensen_als
from trajecten.begeleiding.stand import Stand, stand_van
from trajecten.dossier.adressen import adres
from trajecten.models import Traject

ONDERWERPEN = (gesprekken, school, werk)
# Cards with the last agreement and buttons; who asks for attention after them stands in a short list.
MAX_KAARTEN = 12
PER_PAGINA = 20  # people: with all their reasons below 60 kB


@dataclass(frozen=True)
class Kaart:
    """One candidate of a jobcoach, with how her coaching stands and why she asks for attention, most urgent first."""

    traject: Traject
    stand: Stand
    redenen: list
    url: str
    gesprek_url: str

    @property
    def kandidaat(self):
        return self.traject.kandidaat

    @property
    def urgentie(self):
        return self.redenen[0].urgentie if self.redenen else Urgentie.NIETS

    @property
    def volgorde(self):
        """By urgency, then harm of the first reason; the longest silence first, the earliest day, and then by name."""
        eerst = self.redenen[0].soort if self.redenen else 0
        stil = (self.stand.laatste or date.min) if self.stand.te_laat else date.max
        return self.urgentie, eerst, stil, self.stand.uiterlijk or date.max, self.kandidaat.lijstnaam


@dataclass(frozen=True)
class Week:
    """One page of the caseload in its three parts, and the counts of the whole of it."""

    pagina: Page
    zin: str
    aantallen: dict  # Urgentie -> number of people

    def _met(self, *urgenties):
        return [kaart for kaart in self.pagina.object_list if kaart.urgentie in urgenties]

    @property
    def nu(self):
        return self._met(Urgentie.NU)[:MAX_KAARTEN] if self.pagina.number == 1 else []

    @property
    def ook_nu(self):
        """Who asks for attention now too, beyond the cards."""
        return self._met(Urgentie.NU)[len(self.nu) :]

    @property
    def deze_week(self):
        return self._met(Urgentie.WEEK)

    @property
    def rest(self):
        return self._met(Urgentie.LATER, Urgentie.NIETS)

    @property
    def aantal(self):
        """All open trajects of the caseload."""
        return self.pagina.paginator.count

    @property
    def aantal_nu(self):
        return self.aantallen[Urgentie.NU]

    @property
    def aantal_week(self):
        return self.aantallen[Urgentie.WEEK]

    @property
    def aantal_rest(self):
        return self.aantallen[Urgentie.LATER] + self.aantallen[Urgentie.NIETS]

    @property
    def gelezen(self):
        """Dossiernummers of the people of whom the text of an agreement is shown: a look at what coaches write."""
        return [kaart.kandidaat.dossiernummer for kaart in self.nu if kaart.stand.laatste_afspraak]


def mijn_week(gebruiker, vandaag=None, *, pagina=None) -> Week:
    """The open trajects of this jobcoach's caseload in the order of what is urgent; a fixed number of queries.

    The text of the last agreement comes along: the current (or covering) coach may read it (PRIV-07).
    """
    vandaag = vandaag or timezone.localdate()
    rijen = open_trajecten(mensen_als(gebruiker, Hoedanigheid.JOBCOACH))
    for onderwerp in ONDERWERPEN:
        rijen = onderwerp.met_feiten(rijen, vandaag)
    trajecten = list(rijen)
    standen = stand_van(trajecten, vandaag, met_afspraak=True)
    kaarten = sorted((_kaart(t, standen[t.pk], vandaag) for t in trajecten), key=lambda k: k.volgorde)
    return Week(
        pagina=Paginator(kaarten, PER_PAGINA).get_page(pagina),
        zin=_zin(kaarten),
        aantallen=Counter(kaart.urgentie for kaart in kaarten),
    )


def _kaart(traject, stand, vandaag):
    nummer = traject.kandidaat.dossiernummer
    redenen = [r for onderwerp in ONDERWERPEN for r in onderwerp.redenen(traject, stand, vandaag)]
    return Kaart(
        traject,
        stand,
        sorted(redenen),
        url=adres("dossier:traject", nummer, traject.volgnummer),
        gesprek_url=adres("begeleiding:gesprek_nieuw", nummer, traject.volgnummer) if stand.nodig else "",
    )


def _zin(kaarten):
    """The sentence at the top: "3 mensen vragen nu aandacht. 2 gesprekken zijn te laat. 1 signaal staat open."."""
    nu = [kaart for kaart in kaarten if kaart.urgentie == Urgentie.NU]
    if not nu:
        return "Niemand vraagt vandaag aandacht."
    zinnen = [f"{keer(len(nu), 'mens vraagt', 'mensen vragen')} nu aandacht."]
    if laat := sum(kaart.stand.te_laat for kaart in nu):
        zinnen.append(f"{keer(laat, 'gesprek is', 'gesprekken zijn')} te laat.")
    if open_ := sum(reden.soort == Redensoort.SIGNAAL for kaart in nu for reden in kaart.redenen):
        zinnen.append(f"{keer(open_, 'signaal staat', 'signalen staan')} open.")
    return " ".join(zinnen)
