"""What handing over and standing in share: from which coach, to which colleagues, and who gets whom."""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils import timezone

from basis.formulieren import Formulier, VinkjesVeld
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.dossier.groep.toewijzen import jobcoaches

HOOGSTENS = 40  # people in one go: each has a field of her own on the page


def toewijzingen_van(mensen, vandaag=None):
    """Candidate id -> assignments of a jobcoach that run now or are still to come, cover too, by first day."""
    gevonden = defaultdict(list)
    rijen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=vandaag or timezone.localdate()),
        kandidaat__in=mensen,
        rol=Toewijzingsrol.JOBCOACH,
    )
    for toewijzing in rijen.select_related("gebruiker", "vervangt").order_by("van", "pk"):
        gevonden[toewijzing.kandidaat_id].append(toewijzing)
    return gevonden


def stand_van(toewijzingen):
    """In short how somebody stood, to see whether a colleague was first."""
    return ",".join(f"{t.pk}:{t.tot or ''}" for t in toewijzingen)


class Collegaform(Formulier):
    """Base: from which coach (of those who work with the chosen people now), and to whom."""

    uitleg = True

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        self.mensen = mensen
        self.per_persoon = toewijzingen_van(mensen)
        vaste = [t.gebruiker for rij in self.per_persoon.values() for t in rij if t.vervangt_id is None]
        self.van_wie = {str(g.pk): g for g in vaste}
        self._coaches = {str(coach.pk): coach for coach in jobcoaches()}
        self.leeg = self._waarom_niet()
        veld = self.fields["van_wie"]
        veld.choices = [(code, g.naam) for code, g in sorted(self.van_wie.items(), key=lambda p: p[1].naam)]
        if meeste := Counter(str(g.pk) for g in vaste).most_common(1):
            self.initial.setdefault("van_wie", meeste[0][0])
        enige = next(iter(self.van_wie)) if len(self.van_wie) == 1 else ""
        self.fields["collegas"].choices = [
            (code, f"{c.naam}, nu {_kandidaten(c.aantal)}")
            for code, c in self._coaches.items()
            if code != enige
        ]
        self.initial.setdefault("van", timezone.localdate())

    def _waarom_niet(self):
        if len(self.mensen) > HOOGSTENS:
            return f"Kies hoogstens {HOOGSTENS} mensen tegelijk. Wij vragen iets over elk van hen."
        if not self.van_wie:
            return "Geen van deze mensen heeft een jobcoach. Wijs eerst een jobcoach toe."
        if not self._coaches.keys() - (self.van_wie.keys() if len(self.van_wie) == 1 else set()):
            return "Er is geen andere jobcoach. Vraag de beheerder om een nieuwe gebruiker."
        return ""

    def clean_van_wie(self):
        return self.van_wie[self.cleaned_data["van_wie"]]

    def clean_collegas(self):
        return [self._coaches[code] for code in self.cleaned_data["collegas"]]

    def clean(self):
        gegevens = super().clean()
        van_wie, collegas = gegevens.get("van_wie"), gegevens.get("collegas")
        if van_wie and collegas and any(c.pk == van_wie.pk for c in collegas):
            self.add_error("collegas", f"{van_wie.naam} draagt over. Kies een andere collega.")
        gegevens["per_persoon"] = self.per_persoon
        return gegevens


def collegaveld(label):
    return VinkjesVeld(
        label=label,
        help_text="Kiest u er meer, dan verdelen wij de mensen. Wie de minste mensen heeft, krijgt de eerste.",
    )


def eigen_van(toewijzingen, van_wie):
    """The assignment of her own that this coach has for one person, or None."""
    return next((t for t in toewijzingen if t.gebruiker_id == van_wie.pk and t.vervangt_id is None), None)


def kijk_nog_eens(vooruitzicht):
    """Raises IntussenGewijzigd when somebody was assigned, or stopped, since the recap."""
    kandidaat = vooruitzicht.kandidaat
    if stand_van(toewijzingen_van([kandidaat])[kandidaat.pk]) != vooruitzicht.stand:
        raise IntussenGewijzigd(kandidaat)


def wie_krijgt(collegas, paren):
    """ "Bart 3, Yvonne 2": how many each colleague gets."""
    tellen = Counter(wie for _, wie in paren)
    return ", ".join(f"{c.naam} {tellen[c.pk]}" for c in collegas)


def vanaf(dag):
    return f"vanaf {datum(dag)}"


def _kandidaten(aantal):
    return "1 kandidaat" if aantal == 1 else f"{aantal} kandidaten"
