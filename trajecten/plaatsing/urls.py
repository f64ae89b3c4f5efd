"""Addresses of work, under dossier/."""

from django.urls import path

from trajecten.plaatsing import views, views_groep, views_meten, views_werkplekken

app_name = "plaatsing"

_TRAJECT = "<str:dossiernummer>/traject/<int:volgnummer>/"
_PLAATSING = "<str:dossiernummer>/plaatsing/<int:pk>/"

urlpatterns = [
    path(f"{_TRAJECT}proefplaatsing/", views.proefplaatsing, name="proefplaatsing"),
    path(f"{_TRAJECT}contract/", views.contract, name="contract"),
    path(f"{_TRAJECT}meetmoment/<int:maanden>/", views.meetmoment, name="meetmoment"),
    path(f"{_TRAJECT}meetmoment/<int:maanden>/navraag/", views_meten.navraag, name="navraag"),
    path("meten/", views_meten.meten, name="meten"),
    path("meten/<int:pk>/", views_meten.meten_werkgever, name="meten_werkgever"),
    path(_PLAATSING, views.plaatsing, name="plaatsing"),
    path(f"{_PLAATSING}einde/", views.einde, name="einde"),
    path(f"{_PLAATSING}einde/terug/", views.einde_terug, name="einde_terug"),
    path(f"{_PLAATSING}terug/", views.terugdraaien, name="terugdraaien"),
    path(f"{_PLAATSING}no-riskpolis/", views.no_riskpolis, name="no_riskpolis"),
    path(
        "lichting/<int:pk>/proefplaatsing/",
        views_groep.lichting_proefplaatsing,
        name="lichting_proefplaatsing",
    ),
    path(
        "lichting/<int:pk>/werkplekken/", views_werkplekken.lichting_werkplekken, name="lichting_werkplekken"
    ),
    path("lichting/<int:pk>/contract/", views_groep.lichting_contract, name="lichting_contract"),
]
