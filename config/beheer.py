"""The Django admin as "Beheer": our name and colours, only for a beheerder, login by our own login page."""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models.base import ModelBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

# What a beheerder edits. Dossiers are not among them, and never will be: being beheerder opens none.
TOEGESTAAN = frozenset(
    {
        "gebruikers.Gebruiker",
        "partners.Arbeidsmarktregio",
        "partners.Gemeente",
        "partners.Partner",
        "partners.Vestiging",
        "trajecten.Berichtsjabloon",
        "trajecten.Programma",
    }
)
EIGEN_KAMERS = frozenset(
    {
        "basis",
        "logboek",
        "gebruikers",
        "partners",
        "kandidaten",
        "trajecten",
        "inlezen",
        "privacy",
        "rapportage",
    }
)


class Keuzelijst(AutocompleteJsonView):
    """What an autocomplete offers; a ModelAdmin with `keuzetekst` says more than the name alone."""

    def serialize_result(self, obj, to_field_name):
        tekst = getattr(self.model_admin, "keuzetekst", str)
        return {**super().serialize_result(obj, to_field_name), "text": tekst(obj)}


class Beheer(AdminSite):
    site_title = "Trajecten"
    site_header = "Trajecten – Beheer"
    index_title = "Beheer"
    site_url = "/"
    empty_value_display = "–"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only models of TOEGESTAAN; those of packages (groups, mail addresses, jobs) are left out.

        One of our own rooms that is not on the list is a fault of whoever wrote it.
        """
        modellen = (
            [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else list(model_or_iterable)
        )
        for model in modellen:
            if model._meta.label in TOEGESTAAN:
                super().register(model, admin_class, **options)
            elif model.__module__.split(".")[0] in EIGEN_KAMERS:
                raise ImproperlyConfigured(
                    f"{model._meta.label} hoort niet in het beheer (config/beheer.py)."
                )

    def autocomplete_view(self, request):
        return Keuzelijst.as_view(admin_site=self)(request)

    def has_permission(self, request):
        """Active and beheerder; `is_staff` asks the roles."""
        return request.user.is_active and request.user.is_staff

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Who is not logged in goes to our login page; who is, and may not be here, reads that."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            raise PermissionDenied
        return redirect_to_login(
            request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"), "account_login"
        )

    def logout(self, request, extra_context=None):
        """One way out for the whole product."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
