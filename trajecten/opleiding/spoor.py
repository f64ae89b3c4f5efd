"""What the dossier shows of training: presence, exams, certificates."""

from django.utils import timezone

from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Deelname
from trajecten.presentie import presentie


def opleidingsspoor(traject, nu=None):
    """Context of `opleiding/delen/_spoor.html` (as `opleiding`); three queries. `traject.kwalificatie` is loaded.

    `lessen` (Presentie), `volgende` (the next lesson's Bijeenkomst or None), `examens`, `certificaten`.
    """
    nu = nu or timezone.now()
    deelnames = list(
        Deelname.objects.filter(
            traject=traject, bijeenkomst__soort=Bijeenkomstsoort.LES, bijeenkomst__afgelast_op=None
        )
        .select_related("bijeenkomst")
        .order_by("bijeenkomst__begin", "pk")
    )
    geweest = [deelname.aanwezigheid for deelname in deelnames if deelname.bijeenkomst.begin <= nu]
    komend = [deelname.bijeenkomst for deelname in deelnames if deelname.bijeenkomst.begin > nu]
    return {
        "lessen": presentie(geweest),
        "volgende": komend[0] if komend else None,
        "examens": list(traject.examens.select_related("examendeel")),
        "certificaten": list(traject.certificaten.select_related("kwalificatie")),
    }
