"""Closed lists of training. No database."""

from django.db.models import TextChoices


class Examenuitslag(TextChoices):
    GESLAAGD = "geslaagd", "Geslaagd"
    GEZAKT = "gezakt", "Gezakt"
    NIET_VERSCHENEN = "niet_verschenen", "Niet verschenen"


class Certificaatsoort(TextChoices):
    DIPLOMA = "diploma", "Diploma"
    CERTIFICAAT = "certificaat", "Certificaat"
    DEELCERTIFICAAT = "deelcertificaat", "Deelcertificaat"
