"""The list of imports, the upload and the columns."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.toegang import vereist
from inlezen.aanleveren import VELDEN
from inlezen.diensten import bewaar_lijst, kies_kolommen, verwijder_inlezing
from inlezen.forms import KolommenForm, OverzichtFilter, UploadForm
from inlezen.keuzes import Inleesstatus
from inlezen.kopregel import lijst_van_json
from inlezen.models import Inleesregel, Inlezing
from inlezen.toegang import inlezing_of_404
from inlezen.weergave import VOLGENDE_STAP, nu_bezig, stand_van, wat_er_is

PER_PAGINA = 25


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_safe
def overzicht(request):
    """Who read in which list, when, where it stands and what comes next. Filters only where there is much."""
    alle = Inlezing.objects.zichtbaar_voor(request.user)
    totaal = alle.count()
    filters = OverzichtFilter(request.GET or None, inlezingen=alle) if totaal > PER_PAGINA else None
    inlezingen = alle.select_related("partner", "programma", "gemaakt_door").defer(
        "lijst", "meldingen", "koppen"
    )
    voorwaarden = filters.voorwaarden() if filters is not None and filters.is_valid() else {}
    paginator = Paginator(inlezingen.filter(**voorwaarden), PER_PAGINA)
    if not voorwaarden:
        paginator.count = totaal  # counted already
    pagina = paginator.get_page(request.GET.get("pagina"))
    tellingen = Inleesregel.objects.tel_per_inlezing([inlezing.pk for inlezing in pagina])
    for inlezing in pagina:
        inlezing.telling = tellingen[inlezing.pk]
        inlezing.soort, inlezing.stand = stand_van(inlezing, inlezing.telling)
        inlezing.aantallen = wat_er_is(inlezing.telling)
        inlezing.stap = VOLGENDE_STAP[inlezing.status]
    context = {"pagina": pagina, "filters": filters, "totaal": totaal}
    context["als_verwijzer"] = not mag(request.user, Categorie.INLEZEN, Toegang.SCHRIJVEN)
    return render(request, "inlezen/lijst.html", context)


@vereist(Categorie.INLEZEN, Toegang.SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def nieuw(request):
    """Step 1: whose list, for what, and the file. It is read before the transaction begins."""
    form = UploadForm(request.POST or None, request.FILES or None, gebruiker=request.user)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        with eenmalig(request) as inzending:
            if inzending.eerste:
                inlezing = bewaar_lijst(
                    lijst=form.lijst,
                    bestandsnaam=gegevens["bestand"].name,
                    partner=gegevens["partner"],
                    programma=gegevens["programma"],
                    regio=gegevens["behandelregio"],
                    contactpersoon=gegevens["contactpersoon"],
                    ontvangen_op=gegevens["ontvangen_op"],
                    door=request.user,
                )
                inzending.naar = inlezing.get_absolute_url()
        return redirect(inzending.naar or "inlezen:overzicht")
    return render(request, "inlezen/nieuw.html", {"form": form})


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def kolommen(request, pk):
    """Step 2: which of our fields each column fills. Sending it twice does the same twice."""
    inlezing = inlezing_of_404(request, pk, met_lijst=True)
    if inlezing.lijst is None:
        meld(request, "Uit deze lijst is al ingelezen. De kolommen liggen nu vast.", soort="info")
        return redirect(inlezing)
    lijst = lijst_van_json(inlezing.lijst)
    velden = {"velden": VELDEN} if inlezing.aangeleverd else {}
    form = KolommenForm(request.POST or None, lijst=lijst, **velden)
    if request.method == "POST" and form.is_valid():
        try:
            kies_kolommen(inlezing, keuzes=form.keuzes(), door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout)
        except IntussenGewijzigd:
            meld(request, f"{nu_bezig(inlezing)} De kolommen liggen vast.", soort="aandacht")
            return redirect("inlezen:resultaat", pk)
        else:
            return redirect(inlezing)
    context = {
        "inlezing": inlezing,
        "als_verwijzer": inlezing.is_eigen_lijst(request.user),
        "form": form,
        "lijst": lijst,
        "rijen": list(form.rijen()),
        "meldingen": [m for m in lijst.meldingen if m.code != "kolom_onbekend"],
        "onthouden": any(kolom.onthouden for kolom in lijst.kolommen),
        "opnieuw": inlezing.status != Inleesstatus.KOLOMMEN,
    }
    return render(request, "inlezen/kolommen.html", context)


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def verwijderen(request, pk):
    """Throw away a list of which nothing was read in."""
    inlezing = inlezing_of_404(request, pk)
    if request.method == "POST":
        with eenmalig(request) as inzending:
            if inzending.eerste:
                try:
                    verwijder_inlezing(inlezing, door=request.user)
                except ValidationError as fout:
                    meld(request, " ".join(fout.messages), soort="fout")
                else:
                    meld(request, "De lijst is verwijderd. Er is niets ingelezen.")
        return redirect("inlezen:overzicht")
    return bevestig(
        request,
        titel="Wilt u deze lijst verwijderen?",
        tekst="Alles wat u bij deze lijst koos, gaat weg. Er verandert niets aan dossiers.",
        feiten=[("Bestand", inlezing.naam), ("Verwijzer", inlezing.partner)],
        knop="Lijst verwijderen",
        annuleer=reverse("inlezen:overzicht"),
        gevaar=True,
    )
