"""Somebody registers herself on the public page: what she is promised, and the dossier that comes of it."""

from django.db import transaction
from django.utils import timezone

from gebruikers.rechten import Categorie
from kandidaten.vermoedens import zoek_dubbelen_van
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.dossier.diensten import meld_aan

PRIVACYTEKST = "1"  # raise it when the text of templates/dossier/delen/_privacytekst.html changes


@transaction.atomic
def meld_zelf_aan(*, persoon, gemeente, programma, door=None):
    """Open a dossier and traject for who registers herself. Returns the Traject; its clock starts now.

    `persoon`: field values of Kandidaat; her gemeente sets the behandelregio. `door`: the colleague whose browser it
    was, if anybody was logged in. Whether she is known already changes nothing for her: who may be the same person
    comes in the list of likely doubles. The privacy text that stood on the page is recorded (PRIV-17). Raises
    ValidationError as `meld_aan`.
    """
    traject = meld_aan(
        persoon={
            **persoon,
            "gemeente": gemeente,
            "behandelregio": gemeente.regio,
            "privacy_gegeven_op": timezone.localdate(),
        },
        programma=programma,
        ontvangen_op=timezone.now(),
        door=door,
    )
    zoek_dubbelen_van(traject.kandidaat, door=door)
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.CONTACT,
        reden=f"zelf aangemeld op de openbare pagina; privacytekst {PRIVACYTEKST} gegeven",
    )
    return traject
