"""The world of the walks holds what it promises; a walk over an empty world would prove nothing."""

from kandidaten.models import Kandidaat
from trajecten.statussen import Status


def test_wereld_heeft_elke_status_aan_beide_kanten(wereld):
    for zijde in (wereld.eigen, wereld.ander):
        for traject in zijde.trajecten.values():
            traject.refresh_from_db()
        assert {t.status for t in zijde.trajecten.values()} == set(Status)


def test_de_kanten_zien_elkaar_niet(wereld):
    eigen = {t.kandidaat_id for t in wereld.eigen.trajecten.values()}
    for naam, gebruiker in wereld.bijna.items():
        gezien = set(Kandidaat.objects.zichtbaar_voor(gebruiker).values_list("pk", flat=True))
        assert gezien, naam
        assert not gezien & eigen, naam
