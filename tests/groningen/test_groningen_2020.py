"""Groningen 2020, the whole main job in a real browser: from two referral lists to sixteen contracts and the figures.

As published: sixteen people, nine through the gemeenten of Werk in Zicht and seven through UWV, an mbo-3 training with
one school day a week at 20, 24 or 28 hours, a proefplaatsing of two months, then sixteen contracts with Ocaro to work
at KPN. Nothing is written straight into the database but what a fresh installation has; every number is read from the
screen. BEELDEN=/some/folder keeps a picture of each step.
"""

import pytest

from tests.groningen import begeleiding, cijfers, contact, inrichting, lichting, lijsten, selectie, werk
from tests.kantoor.bureau import open_bureau

# Half a minute on a quiet machine; a suite that runs beside it makes it slower, not wrong.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]


@pytest.fixture
def bureau(page, live_server, mailoutbox):
    with open_bureau(page, live_server.url, "2020-06-15 09:00") as bureau:
        yield bureau


def test_groningen_2020(bureau):
    inrichting.installeer()
    inrichting.maak_gebruikers(bureau)
    lijsten.lees_beide_lijsten_in(bureau)
    contact.bel_iedereen(bureau)
    selectie.kies_zestien_mensen(bureau)
    lichting.vul_en_start(bureau)
    werk.proefplaatsing_voor_iedereen(bureau)
    begeleiding.eerste_gesprekken(bureau)
    werk.contract_voor_iedereen(bureau)
    werk.niek_vertrekt(bureau)
    begeleiding.na_drie_maanden(bureau)
    werk.frederique_rondt_af(bureau)
    begeleiding.na_twaalf_maanden(bureau)
    cijfers.lees_de_cijfers(bureau)
