"""Refresher days: who has one coming and is on no list yet, and planning the group's day for them."""

from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from basis.meldingen import meld
from basis.templatetags.componenten import datum
from trajecten.forms import MensenForm
from trajecten.forms_bijeenkomst import BijeenkomstForm
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import personen
from trajecten.groepsbijeenkomsten import plan_groepsbijeenkomst
from trajecten.groepslijst import groep
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst
from trajecten.plaatsing.terugkom import terugkomers
from trajecten.reeks import Reeksdag
from trajecten.views import lichting_of_404
from trajecten.views_bijeenkomst import wie_bijeenkomsten_houdt
from trajecten.views_groep import toon_groep

PER_PAGINA = 10


class TerugkomdagForm(BijeenkomstForm, MensenForm):
    """When and where the group's refresher day is, and for whom."""

    field_order = ["begin", "tot", "plaats", "online", "online_link", "capaciteit", "traject"]


@require_safe
@wie_bijeenkomsten_houdt
def lijst(request):
    """By group: whose refresher day comes within six weeks, and who is on a list for it."""
    groepen = terugkomers(request.user)
    pagina = Paginator(groepen, PER_PAGINA).get_page(request.GET.get("pagina"))
    zonder = sum(len(groep.zonder_lijst) for groep in groepen)
    return render(request, "plaatsing/terugkomdagen.html", {"pagina": pagina, "zonder": zonder})


@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def plannen(request, pk):
    """Plan one day for the group; who is due and on no list is ticked beforehand."""
    lichting = lichting_of_404(request, pk)
    if lichting.geannuleerd_op:
        meld(
            request, "Deze lichting is geannuleerd. Er zijn geen bijeenkomsten meer te plannen.", soort="info"
        )
        return redirect(lichting)
    mensen = groep(lichting, request.user)
    per_traject = {
        mens.traject.pk: mens.dag
        for deze in terugkomers(request.user, lichting=lichting)
        for mens in deze.mensen
    }
    nodig = {nummer: dag for nummer, dag in per_traject.items() if dag.op_lijst is None}
    form = TerugkomdagForm(request.POST or None, mensen=mensen, initial=_voorstel(lichting, nodig.values()))
    gemaakt = []

    def plan():
        trajecten = list(form.cleaned_data["traject"])
        dag = plan_groepsbijeenkomst(
            lichting,
            soort=Bijeenkomstsoort.TERUGKOMDAG,
            trajecten=trajecten,
            door=request.user,
            **form.waarden(),
        )
        gemaakt.append(dag)
        url = reverse("bijeenkomsten:uitnodigingen", args=[dag.pk])
        tekst = (
            f"Terugkomdag gepland, met {personen(len(trajecten))} op de lijst. Er ging nog geen bericht uit."
        )
        meld(request, tekst, url=url, link="Nodig hen uit")

    if verwerkt(request, form, plan):
        return redirect(gemaakt[0]) if gemaakt else redirect("terugkomdagen:lijst")
    return toon_groep(
        request,
        lichting,
        form,
        mensen,
        nu={traject.pk: _woorden(per_traject.get(traject.pk)) for traject in mensen},
        vooraf=set(nodig),
        kop="Terugkomdag",
        titel="Terugkomdag plannen",
        knop="Terugkomdag plannen",
        bijschrift="Voor wie? Aangekruist is wie binnen zes weken aan de beurt is en nog op geen lijst staat.",
        leeg="Er is nog niemand met een plaats in deze lichting.",
        tabs=[],
    )


def _woorden(dag):
    if dag is None:
        return "Niet binnen zes weken"
    rond = f"Rond {datum(dag.dag)}"
    return (
        f"{rond}; staat op de lijst van {datum(dag.op_lijst)}"
        if dag.op_lijst
        else f"{rond}; nog op geen lijst"
    )


def _voorstel(lichting, dagen):
    """The first due day, at the time and place of the last refresher day of this group; {} when either is not known."""
    laatste = (
        Bijeenkomst.objects.filter(lichting=lichting, soort=Bijeenkomstsoort.TERUGKOMDAG)
        .order_by("-begin", "-pk")
        .first()
    )
    eerst = min((dag.dag for dag in dagen), default=None)
    if laatste is None or eerst is None:
        return {}
    dag = max(eerst, timezone.localdate() + timedelta(days=1))
    dag = Reeksdag(Bijeenkomstsoort.TERUGKOMDAG, 1, dag).voorstel
    begin = timezone.make_aware(datetime.combine(dag, timezone.localtime(laatste.begin).time()))
    return {
        "begin": begin,
        "tot": timezone.localtime(laatste.eind).time(),
        "plaats": laatste.plaats,
        "online": laatste.online,
        "online_link": laatste.online_link,
    }
