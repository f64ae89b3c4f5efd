"""Addresses of imports, below inlezen/."""

from django.urls import path

from inlezen import views, views_aanleveren, views_controle, views_resultaat, views_rij, views_terugdraaien

app_name = "inlezen"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("aanleveren/", views_aanleveren.aanleveren, name="aanleveren"),
    path("<uuid:pk>/kolommen/", views.kolommen, name="kolommen"),
    path("<uuid:pk>/verwijderen/", views.verwijderen, name="verwijderen"),
    path("<uuid:pk>/controleren/", views_controle.controleren, name="controleren"),
    path("<uuid:pk>/rij/<int:rijnummer>/", views_rij.rij, name="rij"),
    path("<uuid:pk>/bevestigen/", views_controle.bevestigen, name="bevestigen"),
    path("<uuid:pk>/resultaat/", views_resultaat.resultaat, name="resultaat"),
    path("<uuid:pk>/stand/", views_resultaat.stand, name="stand"),
    path("<uuid:pk>/opnieuw/", views_resultaat.opnieuw, name="opnieuw"),
    path("<uuid:pk>/opnieuw/<int:rijnummer>/", views_resultaat.opnieuw_rij, name="opnieuw_rij"),
    path("<uuid:pk>/verder/", views_resultaat.verder, name="verder"),
    path("<uuid:pk>/terugdraaien/", views_terugdraaien.terugdraaien, name="terugdraaien"),
]
