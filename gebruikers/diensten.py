"""The only writers of users' rights, and the mail with which somebody sets her own password."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.db import transaction

from gebruikers.models import Gebruikersrol
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling


def log_rechten(gebruiker, *, wat, door):
    """One line in the log about somebody's rights (PRIV-08); `wat` holds codes, no names."""
    schrijf(
        gebruiker=door,
        handeling=Handeling.RECHTEN,
        categorie=Categorie.GEBRUIKERS,
        reden=f"gebruiker {gebruiker.pk}: {wat}",
    )


@transaction.atomic
def geef_rollen(gebruiker, *, rollen, door):
    """Make the roles of this user exactly `rollen` (codes of Rol), and log what changed."""
    had = set(gebruiker.rollen.values_list("rol", flat=True))
    krijgt = {str(rol) for rol in rollen}
    if had == krijgt:
        return
    gebruiker.rollen.filter(rol__in=had - krijgt).delete()
    Gebruikersrol.objects.bulk_create(
        Gebruikersrol(gebruiker=gebruiker, rol=rol) for rol in sorted(krijgt - had)
    )
    gebruiker.__dict__.pop("rolcodes", None)
    wat = [f"+{rol}" for rol in sorted(krijgt - had)] + [f"-{rol}" for rol in sorted(had - krijgt)]
    log_rechten(gebruiker, wat=" ".join(wat), door=door)


@transaction.atomic
def laat_oude_adressen_los(gebruiker):
    """After a change of e-mail address the old one no longer logs in, nor receives a link for a new password."""
    EmailAddress.objects.filter(user=gebruiker).exclude(email__iexact=gebruiker.email).delete()


def stuur_wachtwoordmail(gebruiker, *, request):
    """Mail a link with which this user sets her own password. Raises OSError when the mail server refuses."""
    form = ResetPasswordForm({"email": gebruiker.email})
    form.full_clean()
    form.save(request)
