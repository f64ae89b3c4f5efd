"""System checks: production refuses to start without its secrets, and says what to do (PRIV, last paragraph)."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

NIEUW_GEHEIM = 'python -c "import secrets; print(secrets.token_urlsafe(64))"'
NIEUWE_SLEUTEL = (
    'python -c "import base64, secrets; print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())"'
)


@register(Tags.security)
def geheimen_aanwezig(app_configs, **kwargs):
    """E001-E003: SECRET_KEY, VERSLEUTELSLEUTELS and ALLOWED_HOSTS must come from the environment in production."""
    fouten = []
    if settings.PRODUCTIE and (settings.SECRET_KEY == "ontbreekt" or len(settings.SECRET_KEY) < 50):
        fouten.append(
            Error(
                "SECRET_KEY ontbreekt of is te kort.",
                hint=f"Zet SECRET_KEY in de omgeving of in .env. Maak er een met: {NIEUW_GEHEIM}",
                id="config.E001",
            )
        )
    if not settings.VERSLEUTELSLEUTELS or not all(map(_is_fernetsleutel, settings.VERSLEUTELSLEUTELS)):
        fouten.append(
            Error(
                "VERSLEUTELSLEUTELS ontbreekt of bevat een ongeldige sleutel.",
                hint="Zet een of meer sleutels, met een komma ertussen, de nieuwste vooraan. "
                f"Maak er een met: {NIEUWE_SLEUTEL} Bewaar hem apart: zonder sleutel is alle tekst weg.",
                id="config.E002",
            )
        )
    if settings.PRODUCTIE and not settings.ALLOWED_HOSTS:
        fouten.append(
            Error(
                "ALLOWED_HOSTS is leeg.",
                hint="Zet ALLOWED_HOSTS op de namen van de server, met een komma ertussen.",
                id="config.E003",
            )
        )
    return fouten


def weiger_zonder_geheimen():
    """Stop the web server too: WSGI and ASGI run no system checks. Raises ImproperlyConfigured, saying what to do."""
    fouten = geheimen_aanwezig(None)
    if fouten:
        raise ImproperlyConfigured("\n".join(f"{fout.msg} {fout.hint}" for fout in fouten))


def _is_fernetsleutel(sleutel):
    try:
        Fernet(sleutel)
    except (ValueError, TypeError):
        return False
    return True
