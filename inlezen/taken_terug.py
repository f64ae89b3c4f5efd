"""Work of a worker: taking a long import back. Apart from `taken`, which the services below it import."""

from django_tasks import task

from gebruikers.models import Gebruiker
from inlezen.models import Inlezing
from inlezen.terugdraaien import draai_inlezing_terug


@task()
def draai_lijst_terug(inlezing_pk: str, gebruiker_pk: int) -> None:
    """Take a long import back. Safe to run twice, or again after a crash."""
    inlezing = Inlezing.objects.select_related("partner", "programma", "behandelregio", "contactpersoon").get(
        pk=inlezing_pk
    )
    draai_inlezing_terug(inlezing, door=Gebruiker.objects.get(pk=gebruiker_pk))
