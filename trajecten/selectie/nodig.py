"""What somebody needs to take part in the selection itself: read and written only while her selection runs (PRIV-05).

Kept with the other sensitive values (kandidaten.models.BijzonderGegeven). Its purpose ends with the selection: then no
screen shows it, and within a day it is gone. What she needs at work is asked anew, and stands in Ondersteuning.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from kandidaten.diensten import leg_selectiehulp_vast
from kandidaten.keuzes import BijzonderSoort, Selectiehulp
from kandidaten.models import BijzonderGegeven
from trajecten.models import Statuswissel, Traject
from trajecten.selectie.diensten import IN_DE_SELECTIE

BEWAARD = timedelta(days=1)  # so long a last step can be a mistake; then what it ended is gone
NIET_MEER = (
    "De selectie van deze kandidaat is klaar. Wat er op het werk nodig is, legt u vast bij Ondersteuning."
)


def _rijen():
    return BijzonderGegeven.objects.filter(soort=BijzonderSoort.SELECTIE)


def is_in_selectie(kandidaat):
    """Does a selection of hers run, so that she may need something for it?"""
    return Traject.objects.filter(kandidaat=kandidaat, status__in=IN_DE_SELECTIE).exists()


def codes_van(kandidaat):
    """What she needs, as sorted codes of Selectiehulp; ask `is_in_selectie` first."""
    return sorted(_rijen().filter(kandidaat=kandidaat).values_list("waarde", flat=True))


def in_woorden(codes):
    """The labels of these codes, in the order of the list."""
    return [hulp.label for hulp in Selectiehulp if hulp.value in codes]


def met_nodig(deelnames):
    """These Rondedeelname's with `heeft_nodig`: does she need something, in a selection that runs."""
    rijen = (
        _rijen()
        .order_by()
        .filter(kandidaat=OuterRef("traject__kandidaat"), kandidaat__trajecten__status__in=IN_DE_SELECTIE)
    )
    return deelnames.annotate(heeft_nodig=Exists(rijen))


def per_kandidaat(deelnames):
    """{number of a candidate: [labels]} for these Rondedeelname's; one query."""
    mensen = [deelname.traject.kandidaat_id for deelname in deelnames]
    codes = {}
    for kandidaat, code in _rijen().filter(kandidaat__in=mensen).values_list("kandidaat", "waarde"):
        codes.setdefault(kandidaat, set()).add(code)
    return {kandidaat: in_woorden(van_haar) for kandidaat, van_haar in codes.items()}


@transaction.atomic
def leg_nodig_vast(*, kandidaat, nodig, door):
    """Replace what she needs (codes of Selectiehulp). Raises ValidationError once no selection of hers runs."""
    if not is_in_selectie(kandidaat):
        raise ValidationError(NIET_MEER)
    return leg_selectiehulp_vast(kandidaat=kandidaat, nodig=nodig, door=door)


def uitgediend(nu):
    """For the daily cleaning: what was needed of everybody whose selection is over for more than a day."""
    haar, sinds = OuterRef("kandidaat"), nu - BEWAARD
    loopt = Traject.objects.order_by().filter(kandidaat=haar, status__in=IN_DE_SELECTIE)
    pas = Statuswissel.objects.order_by().filter(traject__kandidaat=haar, vastgelegd_op__gt=sinds)
    return _rijen().filter(~Exists(loopt), ~Exists(pas))
