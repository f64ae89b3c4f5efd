"""What she saw in the search and said "Deze persoon is nieuw" about: the form does not ask it again (A11Y-06).

It goes along in the form, encrypted: nobody can add to it, and what was typed in the search cannot be read from it.
"""

import json
from dataclasses import dataclass, field
from datetime import date

from django.core.serializers.json import DjangoJSONEncoder

from basis.versleuteling import ontsleutel, versleutel
from kandidaten.dubbelen import GEBOORTEDATUM, NAAM, NAAM_EN_DATUM, Match, Sleutels, personen_bij

VELD = "al_gezien"
_SOORT = "dossier.gezien"  # so that no other encrypted value can stand in its place


@dataclass(frozen=True)
class Gezien:
    """The matches of one search: dossiernummer (or "elders") -> reasons; and by what was searched."""

    redenen: dict = field(default_factory=dict)
    gezocht: Sleutels = field(default_factory=Sleutels)

    def nog_te_vragen(self, gebruiker, matches, sleutels) -> list[Match]:
        """The matches that she did not see yet, or not for this reason. No query unless one is out of her scope.

        `sleutels`: of what is typed now. Who is in another region has no reasons: she counts as seen as long as
        nobody there is found by something that was not searched for.
        """
        return [m for m in matches if self._is_nieuw(gebruiker, m, sleutels)]

    def _is_nieuw(self, gebruiker, match, sleutels):
        if match.sleutel not in self.redenen:
            return True
        if match.zichtbaar:
            gezien = {*self.redenen[match.sleutel]}
            if {NAAM, GEBOORTEDATUM} <= gezien:
                gezien.add(NAAM_EN_DATUM)
            return not gezien.issuperset(match.redenen)
        erbij = sleutels.behalve(self.gezocht)
        return any(not m.zichtbaar for m in personen_bij(gebruiker, [erbij]).bij(erbij))


def onthoud_gezien(gebruiker, matches, gezocht) -> str:
    """The value for the hidden field of the form. `gezocht`: cleaned data of the search, by name of the field."""
    inhoud = {
        "soort": _SOORT,
        "gebruiker": gebruiker.pk,
        "redenen": {m.sleutel: m.redenen for m in matches},
        "gezocht": gezocht,
    }
    return versleutel(json.dumps(inhoud, cls=DjangoJSONEncoder)).decode()


def lees_gezien(gebruiker, waarde) -> Gezien:
    """What `onthoud_gezien` gave this user; anything else is as if she saw nobody."""
    try:
        inhoud = json.loads(ontsleutel(waarde or ""))
    except ValueError:  # OntsleutelMislukt is one
        return Gezien()
    if not isinstance(inhoud, dict) or (inhoud.get("soort"), inhoud.get("gebruiker")) != (
        _SOORT,
        gebruiker.pk,
    ):
        return Gezien()
    gezocht = inhoud["gezocht"]
    if gezocht.get("geboortedatum"):
        gezocht["geboortedatum"] = date.fromisoformat(gezocht["geboortedatum"])
    return Gezien(inhoud["redenen"], Sleutels.van(**gezocht))
