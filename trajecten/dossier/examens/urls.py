"""Addresses of the exams of cohorts, below examens/."""

from django.urls import path

from trajecten.dossier.examens import views, views_uitslagen

app_name = "examens"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("lichting/<int:pk>/", views.lichting, name="lichting"),
    path("lichting/<int:pk>/plannen/", views.plannen, name="plannen"),
    path("lichting/<int:pk>/klaar/", views.klaar, name="klaar"),
    path("lichting/<int:pk>/uitslagen/", views_uitslagen.uitslagen, name="uitslagen"),
    path("lichting/<int:pk>/diplomas/", views.diplomas, name="diplomas"),
]
