"""The note at a hand-over: prepared by the coach, read by who takes over, and by others under the rules of notes."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.caseload import bereid_overdracht_voor, markeer_gelezen
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Overdracht, Toewijzing
from kandidaten.toegang import kandidaat_of_404
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.forms import RedenForm
from trajecten.begeleiding.forms_overdracht import OverdrachtForm
from trajecten.begeleiding.toegang import leest_overdracht, open_tekst
from trajecten.formulieren import adres_of, neem_over, verwerkt


@require_http_methods(["GET", "POST"])
def overdracht_voorbereiden(request, dossiernummer):
    """Her coach writes the note before it is known who takes over. Who only stands in has nothing to hand over."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.COACHNOTITIES, Toegang.SCHRIJVEN)
    eigen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=timezone.localdate()),
        kandidaat=kandidaat,
        gebruiker=request.user,
        rol=Toewijzingsrol.JOBCOACH,
        vervangt=None,
    )
    if not eigen.exists():
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            dossier=dossiernummer,
            categorie=Categorie.COACHNOTITIES,
        )
        raise PermissionDenied
    bestaand = Overdracht.objects.voorbereid().filter(kandidaat=kandidaat, van=request.user).first()
    form = OverdrachtForm(request.POST or None, initial={"notitie": bestaand.notitie} if bestaand else {})
    sleutel = f"begeleiding.overdracht:{kandidaat.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        bereid_overdracht_voor(
            kandidaat=kandidaat,
            notitie=form.cleaned_data["notitie"],
            door=request.user,
            gezien=bestaand.geschreven_op if bestaand else None,
        )
        verwijder_concept(request.user, sleutel)
        meld(request, f"De overdracht van {kandidaat.naam} staat klaar. Wie het overneemt, leest uw notitie.")

    if verwerkt(request, form, dienst):
        return redirect(kandidaat)
    context = {"kandidaat": kandidaat, "form": form, "bestaand": bestaand}
    return render(request, "begeleiding/overdracht_voorbereiden.html", context)


def _overdracht_of_404(request, dossiernummer, pk, nodig):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.COACHNOTITIES, nodig, log=False)
    rijen = Overdracht.objects.select_related("van", "naar", "geschreven_door")
    rij = rijen.filter(pk=pk, kandidaat=kandidaat).exclude(naar=None).first()
    if rij is None:
        raise Http404
    rij.kandidaat = kandidaat  # with her toegang
    return rij


@require_http_methods(["GET", "POST"])
def overdracht(request, dossiernummer, pk):
    """The note: for coaches and who wrote it; a coordinator gives a reason, which is logged, and reads it once."""
    rij = _overdracht_of_404(request, dossiernummer, pk, Toegang.BEPERKT)
    kandidaat = rij.kandidaat
    leest = leest_overdracht(kandidaat.toegang, rij, request.user)
    form = RedenForm(request.POST if request.method == "POST" and not leest else None)
    if leest:
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            dossier=kandidaat.dossiernummer,
            categorie=Categorie.COACHNOTITIES,
        )
    elif request.method == "POST" and form.is_valid():
        try:
            open_tekst(kandidaat, door=request.user, reden=form.cleaned_data["reden"])
            leest = True
        except ValidationError as fout:
            neem_over(form, fout)
    context = {
        "overdracht": rij,
        "kandidaat": kandidaat,
        "leest": leest,
        "form": form,
        "te_lezen": rij.naar_id == request.user.pk and rij.gelezen_op is None,
    }
    return render(request, "begeleiding/overdracht.html", context)


@require_POST
def overdracht_gelezen(request, dossiernummer, pk):
    """The new coach says that she read it: it goes from her week."""
    rij = _overdracht_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    if rij.naar_id != request.user.pk:
        raise Http404
    markeer_gelezen(rij, door=request.user)
    meld(request, f"Gelezen: de overdracht van {rij.kandidaat.naam}.")
    return redirect(adres_of("rapportage:mijn_week", rij.kandidaat.get_absolute_url()))
