"""Health check of the web server in its container: exit code 0 when /gezond/ answers 200. Standard library only."""

import http.client
import os
import sys


def naam() -> str:
    """A name that this server answers to."""
    eerste = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip()
    return "localhost" if eerste in {"", "*"} else eerste.lstrip(".")


def main() -> int:
    poort = int(os.environ.get("WEB_ADRES", "127.0.0.1:8000").rpartition(":")[2])
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=4)
    try:
        verbinding.request("GET", "/gezond/", headers={"Host": naam()})
        return 0 if verbinding.getresponse().status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
