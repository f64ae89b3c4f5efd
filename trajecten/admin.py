"""Programmes in the admin: everything a programme can say, in the order of its life (design: domain, section 4)."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect

from basis.beheer import BeheerAdmin, Blok, getallenveld, noem_rijen, vinkjesveld
from kandidaten.keuzes import Uitkering
from partners.keuzes import Partnersoort
from trajecten.beheerforms import (
    DoelsjabloonForm,
    KostenFormSet,
    KwalificatieForm,
    ProgrammaForm,
    RondeForm,
    RondeFormSet,
)
from trajecten.beheerschermen import ProgrammaSchermen, handelingen_van
from trajecten.beheervast import Regelblok, toon, vast
from trajecten.berichttekst import IN_ONDERWERP, plekken
from trajecten.keuzes import Berichtsoort
from trajecten.models import (
    Begeleidingsschema,
    Berichtsjabloon,
    Criterium,
    Doelsjabloon,
    GerapporteerdResultaat,
    Kostenaandeel,
    Kwalificatie,
    Programma,
    Ronde,
)
from trajecten.programmaversies import REGELVELDEN

noem_rijen(Programma.werkgevers, naam="werkgever", doel="partner")
noem_rijen(Programma.verwijzers, naam="verwijzer", doel="partner")
noem_rijen(Programma.andere_partners, naam="andere partner", doel="partner")
noem_rijen(Programma.vestigingen, naam="vestiging", doel="vestiging")


class Partnerblok(Blok):
    """Partners in one capacity, chosen one by one: a list of many at once fails for who works by keyboard."""

    autocomplete_fields = ["partner"]
    veldlabel = "Partner"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        veld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name in self.autocomplete_fields:
            veld.label = self.veldlabel
        return veld


class WerkgeverBlok(Partnerblok):
    model = Programma.werkgevers.through
    verbose_name_plural = "werkgevers: waar mensen werken"


class VerwijzerBlok(Partnerblok):
    model = Programma.verwijzers.through
    verbose_name_plural = "verwijzers: partners met naam"


class AnderePartnerBlok(Partnerblok):
    model = Programma.andere_partners.through
    verbose_name_plural = "andere partners"


class VestigingBlok(Partnerblok):
    model = Programma.vestigingen.through
    autocomplete_fields = ["vestiging"]
    veldlabel = "Vestiging"
    verbose_name_plural = "vestigingen: in welke plaatsen"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        veld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "vestiging":
            veld.queryset = veld.queryset.select_related("partner")
            veld.label_from_instance = lambda vestiging: f"{vestiging.partner}, {vestiging}"
        return veld


class RondeBlok(Regelblok):
    model = Ronde
    velden = [*RondeForm.Meta.fields, "onderdelen"]
    form = RondeForm
    formset = RondeFormSet
    verbose_name_plural = "selectierondes: in volgorde"


class CriteriumBlok(Regelblok):
    model = Criterium
    velden = [
        "volgorde",
        "naam",
        "weegt_zwaarst",
        "sluit_uit",
        "uitsluitreden",
        "anker_1",
        "anker_3",
        "anker_5",
    ]
    verbose_name_plural = "criteria: waar de selectie naar kijkt"


class KwalificatieBlok(Regelblok):
    model = Kwalificatie
    velden = ["naam", "niveau", "crebo", "examendelen"]
    form = KwalificatieForm
    verbose_name_plural = "kwalificaties: waar het toe leidt"


class BegeleidingsschemaBlok(Regelblok):
    model = Begeleidingsschema
    velden = ["fase", "vanaf_week", "elke_weken"]
    verbose_name_plural = "begeleidingsschema: hoe vaak een gesprek (leeg = elke week)"


class DoelsjabloonBlok(Blok):
    """Rules nobody, so it can always be changed: what a coach chose from it is a goal of its own."""

    model = Doelsjabloon
    form = DoelsjabloonForm
    verbose_name_plural = "doelen om uit te kiezen: met de acties die erbij horen"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("acties")


class KostenBlok(Partnerblok):
    model = Kostenaandeel
    formset = KostenFormSet
    verbose_name_plural = "kostenaandelen: wie betaalt welk deel"


class GerapporteerdBlok(Blok):
    model = GerapporteerdResultaat
    verbose_name_plural = "gerapporteerde resultaten: cijfers van anderen, zoals gepubliceerd"


def _vast_of_veld(naam):
    return toon(Programma, naam) if naam in REGELVELDEN else naam


@admin.register(Programma)
class ProgrammaAdmin(ProgrammaSchermen, BeheerAdmin):
    form = ProgrammaForm
    list_display = ["naam", "code", "versie", "status", "leerweg", "eigenaar", "toon_start"]
    list_filter = ["status", "leerweg", "toetsen"]
    list_select_related = ["eigenaar"]
    search_fields = ["naam", "code", "werk", "eigenaar__naam", "opleider__naam"]
    autocomplete_fields = ["eigenaar", "opleider", "formele_werkgever", "jobcoach_van"]
    inlines = [
        WerkgeverBlok,
        VestigingBlok,
        VerwijzerBlok,
        AnderePartnerBlok,
        RondeBlok,
        CriteriumBlok,
        KwalificatieBlok,
        BegeleidingsschemaBlok,
        DoelsjabloonBlok,
        KostenBlok,
        GerapporteerdBlok,
    ]
    fieldsets = [
        (
            "1. Wat het is",
            {
                "fields": [
                    "code",
                    "versie",
                    "naam",
                    "status",
                    "startdatum",
                    "startdatum_precisie",
                    "soort",
                    "werk",
                    "regio_tekst",
                    "bron",
                ],
                "description": "Een leeg veld betekent overal: niet bekend. Er volgt dan geen grens, termijn of "
                "waarschuwing uit.",
            },
        ),
        ("2. Wie het doet", {"fields": ["eigenaar", "opleider", "formele_werkgever", "jobcoach_van"]}),
        (
            "3. Voor wie, en hoe iemand binnenkomt",
            {
                "fields": [
                    "verwijzersoorten",
                    "uitkeringen",
                    "aanmelding",
                    "zelf_aanmelden",
                    "eerste_contact_uren",
                    "voorrangsgroepen",
                    "kinderopvang_check",
                ]
            },
        ),
        (
            "4. Selectie",
            {
                "fields": ["voorselectie_door", "toetsen", "taaleis"],
                "description": "De rondes en criteria staan onderaan deze pagina. Een mens besluit altijd zelf.",
            },
        ),
        (
            "5. Groep",
            {"fields": ["groep_min", "groep_max", "groepen_per_jaar_min", "groepen_per_jaar_max"]},
        ),
        (
            "6. Opleiding",
            {
                "fields": [
                    "leerweg",
                    "inhoud",
                    "voorfase",
                    "voorfase_weken",
                    "introductiedag",
                    "duur_weken",
                    "duur_maanden",
                    "duur_ongeveer",
                    "dagen_per_week",
                    "schooldagen_per_week",
                    "modules",
                    "terugkomdag_weken",
                ]
            },
        ),
        (
            "7. Werk",
            {
                "fields": [
                    "proefplaatsing_maanden",
                    "contractsoort",
                    "contract_maanden",
                    "uren_opties",
                    "thuiswerk",
                    "functioneringsgesprekken",
                ]
            },
        ),
        (
            "8. Begeleiding",
            {"fields": ["begeleiding", "begeleiding_vrijwillig", "coachratio_max", "buddy"]},
        ),
        (
            "9. Hoe lang, en wat daarna",
            {
                "fields": [
                    "max_verblijf_maanden",
                    "verblijf_van_maanden",
                    "verblijf_tot_maanden",
                    "besluit_na_maanden",
                    "besluit_opties",
                ]
            },
        ),
        (
            "10. Geld en doelen",
            {
                "fields": [
                    "financiering",
                    "retentiedoel_procent",
                    "doelgroep_aandeel_procent",
                    "doelgroep_aandeel_op",
                    "doelgroep_aandeel_maanden",
                ]
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The JSON fields are closed lists and numbers to a person, never JSON."""
        match db_field.name:
            case "uitkeringen":
                return vinkjesveld(db_field, Uitkering)
            case "verwijzersoorten":
                return vinkjesveld(db_field, Partnersoort)
            case "uren_opties":
                return getallenveld(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """The order of a programme's life; rules that are fixed as text."""
        groepen = super().get_fieldsets(request, obj)
        if not vast(obj):
            return groepen
        return [
            (kop, {**groep, "fields": [_vast_of_veld(naam) for naam in groep["fields"]]})
            for kop, groep in groepen
        ]

    def get_readonly_fields(self, request, obj=None):
        return [toon(Programma, naam) for naam in sorted(REGELVELDEN)] if vast(obj) else ()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Rules that were sent while they became fixed are refused in words: the admin would drop them in silence."""
        programma = self.get_object(request, object_id)
        if request.method == "POST" and vast(programma) and not REGELVELDEN.isdisjoint(request.POST):
            messages.warning(
                request,
                "Intussen is er iemand in dit programma, dus de regels staan vast. Er is niets bewaard. Kijk wat er "
                "nu staat.",
            )
            return HttpResponseRedirect(request.path)
        context = {"vast": vast(programma), "handelingen": handelingen_van(programma)}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    @admin.display(description="loopt sinds", ordering="startdatum")
    def toon_start(self, programma):
        return programma.loopt_sinds


@admin.register(Berichtsjabloon)
class BerichtsjabloonAdmin(BeheerAdmin):
    """The words of each kind of message. The kinds are fixed: `laad_berichten` makes them."""

    list_display = ["soort", "onderwerp", "dagen_vooraf"]
    fields = ["soort", "onderwerp", "tekst", "dagen_vooraf"]
    readonly_fields = ["soort"]

    def has_add_permission(self, request):
        return False

    def get_fields(self, request, obj=None):
        """Days ahead belong to the reminder only."""
        zonder = obj is not None and obj.soort != Berichtsoort.HERINNERING
        return [naam for naam in self.fields if not (zonder and naam == "dagen_vooraf")]

    def get_form(self, request, obj=None, **kwargs):
        """Says below the text what can be filled in."""
        form = super().get_form(request, obj, **kwargs)
        if obj is not None:
            uitleg = "; ".join(f"{{{plek}}} = {woorden}" for plek, woorden in plekken(obj.soort).items())
            form.base_fields["tekst"].help_text = f"Dit vult het systeem zelf in: {uitleg}."
            mag = ", ".join(f"{{{naam}}}" for naam in IN_ONDERWERP if naam in plekken(obj.soort))
            form.base_fields["onderwerp"].help_text += f" Invullen kan met: {mag}."
        return form
