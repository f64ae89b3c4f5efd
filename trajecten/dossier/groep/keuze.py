"""Which people a coordinator chose in a list, kept in her own session: no name and no number stands in an address.

In the session a choice is encrypted: it holds what she typed, and the name she searched for (PRIV-15).
"""

import json
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from basis.versleuteling import OntsleutelMislukt, ontsleutel, versleutel
from gebruikers.rechten import Categorie, Toegang
from kandidaten.models import Kandidaat
from trajecten.dossier.diensten import ONGEDAAN_MINUTEN

SESSIE = "groepskeuzes"
LIMIET = 200  # people in one action: more is a list to make smaller first
BEWAARD = 3  # choices per session; older ones are forgotten
_NUMMERLENGTE = 9


@dataclass(frozen=True)
class Keuzelijst:
    """A list where people are chosen: its address, and the people that a query string of it leaves for a user."""

    urlnaam: str
    mensen: Callable


KEUZELIJSTEN: dict[str, Keuzelijst] = {}  # rooms above this one add their lists when the application starts


@dataclass
class Groepskeuze:
    """Who was chosen for which action, and how far it is. `alle`: everybody whom the filters `vraag` leave."""

    sleutel: str
    actie: str
    nummers: list = field(default_factory=list)
    lijst: str = ""
    vraag: str = ""
    alle: bool = False
    gegevens: dict = field(default_factory=dict)  # the form of the choice, as it was typed
    gezien: dict = field(default_factory=dict)  # dossiernummer -> how she stood in the recap
    uitkomst: dict = field(default_factory=dict)

    @property
    def terug(self):
        """The address of the list, with its filters; "" when the list is not known."""
        lijst = KEUZELIJSTEN.get(self.lijst)
        if lijst is None:
            return ""
        return reverse(lijst.urlnaam) + (f"?{self.vraag}" if self.vraag else "")

    @property
    def formulierdata(self):
        return MultiValueDict(self.gegevens) if self.gegevens else None

    @property
    def kan_ongedaan(self):
        """Within ten minutes, once, and only when something was done."""
        if not self.uitkomst.get("sporen") or self.uitkomst.get("ongedaan"):
            return False
        op = datetime.fromisoformat(self.uitkomst["op"])
        return timezone.now() - op <= timedelta(minutes=ONGEDAAN_MINUTEN)


def uit_post(post):
    """The Groepskeuze that the selection of a list posts: see templates/componenten/kiesbalk.html."""
    nummers = {*post.getlist("kandidaat")}
    if "bladzijde" in post:
        nummers |= {*post.getlist("op_bladzijde")}
    lijst = post.get("lijst", "")
    return Groepskeuze(
        sleutel=str(uuid.uuid4()),
        actie=post.get("actie", ""),
        nummers=sorted(nummer[:_NUMMERLENGTE] for nummer in nummers if "\0" not in nummer),
        lijst=lijst if lijst in KEUZELIJSTEN else "",
        vraag=post.get("vraag", "")[:2000],
        alle="alle" in post and lijst in KEUZELIJSTEN,
    )


def lees(request, sleutel):
    """The Groepskeuze with this key in the session of this user, or None: also when it cannot be read any more.

    A key of encryption that is gone, or a choice that an earlier version of the program kept in another form.
    """
    bewaard = _bewaarde(request.session).get(str(sleutel))
    if not isinstance(bewaard, str):
        return None
    try:
        return Groepskeuze(**json.loads(ontsleutel(bewaard)))
    except (OntsleutelMislukt, ValueError, TypeError):  # no JSON, or no or other fields
        return None


def _bewaarde(sessie):
    """Key -> stored choice, as this session has them."""
    bewaard = sessie.get(SESSIE)
    return bewaard if isinstance(bewaard, dict) else {}


def bewaar(request, keuze, *, meteen=False):
    """Keep a choice in the session. `meteen`: in the transaction that is running, together with what it wrote."""
    alle = {sleutel: oud for sleutel, oud in _bewaarde(request.session).items() if sleutel != keuze.sleutel}
    while len(alle) >= BEWAARD:
        del alle[next(iter(alle))]
    request.session[SESSIE] = {**alle, keuze.sleutel: versleutel(json.dumps(asdict(keuze))).decode()}
    if meteen:
        request.session.save()


def ververs(request):
    """Take the choices as the first half of a double click left them.

    This half read its session before that, and would put the old choices back when it saves it.
    """
    vers = type(request.session)(request.session.session_key)
    request.session[SESSIE] = _bewaarde(vers)


def _te_wijzigen(gebruiker):
    return Kandidaat.objects.waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)


def _lijst(kandidaten):
    return list(kandidaten.defer("motivatie").order_by("achternaam", "voornaam", "pk")[: LIMIET + 1])


def mensen_met(gebruiker, nummers):
    """The people with these dossiernummers whose traject this user may change; who is not in it does not exist."""
    return _lijst(_te_wijzigen(gebruiker).filter(dossiernummer__in=nummers))


def mensen_van(gebruiker, keuze):
    """The people of a choice as it stands now, by name; one more than LIMIET when there are too many."""
    if not keuze.alle:
        return mensen_met(gebruiker, keuze.nummers)
    gekozen = KEUZELIJSTEN[keuze.lijst].mensen(gebruiker, QueryDict(keuze.vraag))
    return _lijst(_te_wijzigen(gebruiker).filter(pk__in=gekozen.order_by().values("pk")))
