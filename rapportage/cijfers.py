"""The figures of one programme as they may be shown: computed, suppressed, put into words (design: kpi).

The scope is the viewer's: a coordinator reads her own regions, whose dossiers she may open, so nothing is hidden; a
manager reads everything and may open no dossier, so small cells are hidden for her.
"""

from dataclasses import dataclass
from datetime import date

from gebruikers.rollen import Rol
from kandidaten.models import Kandidaat
from partners.models import Arbeidsmarktregio
from rapportage.afscherming import (
    AFGESCHERMD,
    TE_WEINIG,
    drempel,
    procent,
    scherm_aantal_af,
    scherm_lijst_af,
    toon_procent,
)
from rapportage.kerncijfers import CONTRACT_BINNEN_DAGEN, gestart, met_contract, proef_naar_contract
from rapportage.overleving import Overlevingscurve, Waarneming, bereken_curve, naieve_retentie
from rapportage.retentie import waarnemingen
from rapportage.retentieduur import Variant
from rapportage.terugkomcijfer import terugkomcijfer
from rapportage.verwijzers import verwijzers_van
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
    naief: str
    bekend: str


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
    uitgesplitst = scherm_lijst_af([contract, aantal - contract], bereik.k)
    grens = max(aantal - bereik.k + 1, bereik.k) if uitgesplitst.cellen[0].is_verborgen else None
    aantallen = _Aantallen(bereik.k, grens)
    gezien = waarnemingen(trajecten, variant=variant, peildatum=peildatum)
    curve = bereken_curve(gezien)
    return {
        "regels": [
            *_regels_start(uitgesplitst),
            _regel_proef(proef_naar_contract(trajecten, peildatum=peildatum), aantallen),
            *_regels_terugkom(programma, trajecten, peildatum, aantallen),
        ],
        "punten": [_meetpunt(curve, gezien, maanden, aantallen) for maanden in MEETPUNTEN],
        "aantal_gevolgd": aantallen.toon(curve.aantal),
        "zin": _zin(curve, aantallen),
        "genoeg": aantallen.genoeg,
        "verwijzers": verwijzers_van(begonnen, bereik.k),
    }


@dataclass(frozen=True)
class _Aantallen:
    """How numbers of people with a contract are written for this viewer.

    Where "kreeg een contract" is hidden, the number at risk would tell it again: 8 of 9 hidden, 8 people followed. So
    from `grens` on, the smallest number that "hidden" leaves possible, it reads "5 of meer". None: nothing is hidden.
    """

    k: int
    grens: int | None

    @property
    def genoeg(self):
        """From how many people at risk on the curve says something (kpi, small cells, rule 5)."""
        return max(MINIMAAL_RISICO, self.k)

    def is_grof(self, aantal):
        return self.grens is not None and aantal > self.grens

    def toon(self, aantal):
        if self.is_grof(aantal):
            return f"{self.grens} of meer"
        return scherm_aantal_af(aantal, self.k).tekst


def _regels_start(uitgesplitst):
    met, zonder = uitgesplitst.cellen
    totaal = uitgesplitst.totaal.tekst
    return [
        Regel("Gestart", totaal, "trajecten die tot en met de peildatum zijn gestart"),
        Regel(
            "Kreeg een contract", met.tekst, f"van de {totaal} gestarte trajecten; {zonder.tekst} nog niet"
        ),
    ]


def _regel_proef(proef, aantallen):
    k = aantallen.k
    gelukt, niet = scherm_lijst_af([proef.contract, proef.beeindigd - proef.contract], k).cellen
    met = aantallen.toon(proef.contract) if aantallen.is_grof(proef.contract) else gelukt.tekst
    return Regel(
        "Van proefplaatsing naar contract",
        _aandeel(proef.contract, proef.beeindigd, k),
        f"contract binnen {CONTRACT_BINNEN_DAGEN} dagen: {met}; geen contract: {niet.tekst}; "
        f"loopt nog: {scherm_aantal_af(proef.lopend, k).tekst}",
    )


def _regels_terugkom(programma, trajecten, peildatum, aantallen):
    """Refresher days, where the programme asks for them now. Days of few people tell about these people."""
    if not programma.terugkomdag_weken:
        return
    cijfer = terugkomcijfer(trajecten, peildatum=peildatum)
    k = aantallen.k
    waarde, mensen = _aandeel(cijfer.geweest, cijfer.verwacht, k), aantallen.toon(cijfer.mensen)
    toelichting = (
        f"van {mensen} mensen: {cijfer.geweest} van de {cijfer.verwacht} keer dat iemand een dag had"
    )
    if 0 < cijfer.mensen < k or waarde == AFGESCHERMD or aantallen.is_grof(cijfer.mensen):
        waarde = AFGESCHERMD if 0 < cijfer.mensen < k else waarde
        toelichting = f"van {mensen} mensen; de aantallen zijn te klein om te tonen"
    yield Regel("Terugkomdagen bezocht", waarde, toelichting)


def _aandeel(teller, noemer, k):
    """A rate whose counts stand beside it: hidden as soon as one of them is."""
    if noemer >= k and any(cel.is_verborgen for cel in scherm_lijst_af([teller, noemer - teller], k).cellen):
        return AFGESCHERMD
    return toon_procent(teller, noemer, k)


def _meetpunt(
    curve: Overlevingscurve, gezien: list[Waarneming], maanden: int, aantallen: _Aantallen
) -> Meetpunt:
    """The number at risk is also who is known to work after n months, so `bekend` beside it tells who stopped."""
    werkt, bekend = naieve_retentie(gezien, maanden)
    aandeel = scherm_lijst_af([werkt, bekend - werkt], aantallen.k)
    punt = curve.punt(maanden)
    genoeg = punt.risico >= aantallen.genoeg and punt.overleving is not None
    verborgen = aantallen.is_grof(bekend) or any(cel.is_verborgen for cel in aandeel.cellen)
    return Meetpunt(
        maanden=maanden,
        retentie=procent(punt.overleving) if genoeg else TE_WEINIG,
        interval=_interval(punt) if genoeg else "",
        risico=aantallen.toon(punt.risico),
        naief=AFGESCHERMD if verborgen else toon_procent(werkt, bekend, aantallen.k),
        bekend=AFGESCHERMD if verborgen else aandeel.totaal.tekst,
    )


def _interval(punt):
    if punt.interval is None:
        return "geen: niemand stopte" if punt.overleving == 1 else "geen: niemand bleef"
    return f"{procent(punt.interval.onder)} tot {procent(punt.interval.boven)}"


def _zin(curve, aantallen):
    """The one sentence that sums it up: the latest point with enough people at risk."""
    for maanden in reversed(MEETPUNTEN):
        punt = curve.punt(maanden)
        if punt.risico >= aantallen.genoeg and punt.overleving is not None:
            interval = f", 95 %-interval {_interval(punt)}" if punt.interval else ""
            return (
                f"Na {maanden} maanden werkt {procent(punt.overleving)} nog{interval}, "
                f"nog {aantallen.toon(punt.risico)} mensen gevolgd."
            )
    return "Er zijn nog te weinig mensen lang genoeg gevolgd voor een uitspraak."
