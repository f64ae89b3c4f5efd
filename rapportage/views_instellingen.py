"""Mijn instellingen: the mail of the day, and the ways to her agenda and her password."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.meldingen import meld
from rapportage.agenda import ROLLEN as MET_AGENDA
from rapportage.dagoverzicht import kies_herinneringen
from rapportage.forms_instellingen import DagoverzichtForm
from rapportage.herinneringen import afgemeld, soorten_van
from rapportage.models import Dagoverzicht
from trajecten.formulieren import verwerkt


@require_http_methods(["GET", "HEAD", "POST"])
def instellingen(request):
    """Everybody's own. Who can be reminded of nothing has only the links."""
    soorten = soorten_van(request.user)
    if request.method == "POST" and not soorten:
        raise PermissionDenied
    form = None
    if soorten:
        form = DagoverzichtForm(request.POST or None, soorten=soorten, uit=afgemeld(request.user))

        def dienst():
            kies_herinneringen(
                gebruiker=request.user,
                aan=form.cleaned_data["soorten"],
                mag_kiezen=soorten,
                geen_mail=form.cleaned_data["geen_mail"],
            )

        if verwerkt(request, form, dienst):
            meld(request, "Uw keuze is opgeslagen.")
            return redirect("rapportage:instellingen")
    return render(
        request,
        "rapportage/instellingen.html",
        {
            "form": form,
            "laatste": Dagoverzicht.objects.filter(gebruiker=request.user).first() if soorten else None,
            "heeft_agenda": request.user.heeft_rol(*MET_AGENDA),
        },
    )
