"""One mail of the day in the example, so that somebody who looks in var/mail sees what colleagues get."""

from gebruikers.models import Gebruiker
from rapportage.dagoverzicht import stuur_dagoverzichten

AAN = "jobcoach@example.nl"


def stuur_voorbeeldoverzicht():
    """To the jobcoach who is behind with a few people; nothing when she is not in this play."""
    jobcoach = Gebruiker.objects.filter(email=AAN).first()
    if jobcoach is not None:
        stuur_dagoverzichten(aan=jobcoach)
