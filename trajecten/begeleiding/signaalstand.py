"""The signals of trajects as they stand today: the facts from the database, and what was done with each signal.

The facts come along with the query that selects the trajects (`met_signaalfeiten`), so a list costs no query more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, IntegerField, OuterRef, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from basis.opsomming import opsomming, rijen_uit
from trajecten.begeleiding.models import SCORENAMEN, Signaalafhandeling, Voortgangsgesprek
from trajecten.begeleiding.signaalkeuzes import Afhandeling
from trajecten.begeleiding.signalen import (
    GESPREKKEN_WEKEN,
    VERZUIM_WEKEN,
    Scorefeit,
    Signaal,
    signalen,
)
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname, Traject
from trajecten.statussen import Status


@dataclass(frozen=True)
class Behandeld:
    """What a list needs of a Signaalafhandeling."""

    soort: str
    kenmerk: str
    tot: date | None


@dataclass(frozen=True)
class Signaalstand:
    """One signal with what was done with it: a Signaalafhandeling, in lists a Behandeld, or None."""

    signaal: Signaal
    afhandeling: Signaalafhandeling | Behandeld | None
    open: bool

    @property
    def badge(self):
        """(kind, word): open is for attention, the rest is not."""
        if self.open:
            return "aandacht", "Open"
        soort = "bezig" if self.afhandeling.hoe == Afhandeling.UITGESTELD else "gedaan"
        return soort, self.afhandeling.get_hoe_display()


def signaalstand(gevonden, afhandelingen, vandaag):
    """The Signaalstanden of the Signalen of one traject; `afhandelingen`: hers, in any order. Pure."""
    per_signaal = {(rij.soort, rij.kenmerk): rij for rij in afhandelingen}
    standen = []
    for signaal in gevonden:
        rij = per_signaal.get((signaal.soort, signaal.kenmerk))
        weer_aan_de_beurt = rij is not None and rij.tot is not None and rij.tot <= vandaag
        standen.append(Signaalstand(signaal, rij, rij is None or weer_aan_de_beurt))
    return standen


def signalen_van(traject, stand, vandaag):
    """The Signaalstanden of a traject that carries its facts (`met_signaalfeiten`); else they cost a query.

    `stand`: her Stand (begeleiding.stand). Only a running traject has signals.
    """
    if traject.status != Status.LOPEND:
        return []
    if not hasattr(traject, "signaalscores"):
        traject = met_signaalfeiten(Traject.objects.order_by(), vandaag).get(pk=traject.pk)
    gevonden = signalen(
        [_scorefeit(*rij) for rij in sorted(rijen_uit(traject.signaalscores), key=_dag_en_nummer)],
        sorted(date.fromisoformat(dag) for dag, _ in rijen_uit(traject.signaalverzuim)),
        stand,
        vandaag,
    )
    behandeld = [
        Behandeld(soort, kenmerk, date.fromisoformat(tot) if tot else None)
        for soort, kenmerk, tot in rijen_uit(traject.signaalbehandeld)
    ]
    return signaalstand(gevonden, behandeld, vandaag)


def gesproken_na(traject, dag):
    """Was there a talk after this day? Of a traject that carries its facts; no query."""
    return any(rij[0] > dag.isoformat() for rij in rijen_uit(traject.signaalscores))


def met_namen(traject, standen, vandaag):
    """These Signaalstanden of one traject with the whole Signaalafhandeling: by whom, when and why. One query."""
    rijen = traject.signaalafhandelingen.select_related("door")
    return signaalstand([stand.signaal for stand in standen], rijen, vandaag)


def met_signaalfeiten(trajecten, vandaag):
    """Annotate what `signalen_van` needs, as far back as a rule looks."""
    gesprekken = (
        Voortgangsgesprek.objects.gevoerd()
        .tot_en_met(vandaag)
        .filter(traject=OuterRef("pk"), datum__gte=vandaag - timedelta(weeks=GESPREKKEN_WEKEN))
        .annotate(scores=_als_getal())
    )
    verzuim = Deelname.objects.filter(
        traject=OuterRef("pk"),
        aanwezigheid=Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
        bijeenkomst__lichting__isnull=False,
        bijeenkomst__afgelast_op=None,
        bijeenkomst__begin__gte=timezone.now() - timedelta(weeks=VERZUIM_WEKEN),
    ).annotate(dag=TruncDate("bijeenkomst__begin"))
    behandeld = Signaalafhandeling.objects.filter(traject=OuterRef("pk"))
    return trajecten.annotate(
        signaalscores=opsomming(gesprekken, "traject", "datum", "pk", "scores"),
        signaalverzuim=opsomming(verzuim, "traject", "dag", "pk"),
        signaalbehandeld=opsomming(behandeld, "traject", "soort", "kenmerk", "tot"),
    )


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _dag_en_nummer(rij):
    return rij[0], int(rij[1])


def _als_getal():
    """The six scores as the digits of one number, 0 for what was not discussed."""
    getal = Value(0, output_field=IntegerField())
    for naam in SCORENAMEN:
        getal = getal * Value(10) + Coalesce(Cast(F(naam), IntegerField()), Value(0))
    return getal


def _scorefeit(dag, _nummer, getal):
    cijfers = getal.zfill(len(SCORENAMEN))
    scores = {naam: int(cijfer) for naam, cijfer in zip(SCORENAMEN, cijfers, strict=True) if cijfer != "0"}
    return Scorefeit(date.fromisoformat(dag), scores)
