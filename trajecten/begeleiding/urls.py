"""Addresses of coaching, under dossier/."""

from django.urls import path

from trajecten.begeleiding import views, views_doelen, views_functioneren, views_overdracht

app_name = "begeleiding"

_TRAJECT = "<str:dossiernummer>/traject/<int:volgnummer>/"

urlpatterns = [
    path(f"{_TRAJECT}gesprek/", views.gesprek_nieuw, name="gesprek_nieuw"),
    path(f"{_TRAJECT}notities/", views.notities, name="notities"),
    path("<str:dossiernummer>/gesprek/<int:pk>/", views.gesprek, name="gesprek"),
    path("<str:dossiernummer>/gesprek/<int:pk>/wijzigen/", views.gesprek_wijzigen, name="gesprek_wijzigen"),
    path("<str:dossiernummer>/gesprek/<int:pk>/notities/", views.gesprek_notities, name="gesprek_notities"),
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
