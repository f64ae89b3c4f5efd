"""Addresses of programmes to read, below programmas/."""

from django.urls import path

from trajecten import views_programma

app_name = "programmas"
urlpatterns = [
    path("", views_programma.programmas, name="lijst"),
    path("<str:code>/<int:versie>/", views_programma.programma, name="detail"),
]
