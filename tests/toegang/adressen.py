"""Every address of the product, read from the resolver: what the table is held against."""

from django.urls import URLPattern, get_resolver, reverse


def adressen(resolver=None, ruimte=""):
    """Yield (full name, URLPattern) of all addresses, the admin's under "admin:"."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}", patroon
        else:
            yield from adressen(patroon, f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte)


def eigen_namen():
    """Names of our own pages: all but the admin's."""
    return [naam for naam, _ in adressen() if not naam.startswith("admin:")]


def url(rij, zijde):
    """The path of a row of the table, for a Zijde or the stranger."""
    return reverse(rij.naam, args=rij.args(zijde) if rij.args else [])
