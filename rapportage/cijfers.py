"""The figures of one programme as they may be shown: computed, suppressed, put into words (design: kpi).

The scope is the viewer's: a coordinator reads her own regions, whose dossiers she may open, so nothing is hidden; a
manager reads everything and may open no dossier, so small cells are hidden for her.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gebruikers.rollen import Rol
from kandidaten.models import Kandidaat
from partners.models import Arbeidsmarktregio
from rapportage.afscherming import TE_WEINIG, drempel, procent, scherm_lijst_af, toon_procent
from rapportage.kerncijfers import gestart, met_contract, proef_naar_contract
from rapportage.overleving import Overlevingscurve, Waarneming, bereken_curve
from rapportage.retentie import waarnemingen
from rapportage.retentieduur import Variant
from trajecten.models import Programma, Traject

MEETPUNTEN = (3, 6, 12, 24, 36)
MINIMAAL_RISICO = 5  # kpi: below this many people at risk the curve says nothing, for whoever looks


@dataclass(frozen=True)
class Bereik:
    """Whose figures these are: in words, as a queryset, and from which count on they may be read."""

    tekst: str
    trajecten: object
    k: int  # 1 = nothing hidden: the viewer may open every dossier counted


@dataclass(frozen=True)
class Regel:
    """One figure on screen: what, value, and the population behind it in words."""

    naam: str
    waarde: str
    toelichting: str


@dataclass(frozen=True)
class Meetpunt:
    """Retention after n months, ready to read."""

    maanden: int
    retentie: str
    interval: str
    risico: str
    aan_het_werk: str
    bekend: str
    naief: str


def bereik_van(gebruiker) -> Bereik:
    """All trajects for a manager, those in her own regions for a coordinator."""
    if gebruiker.heeft_rol(Rol.MANAGER):
        return Bereik("alle regio's", Traject.objects.all(), drempel(extern=False))
    regios = Arbeidsmarktregio.objects.van(gebruiker).order_by("naam")
    eigen = Kandidaat.objects.order_by().filter(behandelregio__in=regios.values("pk"))
    tekst = ", ".join(regio.naam for regio in regios) or "nog geen regio"
    return Bereik(tekst, Traject.objects.filter(kandidaat__in=eigen.values("pk")), 1)


def programmas_met_cijfers(bereik: Bereik):
    """The newest version of each programme in which somebody in this scope ever started."""
    codes = bereik.trajecten.exclude(gestart_op=None).order_by().values("programma__code")
    nieuwste = {}
    for programma in Programma.objects.filter(code__in=codes).order_by("code", "versie"):
        nieuwste[programma.code] = programma
    return sorted(nieuwste.values(), key=lambda programma: programma.naam)


def cijfers_van(programma: Programma, bereik: Bereik, *, variant: Variant, peildatum: date) -> dict:
    """Everything the page shows about all versions of this programme."""
    trajecten = bereik.trajecten.filter(programma__code=programma.code)
    begonnen = gestart(trajecten, peildatum=peildatum)
    aantal = begonnen.count()
    contract = met_contract(begonnen, peildatum=peildatum).count()
    gezien = waarnemingen(begonnen, variant=variant, peildatum=peildatum)
    curve = bereken_curve(gezien)
    punten = [_meetpunt(curve, gezien, maanden, bereik.k) for maanden in MEETPUNTEN]
    return {
        "regels": _regels(aantal, contract, begonnen, peildatum, bereik.k),
        "punten": punten,
        "aantal_gevolgd": scherm_lijst_af([curve.aantal], bereik.k).cellen[0].tekst,
        "zin": _zin(curve),
    }


def _regels(aantal, contract, begonnen, peildatum, k):
    met, zonder = scherm_lijst_af([contract, aantal - contract], k).cellen
    totaal = scherm_lijst_af([contract, aantal - contract], k).totaal
    proef = proef_naar_contract(begonnen, peildatum=peildatum)
    gelukt, niet = scherm_lijst_af([proef.contract, proef.beeindigd - proef.contract], k).cellen
    lopend = scherm_lijst_af([proef.lopend], k).cellen[0]
    return [
        Regel("Gestart", totaal.tekst, "trajecten die tot en met de peildatum zijn gestart"),
        Regel(
            "Kreeg een contract",
            met.tekst,
            f"van de {totaal.tekst} gestarte trajecten; {zonder.tekst} nog niet",
        ),
        Regel(
            "Van proefplaatsing naar contract",
            _aandeel(proef.contract, proef.beeindigd, k),
            f"{gelukt.tekst} met en {niet.tekst} zonder contract binnen 31 dagen; "
            f"{lopend.tekst} proefplaatsingen lopen nog",
        ),
    ]


def _aandeel(teller, noemer, k):
    """A rate whose counts stand beside it: hidden as soon as one of them is."""
    if noemer and any(cel.is_verborgen for cel in scherm_lijst_af([teller, noemer - teller], k).cellen):
        return TE_WEINIG
    return toon_procent(teller, noemer, k)


def _meetpunt(curve: Overlevingscurve, gezien: list[Waarneming], maanden: int, k: int) -> Meetpunt:
    n = Fraction(maanden)
    rijp = [w for w in gezien if w.sinds_start is None or w.sinds_start >= n]
    aan_het_werk = sum(w.duur >= n for w in rijp)
    gestopt = sum(w.gebeurtenis and w.duur < n for w in rijp)
    cellen = scherm_lijst_af([aan_het_werk, gestopt], k)
    punt = curve.punt(maanden)
    genoeg = punt.risico >= max(MINIMAAL_RISICO, k)
    return Meetpunt(
        maanden=maanden,
        retentie=procent(punt.overleving) if genoeg and punt.overleving is not None else TE_WEINIG,
        interval=_interval(punt) if genoeg else "",
        risico=scherm_lijst_af([punt.risico], k).cellen[0].tekst,
        aan_het_werk=cellen.cellen[0].tekst,
        bekend=cellen.totaal.tekst,
        naief=_aandeel(aan_het_werk, aan_het_werk + gestopt, k),
    )


def _interval(punt):
    if punt.interval is None:
        return "geen: niemand stopte" if punt.overleving == 1 else "geen: niemand bleef"
    return f"{procent(punt.interval.onder)} tot {procent(punt.interval.boven)}"


def _zin(curve):
    """The one sentence that sums it up: the latest point with enough people at risk."""
    for maanden in reversed(MEETPUNTEN):
        punt = curve.punt(maanden)
        if punt.risico >= MINIMAAL_RISICO and punt.overleving is not None:
            interval = f", 95 %-interval {_interval(punt)}" if punt.interval else ""
            return (
                f"Na {maanden} maanden werkt {procent(punt.overleving)} nog{interval}, "
                f"nog {punt.risico} mensen gevolgd."
            )
    return "Er zijn nog te weinig mensen lang genoeg gevolgd voor een uitspraak."
