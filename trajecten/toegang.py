"""Getting one traject: the object or a 404, through the candidate's own gate (kandidaten.toegang)."""

from django.http import Http404

from gebruikers.rechten import Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.models import Traject


def traject_of_404(
    request, dossiernummer, volgnummer, categorie, nodig=Toegang.LEZEN, *, of=(), log=True, met=()
):
    """The traject with `.kandidaat` (and its `.toegang`), programme and cohort, for a view about one category.

    `of`, `log`: as kandidaat_of_404. `met`: more relations to load in the same query.

    Raises what kandidaat_of_404 raises, and Http404 where the candidate has no such traject or, for somebody who
    sees her only as verwijzer, not from her own referral.
    """
    kandidaat = kandidaat_of_404(request, dossiernummer, categorie, nodig, of=of, log=log)
    traject = (
        Traject.objects.zichtbaar_voor(request.user)
        .select_related("programma", "lichting", "kwalificatie", "verwijzing__partner", *met)
        .filter(kandidaat=kandidaat, volgnummer=volgnummer)
        .first()
    )
    if traject is None:
        raise Http404
    traject.kandidaat = kandidaat  # with her toegang
    return traject


def van_traject_of_404(request, dossiernummer, pk, rijen, categorie, nodig=Toegang.LEZEN, *, of=()):
    """The row with this number of a queryset of what hangs on a traject, when that traject is hers to see.

    `of`: as kandidaat_of_404. Raises what kandidaat_of_404 raises, and Http404 for a row of somebody else.
    """
    kandidaat = kandidaat_of_404(request, dossiernummer, categorie, nodig, of=of)
    trajecten = Traject.objects.order_by().zichtbaar_voor(request.user).filter(kandidaat=kandidaat)
    rij = rijen.filter(pk=pk, traject__in=trajecten.values("pk")).first()
    if rij is None:
        raise Http404
    return rij
