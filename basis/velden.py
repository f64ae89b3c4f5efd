"""Form fields and widgets that speak Dutch: dates, times, choices, free text (A11Y-17, PRIV-04)."""

from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.datums import lees_datum, lees_tijd
from basis.versleuteling import TekstInvoer

PRIV_HINT = "Schrijf geen diagnose, geen privéproblemen en geen BSN."
DATUM_HINT = "dd-mm-jjjj, bijvoorbeeld 1-9-2026"
DATUMTIJD_HINT = "De datum als dd-mm-jjjj, de tijd als uu:mm. Bijvoorbeeld 1-9-2026 en 14:05."
DATUM_FOUT = "Vul een datum in die bestaat, als dag-maand-jaar. Bijvoorbeeld 1-9-2026."
TIJD_FOUT = "Vul een tijd in als uren en minuten. Bijvoorbeeld 14:05."
MAX_TEKST = 1000


# --- Dates and times --------------------------------------------------------------------------------------------------
class DatumInvoer(forms.DateInput):
    """A text field that shows dd-mm-jjjj; no browser picker, whose order of day and month differs per computer."""

    def __init__(self, attrs=None):
        super().__init__(
            {"class": "breedte-datum", "autocomplete": "off", **(attrs or {})}, format="%d-%m-%Y"
        )


class TijdInvoer(forms.TimeInput):
    def __init__(self, attrs=None):
        super().__init__({"class": "breedte-tijd", "autocomplete": "off", **(attrs or {})}, format="%H:%M")


class DatumVeld(forms.DateField):
    """A date as people type it (basis.datums.lees_datum). For a birth date give `autocomplete="bday"`."""

    widget = DatumInvoer
    default_error_messages = {"invalid": DATUM_FOUT}

    def __init__(self, *, autocomplete=None, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or DATUM_HINT
        super().__init__(**kwargs)
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return lees_datum(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class TijdVeld(forms.TimeField):
    """A time as people type it (basis.datums.lees_tijd)."""

    widget = TijdInvoer
    default_error_messages = {"invalid": TIJD_FOUT}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return lees_tijd(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class DatumTijdInvoer(forms.SplitDateTimeWidget):
    """Two fields, each with its own label, in one fieldset."""

    template_name = "componenten/widgets/delen.html"
    labels = ("Datum", "Tijd")

    def __init__(self, attrs=None):
        super(forms.SplitDateTimeWidget, self).__init__([DatumInvoer(), TijdInvoer()], attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for deel, label, eigen in zip(
            context["widget"]["subwidgets"], self.labels, self.widgets, strict=True
        ):
            deel["label"] = label
            deel["attrs"]["class"] = f"{eigen.attrs['class']} {deel['attrs'].get('class', '')}".strip()
        return context


class DatumTijdVeld(forms.SplitDateTimeField):
    """A date and a time in one question; gives an aware datetime in Amsterdam time."""

    widget = DatumTijdInvoer
    default_error_messages = {"invalid_date": DATUM_FOUT, "invalid_time": TIJD_FOUT}

    def __init__(self, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or DATUMTIJD_HINT
        kwargs.setdefault("widget", DatumTijdInvoer)
        super(forms.SplitDateTimeField, self).__init__((DatumVeld(), TijdVeld()), **kwargs)

    def compress(self, data_list):
        if not data_list:
            return None
        dag, tijdstip = data_list
        if dag in self.empty_values:
            raise ValidationError(DATUM_FOUT, code="invalid_date")
        if tijdstip in self.empty_values:
            raise ValidationError(TIJD_FOUT, code="invalid_time")
        return timezone.make_aware(datetime.combine(dag, tijdstip))


# --- Choices ----------------------------------------------------------------------------------------------------------
class RadioGroep(forms.RadioSelect):
    """Radio buttons under each other; `naast=True` puts short answers side by side."""

    def __init__(self, attrs=None, choices=(), *, naast=False):
        super().__init__(attrs, choices)
        self.naast = naast


class KeuzeVinkjes(forms.CheckboxSelectMultiple):
    """Tick boxes under each other; `naast=True` puts short answers side by side."""

    def __init__(self, attrs=None, choices=(), *, naast=False):
        super().__init__(attrs, choices)
        self.naast = naast


class RadioVeld(forms.ChoiceField):
    """One answer out of a short list, all of it in view."""

    widget = RadioGroep


class VinkjesVeld(forms.MultipleChoiceField):
    """Any number of answers out of a short list, all of it in view."""

    widget = KeuzeVinkjes


# --- Free text --------------------------------------------------------------------------------------------------------
class VrijeTekstVeld(TekstInvoer):
    """Free text of at most 1,000 characters. The PRIV-04 sentence ends its hint; the form checks it for a BSN."""

    widget = forms.Textarea

    def __init__(self, *, rijen=4, max_length=None, help_text="", **kwargs):
        """`rijen`: height in lines. `help_text`: what belongs here, put before the PRIV-04 sentence."""
        super().__init__(
            max_length=max_length or MAX_TEKST, help_text=f"{help_text} {PRIV_HINT}".strip(), **kwargs
        )
        self.widget.attrs.update({"rows": rijen, "cols": 60})
        self.widget.attrs.pop(
            "maxlength", None
        )  # cutting off what is pasted loses text; the error says how much
