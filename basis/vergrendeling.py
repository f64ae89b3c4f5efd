"""Two people on one record: the second one sees what changed and loses nothing (optimistic locking).

`VersieModel` counts its changes, `bewaar` writes only while the row is as the user saw it, and `VersieFormulierMixin`
shows the form again with what she typed beside what is there now. There is no `select_for_update`: it does nothing on
SQLite.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import formats, timezone
from django.utils.crypto import salted_hmac


class IntussenGewijzigd(Exception):
    """Somebody else changed this record after the user opened it; nothing was written. `obj` is what she sent."""

    def __init__(self, obj):
        self.obj = obj
        super().__init__(f"{obj._meta.label} {obj.pk} is intussen gewijzigd")


class IntussenVerwijderd(IntussenGewijzigd):
    """The record no longer exists."""


class VersieModel(models.Model):
    """A record that more people change. Written by `bewaar` when a person saw it first."""

    versie = models.PositiveIntegerField(default=0, editable=False)
    gewijzigd_op = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gewijzigd door",
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """An unguarded save (a service, the admin) raises the version too, so that open forms notice it."""
        if self._state.adding or kwargs.get("force_insert"):
            return super().save(*args, **kwargs)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "versie"}
        oud, self.versie = self.versie, F("versie") + 1
        try:
            super().save(*args, **kwargs)
        except BaseException:
            self.versie = oud
            raise
        self.refresh_from_db(fields=["versie"], using=self._state.db)


def bewaar(obj, *, gezien, velden, door):
    """Write `velden` of a VersieModel that the caller has cleaned, if it still has the version `gezien`.

    One conditional UPDATE, also setting versie, gewijzigd_op and gewijzigd_door. Many-to-many fields are the caller's,
    in the same transaction. Raises IntussenGewijzigd (or IntussenVerwijderd) and then leaves the row as it was.
    """
    waarden = {}
    for naam in velden:
        veld = obj._meta.get_field(naam)
        if not veld.concrete or veld.many_to_many or veld.primary_key:
            raise ValueError(f"{naam} is geen kolom die bewaar() kan schrijven")
        waarden[veld.name] = veld.pre_save(obj, add=False)
    nu = timezone.now()
    rij = type(obj)._base_manager.filter(pk=obj.pk)
    bijgewerkt = rij.filter(versie=gezien).update(
        **waarden, versie=F("versie") + 1, gewijzigd_op=nu, gewijzigd_door=door
    )
    if not bijgewerkt:
        raise (IntussenGewijzigd if rij.exists() else IntussenVerwijderd)(obj)
    obj.versie, obj.gewijzigd_op, obj.gewijzigd_door = gezien + 1, nu, door
    return obj


@dataclass(frozen=True)
class Verschil:
    """One field on which the database and the form differ, in words for the screen."""

    veld: str
    label: str
    nu: str
    uw: str


def neem_beurt(rij):
    """Let writers of what hangs on one row take turns, in the caller's transaction; its version stays as it is.

    False when the row is gone.
    """
    return bool(type(rij)._default_manager.filter(pk=rij.pk).update(versie=F("versie")))


def verschillen(form, obj):
    """The fields of a bound ModelForm that differ from `obj` as it is in the database now."""
    return verschillen_met(form, forms.model_to_dict(obj, fields=list(form.fields)))


def verschillen_met(form, nu):
    """The fields of a bound form that differ from the values `nu` (by field name) as they are now."""
    gevonden = []
    for naam, veld in form.fields.items():
        if naam not in nu or veld.disabled:
            continue
        getypt = form[naam].data
        if veld.has_changed(nu[naam], getypt):
            gevonden.append(
                Verschil(naam, form[naam].label, _tekst(veld, nu[naam]), _tekst(veld, _schoon(veld, getypt)))
            )
    return gevonden


def _schoon(veld, getypt):
    """The typed value as the field understands it; as it was typed when the field does not."""
    try:
        return veld.clean(getypt)
    except forms.ValidationError:
        return getypt


def _tekst(veld, waarde):
    """A value of a form field as a person reads it: labels for choices, Ja/Nee, 3 mrt 2026."""
    if isinstance(veld, forms.ModelChoiceField) and waarde not in veld.empty_values:
        if isinstance(waarde, models.Model):
            return veld.label_from_instance(waarde)
        if not hasattr(waarde, "__iter__") or isinstance(waarde, str):
            rij = veld.queryset.model._base_manager.filter(**{veld.to_field_name or "pk": waarde}).first()
            return veld.label_from_instance(rij) if rij else "(onbekend)"
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if waarde in (None, "", []):
        return "(leeg)"
    if hasattr(waarde, "__iter__") and not isinstance(waarde, str):
        return ", ".join(sorted(_tekst(veld, deel) for deel in waarde)) or "(leeg)"
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), "j b Y, H:i")
    if isinstance(waarde, date):
        return formats.date_format(waarde, "j b Y")
    keuzes = (
        {} if isinstance(veld, forms.ModelChoiceField) else dict(_platte_keuzes(getattr(veld, "choices", ())))
    )
    return keuzes.get(str(waarde), str(formats.localize(waarde)))


def _platte_keuzes(keuzes):
    for waarde, label in keuzes:
        if isinstance(label, list | tuple):
            yield from _platte_keuzes(label)
        else:
            yield str(waarde), str(label)


class VersieFormulierMixin:
    """Put in front of ModelForm, on a VersieModel.

    The page carries the version in the hidden field `versie`. When somebody was first the form is not valid,
    `form.conflict` holds what the template shows, and the hidden field is renewed: saving again overwrites knowingly.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = None
        if not self.instance._state.adding:
            self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
            self.initial["versie"] = self.instance.versie

    def clean(self):
        gegevens = super().clean()
        if "versie" in self.fields and self.cleaned_data.get("versie") != self.instance.versie:
            self.meld_conflict()
        return gegevens

    def meld_conflict(self):
        """Turn this bound form into the conflict page; also for a view that caught IntussenGewijzigd."""
        nu = (
            type(self.instance)
            ._base_manager.select_related("gewijzigd_door")
            .filter(pk=self.instance.pk)
            .first()
        )
        self.conflict = Conflict.van(self, nu)
        self.add_error(None, forms.ValidationError(self.conflict.zin, code="intussen_gewijzigd"))
        if nu is not None:
            self.data = self.data.copy()
            self.data[self.add_prefix("versie")] = str(nu.versie)

    @transaction.atomic
    def bewaar(self, *, door):
        """Write the valid form: a new record, or the fields of this form if nobody was first (IntussenGewijzigd)."""
        kolommen = [
            veld.name for veld in self.instance._meta.concrete_fields if veld.name in self.cleaned_data
        ]
        kolommen = [naam for naam in kolommen if naam != "versie"]
        if self.instance._state.adding:
            self.instance.gewijzigd_door = door
            self.instance.save()
        else:
            bewaar(self.instance, gezien=self.cleaned_data["versie"], velden=kolommen, door=door)
        self._save_m2m()
        return self.instance

    def save(self, commit=True):
        if commit:
            raise TypeError(
                "Gebruik form.bewaar(door=...): save() zou over het werk van een ander heen schrijven."
            )
        return super().save(commit=False)


class StandMixin:
    """Put in front of Form, where what is edited has no version of its own (a few rows together).

    `initial` holds how it stands now. The page carries a digest of it in the hidden field `gezien`; when that is no
    longer how it stands, the form is not valid and shows the conflict, as VersieFormulierMixin does.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = None
        self._stand = _digest(self.initial)
        self.fields["gezien"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["gezien"] = self._stand

    def clean(self):
        gegevens = super().clean()
        gegevens = self.cleaned_data if gegevens is None else gegevens
        if "gezien" in self.fields and gegevens.pop("gezien", "") != self._stand:
            nu = {naam: waarde for naam, waarde in self.initial.items() if naam != "gezien"}
            self.conflict = Conflict(
                "Intussen heeft een ander dit gewijzigd. Er is nog niets bewaard. "
                "Kijk wat er nu staat en bewaar opnieuw.",
                verschillen_met(self, nu),
            )
            self.add_error(None, forms.ValidationError(self.conflict.zin, code="intussen_gewijzigd"))
            self.data = self.data.copy()
            self.data[self.add_prefix("gezien")] = self._stand
        return gegevens


def _digest(waarden):
    """A short fingerprint of form values; says whether they are the same, not what they are."""
    tekst = repr(sorted((naam, str(waarde)) for naam, waarde in waarden.items()))
    return salted_hmac("basis.vergrendeling", tekst).hexdigest()[:20]


@dataclass(frozen=True)
class Conflict:
    """What the page tells about a record that changed: one sentence, and the fields that differ."""

    zin: str
    verschillen: list

    @classmethod
    def van(cls, form, nu):
        """`nu` is the record as it is now, None when it is gone."""
        if nu is None:
            return cls(
                "Dit is intussen verwijderd. Uw tekst staat nog op dit scherm; bewaren kan niet meer.", []
            )
        door = str(nu.gewijzigd_door) if nu.gewijzigd_door else "een ander"
        op = formats.date_format(timezone.localtime(nu.gewijzigd_op), "j b Y, H:i")
        zin = f"Intussen gewijzigd door {door} op {op}. Uw werk is nog niet bewaard. Kijk wat er nu staat."
        return cls(zin, verschillen(form, nu))
