"""Many made-up candidates at once, as plain rows, for measuring and for query plans. Seeded: the same every time."""

import datetime as dt
import random

from django.utils import timezone

from kandidaten.keuzes import Bron, Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing, Verwijzing
from trajecten.models import Traject
from trajecten.statussen import EINDSTATUSSEN, REDENEN, Status
from voorbeeld.namen import ACHTERNAMEN, VOORNAMEN

_GEWOGEN = [Status.AANGEMELD] * 3 + [Status.IN_SELECTIE] * 2 + [Status.WACHTLIJST, Status.GESELECTEERD]
_GEWOGEN += [Status.LOPEND] * 6 + [Status.AFGEROND] * 6 + [Status.UITGEVALLEN] * 2
_GEWOGEN += [Status.AFGEWEZEN] * 3 + [Status.TERUGGETROKKEN]


def veel_kandidaten(aantal, *, regios, programmas, lichtingen=(), coaches=(), zaad=7, stap=2000):
    """Insert `aantal` people with one traject each (every tenth two), spread over the given rows.

    One in three surnames is made up of two, so that names differ as they do in a country. Who runs has a jobcoach.
    Derived columns are filled as the services fill them.
    """
    kans = random.Random(zaad)
    for begin in range(0, aantal, stap):
        hoeveel = min(stap, aantal - begin)
        mensen = Kandidaat.objects.bulk_create(_mens(kans, begin + n, regios) for n in range(hoeveel))
        verwijzingen = Verwijzing.objects.bulk_create(
            Verwijzing(kandidaat=mens, bron=Bron.ZELF, ontvangen_op=mens.aangemaakt_op) for mens in mensen
        )
        trajecten = []
        for n, verwijzing in enumerate(verwijzingen):
            if n % 10 == 0:
                trajecten.append(_traject(kans, verwijzing, 1, programmas, (), Status.AFGEWEZEN))
            trajecten.append(
                _traject(kans, verwijzing, 1 + (n % 10 == 0), programmas, lichtingen, kans.choice(_GEWOGEN))
            )
        Traject.objects.bulk_create(trajecten)
        if coaches:
            Toewijzing.objects.bulk_create(
                Toewijzing(
                    kandidaat=traject.verwijzing.kandidaat,
                    gebruiker=kans.choice(coaches),
                    rol=Toewijzingsrol.JOBCOACH,
                    van=traject.gestart_op,
                )
                for traject in trajecten
                if traject.status == Status.LOPEND
            )


def _mens(kans, nummer, regios):
    tussenvoegsel, achternaam = kans.choice(ACHTERNAMEN)
    if nummer % 3 == 0:
        achternaam = f"{achternaam}-{kans.choice(ACHTERNAMEN)[1]}"
    toen = timezone.now() - dt.timedelta(minutes=kans.randrange(3 * 365 * 1440))
    mens = Kandidaat(
        voornaam=kans.choice(VOORNAMEN),
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=dt.date(1960, 1, 1) + dt.timedelta(days=kans.randrange(16_000)),
        telefoon=f"06{kans.randrange(10**8):08d}",
        email=f"mens{nummer}@example.nl",
        behandelregio=kans.choice(regios),
        aangemaakt_op=toen,
        gewijzigd_op=toen,
        trajecten_gewijzigd_op=toen,
    )
    mens.vul_sleutels()
    return mens


def _traject(kans, verwijzing, volgnummer, programmas, lichtingen, status):
    dicht = status in EINDSTATUSSEN
    gestart = status in (Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN)
    dag = verwijzing.ontvangen_op.date()
    programma = kans.choice(programmas)
    eigen = [lichting for lichting in lichtingen if lichting.programma_id == programma.pk] if gestart else []
    return Traject(
        kandidaat=verwijzing.kandidaat,
        verwijzing=verwijzing,
        volgnummer=volgnummer,
        programma=programma,
        lichting=kans.choice(eigen) if eigen else None,
        status=status,
        gestart_op=dag if gestart else None,
        einddatum=dag if dicht else None,
        reden=kans.choice(REDENEN[status].values) if dicht else "",
        gewijzigd_op=verwijzing.ontvangen_op,
    )
