"""Screens of the exams of a cohort: who stands where, planning for a group, who is ready, and the diplomas."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from basis.meldingen import meld
from basis.nummers import nummers_uit
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.dossier.examens import overzicht
from trajecten.dossier.examens.forms import DiplomaForm, ExamenPlannenForm, KlaarForm, soort_bij
from trajecten.dossier.examens.werk import met_werk
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.groepsactie import personen
from trajecten.groepslijst import in_de_weg
from trajecten.models import Traject
from trajecten.opleiding.examengroep import plan_examens, reik_uit, zet_klaar
from trajecten.opleiding.examenregels import Fase
from trajecten.opleiding.examenstand import examenstand
from trajecten.views import lichting_of_404

PER_PAGINA = 25
wie_examens_houdt = vereist(Categorie.OPLEIDING, Toegang.SCHRIJVEN)


@require_safe
@wie_examens_houdt
def lijst(request):
    """The groups with exams; `?toon=alle` also those in which everybody is finished."""
    alle = request.GET.get("toon") == "alle"
    pagina = Paginator(overzicht.groepen_met_examens(request.user, ook_klaar=alle), PER_PAGINA).get_page(
        request.GET.get("pagina")
    )
    wachten = overzicht.wachtende(request.user)
    context = {
        "pagina": pagina,
        "regels": overzicht.regels(list(pagina), request.user),
        "wachten": wachten,
        "aantal_wacht": sum(aantal for _, _, aantal in wachten),
        "tabs": [
            {"url": "?", "tekst": "Nu", "actief": not alle},
            {"url": "?toon=alle", "tekst": "Alle groepen", "actief": alle},
        ],
    }
    return render(request, "dossier/examens/lijst.html", context)


def _stand(request, pk):
    """(the cohort, how its people stand)."""
    lichting = lichting_of_404(request, pk)
    return lichting, examenstand(lichting, request.user, extra=met_werk(request.user))


def noteer_bekeken(request, trajecten):
    """Log whose exams a page of the group shows."""
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=sorted({traject.kandidaat.dossiernummer for traject in trajecten}),
        categorie=Categorie.OPLEIDING,
    )


@require_safe
@wie_examens_houdt
def lichting(request, pk):
    """People x exam parts, a state in words for each, and what can be done."""
    deze, stand = _stand(request, pk)
    noteer_bekeken(request, [persoon.traject for persoon in stand.mensen])
    return render(request, "dossier/examens/lichting.html", {"lichting": deze, "stand": stand})


# --- One form for the group -------------------------------------------------------------------------------------------
def _gekozen_deel(request, stand):
    """The part in the address, else the first for which somebody is ready, else the first; None without parts."""
    delen = [deel for blok in stand.blokken for deel in blok.delen]
    gevraagd = nummers_uit([request.GET.get("deel", "")])
    klaar = (d for d in delen if stand.blok_van(d).aantal(d, Fase.KLAAR, Fase.HERKANSING))
    return next((d for d in delen if d.pk in gevraagd), None) or next(klaar, delen[0] if delen else None)


def _tabs(stand, deel):
    meer = len(stand.blokken) > 1
    return [
        {
            "url": f"?deel={d.pk}",
            "tekst": f"{d.naam} ({blok.kwalificatie.naam})" if meer else d.naam,
            "actief": d == deel,
        }
        for blok in stand.blokken
        for d in blok.delen
    ]


def _kiesbaar(personen_):
    """Trajects that a form lets choose, with what writing needs."""
    return (
        Traject.objects.filter(pk__in=[p.traject.pk for p in personen_])
        .select_related("kandidaat", "programma", "lichting")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def _toon(request, lichting, form, *, kies, niet, vooraf, woorden, **context):
    """The page of a group action: fields, people to tick with a word about each, and who cannot be chosen and why."""
    gekozen = nummers_uit(request.POST.getlist("traject")) if form is not None and form.is_bound else vooraf
    rijen = [(p.traject, woorden(p), p.traject.pk in gekozen) for p in kies]
    noteer_bekeken(request, [persoon.traject for persoon in [*kies, *niet]])
    context |= {
        "lichting": lichting,
        "form": form,
        "rijen": rijen,
        "niet": [(p.traject, woorden(p)) for p in niet],
    }
    return render(request, "dossier/examens/groep.html", context)


@require_http_methods(["GET", "POST"])
@wie_examens_houdt
def plannen(request, pk):
    """Plan one part for the ticked people; who is ready is ticked beforehand, with `?herkansing=1` who failed."""
    deze, stand = _stand(request, pk)
    deel = _gekozen_deel(request, stand)
    mensen = [p for p in stand.blok_van(deel).mensen if p.is_actief] if deel else []
    kies = [p for p in mensen if p.standen[deel.pk].kan]
    form = ExamenPlannenForm(request.POST or None, mensen=_kiesbaar(kies))
    herkansing = bool(request.GET.get("herkansing"))

    def plan():
        _plan(request, deze, deel, form)

    if deel and verwerkt(request, form, plan):
        return redirect("examens:lichting", pk)
    voorgesteld = (Fase.HERKANSING,) if herkansing else (Fase.KLAAR, Fase.HERKANSING)
    return _toon(
        request,
        deze,
        form,
        kies=kies,
        niet=[p for p in mensen if not p.standen[deel.pk].kan],
        vooraf={p.traject.pk for p in kies if p.standen[deel.pk].fase in voorgesteld},
        woorden=lambda p: p.standen[deel.pk].waarom,
        titel=f"Herkansing {deel.naam} plannen" if herkansing and deel else "Examen plannen",
        knop="Examen plannen",
        kop="Hoe staat het ervoor?",
        bijschrift="Voor wie? Aangekruist is wie klaar is voor dit examen."
        if not herkansing
        else "Voor wie? Aangekruist is wie dit deel niet haalde.",
        leeg="Er is niemand voor wie u dit examen kunt plannen.",
        tabs=_tabs(stand, deel),
    )


def _plan(request, lichting, deel, form):
    zitting = form.zitting()
    waarschuwingen = in_de_weg(lichting, [zitting]) if zitting else {}
    gepland = plan_examens(
        lichting,
        trajecten=list(form.cleaned_data["traject"]),
        examendeel=deel,
        datum=form.cleaned_data["datum"],
        zitting=zitting,
        door=request.user,
    )
    if aantal := len(gepland.uitkomst.gedaan):
        tekst = f"Examen {deel.naam} op {datum(form.cleaned_data['datum'])} gepland voor {personen(aantal)}."
        if gepland.zitting is not None:
            url = reverse("bijeenkomsten:uitnodigingen", args=[gepland.zitting.pk])
            meld(request, f"{tekst} Er ging nog geen bericht uit.", url=url, link="Nodig hen uit")
        else:
            meld(request, tekst)
    for zin in waarschuwingen.values():
        meld(request, zin, soort="aandacht")
    meld_weigeringen(request, gepland.uitkomst.niet)


@require_http_methods(["GET", "POST"])
@wie_examens_houdt
def klaar(request, pk):
    """Say who is ready for a part, or take it back: the ticked people are."""
    deze, stand = _stand(request, pk)
    deel = _gekozen_deel(request, stand)
    mensen = [p for p in stand.blok_van(deel).mensen if p.is_actief] if deel else []
    kies = [p for p in mensen if p.standen[deel.pk].fase != Fase.GEHAALD]
    nu = {p.traject.pk for p in kies if deel.pk in p.gemeld}
    gezien = ",".join(str(nummer) for nummer in sorted(nu))
    form = KlaarForm(request.POST or None, mensen=_kiesbaar(kies), initial={"gezien": gezien})

    def zet():
        erbij, eraf = form.verschil()
        nieuw, weg = zet_klaar(deel, erbij=erbij, eraf=eraf, door=request.user)
        delen = [f"{personen(nieuw)} klaar gemeld"] if nieuw else []
        delen += [f"van {personen(weg)} teruggenomen"] if weg else []
        tekst = " en ".join(delen) or "Er was niets gewijzigd"
        meld(request, f"{deel.naam}: {tekst}.", soort="gedaan" if delen else "info")

    if deel and verwerkt(request, form, zet):
        return redirect("examens:lichting", pk)
    return _toon(
        request,
        deze,
        form,
        kies=kies,
        niet=[p for p in mensen if p not in kies],
        vooraf=nu,
        woorden=lambda p: p.standen[deel.pk].waarom,
        titel="Klaar melden voor examen",
        knop="Keuze opslaan",
        kop="Hoe staat het ervoor?",
        bijschrift="Wie is klaar voor dit examen? Haal het vinkje weg als iemand nog niet klaar is.",
        leeg="Iedereen heeft dit deel gehaald, of er is nog niemand.",
        tabs=_tabs(stand, deel),
    )


@require_http_methods(["GET", "POST"])
@wie_examens_houdt
def diplomas(request, pk):
    """Issue diplomas or certificates: one date, a tick per person; who passed everything is ticked beforehand."""
    deze, stand = _stand(request, pk)
    gevraagd = nummers_uit([request.GET.get("kwalificatie", "")])
    blok = next((b for b in stand.blokken if b.kwalificatie.pk in gevraagd), None)
    blok = blok or next(
        (b for b in stand.blokken if b.zonder_papier), stand.blokken[0] if stand.blokken else None
    )
    mensen = blok.mensen if blok else []
    kies = [p for p in mensen if not p.heeft_diploma]
    begin = {"soort": soort_bij(blok.kwalificatie)} if blok else {}
    form = DiplomaForm(request.POST or None, mensen=_kiesbaar(kies), initial=begin)

    def reik():
        velden = {naam: form.cleaned_data[naam] for naam in ("soort", "datum")}
        trajecten = list(form.cleaned_data["traject"])
        uitkomst = reik_uit(trajecten, kwalificatie=blok.kwalificatie, door=request.user, **velden)
        if uitkomst.gedaan:
            wat = uitkomst.gedaan[0].get_soort_display()
            meld(request, f"{wat} {blok.kwalificatie.naam} vastgelegd voor {personen(len(uitkomst.gedaan))}.")
        meld_weigeringen(request, uitkomst.niet)

    if blok and verwerkt(request, form, reik):
        return redirect("examens:lichting", pk)
    return _toon(
        request,
        deze,
        form,
        kies=kies,
        niet=[p for p in mensen if p.heeft_diploma],
        vooraf={p.traject.pk for p in blok.zonder_papier} if blok else set(),
        woorden=lambda p: _papierwoorden(p, blok.delen),
        titel="Diploma’s uitreiken",
        knop="Uitreiken vastleggen",
        kop="Examens",
        bijschrift="Voor wie? Aangekruist is wie alle delen haalde en nog niets kreeg.",
        leeg="Er is niemand die nog een diploma of certificaat kan krijgen.",
        tabs=[
            {"url": f"?kwalificatie={b.kwalificatie.pk}", "tekst": b.kwalificatie.naam, "actief": b is blok}
            for b in stand.blokken
        ],
    )


def _papierwoorden(persoon, delen):
    open_ = [deel.naam for deel in delen if persoon.standen[deel.pk].fase != Fase.GEHAALD]
    examens = f"Nog niet gehaald: {', '.join(open_)}" if open_ else "Alles gehaald"
    return f"{examens}. Kreeg: {persoon.papier.lower()}" if persoon.papier else examens
