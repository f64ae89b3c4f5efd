"""What changed between two versions of a check-in, field by field, in words. No database."""

from dataclasses import dataclass

from basis.templatetags.componenten import datum
from trajecten.begeleiding.gespreksinhoud import INHOUD, SCORENAMEN

TEKSTEN = ("afspraken", "notitie")
_LABELS = {"afspraken": "Afgesproken", "notitie": "Notitie", "werkt_nog": "Nog aan het werk"}
_LEEG = {"volgende_datum": "niet afgesproken", "werkt_nog": "niet besproken"} | dict.fromkeys(
    SCORENAMEN, "niet besproken"
)


@dataclass(frozen=True)
class Verschil:
    """One field that changed: its name, what stood there and what came. Both "" where a text is not for this reader."""

    veld: str
    was: str = ""
    werd: str = ""

    @property
    def is_verborgen(self):
        return not self.was


@dataclass(frozen=True)
class Versie:
    """An earlier version with what the next one changed."""

    nummer: int
    op: object
    door: str
    verschillen: list


def eerdere_versies(gesprek, versies, *, met_tekst):
    """The Versies of a talk, newest first. `versies`: Gespreksversies with `door`, newest first.

    `met_tekst`: this reader may read the text; else she only reads that it changed.
    """
    uit, nieuwer = [], gesprek
    for versie in versies:
        uit.append(
            Versie(
                versie.nummer, versie.vervangen_op, versie.door.naam, _verschillen(versie, nieuwer, met_tekst)
            )
        )
        nieuwer = versie
    return uit


def _verschillen(oud, nieuw, met_tekst):
    uit = []
    for naam in INHOUD:
        if getattr(oud, naam) == getattr(nieuw, naam):
            continue
        label = _LABELS.get(naam, str(oud._meta.get_field(naam).verbose_name)).capitalize()
        if naam in TEKSTEN and not met_tekst:
            uit.append(Verschil(label))
        else:
            uit.append(Verschil(label, _woord(oud, naam), _woord(nieuw, naam)))
    return uit


def _woord(rij, naam):
    waarde = getattr(rij, naam)
    if waarde in (None, ""):
        return _LEEG.get(naam, "leeg")
    if naam in ("datum", "volgende_datum"):
        return datum(waarde)
    if naam == "werkt_nog":
        return "ja" if waarde else "nee"
    keuze = getattr(rij, f"get_{naam}_display", None)
    return str(keuze()) if keuze else str(waarde)
