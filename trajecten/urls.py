"""Addresses of cohorts, below lichtingen/."""

from django.urls import path

from trajecten import views, views_afspraken, views_groep, views_groepsbijeenkomst, views_team, views_wissel

app_name = "trajecten"
urlpatterns = [
    path("", views.lichtingen, name="lichtingen"),
    path("nieuw/", views.lichting_nieuw, name="lichting_nieuw"),
    path("<int:pk>/", views.lichting, name="lichting"),
    path("<int:pk>/wijzigen/", views.lichting_wijzigen, name="lichting_wijzigen"),
    path("<int:pk>/start/", views.lichting_start, name="lichting_start"),
    path("<int:pk>/plaatsen/", views_groep.plaatsen, name="lichting_plaatsen"),
    path("<int:pk>/wachtlijst/", views_groep.naar_wachtlijst, name="lichting_wachtlijst"),
    path("<int:pk>/eruit/", views_groep.eruit, name="lichting_eruit"),
    path("<int:pk>/ongedaan/<str:stempel>/", views_groep.ongedaan, name="lichting_ongedaan"),
    path("<int:pk>/team/", views_team.team, name="lichting_team"),
    path("<int:pk>/bijeenkomsten/", views_groepsbijeenkomst.lijst, name="lichting_bijeenkomsten"),
    path("<int:pk>/bijeenkomsten/nieuw/", views_groepsbijeenkomst.nieuw, name="lichting_bijeenkomst_nieuw"),
    path("<int:pk>/bijeenkomsten/dagen/", views_groepsbijeenkomst.dagen, name="lichting_dagen"),
    path(
        "<int:pk>/bijeenkomsten/uitnodigen/", views_groepsbijeenkomst.uitnodigen, name="lichting_uitnodigen"
    ),
    path("<int:pk>/afspraken/", views_afspraken.afspraken, name="lichting_afspraken"),
    path("<int:pk>/verplaatsen/", views_wissel.verplaatsen, name="lichting_verplaatsen"),
    path("<int:pk>/instromen/", views_wissel.instromen, name="lichting_instromen"),
    path("<int:pk>/annuleren/", views_wissel.annuleren, name="lichting_annuleren"),
    path(
        "<int:pk>/annuleren/ongedaan/<str:stempel>/",
        views_wissel.annuleren_ongedaan,
        name="lichting_annuleren_ongedaan",
    ),
    path("<int:pk>/uren/", views_groep.uren, name="lichting_uren"),
    path("<int:pk>/toewijzen/", views_groep.toewijzen, name="lichting_toewijzen"),
    path("<int:pk>/voorwaarden/", views_groep.voorwaarden, name="lichting_voorwaarden"),
    path("<int:pk>/privacy/", views_groep.privacy, name="lichting_privacy"),
]
