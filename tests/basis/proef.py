"""Models and pages that exist only to test basis/. Their app label is not installed, so no migration sees them."""

from django import forms
from django.db import models

from basis.vergrendeling import VersieFormulierMixin, VersieModel
from basis.versleuteling import VersleuteldJsonVeld, VersleuteldTekstVeld


class Geheim(models.Model):
    nummer = models.IntegerField(primary_key=True)
    tekst = VersleuteldTekstVeld("tekst", blank=True, null=True, max_length=1000)
    gegevens = VersleuteldJsonVeld(null=True, blank=True)

    class Meta:
        app_label = "proef"

    def __str__(self):
        return str(self.nummer)


class Kaart(VersieModel):
    nummer = models.IntegerField(primary_key=True)
    titel = models.CharField("titel", max_length=50)
    kleur = models.CharField("kleur", max_length=10, choices=[("r", "Rood"), ("b", "Blauw")], default="r")
    klaar = models.BooleanField("klaar", default=False)
    op = models.DateField("op", null=True, blank=True)
    geheim = VersleuteldTekstVeld("geheim", blank=True, max_length=20)

    class Meta:
        app_label = "proef"

    def __str__(self):
        return str(self.nummer)


class KaartForm(VersieFormulierMixin, forms.ModelForm):
    class Meta:
        model = Kaart
        fields = ["titel", "kleur", "klaar", "op", "geheim"]


MODELLEN = [Geheim, Kaart]


def maak_tabellen(verbinding):
    """Plain tables without foreign keys, so that emptying the real tables is never refused."""
    citeer = verbinding.ops.quote_name
    with verbinding.cursor() as cursor:
        for model in MODELLEN:
            kolommen = [
                f"{citeer(veld.column)} {veld.db_type(verbinding)} {'PRIMARY KEY' if veld.primary_key else ''}"
                for veld in model._meta.local_concrete_fields
            ]
            cursor.execute(f"CREATE TABLE {citeer(model._meta.db_table)} ({', '.join(kolommen)})")
