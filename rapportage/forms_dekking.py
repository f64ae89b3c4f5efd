"""Which months the coverage is about, and whose late talks."""

from django import forms
from django.utils import formats, timezone

from basis.formulieren import Formulier
from basis.maanden import EEN_DAG, verjaardag
from rapportage.gemist import ZONDER

MAANDEN_TERUG = 36
STANDAARD = 3  # whole months before this one


def eerste_van_maand(dag, n=0):
    """The first day of the month n months later."""
    return verjaardag(dag.replace(day=1), n)


class DekkingForm(Formulier):
    """Whole months only: then nobody can tell one week of one person by shifting a day."""

    toon_niet_verplicht = False

    van = forms.ChoiceField(label="Vanaf de maand", required=False)
    tot = forms.ChoiceField(label="Tot en met de maand", required=False)

    def __init__(self, data, **kwargs):
        """What the address leaves out is filled in, so that the fields say what the page shows."""
        nu = eerste_van_maand(timezone.localdate())
        maanden = [eerste_van_maand(nu, -n) for n in range(MAANDEN_TERUG)]
        gekozen = {
            "van": f"{eerste_van_maand(nu, -STANDAARD):%Y-%m}",
            "tot": f"{eerste_van_maand(nu, -1):%Y-%m}",
        }
        super().__init__(gekozen | {naam: data[naam] for naam in gekozen if data.get(naam)}, **kwargs)
        for veld in self.fields.values():
            veld.choices = [(f"{dag:%Y-%m}", formats.date_format(dag, "F Y")) for dag in maanden]

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("van") and gegevens.get("tot") and gegevens["tot"] < gegevens["van"]:
            self.add_error("tot", "Deze maand ligt voor de eerste maand. Draai ze om.")
        return gegevens

    def dagen(self):
        """(first day, last day) of a valid form."""
        van, tot = (timezone.datetime.strptime(self.cleaned_data[n], "%Y-%m").date() for n in ("van", "tot"))
        return van, eerste_van_maand(tot, 1) - EEN_DAG


class KwartaalForm(Formulier):
    """One whole quarter, for who may not open the people counted: quarters do not overlap, so that nothing can be
    worked out from the difference between two pages."""

    toon_niet_verplicht = False

    kwartaal = forms.ChoiceField(label="Kwartaal", required=False)

    def __init__(self, data, **kwargs):
        nu = timezone.localdate()
        dit = nu.replace(month=nu.month - (nu.month - 1) % 3, day=1)
        kwartalen = [verjaardag(dit, -3 * n) for n in range(MAANDEN_TERUG // 3)]
        gekozen = {"kwartaal": data.get("kwartaal") or f"{kwartalen[1]:%Y-%m}"}
        super().__init__(gekozen, **kwargs)
        self.fields["kwartaal"].choices = [
            (f"{dag:%Y-%m}", f"{formats.date_format(dag, 'F')} tot en met {_maand(dag, 2)}")
            for dag in kwartalen
        ]

    def dagen(self):
        """(first day, last day) of a valid form."""
        van = timezone.datetime.strptime(self.cleaned_data["kwartaal"], "%Y-%m").date()
        return van, eerste_van_maand(van, 3) - EEN_DAG


def _maand(dag, n):
    return formats.date_format(eerste_van_maand(dag, n), "F Y")


class TeLaatFilter(Formulier):
    """Of whom: everybody, or the people of one jobcoach."""

    coach = forms.ChoiceField(label="Jobcoach", required=False)

    def __init__(self, *args, coaches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coach"].choices = [
            ("", "Alle jobcoaches"),
            *((str(coach or ZONDER), naam or "Nog geen jobcoach") for coach, naam in coaches),
        ]
