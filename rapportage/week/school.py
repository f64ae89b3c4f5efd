"""Reasons from school: lessons missed in the last days, an exam or a refresher day ahead."""

from datetime import date, timedelta

from django.db.models import OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from basis.opsomming import opsomming, rijen_uit
from basis.templatetags.componenten import datum
from rapportage.week.reden import Reden, Redensoort, Urgentie, binnenkort, keer
from trajecten.dossier.adressen import adres
from trajecten.keuzes import AFWEZIG, Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Deelname
from trajecten.opleiding.models import Examen

GEMIST_DAGEN = 7  # so long a missed day of school asks to be talked about
VOORUIT_DAGEN = 14  # so far ahead an exam or a refresher day is announced


def met_feiten(trajecten, vandaag):
    straks = vandaag + timedelta(days=VOORUIT_DAGEN)
    deelnames = Deelname.objects.filter(traject=OuterRef("pk"), bijeenkomst__afgelast_op=None).annotate(
        dag=TruncDate("bijeenkomst__begin")
    )
    nu = timezone.now()
    gemist = deelnames.filter(
        bijeenkomst__soort=Bijeenkomstsoort.LES,
        aanwezigheid__in=AFWEZIG,
        bijeenkomst__begin__gt=nu - timedelta(days=GEMIST_DAGEN),
        bijeenkomst__begin__lte=nu,
    )
    terugkomdag = deelnames.filter(
        bijeenkomst__soort=Bijeenkomstsoort.TERUGKOMDAG,
        aanwezigheid=Aanwezigheid.UITGENODIGD,
        bijeenkomst__eind__gte=nu,
        bijeenkomst__begin__lte=nu + timedelta(days=VOORUIT_DAGEN),
    )
    examens = Examen.objects.verwacht().filter(traject=OuterRef("pk"), wanneer__range=(vandaag, straks))
    return trajecten.annotate(
        week_gemist=opsomming(gemist, "traject", "dag", "pk"),
        week_terugkomdag=opsomming(terugkomdag, "traject", "dag", "pk"),
        week_examens=opsomming(examens, "traject", "wanneer", "pk"),
    )


def redenen(traject, stand, vandaag):
    url = adres("dossier:traject", traject.kandidaat.dossiernummer, traject.volgnummer) + "#spoor-opleiding"
    if gemist := _dagen(traject.week_gemist):
        woord = f"{keer(len(gemist), 'schooldag', 'schooldagen')} gemist"
        yield Reden(Urgentie.WEEK, Redensoort.GEMIST, woord, "aandacht", url)
    for soort, naam, dagen in (
        (Redensoort.EXAMEN, "Examen", _dagen(traject.week_examens)),
        (Redensoort.TERUGKOMDAG, "Terugkomdag", _dagen(traject.week_terugkomdag)),
    ):
        if dagen:
            wanneer = "vandaag" if dagen[0] == vandaag else datum(dagen[0])
            yield Reden(binnenkort(dagen[0], vandaag), soort, f"{naam} {wanneer}", "bezig", url)


def _dagen(tekst):
    """The days, the first one first; two lessons on one day are one day."""
    return sorted({date.fromisoformat(dag) for dag, _ in rijen_uit(tekst)})
