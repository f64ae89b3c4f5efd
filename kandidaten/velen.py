"""Writing many new candidates at once, by the rules of `kandidaten.diensten`: a few queries however many there are.

All or nothing, and silent about which one was wrong: the caller tries them one by one to find the words.
"""

from django.db import transaction

from basis.vastleggen import leg_vele_vast
from gebruikers.rechten import Categorie
from kandidaten.diensten import nieuwe_kandidaat, nieuwe_uitkering, nieuwe_verwijzing
from logboek.diensten import schrijf_alle
from logboek.models import Handeling


def _log(door, kandidaten, categorie, handeling):
    schrijf_alle(
        gebruiker=door,
        handeling=handeling,
        dossiers=[kandidaat.dossiernummer for kandidaat in kandidaten],
        categorie=categorie,
    )


@transaction.atomic
def maak_kandidaten(personen, *, door):
    """`maak_kandidaat` for each of these dicts of field values. Raises ValidationError or IntegrityError."""
    kandidaten = leg_vele_vast(nieuwe_kandidaat(door=door, **velden) for velden in personen)
    _log(door, kandidaten, Categorie.CONTACT, Handeling.MAKEN)
    return kandidaten


@transaction.atomic
def leg_verwijzingen_vast(verwijzingen, *, door):
    """`leg_verwijzing_vast` for each of these dicts of its arguments. Raises ValidationError or IntegrityError."""
    rijen = leg_vele_vast(nieuwe_verwijzing(door=door, **velden) for velden in verwijzingen)
    _log(door, [rij.kandidaat for rij in rijen], Categorie.TRAJECT, Handeling.MAKEN)
    return rijen


@transaction.atomic
def leg_uitkeringen_vast(uitkeringen, *, door):
    """`leg_uitkering_vast` for (new referral without a benefit yet, benefit) pairs. Raises as the others do."""
    rijen = leg_vele_vast(
        nieuwe_uitkering(verwijzing=verwijzing, uitkering=uitkering, door=door)
        for verwijzing, uitkering in uitkeringen
    )
    _log(door, [rij.kandidaat for rij in rijen], Categorie.UITKERING, Handeling.WIJZIGEN)
    return rijen
