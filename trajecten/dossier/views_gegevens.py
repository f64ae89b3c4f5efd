"""Her data by subject, and what is sensitive: each kind a page, a right and a line in the log of its own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from gebruikers.rechten import Categorie, Toegang
from kandidaten.diensten import leg_uitkering_vast, wijzig_kandidaat
from kandidaten.forms import (
    CONTACTONDERWERPEN,
    ONDERWERPEN,
    ContactgegevensForm,
    DoelgroepForm,
    OndersteuningForm,
    SelectiehulpForm,
    UitkeringForm,
)
from kandidaten.keuzes import Aanpassing, BijzonderSoort, Doelgroepindicatie, Uitkering
from kandidaten.models import BijzonderGegeven, Kandidaat
from kandidaten.toegang import kandidaat_of_404, noteer_inzien
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.buddys import is_buddy_voor
from trajecten.diensten import wijzig_traject
from trajecten.dossier.forms import TrajectForm
from trajecten.dossier.ondersteuning import (
    NOG_GEEN_INDICATIE,
    NOG_NIET,
    is_geselecteerd,
    leg_doelgroep_vast,
    leg_ondersteuning_vast,
)
from trajecten.dossier.toestemmingen import standen
from trajecten.formulieren import verwerkt
from trajecten.models import Traject
from trajecten.selectie.nodig import codes_van, is_in_selectie, leg_nodig_vast
from trajecten.toegang import traject_of_404


# --- By subject -------------------------------------------------------------------------------------------------------
def _formulier_bij(kandidaat, onderwerp):
    """The form class with which this viewer edits the subject, or None. A jobcoach changes phone and mail only."""
    if kandidaat.toegang.mag(Categorie.TRAJECT, Toegang.SCHRIJVEN):
        return ONDERWERPEN[onderwerp][1]
    if onderwerp == "bereikbaarheid" and kandidaat.toegang.mag(Categorie.CONTACT, Toegang.SCHRIJVEN):
        return ContactgegevensForm
    return None


def _leesbaar(kandidaat):
    """The subjects that this viewer reads: intake data go with the right to read the selection."""
    return ONDERWERPEN if kandidaat.toegang.mag(Categorie.SELECTIE) else CONTACTONDERWERPEN


def _feiten(kandidaat, namen):
    """Pairs (label, value in words) of model fields."""
    for naam in namen:
        veld = Kandidaat._meta.get_field(naam)
        waarde = getattr(kandidaat, naam)
        if veld.choices:
            waarde = getattr(kandidaat, f"get_{naam}_display")()
        elif isinstance(waarde, bool):
            waarde = "Ja" if waarde else "Nee"
        elif veld.get_internal_type() == "DateField":
            waarde = datum(waarde)
        yield str(veld.verbose_name).capitalize(), waarde


@require_safe
def gegevens(request, dossiernummer):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.CONTACT)
    onderwerpen = [
        {
            "code": code,
            "titel": ONDERWERPEN[code][0],
            "feiten": list(_feiten(kandidaat, ONDERWERPEN[code][1]._meta.fields)),
            "wijzigen": _formulier_bij(kandidaat, code) is not None,
        }
        for code in _leesbaar(kandidaat)
    ]
    mag_samenvoegen = kandidaat.toegang.mag(Categorie.TRAJECT, Toegang.SCHRIJVEN)
    context = {
        "kandidaat": kandidaat,
        "onderwerpen": onderwerpen,
        "mag_samenvoegen": mag_samenvoegen,
        "toestemmingen": standen(kandidaat) if kandidaat.toegang.mag(Categorie.SELECTIE) else [],
        "mag_toestemming": mag_samenvoegen,
        "buddy_voor": is_buddy_voor(kandidaat, request.user)
        if kandidaat.toegang.mag(Categorie.SELECTIE)
        else [],
        "samenvoegingen": kandidaat.samenvoegingen.geldig().order_by("-op", "-pk") if mag_samenvoegen else [],
    }
    return render(request, "dossier/gegevens.html", context)


@require_http_methods(["GET", "POST"])
def gegevens_wijzigen(request, dossiernummer, onderwerp):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.CONTACT, Toegang.SCHRIJVEN)
    if onderwerp not in ONDERWERPEN:
        raise Http404
    klasse = _formulier_bij(kandidaat, onderwerp)
    if klasse is None:  # a jobcoach, at a subject that is the coordinator's
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            dossier=kandidaat.dossiernummer,
            categorie=Categorie.CONTACT,
        )
        raise PermissionDenied
    form = klasse(request.POST or None, instance=kandidaat, gebruiker=request.user)
    sleutel = f"dossier.gegevens:{kandidaat.pk}:{onderwerp}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        wijzig_kandidaat(kandidaat, gezien=form.cleaned_data["versie"], velden=form.velden, door=request.user)
        verwijder_concept(request.user, sleutel)
        meld(request, f"{ONDERWERPEN[onderwerp][0]} van {kandidaat.naam} opgeslagen.")

    if verwerkt(request, form, dienst):
        return redirect("dossier:gegevens", dossiernummer)
    context = {"kandidaat": kandidaat, "form": form, "titel": ONDERWERPEN[onderwerp][0]}
    return render(request, "dossier/gegevens_wijzigen.html", context)


@require_http_methods(["GET", "POST"])
def traject_wijzigen(request, dossiernummer, volgnummer):
    """What was agreed for one traject: hours, qualification, coaching or not, priority."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    form = TrajectForm(request.POST or None, instance=traject, gebruiker=request.user)
    sleutel = f"dossier.traject:{traject.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        wijzig_traject(traject, gezien=form.cleaned_data["versie"], velden=form.velden, door=request.user)
        verwijder_concept(request.user, sleutel)
        meld(request, f"De afspraken met {traject.kandidaat.naam} zijn opgeslagen.")

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return render(request, "dossier/traject_wijzigen.html", {"traject": traject, "form": form})


# --- Sensitive values -------------------------------------------------------------------------------------------------
def _stand_ondersteuning(kandidaat):
    rijen = BijzonderGegeven.objects.filter(
        kandidaat=kandidaat, soort__in=[BijzonderSoort.AANPASSING, BijzonderSoort.WAT_WERKT]
    )
    gevonden = {"aanpassingen": [], "wat_werkt": ""}
    for rij in rijen:
        if rij.soort == BijzonderSoort.AANPASSING:
            gevonden["aanpassingen"].append(rij.waarde)
        else:
            gevonden["wat_werkt"] = rij.tekst
    gevonden["aanpassingen"].sort()
    return gevonden


def _bewaar_stand(request, form, *, kandidaat, stand, dienst, klaar):
    """Write once, and only while what the form saw still stands: the candidate's row makes writers take turns.

    `klaar`: the message when it is written.
    """

    def beurt():
        neem_beurt(kandidaat)
        nu = stand()
        if nu != {naam: form.initial[naam] for naam in nu}:
            raise IntussenGewijzigd(kandidaat)
        dienst()
        meld(request, klaar)

    return verwerkt(request, form, beurt)


@require_http_methods(["GET", "POST"])
def ondersteuning(request, dossiernummer):
    """Adaptations and what works (PRIV-03). Before she is selected only to read what stands there (PRIV-05)."""
    nodig = Toegang.SCHRIJVEN if request.method == "POST" else Toegang.LEZEN
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.AANPASSINGEN, nodig)
    stand = _stand_ondersteuning(kandidaat)
    mag_selectie = kandidaat.toegang.mag(Categorie.SELECTIE, Toegang.SCHRIJVEN)
    context = {
        "kandidaat": kandidaat,
        "form": None,
        "nog_niet": "" if is_geselecteerd(kandidaat) else NOG_NIET,
        "naar_selectiehulp": mag_selectie and is_in_selectie(kandidaat),
    }
    trajecten = Traject.objects.filter(kandidaat=kandidaat).select_related("programma")
    context["trajecten"] = [t for t in trajecten if t.programma.legt_uitkering_vast]
    mag_schrijven = kandidaat.toegang.mag(Categorie.AANPASSINGEN, Toegang.SCHRIJVEN)
    if not mag_schrijven or (context["nog_niet"] and request.method == "GET"):
        context |= {
            "aanpassingen": [Aanpassing(code).label for code in stand["aanpassingen"]],
            "wat_werkt": stand["wat_werkt"],
        }
        return render(request, "dossier/ondersteuning.html", context)
    form = OndersteuningForm(request.POST or None, initial=stand)
    sleutel = f"dossier.ondersteuning:{kandidaat.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    if _bewaar_stand(
        request,
        form,
        kandidaat=kandidaat,
        stand=lambda: _stand_ondersteuning(kandidaat),
        dienst=lambda: leg_ondersteuning_vast(kandidaat=kandidaat, door=request.user, **form.cleaned_data),
        klaar=f"Ondersteuning van {kandidaat.naam} opgeslagen.",
    ):
        verwijder_concept(request.user, sleutel)
        return redirect("dossier:ondersteuning", dossiernummer)
    return render(request, "dossier/ondersteuning.html", context | {"form": form})


@require_http_methods(["GET", "POST"])
def selectiehulp(request, dossiernummer):
    """What she needs to take part in the selection itself, while it runs (PRIV-05)."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.SELECTIE, Toegang.SCHRIJVEN, log=False)
    context = {"kandidaat": kandidaat, "form": None}
    if not is_in_selectie(kandidaat) and request.method == "GET":
        return render(request, "dossier/selectiehulp.html", context)
    noteer_inzien(request, kandidaat, Categorie.AANPASSINGEN)

    def stand():
        return {"nodig": codes_van(kandidaat)}

    form = SelectiehulpForm(request.POST or None, initial=stand())
    if _bewaar_stand(
        request,
        form,
        kandidaat=kandidaat,
        stand=stand,
        dienst=lambda: leg_nodig_vast(kandidaat=kandidaat, door=request.user, **form.cleaned_data),
        klaar=f"Wat {kandidaat.naam} nodig heeft bij de selectie, is opgeslagen.",
    ):
        return redirect("dossier:selectiehulp", dossiernummer)
    return render(request, "dossier/selectiehulp.html", context | {"form": form})


def _stand_doelgroep(kandidaat):
    rij = BijzonderGegeven.objects.filter(kandidaat=kandidaat, soort=BijzonderSoort.DOELGROEP).first()
    return {
        "indicatie": rij.waarde if rij else Doelgroepindicatie.ONBEKEND.value,
        "gecontroleerd_op": rij.gecontroleerd_op if rij else None,
    }


@require_http_methods(["GET", "POST"])
def doelgroep(request, dossiernummer):
    """The doelgroep indication: a coordinator only, and only from geselecteerd on (PRIV-05, PRIV-06)."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.DOELGROEP, Toegang.SCHRIJVEN)
    if not is_geselecteerd(kandidaat):
        context = {"kandidaat": kandidaat, "form": None, "waarom": NOG_GEEN_INDICATIE}
        return render(request, "dossier/doelgroep.html", context)
    form = DoelgroepForm(request.POST or None, initial=_stand_doelgroep(kandidaat))
    if _bewaar_stand(
        request,
        form,
        kandidaat=kandidaat,
        stand=lambda: _stand_doelgroep(kandidaat),
        dienst=lambda: leg_doelgroep_vast(kandidaat=kandidaat, door=request.user, **form.cleaned_data),
        klaar=f"Indicatie van {kandidaat.naam} opgeslagen.",
    ):
        return redirect("dossier:ondersteuning", dossiernummer)
    return render(request, "dossier/doelgroep.html", {"kandidaat": kandidaat, "form": form})


def _stand_uitkering(traject):
    rij = BijzonderGegeven.objects.filter(
        verwijzing=traject.verwijzing_id, soort=BijzonderSoort.UITKERING
    ).first()
    return {"uitkering": rij.waarde if rij else ""}


@require_http_methods(["GET", "POST"])
def uitkering(request, dossiernummer, volgnummer):
    """The benefit type of one referral, only where the programme asks for it (PRIV-05)."""
    nodig = Toegang.SCHRIJVEN if request.method == "POST" else Toegang.LEZEN
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.UITKERING, nodig)
    context = {"traject": traject, "form": None, "mag": traject.programma.legt_uitkering_vast, "waarde": ""}
    if not context["mag"]:
        return render(request, "dossier/uitkering.html", context)
    stand = _stand_uitkering(traject)
    if not traject.kandidaat.toegang.mag(Categorie.UITKERING, Toegang.SCHRIJVEN):
        context["waarde"] = Uitkering(stand["uitkering"]).label if stand["uitkering"] else "Niet bekend"
        return render(request, "dossier/uitkering.html", context)
    form = UitkeringForm(request.POST or None, initial=stand)
    if _bewaar_stand(
        request,
        form,
        kandidaat=traject.kandidaat,
        stand=lambda: _stand_uitkering(traject),
        dienst=lambda: leg_uitkering_vast(
            verwijzing=traject.verwijzing, door=request.user, **form.cleaned_data
        ),
        klaar=f"Uitkering van {traject.kandidaat.naam} opgeslagen.",
    ):
        return redirect("dossier:ondersteuning", dossiernummer)
    return render(request, "dossier/uitkering.html", context | {"form": form})
