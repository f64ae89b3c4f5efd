"""Users in the admin. The page is registered by partners.admin, which adds the regions a coordinator serves."""

from functools import partial

import structlog
from django.contrib import admin, messages
from django.db import transaction
from django.utils.html import format_html

from basis.beheer import BeheerAdmin
from gebruikers.diensten import geef_rollen, laat_oude_adressen_los, log_rechten, stuur_wachtwoordmail
from gebruikers.forms import GebruikerForm
from gebruikers.rollen import Rol
from gebruikers.vertrek import wat_blijft_achter

log = structlog.get_logger(__name__)


class RolFilter(admin.SimpleListFilter):
    title = "rol"
    parameter_name = "rol"

    def lookups(self, request, model_admin):
        return Rol.choices

    def queryset(self, request, queryset):
        return queryset.filter(rollen__rol=self.value()) if self.value() in Rol.values else queryset


class GebruikerAdmin(BeheerAdmin):
    """Somebody with a login. Nobody is deleted: her work stays; `is_active` off closes the door at once."""

    form = GebruikerForm
    list_display = ["naam", "email", "toon_rollen", "is_active", "last_login"]
    list_filter = ["is_active", RolFilter]
    search_fields = ["naam", "email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        ("Wie is het", {"fields": ["naam", "email", "is_active"]}),
        ("Wat mag iemand", {"fields": ["rollen"]}),
        ("Inloggen", {"fields": ["stuur_mail", "last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("rollen")

    def get_fieldsets(self, request, obj=None):
        if obj is not None:
            return self.fieldsets
        return [*self.fieldsets[:2], ("Inloggen", {"fields": ["stuur_mail"]})]

    @admin.display(description="rollen")
    def toon_rollen(self, gebruiker):
        return ", ".join(str(rol) for rol in gebruiker.rollen.all())

    def save_model(self, request, gebruiker, form, change):
        """The user, her roles and the log in one transaction; the mail only once that is in the database."""
        if not change:
            gebruiker.set_unusable_password()
        super().save_model(request, gebruiker, form, change)
        geef_rollen(gebruiker, rollen=form.cleaned_data["rollen"], door=request.user)
        if change and "is_active" in form.changed_data:
            log_rechten(gebruiker, wat="actief" if gebruiker.is_active else "niet actief", door=request.user)
            self._zeg_wat_blijft(request, gebruiker)
        if change and "email" in form.changed_data:
            laat_oude_adressen_los(gebruiker)
            log_rechten(gebruiker, wat="ander e-mailadres", door=request.user)
        if form.cleaned_data["stuur_mail"]:
            transaction.on_commit(partial(self._mail, request, gebruiker))

    def _zeg_wat_blijft(self, request, gebruiker):
        """Her people wait for somebody: say it at once, with the page that a coordinator needs."""
        for blijft in wat_blijft_achter(gebruiker) if not gebruiker.is_active else ():
            tekst = format_html('{} <a href="{}">{}</a>', blijft.tekst, blijft.url, blijft.link)
            self.message_user(request, tekst, messages.WARNING)

    def _mail(self, request, gebruiker):
        try:
            stuur_wachtwoordmail(gebruiker, request=request)
        except OSError:
            log.exception("wachtwoordmail_mislukt", gebruiker=gebruiker.pk)
            self.message_user(
                request,
                "De gebruiker is bewaard, maar de mail is niet verstuurd. Probeer het later.",
                messages.ERROR,
            )
        else:
            self.message_user(request, "De mail om een wachtwoord te kiezen is verstuurd.", messages.SUCCESS)
