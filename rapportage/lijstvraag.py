"""One question to the candidate list, as its address puts it: scope, search, filters and order.

The screen, an export and a group action ask the same question, so that they speak about the same people.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from kandidaten.bereik import Bereik, bereik_van
from rapportage import kandidatenlijst
from rapportage.forms import KandidatenFilter
from rapportage.kandidatenlijst import (
    ALLES,
    SORTERINGEN,
    bereiken_van,
    kandidaten_van,
    overgedragen_aan,
    tel,
)
from rapportage.lijstfilters import OVER_TRAJECT, filter_lijst, tel_keuzes
from rapportage.lijstkeuzes import Keuzes, keuzes_van

BEREIK, SORTEER, ZOEK = "bereik", "sorteer", "q"


@dataclass
class Lijstvraag:
    """Read by `lees_lijstvraag`. `gekozen`: the filters that are on; `welke`: the scope."""

    gebruiker: object
    bereik: Bereik
    keuzes: Keuzes
    filters: KandidatenFilter
    bereiken: list
    welke: str
    q: str
    gekozen: dict
    gevraagde_volgorde: str
    aantal: int = 0  # of everybody found; HOOGSTENS + 1 when there are more

    @cached_property
    def basis(self):
        """Scope and search, not filtered yet."""
        return kandidaten_van(self.gebruiker, self.bereik, self.welke, self.q)

    @cached_property
    def gevonden(self):
        """Everybody in the list, unordered. Who was handed over is in it until a filter asks about her traject."""
        gevonden = filter_lijst(self.basis, **self.gekozen)
        if self._met_overgedragen:
            oud = overgedragen_aan(self.gebruiker, self.bereik, self.welke, self.q)
            gevonden = gevonden | filter_lijst(oud, **self.gekozen)
        return gevonden

    @property
    def _met_overgedragen(self):
        return bool(self.bereik.overgedragen) and not OVER_TRAJECT & self.gekozen.keys()

    def tel(self):
        """Count the list and what each filter leaves, up to HOOGSTENS people; at most two queries (three with an
        old caseload)."""
        in_basis = tel(self.basis)
        if in_basis <= kandidatenlijst.HOOGSTENS:
            telling = tel_keuzes(
                self.basis,
                self.gekozen,
                self.keuzes.programmacodes,
                met_coach="coach" in self.filters.fields,
            )
            self.filters.zet_aantallen(telling.per_keuze)
            self.aantal = tel(self.gevonden) if self._met_overgedragen else telling.totaal
        else:
            self.aantal = tel(self.gevonden) if self.gekozen else in_basis

    @property
    def veel(self):
        return self.aantal > kandidatenlijst.HOOGSTENS

    @property
    def sorteer(self):
        """The order of the list; by status only as far as it is counted, since every row must be looked at."""
        te_veel = self.veel and self.gevraagde_volgorde.lstrip("-") == "status"
        return "naam" if te_veel else self.gevraagde_volgorde

    @property
    def vraag(self):
        """The query string of this list, without search text and page: what a saved view keeps."""
        return self.adres(zonder=ZOEK).removeprefix("?")

    @property
    def gefilterd(self):
        return bool(self.q or self.gekozen)

    def adres(self, *, zonder="", **anders):
        """The address ("?...") of this list, from its first page, without one filter or with another value for one."""
        delen = {BEREIK: self.welke, ZOEK: self.q, **self.gekozen, SORTEER: self.gevraagde_volgorde} | anders
        if delen[SORTEER] == "naam":
            del delen[SORTEER]
        return "?" + urlencode({naam: w for naam, w in delen.items() if w and naam != zonder})

    @property
    def te_bewaren(self):
        """Is this more than the list as it comes, and not saved yet?"""
        bewaard = {weergave["vraag"] for weergave in self.keuzes.weergaven}
        gewoon = self.welke == self.bereiken[0][0] and self.gevraagde_volgorde == "naam" and not self.gekozen
        return not gewoon and self.vraag not in bewaard

    @property
    def wis(self):
        """The address of this scope without search and filters."""
        return f"?{urlencode({BEREIK: self.welke})}"

    def woorden(self):
        """What is on, in words: (name for the address, label, value) of the search and each filter."""
        zoek = [(ZOEK, "Zoek", self.q)] if self.q else []
        return zoek + [(naam, *self.filters.woord(naam)) for naam in self.gekozen]


def lees_lijstvraag(gebruiker, data) -> Lijstvraag:
    """What this user asks with these GET data; two queries. What cannot be read counts as not asked.

    Without a scope she gets her own list; who searches from the top of a page looks in all she may see.
    """
    bereik = bereik_van(gebruiker)
    keuzes = keuzes_van(gebruiker, bereik)
    filters = KandidatenFilter(data, gebruiker=gebruiker, keuzes=keuzes)
    gekozen = filters.gekozen()
    q = filters.cleaned_data.get(ZOEK, "")
    bereiken = bereiken_van(gebruiker, bereik)
    mogelijk = [waarde for waarde, _ in bereiken]
    anders = ALLES if q and ALLES in mogelijk else mogelijk[0]
    welke = data.get(BEREIK) if data.get(BEREIK) in mogelijk else anders
    sorteer = data.get(SORTEER) if data.get(SORTEER) in SORTERINGEN else "naam"
    filters.onthoud(**{BEREIK: welke, SORTEER: sorteer})
    return Lijstvraag(
        gebruiker=gebruiker,
        bereik=bereik,
        keuzes=keuzes,
        filters=filters,
        bereiken=bereiken,
        welke=welke,
        q=q,
        gekozen=gekozen,
        gevraagde_volgorde=sorteer,
    )
