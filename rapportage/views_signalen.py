"""The list of open signals of a coordinator, and how signals work, for everybody who sees them or asks about them."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from rapportage.signalenlijst import open_signalen, regel
from rapportage.werklijst import PER_PAGINA
from trajecten.begeleiding.signalen import GESPREKKEN_WEKEN, UITLEG, UITSTEL_DAGEN


@require_safe
@vereist_rol(Rol.COORDINATOR)
def signalen(request):
    """Open signals in her regions, the worst kind first, page by page; a look at the facts of each person shown."""
    pagina = Paginator(open_signalen(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    getoond = list(pagina.object_list)
    if getoond:
        schrijf_alle(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            dossiers=[traject.kandidaat.dossiernummer for traject, _ in getoond],
            categorie=Categorie.GESPREKKEN,
        )
    context = {"pagina": pagina, "regels": [regel(traject, wat) for traject, wat in getoond]}
    return render(request, "rapportage/signalen.html", context)


@require_safe
@vereist_rol(Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.MANAGER, Rol.BEHEERDER)
def signalen_uitleg(request):
    """Each rule with its numbers, and what signals do not do. No person on it."""
    context = {"regels": UITLEG, "uitstel_dagen": UITSTEL_DAGEN, "weken": GESPREKKEN_WEKEN}
    return render(request, "rapportage/signalen_uitleg.html", context)
