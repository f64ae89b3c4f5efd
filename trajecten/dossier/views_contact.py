"""Logging contact: an attempt or the success that stops the clock, and taking it back."""

from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.terug import terug_naar
from gebruikers.rechten import Categorie, Toegang
from kandidaten.diensten import leg_contact_vast, trek_contact_in, wijzig_kandidaat
from kandidaten.models import Contactmoment
from trajecten.dossier.diensten import ONGEDAAN_MINUTEN
from trajecten.dossier.eerste_contact import contactklok
from trajecten.dossier.forms import ContactForm
from trajecten.formulieren import verwerkt
from trajecten.toegang import traject_of_404


@require_http_methods(["GET", "POST"])
def contact(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.CONTACT, Toegang.SCHRIJVEN)
    form = ContactForm(request.POST or None, traject=traject)
    sleutel = f"dossier.contact:{traject.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    klok = contactklok(traject)
    terug = terug_naar(request, traject.get_absolute_url())

    def dienst():
        contactmoment = _leg_vast(form, request.user)
        verwijder_concept(request.user, sleutel)
        _meld_contact(request, traject, contactmoment, eerste=klok.loopt and form.gelukt)

    if verwerkt(request, form, dienst):
        return redirect(terug)
    return render(
        request, "dossier/contact.html", {"form": form, "traject": traject, "klok": klok, "terug": terug}
    )


def _leg_vast(form, door):
    """The contact, and that she was told about her privacy if the colleague ticked that."""
    gegevens, kandidaat = form.cleaned_data, form.traject.kandidaat
    contactmoment = leg_contact_vast(
        verwijzing=form.traject.verwijzing,
        gelukt=form.gelukt,
        kanaal=gegevens["kanaal"],
        tijdstip=gegevens["tijdstip"],
        notitie=gegevens["notitie"],
        door=door,
    )
    if form.gelukt and gegevens.get("privacy"):
        kandidaat.privacy_gegeven_op = timezone.localdate(gegevens["tijdstip"])
        wijzig_kandidaat(kandidaat, gezien=kandidaat.versie, velden=["privacy_gegeven_op"], door=door)
    return contactmoment


def _meld_contact(request, traject, contactmoment, *, eerste):
    naam = traject.kandidaat.naam
    if eerste:
        del traject.eerste_contact_op  # counted before; now it is there
        tekst = f"Contact met {naam} vastgelegd. {contactklok(traject).zin}"
    elif contactmoment.gelukt:
        tekst = f"Contact met {naam} vastgelegd."
    else:
        tekst = f"Poging om {naam} te bereiken vastgelegd."
    nummer = traject.kandidaat.dossiernummer
    terug = reverse("dossier:contact_terug", args=[nummer, traject.volgnummer, contactmoment.pk])
    meld(request, tekst, ongedaan=terug)


@require_POST
def contact_terug(request, dossiernummer, volgnummer, pk):
    """Undo: her own contact of the last ten minutes goes; the clock runs as if it never was."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.CONTACT, Toegang.SCHRIJVEN)
    contactmoment = Contactmoment.objects.filter(pk=pk, verwijzing=traject.verwijzing_id).first()
    if contactmoment is None:
        meld(request, "Dit contact is al ingetrokken.", soort="info")
        return redirect(traject)
    contactmoment = get_object_or_404(Contactmoment, pk=contactmoment.pk, door=request.user)
    if timezone.now() - contactmoment.vastgelegd_op > timedelta(minutes=ONGEDAAN_MINUTEN):
        meld(
            request,
            f"Ongedaan maken kan tot {ONGEDAAN_MINUTEN} minuten na het vastleggen. Het contact blijft staan.",
            soort="aandacht",
        )
    else:
        uitleg = _trek_in(contactmoment, traject.kandidaat, request.user)
        meld(request, "Het contact is weer weggehaald" + (", met de uitleg over privacy." if uitleg else "."))
    return redirect(traject)


@transaction.atomic
def _trek_in(contactmoment, kandidaat, door):
    """Take the contact back, and the privacy information that was given in it; True when that went too."""
    met_uitleg = (
        contactmoment.gelukt
        and kandidaat.privacy_gegeven_op == timezone.localdate(contactmoment.tijdstip)
        and kandidaat.gewijzigd_door_id == door.pk
        and kandidaat.gewijzigd_op >= contactmoment.vastgelegd_op
    )
    trek_contact_in(contactmoment, door=door)
    if met_uitleg:
        kandidaat.privacy_gegeven_op = None
        wijzig_kandidaat(kandidaat, gezien=kandidaat.versie, velden=["privacy_gegeven_op"], door=door)
    return met_uitleg
