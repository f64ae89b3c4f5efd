"""Merging two dossiers of one person: choose, compare, look once more, and for thirty days take it back."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from basis.formulieren import Formulier
from basis.inzendingen import eenmalig, eerder_naar
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from kandidaten.models import Dubbelvermoeden, Kandidaat
from kandidaten.toegang import ander_of_404, kandidaat_of_404
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.dossier import samenvoegkeuze
from trajecten.dossier.forms_samenvoegen import SamenvoegForm, ZoekAnderForm
from trajecten.dossier.samenvoegen import voeg_samen, wat_er_hangt
from trajecten.dossier.samenvoeging_terug import maak_samenvoeging_ongedaan, waarom_niet, wat_blijft
from trajecten.dossier.samenvoegregels import bezwaren
from trajecten.formulieren import neem_over, verwerkt

HOOGSTENS = 10  # dossiers found at once; who is not among them is looked for more precisely


@require_http_methods(["GET", "POST"])
def samenvoegen_kies(request, dossiernummer):
    """Which other dossier is hers? Likely ones first; the POST only searches."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    form = ZoekAnderForm(request.POST if request.method == "POST" else None)
    gevonden = None
    if request.method == "POST" and form.is_valid():
        eigen = Kandidaat.objects.waar_mag(request.user, Categorie.TRAJECT, Toegang.SCHRIJVEN)
        gevonden = list(eigen.zoek(form.cleaned_data["q"]).exclude(pk=kandidaat.pk)[: HOOGSTENS + 1])
    context = {
        "kandidaat": kandidaat,
        "form": form,
        "vermoed": [paar for paar in _paren_van(request.user, kandidaat) if paar.mag_vergelijken],
        "gevonden": gevonden[:HOOGSTENS] if gevonden is not None else None,
        "meer": gevonden is not None and len(gevonden) > HOOGSTENS,
    }
    return render(request, "dossier/samenvoegen_kies.html", context)


def _paren_van(gebruiker, kandidaat):
    """The open pairs of this candidate, each with `ander_dan`: the person who is not her."""
    paren = Dubbelvermoeden.objects.voor(gebruiker).select_related("eerste", "tweede")
    for paar in paren.filter(pk__in=Dubbelvermoeden.objects.van(kandidaat.pk).order_by().values("pk")):
        paar.ander_dan = paar.tweede if paar.eerste_id == kandidaat.pk else paar.eerste
        yield paar


@require_http_methods(["GET", "POST"])
def samenvoegen(request, dossiernummer, ander):
    """Both side by side, a choice per field that differs; then a recap; then it is done."""
    if request.method == "POST" and (naar := eerder_naar(request)):
        return redirect(naar)  # the second half of a double click: one of the two is gone by now
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN, log=False)
    if request.method == "GET" and _is_al_een(kandidaat, ander):
        return redirect(kandidaat)
    ander = ander_of_404(request, kandidaat, ander)
    gekozen = (
        samenvoegkeuze.lees(request, request.GET.get("controle", "")) if request.method == "GET" else None
    )
    form = SamenvoegForm(request.POST or gekozen, hier=kandidaat, daar=ander)
    if gekozen and form.is_valid() and not bezwaren(form.blijft, form.gaat_op):
        return _controleer(request, form)
    if request.method == "POST" and form.is_valid():
        if "bevestigd" not in request.POST:
            if not bezwaren(form.blijft, form.gaat_op):
                return redirect(f"{request.path}?controle={samenvoegkeuze.bewaar(request, request.POST)}")
        elif naar := _bewaar(request, form):
            return redirect(naar)
    if request.method == "GET":
        schrijf_alle(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            dossiers=[kandidaat.dossiernummer, ander.dossiernummer],
            categorie=Categorie.CONTACT,
            reden="vergeleken om samen te voegen",
        )
    hangt = wat_er_hangt(kandidaat, ander)
    context = {
        "kandidaat": kandidaat,
        "ander": ander,
        "form": form,
        "bezwaren": bezwaren(kandidaat, ander),
        "kanten": [(wie, hangt[wie.pk]) for wie in (kandidaat, ander)],
    }
    return render(request, "dossier/samenvoegen.html", context)


def _is_al_een(kandidaat, ander):
    """Was this other number merged into her dossier? Then Back has nothing left to compare."""
    return (
        ander == kandidaat.dossiernummer
        or kandidaat.samenvoegingen.geldig().filter(opgegaan_nummer=ander).exists()
    )


def _controleer(request, form):
    """The recap: nothing is written yet."""
    blijft, gaat_op = form.blijft, form.gaat_op
    hangt = wat_er_hangt(gaat_op)[gaat_op.pk]
    feiten = [
        ("Dossiernummer dat blijft", blijft.dossiernummer),
        ("Dossiernummer dat daarheen leidt", gaat_op.dossiernummer),
        *form.gekozen(),
        ("Verhuist mee", ", ".join(hangt) or "Niets"),
    ]
    form.fields["bevestigd"] = forms.CharField(required=False)
    form.data = form.data.copy()
    form.data["bevestigd"] = "1"
    for veld in form.fields.values():
        veld.widget = forms.HiddenInput()
    return bevestig(
        request,
        titel="Wilt u deze twee dossiers samenvoegen?",
        tekst="Daarna is er één dossier. U kunt dit 30 dagen lang ongedaan maken. Wie een van de twee dossiers mag "
        "zien, ziet daarna het hele dossier.",
        feiten=feiten,
        form=form,
        knop="Dossiers samenvoegen",
        annuleer=request.path,
        annuleertekst="Terug en wijzigen",
    )


def _bewaar(request, form):
    """Where to go after the merge (by this submit or an earlier one of this page); None: refused, the form says why."""
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                samenvoeging = voeg_samen(door=request.user, **form.argumenten())
                blijft = samenvoeging.blijft
                eigen = Kandidaat.objects.waar_mag(request.user, Categorie.TRAJECT, Toegang.SCHRIJVEN)
                if eigen.filter(pk=blijft.pk).exists():
                    poging.naar = reverse(
                        "dossier:samenvoeging", args=[blijft.dossiernummer, samenvoeging.pk]
                    )
                else:
                    poging.naar = reverse("dossier:dubbel")
                    meld(request, "De dossiers zijn samengevoegd. De andere regio behandelt het dossier.")
    except ValidationError as fout:
        neem_over(form, fout)
        return None
    except IntussenGewijzigd:
        form.meld_conflict()
        return None
    return poging.naar


def _samenvoeging_of_404(request, dossiernummer, pk):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    samenvoeging = get_object_or_404(kandidaat.samenvoegingen.select_related("door", "ongedaan_door"), pk=pk)
    samenvoeging.blijft = kandidaat
    return samenvoeging


@require_safe
def samenvoeging(request, dossiernummer, pk):
    """What was merged, by whom, and until when it can be taken back."""
    samenvoeging = _samenvoeging_of_404(request, dossiernummer, pk)
    context = {
        "samenvoeging": samenvoeging,
        "kandidaat": samenvoeging.blijft,
        "tot": samenvoeging.te_herstellen_tot,
    }
    return render(
        request, "dossier/samenvoeging.html", context | {"te_herstellen": samenvoeging.is_te_herstellen}
    )


@require_http_methods(["GET", "POST"])
def samenvoeging_ongedaan(request, dossiernummer, pk):
    """Look once more, then give the other dossier back."""
    samenvoeging = _samenvoeging_of_404(request, dossiernummer, pk)
    form = Formulier(request.POST or None)
    terug = reverse("dossier:samenvoeging", args=[dossiernummer, pk])

    def dienst():
        persoon = maak_samenvoeging_ongedaan(samenvoeging=samenvoeging, door=request.user)
        meld(
            request,
            f"De samenvoeging is ongedaan gemaakt. Dossier {persoon.dossiernummer} staat er weer.",
            url=persoon.get_absolute_url(),
            link=f"Naar dossier {persoon.dossiernummer}",
        )

    if request.method == "POST" and verwerkt(request, form, dienst):
        return redirect(terug)
    zinnen = waarom_niet(samenvoeging)
    context = {"samenvoeging": samenvoeging, "kandidaat": samenvoeging.blijft, "zinnen": zinnen, "form": form}
    if not zinnen:
        context["feiten"] = [
            ("Komt terug", f"Dossier {samenvoeging.opgegaan_nummer}, met alles wat mee was verhuisd"),
            (
                f"Blijft in dossier {dossiernummer}",
                ", ".join(wat_blijft(samenvoeging)) or "Alles wat er eerder al stond",
            ),
            ("Samengevoegd op", f"{datum(samenvoeging.op)}, door {samenvoeging.door.naam}"),
        ]
    return render(request, "dossier/samenvoeging_ongedaan.html", context)
