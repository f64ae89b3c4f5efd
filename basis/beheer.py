"""What every page of the Django admin shares: dates as people type them, closed lists as tick boxes, and no deleting.

Only StackedInline and single autocomplete are used: TabularInline and filter_horizontal fail axe (accessibility).
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from basis.templatetags.formuliertags import fouten_van
from basis.velden import DatumInvoer, DatumVeld

OVERRIDES = {
    models.DateField: {"form_class": DatumVeld, "widget": DatumInvoer},
    models.DecimalField: {"localize": True},  # 99,9 as well as 99.9
}


class Vinkjes(forms.CheckboxSelectMultiple):
    """Tick boxes in a group that says its own name, which Django's admin leaves out."""

    template_name = "beheer/vinkjes.html"

    def __init__(self, *, naam, choices=()):
        super().__init__(choices=choices)
        self.naam = naam

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["naam"] = self.naam
        return context


def vinkjesveld(modelveld, keuzes):
    """The form field of a JSONField that holds codes of a closed list: tick boxes, never raw JSON."""
    label = capfirst(modelveld.verbose_name)
    return forms.MultipleChoiceField(
        label=label,
        help_text=modelveld.help_text,
        required=not modelveld.blank,
        choices=keuzes.choices,
        widget=Vinkjes(naam=label),
    )


class GetallenVeld(forms.CharField):
    """Whole numbers with commas between them; in Python a sorted list without doubles."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        delen = str(value or "").replace(";", ",").replace(",", " ").split()
        try:
            return sorted({int(deel) for deel in delen})
        except ValueError:
            raise ValidationError(
                "Vul hele getallen in, met een komma ertussen. Bijvoorbeeld: 20, 24, 28.", code="invalid"
            ) from None

    def has_changed(self, initial, data):
        try:
            return sorted(initial or []) != self.to_python(data)
        except ValidationError:
            return True


def getallenveld(modelveld):
    """The form field of a JSONField that holds whole numbers."""
    return GetallenVeld(
        label=capfirst(modelveld.verbose_name), help_text=modelveld.help_text, required=not modelveld.blank
    )


class BeheerAdmin(admin.ModelAdmin):
    """Base of every page in the admin. Nothing is deleted: dossiers point at it; it is ended or switched off."""

    formfield_overrides = OVERRIDES
    view_on_site = False
    list_per_page = 50
    save_on_top = False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        """With a summary of all errors, those of the rows included: the page is long."""
        delen = [context["adminform"].form, *(blok.formset for blok in context["inline_admin_formsets"])]
        context["fouten"] = fouten_van(*delen) if context["errors"] else []
        return super().render_change_form(request, context, *args, **kwargs)


def noem_rijen(veld, *, naam, doel):
    """Let the rows of a many-to-many table read as what they link to, on the page and in its history.

    `veld`: the descriptor, such as Programma.werkgevers; `doel`: the foreign key of its table that says what it is.
    """
    tabel = veld.through
    tabel._meta.verbose_name = naam
    tabel.__str__ = lambda rij: str(getattr(rij, doel))


class Blok(admin.StackedInline):
    """Base of rows under a form; no empty rows wait to be filled in."""

    formfield_overrides = OVERRIDES
    extra = 0
    show_change_link = False
