"""Encryption at rest for free text, drafts and uploads (PRIV-15).

Own keys (settings.VERSLEUTELSLEUTELS, Fernet): the first one writes, all of them read, so a key is replaced by putting
a new one in front and running `manage.py draai_sleutels`. A value that no key opens is an error, never an empty field.
"""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import Exact


class OntsleutelMislukt(ValueError):
    """No key in VERSLEUTELSLEUTELS opens this value: a key is missing, or the value was damaged. Holds no content."""


@lru_cache(maxsize=8)
def _kluis(sleutels):
    if not sleutels:
        raise ImproperlyConfigured("VERSLEUTELSLEUTELS is leeg: zonder sleutel kan er niets bewaard worden.")
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels])


def versleutel(waarde):
    """Encrypt bytes or text with the first key. Returns a url-safe base64 token, as bytes."""
    if isinstance(waarde, str):
        waarde = waarde.encode()
    return _kluis(tuple(settings.VERSLEUTELSLEUTELS)).encrypt(waarde)


def ontsleutel(token):
    """The bytes that `versleutel` was given. Raises OntsleutelMislukt when no key fits."""
    try:
        return _kluis(tuple(settings.VERSLEUTELSLEUTELS)).decrypt(token)
    except InvalidToken:
        raise OntsleutelMislukt(
            "Een versleutelde waarde is met geen van de VERSLEUTELSLEUTELS te openen. Zet de oude sleutel terug."
        ) from None


def met_eerste_sleutel(token):
    """True when the newest key wrote this token, so that it need not be written again."""
    try:
        Fernet(settings.VERSLEUTELSLEUTELS[0]).decrypt(token)
    except InvalidToken:
        return False
    return True


def herversleutel(token):
    """The same content under the first key. Raises OntsleutelMislukt."""
    try:
        return _kluis(tuple(settings.VERSLEUTELSLEUTELS)).rotate(token)
    except InvalidToken:
        raise OntsleutelMislukt("Deze waarde is met geen van de VERSLEUTELSLEUTELS te openen.") from None


class _ExactLeeg(Exact):
    """The one comparison that SQL can make: is there text, or not."""

    def __init__(self, lhs, rhs):
        if rhs is not None and rhs != "":  # Django turns None into isnull
            raise FieldError("Versleutelde tekst is niet te doorzoeken; alleen ='' en isnull kunnen.")
        super().__init__(lhs, rhs)


class VersleuteldVeld(models.TextField):
    """What both encrypted fields share: a token in a text column, and no way to search in it."""

    def naar_tekst(self, waarde):
        """The value as the text that is encrypted."""
        raise NotImplementedError

    def uit_tekst(self, tekst):
        """The value that `naar_tekst` was given."""
        raise NotImplementedError

    def get_prep_value(self, value):
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        tekst = self.naar_tekst(value)
        return versleutel(tekst).decode("ascii") if tekst else ""

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        return self.uit_tekst(ontsleutel(value).decode() if value else "")

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is versleuteld; '{lookup_name}' kan niet.")

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is versleuteld; '{lookup_name}' kan niet.")

    def check(self, **kwargs):
        fouten = super().check(**kwargs)
        if self.unique or self.db_index:
            fouten.append(
                checks.Error(
                    "Een versleuteld veld kan niet uniek of geïndexeerd zijn.", obj=self, id="basis.E001"
                )
            )
        return fouten


class TekstInvoer(forms.CharField):
    """A browser sends each line end as two characters but counts one: count as the person does."""

    widget = forms.Textarea

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class VersleuteldTekstVeld(VersleuteldVeld):
    """Text, encrypted in the database and plain in Python.

    '' is stored as '' (a record without text keeps no secret, and "is there text?" stays countable), None as NULL.
    `max_length` is counted on the plain text. A serialised dump (dumpdata) holds the plain text.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def naar_tekst(self, waarde):
        return str(waarde)

    def uit_tekst(self, tekst):
        return tekst

    def get_lookup(self, lookup_name):
        return _ExactLeeg if lookup_name == "exact" else super().get_lookup(lookup_name)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TekstInvoer, **kwargs})


class VersleuteldJsonVeld(VersleuteldVeld):
    """Anything JSON can say (dates and decimals become text), encrypted. None is NULL; {} is stored encrypted."""

    empty_strings_allowed = False

    def naar_tekst(self, waarde):
        return json.dumps(waarde, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))

    def uit_tekst(self, tekst):
        return json.loads(tekst)

    def to_python(self, value):
        return value

    def value_to_string(self, obj):
        return self.value_from_object(obj)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **kwargs})
