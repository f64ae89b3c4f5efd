"""What hangs on a candidate, in whichever room, and how rows are written down so that they can be put back exactly.

The rows are found through the relations of Kandidaat itself, so a room above this one is moved along without being
known here. Nothing is deleted by cascade: what a merge forgets, the database refuses.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from kandidaten.models import Kandidaat


def relaties():
    """Every foreign key to Kandidaat, of all rooms; those with related_name "+" too. In a fixed order."""
    gevonden = [
        relatie.field
        for relatie in Kandidaat._meta.get_fields(include_hidden=True)
        if relatie.auto_created and not relatie.concrete and not relatie.many_to_many
    ]
    return sorted(gevonden, key=sleutel)


def sleutel(veld):
    """How a relation is called in the table of rules: "trajecten.Traject.kandidaat"."""
    return f"{veld.model._meta.label}.{veld.name}"


def kan_botsen(veld):
    """Can two rows that were fine apart break a rule of the database once they hang on one person?"""
    uniek = [c.fields for c in veld.model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    uniek += veld.model._meta.unique_together
    return veld.unique or any(veld.name in velden for velden in uniek)


def rijen(model):
    """All rows of a table, unordered and without the conditions of a manager."""
    return model._base_manager.order_by()


def naar_json(veld, waarde):
    """A value of a field as JSON can hold it, to the microsecond."""
    if waarde is None or isinstance(waarde, bool | int | float | str | list | dict):
        return waarde
    return waarde.isoformat() if hasattr(waarde, "isoformat") else str(waarde)


def uit_json(veld, waarde):
    """The value that `naar_json` was given."""
    return None if waarde is None else veld.to_python(waarde)


def velden_van(rij):
    """{column: value for JSON} of one row, whole."""
    return {v.attname: naar_json(v, getattr(rij, v.attname)) for v in rij._meta.concrete_fields}


def kolom(model, naam):
    """The field of a model by the name of its column in Python ("kandidaat_id" or "tot")."""
    return next(v for v in model._meta.concrete_fields if naam in (v.attname, v.name))


@dataclass
class Opname:
    """What a merge did, row by row; as JSON it is the momentopname of a Samenvoeging.

    `verplaatst`: {relation: numbers}. `gewijzigd`: [table, number, {column: [old, new]}]. `verwijderd`: [table, row].
    `gemaakt`: [table, row]. `stond_er`: {relation: numbers} that the one who stays had before. `velden`: {column:
    [old, new]} of the one who stays. `persoon`: the row of the one who went up. `erbij`: what her trajects' numbers
    went up by. `voorgelegd`: who of the two was put before the other region (name, number, region), as she was then.
    """

    van: int
    naar: int
    erbij: int = 0
    persoon: dict = field(default_factory=dict)
    velden: dict = field(default_factory=dict)
    verplaatst: dict = field(default_factory=dict)
    gewijzigd: list = field(default_factory=list)
    verwijderd: list = field(default_factory=list)
    gemaakt: list = field(default_factory=list)
    stond_er: dict = field(default_factory=dict)
    voorgelegd: dict = field(default_factory=dict)

    @classmethod
    def uit(cls, gegevens):
        return cls(**gegevens)

    def als_json(self):
        return dict(self.__dict__)

    # --- Forward --------------------------------------------------------------------------------------------------
    def verplaats(self, veld, alleen=None):
        """Hang the rows of one relation on the one who stays; `alleen`: of these rows (numbers)."""
        mee = rijen(veld.model).filter(**{veld.attname: self.van})
        if alleen is not None:
            mee = mee.filter(pk__in=alleen)
        pk = veld.model._meta.pk
        nummers = sorted(mee.values_list("pk", flat=True))
        if nummers:
            self.verplaatst[sleutel(veld)] = [naar_json(pk, nummer) for nummer in nummers]
            rijen(veld.model).filter(pk__in=nummers).update(**{veld.attname: self.naar})

    def wijzig(self, rij, **kolommen):
        """Write columns of one row, and write down what they were."""
        oud_nieuw = {
            naam: [
                naar_json(kolom(type(rij), naam), getattr(rij, naam)),
                naar_json(kolom(type(rij), naam), nieuw),
            ]
            for naam, nieuw in kolommen.items()
        }
        self.gewijzigd.append([rij._meta.label, naar_json(rij._meta.pk, rij.pk), oud_nieuw])
        rijen(type(rij)).filter(pk=rij.pk).update(**kolommen)
        for naam, nieuw in kolommen.items():
            setattr(rij, naam, nieuw)

    def verwijder(self, rij):
        """Take one row away, and write it down whole."""
        self.verwijderd.append([rij._meta.label, velden_van(rij)])
        weg(rij)

    def maak(self, rij):
        """Insert a row that goes again when the merge is taken back."""
        rij.save(force_insert=True)
        self.gemaakt.append([rij._meta.label, velden_van(rij)])

    # --- What is there now ----------------------------------------------------------------------------------------
    def onthoud(self, veld):
        """Write down which rows of this relation the one who stays had of her own."""
        eigen = rijen(veld.model).filter(**{veld.attname: self.naar}).values_list("pk", flat=True)
        self.stond_er[sleutel(veld)] = sorted(naar_json(veld.model._meta.pk, pk) for pk in eigen)


def weg(rij):
    """Delete one row and nothing else: what still points at it makes the database refuse."""
    rijen(type(rij)).filter(pk=rij.pk)._raw_delete(rij._state.db)


def herstel(label, gegevens):
    """Insert a row as `velden_van` wrote it down, with its own number."""
    model = apps.get_model(label)
    waarden = {
        v.attname: uit_json(v, gegevens[v.attname]) if v.attname in gegevens else v.get_default()
        for v in model._meta.concrete_fields  # a column that came after the merge has its default
    }
    return model._base_manager.bulk_create([model(**waarden)])[0]
