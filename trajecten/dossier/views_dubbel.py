"""Mogelijk dubbel: dossiers that may be of one person, for the coordinators of either.

Of somebody in another region nothing is shown, not even which region, until that region's coordinator (or this one)
puts her own side before the other: then they who handle the other side see both and decide.
"""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.formulieren import Formulier
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import nummer_uit
from basis.paginas import bevestig
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from kandidaten.keuzes import Vermoedenstatus
from kandidaten.models import Dubbelvermoeden
from kandidaten.vermoeden import VOORLEG_DAGEN
from kandidaten.vermoedens import heropen_vermoeden, leg_voor, trek_voorlegging_in, zijn_twee_mensen
from logboek.diensten import schrijf, schrijf_alle
from logboek.models import Handeling
from trajecten.dossier.afgehandeld import afgehandeld
from trajecten.formulieren import INTUSSEN, verwerkt

PER_PAGINA = 20
WAT_WORDT_GETOOND = "De coördinatoren van de andere regio zien dan een deel van dit dossier."
ZIEN_WEL = (
    "Naam, geboortedatum en contactgegevens",
    "Woonplaats en taal",
    "Wensen voor werk",
    "Dossiernummer en uw regio",
    "Hoeveel trajecten en gesprekken er zijn",
    "Wat een samenvoeging in de weg staat",
)
ZIEN_NIET = ("Gesprekken", "Uitkering", "Indicatie", "Ondersteuning")


@require_safe
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def dubbel(request):
    """The open pairs of which this user handles at least one person, the newest first; and what others answered."""
    rijen = (
        Dubbelvermoeden.objects.voor(request.user)
        .select_related("eerste__behandelregio", "tweede__behandelregio")
        .defer("eerste__motivatie", "tweede__motivatie")
        .order_by("-gevonden_op", "pk")
    )
    pagina = Paginator(rijen, PER_PAGINA).get_page(nummer_uit(request.GET.get("pagina")) or 1)
    paren = list(pagina.object_list)
    klaar = afgehandeld(request.user) if pagina.number == 1 else []
    getoond = {wie.dossiernummer for paar in paren for wie in (paar.eigen, paar.ander) if wie}
    getoond |= {regel.nummer for regel in klaar}
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=sorted(getoond),
        categorie=Categorie.CONTACT,
        reden="lijst Mogelijk dubbel",
    )
    return render(request, "dossier/dubbel.html", {"pagina": pagina, "paren": paren, "klaar": klaar})


def _paar_of_404(request, pk, status=Vermoedenstatus.OPEN):
    """A pair of which this user handles at least one person. Anything else does not exist: one query, logged."""
    paren = Dubbelvermoeden.objects.voor(request.user, status=status).select_related("eerste", "tweede")
    paar = paren.filter(pk=pk).first()
    if paar is None:
        schrijf(gebruiker=request.user, handeling=Handeling.GEWEIGERD, categorie=Categorie.CONTACT)
        raise Http404
    return paar


@require_POST
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def dubbel_twee_mensen(request, pk):
    """These are two people: off the list, with an undo."""
    paar = _paar_of_404(request, pk)
    if not paar.mag_vergelijken:
        raise Http404  # nobody judges somebody whom she may not see

    def dienst():
        zijn_twee_mensen(paar, door=request.user)
        meld(
            request,
            f"{paar.eigen.naam} en {paar.ander.naam} zijn twee mensen. Dit paar staat niet meer in de lijst.",
            ongedaan=reverse("dossier:dubbel_terug", args=[paar.pk]),
        )

    return _doe(request, dienst)


@require_POST
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def dubbel_terug(request, pk):
    """Take back her own "zijn twee mensen"."""
    paar = _paar_of_404(request, pk, status=Vermoedenstatus.ANDERE_PERSOON)
    if paar.beoordeeld_door_id != request.user.pk:
        raise Http404

    def dienst():
        heropen_vermoeden(paar, door=request.user)
        meld(request, "Ongedaan gemaakt. Het paar staat weer in de lijst.")

    return _doe(request, dienst)


@require_POST
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def dubbel_intrekken(request, pk):
    """Stop showing her own side to the other region."""
    paar = _paar_of_404(request, pk)

    def dienst():
        trek_voorlegging_in(paar, kant=paar.kant_eigen, door=request.user)
        meld(request, f"Ingetrokken. De andere regio ziet {paar.eigen.naam} niet meer.")

    return _doe(request, dienst)


def _doe(request, dienst):
    """Once per page; when somebody else was first, that is said and nothing is written."""
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                dienst()
    except IntussenGewijzigd:
        meld(request, INTUSSEN, soort="aandacht")
    return redirect("dossier:dubbel")


def _als_lijst(regels):
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((regel,) for regel in regels)))


@require_http_methods(["GET", "POST"])
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def dubbel_voorleggen(request, pk):
    """Put her own side before the other region; the page says what they will see."""
    paar = _paar_of_404(request, pk)
    if paar.mag_vergelijken:
        return redirect("dossier:dubbel")  # she sees both herself: there is nobody to ask
    form = Formulier(request.POST or None)

    def dienst():
        leg_voor(paar, kant=paar.kant_eigen, door=request.user)
        meld(
            request,
            f"{paar.eigen.naam} is voorgelegd, tot en met {datum(paar.voorgelegd_tot)}. U kunt het eerder intrekken.",
            ongedaan=reverse("dossier:dubbel_intrekken", args=[paar.pk]),
            knop="Intrekken",
        )

    if request.method == "POST" and verwerkt(request, form, dienst):
        return redirect("dossier:dubbel")
    return bevestig(
        request,
        titel=f"Wilt u {paar.eigen.naam} aan de andere regio voorleggen?",
        tekst=WAT_WORDT_GETOOND,
        feiten=[
            ("Dossier", f"{paar.eigen.naam}, {paar.eigen.dossiernummer}"),
            (
                "Wie het ziet",
                "Alleen coördinatoren van de regio waar de andere persoon misschien al bekend is",
            ),
            ("Dit zien zij", _als_lijst(ZIEN_WEL)),
            ("Dit zien zij niet", _als_lijst(ZIEN_NIET)),
            ("Hoe lang", f"{VOORLEG_DAGEN} dagen. U kunt het eerder intrekken."),
            ("Wat zij doen", "De dossiers samenvoegen, of zeggen dat het twee mensen zijn"),
        ],
        form=form,
        knop="Dossier voorleggen",
        annuleer=reverse("dossier:dubbel"),
    )
