"""Work of this room that a worker does: reading in a long list."""

from django_tasks import task

from gebruikers.models import Gebruiker
from inlezen.models import Inlezing
from inlezen.toepassen import verwerk_regels

MEER_DAN_IN_VERZOEK = 250  # rows; above this the request would keep the user waiting


@task()
def lees_lijst_in(inlezing_pk: str, gebruiker_pk: int) -> None:
    """Read in the chosen rows of a list that `begin_inlezen` claimed. Safe to run twice, or again after a crash."""
    inlezing = Inlezing.objects.select_related("partner", "programma", "behandelregio", "contactpersoon").get(
        pk=inlezing_pk
    )
    verwerk_regels(inlezing, door=Gebruiker.objects.get(pk=gebruiker_pk))
