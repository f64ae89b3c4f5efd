"""School: a page of the jobcoach about the lessons of her people."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from rapportage.school import WEKEN
from rapportage.school import school as leerlingen_van

PER_PAGINA = 50


@require_safe
@vereist_rol(Rol.JOBCOACH)
def school(request):
    """Who missed most comes first; the next lesson and the exam ahead of each."""
    pagina = Paginator(leerlingen_van(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[leerling.traject.kandidaat.dossiernummer for leerling in pagina],
        categorie=Categorie.OPLEIDING,
    )
    return render(request, "rapportage/school.html", {"pagina": pagina, "weken": WEKEN})
