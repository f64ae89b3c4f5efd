"""Run by itself beside a worker: makes a list of N people ready for it, as the button "Lees in" does."""

import sys

import django

django.setup()

from inlezen.diensten import kies_alle  # noqa: E402
from inlezen.oordeel import Oordeel  # noqa: E402
from inlezen.taken import lees_lijst_in  # noqa: E402
from inlezen.toepassen import begin_inlezen  # noqa: E402
from tests import fabrieken  # noqa: E402
from tests.inlezen.stappen import open_lijst  # noqa: E402


def letters(nummer):
    """A name without digits: aaa, aab, ..."""
    return "".join(chr(ord("a") + nummer // macht % 26) for macht in (676, 26, 1))


def main(aantal):
    regio = fabrieken.RegioFabriek()
    door = fabrieken.GebruikerFabriek(naam="Carla", rollen=["coordinator"], regios=[regio])
    rijen = [
        f"Proef{letters(n)};Persoon{letters(n)};06{10_000_000 + n * 7_919 % 89_999_999}"
        for n in range(aantal)
    ]
    inlezing = open_lijst(
        "lijst.csv",
        inhoud="\n".join(["Voornaam;Achternaam;Telefoon", *rijen]).encode(),
        partner=fabrieken.PartnerFabriek(regio=regio),
        programma=fabrieken.ProgrammaFabriek(),
        regio=regio,
        door=door,
    )
    kies_alle(inlezing, oordeel=Oordeel.NIEUW, gekozen=True, door=door)
    begin_inlezen(inlezing, door=door)
    lees_lijst_in.enqueue(str(inlezing.pk), door.pk)


main(int(sys.argv[1]))
