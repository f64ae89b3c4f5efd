from django.urls import path

from rapportage import views_cijfers

app_name = "rapportage"

urlpatterns = [
    path("cijfers/", views_cijfers.cijfers, name="cijfers"),
    path("cijfers/<str:code>/", views_cijfers.cijfers_programma, name="cijfers_programma"),
]
