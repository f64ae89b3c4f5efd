"""Addresses for scripts; people never see them."""

from django.urls import path

from basis import views

app_name = "basis"

urlpatterns = [
    path("concept/", views.concept, name="concept"),
    path("sessie/", views.sessie, name="sessie"),
]
