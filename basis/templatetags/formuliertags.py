"""Form components: the whole form, one field, the error summary and the title that counts the errors.

They work with any Django form; for forms of `basis.formulieren` crispy's layout gives groups and their order.
"""

from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from basis.inzendingen import nieuwe_inzending

register = template.Library()


# --- Errors -----------------------------------------------------------------------------------------------------------
def _formulieren(delen):
    """The forms in a mixture of forms and formsets; None is skipped."""
    for deel in delen:
        if isinstance(deel, BaseFormSet):
            yield from deel.forms
        elif deel is not None:
            yield deel


def _doel(veld):
    """The id of the control that an error links to: the first of a group."""
    return veld.id_for_label if not veld.use_fieldset else f"{veld.auto_id}_0"


def _zin(veld, tekst):
    """The error with the name of its field, unless it already says it."""
    label = str(veld.label)
    return tekst if not label or label.lower() in tekst.lower() else f"{label.rstrip('?:.')}: {tekst}"


def fouten_van(*delen):
    """All errors of forms and formsets in reading order: dicts with `tekst` and `doel` (an id, or "")."""
    fouten = []
    for deel in delen:
        if isinstance(deel, BaseFormSet) and deel.is_bound:
            fouten += [{"tekst": tekst, "doel": ""} for tekst in deel.non_form_errors()]
    for form in _formulieren(delen):
        fouten += [{"tekst": tekst, "doel": ""} for tekst in form.non_field_errors()]
        for veld in form:
            doel = "" if veld.is_hidden else _doel(veld)
            fouten += [{"tekst": _zin(veld, tekst), "doel": doel} for tekst in veld.errors]
    return fouten


@register.simple_tag
def foutentitel(*delen):
    """Starts the title block of a form page: "2 fouten – " when there are errors, else nothing (A11Y-02)."""
    aantal = len(fouten_van(*delen))
    return "" if not aantal else "1 fout – " if aantal == 1 else f"{aantal} fouten – "


@register.inclusion_tag("componenten/foutoverzicht.html")
def foutoverzicht(*delen):
    """The summary above a form: takes focus, and links to each field. Nothing when there are no errors."""
    return {"fouten": fouten_van(*delen)}


@register.simple_tag
def inzendveld():
    """The hidden field `inzending` for a form that the page writes itself: sent twice, it writes once."""
    return format_html('<input type="hidden" name="inzending" value="{}">', nieuwe_inzending())


# --- One field --------------------------------------------------------------------------------------------------------
def _soort(veld):
    widget = veld.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "keuzes"
    if isinstance(widget, forms.CheckboxInput):
        return "vinkje"
    return "delen" if veld.use_fieldset else "enkel"


def _klassen(veld):
    widget = veld.field.widget
    soort = "form-control"
    if isinstance(widget, forms.CheckboxInput):
        soort = "form-check-input"
    elif isinstance(widget, forms.Select):
        soort = "form-select"
    return " ".join(filter(None, [soort, widget.attrs.get("class"), "is-invalid" if veld.errors else ""]))


def _invoer(veld):
    """The control with our classes; what is obligatory is said by `aria-required` (A11Y-04)."""
    veld.form.use_required_attribute = False
    attrs = {"class": _klassen(veld)}
    if veld.field.required:
        # ARIA has no aria-required for a file control; with novalidate on the form `required` only informs.
        attrs["required" if isinstance(veld.field.widget, forms.FileInput) else "aria-required"] = "true"
    veld.field.widget.attrs.pop("placeholder", None)  # never in place of a label (A11Y-03)
    return veld.as_widget(attrs=attrs)


@register.simple_tag
def invoer(veld):
    """Only the control of a field, for in a table cell; its errors and its `aria-label` are the page's own."""
    return _invoer(veld)


def _keuzes(veld):
    """Options of a group of radios or tick boxes; what is wrong with the group is said by its fieldset."""
    veld.form.use_required_attribute = False
    for optie in veld.subwidgets:
        data = optie.data
        attrs = {k: v for k, v in data["attrs"].items() if not k.startswith("aria-") and k != "class"}
        attrs |= {"type": data["type"], "name": data["name"], "value": str(data["value"])}
        attrs["class"] = "form-check-input is-invalid" if veld.errors else "form-check-input"
        yield {"attrs": flatatt(attrs), "id": attrs.get("id", ""), "label": data["label"]}


@register.inclusion_tag("componenten/veld_binnen.html")
def veld(veld, niet_verplicht=None):
    """One field: label, hint, error, control. `niet_verplicht`: say so if it is optional (default: the form's wish)."""
    if veld.is_hidden:
        return {"soort": "verborgen", "veld": veld}
    soort = _soort(veld)
    if niet_verplicht is None:
        niet_verplicht = getattr(veld.form, "toon_niet_verplicht", True)
    return {
        "soort": soort,
        "veld": veld,
        "keuzes": list(_keuzes(veld)) if soort == "keuzes" else [],
        # Django's tick boxes are a kind of its radio buttons; to who hears the page they are not.
        "radio": isinstance(veld.field.widget, forms.RadioSelect)
        and not isinstance(veld.field.widget, forms.CheckboxSelectMultiple),
        "naast": getattr(veld.field.widget, "naast", False),
        "invoer": "" if soort == "keuzes" else _invoer(veld),
        "niet_verplicht": niet_verplicht and not veld.field.required and soort != "vinkje",
        "beschreven": veld.aria_describedby,
    }


# --- The whole form ---------------------------------------------------------------------------------------------------
def _over_verplicht(formulieren):
    """The sentence about what is obligatory, or "" where there is nothing to say."""
    velden = [
        veld.field
        for form in formulieren
        for veld in form.visible_fields()
        if not isinstance(veld.field.widget, forms.CheckboxInput)
    ]
    if not any(veld.required for veld in velden):
        return "U hoeft niet alles in te vullen." if velden else ""
    if all(veld.required for veld in velden):
        return "Alle velden zijn verplicht." if len(velden) > 1 else "Dit veld is verplicht."
    return "Alle velden zijn verplicht, behalve waar ‘niet verplicht’ bij staat."


def _velden(form):
    """The fields, by crispy where the form has a layout."""
    if getattr(form, "indeling", None):
        return SafeString(render_crispy_form(form, form.helper, {}))
    return mark_safe("".join(render_to_string("componenten/veld.html", {"field": veld}) for veld in form))  # noqa: S308


def _formulier(
    context,
    form,
    velden,
    *,
    formset=None,
    knop,
    annuleer,
    annuleertekst,
    actie,
    methode,
    gevaar,
    breed,
    uitleg,
):
    formulieren = [*_formulieren([form, formset])]
    concept = getattr(form, "concept", None)
    return {
        "csrf_token": context.get("csrf_token", ""),
        "form": form,
        "fouten": fouten_van(form, formset),
        "conflict": getattr(form, "conflict", None),
        "concept": concept,
        "velden": velden,
        "methode": methode,
        "actie": actie,
        "meerdelig": any(deel.is_multipart() for deel in formulieren),
        "breed": breed,
        "inzending": nieuwe_inzending() if methode == "post" else "",
        "over_verplicht": _over_verplicht(formulieren) if uitleg else "",
        "knop": knop,
        "gevaar": gevaar,
        "annuleer": annuleer,
        "annuleertekst": annuleertekst,
    }


@register.inclusion_tag("componenten/formulier.html", takes_context=True)
def formulier(
    context,
    form,
    knop,
    annuleer="",
    annuleertekst="Annuleren",
    actie="",
    methode="post",
    gevaar=False,
    uitleg=True,
):
    """A complete form: summary of errors, conflict, draft, fields, one button (verb + noun) and a way out.

    `annuleer` is the address of the cancel link; `actie` where the form is sent when that is not this page; `gevaar`
    draws the button as one that destroys; `uitleg=False` leaves out the sentence about obligatory fields.
    """
    fouten_van(form)  # validates first: fields that appear because of an error are then drawn too
    return _formulier(
        context,
        form,
        _velden(form),
        knop=knop,
        annuleer=annuleer,
        annuleertekst=annuleertekst,
        actie=actie,
        methode=methode,
        gevaar=gevaar,
        breed=False,
        uitleg=uitleg,
    )


@register.simple_block_tag(takes_context=True)
def formuliervak(
    context,
    content,
    form,
    knop,
    formset=None,
    annuleer="",
    annuleertekst="Annuleren",
    actie="",
    gevaar=False,
    breed=True,
    uitleg=True,
):
    """The same around fields that the page places itself with `veld`; `formset` for its rows (management form too)."""
    if formset is not None:
        content = SafeString(f"{formset.management_form}{content}")
    verborgen = "".join(str(v) for v in form.hidden_fields())
    return render_to_string(
        "componenten/formulier.html",
        _formulier(
            context,
            form,
            SafeString(verborgen + content),
            formset=formset,
            knop=knop,
            annuleer=annuleer,
            annuleertekst=annuleertekst,
            actie=actie,
            methode="post",
            gevaar=gevaar,
            breed=breed,
            uitleg=uitleg,
        ),
    )


def _ingevuld(veld):
    waarde = veld.data
    return any(waarde) if isinstance(waarde, list | tuple) else waarde not in (None, "", False)


@register.inclusion_tag("componenten/filterpaneel.html")
def filterpaneel(form, wis_url, actief=None, titel="Filters", is_open=None):
    """Collapsible filters (GET); `wis_url` is the list without filters.

    Opens itself when a filter is on, unless `is_open` says otherwise (a list that shows `filterchips`).
    """
    if actief is None:
        actief = sum(map(_ingevuld, form.visible_fields()))
    is_open = bool(actief) if is_open is None else is_open
    return {"form": form, "wis_url": wis_url, "actief": actief, "titel": titel, "is_open": is_open}


@register.inclusion_tag("componenten/filterchips.html")
def filterchips(chips, wis_url):
    """The filters that are on, each a link that takes it off: dicts `label`, `waarde`, `url`. Nothing when none is."""
    return {"chips": chips, "wis_url": wis_url}
