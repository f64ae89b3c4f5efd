"""P14, KSF mbo-4-traject: in development, so nobody is in it until a beheerder lets it run."""

import pytest
from django.core.exceptions import ValidationError

from tests.programmas.beheer import adres, bewaar, formulier
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.models import Programma


def test_p14(verloop, client, beheerder):
    assert getallen("P14") == {}
    v = verloop("P14", "2022-06-01")
    p = v.programma
    assert p.status == "in_ontwikkeling" and p not in Programma.objects.kiesbaar()
    assert list(p.kwalificaties.values_list("naam", "niveau")) == [("mbo-4", "mbo_4")]
    with pytest.raises(ValidationError, match="nog in ontwikkeling"):
        v.verwijs(1)
    with pytest.raises(ValidationError, match="nog in ontwikkeling"):
        v.lichting("2022-09-05", 10)
    assert v.trajecten == [] and not p.trajecten.exists()

    client.force_login(beheerder)
    assert bewaar(client, adres(p), formulier(client, adres(p)) | {"status": ["lopend"]}) == []
    v.programma.refresh_from_db()
    v.spreek(v.verwijs(1))
    assert v.vastgelegd() == NIETS | {"kwalificatie": {"mbo-4"}}
