"""The Django admin, branded."""

from django.contrib.admin import AdminSite


class Beheer(AdminSite):
    site_header = "Trajecten – Beheer"
