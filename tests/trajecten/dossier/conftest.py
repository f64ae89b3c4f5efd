"""People and helpers of the dossier tests."""

import uuid

import pytest

from kandidaten.keuzes import Toewijzingsrol
from tests import fabrieken


@pytest.fixture
def gecoacht(traject, jobcoach):
    """Julia's traject, with Joke as her jobcoach."""
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    return traject


@pytest.fixture
def met_trainer(traject, trainer):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol=Toewijzingsrol.TRAINER)
    return traject


@pytest.fixture
def met_teamleider(traject, teamleider):
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=teamleider, rol=Toewijzingsrol.TEAMLEIDER
    )
    return traject


@pytest.fixture
def dien_in():
    """Post a form as its page would: with a token of its own; give `inzending` to send the same page twice."""

    def post(client, url, data=None, inzending=None, **kwargs):
        velden = {"inzending": inzending or str(uuid.uuid4()), **(data or {})}
        return client.post(url, velden, **kwargs)

    return post
