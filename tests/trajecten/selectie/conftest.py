"""A round with Julia in it, and helpers to bring people there through the services."""

import pytest

from tests import fabrieken
from trajecten.models import Criterium
from trajecten.selectie.diensten import neem_op_in_ronde
from trajecten.selectie.models import Rondedeelname


@pytest.fixture
def rondes(programma):
    """The three rounds of the programme, in order."""
    return list(programma.rondes.order_by("volgorde"))


@pytest.fixture
def criteria(programma):
    return [
        Criterium.objects.create(programma=programma, volgorde=nummer, naam=naam)
        for nummer, naam in enumerate(["Willen", "Kunnen"], start=1)
    ]


@pytest.fixture
def rondedeelname(traject, rondes, coordinator_groningen):
    """Julia in the first round, not decided."""
    return neem_op_in_ronde([traject], ronde=rondes[0], door=coordinator_groningen).gedaan[0]


@pytest.fixture
def groep(programma, regio_groningen, uwv_groningen, rondes, coordinator_groningen):
    """`groep(n)`: n people of Groningen in the first round, as Rondedeelname's with their traject and candidate."""

    def maak(aantal):
        trajecten = [
            fabrieken.TrajectFabriek(
                kandidaat__behandelregio=regio_groningen,
                verwijzing__partner=uwv_groningen,
                programma=programma,
            )
            for _ in range(aantal)
        ]
        neem_op_in_ronde(trajecten, ronde=rondes[0], door=coordinator_groningen)
        return list(
            Rondedeelname.objects.filter(traject__in=trajecten)
            .select_related("ronde", "traject__kandidaat")
            .order_by("pk")
        )

    return maak
