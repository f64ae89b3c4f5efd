"""Login backend: allauth's, with the roles fetched along so that a request knows its user in two queries."""

from allauth.account.auth_backends import AuthenticationBackend

from gebruikers.models import Gebruiker


class GebruikerBackend(AuthenticationBackend):
    def get_user(self, user_id):
        gebruiker = Gebruiker.objects.prefetch_related("rollen").filter(pk=user_id).first()
        return gebruiker if gebruiker and self.user_can_authenticate(gebruiker) else None
