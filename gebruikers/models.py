"""Who logs in, and with which roles."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from gebruikers.rollen import Rol


class GebruikerManager(BaseUserManager):
    def create_user(self, email, password=None, *, rollen=(), **velden):
        """A user with a hashed password and the given roles; `email` is stored in lower case."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        Gebruikersrol.objects.bulk_create(Gebruikersrol(gebruiker=gebruiker, rol=Rol(rol)) for rol in rollen)
        return gebruiker

    def create_superuser(self, email, password=None, **velden):
        """`manage.py createsuperuser`: the first beheerder of an installation. Opens no dossiers."""
        return self.create_user(email, password, rollen=[Rol.BEHEERDER], **velden)


class Gebruiker(AbstractBaseUser):
    """Somebody with a login. Rights come from roles only; Django's permissions are not used."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField(
        "actief",
        default=True,
        help_text="Zet uit als iemand weggaat. Verwijderen kan niet: haar werk blijft bestaan.",
    )
    date_joined = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = GebruikerManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een gebruiker met dit e-mailadres.",
            )
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    @cached_property
    def rolcodes(self):
        """The roles as a frozenset of codes; one query unless `rollen` was prefetched (it is, at login)."""
        return frozenset(rol.rol for rol in self.rollen.all())

    def heeft_rol(self, *rollen):
        return self.is_active and not self.rolcodes.isdisjoint(rollen)

    @property
    def is_staff(self):
        """Django's word for: may enter the admin."""
        return self.heeft_rol(Rol.BEHEERDER)

    def has_perm(self, perm, obj=None):
        """Only the admin asks this, and only for models registered there: never a dossier."""
        return self.is_staff

    def has_module_perms(self, app_label):
        return self.is_staff


class Gebruikersrol(models.Model):
    """One role of one user."""

    gebruiker = models.ForeignKey(
        Gebruiker, on_delete=models.CASCADE, related_name="rollen", verbose_name="gebruiker"
    )
    rol = models.CharField("rol", max_length=20, choices=Rol)

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ["gebruiker", "rol"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol"],
                name="gebruikersrol_eenmaal",
                violation_error_message="Deze gebruiker heeft deze rol al.",
            ),
            models.CheckConstraint(
                condition=models.Q(rol__in=Rol.values),
                name="gebruikersrol_bestaat",
                violation_error_message="Deze rol bestaat niet.",
            ),
        ]

    def __str__(self):
        return self.get_rol_display()
