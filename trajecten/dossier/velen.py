"""Putting many new people forward at once, by the same rules as one (`trajecten.dossier.diensten.meld_aan`)."""

from django.db import transaction

from kandidaten.velen import leg_uitkeringen_vast, leg_verwijzingen_vast, maak_kandidaten
from trajecten.dossier.diensten import in_delen
from trajecten.velen import open_trajecten


@transaction.atomic
def meld_velen_aan(aanmeldingen, *, door):
    """`meld_aan` for each of these dicts of its arguments, about 15 queries in all. Returns the Trajecten in order.

    All or nothing: raises ValidationError, or IntegrityError when the database refuses one. Neither says whose row it
    was; `meld_aan` of each alone does.
    """
    aanmeldingen = [dict(aanmelding) for aanmelding in aanmeldingen]
    personen = [aanmelding.pop("persoon") for aanmelding in aanmeldingen]
    delen = [in_delen(**aanmelding) for aanmelding in aanmeldingen]
    kandidaten = maak_kandidaten(personen, door=door)
    verwijzingen = leg_verwijzingen_vast(
        ({"kandidaat": k} | d.verwijzing for k, d in zip(kandidaten, delen, strict=True)), door=door
    )
    trajecten = open_trajecten(
        [
            {"kandidaat": k, "verwijzing": v} | d.traject
            for k, v, d in zip(kandidaten, verwijzingen, delen, strict=True)
        ],
        door=door,
    )
    leg_uitkeringen_vast(
        [(v, d.uitkering) for v, d in zip(verwijzingen, delen, strict=True) if d.uitkering], door=door
    )
    return trajecten
