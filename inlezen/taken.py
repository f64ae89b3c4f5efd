"""Work of this room that a worker does: judging a long list, and reading it in."""

from django_tasks import task

from gebruikers.models import Gebruiker
from inlezen.keuring import keur_in_delen
from inlezen.models import Inlezing
from inlezen.toepassen import verwerk_regels

MEER_DAN_IN_VERZOEK = 250  # rows; above this the request would keep the user waiting


@task()
def beoordeel_lijst(inlezing_pk: str, gebruiker_pk: int) -> None:
    """Judge a long list whose columns were chosen. Safe to run twice, or again after a crash."""
    for inlezing in _inlezing(inlezing_pk).defer("lijst"):  # gone: somebody threw the list away
        keur_in_delen(inlezing, door=Gebruiker.objects.get(pk=gebruiker_pk))


@task()
def lees_lijst_in(inlezing_pk: str, gebruiker_pk: int) -> None:
    """Read in the chosen rows of a list that `begin_inlezen` claimed. Safe to run twice, or again after a crash."""
    verwerk_regels(_inlezing(inlezing_pk).get(), door=Gebruiker.objects.get(pk=gebruiker_pk))


def _inlezing(pk):
    return Inlezing.objects.filter(pk=pk).select_related(
        "partner", "programma", "behandelregio", "contactpersoon"
    )
