"""Choosing a gemeente: those where somebody will call, under the names that people use."""

from django import forms
from django.utils import timezone

from partners.models import Gemeente

# How people call these; the official name stands behind it.
ROEPNAMEN = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}


class GemeenteVeld(forms.ChoiceField):
    """A list of the gemeenten in regions that have a coordinator. Gives the Gemeente, with its region.

    Filled for each form (`vul`): one query.
    """

    def vul(self, leeg):
        """Fetch the choices; `leeg` is the text of none chosen."""
        rijen = Gemeente.objects.geldig_op(timezone.localdate()).behandeld().select_related("regio")
        self.rijen = {str(gemeente.pk): gemeente for gemeente in rijen}
        namen = sorted((_roepnaam(gemeente.naam), pk) for pk, gemeente in self.rijen.items())
        self.choices = [("", leeg), *[(pk, naam) for naam, pk in namen]]

    def clean(self, value):
        return self.rijen.get(super().clean(value))


def _roepnaam(naam):
    return f"{ROEPNAMEN[naam]} ({naam})" if naam in ROEPNAMEN else naam
