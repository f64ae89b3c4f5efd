"""Closed lists of partners. No database."""

from django.db.models import TextChoices


class Partnersoort(TextChoices):
    UWV = "uwv", "UWV"
    GEMEENTE = "gemeente", "Gemeente"
    WERKGEVERSSERVICEPUNT = "werkgeversservicepunt", "Werkgeversservicepunt"
    WERKCENTRUM = "werkcentrum", "Werkcentrum"
    SAMENWERKINGSVERBAND = "samenwerkingsverband", "Samenwerkingsverband"
    UITZENDBUREAU = "uitzendbureau", "Uitzendbureau"
    OPLEIDER = "opleider", "Opleider"
    WERKGEVER = "werkgever", "Werkgever"
    BELANGENORGANISATIE = "belangenorganisatie", "Belangenorganisatie"
