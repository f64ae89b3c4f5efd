"""All addresses. A room is included here once it has its urls.py."""

from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.start, name="start"),
    path("account/", include("config.account_urls")),
    path("basis/", include("basis.urls")),
    path("beheer/", admin.site.urls),
    path("gezond/", views.gezond, name="gezond"),
    path("gezond/klaar/", views.gezond_klaar, name="gezond_klaar"),
    path("inlezen/", include("inlezen.urls")),
    path("lichtingen/", include("trajecten.urls")),
    path("lichtingen/", include("trajecten.opleiding.lesurls")),
    path("partners/", include("partners.urls")),
    path("programmas/", include("trajecten.programma_urls")),
    path("", include("trajecten.bijeenkomst_urls")),
    path("selectie/", include("trajecten.selectie.urls")),
    path("terugkomdagen/", include("trajecten.plaatsing.terugkom_urls")),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("examens/", include("trajecten.dossier.examens.urls")),
    path("dossier/", include("trajecten.plaatsing.urls")),
    path("dossier/", include("trajecten.begeleiding.urls")),
    path("dossier/", include("trajecten.opleiding.urls")),
    path("", include("trajecten.dossier.urls")),
    path("", include("rapportage.urls")),
]

handler429 = "config.views.te_vaak"  # allauth's rate limits ask for it; the others are Django's own
