"""Settings of the test suite: config.settings in the environment "test", whatever .env or the shell says.

DATABASE_URL alone is taken from the shell (scripts/test.sh sets it); a .env meant for development never
reaches the tests, so that they cannot mail, nor touch a real database.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_VAR = Path(__file__).resolve().parent.parent / "var"

os.environ.update(
    OMGEVING="test",
    DEBUG="False",
    HTTPS="False",
    TAKEN="direct",
    EMAIL_URL="memorymail://",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
)
# Playwright's synchronous interface runs an event loop; Django would refuse the ORM beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_VAR / 'test.sqlite3'}")

from config.settings import *  # noqa: E402, F403
from tests.wapening import Ongedefinieerd  # noqa: E402

# Argon2 is slow on purpose; hundreds of logins in a suite need no protection against guessing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A folder of its own for every process: several suites may run at the same time.
_map = Path(tempfile.mkdtemp(prefix="trajecten-test-"))
atexit.register(shutil.rmtree, _map, ignore_errors=True)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in real life: SQLite in memory knows no WAL and does not wait for a lock, so threads would fail there.
    DATABASES["default"]["TEST"] = {"NAME": str(_map / "test.sqlite3")}  # noqa: F405

# Nothing is collected in tests, but WhiteNoise warns when the folder is not there.
STATIC_ROOT = _map / "static"
STATIC_ROOT.mkdir()

# The armed suite (tests/wapening.py): an undefined variable in our own templates is an error.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Ongedefinieerd("ongedefinieerd")  # noqa: F405
