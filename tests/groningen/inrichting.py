"""Before the story: a fresh installation, and a login for everybody who takes part."""

from tests.groningen.mensen import BEHEERDER, COORDINATOR, JOBCOACH, MANAGER
from tests.kantoor import inrichting
from tests.kantoor.bureau import Bureau


def installeer():
    inrichting.installeer(BEHEERDER)


def maak_gebruikers(bureau: Bureau):
    inrichting.maak_gebruikers(bureau, BEHEERDER, [COORDINATOR, JOBCOACH, MANAGER], regio="Groningen")
