"""Addresses of meetings and messages. Nothing in them says who it is about (PRIV-02)."""

from django.urls import path

from trajecten import views_bericht, views_bijeenkomst

app_name = "bijeenkomsten"
_EEN = "selectie/bijeenkomsten/<int:pk>/"
_BERICHT = "dossier/<str:dossiernummer>/bericht/<int:pk>/"
urlpatterns = [
    path("selectie/bijeenkomsten/", views_bijeenkomst.bijeenkomsten, name="lijst"),
    path("selectie/berichten/", views_bericht.berichten, name="berichten"),
    path(_EEN, views_bijeenkomst.bijeenkomst, name="bijeenkomst"),
    path(f"{_EEN}uitnodigingen/", views_bijeenkomst.uitnodigingen, name="uitnodigingen"),
    path(f"{_EEN}wijzigen/", views_bijeenkomst.wijzigen, name="wijzigen"),
    path(f"{_EEN}afgelasten/", views_bijeenkomst.afgelasten, name="afgelasten"),
    path(f"{_EEN}afdruk/", views_bijeenkomst.afdruk, name="afdruk"),
    path(_BERICHT, views_bericht.bericht, name="bericht"),
    path(f"{_BERICHT}doorgegeven/", views_bericht.doorgegeven, name="doorgegeven"),
    path(f"{_BERICHT}opnieuw/", views_bericht.opnieuw, name="opnieuw"),
    path(f"{_BERICHT}zelf/", views_bericht.zelf, name="zelf"),
]
