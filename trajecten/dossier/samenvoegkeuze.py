"""What a colleague chose on the merge page, kept encrypted in her own session until the recap is confirmed.

So the recap is a page of its own: Back and reload show it again, and nothing of the choice stands in an address
(PRIV-15).
"""

import json
import uuid

from django.http import QueryDict

from basis.versleuteling import OntsleutelMislukt, ontsleutel, versleutel

SESSIE = "samenvoegkeuzes"
BEWAARD = 3  # choices per session; older ones are forgotten


def bewaar(request, gegevens):
    """Keep what the form sent (a QueryDict); returns the key for the address of the recap."""
    alle = dict(request.session.get(SESSIE, {}))
    while len(alle) >= BEWAARD:
        del alle[next(iter(alle))]
    sleutel = str(uuid.uuid4())
    request.session[SESSIE] = {**alle, sleutel: versleutel(json.dumps(gegevens.urlencode())).decode()}
    return sleutel


def lees(request, sleutel):
    """What was kept under this key, as a QueryDict, or None (also when its key of encryption is gone)."""
    bewaard = request.session.get(SESSIE, {}).get(sleutel)
    try:
        return QueryDict(json.loads(ontsleutel(bewaard))) if bewaard else None
    except OntsleutelMislukt:
        return None
