"""Addresses of the partner screens."""

from django.urls import path

from partners import views

app_name = "partners"

urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/wijzigen/", views.wijzigen, name="wijzigen"),
    path("<int:pk>/contactpersoon/", views.contactpersoon, name="contactpersoon_nieuw"),
    path("<int:pk>/contactpersoon/<int:deel_pk>/", views.contactpersoon, name="contactpersoon"),
    path("<int:pk>/vestiging/", views.vestiging, name="vestiging_nieuw"),
    path("<int:pk>/vestiging/<int:deel_pk>/", views.vestiging, name="vestiging"),
    path("<int:pk>/toezegging/", views.toezegging, name="toezegging_nieuw"),
    path("<int:pk>/toezegging/<int:deel_pk>/", views.toezegging, name="toezegging"),
]
