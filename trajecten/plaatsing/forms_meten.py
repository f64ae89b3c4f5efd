"""Forms of follow-up questions: a try without an answer, and one employer about several people."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, RadioVeld
from kandidaten.keuzes import Kanaal
from trajecten.plaatsing.keuzes import Meetantwoord, Meetbron


class NavraagForm(Formulier):
    """Nobody reached."""

    op = DatumVeld(label="Geprobeerd op")
    kanaal = RadioVeld(label="Hoe?", choices=Kanaal.choices)
    bij = RadioVeld(
        label="Bij wie?",
        choices=[(code, label.removeprefix("Van ").capitalize()) for code, label in Meetbron.choices],
    )
    opnieuw_op = DatumVeld(
        label="Weer proberen op",
        required=False,
        help_text="Tot die dag staat deze vraag onderaan de lijst. Bijvoorbeeld 10-12-2026.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("op", timezone.localdate())

    def clean(self):
        gegevens = super().clean()
        op, opnieuw = gegevens.get("op"), gegevens.get("opnieuw_op")
        if op and opnieuw and opnieuw <= op:
            self.add_error("opnieuw_op", "De volgende keer ligt na deze poging.")
        return gegevens


class WerkgeverForm(Formulier):
    """One call about several people: the same day and source, an answer for each of whom it was asked."""

    datum = DatumVeld(label="Gevraagd op")
    bron = forms.ChoiceField(
        label="Van wie is dit gehoord", choices=Meetbron.choices, initial=Meetbron.WERKGEVER
    )

    def __init__(self, *args, plaatsingen, **kwargs):
        """`plaatsingen`: rows of `te_vragen`."""
        super().__init__(*args, **kwargs)
        self.plaatsingen = plaatsingen
        self.initial.setdefault("datum", timezone.localdate())
        for plaatsing in plaatsingen:
            naam, pk = plaatsing.traject.kandidaat.naam, plaatsing.traject_id
            antwoord = forms.ChoiceField(
                label=f"Werkt {naam} nog?",
                required=False,
                choices=[("", "Nog niet gevraagd"), *Meetantwoord.choices],
            )
            antwoord.widget.attrs |= {"class": "form-select", "aria-label": f"Werkt {naam} nog?"}
            dag = DatumVeld(label=f"Laatste werkdag van {naam}", required=False)
            dag.widget.attrs |= {
                "class": "form-control breedte-datum",
                "aria-label": f"Laatste werkdag van {naam}, als dag-maand-jaar",
            }
            self.fields |= {f"antwoord_{pk}": antwoord, f"dag_{pk}": dag}

    def gezamenlijk(self):
        """The fields that are the same for everybody."""
        return [self["datum"], self["bron"]]

    def rijen(self):
        """(placement, answer, last working day) for each person."""
        for plaatsing in self.plaatsingen:
            yield plaatsing, self[f"antwoord_{plaatsing.traject_id}"], self[f"dag_{plaatsing.traject_id}"]

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not self.beantwoord():
            self.add_error(None, "Kies bij minstens een persoon een antwoord.")
        for plaatsing in self.plaatsingen:
            pk = plaatsing.traject_id
            antwoord, dag = gegevens.get(f"antwoord_{pk}"), gegevens.get(f"dag_{pk}")
            if antwoord == Meetantwoord.GEEN_WERK and not dag and f"dag_{pk}" not in self.errors:
                self.add_error(
                    f"dag_{pk}", f"Vul de laatste werkdag in van {plaatsing.traject.kandidaat.naam}."
                )
            if dag and antwoord != Meetantwoord.GEEN_WERK:
                self.add_error(f"dag_{pk}", "De laatste werkdag hoort bij ‘nee, geen werk’.")
        return gegevens

    def beantwoord(self):
        """[(placement, answer, last working day or None)] of whom it was asked."""
        rijen = [
            (
                p,
                self.cleaned_data.get(f"antwoord_{p.traject_id}"),
                self.cleaned_data.get(f"dag_{p.traject_id}"),
            )
            for p in self.plaatsingen
        ]
        return [rij for rij in rijen if rij[1]]
