"""Rules that are fixed, as text on the programme page of the admin."""

from functools import cache

from django.utils.text import capfirst

from basis.beheer import Blok
from trajecten.programmaversies import staat_vast
from trajecten.programmawoorden import woorden

LEEG = "–"


def vast(programma) -> bool:
    """`staat_vast`, asked once per object: the admin wants to know it for every block."""
    if programma is None:
        return False
    if not hasattr(programma, "_vast"):
        programma._vast = staat_vast(programma)
    return programma._vast


@cache
def toon(model, naam):
    """A read-only column of the admin with the name, label and help text of the field, and its value in Dutch words."""
    veld = model._meta.get_field(naam)

    def waarde(rij):
        return woorden(rij, veld) or LEEG

    waarde.__name__ = naam
    naam_van = veld.related_model._meta.verbose_name_plural if veld.one_to_many else veld.verbose_name
    waarde.short_description = capfirst(naam_van)
    return waarde


class Regelblok(Blok):
    """Rows that are rules: to be changed until somebody is in the programme, and read after that."""

    velden = ()

    def _kolommen(self):
        return [toon(self.model, naam) for naam in self.velden]

    def get_fieldsets(self, request, obj=None):
        if vast(obj):
            return [(None, {"fields": self._kolommen()})]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request, obj=None):
        return self._kolommen() if vast(obj) else ()

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not vast(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not vast(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not vast(obj)
