"""From a valid form to a service and back: once per page, and refusals at the field they are about."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import NoReverseMatch, reverse

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from trajecten.groepsactie import WEIGERING, zin

INTUSSEN = "Een collega heeft dit intussen gewijzigd. Er is nog niets bewaard. Kijk wat er nu staat."


def neem_over(form, fout):
    """Put the ValidationError of a service in the form; what the form has no field for stands above it."""
    per_veld = fout.message_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.messages}
    for naam, zinnen in per_veld.items():
        for tekst in zinnen:
            form.add_error(naam if naam in form.fields else None, tekst)


def verwerkt(request, form, dienst):
    """Handle the POST of a form page: True when it is written (now, or by an earlier submit of this very page).

    Asks for the earlier submit first: after it the form may no longer be valid, and a double click is no fault.
    """
    if request.method != "POST":
        return False
    return al_ingezonden(request) or (form.is_valid() and bewaar_eenmalig(request, form, dienst))


def bewaar_eenmalig(request, form, dienst):
    """Call `dienst()` for the first submit of this page only. True: it is written, now or by the earlier submit.

    False: the service refused, and the form says why; nothing was written.
    """
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                dienst()
    except ValidationError as fout:
        neem_over(form, fout)
        return False
    except IntussenGewijzigd:
        if hasattr(form, "meld_conflict"):
            form.meld_conflict()
        else:
            form.add_error(None, INTUSSEN)
        return False
    return True


def doe_met_een_knop(request, dienst, klaar, *, ongedaan=""):
    """A button without a form: call `dienst()` once per page, and say what became of it.

    A second click of the same page changes nothing and says nothing; `ongedaan` as in `meld`.
    """
    try:
        with eenmalig(request) as poging:
            if not poging.eerste:
                return
            dienst()
    except WEIGERING as fout:
        meld(request, zin(fout), soort="fout")
    else:
        meld(request, klaar, ongedaan=ongedaan)


def meld_weigeringen(request, niet, naam=lambda traject: traject.kandidaat.naam):
    """One message for each person (Weigering) with whom it did not work; `naam(ding)` gives her name."""
    for weigering in niet:
        meld(request, f"{naam(weigering.ding)}: {weigering.reden}", soort="aandacht")


def adres_of(urlnaam, anders):
    """The address of a page of a higher room, or `anders` where this installation does not have it."""
    try:
        return reverse(urlnaam)
    except NoReverseMatch:
        return anders
