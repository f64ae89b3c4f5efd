"""Forms of selection: the decisions of a round, one decision, scores, taking back, and taking people into a round."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from basis.formulieren import Formulier, RadioGroep, RadioVeld, VrijeTekstVeld
from trajecten.keuzes import Aanwezigheid
from trajecten.selectie.keuzes import REDENEN_BIJ_UITSLAG, Heropenreden, Uitslag
from trajecten.selectie.overzicht import voorstel

BESLUITEN = [
    (Uitslag.DOOR.value, "Door"),
    (Uitslag.AFGEWEZEN.value, "Afwijzen"),
    (Uitslag.TERUGGETROKKEN.value, "Trekt zich terug"),
]
SCORES = [
    ("", "Geen score"),
    ("1", "1 zeer laag"),
    ("2", "2 laag"),
    ("3", "3 voldoende"),
    ("4", "4 goed"),
    ("5", "5 zeer goed"),
]
ZICHTBAAR_GEWORDEN = (
    "Uw scores zijn nog niet bewaard. Terwijl u typte, was iedereen klaar en zijn alle scores zichtbaar geworden. "
    "Kies waarom u nu nog scores geeft en sla ze dan op."
)


def besluitnaam(deelname):
    return f"besluit_{deelname.pk}"


def redennaam(deelname):
    return f"reden_{deelname.pk}"


def redenen(uitslag):
    """Choices of the list that belongs to a rejection or a withdrawal."""
    return [("", "Kies een reden"), *REDENEN_BIJ_UITSLAG[Uitslag(uitslag)].choices]


def met_ankers(criterium):
    """The scores, each with what it looks like where the programme says so: "1 zeer laag: belt niet terug"."""
    ankers = {"1": criterium.anker_1, "3": criterium.anker_3, "5": criterium.anker_5}
    return [(code, f"{woord}: {ankers[code]}" if ankers.get(code) else woord) for code, woord in SCORES]


class RondeForm(Formulier):
    """A decision, or none yet, for each person of a round: one field per Rondedeelname."""

    toon_niet_verplicht = False

    def __init__(self, *args, deelnames, **kwargs):
        super().__init__(*args, **kwargs)
        self.deelnames = deelnames
        for deelname in deelnames:
            naam = deelname.traject.kandidaat.naam
            veld = forms.ChoiceField(
                label=f"Besluit over {naam}", choices=[("", "Nog niet"), *BESLUITEN], required=False
            )
            veld.widget.attrs["aria-label"] = veld.label
            self.fields[besluitnaam(deelname)] = veld

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not any(self.keuze(deelname) for deelname in self.deelnames):
            raise ValidationError("Kies bij minstens een kandidaat een besluit.")
        return gegevens

    def keuze(self, deelname):
        return self.cleaned_data.get(besluitnaam(deelname), "")


class ControleForm(Formulier):
    """The recap: the decisions, carried along, and a reason for each rejection and withdrawal."""

    def __init__(self, *args, keuzes, **kwargs):
        """`keuzes`: pairs (Rondedeelname, uitslag)."""
        super().__init__(*args, **kwargs)
        self.keuzes = keuzes
        for deelname, uitslag in keuzes:
            self.fields[besluitnaam(deelname)] = forms.ChoiceField(
                choices=BESLUITEN, widget=forms.HiddenInput, initial=uitslag
            )
            if Uitslag(uitslag) in REDENEN_BIJ_UITSLAG:
                naam = deelname.traject.kandidaat.naam
                veld = forms.ChoiceField(
                    label=f"Reden bij {naam}",
                    choices=redenen(uitslag),
                    error_messages={"required": f"Kies een reden bij {naam}."},
                    initial=self._voorgesteld(deelname, uitslag),
                )
                veld.widget.attrs["aria-label"] = veld.label
                self.fields[redennaam(deelname)] = veld

    @staticmethod
    def _voorgesteld(deelname, uitslag):
        """The reason that belongs to an excluding criterion with a 1, for a rejection; to be changed freely."""
        _, reden = (uitslag == Uitslag.AFGEWEZEN and voorstel(deelname)) or (None, "")
        return reden

    def reden(self, deelname):
        return self.cleaned_data.get(redennaam(deelname), "")


class BesluitForm(Formulier):
    """One decision about one person, with its reason."""

    toon_niet_verplicht = False
    uitslag = RadioVeld(label="Besluit", choices=BESLUITEN)
    reden = forms.ChoiceField(
        label="Reden",
        required=False,
        help_text="Alleen bij afwijzen of terugtrekken.",
        choices=[
            ("", "Kies een reden"),
            *[(dict(BESLUITEN)[u.value], lijst.choices) for u, lijst in REDENEN_BIJ_UITSLAG.items()],
        ],
    )

    def __init__(self, *args, voorstel=None, **kwargs):
        """`voorstel`: of `overzicht.voorstel`; it fills in a rejection that a person still has to save."""
        super().__init__(*args, **kwargs)
        if voorstel:
            self.initial = {"uitslag": Uitslag.AFGEWEZEN.value, "reden": voorstel[1]}

    def clean(self):
        gegevens = super().clean()
        uitslag, reden = gegevens.get("uitslag"), gegevens.get("reden")
        lijst = REDENEN_BIJ_UITSLAG.get(uitslag) if uitslag else None
        if lijst is not None and reden not in lijst.values:
            self.add_error("reden", f"Kies een reden die hoort bij ‘{dict(BESLUITEN)[uitslag]}’.")
        if uitslag == Uitslag.DOOR and reden:
            self.add_error("reden", "Bij ‘Door’ hoort geen reden. Kies ‘Kies een reden’.")
        return gegevens


class ScoreForm(Formulier):
    """One assessor's score and remark on each criterium of the programme."""

    toon_niet_verplicht = False

    def __init__(self, *args, criteria, eigen, heropenen=False, **kwargs):
        """`eigen`: this assessor's Beoordeling's so far, per criterium id.

        `heropenen`: all scores became visible while she typed, so a reason is asked first.
        """
        super().__init__(*args, **kwargs)
        self.criteria, self.heropenen = criteria, heropenen
        if heropenen:
            self.fields["heropenreden"] = RadioVeld(
                label="Waarom geeft u nu nog scores?",
                choices=Heropenreden.choices,
                help_text="U heropent de scores. Bij de scores blijft staan dat u dat deed, en waarom.",
                error_messages={"required": ZICHTBAAR_GEWORDEN},
            )
        for criterium in criteria:
            nu = eigen.get(criterium.pk)
            hint = "Een 1 kan op zichzelf uitsluiten. " if criterium.sluit_uit else ""
            hint += "Dit criterium weegt het zwaarst." if criterium.weegt_zwaarst else ""
            keuzes = met_ankers(criterium)
            self.fields[f"score_{criterium.pk}"] = RadioVeld(
                label=capfirst(criterium.naam),
                choices=keuzes,
                required=False,
                widget=RadioGroep(naast=keuzes == SCORES),
                help_text=hint.strip(),
                initial=str(nu.score) if nu else "",
            )
            self.fields[f"opmerking_{criterium.pk}"] = VrijeTekstVeld(
                label=f"Opmerking bij {criterium.naam}",
                required=False,
                rijen=2,
                initial=nu.opmerking if nu else "",
            )

    def clean(self):
        gegevens = super().clean()
        for criterium in self.criteria:
            if gegevens.get(f"opmerking_{criterium.pk}") and not gegevens.get(f"score_{criterium.pk}"):
                self.add_error(f"score_{criterium.pk}", "Geef ook een score bij uw opmerking.")
        return gegevens

    @property
    def heropenreden(self):
        """A code of Heropenreden, or "" when nothing has to be opened again."""
        return self.cleaned_data.get("heropenreden", "")

    @property
    def scores(self):
        return {c: int(s) if (s := self.cleaned_data[f"score_{c.pk}"]) else None for c in self.criteria}

    @property
    def opmerkingen(self):
        return {c: self.cleaned_data[f"opmerking_{c.pk}"] for c in self.criteria}


class HeropenForm(Formulier):
    """Why scores that are visible are opened again."""

    reden = RadioVeld(label="Waarom heropent u de scores?", choices=Heropenreden.choices)


class VergissingForm(Formulier):
    """Why a decision is taken back; the history stays."""

    toelichting = VrijeTekstVeld(
        label="Wat was er mis?", rijen=2, max_length=500, help_text="Een korte zin is genoeg."
    )


class IndelenForm(Formulier):
    """Which people, into which round."""

    ronde = forms.ModelChoiceField(queryset=None, label="Ronde", empty_label=None)
    traject = forms.ModelMultipleChoiceField(
        queryset=None, error_messages={"required": "Kies minstens een kandidaat."}
    )

    def __init__(self, *args, rondes, trajecten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = rondes
        self.fields["traject"].queryset = trajecten


class AanwezigheidForm(Formulier):
    """Who came: one field per Rondedeelname with a meeting, and hidden what the page showed of her."""

    toon_niet_verplicht = False

    def __init__(self, *args, deelnames, allen_aanwezig=False, **kwargs):
        """`allen_aanwezig` fills in "present" for who was invited and has nothing yet."""
        super().__init__(*args, **kwargs)
        # Who was invited after the page was made is not on it.
        self.deelnames = [d for d in deelnames if not self.is_bound or f"aanwezig_{d.pk}" in self.data]
        for deelname in self.deelnames:
            nu = deelname.deelname.aanwezigheid
            komt = allen_aanwezig and nu == Aanwezigheid.UITGENODIGD
            veld = forms.ChoiceField(
                label=f"Aanwezigheid van {deelname.traject.kandidaat.naam}",
                choices=Aanwezigheid.choices,
                initial=Aanwezigheid.AANWEZIG.value if komt else nu,
            )
            veld.widget.attrs["aria-label"] = veld.label
            self.fields[f"aanwezig_{deelname.pk}"] = veld
            self.fields[f"was_{deelname.pk}"] = forms.ChoiceField(
                choices=Aanwezigheid.choices, widget=forms.HiddenInput, required=False, initial=nu
            )

    def rijen(self):
        return [(deelname, self[f"aanwezig_{deelname.pk}"]) for deelname in self.deelnames]

    def keuzes(self):
        return {deelname: self.cleaned_data[f"aanwezig_{deelname.pk}"] for deelname in self.deelnames}

    def gezien(self):
        """What the page showed, for who is on it."""
        was = {deelname: self.cleaned_data[f"was_{deelname.pk}"] for deelname in self.deelnames}
        return {deelname: code for deelname, code in was.items() if code}
