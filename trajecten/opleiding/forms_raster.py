"""What was chosen on the grid of attendance. Not a Django form: 250 selects are 250 cells that only differ in place."""

from trajecten.opleiding.raster import AANWEZIGHEDEN, WOORDEN

GEEN_KEUZE = "Kies een antwoord dat in de lijst staat."


class Rasterinvoer:
    """A POST of the grid, put into the cells of a Raster that this user may write; the rest of it is ignored.

    `fouten`: dicts with `tekst` and `doel`, for the summary above the form.
    """

    def __init__(self, raster, data):
        self.raster = raster
        self.cellen = raster.cellen()
        self.fouten = []
        getoond = dict(deel.split(":") for deel in data.get("gezien", "").split(",") if deel.count(":") == 1)
        self.gezien = {}
        for nummer, cel in self.cellen.items():
            code, was = data.get(f"c{nummer}"), getoond.get(str(nummer))
            if code is None or was not in AANWEZIGHEDEN:
                continue  # who came on the list after the page was made
            self.gezien[nummer] = was
            if code in cel.opties or code == was:
                cel.code = code
            else:
                self.zeg(cel, GEEN_KEUZE)

    def zet_iedereen(self, les):
        """Everybody of whom nothing is chosen yet at this lesson is put on present; nothing is saved. How many."""
        raak = [
            cel
            for cel in self.cellen.values()
            if str(cel.deelname.bijeenkomst_id) == les and cel.code == "u" and "a" in cel.opties
        ]
        for cel in raak:
            cel.code = "a"
        return len(raak)

    def keuzes(self):
        """{Deelname: Aanwezigheid} as it was chosen."""
        return {self.cellen[n].deelname: AANWEZIGHEDEN[self.cellen[n].code] for n in self.gezien}

    def getoond(self):
        """{Deelname: Aanwezigheid} as the page showed it."""
        return {self.cellen[n].deelname: AANWEZIGHEDEN[was] for n, was in self.gezien.items()}

    def toon_weer(self):
        """The page is shown again: cells keep what it was made from, so that a change in between is still noticed."""
        for nummer, was in self.gezien.items():
            self.cellen[nummer].gezien = was

    def zeg(self, cel, zin):
        """Put a sentence at one cell, and above the form with whom and when it is about."""
        cel.fout = zin
        self.fouten.append({"tekst": f"{naam_van(cel)}: {zin}", "doel": f"c{cel.deelname.pk}"})

    def zeg_botsing(self, deelname, nu):
        """A colleague chose `nu` (code) meanwhile: the cell keeps what this user chose, and now starts from `nu`."""
        cel = self.cellen[deelname.pk]
        cel.gezien = nu
        self.zeg(
            cel,
            f"Een collega koos intussen ‘{WOORDEN[nu]}’. U koos ‘{WOORDEN[cel.code]}’. "
            "Bewaar nog eens, of kies opnieuw.",
        )


def naam_van(cel):
    """Who and when: "Jansen, Els, dinsdag 3 maart"."""
    kolom = cel.kolom
    return f"{cel.deelname.traject.kandidaat.lijstnaam}, {kolom.lange_dag}"
