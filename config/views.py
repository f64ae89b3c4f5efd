"""Pages of the frame: the first page, health, the accessibility statement, and what is shown when something fails."""

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from basis.concepten import vang_op_bij_csrf_fout
from config.gezondheid import NODIG, antwoorden
from config.navigatie import startpagina

log = structlog.get_logger(__name__)


@require_safe
def start(request):
    """To the first page of somebody's role; without a role a page that says whom to ask."""
    adres = startpagina(request.user)
    return redirect(adres) if adres else render(request, "start.html")


@login_not_required
@require_safe
def toegankelijkheid(request):
    """The accessibility statement and how to report a problem (A11Y-25); public."""
    return render(
        request, "toegankelijkheid.html", {"organisatie": settings.ORGANISATIE, "meldpunt": settings.MELDPUNT}
    )


@never_cache
@login_not_required
@require_safe
def gezond(request):
    """200 {"status": "ok"} when the database answers, else 503. For monitoring: no login, no personal data."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error:
        return JsonResponse({"status": "geen database"}, status=503)
    return JsonResponse({"status": "ok"})


@never_cache
@login_not_required
@require_safe
def gezond_klaar(request):
    """200 {"status": "klaar"} when this web server can answer people, else 503. What is wrong stands in the log."""
    uitslag = antwoorden(NODIG)
    if all(uitslag.values()):
        return JsonResponse({"status": "klaar"})
    log.warning("niet_klaar", **uitslag)
    return JsonResponse({"status": "niet klaar"}, status=503)


def csrf_fout(request, reason=""):
    """A form came without its token: the page was too old, or the browser keeps no cookies. Keeps a draft if it can."""
    bewaard = vang_op_bij_csrf_fout(request)
    if request.path == reverse("basis:concept"):  # a script asks
        return JsonResponse({"bewaard_op": bewaard[1].tijd} if bewaard else {}, status=403)
    return render(request, "csrf_fout.html", {"formulierpagina": bewaard and bewaard[0]}, status=403)


def te_vaak(request, exception=None):
    """Too many attempts in a short time (the rate limits of login)."""
    return render(request, "429.html", status=429)
