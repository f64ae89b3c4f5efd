"""The form with which a beheerder makes and changes users."""

from django import forms
from django.core.exceptions import ValidationError

from basis.beheer import Vinkjes
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol


class GebruikerForm(forms.ModelForm):
    """A user with her roles; the password is hers alone, so here is only the mail to set one."""

    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=Rol.choices,
        required=False,
        widget=Vinkjes(naam="Rollen", choices=Rol.choices),
        help_text="Wat iemand mag, volgt alleen uit haar rollen. Een beheerder ziet geen dossiers.",
    )
    stuur_mail = forms.BooleanField(
        label="Stuur een mail om een wachtwoord te kiezen",
        required=False,
        help_text="Met de link in de mail kiest iemand zelf een wachtwoord. Niemand anders kent het.",
    )

    class Meta:
        model = Gebruiker
        fields = ["email", "naam", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["rollen"] = sorted(self.instance.rollen.values_list("rol", flat=True))
        else:
            self.initial["stuur_mail"] = True

    def clean(self):
        super().clean()
        if self._laatste_beheerder() and not (
            self.cleaned_data.get("is_active") and Rol.BEHEERDER in self.cleaned_data.get("rollen", [])
        ):
            raise ValidationError(
                "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.", code="laatste_beheerder"
            )
        if self.cleaned_data.get("stuur_mail") and not self.cleaned_data.get("is_active"):
            self.add_error("stuur_mail", "Iemand die niet actief is, krijgt geen mail.")

    def _laatste_beheerder(self):
        beheerders = Gebruiker.objects.filter(is_active=True, rollen__rol=Rol.BEHEERDER)
        return (
            bool(self.instance.pk)
            and beheerders.filter(pk=self.instance.pk).exists()
            and not beheerders.exclude(pk=self.instance.pk).exists()
        )
