"""Pages of training of one person: exams and certificates."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.formulieren import verwerkt
from trajecten.opleiding import diensten
from trajecten.opleiding.forms import CertificaatForm, ExamenForm, IntrekForm, UitslagForm
from trajecten.opleiding.keuzes import VERVALT
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.toegang import traject_of_404


@require_http_methods(["GET", "POST"])
def examen_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    form = ExamenForm(request.POST or None, initial={"datum": timezone.localdate()}, traject=traject)

    def dienst():
        rij = diensten.leg_examen_vast(traject, door=request.user, **form.cleaned_data)
        meld(request, f"Examen {rij.examendeel.naam}, poging {rij.poging}, is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect(traject)
    leeg = "" if form.fields["examendeel"].queryset.exists() else "Dit programma heeft nog geen examendelen."
    return _formulier(request, traject, form, titel="Examen vastleggen", knop="Examen opslaan", leeg=leeg)


@require_http_methods(["GET", "POST"])
def uitslag(request, dossiernummer, pk):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    examen = (
        Examen.objects.zichtbaar_voor(request.user)
        .select_related("traject", "examendeel", "zitting")
        .filter(pk=pk, traject__kandidaat=kandidaat)
        .first()
    )
    if examen is None:
        raise Http404
    examen.traject.kandidaat = kandidaat
    begin = {"uitslag": examen.uitslag, "gezien": examen.uitslag}
    form = UitslagForm(request.POST or None, initial=begin, examen=examen)

    def dienst():
        if form.cleaned_data["uitslag"] == VERVALT:
            diensten.trek_poging_in(examen, door=request.user)
            meld(request, f"Examen {examen.examendeel.naam}, poging {examen.poging}, is vervallen.")
            return
        diensten.zet_uitslag(examen, door=request.user, **form.cleaned_data)
        meld(request, f"Uitslag bewaard: {examen.examendeel.naam}, {examen.get_uitslag_display().lower()}.")

    if verwerkt(request, form, dienst):
        return redirect(examen.traject)
    titel = f"Uitslag {examen.examendeel.naam}, poging {examen.poging}"
    return _formulier(request, examen.traject, form, titel=titel, knop="Uitslag opslaan")


@require_http_methods(["GET", "POST"])
def certificaat_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    begin = {"datum": timezone.localdate(), "kwalificatie": traject.kwalificatie_id}
    form = CertificaatForm(request.POST or None, initial=begin, traject=traject)

    def dienst():
        rij = diensten.reik_certificaat_uit(traject, door=request.user, **form.cleaned_data)
        meld(request, f"{rij.get_soort_display()} {rij.kwalificatie.naam} is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return _formulier(request, traject, form, titel="Certificaat vastleggen", knop="Certificaat opslaan")


@require_http_methods(["GET", "POST"])
def certificaat_intrekken(request, dossiernummer, pk):
    """A certificate that was recorded by mistake; it stays visible and no longer counts."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    certificaat = (
        Certificaat.objects.zichtbaar_voor(request.user)
        .select_related("traject", "kwalificatie", "ingetrokken_door")
        .filter(pk=pk, traject__kandidaat=kandidaat)
        .first()
    )
    if certificaat is None:
        raise Http404
    certificaat.traject.kandidaat = kandidaat
    wat = f"{certificaat.get_soort_display()} {certificaat.kwalificatie.naam}"
    form = IntrekForm(request.POST or None)

    def dienst():
        diensten.trek_certificaat_in(certificaat, door=request.user, **form.cleaned_data)
        meld(request, f"{wat} is ingetrokken. In het dossier staat dat het een vergissing was.")

    if certificaat.ingetrokken_op and request.method != "POST":
        meld(request, f"{wat} is al ingetrokken.", soort="info")
        return redirect(certificaat.traject)
    if verwerkt(request, form, dienst):
        return redirect(certificaat.traject)
    titel = f"{wat} intrekken"
    return _formulier(request, certificaat.traject, form, titel=titel, knop="Certificaat intrekken")


def _formulier(request, traject, form, *, titel, knop, leeg=""):
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "knop": knop,
        "leeg": leeg,
    }
    return render(request, "opleiding/formulier.html", context)
