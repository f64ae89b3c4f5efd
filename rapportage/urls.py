"""Addresses of lists, work pages and figures."""

from django.urls import path

from rapportage import views_cijfers, views_dekking, views_kandidaten, views_weergaven, views_werk

app_name = "rapportage"

urlpatterns = [
    path("vandaag/", views_werk.vandaag, name="vandaag"),
    path("kandidaten/", views_kandidaten.kandidaten, name="kandidaten"),
    path("kandidaten/weergaven/", views_weergaven.weergaven, name="weergaven"),
    path("kandidaten/weergaven/nieuw/", views_weergaven.weergave_nieuw, name="weergave_nieuw"),
    path("kandidaten/weergaven/<int:pk>/", views_weergaven.weergave, name="weergave"),
    path(
        "kandidaten/weergaven/<int:pk>/verwijderen/",
        views_weergaven.weergave_verwijderen,
        name="weergave_verwijderen",
    ),
    path("mijn-week/", views_werk.mijn_week, name="mijn_week"),
    path("vandaag/te-laat/", views_dekking.te_laat, name="te_laat"),
    path("mijn-groepen/", views_werk.mijn_groepen, name="mijn_groepen"),
    path("mijn-team/", views_werk.mijn_team, name="mijn_team"),
    path("mijn-verwijzingen/", views_werk.mijn_verwijzingen, name="mijn_verwijzingen"),
    path("cijfers/", views_cijfers.cijfers, name="cijfers"),
    path("cijfers/begeleiding/dekking/", views_dekking.dekking, name="dekking"),
    path("cijfers/begeleiding/dekking/mensen/", views_dekking.dekking_mensen, name="dekking_mensen"),
    path("cijfers/<str:code>/", views_cijfers.cijfers_programma, name="cijfers_programma"),
]
