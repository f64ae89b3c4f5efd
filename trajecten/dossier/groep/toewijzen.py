"""Group action: one jobcoach for everybody, as a first coach, beside the coach of now or in her place."""

from collections import defaultdict
from datetime import date

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, RadioVeld
from basis.templatetags.componenten import datum
from basis.validators import geen_bsn
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from kandidaten.caseload import zet_overdracht_terug
from kandidaten.diensten import heropen_toewijzing, trek_toewijzing_in, wijs_toe
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.dossier.diensten import laat_overnemen
from trajecten.dossier.forms import ERBIJ, NEEMT_OVER
from trajecten.dossier.groep.actie import Groepsactie, Vooruitzicht
from trajecten.models import Programma, Traject

OVERSLAAN = "overslaan"


def jobcoaches():
    """Everybody who can be jobcoach, by name, with `aantal`: people in a running traject whom she coaches now."""
    vandaag = timezone.localdate()
    loopt = Traject.objects.order_by().open().filter(kandidaat=OuterRef("kandidaat"))
    caseload = (
        Toewijzing.objects.order_by()
        .filter(Q(tot=None) | Q(tot__gte=vandaag), Exists(loopt), van__lte=vandaag)
        .filter(gebruiker=OuterRef("pk"), rol=Toewijzingsrol.JOBCOACH)
        .values("gebruiker")
        .annotate(n=Count("kandidaat", distinct=True))
        .values("n")
    )
    return (
        get_user_model()
        .objects.filter(is_active=True, rollen__rol=Toewijzingsrol.JOBCOACH)
        .annotate(aantal=Coalesce(Subquery(caseload, output_field=IntegerField()), 0))
        .order_by("naam", "pk")
    )


def _kandidaten(aantal):
    return "1 kandidaat" if aantal == 1 else f"{aantal} kandidaten"


class Keuzeform(Formulier):
    """Who, from when, and what to do with people who have a jobcoach."""

    uitleg = True
    gebruiker = forms.ChoiceField(label="Jobcoach")
    heeft_al = RadioVeld(
        label="En wie al een jobcoach heeft?",
        choices=[
            (OVERSLAAN, "Die slaan wij over"),
            (NEEMT_OVER, "Deze jobcoach neemt het over"),
            (ERBIJ, "Deze jobcoach komt erbij"),
        ],
        initial=OVERSLAAN,
    )
    van = DatumVeld(label="Vanaf")
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=120,
        validators=[geen_bsn],
        help_text="Verplicht bij overnemen. Bijvoorbeeld ‘andere baan’. Schrijf niets over gezondheid.",
    )

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        self._coaches = {str(coach.pk): coach for coach in jobcoaches()}
        self.leeg = "" if self._coaches else "Er is nog niemand met de rol jobcoach. Vraag het de beheerder."
        self.maximum = _maximum(mensen)
        veld = self.fields["gebruiker"]
        veld.choices = [
            ("", "Kies een jobcoach"),
            *[(code, f"{c.naam}, nu {_kandidaten(c.aantal)}") for code, c in self._coaches.items()],
        ]
        if self.maximum:
            veld.help_text = (
                f"In het programma van deze kandidaten is de verhouding hoogstens 1 op {self.maximum}."
            )
        self.initial.setdefault("van", timezone.localdate())

    def clean_gebruiker(self):
        return self._coaches[self.cleaned_data["gebruiker"]]

    def clean(self):
        gegevens = super().clean()
        if (
            gegevens.get("heeft_al") == NEEMT_OVER
            and not gegevens.get("reden")
            and "reden" not in self.errors
        ):
            self.add_error("reden", "Vul de reden in waarom deze jobcoach het overneemt.")
        gegevens["maximum"] = self.maximum
        return gegevens


def _maximum(mensen):
    """Most candidates per coach that a running programme of these people allows, None without a limit."""
    nummers = Traject.objects.order_by().open().filter(kandidaat__in=mensen).values("programma")
    maxima = Programma.objects.order_by().filter(pk__in=nummers, coachratio_max__isnull=False)
    return min(maxima.values_list("coachratio_max", flat=True), default=None)


def feiten(gegevens, vooruitzichten):
    """The recap in pairs (term, value)."""
    coach, erbij = gegevens["gebruiker"], sum(vooruitzicht.kan for vooruitzicht in vooruitzichten)
    straks = coach.aantal + erbij
    druk = f"Nu {_kandidaten(coach.aantal)}, straks {straks}."
    if gegevens["maximum"] and straks > gegevens["maximum"]:
        druk += f" Let op: in het programma is de verhouding hoogstens 1 op {gegevens['maximum']}."
    paren = [("Jobcoach", coach.naam), ("Hoe vol", druk), ("Vanaf", datum(gegevens["van"]))]
    return [*paren, ("Reden", gegevens["reden"])] if gegevens["reden"] else paren


# --- Judging ----------------------------------------------------------------------------------------------------------
def _lopend(mensen):
    """Candidate id -> assignments of a jobcoach that run now or are still to come."""
    gevonden = defaultdict(list)
    rijen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=timezone.localdate()), kandidaat__in=mensen, rol=Toewijzingsrol.JOBCOACH
    )
    for toewijzing in rijen.select_related("gebruiker").order_by("van", "pk"):
        gevonden[toewijzing.kandidaat_id].append(toewijzing)
    return gevonden


def _pas_vanaf(toewijzing):
    """ " (vanaf 30 nov 2026)" where it is still to come: the list of candidates does not show it yet."""
    return f" (vanaf {datum(toewijzing.van)})" if toewijzing.van > timezone.localdate() else ""


def _stand(toewijzingen):
    return ",".join(f"{t.pk}:{t.tot or ''}" for t in toewijzingen)


def vooruitzichten(mensen, gegevens):
    """A Vooruitzicht for each of these people; two queries."""
    lopend = _lopend(mensen)
    met_traject = set(
        Traject.objects.order_by().open().filter(kandidaat__in=mensen).values_list("kandidaat_id", flat=True)
    )
    return [_vooruitzicht(k, k.pk in met_traject, lopend.get(k.pk, []), gegevens) for k in mensen]


def _vooruitzicht(kandidaat, heeft_traject, lopend, gegevens):
    coach, van = gegevens["gebruiker"], gegevens["van"]
    vast = [t for t in lopend if t.vervangt_id is None and (t.tot is None or t.tot >= van)]
    namen = ", ".join(f"{t.gebruiker.naam}{_pas_vanaf(t)}" for t in vast)
    eigen = next((t for t in lopend if t.gebruiker_id == coach.pk), None)
    oud, kan = None, False
    if not heeft_traject:
        tekst = "Heeft geen traject dat loopt."
    elif eigen:
        tekst = f"{coach.naam} werkt al als jobcoach met deze kandidaat{_pas_vanaf(eigen)}."
    elif not vast:
        kan, tekst = True, f"{coach.naam} wordt jobcoach."
    elif gegevens["heeft_al"] == OVERSLAAN:
        tekst = f"Heeft al een jobcoach: {namen}."
    elif gegevens["heeft_al"] == ERBIJ:
        kan, tekst = True, f"{coach.naam} wordt ook jobcoach, naast {namen}."
    elif len(vast) > 1:
        tekst = f"Heeft {len(vast)} jobcoaches: {namen}. Kies in het dossier wie het overneemt."
    else:
        kan, oud, tekst = True, vast[0], f"{coach.naam} neemt het over van {namen}."
    return Vooruitzicht(kandidaat, kan, tekst, _stand(lopend), oud)


# --- Doing and undoing ------------------------------------------------------------------------------------------------
def doe(vooruitzicht, gegevens, *, door):
    """Assign for one person: (sentence, what undoing needs). Raises as `wijs_toe`, and IntussenGewijzigd."""
    kandidaat, oud, coach = vooruitzicht.kandidaat, vooruitzicht.werk, gegevens["gebruiker"]
    # Touch the candidate first: two coordinators take turns, and the second one sees what the first did.
    if not neem_beurt(kandidaat):
        raise IntussenGewijzigd(
            kandidaat
        )  # gone: the database would refuse everybody, at the end of the transaction
    if _stand(_lopend([kandidaat])[kandidaat.pk]) != vooruitzicht.stand:
        raise IntussenGewijzigd(kandidaat)
    velden = {"gebruiker": coach, "van": gegevens["van"], "reden": gegevens["reden"], "door": door}
    if oud is None:
        nieuw = wijs_toe(kandidaat=kandidaat, rol=Toewijzingsrol.JOBCOACH, **velden)
        return f"{coach.naam} is jobcoach vanaf {datum(nieuw.van)}.", {"nieuw": nieuw.pk}
    oud.kandidaat = kandidaat
    spoor = {"oud": oud.pk, "liep_tot": oud.tot.isoformat() if oud.tot else ""}
    nieuw = laat_overnemen(oud, **velden)
    spoor |= {"nieuw": nieuw.pk, "nu_tot": oud.tot.isoformat()}
    tekst = f"{coach.naam} neemt het vanaf {datum(nieuw.van)} over van {oud.gebruiker.naam}."
    return tekst, spoor


def ongedaan(kandidaat, spoor, *, door):
    """Take one assignment back, and let the one before it run on. Raises IntussenGewijzigd if somebody changed it."""
    nieuw = _nog_zo(kandidaat, spoor["nieuw"], None)
    trek_toewijzing_in(nieuw, door=door)
    if "oud" in spoor:
        oud = _nog_zo(kandidaat, spoor["oud"], date.fromisoformat(spoor["nu_tot"]))
        zet_overdracht_terug(kandidaat=kandidaat, van=oud.gebruiker, naar=nieuw.gebruiker, per=nieuw.van)
        tot = date.fromisoformat(spoor["liep_tot"]) if spoor["liep_tot"] else None
        heropen_toewijzing(oud, tot=tot, reden=oud.reden, door=door)


def _nog_zo(kandidaat, pk, tot):
    rijen = Toewijzing.objects.select_related("gebruiker")
    toewijzing = rijen.filter(pk=pk, kandidaat=kandidaat, tot=tot).first()
    if toewijzing is None:
        raise IntussenGewijzigd(kandidaat)
    toewijzing.kandidaat = kandidaat
    return toewijzing


ACTIE = Groepsactie(
    titel="Jobcoach toewijzen",
    knop="Jobcoach toewijzen",
    formulier=Keuzeform,
    vooruitzichten=vooruitzichten,
    feiten=feiten,
    doe=doe,
    ongedaan=ongedaan,
)
