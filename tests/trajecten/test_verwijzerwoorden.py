"""Words for a referrer: every status and every reason has some, and no reason of the list can be read from them."""

import pytest

from trajecten.statussen import AfwijsReden, Status, TerugtrekReden, Uitkomst, UitvalReden
from trajecten.verwijzerwoorden import (
    GEEN_PLAATS,
    IN_GEWONE_TAAL,
    NIET_MEEDOEN,
    PAST_NIET,
    categorie,
    woorden_bij,
)


def test_elke_status_en_elke_reden_heeft_woorden():
    assert set(IN_GEWONE_TAAL) == set(Status)
    assert set(NIET_MEEDOEN) == {*AfwijsReden, *TerugtrekReden}


def test_alleen_geen_plaats_is_te_onderscheiden():
    """Who rejects, who withdraws and why cannot be told apart: that could cost her her benefit."""
    gevallen = [(Status.AFGEWEZEN, reden) for reden in AfwijsReden]
    gevallen += [(Status.TERUGGETROKKEN, reden) for reden in TerugtrekReden]
    woorden = {woorden_bij(status, reden) for status, reden in gevallen if reden != AfwijsReden.GEEN_PLAATS}
    assert woorden == {f"Doet niet mee. {PAST_NIET}"}
    assert woorden_bij(Status.AFGEWEZEN, AfwijsReden.GEEN_PLAATS) == f"Doet niet mee. {GEEN_PLAATS}"


@pytest.mark.parametrize("reden", ["", *UitvalReden.values, *Uitkomst.values])
def test_een_andere_reden_heeft_geen_categorie(reden):
    assert categorie(reden) == ""
    assert woorden_bij(Status.GESELECTEERD) == "Gekozen."
