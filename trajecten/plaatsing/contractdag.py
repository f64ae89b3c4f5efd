"""The first day of employment, as a column for a query about trajects."""

from django.db.models import OuterRef, Subquery

from trajecten.plaatsing.models import Plaatsing


def eerste_contractdag():
    """SQL: the start of the first paid contract of a traject, also when that is still to come; NULL without one."""
    return Subquery(
        Plaatsing.objects.contracten()
        .filter(traject=OuterRef("pk"))
        .order_by("start", "pk")
        .values("start")[:1]
    )
