"""A meeting that is still to come, and people who are invited to it."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import fabrieken
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname


@pytest.fixture
def bijeenkomst(programma):
    """Four days from now at 10:00, two hours, two seats; of the first round.

    Four, so that at any time of the day "two days before" is more than 20 hours away (no reminder right after an
    invitation).
    """
    begin = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + dt.timedelta(days=4)
    return Bijeenkomst.objects.create(
        soort=Bijeenkomstsoort.INFORMATIE,
        titel="Informatie over het werk",
        ronde=programma.rondes.first(),
        begin=begin,
        eind=begin + dt.timedelta(hours=2),
        plaats="Zaal 2",
        capaciteit=2,
    )


@pytest.fixture
def genodigden(bijeenkomst, programma, regio_groningen, uwv_groningen):
    """`genodigden(n, aanwezigheid=..., **velden van de kandidaat)`: n Deelname's, in order of entry."""

    def maak(aantal=1, *, aanwezigheid=Aanwezigheid.UITGENODIGD, bij=None, voorrang_van=None, **kandidaat):
        deelnames = []
        for _ in range(aantal):
            traject = fabrieken.TrajectFabriek(
                kandidaat=fabrieken.KandidaatFabriek(**{"behandelregio": regio_groningen, **kandidaat}),
                verwijzing__partner=uwv_groningen,
                programma=programma,
                voorrang=voorrang_van is not None,
                voorrang_gecontroleerd_door=voorrang_van,
            )
            deelnames.append(
                Deelname.objects.create(
                    bijeenkomst=bij or bijeenkomst, traject=traject, aanwezigheid=aanwezigheid
                )
            )
        return deelnames

    return maak
