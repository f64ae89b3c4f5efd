"""What the dossier shows of training: presence, exams, certificates."""

from django.utils import timezone

from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Deelname
from trajecten.presentie import presentie


def opleidingsspoor(traject, nu=None):
    """Context of `opleiding/delen/_spoor.html` (as `opleiding`); three queries. `traject.kwalificatie` is loaded.

    `lessen` (Presentie), `volgende` (the next lesson's Bijeenkomst or None), `examens`, `certificaten`, and
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
    geweest = [deelname.aanwezigheid for deelname in deelnames if deelname.bijeenkomst.begin <= nu]
    komend = [deelname.bijeenkomst for deelname in deelnames if deelname.bijeenkomst.begin > nu]
    return {
        "lessen": presentie(geweest),
        "terugkomlijsten": [d for d in alle if d.bijeenkomst.soort == Bijeenkomstsoort.TERUGKOMDAG],
        "volgende": komend[0] if komend else None,
        "examens": list(traject.examens.select_related("examendeel", "zitting")),
        "certificaten": list(traject.certificaten.select_related("kwalificatie", "ingetrokken_door")),
    }
