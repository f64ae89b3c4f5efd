"""Selections of exams and certificates."""

from django.db.models import QuerySet

from trajecten.models import Traject


class OpleidingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))


class ExamenQuerySet(OpleidingQuerySet):
    def open(self):
        """Attempts that still wait for a result."""
        return self.filter(uitslag="")


class CertificaatQuerySet(OpleidingQuerySet):
    def geldig(self):
        """What counts: not withdrawn as a mistake."""
        return self.filter(ingetrokken_op=None)
