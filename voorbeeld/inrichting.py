"""What a beheerder fills in at a programme before people use it: who pays, the parts of a test, a round to score in.

Only where the programme says in words who pays is there a row; what the partners of the play agreed about it is made
up, and one share is still open. Two things are added: the round of P13 (the file names its criteria but no round, and
scores are given in a round), and the exam parts of P02, so that the group that is followed from nearby has exams.
"""

from datetime import date

from trajecten.keuzes import Rondesoort
from trajecten.models import Examendeel, Kostenaandeel, Programma, Ronde, Toetsonderdeel

# code -> (partner or "", or in words, for what, share or None, agreed with)
KOSTEN = {
    "P01": [("", "budget sociaal ondernemen", "", None, "")],
    "P05": [("", "de gemeente die verwijst", "", 100, "gemeente Rotterdam en gemeente Utrecht")],
    "P10": [
        ("UWV Groningen", "", "extra training na de test", 50, "UWV Groningen"),
        ("Olympia Uitzendbureau", "", "extra training na de test", 50, "UWV Groningen"),
        ("", "de gemeente die verwijst", "extra training na de test", None, ""),
    ],
}
TOETSONDERDELEN = {"P10": ["computervaardigheden", "communicatieve vaardigheden"]}
BEOORDELAARS_P13 = 2
EXAMENDELEN = {"P02": ["theorie", "praktijk"]}


def richt_in(programmas: dict[str, Programma], partners, *, op: date):
    """Fill in the programmes that are played; agreements about costs are made on `op`."""
    for code, aandelen in KOSTEN.items():
        for partner, wie, waarvoor, procent, met in aandelen if code in programmas else ():
            _bewaar(
                Kostenaandeel(
                    programma=programmas[code],
                    partner=partners[partner] if partner else None,
                    wie=wie,
                    waarvoor=waarvoor,
                    procent=procent,
                    afgesproken_met=met,
                    afgesproken_op=op if met else None,
                )
            )
    for code, namen in TOETSONDERDELEN.items():
        if code in programmas:
            ronde = programmas[code].rondes.get(soort=Rondesoort.COMPETENTIETEST)
            for nummer, naam in enumerate(namen, start=1):
                _bewaar(Toetsonderdeel(ronde=ronde, volgorde=nummer, naam=naam))
    for code, namen in EXAMENDELEN.items():
        if code in programmas:
            kwalificatie = programmas[code].kwalificaties.get()
            for nummer, naam in enumerate(namen, start=1):
                _bewaar(Examendeel(kwalificatie=kwalificatie, volgorde=nummer, naam=naam))
    if "P13" in programmas:
        _bewaar(
            Ronde(
                programma=programmas["P13"],
                volgorde=1,
                soort=Rondesoort.SELECTIERONDE,
                naam="Selectiegesprek",
                beoordelaars=BEOORDELAARS_P13,
            )
        )


def _bewaar(rij):
    rij.full_clean()
    rij.save()
