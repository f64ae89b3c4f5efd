"""Steps that tests of imports share: open a list, take the columns as they were guessed, read everything in."""

import re

from django.utils import timezone

from inlezen.diensten import kies_kolommen, open_inlezing
from inlezen.kopregel import lijst_van_json
from inlezen.toepassen import lees_in
from kandidaten.models import BijzonderGegeven, Kandidaat, Verwijzing
from partners.models import Contactpersoon
from tests.inlezen.hulp import BESTANDEN
from trajecten.models import Statuswissel, Traject

GETELD = (Kandidaat, Verwijzing, Traject, Contactpersoon, BijzonderGegeven, Statuswissel)


def open_lijst(bestand, *, partner, programma, regio, door, inhoud=None, ontvangen_op=None):
    """An Inlezing in review; `bestand` from tests/inlezen/bestanden unless `inhoud` is given."""
    inlezing = open_inlezing(
        inhoud=inhoud if inhoud is not None else (BESTANDEN / bestand).read_bytes(),
        bestandsnaam=bestand,
        partner=partner,
        programma=programma,
        regio=regio,
        ontvangen_op=ontvangen_op or timezone.now(),
        door=door,
    )
    return kies_kolommen(inlezing, keuzes={}, door=door)


def lees_lijst_in(bestand, **wie):
    inlezing = open_lijst(bestand, **wie)
    return lees_in(inlezing, door=wie["door"])


def oordelen(inlezing):
    """Row number -> verdict."""
    return dict(inlezing.regels.values_list("rijnummer", "oordeel"))


def aantallen():
    """How many rows each table holds that an import writes."""
    return {model.__name__: model.objects.count() for model in GETELD}


def kolommen(inlezing):
    return lijst_van_json(inlezing.lijst).kolommen


def tekst(antwoord):
    """What a person reads, without tags and double spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())
