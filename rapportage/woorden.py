"""Words and badges by which lists say how a traject stands. No database."""

from trajecten.statussen import Status

# Status -> (kind, word) of its badge.
STATUSBADGE = {
    Status.AANGEMELD: ("aandacht", "Aangemeld"),
    Status.IN_SELECTIE: ("bezig", "In selectie"),
    Status.WACHTLIJST: ("neutraal", "Op de wachtlijst"),
    Status.GESELECTEERD: ("bezig", "Geselecteerd"),
    Status.LOPEND: ("bezig", "Lopend"),
    Status.AFGEROND: ("gedaan", "Afgerond"),
    Status.UITGEVALLEN: ("fout", "Uitgevallen"),
    Status.AFGEWEZEN: ("neutraal", "Afgewezen"),
    Status.TERUGGETROKKEN: ("neutraal", "Teruggetrokken"),
}
