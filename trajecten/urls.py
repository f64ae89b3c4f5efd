"""Addresses of cohorts, below lichtingen/."""

from django.urls import path

from trajecten import views, views_groep

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
    path("<int:pk>/uren/", views_groep.uren, name="lichting_uren"),
    path("<int:pk>/toewijzen/", views_groep.toewijzen, name="lichting_toewijzen"),
    path("<int:pk>/privacy/", views_groep.privacy, name="lichting_privacy"),
]
