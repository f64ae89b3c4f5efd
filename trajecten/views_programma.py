"""Programmes to read: which there are, and what one asks and offers. Changing them is the admin's."""

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Prefetch, Value, When, prefetch_related_objects
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie, mag
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist
from partners.models import Vestiging
from trajecten.formulieren import adres_of
from trajecten.kalendervraag import kalender_van
from trajecten.keuzes import Programmastatus
from trajecten.kosten import met_procent
from trajecten.models import Kostenaandeel, Programma
from trajecten.programmawoorden import aantallen, feiten, gerapporteerd

PER_PAGINA = 50
wie_leest = vereist(Categorie.STAMGEGEVENS)

BADGE = {
    Programmastatus.LOPEND: "bezig",
    Programmastatus.IN_ONTWIKKELING: "neutraal",
    Programmastatus.GEARCHIVEERD: "gedaan",
}
VOLGORDE = Case(
    *[When(status=status, then=Value(plek)) for plek, status in enumerate(BADGE)],
    output_field=IntegerField(),
)


@require_safe
@wie_leest
def programmas(request):
    """All versions of all programmes: the running ones first."""
    rijen = (
        Programma.objects.select_related("opleider")
        .prefetch_related("kwalificaties")
        .order_by(VOLGORDE, "naam", "-versie", "pk")
    )
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "trajecten/programmas.html",
        {"pagina": pagina, "rijen": [(programma, BADGE[programma.status]) for programma in pagina]},
    )


@require_safe
@wie_leest
def programma(request, code, versie):
    """One version: what it states, its rounds and criteria, its calendar and what others reported about it."""
    versies = list(
        Programma.objects.filter(code=code)
        .select_related("eigenaar", "opleider", "formele_werkgever", "jobcoach_van")
        .order_by("-versie")
    )
    deze = next((programma for programma in versies if programma.versie == versie), None)
    if deze is None:
        raise Http404
    versies.remove(deze)
    prefetch_related_objects(
        [deze],
        Prefetch("vestigingen", Vestiging.objects.select_related("partner")),
        Prefetch("kostenaandelen", Kostenaandeel.objects.select_related("partner")),
        "kwalificaties__examendelen",
    )
    return render(
        request,
        "trajecten/programma.html",
        {
            "programma": deze,
            "soort": BADGE[deze.status],
            "versies": versies,
            "feiten": feiten(deze),
            "rondes": [(ronde, aantallen(ronde)) for ronde in deze.rondes.all()],
            "criteria": deze.criteria.all(),
            "kosten": met_procent(deze.kostenaandelen.all()),
            "gerapporteerd": gerapporteerd(deze),
            "cijfers_url": adres_of("rapportage:cijfers", "") if mag(request.user, Categorie.CIJFERS) else "",
            "beheer_url": reverse("admin:trajecten_programma_change", args=[deze.pk])
            if request.user.heeft_rol(Rol.BEHEERDER)
            else "",
            **kalender_van(deze, request.GET),
        },
    )
