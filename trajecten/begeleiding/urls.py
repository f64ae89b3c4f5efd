"""Addresses of coaching, under dossier/."""

from django.urls import path

from trajecten.begeleiding import (
    views,
    views_correcties,
    views_doelen,
    views_functioneren,
    views_schema,
    views_scores,
)

app_name = "begeleiding"

_TRAJECT = "<str:dossiernummer>/traject/<int:volgnummer>/"

urlpatterns = [
    path(f"{_TRAJECT}gesprek/", views.gesprek_nieuw, name="gesprek_nieuw"),
    path(f"{_TRAJECT}notities/", views.notities, name="notities"),
    path("<str:dossiernummer>/gesprek/<int:pk>/", views.gesprek, name="gesprek"),
    path("<str:dossiernummer>/gesprek/<int:pk>/wijzigen/", views.gesprek_wijzigen, name="gesprek_wijzigen"),
    path("<str:dossiernummer>/gesprek/<int:pk>/notities/", views.gesprek_notities, name="gesprek_notities"),
    path(
        "<str:dossiernummer>/gesprek/<int:pk>/intrekken/",
        views_correcties.intrekken,
        name="gesprek_intrekken",
    ),
    path(
        "<str:dossiernummer>/gesprek/<int:pk>/terugzetten/",
        views_correcties.terugzetten,
        name="gesprek_terugzetten",
    ),
    path(f"{_TRAJECT}scores/", views_scores.scores, name="scores"),
    path(f"{_TRAJECT}schema/", views_schema.schema, name="schema"),
    path(f"{_TRAJECT}schema/aanpassen/", views_schema.aanpassen, name="schema_aanpassen"),
    path(
        "<str:dossiernummer>/begeleidingsafspraak/<int:pk>/stoppen/",
        views_schema.stoppen,
        name="afspraak_stoppen",
    ),
    path(
        "<str:dossiernummer>/begeleidingsafspraak/<int:pk>/hervatten/",
        views_schema.hervatten,
        name="afspraak_hervatten",
    ),
    path(f"{_TRAJECT}doelen/", views_doelen.doelen, name="doelen"),
    path(f"{_TRAJECT}doelen/nieuw/", views_doelen.doel_nieuw, name="doel_nieuw"),
    path(f"{_TRAJECT}acties/nieuw/", views_doelen.actie_nieuw, name="actie_nieuw"),
    path(f"{_TRAJECT}begeleiding/", views_doelen.keuze, name="keuze"),
    path("<str:dossiernummer>/doel/<int:pk>/bereikt/", views_doelen.doel_bereikt, name="doel_bereikt"),
    path("<str:dossiernummer>/actie/<int:pk>/gedaan/", views_doelen.actie_gedaan, name="actie_gedaan"),
    path("<str:dossiernummer>/actie/<int:pk>/open/", views_doelen.actie_open, name="actie_open"),
    path(f"{_TRAJECT}functioneren/", views_functioneren.lijst, name="functioneren"),
    path(f"{_TRAJECT}functioneren/nieuw/", views_functioneren.nieuw, name="functioneren_nieuw"),
    path(
        "<str:dossiernummer>/functioneren/<int:pk>/wijzigen/",
        views_functioneren.wijzigen,
        name="functioneren_wijzigen",
    ),
]
