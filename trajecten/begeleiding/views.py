"""Pages of the check-in: recording one, reading one, changing one, and the text that not everybody reads."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from kandidaten.toegang import kandidaat_of_404
from trajecten.begeleiding import diensten
from trajecten.begeleiding.forms import GesprekForm, RedenForm
from trajecten.begeleiding.keuzes import verloop_bij
from trajecten.begeleiding.models import SCORENAMEN, Voortgangsgesprek
from trajecten.begeleiding.stand import schema_van, voorstel_volgende
from trajecten.begeleiding.toegang import leest_tekst, leest_tekst_met_reden, open_tekst, schrijft_tekst
from trajecten.begeleiding.verschillen import eerdere_versies
from trajecten.formulieren import adres_of, neem_over, verwerkt
from trajecten.toegang import traject_of_404

MEESTE_VERSIES = 20


def gesprek_of_404(request, dossiernummer, pk, nodig=Toegang.LEZEN):
    """The talk with its traject and candidate (with toegang), or a 404."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.GESPREKKEN, nodig)
    rij = (
        Voortgangsgesprek.objects.zichtbaar_voor(request.user)
        .select_related(
            "jobcoach", "traject__programma", "traject__lichting", "gewijzigd_door", "ingetrokken_door"
        )
        .filter(pk=pk, traject__kandidaat=kandidaat)
        .first()
    )
    if rij is None:
        raise Http404
    rij.traject.kandidaat = kandidaat
    return rij


@require_http_methods(["GET", "POST"])
def gesprek_nieuw(request, dossiernummer, volgnummer):
    """Record this week's check-in; it keeps itself as a draft."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    vorige = traject.gesprekken.gevoerd().select_related("jobcoach").first()
    meer = "nog_een_actie" in request.POST
    data = request.POST if request.method == "POST" and not meer else None
    form = GesprekForm(
        data,
        kandidaat=traject.kandidaat,
        open_acties=list(traject.actiepunten.open()),
        voorstel=None if data else voorstel_volgende(schema_van(traject), timezone.localdate()),
        vorm=vorige.vorm if vorige else "",
    )
    sleutel = f"begeleiding.gesprek:nieuw:{traject.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel, zeker=True)
    if meer:
        _neem_getypt_over(form, request.POST)
        form.nog_een_actie()

    def dienst():
        velden = form.gespreksvelden()
        rij = diensten.leg_gesprek_vast(
            traject,
            jobcoach=request.user,
            door=request.user,
            scores={naam: velden.pop(naam) for naam in SCORENAMEN},
            acties=form.nieuwe_acties(),
            gedaan=[int(pk) for pk in form.cleaned_data.get("gedaan", [])],
            **velden,
        )
        verwijder_concept(request.user, sleutel)
        _meld_bewaard(request, rij)

    if not meer and verwerkt(request, form, dienst):
        return redirect(_naar_huis(request, traject))
    toont_tekst = leest_tekst(traject.kandidaat.toegang)
    if toont_tekst and vorige and vorige.afspraken and request.method == "GET":
        open_tekst(traject.kandidaat, door=request.user)
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "vorige": vorige,
        "vorige_scores": _scores_in_een_zin(vorige),
        "toont_tekst": toont_tekst,
        "titel": "Voortgangsgesprek",
        "annuleer": _naar_huis(request, traject),
    }
    return render(request, "begeleiding/gesprek_formulier.html", context)


@require_safe
def gesprek(request, dossiernummer, pk):
    """The facts of one talk; the text for who may read it."""
    rij = gesprek_of_404(request, dossiernummer, pk)
    kandidaat = rij.traject.kandidaat
    toont_tekst = leest_tekst(kandidaat.toegang)
    if toont_tekst:
        open_tekst(kandidaat, door=request.user)
    return _detail(request, rij, toont_tekst=toont_tekst, form=RedenForm())


@require_POST
def gesprek_notities(request, dossiernummer, pk):
    """A coordinator gives a reason, which is logged, and reads the text once, on this answer."""
    rij = gesprek_of_404(request, dossiernummer, pk)
    kandidaat = rij.traject.kandidaat
    if not (leest_tekst(kandidaat.toegang) or leest_tekst_met_reden(kandidaat.toegang)):
        kandidaat_of_404(request, dossiernummer, Categorie.COACHNOTITIES)  # refuses and logs
    form = RedenForm(request.POST)
    toont_tekst = False
    if form.is_valid():
        try:
            open_tekst(kandidaat, door=request.user, reden=form.cleaned_data["reden"])
            toont_tekst = True
        except ValidationError as fout:
            neem_over(form, fout)
    return _detail(request, rij, toont_tekst=toont_tekst, form=form)


@require_http_methods(["GET", "POST"])
def gesprek_wijzigen(request, dossiernummer, pk):
    """Change a talk: facts and scores by the current coach, the text by its author only."""
    rij = gesprek_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    if rij.ingetrokken_op is not None:
        meld(request, "Dit gesprek is ingetrokken. Zet het eerst terug.", soort="aandacht")
        return redirect("begeleiding:gesprek", dossiernummer, pk)
    kandidaat = rij.traject.kandidaat
    form = GesprekForm(
        request.POST or None,
        instance=rij,
        kandidaat=kandidaat,
        met_tekst=schrijft_tekst(kandidaat.toegang, rij, request.user),
    )
    sleutel = f"begeleiding.gesprek:{pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel, zeker=True)

    def dienst():
        velden = form.gespreksvelden()
        diensten.wijzig_gesprek(
            rij,
            gezien=form.cleaned_data["versie"],
            velden=velden | {"verloop": verloop_bij(velden["reden"])},
            door=request.user,
        )
        verwijder_concept(request.user, sleutel)
        meld(request, f"Gesprek van {datum(rij.datum)} is gewijzigd.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:gesprek", dossiernummer, pk)
    context = {
        "form": form,
        "traject": rij.traject,
        "kandidaat": kandidaat,
        "vorige": None,
        "vorige_scores": "",
        "toont_tekst": False,
        "titel": "Gesprek wijzigen",
        "annuleer": reverse("begeleiding:gesprek", args=[dossiernummer, pk]),
    }
    return render(request, "begeleiding/gesprek_formulier.html", context)


@require_safe
def notities(request, dossiernummer, volgnummer):
    """The text of all talks: for the current coach, and for a former coach during the handover."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.COACHNOTITIES)
    rijen = traject.gesprekken.select_related("jobcoach")[:60]  # those taken back too: struck out
    context = {"traject": traject, "kandidaat": traject.kandidaat, "gesprekken": rijen}
    return render(request, "begeleiding/notities.html", context)


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _detail(request, rij, *, toont_tekst, form):
    kandidaat = rij.traject.kandidaat
    mag = kandidaat.toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    context = {
        "gesprek": rij,
        "traject": rij.traject,
        "kandidaat": kandidaat,
        "scores": [(naam.capitalize(), getattr(rij, f"get_{naam}_display")()) for naam in SCORENAMEN],
        "acties": rij.actiepunten.all(),
        "toont_tekst": toont_tekst,
        "versies": eerdere_versies(
            rij, rij.versies.select_related("door")[:MEESTE_VERSIES], met_tekst=toont_tekst
        ),
        "vraagt_reden": not toont_tekst and leest_tekst_met_reden(kandidaat.toegang),
        "form": form,
        "mag_wijzigen": mag and rij.ingetrokken_op is None,
        "mag_terugzetten": mag and rij.ingetrokken_op is not None,
    }
    return render(request, "begeleiding/gesprek.html", context)


def _scores_in_een_zin(gesprek):
    """ "welbevinden 4, leren 3", or "" when there is nothing to say."""
    paren = [(naam, getattr(gesprek, naam, None)) for naam in SCORENAMEN]
    return ", ".join(f"{naam} {waarde}" for naam, waarde in paren if waarde is not None)


def _neem_getypt_over(form, data):
    """Show again what was typed, without judging it yet: she only asked for another row."""
    for naam, veld in form.fields.items():
        if not veld.widget.value_omitted_from_data(data, {}, form.add_prefix(naam)):
            form.initial[naam] = veld.widget.value_from_datadict(data, {}, form.add_prefix(naam))


def _meld_bewaard(request, rij):
    naam = rij.traject.kandidaat.naam
    tekst = f"Gesprek met {naam} is bewaard."
    if rij.reden:
        tekst = f"Bewaard: het gesprek met {naam} ging niet door."
    if rij.volgende_datum:
        tekst += f" Volgend gesprek: {datum(rij.volgende_datum)}."
    meld(
        request,
        tekst,
        url=reverse("begeleiding:gesprek", args=[rij.traject.kandidaat.dossiernummer, rij.pk]),
        link=f"Bekijk het gesprek van {datum(rij.datum)}",
    )
    if rij.werkt_nog is False:
        meld(
            request,
            f"{naam} werkt niet meer. Geef de laatste werkdag door aan de coördinator.",
            soort="aandacht",
        )


def _naar_huis(request, traject):
    """Back to where a coach works from; somebody else to the dossier."""
    dossier = traject.get_absolute_url()
    return adres_of("rapportage:mijn_week", dossier) if request.user.heeft_rol(Rol.JOBCOACH) else dossier
