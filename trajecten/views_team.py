"""Who guides a cohort as a whole: its trainers and jobcoaches."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.meldingen import meld
from trajecten.forms import TeamForm
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import personen
from trajecten.lichtingplan import wie_begeleidt
from trajecten.lichtingstand import mag_beheren
from trajecten.lichtingteam import stel_team_in
from trajecten.views import lichting_of_404, wie_plaatst


@require_http_methods(["GET", "POST"])
@wie_plaatst
def team(request, pk):
    """Name the trainers and jobcoaches of the group; its people are assigned to them at once."""
    lichting = lichting_of_404(request, pk)
    if not mag_beheren(lichting, request.user):
        raise PermissionDenied
    if lichting.geannuleerd_op:
        meld(request, "Deze lichting is geannuleerd.", soort="info")
        return redirect(lichting)
    form = TeamForm(request.POST or None, lichting=lichting)

    def stel_in():
        gegevens = form.cleaned_data
        nieuw, gestopt = stel_team_in(
            lichting,
            trainers=list(gegevens["trainers"]),
            jobcoaches=list(gegevens["jobcoaches"]),
            gezien=gegevens["gezien"],
            door=request.user,
        )
        delen = ["Trainers en jobcoaches opgeslagen."]
        if nieuw:
            delen.append(f"Toegewezen: {_van(nieuw)}.")
        if gestopt:
            delen.append(f"Gestopt: {_van(gestopt)}.")
        meld(request, " ".join(delen))

    if verwerkt(request, form, stel_in):
        return redirect(lichting)
    context = {"lichting": lichting, "form": form, "begeleiders": wie_begeleidt(lichting)}
    return render(request, "trajecten/team.html", context)


def _van(toewijzingen):
    """ "Femke Oldenhage (trainer) bij 12 mensen, ..." of these assignments."""
    geteld = {}
    for toewijzing in toewijzingen:
        wie = f"{toewijzing.gebruiker.naam} ({toewijzing.get_rol_display().lower()})"
        geteld[wie] = geteld.get(wie, 0) + 1
    return ", ".join(f"{wie} bij {personen(aantal)}" for wie, aantal in geteld.items())
