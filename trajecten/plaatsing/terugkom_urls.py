"""Addresses of refresher days per person, below terugkomdagen/."""

from django.urls import path

from trajecten.plaatsing import views_terugkom

app_name = "terugkomdagen"

urlpatterns = [
    path("", views_terugkom.lijst, name="lijst"),
    path("lichting/<int:pk>/", views_terugkom.plannen, name="plannen"),
]
