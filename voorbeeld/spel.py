"""The whole play: staff, partners and all programmes with a selection or a training, over forty months up to now.

Of the file of programmes two are not played: P04 (Ocaro Connect) places people who are trained already, so it has
neither, and P14 (KSF mbo-4-traject) is in development and takes nobody yet.
"""

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from basis.maanden import verjaardag
from gebruikers.models import Gebruiker
from kandidaten.models import Kandidaat
from trajecten.models import Programma
from voorbeeld.caseload import speel_caseload
from voorbeeld.doelen import richt_doelen_in, speel_doelen
from voorbeeld.dubbelen import speel_dubbelen
from voorbeeld.groepen import speel_groepen
from voorbeeld.groningen import speel_groningen
from voorbeeld.inrichting import richt_in
from voorbeeld.klok import speelklok
from voorbeeld.opzetten import OPZETTEN
from voorbeeld.partners import maak_partners
from voorbeeld.personeel import maak_personeel
from voorbeeld.signalen import behandel_signalen
from voorbeeld.snel import snel_geschreven
from voorbeeld.stroom import STROMEN, speel_stroom
from voorbeeld.toneel import Toneel
from voorbeeld.werkvertrouwen import speel_werkvertrouwen

SEED = 2020
MAANDEN = 40  # so long ago the play begins: whoever stays 36 months somewhere has left by now
GESPEELD = tuple(f"P{nummer:02}" for nummer in range(1, 14) if nummer != 4)


def er_zijn_al_gegevens() -> bool:
    """Whether somebody worked here: the play only fills an empty house."""
    return Kandidaat.objects.exists() or Gebruiker.objects.exists()


@transaction.atomic
def speel(
    *, seed: int = SEED, klein: bool = False, nu: datetime | None = None, alleen: Iterable[str] = GESPEELD
) -> None:
    """Play everything up to `nu` (aware), all or nothing. The same seed and day give the same story.

    Needs the regions and programmes (`laad_regios`, `laad_programmas`). `klein`: a few small groups, for tests.
    `alleen`: these programmes only.
    """
    nu = nu or timezone.now()
    vandaag = timezone.localdate(nu)
    begin = timezone.make_aware(datetime.combine(verjaardag(vandaag, -MAANDEN), datetime.min.time()))
    with snel_geschreven(), speelklok(begin) as klok:
        personeel = maak_personeel()
        partners = maak_partners(personeel=personeel, vandaag=vandaag)
        programmas = {p.code: p for p in Programma.objects.filter(code__in=alleen, versie=1)}
        richt_in(programmas, partners, op=timezone.localdate())
        richt_doelen_in(programmas)
        toneel = Toneel(
            klok=klok,
            rng=random.Random(f"{seed}-{vandaag:%Y%m%d}"),  # noqa: S311  chance, not a secret
            nu=nu,
            personeel=personeel,
            partners=partners,
            programmas=programmas,
            klein=klein,
        )
        _begin_alles(toneel, _maandag_over_ruim_een_week(vandaag))
        toneel.agenda.speel()
        behandel_signalen(toneel)


def _begin_alles(toneel, eerstvolgende):
    codes = toneel.programmas.keys()
    if "P02" in codes:
        speel_groningen(toneel, eerstvolgende)
        speel_caseload(toneel)
    for opzet in OPZETTEN:
        if opzet.code in codes:
            speel_groepen(toneel, opzet, eerstvolgende)
    for stroom in STROMEN:
        if stroom.code in codes:
            speel_stroom(toneel, stroom)
    if "P10" in codes:
        speel_werkvertrouwen(toneel)
    if {"P02", "P05", "P10"} <= codes:
        speel_dubbelen(toneel)
    speel_doelen(toneel)


def _maandag_over_ruim_een_week(vandaag: date) -> date:
    """The Monday 8 to 14 days from today: a start near enough to be on the list of today."""
    return vandaag + timedelta(days=14 - vandaag.weekday())
