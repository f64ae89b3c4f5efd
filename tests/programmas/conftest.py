"""A fresh installation with the programmes of the field, and a story of one of them."""

import pytest
import time_machine
from django.core.management import call_command

from tests.programmas.verloop import Verloop, moment


@pytest.fixture
def geladen(db):
    """What a new installation does: `manage.py laad_programmas`."""
    call_command("laad_programmas", verbosity=0)


@pytest.fixture
def verloop(geladen):
    """`verloop("P02", "2020-06-15")`: the story of that programme begins on that day."""
    with time_machine.travel(moment("2000-01-01"), tick=False) as klok:
        yield lambda code, begin, **hoe: Verloop(code, klok, begin, **hoe)
