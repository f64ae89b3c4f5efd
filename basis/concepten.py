"""Drafts on the server: what a person types survives errors, a session end and another computer (A11Y-06).

Nothing is kept in the browser: computers are shared. A form page carries the hidden field `concept`, a signed value
that says whose draft of which form this is; static/js/concept.js sends the fields to `basis:concept` while she types,
and `VangnetMiddleware` catches the form that is sent after her session ended.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from basis.inzendingen import VELD as INZENDING
from basis.inzendingen import al_ingezonden
from basis.models import Concept

VELD = "concept"
ZOUT = "basis.concept"
GELDIG = 24 * 60 * 60  # seconds that a page may save without a session
MAX_BYTES = 64 * 1024
MAX_PER_GEBRUIKER = 50
NOOIT = frozenset({VELD, INZENDING, "csrfmiddlewaretoken", "weggooien"})
GEHEIM = ("password", "wachtwoord", "token", "geheim")


class ConceptTeGroot(ValueError):
    """More than MAX_BYTES of text; nothing was kept."""


@dataclass(frozen=True)
class Handtekening:
    """What the hidden field says, once its signature was checked."""

    gebruiker_id: int
    sleutel: str
    pagina: str


def conceptsleutel(gebruiker, sleutel, pagina=""):
    """The signed value for the hidden field. `pagina`: the page with the form, where the form is sent elsewhere."""
    return signing.dumps({"g": gebruiker.pk, "s": sleutel, "p": pagina}, salt=ZOUT)


def lees_conceptsleutel(waarde, *, max_age=None):
    """The Handtekening in a signed value, or None when it is missing, too old (seconds) or not ours."""
    try:
        inhoud = signing.loads(waarde or "", salt=ZOUT, max_age=max_age)
    except signing.BadSignature:
        return None
    return Handtekening(gebruiker_id=inhoud["g"], sleutel=inhoud["s"], pagina=inhoud["p"])


def concept_voor(gebruiker, sleutel):
    """The draft of this user of this form, or None."""
    return Concept.objects.filter(gebruiker=gebruiker, sleutel=sleutel).first()


@transaction.atomic
def bewaar_concept(*, gebruiker_id, sleutel, velden):
    """Keep `velden` (name -> list of texts) as the draft of this form; it replaces the earlier one.

    Never keeps tokens or passwords. Beyond MAX_PER_GEBRUIKER the oldest drafts go. Raises ConceptTeGroot.
    """
    inhoud = {naam: list(waarden) for naam, waarden in velden.items() if _mag_bewaard(naam)}
    if len(json.dumps(inhoud, ensure_ascii=False).encode()) > MAX_BYTES:
        raise ConceptTeGroot(f"Een concept mag hoogstens {MAX_BYTES // 1024} kB zijn.")
    Concept.objects.bulk_create(
        [Concept(gebruiker_id=gebruiker_id, sleutel=sleutel, inhoud=inhoud, bewaard_op=timezone.now())],
        update_conflicts=True,
        unique_fields=["gebruiker", "sleutel"],
        update_fields=["inhoud", "bewaard_op"],
    )
    eigen = Concept.objects.filter(gebruiker_id=gebruiker_id)
    te_veel = eigen.order_by("-bewaard_op", "-pk").values_list("pk", flat=True)[MAX_PER_GEBRUIKER:]
    eigen.filter(pk__in=list(te_veel)).delete()
    return eigen.get(sleutel=sleutel)


def verwijder_concept(gebruiker, sleutel):
    """After the form was kept, or when she throws the draft away. No draft is fine."""
    Concept.objects.filter(gebruiker=gebruiker, sleutel=sleutel).delete()


def _mag_bewaard(naam):
    return naam not in NOOIT and not any(woord in naam.lower() for woord in GEHEIM)


@dataclass(frozen=True)
class FormulierConcept:
    """What the form template needs: `form.concept` (see `zet_concept`)."""

    waarde: str
    url: str
    concept: Concept | None
    zeker: bool = False  # the script waits for an answer before it lets the page go

    @property
    def weggooien(self):
        """The hidden fields of the button "Concept weggooien", a form of its own."""
        return {VELD: self.waarde, "weggooien": "1"}


def zet_concept(form, *, gebruiker, sleutel, pagina="", zeker=False):
    """Give a form its draft: sets `form.concept` for the template, and fills an unbound form with the draft, if any.

    The values stand in the form exactly as they were typed, finished or not; a hidden `versie` comes from the draft
    too, so that a change by somebody else in between is noticed. Returns the Concept or None.

    `zeker`: for a form that is filled in on the road. It is sent by the script first, and by the browser once there was
    an answer, so that a lost connection never costs the page. The view must ask `al_ingezonden` before it judges the
    form (trajecten.formulieren.verwerkt does), since the second of the two writes nothing.
    """
    concept = None if form.is_bound else concept_voor(gebruiker, sleutel)
    form.concept = FormulierConcept(
        waarde=conceptsleutel(gebruiker, sleutel, pagina),
        url=reverse("basis:concept"),
        concept=concept,
        zeker=zeker,
    )
    if concept is not None:
        data = concept.gegevens()
        for naam, veld in form.fields.items():
            html_naam = form.add_prefix(naam)
            if not veld.disabled and not veld.widget.value_omitted_from_data(data, {}, html_naam):
                form.initial[naam] = veld.widget.value_from_datadict(data, {}, html_naam)
    return concept


def vang_op(request):
    """Keep the form in this POST as a draft of the user its signature names.

    Returns (Handtekening, Concept), or None when the POST carries no valid signature. Raises ConceptTeGroot. Safe
    without a session: the signature was given to that user's own page, less than GELDIG seconds ago.
    """
    handtekening = lees_conceptsleutel(request.POST.get(VELD), max_age=GELDIG)
    if handtekening is None or "weggooien" in request.POST or al_ingezonden(request):
        return None
    if not get_user_model()._base_manager.filter(pk=handtekening.gebruiker_id, is_active=True).exists():
        return None
    concept = bewaar_concept(
        gebruiker_id=handtekening.gebruiker_id,
        sleutel=handtekening.sleutel,
        velden=dict(request.POST.lists()),
    )
    return handtekening, concept


def vang_op_bij_csrf_fout(request):
    """For the page about a failed CSRF check: somebody logged in again in another tab and sent the old page.

    Keeps the form as a draft and returns (address of the form page, Concept); None when there is nothing to keep. The
    signed value is itself a token that no other site can know, and only the user's own draft can come of it. Somebody
    who is logged in as another user gets None.
    """
    if request.method != "POST":
        return None
    handtekening = lees_conceptsleutel(request.POST.get(VELD), max_age=GELDIG)
    if handtekening is None or request.user.pk not in (None, handtekening.gebruiker_id):
        return None
    try:
        gevangen = vang_op(request)
    except ConceptTeGroot:
        return None
    return gevangen and (handtekening.pagina or request.get_full_path(), gevangen[1])


class VangnetMiddleware:
    """A form sent after the session ended is kept as a draft; then the user logs in and finds it filled in.

    Stands after CsrfViewMiddleware and before LoginRequiredMiddleware, and works in `process_view`: Django runs those
    in order, so a request without a valid CSRF token never gets here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if (
            request.method != "POST"
            or VELD not in request.POST
            or not getattr(view_func, "login_required", True)
            or request.user.is_authenticated
        ):
            return None
        pagina = request.get_full_path()
        try:
            gevangen = vang_op(request)
        except ConceptTeGroot:
            messages.error(
                request, "U was uitgelogd. Uw tekst was te lang om te bewaren. Ga terug om hem te kopiëren."
            )
            return self._naar_login(request, pagina)
        if gevangen is None:
            return None
        messages.info(request, "U was uitgelogd. Uw tekst is bewaard. Log in om verder te gaan.")
        return self._naar_login(request, gevangen[0].pagina or pagina)

    def _naar_login(self, request, pagina):
        antwoord = redirect_to_login(pagina, resolve_url(settings.LOGIN_URL))
        # htmx would follow the redirect and put the login page inside a part of the page
        return HttpResponseClientRedirect(antwoord.url) if getattr(request, "htmx", False) else antwoord
