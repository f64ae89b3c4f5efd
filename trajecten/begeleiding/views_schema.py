"""The schedule of one person: what holds, what comes, and another rhythm agreed with her."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from trajecten.begeleiding import schemadiensten
from trajecten.begeleiding.forms_schema import AfspraakForm
from trajecten.begeleiding.models import Begeleidingsafspraak
from trajecten.begeleiding.schemavraag import KOLOMMEN, met_schema, rijen_uit, schema_uit
from trajecten.begeleiding.schemawoorden import komende_periodes, ritme, stap_op, stappen
from trajecten.formulieren import doe_met_een_knop, verwerkt
from trajecten.keuzes import Begeleidingsfase
from trajecten.models import Traject
from trajecten.statussen import Status
from trajecten.toegang import traject_of_404, van_traject_of_404


@require_safe
def schema(request, dossiernummer, volgnummer):
    """What holds now and until when, what the programme says, the next due periods, and all arrangements made."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    vandaag = timezone.localdate()
    afspraken = list(traject.begeleidingsafspraken.select_related("gemaakt_door", "gestopt_door"))
    mag = traject.kandidaat.toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    context = _schemacontext(traject, vandaag) | {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "afspraak_nu": next((a for a in afspraken if a.loopt_op(vandaag)), None),
        "afspraken": [
            (a, _stand(a, vandaag), mag and schemadiensten.kan_stoppen(a, vandaag)) for a in afspraken
        ],
        "mag_aanpassen": mag and _loopt(traject),
        "vandaag": vandaag,
    }
    return render(request, "begeleiding/schema.html", context)


@require_http_methods(["GET", "POST"])
def aanpassen(request, dossiernummer, volgnummer):
    """Agree on another rhythm with her."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    nu = None
    if request.method == "GET":
        nu = _schemacontext(traject, timezone.localdate())["stap_nu"]
    form = AfspraakForm(request.POST or None, nu=nu.elke if nu else None)

    def dienst():
        schemadiensten.spreek_af(traject, door=request.user, **{k: form.cleaned_data[k] for k in _VELDEN})
        meld(request, f"Bewaard: {ritme(form.cleaned_data['elke_weken'])}.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:schema", dossiernummer, volgnummer)
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": "Schema aanpassen",
        "knop": "Schema opslaan",
        "terug": reverse("begeleiding:schema", args=[dossiernummer, volgnummer]),
    }
    return render(request, "begeleiding/formulier.html", context)


@require_POST
def stoppen(request, dossiernummer, pk):
    """The programme's schedule holds again from today on."""
    afspraak = _afspraak_of_404(request, dossiernummer, pk)
    doe_met_een_knop(
        request,
        lambda: schemadiensten.stop_afspraak(afspraak, door=request.user),
        "De afspraak is gestopt. Het schema van het programma geldt weer.",
        ongedaan=reverse("begeleiding:afspraak_hervatten", args=[dossiernummer, pk]),
    )
    return redirect("begeleiding:schema", dossiernummer, afspraak.traject.volgnummer)


@require_POST
def hervatten(request, dossiernummer, pk):
    """Undo of the page above."""
    afspraak = _afspraak_of_404(request, dossiernummer, pk)
    doe_met_een_knop(
        request,
        lambda: schemadiensten.hervat_afspraak(afspraak, door=request.user),
        "De afspraak geldt weer.",
    )
    return redirect("begeleiding:schema", dossiernummer, afspraak.traject.volgnummer)


# --- Helpers ----------------------------------------------------------------------------------------------------------
_VELDEN = ("elke_weken", "van", "tot", "reden", "toelichting")


def _schemacontext(traject, vandaag):
    rij = met_schema(Traject.objects.filter(pk=traject.pk).order_by()).values_list(*KOLOMMEN)[0]
    haar, programma = schema_uit(*rij), schema_uit(*rij, met_eigen=False)
    begonnen = haar and haar[0].start <= vandaag
    return {
        "stap_nu": stap_op(haar, vandaag) if begonnen else None,
        "begin": haar[0].start if haar else None,
        "loopt": _loopt(traject),
        "stappen_programma": stappen(programma) if programma else [],
        "contractdag": rij[KOLOMMEN.index("contractdag")],
        "heeft_nazorg": any(
            fase == Begeleidingsfase.NAZORG for fase, *_ in rijen_uit(rij[KOLOMMEN.index("stappen")])
        ),
        "periodes": komende_periodes(haar, max(vandaag, haar[0].start)) if haar and _loopt(traject) else [],
    }


def _loopt(traject):
    return traject.status == Status.LOPEND and traject.wil_begeleiding


def _stand(afspraak, vandaag):
    """(kind, word) of its badge."""
    if afspraak.loopt_op(vandaag):
        return "gedaan", "Geldt nu"
    if afspraak.gestopt_per and afspraak.gestopt_per <= afspraak.van:
        return "neutraal", "Vervallen"
    return ("neutraal", "Voorbij") if afspraak.van < vandaag else ("bezig", "Komt nog")


def _afspraak_of_404(request, dossiernummer, pk):
    rijen = Begeleidingsafspraak.objects.select_related("traject__kandidaat")
    return van_traject_of_404(request, dossiernummer, pk, rijen, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
