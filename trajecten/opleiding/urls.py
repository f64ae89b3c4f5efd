"""Addresses of training, under dossier/."""

from django.urls import path

from trajecten.opleiding import views

app_name = "opleiding"

_TRAJECT = "<str:dossiernummer>/traject/<int:volgnummer>/"

urlpatterns = [
    path(f"{_TRAJECT}examen/", views.examen_nieuw, name="examen_nieuw"),
    path("<str:dossiernummer>/examen/<int:pk>/uitslag/", views.uitslag, name="uitslag"),
    path(f"{_TRAJECT}certificaat/", views.certificaat_nieuw, name="certificaat_nieuw"),
    path(
        "<str:dossiernummer>/certificaat/<int:pk>/intrekken/",
        views.certificaat_intrekken,
        name="certificaat_intrekken",
    ),
]
