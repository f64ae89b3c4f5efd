"""Words of rejection for the candidate: hers, apart from the reason of the list, which only colleagues read."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from gebruikers.rechten import Toegang
from trajecten.berichten import maak_afwijzingen
from trajecten.keuzes import Berichtsoort
from trajecten.models import Bericht
from trajecten.selectie.diensten import ONGEDAAN_BINNEN
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Besluitcorrectie, Rondedeelname
from trajecten.statussen import Status

VERTEL_BINNEN = timedelta(
    days=28
)  # as long as the data of who was rejected are kept (privacy, default terms)


def zonder_bericht(ronde, gebruiker):
    """Who was rejected in this round and reads nothing of it yet, of whose selection this user handles.

    Not while the decision can still be undone with one button, and not after VERTEL_BINNEN: who was rejected long ago
    was told in another way.
    """
    nu = timezone.now()
    eerder = (
        Besluitcorrectie.objects.order_by()
        .filter(rondedeelname__traject=OuterRef("traject"))
        .values("rondedeelname__traject")
        .annotate(n=Count("pk"))
        .values("n")
    )
    bericht = Bericht.objects.geldig().filter(
        traject=OuterRef("traject"), soort=Berichtsoort.AFWIJZING, gemaakt_op__gte=OuterRef("besloten_op")
    )
    return (
        Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
        .filter(
            ~Exists(bericht.order_by()),
            ronde=ronde,
            uitslag=Uitslag.AFGEWEZEN,
            traject__status=Status.AFGEWEZEN,
            besloten_op__gt=nu - VERTEL_BINNEN,
            besloten_op__lt=nu - ONGEDAAN_BINNEN,
        )
        .annotate(keer=Coalesce(Subquery(eerder), 0))
        .select_related("traject__kandidaat", "traject__programma")
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "pk")
    )


@transaction.atomic
def schrijf_af(rondedeelnames, *, door):
    """Make the words of rejection for these people (of `zonder_bericht`). The Bericht's that are new."""
    return maak_afwijzingen({d.traject: d.keer for d in rondedeelnames}, door=door)
