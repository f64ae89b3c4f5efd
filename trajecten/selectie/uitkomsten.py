"""What came out of a round for one person, by the kind of round: the form's fields, the writer, and it in words."""

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.keuzes import Rondesoort
from trajecten.selectie.keuzes import GEGEVENS, Onderdeelstand, Uitslag
from trajecten.selectie.models import Onderdeeluitslag, Rondegegevens

AL_BESLOTEN = "Over deze kandidaat is al besloten. Draai eerst het besluit terug."


def velden_van(ronde):
    """Which fields of Rondegegevens a round of this kind has; () when only scores and the decision count."""
    return GEGEVENS.get(Rondesoort(ronde.soort), ())


@transaction.atomic
def leg_uitkomst_vast(rondedeelname, *, waarden, onderdelen=None, gezien, door):
    """Store the outcome: `waarden` maps a field of `velden_van` to a code ("" = not known).

    `onderdelen` maps a Toetsonderdeel of this round to (Onderdeelstand, Betaler or ""), or to None for no outcome;
    `gezien` is the versie that the user saw, None when there was nothing yet. Raises ValidationError after the
    decision, for a field of another kind of round and a part of another round; IntussenGewijzigd when a colleague was
    first.
    """
    rondedeelname.refresh_from_db(fields=["uitslag"])
    if rondedeelname.uitslag != Uitslag.OPEN:
        raise ValidationError(AL_BESLOTEN)
    if set(waarden) - set(velden_van(rondedeelname.ronde)):
        raise ValidationError("Dit hoort niet bij deze soort ronde.")
    gegevens, nieuw = Rondegegevens.objects.get_or_create(
        rondedeelname=rondedeelname, defaults={"gewijzigd_door": door}
    )
    if gezien is None and not nieuw:
        raise IntussenGewijzigd(gegevens)
    for naam, waarde in waarden.items():
        setattr(gegevens, naam, waarde)
    gegevens.full_clean(exclude=["rondedeelname", "gewijzigd_door"])
    bewaar(gegevens, gezien=gegevens.versie if nieuw else gezien, velden=list(waarden), door=door)
    _zet_onderdelen(gegevens, rondedeelname.ronde_id, onderdelen or {})
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=rondedeelname.traject.kandidaat.dossiernummer,
        categorie=Categorie.SELECTIE,
    )
    return gegevens


def _zet_onderdelen(gegevens, ronde_id, onderdelen):
    for onderdeel, uitkomst in onderdelen.items():
        if onderdeel.ronde_id != ronde_id:
            raise ValidationError("Dit onderdeel hoort bij een andere ronde.")
        if uitkomst is None:
            gegevens.onderdelen.filter(onderdeel=onderdeel).delete()
            continue
        stand, betaler = uitkomst
        rij = gegevens.onderdelen.filter(onderdeel=onderdeel).first() or Onderdeeluitslag(
            gegevens=gegevens, onderdeel=onderdeel
        )
        rij.stand, rij.betaler = stand, betaler
        rij.full_clean()
        rij.save()


def in_woorden(gegevens):
    """[(what, outcome)] of a Rondegegevens, for the screen; [] without one."""
    if gegevens is None:
        return []
    velden = velden_van(gegevens.rondedeelname.ronde)
    regels = [
        (gegevens._meta.get_field(naam).verbose_name.capitalize(), getattr(gegevens, f"get_{naam}_display")())
        for naam in velden
        if getattr(gegevens, naam)
    ]
    for rij in gegevens.onderdelen.all():
        tekst = rij.get_stand_display()
        if rij.stand == Onderdeelstand.TRAINING:
            tekst += f", betaalt: {rij.get_betaler_display().lower()}"
        regels.append((rij.onderdeel.naam.capitalize(), tekst))
    return regels
