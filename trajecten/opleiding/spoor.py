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

    `lessen` (Aanwezig), `volgende` (the next lesson's Bijeenkomst or None), `examens`, `certificaten`.
    """
    nu = nu or timezone.now()
    deelnames = list(
        Deelname.objects.filter(
            traject=traject, bijeenkomst__soort=Bijeenkomstsoort.LES, bijeenkomst__afgelast_op=None
        )
        .select_related("bijeenkomst")
        .order_by("bijeenkomst__begin", "pk")
    )
    geteld = [deelname.aanwezigheid for deelname in deelnames if deelname.aanwezigheid in GETELD]
    komend = [deelname.bijeenkomst for deelname in deelnames if deelname.bijeenkomst.begin > nu]
    return {
        "lessen": Aanwezig(geteld.count(Aanwezigheid.AANWEZIG), len(geteld)),
        "volgende": komend[0] if komend else None,
        "examens": list(traject.examens.select_related("examendeel", "zitting")),
        "certificaten": list(traject.certificaten.select_related("kwalificatie", "ingetrokken_door")),
    }
