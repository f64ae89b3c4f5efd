"""The session ends an hour after the last thing somebody did, and says so in time (PRIV-15, A11Y-18)."""

import time

from django.conf import settings

SLEUTEL = "laatst_actief"
VERS = 60  # seconds: a page within a minute after the last one costs no write


class SessieMiddleware:
    """Whoever does something stays logged in. Asking how long is left (GET basis:sessie) is not doing something."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.sessie_seconden = lambda: seconden_over(request)  # for the base template
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if getattr(view_func, "telt_niet_als_actief", False) or not request.user.is_authenticated:
            return
        if time.time() - request.session.get(SLEUTEL, 0) >= VERS:
            verleng(request)


def verleng(request):
    """Start the hour again. The session is written, so its row and its cookie get the new end."""
    request.session[SLEUTEL] = int(time.time())


def seconden_over(request):
    """Seconds until this session ends without activity; 0 without a session. Never more than is really left."""
    if not request.user.is_authenticated:
        return 0
    begin = request.session.get(SLEUTEL, time.time() - VERS)
    return max(0, int(begin + settings.SESSION_COOKIE_AGE - time.time()))
