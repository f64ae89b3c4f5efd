"""Messages that stay on the page and can carry their own undo (design: screens, A11Y-16, A11Y-21)."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.session import SessionStorage

from basis.versleuteling import ontsleutel, versleutel

_NIVEAUS = {
    "gedaan": messages.SUCCESS,
    "info": messages.INFO,
    "aandacht": messages.WARNING,
    "fout": messages.ERROR,
}
_SOORTEN = {"success": "gedaan", "info": "info", "debug": "info", "warning": "aandacht", "error": "fout"}
_WOORDEN = {"gedaan": "Gelukt", "info": "Let op", "aandacht": "Let op", "fout": "Fout"}


def meld(request, tekst, *, soort="gedaan", ongedaan="", knop="Ongedaan maken", url="", link=""):
    """Say on the next page what happened; plain `messages.success(...)` works too.

    `ongedaan` is the address of a POST that undoes it, shown as a button with the text `knop`; `url` with `link` is a
    place to go to. `soort`: gedaan, info, aandacht or fout.
    """
    extra = {"ongedaan": ongedaan, "knop": knop} if ongedaan else {}
    if url:
        extra |= {"url": url, "link": link}
    messages.add_message(request, _NIVEAUS[soort], tekst, extra_tags=json.dumps(extra) if extra else "")


class VersleuteldInSessie(SessionStorage):
    """A message waits in the session until it is shown, which may be never: it names people, so it is encrypted."""

    def serialize_messages(self, messages):
        return versleutel(super().serialize_messages(messages)).decode()

    def deserialize_messages(self, data):
        """What cannot be read (from before an upgrade, or its key is gone) is no message: the page goes on."""
        try:
            return super().deserialize_messages(ontsleutel(data).decode()) if data else []
        except (TypeError, ValueError):  # OntsleutelMislukt is one
            return []


@dataclass(frozen=True)
class Melding:
    """A message as the template shows it; `woord` is read before the text, so the icon is not alone."""

    soort: str
    woord: str
    tekst: str
    ongedaan: str = ""
    knop: str = ""
    url: str = ""
    link: str = ""


def lees_melding(bericht):
    """The Melding of one message of django.contrib.messages."""
    soort = _SOORTEN.get(bericht.level_tag, "info")
    extra = json.loads(bericht.extra_tags) if (bericht.extra_tags or "").startswith("{") else {}
    return Melding(soort, _WOORDEN[soort], bericht.message, **extra)
