"""The public pages: which programmes somebody can register for, the form, and what happens next. No account.

No session is made and nothing personal stands in an address. Every registration gets the same answer, whether or not
the person is known already.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from basis.inzendingen import al_ingezonden
from basis.tempo import wachttijd
from trajecten.dossier.forms_zelf import ZelfForm
from trajecten.dossier.zelf import meld_zelf_aan
from trajecten.formulieren import bewaar_eenmalig
from trajecten.models import Programma

# A class room full of people behind one address fits in an hour; a machine that goes on does not.
HOOGSTENS, PER_SECONDEN = 40, 60 * 60


@login_not_required
@require_safe
def aanmelden(request):
    """Programmes that are open to everybody."""
    programmas = Programma.objects.openbaar().order_by("naam", "pk")
    return render(request, "dossier/zelf.html", {"programmas": programmas, **_overal()})


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def aanmelden_programma(request, code):
    """The form of one programme. 429 with everything she typed when too many came from one place."""
    programma = _open_of_404(code)
    klaar = reverse("dossier:aanmelden_klaar", args=[programma.code])
    form = ZelfForm(request.POST if request.method == "POST" else None, programma=programma)
    antwoord = None
    if request.method == "POST":
        if al_ingezonden(request):  # the second half of a double click
            return redirect(klaar)
        if form.is_valid():
            wacht = wachttijd(request, "aanmelden", hoogstens=HOOGSTENS, seconden=PER_SECONDEN)
            if wacht:
                form.te_vaak(wacht)
                antwoord = _toon(request, form, status=429)
                antwoord["Retry-After"] = str(wacht)
            elif bewaar_eenmalig(request, form, lambda: _meld_aan(request, form)):
                return redirect(klaar)
    return antwoord or _toon(request, form)


@login_not_required
@require_safe
def aanmelden_klaar(request, code):
    """What happens next, and when. The same for everybody."""
    return render(request, "dossier/zelf_klaar.html", {"programma": _open_of_404(code), **_overal()})


def _open_of_404(code):
    return get_object_or_404(Programma.objects.openbaar(), code=code)


def _toon(request, form, status=200):
    context = {"form": form, "programma": form.programma, **_overal()}
    return render(request, "dossier/zelf_formulier.html", context, status=status)


def _overal():
    return {"organisatie": settings.ORGANISATIE}


def _meld_aan(request, form):
    door = request.user if request.user.is_authenticated else None
    meld_zelf_aan(
        persoon=form.persoon, gemeente=form.cleaned_data["gemeente"], programma=form.programma, door=door
    )
