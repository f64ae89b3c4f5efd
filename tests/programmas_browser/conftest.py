"""An office per story. Half a minute each on a quiet machine; a suite beside it makes it slower, not wrong."""

import pytest

from tests.kantoor.bureau import open_bureau


@pytest.fixture
def bureau(page, live_server, mailoutbox, request):
    """The browser and the clock of the server; the story's module says when it BEGINT."""
    with open_bureau(page, live_server.url, request.module.BEGINT) as bureau:
        yield bureau
