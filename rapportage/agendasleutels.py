"""Keys of agendas: the only writers, and the way from a key to its owner.

The key itself is shown to its owner and kept nowhere: who reads the database cannot open an agenda with it.
"""

import hashlib
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vastleggen import leg_vast
from gebruikers.models import Gebruiker
from logboek.diensten import schrijf
from logboek.models import Handeling, Logregel
from rapportage.models import Agendasleutel

OPGEHAALD = "agenda opgehaald met de agendalink"
_BYTES = 32  # 256 bits by chance: nothing to guess


@transaction.atomic
def maak_agendasleutel(*, gebruiker):
    """A new key (text for an address) of this user; the one before stops at once."""
    Gebruiker.objects.filter(pk=gebruiker.pk).update(naam=F("naam"))  # two windows take turns
    _trek_in(gebruiker)
    sleutel = secrets.token_urlsafe(_BYTES)
    leg_vast(Agendasleutel(gebruiker=gebruiker, hash=_hash(sleutel)))
    schrijf(gebruiker=gebruiker, handeling=Handeling.RECHTEN, reden="agendalink gemaakt")
    return sleutel


@transaction.atomic
def trek_agendasleutel_in(*, gebruiker):
    """The key stops at once: every calendar that used it finds nothing more. False when there was none."""
    ingetrokken = _trek_in(gebruiker)
    if ingetrokken:
        schrijf(gebruiker=gebruiker, handeling=Handeling.RECHTEN, reden="agendalink ingetrokken")
    return ingetrokken


def geldige_sleutel(gebruiker):
    """The Agendasleutel that works now, or None."""
    return Agendasleutel.objects.filter(gebruiker=gebruiker, ingetrokken_op=None).first()


def eigenaar(sleutel):
    """Whose agenda this key opens; None for one that never was, was revoked, or of who left: the very same query."""
    rij = (
        Agendasleutel.objects.filter(hash=_hash(sleutel), ingetrokken_op=None, gebruiker__is_active=True)
        .select_related("gebruiker")
        .first()
    )
    return rij.gebruiker if rij else None


def noteer_opgehaald(gebruiker):
    """Log that a calendar fetched her agenda: one line a day, for a calendar asks every hour. No dossier is in it."""
    vandaag = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    regels = Logregel.objects.filter(gebruiker=gebruiker, tijdstip__gte=vandaag, reden=OPGEHAALD)
    if not regels.exists():
        schrijf(gebruiker=gebruiker, handeling=Handeling.INZIEN, reden=OPGEHAALD)


def _trek_in(gebruiker):
    geldig = Agendasleutel.objects.filter(gebruiker=gebruiker, ingetrokken_op=None)
    return bool(geldig.update(ingetrokken_op=timezone.now()))


def _hash(sleutel):
    return hashlib.sha256(sleutel.encode()).hexdigest()
