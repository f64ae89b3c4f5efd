"""Addresses of the dossier and of putting somebody forward; nothing in them says who it is about (PRIV-02)."""

from django.urls import path

from trajecten.dossier import (
    views,
    views_aanmelden,
    views_caseload,
    views_contact,
    views_dubbel,
    views_gegevens,
    views_mijn_traject,
    views_samenvoegen,
    views_status,
    views_toestemming,
    views_toewijzen,
    views_verwijzen,
    views_zelf,
)
from trajecten.dossier.groep import views as views_groep

app_name = "dossier"

_DOSSIER = "dossier/<str:dossiernummer>/"
_TRAJECT = f"{_DOSSIER}traject/<int:volgnummer>/"

urlpatterns = [
    path("aanmelden/", views_zelf.aanmelden, name="aanmelden"),
    path("aanmelden/<str:code>/", views_zelf.aanmelden_programma, name="aanmelden_programma"),
    path("aanmelden/<str:code>/klaar/", views_zelf.aanmelden_klaar, name="aanmelden_klaar"),
    path("mijn-week/afwezig/", views_caseload.afwezig, name="afwezig"),
    path(
        "caseload/waarneming/<int:pk>/stoppen/", views_caseload.waarneming_stoppen, name="waarneming_stoppen"
    ),
    path("mijn-verwijzingen/aanmelden/", views_verwijzen.verwijzen, name="verwijzen"),
    path("kandidaten/nieuw/", views_aanmelden.nieuw, name="nieuw"),
    path("kandidaten/nieuw/gegevens/", views_aanmelden.nieuw_gegevens, name="nieuw_gegevens"),
    path("kandidaten/groep/", views_groep.groep, name="groep"),
    path("kandidaten/groep/<uuid:sleutel>/", views_groep.kiezen, name="groep_kiezen"),
    path("kandidaten/groep/<uuid:sleutel>/controle/", views_groep.controle, name="groep_controle"),
    path("kandidaten/groep/<uuid:sleutel>/uitkomst/", views_groep.uitkomst, name="groep_uitkomst"),
    path("kandidaten/groep/<uuid:sleutel>/ongedaan/", views_groep.ongedaan, name="groep_ongedaan"),
    path("kandidaten/dubbel/", views_dubbel.dubbel, name="dubbel"),
    path("kandidaten/dubbel/<int:pk>/voorleggen/", views_dubbel.dubbel_voorleggen, name="dubbel_voorleggen"),
    path("kandidaten/dubbel/<int:pk>/intrekken/", views_dubbel.dubbel_intrekken, name="dubbel_intrekken"),
    path(
        "kandidaten/dubbel/<int:pk>/twee-mensen/", views_dubbel.dubbel_twee_mensen, name="dubbel_twee_mensen"
    ),
    path("kandidaten/dubbel/<int:pk>/terug/", views_dubbel.dubbel_terug, name="dubbel_terug"),
    path(_DOSSIER, views.dossier, name="dossier"),
    path(f"{_DOSSIER}opnieuw/", views_aanmelden.opnieuw, name="opnieuw"),
    path(f"{_DOSSIER}gegevens/", views_gegevens.gegevens, name="gegevens"),
    path(f"{_DOSSIER}gegevens/<slug:onderwerp>/", views_gegevens.gegevens_wijzigen, name="gegevens_wijzigen"),
    path(f"{_DOSSIER}toestemming/<slug:doel>/", views_toestemming.toestemming, name="toestemming"),
    path(
        f"{_DOSSIER}toestemming/<slug:doel>/intrekken/",
        views_toestemming.toestemming_intrekken,
        name="toestemming_intrekken",
    ),
    path(f"{_DOSSIER}samenvoegen/", views_samenvoegen.samenvoegen_kies, name="samenvoegen_kies"),
    path(f"{_DOSSIER}samenvoegen/<str:ander>/", views_samenvoegen.samenvoegen, name="samenvoegen"),
    path(f"{_DOSSIER}samenvoeging/<int:pk>/", views_samenvoegen.samenvoeging, name="samenvoeging"),
    path(
        f"{_DOSSIER}samenvoeging/<int:pk>/ongedaan/",
        views_samenvoegen.samenvoeging_ongedaan,
        name="samenvoeging_ongedaan",
    ),
    path(f"{_DOSSIER}ondersteuning/", views_gegevens.ondersteuning, name="ondersteuning"),
    path(f"{_DOSSIER}ondersteuning/selectie/", views_gegevens.selectiehulp, name="selectiehulp"),
    path(f"{_DOSSIER}ondersteuning/doelgroep/", views_gegevens.doelgroep, name="doelgroep"),
    path(f"{_DOSSIER}inzage/", views.inzage, name="inzage"),
    path(f"{_DOSSIER}toewijzen/", views_toewijzen.toewijzen, name="toewijzen"),
    path(f"{_DOSSIER}toewijzen/<int:pk>/einde/", views_toewijzen.toewijzing_einde, name="toewijzing_einde"),
    path(f"{_DOSSIER}toewijzen/<int:pk>/gewicht/", views_caseload.gewicht, name="gewicht"),
    path(_TRAJECT, views.dossier, name="traject"),
    path(f"{_TRAJECT}afspraken/", views_gegevens.traject_wijzigen, name="traject_wijzigen"),
    path(f"{_TRAJECT}mijn-traject/", views_mijn_traject.mijn_traject, name="mijn_traject"),
    path(f"{_TRAJECT}uitkering/", views_gegevens.uitkering, name="uitkering"),
    path(f"{_TRAJECT}contact/", views_contact.contact, name="contact"),
    path(f"{_TRAJECT}contact/<int:pk>/terug/", views_contact.contact_terug, name="contact_terug"),
    path(f"{_TRAJECT}status/", views_status.status, name="status"),
    path(f"{_TRAJECT}status/<int:pk>/terug/", views_status.status_terug, name="status_terug"),
    path(f"{_TRAJECT}vergissing/", views_status.vergissing, name="vergissing"),
]
