"""Mending one row: inside the table of the review (htmx swaps the row), or on a page of its own without JavaScript."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from inlezen.aanleveren import programmas_van
from inlezen.diensten import verbeter_regel
from inlezen.forms import RijForm
from inlezen.keuzes import Inleesstatus, Regelstand
from inlezen.oordeel import Oordeel
from inlezen.tabbladen import KIESBAAR_MET_VINKJE, tabadres, tabbladen
from inlezen.toegang import inlezing_of_404
from inlezen.velden import Veld
from inlezen.weergave import nu_bezig, toon_rijen

NOG_FOUT = "Bewaard. Er is nog iets mis met rij {}."
NU_BEZIG = "{} Uw verbetering is nog niet bewaard. Probeer het zo opnieuw."
KOLOMMEN = 5  # of the table, without the one that only some tabs have


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def rij(request, pk, rijnummer):
    """Mend one row; it is judged again at once. What was typed comes back whenever it could not be kept.

    htmx gets only the row: the form, after Annuleren (`?toon`) or saving the row itself, with the counts of the tabs.
    """
    inlezing = inlezing_of_404(request, pk)
    regel = inlezing.regels.filter(rijnummer=rijnummer).first()
    if regel is None or inlezing.status in (Inleesstatus.KOLOMMEN, Inleesstatus.BEOORDELEN):
        raise Http404
    if regel.stand == Regelstand.INGELEZEN:
        return _al_ingelezen(request, inlezing, regel)
    sleutel = f"inlezen.rij:{inlezing.pk}:{rijnummer}"
    if request.htmx and "toon" in request.GET:
        return _toon_rij(request, inlezing, regel)
    form = RijForm(
        request.POST or None, regel=regel, programmas=programmas_van(inlezing), **_in_tabel(request, regel)
    )
    zet_concept(form, gebruiker=request.user, sleutel=sleutel, pagina=request.path)
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = verbeter_regel(
                inlezing, rijnummer, cellen=form.cellen, geen_bsn=form.geen_bsn, door=request.user
            )
        except IntussenGewijzigd:
            regel.refresh_from_db()
            if regel.stand == Regelstand.INGELEZEN:
                return _al_ingelezen(request, inlezing, regel)
            form.add_error(None, NU_BEZIG.format(nu_bezig(inlezing)))
        else:
            verwijder_concept(request.user, sleutel)
            return _bewaard(request, inlezing, nieuw)
    return _toon_formulier(request, inlezing, regel, form)


def _in_tabel(request, regel):
    """Several rows can be open in one table: each with ids of its own."""
    return {"auto_id": f"rij{regel.rijnummer}_%s"} if request.htmx else {}


def _bewaard(request, inlezing, regel):
    """Say what the row is now; where something is still wrong the form stays, with what is wrong."""
    if regel.oordeel == Oordeel.FOUT:
        if request.htmx:
            form = RijForm(regel=regel, programmas=programmas_van(inlezing), **_in_tabel(request, regel))
            zet_concept(form, gebruiker=request.user, sleutel=f"inlezen.rij:{inlezing.pk}:{regel.rijnummer}")
            return _toon_formulier(request, inlezing, regel, form, stand=NOG_FOUT.format(regel.rijnummer))
        meld(request, NOG_FOUT.format(regel.rijnummer), soort="aandacht")
        return redirect("inlezen:rij", inlezing.pk, regel.rijnummer)
    tekst = f"Rij {regel.rijnummer} is verbeterd. Ze staat nu bij ‘{Oordeel(regel.oordeel).label}’."
    if request.htmx:
        return _toon_rij(request, inlezing, regel, stand=tekst)
    meld(request, tekst)
    return redirect(tabadres(inlezing, Oordeel(regel.oordeel)))


def _toon_formulier(request, inlezing, regel, form, *, stand=""):
    """The form: a page, or the row of the table with its cells as fields."""
    context = {
        "inlezing": inlezing,
        "als_verwijzer": inlezing.is_eigen_lijst(request.user),
        "rij": toon_rijen([regel], request.user, inlezing)[0],
        "form": form,
        "terug": tabadres(inlezing, Oordeel(regel.oordeel)),
    }
    if not request.htmx:
        return render(request, "inlezen/rij.html", context)
    form.richt_focus()
    return render(
        request, "inlezen/delen/_rij_verbeteren.html", context | _tabel(request, inlezing, regel, stand)
    )


def _toon_rij(request, inlezing, regel, *, stand=""):
    """The row as the table shows it, mended (`stand` says so) or left as it was."""
    context = {
        "inlezing": inlezing,
        "als_verwijzer": inlezing.is_eigen_lijst(request.user),
        "rij": toon_rijen([regel], request.user, inlezing)[0],
    }
    return render(request, "inlezen/delen/_rij_terug.html", context | _tabel(request, inlezing, regel, stand))


def _tabel(request, inlezing, regel, stand):
    """The table around the row, as the page says in its hidden values; the counts where something was kept."""
    gegevens = request.POST or request.GET
    tab = Oordeel(gegevens["tab"]) if gegevens.get("tab") in Oordeel.values else Oordeel(regel.oordeel)
    hier = regel.oordeel == tab
    kolom_oordeel = gegevens.get("kolom", "")[:30]
    telling = inlezing.regels.tel() if stand else None
    return {
        "stand": stand,
        "tab": tab,
        "hier": hier,
        "nu": "" if hier else Oordeel(regel.oordeel).label,
        "nu_url": tabadres(inlezing, Oordeel(regel.oordeel)),
        "kolom_oordeel": kolom_oordeel,
        "kolommen": KOLOMMEN + bool(kolom_oordeel),
        "kiesbaar": hier and tab in KIESBAAR_MET_VINKJE,
        "dubbel": hier and tab == Oordeel.MOGELIJK_DUBBEL,
        "telling": telling,
        "tabs": tabbladen(inlezing, tab, telling) if telling else [],
    }


def _al_ingelezen(request, inlezing, regel):
    """A colleague was first: say so, with what was typed, for it cannot be kept here any more."""
    getypt = [(veld.label, request.POST[veld]) for veld in Veld if request.POST.get(veld, "").strip()]
    als_verwijzer = inlezing.is_eigen_lijst(request.user)
    context = {
        "inlezing": inlezing,
        "als_verwijzer": als_verwijzer,
        "rijnummer": regel.rijnummer,
        "getypt": getypt,
    }
    if request.htmx:
        return render(
            request, "inlezen/delen/_rij_ingelezen.html", context | _tabel(request, inlezing, regel, "")
        )
    return render(request, "inlezen/rij_ingelezen.html", context)
