"""Forms of the dossier: contact, a step of the status, taking it back, and who works with somebody."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from basis.formulieren import DatumTijdVeld, DatumVeld, Formulier, ModelFormulier, RadioVeld, VrijeTekstVeld
from basis.templatetags.componenten import datum
from basis.validators import geen_bsn
from basis.vergrendeling import VersieFormulierMixin
from kandidaten.keuzes import Kanaal, Toewijzingsrol
from trajecten.models import Traject
from trajecten.statussen import EINDSTATUSSEN, REDENEN, Status

GELUKT = "gelukt"
POGING = "poging"


class ContactForm(Formulier):
    """An attempt or a success. The first success stops the first-contact clock."""

    resultaat = RadioVeld(
        label="Is het gelukt?",
        choices=[(GELUKT, "Ja, wij hebben elkaar gesproken"), (POGING, "Nee, geen contact gekregen")],
    )
    kanaal = RadioVeld(label="Hoe?", choices=Kanaal, initial=Kanaal.TELEFOON)
    tijdstip = DatumTijdVeld(label="Wanneer?")
    privacy = forms.BooleanField(
        label="Ik heb verteld wat wij met de gegevens doen",
        required=False,
        help_text="In gewone taal, of met de folder. Alleen aankruisen als u elkaar hebt gesproken.",
    )
    notitie = VrijeTekstVeld(
        label="Notitie", required=False, rijen=3, help_text="Bijvoorbeeld wanneer u terugbelt."
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.traject = traject
        self.initial.setdefault("tijdstip", timezone.now())
        if traject.kandidaat.privacy_gegeven_op:
            del self.fields["privacy"]

    def clean_tijdstip(self):
        moment = self.cleaned_data["tijdstip"]
        if moment > timezone.now():
            raise forms.ValidationError("Dit moment ligt in de toekomst. Vul in wanneer u contact zocht.")
        ontvangen = self.traject.verwijzing.ontvangen_op
        if moment < ontvangen.replace(second=0, microsecond=0):
            raise forms.ValidationError(
                f"Dit ligt voor de aanmelding ({datum(ontvangen)}). Kijk naar de datum en de tijd."
            )
        return max(moment, ontvangen)  # the form knows no seconds

    @property
    def gelukt(self):
        return self.cleaned_data["resultaat"] == GELUKT


class StatusForm(Formulier):
    """One move of the status to `naar`, with the reason its list asks for."""

    reden = RadioVeld(label="Reden")
    op = DatumVeld(label="Datum")
    toelichting = VrijeTekstVeld(label="Toelichting", required=False, rijen=3, max_length=500)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, traject, naar, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["gezien"] = traject.status
        self.traject, self.naar = traject, Status(naar)
        lijst = REDENEN.get(self.naar)
        if lijst:
            self.fields["reden"].choices = lijst.choices
            self.fields["reden"].label = "Uitkomst" if self.naar == Status.AFGEROND else "Reden"
        else:
            del self.fields["reden"]
        if self.naar == Status.WACHTLIJST:
            del self.fields["toelichting"]
        self.fields["op"].label = {
            Status.LOPEND: "Startdatum",
            Status.AFGEROND: "Laatste dag van het traject",
            Status.UITGEVALLEN: "Laatste dag van het traject",
        }.get(self.naar, "Datum van het besluit")
        self.initial.setdefault("op", timezone.localdate())

    @property
    def eindigt(self):
        return self.naar in EINDSTATUSSEN

    def clean_op(self):
        op = self.cleaned_data["op"]
        if op > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd.")
        vorige = self.traject.statuswissels.geldig().order_by("-vastgelegd_op", "-pk").first()
        if vorige and op < vorige.op:
            raise forms.ValidationError(
                f"De vorige stap was op {datum(vorige.op)}. Vul die dag of een latere dag in."
            )
        return op

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("gezien") != self.traject.status:
            nu = self.traject.get_status_display().lower()
            self.add_error(None, f"De status is intussen ‘{nu}’ geworden. Kijk of uw stap nog klopt.")
            self.data = self.data.copy()
            self.data[self.add_prefix("gezien")] = self.traject.status
        return gegevens


class VergissingForm(Formulier):
    """Why the last step was a mistake."""

    toelichting = VrijeTekstVeld(
        label="Wat was er mis?", rijen=3, max_length=500, help_text="Kort. De vergissing blijft zichtbaar."
    )
    wissel = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, laatste, **kwargs):
        """`laatste`: the step that is taken back; is it another one when sent, then she looks again."""
        super().__init__(*args, **kwargs)
        self.laatste = laatste
        self.initial["wissel"] = laatste.pk

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("wissel") != self.laatste.pk:
            self.add_error(
                None, "Intussen is de status nog eens gewijzigd. Kijk of dit de stap is die u bedoelt."
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("wissel")] = str(self.laatste.pk)
        return gegevens


# --- Who works with her -----------------------------------------------------------------------------------------------
ERBIJ, NEEMT_OVER, WAARNEMING = "erbij", "neemt_over", "waarneming"


class ToewijzingForm(Formulier):
    """A colleague gets this candidate in her caseload: as well, instead of somebody, or while somebody is away."""

    wie = forms.ChoiceField(label="Wie?")
    verhouding = RadioVeld(
        label="Hoe?",
        choices=[
            (ERBIJ, "Komt erbij"),
            (NEEMT_OVER, "Neemt het over van een collega"),
            (WAARNEMING, "Neemt tijdelijk waar voor een collega"),
        ],
        initial=ERBIJ,
    )
    collega = forms.ChoiceField(
        label="Welke collega?", required=False, help_text="Alleen bij overnemen en waarnemen."
    )
    van = DatumVeld(label="Vanaf")
    tot = DatumVeld(label="Tot en met", required=False)
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=120,
        validators=[geen_bsn],
        help_text="Bijvoorbeeld ‘vakantie’ of ‘andere baan’. Schrijf niets over gezondheid.",
    )

    def __init__(self, *args, lopend, **kwargs):
        """`lopend`: the running assignments (with their user) of this candidate."""
        super().__init__(*args, **kwargs)
        self._lopend = {str(t.pk): t for t in lopend}
        mensen = list(
            get_user_model()
            .objects.filter(is_active=True, rollen__rol__in=Toewijzingsrol.values)
            .values_list("rollen__rol", "pk", "naam")
            .order_by("naam", "pk")
        )
        self._mensen = {f"{rol}:{pk}": (rol, pk) for rol, pk, _ in mensen}
        self.fields["wie"].choices = [
            ("", "Kies een collega"),
            *[
                (label, [(f"{rol}:{pk}", naam) for r, pk, naam in mensen if r == rol])
                for rol, label in Toewijzingsrol.choices
            ],
        ]
        if lopend:
            self.fields["collega"].choices = [
                ("", "Kies een collega"),
                *[(str(t.pk), f"{t.gebruiker.naam}, {t.get_rol_display().lower()}") for t in lopend],
            ]
        else:
            del self.fields["collega"], self.fields["verhouding"]
        self.initial.setdefault("van", timezone.localdate())

    def clean(self):
        gegevens = super().clean()
        rol, pk = self._mensen.get(gegevens.get("wie") or "", ("", None))
        gegevens["rol"] = rol
        gegevens["gebruiker"] = get_user_model().objects.filter(pk=pk).first() if pk else None
        verhouding = gegevens.setdefault("verhouding", ERBIJ)
        collega = self._lopend.get(gegevens.get("collega") or "")
        gegevens["toewijzing"] = collega
        if verhouding != ERBIJ and "collega" in self.fields:
            if collega is None:
                self.add_error("collega", "Kies van wie, of voor wie.")
            elif rol and collega.rol != rol:
                self.add_error("collega", f"Kies iemand die ook {Toewijzingsrol(rol).label.lower()} is.")
            elif collega.gebruiker_id == pk:
                self.add_error("collega", "Kies twee verschillende collega's.")
        if verhouding == WAARNEMING and not gegevens.get("tot") and "tot" not in self.errors:
            self.add_error("tot", "Vul in tot en met wanneer deze collega waarneemt.")
        if verhouding == NEEMT_OVER and gegevens.get("tot"):
            self.add_error("tot", "Wie het overneemt, krijgt geen einddatum. Maak dit veld leeg.")
        if gegevens.get("van") and gegevens.get("tot") and gegevens["tot"] < gegevens["van"]:
            self.add_error("tot", "De einddatum ligt voor de begindatum.")
        return gegevens


class EindeToewijzingForm(Formulier):
    """The last day that a colleague works with somebody."""

    tot = DatumVeld(label="Laatste dag")
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=120,
        validators=[geen_bsn],
        help_text="Schrijf niets over gezondheid.",
    )

    def __init__(self, *args, toewijzing, **kwargs):
        super().__init__(*args, **kwargs)
        self.toewijzing = toewijzing
        self.initial.setdefault("tot", max(timezone.localdate(), toewijzing.van))

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        if tot < self.toewijzing.van:
            raise forms.ValidationError(
                f"De toewijzing begint op {datum(self.toewijzing.van)}. Kies die dag of later."
            )
        return tot


# --- What was agreed for one traject ----------------------------------------------------------------------------------
class TrajectForm(VersieFormulierMixin, ModelFormulier):
    """Hours and qualification, from what the programme offers; coaching or not; priority, never its ground."""

    class Meta:
        model = Traject
        fields = ["uren_per_week", "kwalificatie", "wil_begeleiding", "voorrang"]
        help_texts = {"voorrang": "Alleen na controle. Waarom iemand voorrang heeft, leggen wij niet vast."}
        labels = {
            "voorrang": "Heeft voorrang, ik heb dit gecontroleerd",
            "wil_begeleiding": "Wil begeleiding",
        }

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        programma = self.instance.programma
        self.fields["kwalificatie"].queryset = kwalificaties = programma.kwalificaties.all()
        self.fields["kwalificatie"].empty_label = "Nog niet gekozen"
        if not kwalificaties.exists():
            del self.fields["kwalificatie"]
        if programma.uren_opties:
            uren = sorted({*programma.uren_opties, *filter(None, [self.instance.uren_per_week])})
            self.fields["uren_per_week"] = forms.TypedChoiceField(
                label="Uren per week",
                choices=[("", "Nog niet gekozen"), *[(n, f"{n} uur") for n in uren]],
                coerce=int,
                empty_value=None,
                required=False,
            )
        if not programma.begeleiding_vrijwillig:
            del self.fields["wil_begeleiding"]
        if not programma.voorrangsgroepen and not self.instance.voorrang:
            del self.fields["voorrang"]

    def clean(self):
        gegevens = super().clean()
        if "voorrang" in self.fields and "voorrang" in self.changed_data:
            self.instance.voorrang_gecontroleerd_door = self.gebruiker if gegevens.get("voorrang") else None
        return gegevens

    @property
    def velden(self):
        """Names of the columns to write; who checked a priority goes with it."""
        namen = [naam for naam in self._meta.fields if naam in self.cleaned_data]
        return [*namen, "voorrang_gecontroleerd_door"] if "voorrang" in namen else namen
