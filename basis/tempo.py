"""How often one visitor may do something on a page without a log-in. Counted by all processes together, in the cache.

The address of the visitor is never kept: the counter hangs on a keyed hash of it.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils.crypto import salted_hmac


def wachttijd(request, soort, *, hoogstens, seconden):
    """Count this request; return 0 while it is one of the first `hoogstens` of this period, else the seconds to wait.

    A period is `seconden` long by the clock, the same for everybody. Two requests at the very same moment may count as
    one: the limit is against floods, not an exact ration.
    """
    nu = int(time.time())
    sleutel = f"tempo:{soort}:{nu // seconden}:{_bezoeker(request)}"
    aantal = cache.get(sleutel, 0) + 1
    cache.set(sleutel, aantal, timeout=seconden)
    return 0 if aantal <= hoogstens else seconden - nu % seconden


def _bezoeker(request):
    """Where the request came from, as the log-in limits see it (behind a proxy too), hashed."""
    try:
        adres = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a socket without an address: all such visitors count as one
        adres = ""
    return salted_hmac("basis.tempo", adres).hexdigest()[:32]
