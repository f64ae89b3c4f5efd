"""Bounded traffic on one web server of our own: a few visitors in threads, each request on a connection of its own."""

import contextlib
import http.client
import threading
from dataclasses import dataclass, field

from tests.uitrol.opstelling import GEDULD, KOPPEN

BEZOEKERS = 4
# What they ask in turn: quick, in flight while a worker stops, and with a body that must not get lost.
VRAGEN = (("GET", "/gezond/", None), ("GET", "/traag/0.3/", None), ("POST", "/traag/0.1/", b"x" * 200_000))


@dataclass
class Drukte:
    """Counts of what was asked. `fouten`: every answer that is not 200, and every connection that broke."""

    gelukt: int = 0
    fouten: list = field(default_factory=list)
    slot: threading.Lock = field(default_factory=threading.Lock)
    klaar: threading.Event = field(default_factory=threading.Event)

    def bezoek(self, poort, vragen):
        nummer = 0
        while not self.klaar.is_set():
            methode, pad, inhoud = vragen[nummer % len(vragen)]
            nummer += 1
            fout = een_vraag(poort, methode, pad, inhoud)
            with self.slot:
                if fout:
                    self.fouten.append(fout)
                else:
                    self.gelukt += 1


def een_vraag(poort, methode, pad, inhoud):
    """What went wrong, or nothing."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=GEDULD)
    try:
        verbinding.request(methode, pad, body=inhoud, headers=KOPPEN)
        antwoord = verbinding.getresponse()
        antwoord.read()
        return "" if antwoord.status == 200 else f"{methode} {pad}: {antwoord.status}"
    except (OSError, http.client.HTTPException) as fout:
        return f"{methode} {pad}: {fout!r}"
    finally:
        verbinding.close()


@contextlib.contextmanager
def drukte(poort, vragen=VRAGEN):
    """Visitors come for as long as the block lasts; look at the counts afterwards."""
    telling = Drukte()
    draden = [threading.Thread(target=telling.bezoek, args=(poort, vragen)) for _ in range(BEZOEKERS)]
    for draad in draden:
        draad.start()
    try:
        yield telling
    finally:
        telling.klaar.set()
        for draad in draden:
            draad.join(GEDULD)
