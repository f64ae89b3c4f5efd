"""The mail of the day to colleagues: at most one each, only when something is new, and nothing twice.

The row of the day is claimed together with everything the mail counts; only then it goes out. Who dies in between
leaves it claimed: it is not sent again by itself, and that shows (`manage.py stuur_dagoverzicht`, Mijn instellingen).
The mail has counts and addresses behind the login; no names, no numbers of dossiers (PRIV-15).
"""

import smtplib
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from rapportage.herinneringen import BRONNEN, nieuwe_zaken, per_soort
from rapportage.keuzes import Herinneringsoort, Overzichtstatus
from rapportage.models import Dagoverzicht, Overzichtafmelding, VerstuurdeHerinnering

log = structlog.get_logger(__name__)

ONDERWERP = "Trajecten: uw overzicht van vandaag"
ROLLEN = tuple(dict.fromkeys(Rol(rol) for rol, _ in BRONNEN))  # who can get one
# The mail server said no, or was not there: then surely nothing went out, and the next run may try again.
ZEKER_NIET = (ConnectionRefusedError, smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


@dataclass
class Verzendtelling:
    """Numbers of one run: mails that went out, that failed for sure, and of which nobody knows."""

    verstuurd: int = 0
    mislukt: int = 0
    onzeker: int = 0


def stuur_dagoverzichten(*, nu=None, aan=None) -> Verzendtelling:
    """Send everybody (or only `aan`, a user) what is new for her today. Safe to run again, also at the same time.

    Run it outside a transaction: the claim must be there before the mail goes.
    """
    nu = nu or timezone.now()
    dag = timezone.localdate(nu)
    had_al = Dagoverzicht.objects.filter(dag=dag).order_by().values("gebruiker")
    wie = Gebruiker.objects.filter(is_active=True, rollen__rol__in=ROLLEN).exclude(pk__in=had_al)
    if aan is not None:
        wie = wie.filter(pk=aan.pk)
    uitkomst = Verzendtelling()
    for gebruiker in wie.distinct().prefetch_related("rollen").order_by("pk"):
        try:
            _stuur(gebruiker, dag, nu, uitkomst)
        except Exception as fout:  # one colleague's fault is not everybody's
            uitkomst.mislukt += 1
            log.error("dagoverzicht_fout", gebruiker=gebruiker.pk, fout=type(fout).__name__)
    return uitkomst


def blijven_steken():
    """Claimed, and never told that it went: for a person to look at."""
    return Dagoverzicht.objects.exclude(status=Overzichtstatus.VERSTUURD)


def _stuur(gebruiker, dag, nu, uitkomst):
    zaken = nieuwe_zaken(gebruiker, nu)
    overzicht = _claim(gebruiker, dag, zaken) if zaken else None
    if overzicht is None:
        return
    mijn = Dagoverzicht.objects.filter(pk=overzicht.pk, status=Overzichtstatus.BEZIG)
    try:
        mail(gebruiker, zaken).send()
    except ZEKER_NIET as fout:
        mijn.delete()  # with what it counted: nobody was told
        uitkomst.mislukt += 1
        log.warning("dagoverzicht_mislukt", overzicht=overzicht.pk, fout=type(fout).__name__)
    except (OSError, ValueError) as fout:  # broken off half-way: it may have arrived
        mijn.update(status=Overzichtstatus.ONZEKER)
        uitkomst.onzeker += 1
        log.warning("dagoverzicht_onzeker", overzicht=overzicht.pk, fout=type(fout).__name__)
    else:
        mijn.update(status=Overzichtstatus.VERSTUURD, verstuurd_op=timezone.now())
        uitkomst.verstuurd += 1


def _claim(gebruiker, dag, zaken):
    """The row of the day with all that it counts, None when somebody else has claimed one of them."""
    try:
        with transaction.atomic():
            overzicht = Dagoverzicht.objects.create(gebruiker=gebruiker, dag=dag)
            VerstuurdeHerinnering.objects.bulk_create(
                VerstuurdeHerinnering(
                    gebruiker=gebruiker, dagoverzicht=overzicht, soort=zaak.soort, zaak=zaak.sleutel
                )
                for zaak in zaken
            )
    except IntegrityError:
        return None
    return overzicht


# --- The mail ---------------------------------------------------------------------------------------------------------
def mail(gebruiker, zaken):
    """The EmailMessage: how much of what, and where to look. The same words for everybody."""
    regels = [f"- {zin}\n  {_adres(pagina)}" for zin, pagina in per_soort(zaken)]
    tekst = "\n\n".join(
        [
            "Goedemorgen,",
            "Dit is nieuw voor u in Trajecten:",
            *regels,
            "U logt eerst in. Daarna ziet u om wie het gaat.",
            "U krijgt hoogstens één overzicht per werkdag, en alleen als er iets nieuws is. "
            f"Wilt u minder of geen overzicht? Kies dat bij uw instellingen:\n{_adres('instellingen')}",
        ]
    )
    kop = {"Auto-Submitted": "auto-generated"}  # no answer of who is on leave
    return EmailMessage(ONDERWERP, f"{tekst}\n", None, [gebruiker.email], headers=kop)


def _adres(pagina):
    return settings.SITE_ADRES + reverse(f"rapportage:{pagina}")


# --- Choosing ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def kies_herinneringen(*, gebruiker, aan, mag_kiezen, geen_mail):
    """Switch kinds on (`aan`) and off, of those she could choose from (`mag_kiezen`); the others stay as they were."""
    uit = {Herinneringsoort(soort) for soort in mag_kiezen} - {Herinneringsoort(soort) for soort in aan}
    keuzes = {*mag_kiezen, Herinneringsoort.GEEN_MAIL}
    if geen_mail:
        uit.add(Herinneringsoort.GEEN_MAIL)
    Overzichtafmelding.objects.filter(gebruiker=gebruiker, soort__in=keuzes - uit).delete()
    Overzichtafmelding.objects.bulk_create(
        [Overzichtafmelding(gebruiker=gebruiker, soort=soort) for soort in sorted(uit)], ignore_conflicts=True
    )
