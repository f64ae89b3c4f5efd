"""Partners, regions and users in the admin: reference data and rights, never a dossier."""

from django.contrib import admin, messages

from basis.beheer import BeheerAdmin, Blok, noem_rijen
from gebruikers.admin import GebruikerAdmin
from gebruikers.diensten import log_rechten
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from partners.models import (
    Arbeidsmarktregio,
    Contactpersoon,
    Gemeente,
    Partner,
    Toezegging,
    Vestiging,
    Werkgebied,
)
from partners.rollen import ROLVELDEN, rollen_van

noem_rijen(Partner.leden, naam="lid", doel="to_partner")


class WerkgebiedBlok(Blok):
    model = Werkgebied
    autocomplete_fields = ["regio"]
    verbose_name_plural = "werkgebieden (voor een coördinator)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("regio")


@admin.register(Gebruiker)
class GebruikerInRegioAdmin(GebruikerAdmin):
    inlines = [WerkgebiedBlok]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        nieuw = [f"+{rij.regio.code}" for rij in formset.new_objects]
        ander = [f"naar {rij.regio.code}" for rij, _ in formset.changed_objects]
        weg = [f"-{rij.regio.code}" for rij in formset.deleted_objects]
        if nieuw or ander or weg:
            log_rechten(form.instance, wat="werkgebied " + " ".join(nieuw + ander + weg), door=request.user)

    def save_related(self, request, form, formsets, change):
        """Say it when a role has nothing to work on yet: without this she would see an empty list."""
        super().save_related(request, form, formsets, change)
        gebruiker, rollen = form.instance, form.cleaned_data["rollen"]
        if Rol.COORDINATOR in rollen and not gebruiker.werkgebieden.exists():
            self.message_user(
                request,
                "Deze coördinator heeft nog geen werkgebied en ziet dus geen dossiers.",
                messages.WARNING,
            )
        if Rol.VERWIJZER in rollen and not Contactpersoon.objects.filter(gebruiker=gebruiker).exists():
            self.message_user(
                request,
                "Deze verwijzer hoort nog bij geen partner. Kies deze login bij een contactpersoon van de partner.",
                messages.WARNING,
            )


@admin.register(Arbeidsmarktregio)
class ArbeidsmarktregioAdmin(BeheerAdmin):
    list_display = ["naam", "code", "geldig_vanaf", "geldig_tot"]
    search_fields = ["naam", "code"]
    readonly_fields = ["toon_gemeenten", "peil"]
    fields = ["code", "naam", "geldig_vanaf", "geldig_tot", "toon_gemeenten", "peil"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:4]

    @admin.display(description="gemeenten")
    def toon_gemeenten(self, regio):
        return ", ".join(gemeente.naam for gemeente in regio.gemeenten.all())


@admin.register(Gemeente)
class GemeenteAdmin(BeheerAdmin):
    list_display = ["naam", "regio", "geldig_tot"]
    list_filter = ["regio"]
    list_select_related = ["regio"]
    search_fields = ["naam"]
    autocomplete_fields = ["regio"]


class VestigingBlok(Blok):
    model = Vestiging


class ContactpersoonBlok(Blok):
    model = Contactpersoon
    autocomplete_fields = ["gebruiker"]


class ToezeggingBlok(Blok):
    model = Toezegging
    autocomplete_fields = ["vestiging"]


class LidBlok(Blok):
    model = Partner.leden.through
    fk_name = "from_partner"
    autocomplete_fields = ["to_partner"]
    verbose_name_plural = "leden (voor een samenwerkingsverband)"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        veld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "to_partner":
            veld.label = "Partner"
        return veld


class RolFilter(admin.SimpleListFilter):
    title = "rol"
    parameter_name = "rol"

    def lookups(self, request, model_admin):
        return list(ROLVELDEN.items())

    def queryset(self, request, queryset):
        return queryset.filter(**{self.value(): True}) if self.value() in ROLVELDEN else queryset


@admin.register(Partner)
class PartnerAdmin(BeheerAdmin):
    list_display = ["naam", "soort", "toon_rollen", "regio", "actief"]
    list_filter = ["actief", "soort", RolFilter]
    list_select_related = ["regio"]
    search_fields = ["naam"]
    autocomplete_fields = ["regio"]
    inlines = [VestigingBlok, ContactpersoonBlok, ToezeggingBlok, LidBlok]
    fieldsets = [
        ("Wie is het", {"fields": ["naam", "soort", "regio", "actief"]}),
        (
            "Wat doet deze partner",
            {
                "fields": [
                    "is_verwijzer",
                    "is_opleider",
                    "is_formele_werkgever",
                    "is_inlener",
                    "is_financier",
                    "levert_jobcoaches",
                ],
                "description": "Een partner kan meer rollen tegelijk hebben.",
            },
        ),
        ("Proefplaatsing", {"fields": ["proefplaats_max_maanden"]}),
    ]

    @admin.display(description="rollen")
    def toon_rollen(self, partner):
        return ", ".join(rollen_van(partner))

    def view_on_site(self, partner):
        return partner.get_absolute_url()

    def save_model(self, request, partner, form, change):
        partner.gewijzigd_door = request.user
        super().save_model(request, partner, form, change)

    def save_formset(self, request, form, formset, change):
        """A login at a contact person opens her partner's referrals: that is a right, and rights are logged."""
        eerder = dict(form.instance.contactpersonen.values_list("pk", "gebruiker"))
        super().save_formset(request, form, formset, change)
        if formset.model is not Contactpersoon:
            return
        nu = {persoon.pk: persoon for persoon in form.instance.contactpersonen.select_related("gebruiker")}
        for pk in eerder.keys() | nu.keys():
            oud, nieuw = eerder.get(pk), getattr(nu.get(pk), "gebruiker_id", None)
            if oud != nieuw:
                for wie, teken in ((oud, "-"), (nieuw, "+")):
                    if wie:
                        log_rechten(
                            Gebruiker(pk=wie),
                            wat=f"{teken}verwijzer van partner {form.instance.pk}",
                            door=request.user,
                        )


@admin.register(Vestiging)
class VestigingAdmin(BeheerAdmin):
    """Its own page because a programme looks it up by name."""

    list_display = ["plaats", "naam", "partner", "thuiswerk"]
    list_filter = ["thuiswerk"]
    list_select_related = ["partner"]
    search_fields = ["plaats", "naam", "partner__naam"]
    autocomplete_fields = ["partner"]

    def keuzetekst(self, vestiging):
        return f"{vestiging.partner}, {vestiging}"
