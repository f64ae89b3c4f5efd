"""Coverage of the coaching, the people behind it, and everybody whose talk is late."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from gebruikers.rollen import Hoedanigheid, Rol
from gebruikers.toegang import vereist, vereist_rol
from rapportage.cijfers import bereik_van
from rapportage.dekking import dekking_van, groep_van, mensen_achter, met_namen
from rapportage.forms_dekking import DekkingForm, KwartaalForm, TeLaatFilter
from rapportage.gemist import ZONDER, te_laat_van
from rapportage.werklijst import PER_PAGINA, mensen_als
from trajecten.models import Traject


@require_safe
@vereist(Categorie.CIJFERS)
def dekking(request):
    """Due periods with a talk / due periods, over whole months or a quarter; per jobcoach, cohort and programme."""
    bereik = bereik_van(request.user)
    form = (KwartaalForm if bereik.k > 1 else DekkingForm)(request.GET)
    context = {"bereik": bereik, "form": form, "cijfers": None}
    if form.is_valid():
        van, tot = form.dagen()
        context |= {"van": van, "tot": tot, "cijfers": dekking_van(bereik, van, tot, timezone.localdate())}
    return render(request, "rapportage/dekking.html", context)


@require_safe
@vereist_rol(Rol.COORDINATOR)
def dekking_mensen(request):
    """Who is behind one number: only for who may open these dossiers, so of her own regions."""
    form = DekkingForm(request.GET)
    groep, dimensie = ("", "alles samen"), request.GET.get("per", "")
    if dimensie:
        groep = groep_van(dimensie, request.GET.get("wie", ""))
    if groep is None or not form.is_valid():
        raise Http404("Deze lijst is er niet")
    van, tot = form.dagen()
    trajecten = Traject.objects.filter(
        kandidaat__in=mensen_als(request.user, Hoedanigheid.COORDINATOR).values("pk")
    )
    tellingen = mensen_achter(trajecten, van, tot, timezone.localdate(), dimensie=dimensie, wie=groep[0])
    if dimensie and groep[0] and not tellingen:
        raise Http404("Deze lijst is er niet")  # nor its name: of a jobcoach or a cohort of another region
    pagina = Paginator(tellingen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "mensen": met_namen(pagina.object_list, trajecten),
        "groep": groep[1],
        "van": van,
        "tot": tot,
        "vraag": f"van={van:%Y-%m}&tot={tot:%Y-%m}",
    }
    return render(request, "rapportage/dekking_mensen.html", context)


@require_safe
@vereist_rol(Rol.COORDINATOR)
def te_laat(request):
    """Everybody in her regions whose talk is late: since when, why, and who coaches; the longest late first."""
    mensen = te_laat_van(mensen_als(request.user, Hoedanigheid.COORDINATOR), timezone.localdate())
    coaches = sorted({(m.coach, m.coachnaam) for m in mensen}, key=lambda c: (c[0] is None, c[1] or ""))
    gekozen = request.GET.get("coach", "")
    if gekozen:
        mensen = [m for m in mensen if str(m.coach or ZONDER) == gekozen]
    # Whose people are all seen by now is no choice any more: the list is empty, and not suddenly everybody's.
    form = TeLaatFilter(request.GET if gekozen and mensen else None, coaches=coaches)
    pagina = Paginator(mensen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"pagina": pagina, "aantal": len(mensen), "form": form, "gekozen": gekozen}
    return render(request, "rapportage/te_laat.html", context)
