"""A fresh installation with the programmes of the field."""

import pytest
from django.core.management import call_command


@pytest.fixture
def geladen(db):
    """What a new installation does: `manage.py laad_programmas`."""
    call_command("laad_programmas", verbosity=0)
