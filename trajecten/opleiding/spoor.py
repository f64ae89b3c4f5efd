"""What the dossier shows of training: presence, exams, certificates."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Deelname

GETELD = {
    Aanwezigheid.AANWEZIG,
    Aanwezigheid.AFWEZIG_MET_BERICHT,
    Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
}


@dataclass(frozen=True)
class Aanwezig:
    """Lessons of which the presence is recorded."""

    aanwezig: int
    totaal: int

    @property
    def procent(self):
        """One decimal, half up, as Decimal; None without lessons (n.v.t., not 0 %)."""
        if not self.totaal:
            return None
        return (Decimal(100) * self.aanwezig / self.totaal).quantize(Decimal("0.1"), ROUND_HALF_UP)


def opleidingsspoor(traject, nu=None):
    """Context of `opleiding/delen/_spoor.html` (as `opleiding`); three queries. `traject.kwalificatie` is loaded.

    `lessen` (Aanwezig), `volgende` (the next lesson's Bijeenkomst or None), `examens`, `certificaten`, and
    `terugkomlijsten`: her Deelname's of refresher days.
    """
    nu = nu or timezone.now()
    soorten = [Bijeenkomstsoort.LES, Bijeenkomstsoort.TERUGKOMDAG]
    alle = list(
        Deelname.objects.filter(
            traject=traject, bijeenkomst__soort__in=soorten, bijeenkomst__afgelast_op=None
        )
        .select_related("bijeenkomst")
        .order_by("bijeenkomst__begin", "pk")
    )
    deelnames = [deelname for deelname in alle if deelname.bijeenkomst.soort == Bijeenkomstsoort.LES]
    geteld = [deelname.aanwezigheid for deelname in deelnames if deelname.aanwezigheid in GETELD]
    komend = [deelname.bijeenkomst for deelname in deelnames if deelname.bijeenkomst.begin > nu]
    return {
        "lessen": Aanwezig(geteld.count(Aanwezigheid.AANWEZIG), len(geteld)),
        "terugkomlijsten": [d for d in alle if d.bijeenkomst.soort == Bijeenkomstsoort.TERUGKOMDAG],
        "volgende": komend[0] if komend else None,
        "examens": list(traject.examens.select_related("examendeel", "zitting")),
        "certificaten": list(traject.certificaten.select_related("kwalificatie", "ingetrokken_door")),
    }
