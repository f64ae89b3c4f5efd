"""Work of a worker: taking a long import back. Apart from `taken`, which the services below it import."""

from django_tasks import task

from gebruikers.models import Gebruiker
from inlezen.models import Inlezing
from inlezen.terugdraaien import verwerk_terugdraaien


@task()
def draai_lijst_terug(inlezing_pk: str, gebruiker_pk: int) -> None:
    """Take a long import back that `begin_terugdraaien` claimed. Safe to run twice, or again after a crash."""
    inlezingen = Inlezing.objects.select_related("partner", "programma", "behandelregio", "contactpersoon")
    for inlezing in inlezingen.filter(pk=inlezing_pk):  # gone: it was done, and somebody threw the list away
        verwerk_terugdraaien(inlezing, door=Gebruiker.objects.get(pk=gebruiker_pk))
