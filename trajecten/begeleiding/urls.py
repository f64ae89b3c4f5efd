"""Addresses of coaching, under dossier/."""

from django.urls import path

from trajecten.begeleiding import (
    views,
    views_buddy,
    views_correcties,
    views_doelen,
    views_functioneren,
    views_overdracht,
    views_schema,
    views_scores,
    views_signalen,
    views_sjablonen,
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
    path(
        "<str:dossiernummer>/overdracht/",
        views_overdracht.overdracht_voorbereiden,
        name="overdracht_voorbereiden",
    ),
    path("<str:dossiernummer>/overdracht/<int:pk>/", views_overdracht.overdracht, name="overdracht"),
    path(
        "<str:dossiernummer>/overdracht/<int:pk>/gelezen/",
        views_overdracht.overdracht_gelezen,
        name="overdracht_gelezen",
    ),
    path(f"{_TRAJECT}doelen/", views_doelen.doelen, name="doelen"),
    path(f"{_TRAJECT}doelen/nieuw/", views_doelen.doel_nieuw, name="doel_nieuw"),
    path(f"{_TRAJECT}doelen/kiezen/", views_sjablonen.doel_kiezen, name="doel_kiezen"),
    path(f"{_TRAJECT}acties/nieuw/", views_doelen.actie_nieuw, name="actie_nieuw"),
    path(f"{_TRAJECT}buddy/", views_buddy.buddys, name="buddys"),
    path(f"{_TRAJECT}buddy/kiezen/", views_buddy.buddy_kiezen, name="buddy_kiezen"),
    path("<str:dossiernummer>/buddy/<int:pk>/wijzigen/", views_buddy.buddy_wijzigen, name="buddy_wijzigen"),
    path("<str:dossiernummer>/buddy/<int:pk>/einde/", views_buddy.buddy_einde, name="buddy_einde"),
    path("<str:dossiernummer>/buddy/<int:pk>/terug/", views_buddy.buddy_terug, name="buddy_terug"),
    path(f"{_TRAJECT}begeleiding/", views_doelen.keuze, name="keuze"),
    path("<str:dossiernummer>/doel/<int:pk>/bereikt/", views_doelen.doel_bereikt, name="doel_bereikt"),
    path("<str:dossiernummer>/doel/<int:pk>/wijzigen/", views_doelen.doel_wijzigen, name="doel_wijzigen"),
    path("<str:dossiernummer>/doel/<int:pk>/stoppen/", views_doelen.doel_stoppen, name="doel_stoppen"),
    path("<str:dossiernummer>/doel/<int:pk>/open/", views_doelen.doel_open, name="doel_open"),
    path("<str:dossiernummer>/actie/<int:pk>/wijzigen/", views_doelen.actie_wijzigen, name="actie_wijzigen"),
    path("<str:dossiernummer>/actie/<int:pk>/gedaan/", views_doelen.actie_gedaan, name="actie_gedaan"),
    path("<str:dossiernummer>/actie/<int:pk>/open/", views_doelen.actie_open, name="actie_open"),
    path(f"{_TRAJECT}signalen/", views_signalen.signalen, name="signalen"),
    path(f"{_TRAJECT}signalen/<str:kenmerk>/", views_signalen.signaal, name="signaal"),
    path(f"{_TRAJECT}signalen/<str:kenmerk>/open/", views_signalen.signaal_open, name="signaal_open"),
    path(f"{_TRAJECT}functioneren/", views_functioneren.lijst, name="functioneren"),
    path(f"{_TRAJECT}functioneren/nieuw/", views_functioneren.nieuw, name="functioneren_nieuw"),
    path(
        "<str:dossiernummer>/functioneren/<int:pk>/afdruk/",
        views_functioneren.afdruk,
        name="functioneren_afdruk",
    ),
    path(
        "<str:dossiernummer>/functioneren/<int:pk>/wijzigen/",
        views_functioneren.wijzigen,
        name="functioneren_wijzigen",
    ),
]
