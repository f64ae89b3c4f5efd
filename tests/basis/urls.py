"""The pages on which basis/ is tested: a form that is sent once, and a page that writes where it may not."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path
from django.views.decorators.cache import cache_control

from basis.concepten import verwijder_concept, zet_concept
from basis.inzendingen import eenmalig
from basis.models import Concept
from config.urls import urlpatterns as echte_adressen
from tests.basis.proef import Kaart

SLEUTEL = "proef.kaart:1"


PAGINA = """{% extends "basis.html" %}{% load formuliertags %}
{% block titel %}Proef{% endblock titel %}
{% block inhoud %}<h1>Proef</h1>{% if form %}{% formulier form "Kaart opslaan" %}{% endif %}{% endblock inhoud %}
"""


class ProefForm(forms.Form):
    titel = forms.CharField(max_length=10)
    op = forms.DateField(required=False)
    klaar = forms.BooleanField(required=False)
    soorten = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


def toon(request, form=None):
    return HttpResponse(engines["django"].from_string(PAGINA).render({"form": form}, request))


def formulier(request):
    form = ProefForm(request.POST or None)
    zet_concept(form, gebruiker=request.user, sleutel=SLEUTEL)
    if form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                Kaart.objects.create(nummer=Kaart.objects.count() + 1, titel=form.cleaned_data["titel"])
                verwijder_concept(request.user, SLEUTEL)
                inzending.naar = "/klaar/"
        return redirect(inzending.naar)
    return toon(request, form)


@login_not_required
def openbaar(request):
    return HttpResponse("voor iedereen")


def schrijft(request):
    Concept.objects.all().delete()
    return HttpResponse("geschreven")


def leest(request):
    request.session["teller"] = request.session.get("teller", 0) + 1
    request.session.save()
    return HttpResponse(str(Concept.objects.count()))


@cache_control(max_age=60, private=True)
def eigen_kop(request):
    return HttpResponse("mag even bewaard worden")


urlpatterns = [
    path("formulier/", formulier, name="formulier"),
    path("klaar/", toon, name="klaar"),
    path("openbaar/", openbaar, name="openbaar"),
    path("schrijft/", schrijft, name="schrijft"),
    path("leest/", leest, name="leest"),
    path("eigen-kop/", eigen_kop, name="eigen_kop"),
    *echte_adressen,
]
