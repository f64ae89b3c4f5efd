"""Selections of talks and actions."""

from django.db.models import QuerySet

from trajecten.begeleiding.keuzes import Verloop
from trajecten.models import Traject


class GesprekQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def gevoerd(self):
        return self.filter(verloop=Verloop.GEVOERD)


class ActiepuntQuerySet(QuerySet):
    def open(self):
        return self.filter(gedaan_op=None)
