"""Screens about partners: the list, one partner, and the forms around her."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from basis.inzendingen import eenmalig, eerder_naar
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.toegang import vereist
from logboek.diensten import schrijf
from logboek.models import Handeling
from partners.blokken import blokken_van
from partners.diensten import bewaar_onderdeel, maak_partner, wijzig_partner
from partners.forms import ContactpersoonForm, PartnerFilter, PartnerForm, ToezeggingForm, VestigingForm
from partners.keuzes import Partnersoort
from partners.models import Contactpersoon, Partner, Toezegging, Vestiging
from partners.rollen import rollen_van

PER_PAGINA = 25
SORTERINGEN = {
    "naam": [Lower("naam"), "pk"],
    "-naam": [Lower("naam").desc(), "pk"],
    "soort": ["soort", Lower("naam"), "pk"],
    "-soort": ["-soort", Lower("naam"), "pk"],
}


def partner_of_404(request, pk):
    """The partner if this user may see her; who may not, reads the same 404 as for one that does not exist."""
    partner = Partner.objects.zichtbaar_voor(request.user).select_related("regio").filter(pk=pk).first()
    if partner is None:
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            categorie=Categorie.PARTNERS,
            reden=f"partner {pk}",
        )
        raise Http404("Deze partner is er niet")
    return partner


@require_safe
@vereist(Categorie.PARTNERS, Toegang.BEPERKT)
def lijst(request):
    """All partners this user may see, filtered and sorted by the query string."""
    filters = PartnerFilter(request.GET)
    sorteer = request.GET.get("sorteer", "naam")
    sorteer = sorteer if sorteer in SORTERINGEN else "naam"
    rijen = (
        filters.filter(Partner.objects.zichtbaar_voor(request.user))
        .select_related("regio")
        .annotate(aantal_contacten=Count("contactpersonen", filter=Q(contactpersonen__actief=True)))
        .order_by(*SORTERINGEN[sorteer])
    )
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    for partner in pagina:
        partner.rollen = rollen_van(partner)
    context = {
        "pagina": pagina,
        "filters": filters,
        "sorteer": sorteer,
        "gefilterd": filters.has_changed(),
        "mag_schrijven": mag(request.user, Categorie.PARTNERS, Toegang.SCHRIJVEN),
    }
    return render(request, "partners/lijst.html", context)


@require_safe
@vereist(Categorie.PARTNERS, Toegang.BEPERKT)
def detail(request, pk):
    """One partner with her people, sites, members and promised places."""
    partner = partner_of_404(request, pk)
    leden = []
    if partner.soort == Partnersoort.SAMENWERKINGSVERBAND:
        leden = list(partner.leden.zichtbaar_voor(request.user).order_by("naam", "pk"))
    feiten = [
        ("Soort", partner.get_soort_display()),
        ("Rollen", ", ".join(rollen_van(partner)) or "Nog geen"),
        ("Arbeidsmarktregio", partner.regio.naam if partner.regio else "Landelijk"),
        ("Proefplaatsing", f"Hoogstens {partner.proefplaats_max_maanden} maanden"),
    ]
    context = {
        "partner": partner,
        "feiten": feiten,
        "contactpersonen": partner.contactpersonen.order_by("-actief", "naam", "pk"),
        "vestigingen": partner.vestigingen.all(),
        "toezeggingen": partner.toezeggingen.select_related("vestiging"),
        "leden": leden,
        "verbanden": partner.samenwerkingsverbanden.zichtbaar_voor(request.user),
        "mag_schrijven": mag(request.user, Categorie.PARTNERS, Toegang.SCHRIJVEN),
        "blokken": blokken_van(partner, leden, request.user),
    }
    return render(request, "partners/detail.html", context)


@require_http_methods(["GET", "POST"])
@vereist(Categorie.PARTNERS, Toegang.SCHRIJVEN)
def nieuw(request):
    """Add a partner."""
    form = PartnerForm(request.POST or None)

    def dienst():
        return maak_partner(door=request.user, **form.cleaned_data)

    if naar := _bewaar(request, form, dienst, "Partner toegevoegd: {naam}."):
        return redirect(naar)
    context = {
        "form": form,
        "titel": "Partner toevoegen",
        "knop": "Partner toevoegen",
        "partner": None,
        "naam": "",
    }
    return render(request, "partners/formulier.html", context)


@require_http_methods(["GET", "POST"])
@vereist(Categorie.PARTNERS, Toegang.SCHRIJVEN)
def wijzigen(request, pk):
    """Change a partner; when a colleague was first, the page shows what differs."""
    partner = partner_of_404(request, pk)
    naam = partner.naam
    form = PartnerForm(request.POST or None, instance=partner)

    def dienst():
        velden = dict(form.cleaned_data)
        gezien, leden = velden.pop("versie"), velden.pop("leden", None)
        return wijzig_partner(partner, gezien=gezien, velden=velden, leden=leden, door=request.user)

    if naar := _bewaar(request, form, dienst, "De gegevens van deze partner zijn bewaard."):
        return redirect(naar)
    context = {
        "form": form,
        "titel": f"{naam} wijzigen",
        "knop": "Partner opslaan",
        "partner": partner,
        "naam": naam,
    }
    return render(request, "partners/formulier.html", context)


def _onderdeel(request, pk, deel_pk, *, model, formulier, ding):
    """Add (deel_pk None) or change one thing that belongs to a partner; `ding` is what the screen calls it."""
    partner = partner_of_404(request, pk)
    onderdeel = get_object_or_404(model, pk=deel_pk, partner=partner) if deel_pk else model(partner=partner)
    form = formulier(request.POST or None, instance=onderdeel)

    def dienst():
        return bewaar_onderdeel(form.instance, partner=partner)

    if naar := _bewaar(request, form, dienst, f"{ding} {'bewaard' if deel_pk else 'toegevoegd'}."):
        return redirect(naar)
    titel = f"{ding} {'wijzigen' if deel_pk else 'toevoegen'}"
    context = {
        "form": form,
        "titel": titel,
        "knop": f"{ding} opslaan" if deel_pk else titel,
        "partner": partner,
        "naam": partner.naam,
    }
    return render(request, "partners/formulier.html", context)


@require_http_methods(["GET", "POST"])
@vereist(Categorie.PARTNERS, Toegang.SCHRIJVEN)
def contactpersoon(request, pk, deel_pk=None):
    return _onderdeel(
        request, pk, deel_pk, model=Contactpersoon, formulier=ContactpersoonForm, ding="Contactpersoon"
    )


@require_http_methods(["GET", "POST"])
@vereist(Categorie.PARTNERS, Toegang.SCHRIJVEN)
def vestiging(request, pk, deel_pk=None):
    return _onderdeel(request, pk, deel_pk, model=Vestiging, formulier=VestigingForm, ding="Vestiging")


@require_http_methods(["GET", "POST"])
@vereist(Categorie.PARTNERS, Toegang.SCHRIJVEN)
def toezegging(request, pk, deel_pk=None):
    return _onderdeel(request, pk, deel_pk, model=Toezegging, formulier=ToezeggingForm, ding="Toezegging")


def _bewaar(request, form, dienst, tekst):
    """Where to go once this page is kept, now or by an earlier submit; "" when it is not, and the form says why.

    An earlier submit counts before the form is judged: it made this one invalid (a name that exists by now).
    `tekst`: the message, in which {naam} is the partner's name.
    """
    if eerder := eerder_naar(request):
        return eerder
    if not form.is_valid():
        return ""
    try:
        with eenmalig(request) as poging:
            if not poging.eerste:
                return poging.naar or reverse("partners:lijst")
            gemaakt = dienst()
            partner = gemaakt if isinstance(gemaakt, Partner) else gemaakt.partner
            poging.naar = partner.get_absolute_url()
            meld(request, tekst.format(naam=partner.naam))
            return poging.naar
    except ValidationError as fout:
        for veld, zinnen in getattr(fout, "message_dict", {NON_FIELD_ERRORS: fout.messages}).items():
            form.add_error(veld if veld in form.fields else None, zinnen)
    except IntussenGewijzigd:
        form.meld_conflict()
    return ""
