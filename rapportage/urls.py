"""Addresses of lists, work pages and figures."""

from django.urls import path

from rapportage import (
    views_agenda,
    views_caseload,
    views_cijfers,
    views_dekking,
    views_instellingen,
    views_kandidaten,
    views_school,
    views_signalen,
    views_weergaven,
    views_werk,
)

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
    path("signalen/", views_signalen.signalen, name="signalen"),
    path("signalen/uitleg/", views_signalen.signalen_uitleg, name="signalen_uitleg"),
    path("caseload/", views_caseload.caseload, name="caseload"),
    path("caseload/mensen/", views_caseload.caseload_mensen, name="caseload_mensen"),
    path("agenda/", views_agenda.agenda, name="agenda"),
    path("agenda/koppelen/", views_agenda.koppelen, name="agenda_koppelen"),
    path("agenda/koppelen/intrekken/", views_agenda.intrekken, name="agenda_intrekken"),
    path("agenda/afspraak/<uuid:uid>.ics", views_agenda.afspraak, name="agenda_afspraak"),
    path("agenda/feed/<str:sleutel>.ics", views_agenda.feed, name="agendafeed"),
    path("instellingen/", views_instellingen.instellingen, name="instellingen"),
    path("mijn-week/", views_werk.mijn_week, name="mijn_week"),
    path("vandaag/te-laat/", views_dekking.te_laat, name="te_laat"),
    path("school/", views_school.school, name="school"),
    path("mijn-groepen/", views_werk.mijn_groepen, name="mijn_groepen"),
    path("mijn-team/", views_werk.mijn_team, name="mijn_team"),
    path("mijn-verwijzingen/", views_werk.mijn_verwijzingen, name="mijn_verwijzingen"),
    path("cijfers/", views_cijfers.cijfers, name="cijfers"),
    path("cijfers/begeleiding/dekking/", views_dekking.dekking, name="dekking"),
    path("cijfers/begeleiding/dekking/mensen/", views_dekking.dekking_mensen, name="dekking_mensen"),
    path("cijfers/<str:code>/", views_cijfers.cijfers_programma, name="cijfers_programma"),
]
