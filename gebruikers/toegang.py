"""Closing a view that is not about one candidate: lists, figures, partners."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from gebruikers.rechten import Toegang, mag
from logboek.diensten import schrijf
from logboek.models import Handeling


def vereist(categorie, nodig=Toegang.LEZEN):
    """View decorator: 403 (logged) unless one of the user's roles has this access to the category."""

    def om(view):
        @wraps(view)
        def bewaakt(request, *args, **kwargs):
            if not mag(request.user, categorie, nodig):
                schrijf(gebruiker=request.user, handeling=Handeling.GEWEIGERD, categorie=categorie)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return bewaakt

    return om


def vereist_rol(*rollen):
    """View decorator for a person's own work page (Mijn week, Mijn team): 403 (logged) unless she has the role."""

    def om(view):
        @wraps(view)
        def bewaakt(request, *args, **kwargs):
            if not request.user.heeft_rol(*rollen):
                schrijf(
                    gebruiker=request.user,
                    handeling=Handeling.GEWEIGERD,
                    reden=f"pagina voor {', '.join(rollen)}",
                )
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return bewaakt

    return om
