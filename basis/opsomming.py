"""A small table beside each row of a query, as one text ("2026-03-02|4;2026-03-09|2"): many people cost one query."""

from django.db.models import Aggregate, CharField, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat


class Opsomming(Aggregate):
    """The texts of the rows with a semicolon between them, in no particular order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ';')"
    output_field = CharField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def opsomming(rijen, sleutel, *velden):
    """Subquery: these fields of all rows as "a|b;a|b", or NULL without rows. For dates, numbers and codes only."""
    delen = []
    for veld in velden:
        delen += [Value("|"), Coalesce(Cast(veld, CharField()), Value(""))]
    tekst = Opsomming(Concat(*delen[1:], output_field=CharField()))
    return Subquery(rijen.order_by().values(sleutel).annotate(tekst=tekst).values("tekst"))


def rijen_uit(tekst):
    """The rows of an `opsomming`: lists of texts, in no particular order."""
    return [rij.split("|") for rij in tekst.split(";")] if tekst else []
