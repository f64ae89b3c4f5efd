"""Two dossiers of one person, for the page Mogelijk dubbel: a pair within Groningen, and one with another region.

Both are known from a programme that is over and come in again under a telephone number that is typed in another way;
whoever wrote them down did not look first. Nothing here asks chance, so the rest of the play stays as it is.
"""

from datetime import timedelta

from basis.templatetags.componenten import telefoon
from kandidaten.diensten import leg_contact_vast
from kandidaten.keuzes import Kanaal
from kandidaten.models import Kandidaat
from kandidaten.vermoedens import zoek_dubbelen
from trajecten.models import Traject
from trajecten.statussen import EINDSTATUSSEN
from voorbeeld.mensen import Mens, komt_binnen
from voorbeeld.toneel import Toneel

REGIO = "Groningen"
PROGRAMMA = "P10"
# (where she is known already, with which programme, in which town she says to live now)
BEKEND = [(REGIO, "P02", "Haren"), ("Rijnmond", "P05", "Groningen")]


def speel_dubbelen(toneel: Toneel):
    """Begin the story: both come in a week ago; the search of the next night finds them."""
    toneel.begin(_komen_nog_eens(toneel))


def _komen_nog_eens(toneel):
    dag = toneel.werkdag(toneel.vandaag - timedelta(days=7))
    yield toneel.om(dag, 11)
    for regio, code, woonplaats in BEKEND:
        _komt_nog_eens(toneel, _bekende(regio, code), woonplaats)
    yield toneel.om(dag + timedelta(days=1), 3.5)
    zoek_dubbelen()


def _bekende(regio, code) -> Kandidaat:
    """The last who came in for this programme and is done with it."""
    al_dubbel = Traject.objects.order_by().exclude(programma__code=code).values("kandidaat")
    klaar = Traject.objects.filter(programma__code=code, status__in=EINDSTATUSSEN)
    return (
        Kandidaat.objects.filter(behandelregio__naam=regio, trajecten__in=klaar)
        .exclude(pk__in=al_dubbel)
        .order_by("-pk")
        .first()
    )


def _komt_nog_eens(toneel, bekende, woonplaats):
    """A dossier beside the one she has, and the first call with it."""
    mens = Mens(toneel.programmas[PROGRAMMA], None, REGIO, toneel.personeel["coordinator"])
    mens.persoon = {
        "voornaam": bekende.voornaam,
        "tussenvoegsel": bekende.tussenvoegsel,
        "achternaam": bekende.achternaam,
        "geboortedatum": bekende.geboortedatum,
        "telefoon": telefoon(bekende.telefoon),
        "woonplaats": woonplaats,
    }
    komt_binnen(toneel, mens)
    leg_contact_vast(
        verwijzing=mens.traject.verwijzing,
        gelukt=True,
        kanaal=Kanaal.TELEFOON,
        tijdstip=toneel.klok.nu,
        door=mens.door,
    )
