"""The whole play: staff, partners and three programmes over three years, up to now."""

import random
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from basis.maanden import verjaardag
from gebruikers.models import Gebruiker
from kandidaten.models import Kandidaat
from trajecten.models import Programma
from voorbeeld.aanzet import speel_aan_zet
from voorbeeld.dubbelen import speel_dubbelen
from voorbeeld.groningen import speel_groningen
from voorbeeld.klok import speelklok
from voorbeeld.partners import maak_partners
from voorbeeld.personeel import maak_personeel
from voorbeeld.snel import database_bewaakt
from voorbeeld.toneel import Toneel
from voorbeeld.werkvertrouwen import speel_werkvertrouwen

SEED = 2020
MAANDEN = 37  # so long ago the play begins
GESPEELD = ("P02", "P05", "P10")


def er_zijn_al_gegevens() -> bool:
    """Whether somebody worked here: the play only fills an empty house."""
    return Kandidaat.objects.exists() or Gebruiker.objects.exists()


@transaction.atomic
def speel(*, seed: int = SEED, klein: bool = False, nu: datetime | None = None) -> None:
    """Play everything up to `nu` (aware), all or nothing. The same seed and day give the same story.

    Needs the regions and programmes (`laad_regios`, `laad_programmas`). `klein`: a few small groups, for tests.
    """
    nu = nu or timezone.now()
    vandaag = timezone.localdate(nu)
    begin = timezone.make_aware(datetime.combine(verjaardag(vandaag, -MAANDEN), datetime.min.time()))
    with database_bewaakt(), speelklok(begin) as klok:
        personeel = maak_personeel()
        toneel = Toneel(
            klok=klok,
            rng=random.Random(f"{seed}-{vandaag:%Y%m%d}"),  # noqa: S311  chance, not a secret
            nu=nu,
            personeel=personeel,
            partners=maak_partners(personeel=personeel, vandaag=vandaag),
            programmas={p.code: p for p in Programma.objects.filter(code__in=GESPEELD, versie=1)},
            klein=klein,
        )
        eerstvolgende = _maandag_over_ruim_een_week(vandaag)
        speel_groningen(toneel, eerstvolgende)
        speel_aan_zet(toneel, eerstvolgende)
        speel_werkvertrouwen(toneel)
        speel_dubbelen(toneel)
        toneel.agenda.speel()


def _maandag_over_ruim_een_week(vandaag: date) -> date:
    """The Monday 8 to 14 days from today: a start near enough to be on the list of today."""
    return vandaag + timedelta(days=14 - vandaag.weekday())
