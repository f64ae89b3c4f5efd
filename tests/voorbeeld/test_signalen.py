"""The demo shows what signals are for: some are open, and a coach handled one."""

import pytest
from django.utils import timezone

from trajecten.begeleiding.models import Signaalafhandeling
from trajecten.begeleiding.signaalstand import met_signaalfeiten, signalen_van
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Traject

pytestmark = pytest.mark.usefixtures("spel", "db")


def test_er_zijn_open_signalen_en_een_coach_behandelde_er_een(spel):
    vandaag = timezone.localdate(spel)
    trajecten = list(met_signaalfeiten(Traject.objects.lopend().order_by("pk"), vandaag))
    alle = stand_van(trajecten, vandaag)
    standen = [stand for t in trajecten for stand in signalen_van(t, alle[t.pk], vandaag)]
    assert any(stand.open for stand in standen)
    assert any(not stand.open for stand in standen)
    rij = Signaalafhandeling.objects.order_by("pk").first()
    assert rij.door.heeft_rol("jobcoach") and timezone.localdate(rij.op) == vandaag
