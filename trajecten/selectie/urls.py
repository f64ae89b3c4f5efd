"""Addresses of selection, below selectie/."""

from django.urls import path

from trajecten.selectie import (
    views,
    views_afwijzing,
    views_beoordelaars,
    views_bijeenkomst,
    views_kandidaat,
    views_nodig,
    views_scores,
)

app_name = "selectie"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("programma/<int:pk>/", views.indelen, name="indelen"),
    path("ronde/<int:pk>/", views.ronde, name="ronde"),
    path("ronde/<int:pk>/controle/", views.controle, name="controle"),
    path("ronde/<int:pk>/besluiten/", views.besluiten, name="besluiten"),
    path("ronde/<int:pk>/ongedaan/<int:moment>/", views.ongedaan, name="ongedaan"),
    path("ronde/<int:pk>/afwijzingen/", views_afwijzing.afwijzingen, name="afwijzingen"),
    path("ronde/<int:pk>/beoordelaars/", views_beoordelaars.beoordelaars, name="beoordelaars"),
    path("ronde/<int:pk>/beoordelaars/weg/", views_beoordelaars.naam_weg, name="naam_weg"),
    path("ronde/<int:pk>/nodig/", views_nodig.nodig, name="nodig"),
    path("ronde/<int:pk>/bijeenkomst/", views_bijeenkomst.bijeenkomst, name="bijeenkomst"),
    path("ronde/<int:pk>/aanwezigheid/", views_bijeenkomst.aanwezigheid, name="aanwezigheid"),
    path("ronde/<int:pk>/kandidaat/<str:dossiernummer>/", views_kandidaat.kandidaat, name="kandidaat"),
    path("ronde/<int:pk>/kandidaat/<str:dossiernummer>/scores/", views_scores.scores, name="scores"),
    path("ronde/<int:pk>/kandidaat/<str:dossiernummer>/uitkomst/", views_kandidaat.uitkomst, name="uitkomst"),
    path("ronde/<int:pk>/kandidaat/<str:dossiernummer>/verteld/", views_afwijzing.verteld, name="verteld"),
    path(
        "ronde/<int:pk>/kandidaat/<str:dossiernummer>/terugdraaien/",
        views_kandidaat.terugdraaien,
        name="terugdraaien",
    ),
]
