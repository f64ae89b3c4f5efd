"""The only writers of saved views (design: domain, section 7)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from basis.vastleggen import leg_vast
from rapportage.models import BewaardeWeergave

HOOGSTENS_WEERGAVEN = 20


@transaction.atomic
def bewaar_weergave(*, gebruiker, naam, vraag, standaard=False):
    """Save a view under a name; `vraag` as `Lijstvraag.vraag` gives it. Raises ValidationError with words."""
    if BewaardeWeergave.objects.filter(gebruiker=gebruiker).count() >= HOOGSTENS_WEERGAVEN:
        raise ValidationError(
            f"U hebt al {HOOGSTENS_WEERGAVEN} weergaven bewaard. Verwijder er eerst een die u niet meer gebruikt."
        )
    if standaard:
        _geen_standaard(gebruiker)
    return leg_vast(
        BewaardeWeergave(gebruiker=gebruiker, naam=naam.strip(), vraag=vraag, standaard=standaard)
    )


@transaction.atomic
def wijzig_weergave(weergave, *, naam, standaard):
    """Give it another name, and say whether the list begins with it. Raises ValidationError with words."""
    if standaard:
        _geen_standaard(weergave.gebruiker)
    weergave.naam, weergave.standaard = naam.strip(), standaard
    weergave.full_clean()
    try:
        with transaction.atomic():
            weergave.save(update_fields=["naam", "standaard"])
    except IntegrityError:  # another window of hers was first
        weergave.full_clean()
        raise
    return weergave


@transaction.atomic
def verwijder_weergave(weergave):
    """Gone; the candidates stay what they are."""
    weergave.delete()


def _geen_standaard(gebruiker):
    BewaardeWeergave.objects.filter(gebruiker=gebruiker, standaard=True).update(standaard=False)
