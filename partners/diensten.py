"""The only writers of partners and what belongs to them (screens; the Django admin writes by its own forms)."""

from django.db import transaction

from basis.vergrendeling import bewaar
from partners.models import Partner


@transaction.atomic
def maak_partner(*, door, leden=(), **velden):
    """Make a partner from model field values. Raises ValidationError with Dutch messages per field."""
    partner = Partner(gewijzigd_door=door, **velden)
    partner.full_clean()
    partner.save()
    partner.leden.set(leden)
    return partner


@transaction.atomic
def wijzig_partner(partner, *, gezien, velden, door, leden=None):
    """Save the named, already cleaned fields; `leden` (partners) replaces the members, None leaves them.

    Raises IntussenGewijzigd when the row no longer has version `gezien`; nothing is written then.
    """
    bewaar(partner, gezien=gezien, velden=sorted(velden), door=door)
    if leden is not None:
        partner.leden.set(leden)
    return partner


@transaction.atomic
def bewaar_onderdeel(onderdeel, *, partner):
    """Write a Contactpersoon, Vestiging or Toezegging of this partner, new or changed. Raises ValidationError."""
    onderdeel.partner = partner
    onderdeel.full_clean()
    onderdeel.save()
    return onderdeel
