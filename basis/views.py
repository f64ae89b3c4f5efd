"""Two addresses that scripts and forms use: the draft of a form, and the session."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect, JsonResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from basis import sessie as sessies
from basis.concepten import (
    VELD,
    ConceptTeGroot,
    bewaar_concept,
    lees_conceptsleutel,
    vang_op,
    verwijder_concept,
)
from basis.inzendingen import al_ingezonden


@never_cache
@login_not_required  # answers 401 itself: a script cannot use a login page
@require_http_methods(["POST", "DELETE"])
def concept(request):
    """POST keeps the fields as a draft; DELETE, or POST with `weggooien`, throws the draft away.

    Fields come form-encoded or as a JSON object. 200 {"bewaard_op": "14:02"}; 401 when logged out (with `bewaard_op` if
    the text was kept all the same); 403 for somebody else's page; 409 when the form itself was already sent; 413 when
    it is too long. `weggooien` from a page without JavaScript goes back to the form.
    """
    request.POST = _velden(request)
    if not request.user.is_authenticated:
        return _zonder_sessie(request)
    handtekening = lees_conceptsleutel(request.POST.get(VELD))
    if handtekening is None or handtekening.gebruiker_id != request.user.pk:
        return JsonResponse({"fout": "Dit scherm is niet van u."}, status=403)
    if request.method == "DELETE" or "weggooien" in request.POST:
        verwijder_concept(request.user, handtekening.sleutel)
        return _weggegooid(request, handtekening)
    if al_ingezonden(request):
        return JsonResponse({"fout": "Dit formulier is al bewaard."}, status=409)
    try:
        bewaard = bewaar_concept(
            gebruiker_id=request.user.pk, sleutel=handtekening.sleutel, velden=dict(request.POST.lists())
        )
    except ConceptTeGroot:
        return JsonResponse({"fout": "Uw tekst is te lang voor een concept."}, status=413)
    return JsonResponse({"bewaard_op": bewaard.tijd})


def _zonder_sessie(request):
    """Her session ended while she typed: her page still carries a signature of today."""
    if request.method == "DELETE" or "weggooien" in request.POST:
        return JsonResponse({"uitgelogd": True}, status=401)
    try:
        gevangen = vang_op(request)
    except ConceptTeGroot:
        gevangen = None
    antwoord = {"uitgelogd": True}
    if gevangen:
        antwoord["bewaard_op"] = gevangen[1].tijd
    return JsonResponse(antwoord, status=401)


def _weggegooid(request, handtekening):
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"weggegooid": True})
    messages.success(request, "Uw concept is weggegooid.")
    terug = handtekening.pagina or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure()):
        terug = "/"
    return HttpResponseRedirect(terug)


def _velden(request):
    """The fields as a QueryDict, from a form or from JSON ({"naam": "tekst"} or {"naam": ["a", "b"]})."""
    if request.method == "POST" and request.content_type != "application/json":
        return request.POST
    if request.content_type != "application/json":
        return QueryDict(request.body)
    data = QueryDict(mutable=True)
    try:
        inhoud = json.loads(request.body)
    except ValueError:
        return data
    for naam, waarde in inhoud.items() if isinstance(inhoud, dict) else ():
        data.setlist(naam, [str(deel) for deel in waarde] if isinstance(waarde, list) else [str(waarde)])
    return data


@never_cache
@login_not_required  # answers 401 itself
@require_http_methods(["GET", "POST"])
def sessie(request):
    """GET: how many seconds this session still has. POST: start the hour again. 401 when it has ended."""
    if request.user.is_authenticated and request.method == "POST":
        sessies.verleng(request)
    seconden = sessies.seconden_over(request)
    return JsonResponse({"seconden": seconden}, status=200 if request.user.is_authenticated else 401)


sessie.telt_niet_als_actief = True
