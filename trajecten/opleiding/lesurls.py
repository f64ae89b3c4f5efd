"""Addresses of the lessons of a cohort, below lichtingen/."""

from django.urls import path

from trajecten.opleiding import views_raster, views_rooster

app_name = "lessen"
urlpatterns = [
    path("<int:pk>/lesrooster/", views_rooster.rooster, name="rooster"),
    path("<int:pk>/lesrooster/maken/", views_rooster.maken, name="maken"),
    path("<int:pk>/lesrooster/modules/", views_rooster.modules, name="modules"),
    path("<int:pk>/lesrooster/afdruk/", views_rooster.afdruk, name="afdruk"),
    path("<int:pk>/aanwezigheid/", views_raster.aanwezigheid, name="aanwezigheid"),
]
