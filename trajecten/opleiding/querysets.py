"""Selections of exams and certificates."""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate

from trajecten.models import Traject


class OpleidingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))


class ExamenQuerySet(OpleidingQuerySet):
    def open(self):
        """Attempts that still wait for a result."""
        return self.filter(uitslag="")

    def verwacht(self):
        """Open attempts that go on, with `wanneer`: the day, of the sitting where there is one, for that can be moved.

        Not those of a sitting that was called off: they wait for another day.
        """
        return (
            self.open()
            .filter(zitting__afgelast_op=None)
            .annotate(wanneer=Coalesce(TruncDate("zitting__begin"), "datum"))
        )


class CertificaatQuerySet(OpleidingQuerySet):
    def geldig(self):
        """What counts: not withdrawn as a mistake."""
        return self.filter(ingetrokken_op=None)
