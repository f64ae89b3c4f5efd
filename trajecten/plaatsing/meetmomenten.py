"""Follow-up facts: still at work 3, 6, 12, 24 and 36 months after the first working day of the employment?"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from basis.maanden import verjaardag
from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Toestemming
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.models import Traject
from trajecten.plaatsing.diensten import beeindig_plaatsing
from trajecten.plaatsing.keuzes import MEETMAANDEN, Meetantwoord
from trajecten.plaatsing.models import Meetmoment, Plaatsing


@dataclass(frozen=True)
class Meetpunt:
    """One of the five moments: its day, and the recorded fact if there is one."""

    maanden: int
    dag: date
    vastgelegd: Meetmoment | None
    nu: bool

    @property
    def stand(self):
        """gedaan, nu (its day has come) or later."""
        return "gedaan" if self.vastgelegd else "nu" if self.nu else "later"


def eerste_werkdag(traject):
    """The first working day of the employment: of the first contract, not of the trial. None without a contract."""
    return (
        Plaatsing.objects.filter(traject=traject)
        .contracten()
        .order_by("start", "pk")
        .values_list("start", flat=True)
        .first()
    )


def meetpunten(start, vastgelegd, vandaag):
    """The five Meetpunten of an employment that began on `start`; none when there is no employment (start None)."""
    if start is None:
        return []
    per_maand = {m.na_maanden: m for m in vastgelegd}
    return [
        Meetpunt(n, verjaardag(start, n), per_maand.get(n), verjaardag(start, n) <= vandaag)
        for n in MEETMAANDEN
    ]


@transaction.atomic
def leg_meetmoment_vast(
    traject, *, na_maanden, datum, antwoord, bron, door, laatste_werkdag=None, eindreden="", gezien=None
):
    """Record the fact of one moment, or correct it: then `gezien` is the `vastgelegd_op` that the user saw.

    With `eindreden` a contract that is still open ends on `laatste_werkdag`. Raises ValidationError per field: before
    the moment or in the future, "geen werk" without a last working day, no contract, already recorded, or consent to
    measure withdrawn; IntussenGewijzigd when somebody corrected it first.
    """
    if eindreden and antwoord != Meetantwoord.GEEN_WERK:
        raise ValidationError(
            {"eindreden": "Dit hoort bij ‘geen werk’. Beëindig de plaatsing anders bij Werk."}
        )
    _controleer(traject, na_maanden, datum, antwoord, laatste_werkdag)
    velden = {
        "datum": datum,
        "antwoord": antwoord,
        "laatste_werkdag": laatste_werkdag,
        "bron": bron,
        "vastgelegd_door": door,
        "vastgelegd_op": timezone.now(),
    }
    if gezien is None:
        meetmoment = Meetmoment(traject=traject, na_maanden=na_maanden, **velden)
        leg_vast(meetmoment)
    else:
        meetmoment = Meetmoment.objects.filter(traject=traject, na_maanden=na_maanden).first()
        if meetmoment is None:
            raise ValidationError("Dit meetmoment is nog niet vastgelegd.")
        for naam, waarde in velden.items():
            setattr(meetmoment, naam, waarde)
        meetmoment.full_clean()
        if not Meetmoment.objects.filter(pk=meetmoment.pk, vastgelegd_op=gezien).update(**velden):
            raise IntussenGewijzigd(meetmoment)
    if eindreden:
        _beeindig_lopend(traject, laatste_werkdag, eindreden, door)
    schrijf(
        gebruiker=door,
        handeling=Handeling.MAKEN if gezien is None else Handeling.WIJZIGEN,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.MEETMOMENTEN,
    )
    return meetmoment


def lopend_contract(traject):
    """The contract without a last working day, or None: what "geen werk" may end."""
    return Plaatsing.objects.filter(traject=traject).contracten().niet_beeindigd().order_by("-start").first()


def controleer_moment(traject, na_maanden, datum, *, veld="datum"):
    """Check that this moment may be asked about on day `datum`; the first working day of the employment.

    Raises ValidationError: no contract, no such moment, before the moment or in the future (at `veld`), or she does not
    want to be asked any more (PRIV-12).
    """
    start = eerste_werkdag(traject)
    if start is None:
        raise ValidationError("Er is nog geen contract. Meten begint bij de eerste werkdag van het contract.")
    if na_maanden not in MEETMAANDEN:
        raise ValidationError({"na_maanden": "Kies 3, 6, 12, 24 of 36 maanden."})
    vanaf = verjaardag(start, na_maanden)
    if datum < vanaf:
        raise ValidationError({veld: f"Dit meetmoment is vanaf {vanaf:%d-%m-%Y}."})
    if datum > timezone.localdate():
        raise ValidationError({veld: "Deze dag ligt in de toekomst."})
    if Traject.objects.order_by().filter(wil_niet_gemeten(traject.kandidaat_id), pk=traject.pk).exists():
        raise ValidationError("Deze persoon wil niet meer dat wij vragen of zij nog werkt.")
    return start


def wil_niet_gemeten(kandidaat):
    """Condition (an OuterRef or a number): she withdrew her consent to be asked and did not give it again (PRIV-12).

    Who never said anything about it is asked: measuring needs no consent that was never put to her.
    """
    toestemming = Toestemming.objects.order_by().filter(kandidaat=kandidaat, doel=ToestemmingDoel.METEN)
    return Exists(toestemming.exclude(ingetrokken_op=None)) & ~Exists(toestemming.filter(ingetrokken_op=None))


def met_meetwens(trajecten):
    """Adds `wil_niet_gemeten` to trajects."""
    return trajecten.annotate(wil_niet_gemeten=wil_niet_gemeten(OuterRef("kandidaat")))


def _controleer(traject, na_maanden, datum, antwoord, laatste_werkdag):
    fouten = {}
    try:
        start = controleer_moment(traject, na_maanden, datum)
    except ValidationError as fout:
        if not hasattr(fout, "error_dict") or "datum" not in fout.error_dict:
            raise
        fouten = fout.message_dict
        start = eerste_werkdag(traject)
    if antwoord == Meetantwoord.GEEN_WERK:
        if laatste_werkdag is None:
            fouten["laatste_werkdag"] = "Vul de laatste werkdag in."
        elif laatste_werkdag < start:
            fouten["laatste_werkdag"] = f"De eerste werkdag was {start:%d-%m-%Y}."
        elif laatste_werkdag > datum:
            fouten["laatste_werkdag"] = "De laatste werkdag ligt na de dag van de vraag."
    elif laatste_werkdag is not None:
        fouten["laatste_werkdag"] = "De laatste werkdag vult u alleen in als iemand geen werk meer heeft."
    if fouten:
        raise ValidationError(fouten)


def _beeindig_lopend(traject, laatste_werkdag, eindreden, door):
    if laatste_werkdag is None:
        raise ValidationError({"laatste_werkdag": "Vul de laatste werkdag in om de plaatsing te beëindigen."})
    lopend = lopend_contract(traject)
    if lopend is not None:
        beeindig_plaatsing(
            lopend, laatste_werkdag=laatste_werkdag, eindreden=eindreden, gezien=lopend.versie, door=door
        )
