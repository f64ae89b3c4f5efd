"""The Django admin as "Beheer": our name and colours, only for a beheerder, login by our own login page."""

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models.base import ModelBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

VAN_ANDEREN = frozenset({"auth", "account", "django_tasks_database", "django_tasks_db"})


class Beheer(AdminSite):
    site_title = "Trajecten"
    site_header = "Trajecten – Beheer"
    index_title = "Beheer"
    site_url = "/"
    empty_value_display = "–"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Leave out what libraries register (groups, mail addresses, jobs): roles and users are in our own rooms."""
        modellen = (
            [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else list(model_or_iterable)
        )
        eigen = [model for model in modellen if model._meta.app_label not in VAN_ANDEREN]
        if eigen:
            super().register(eigen, admin_class, **options)

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
