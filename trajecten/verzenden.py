"""Sending one message, once. The row is claimed first, by a conditional update; then the mail goes out.

A worker that dies between the two leaves the row claimed: nobody sends it by itself again, a person sees it and decides
(`berichten.stuur_opnieuw`). So a mail can stay behind, and that shows; it never goes out twice.
"""

from email.mime.text import MIMEText
from email.utils import parseaddr

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from kandidaten.keuzes import Vorm
from trajecten.agenda import afspraak, ontvanger_van
from trajecten.keuzes import OVER_WAT_KOMT, Aanwezigheid, Berichtsoort, Berichtstatus
from trajecten.models import Bericht
from trajecten.statussen import Status

log = structlog.get_logger(__name__)

MET_AFSPRAAK = frozenset({Berichtsoort.UITNODIGING, Berichtsoort.VERPLAATST, Berichtsoort.AFGELAST})
KOMT = frozenset({Aanwezigheid.UITGENODIGD, Aanwezigheid.AANWEZIG})


def verstuur(pk):
    """Send the message with this number if nobody did, or does. True when it went out now.

    Run it outside a transaction: the claim must be there before the mail goes.
    """
    nu = timezone.now()
    rij = Bericht.objects.filter(pk=pk)
    if not rij.filter(status=Berichtstatus.KLAAR).update(status=Berichtstatus.BEZIG, geclaimd_op=nu):
        return False
    bericht = rij.select_related("traject__kandidaat", "deelname__bijeenkomst", "gemaakt_door").get()
    mijn = rij.filter(status=Berichtstatus.BEZIG, geclaimd_op=bericht.geclaimd_op)
    if is_achterhaald(bericht):
        mijn.update(status=Berichtstatus.VERVALLEN)
        return False
    bericht.aan = bericht.traject.kandidaat.email  # as it is now: she may have another one since
    mijn.update(aan=bericht.aan)
    try:
        if not bericht.aan:
            raise ValueError("geen e-mailadres")
        mail(bericht).send()
    except (OSError, ValueError) as fout:  # SMTPException is an OSError; a bad header is a ValueError
        mijn.update(status=Berichtstatus.MISLUKT)
        log.warning("bericht_mislukt", bericht=pk, fout=type(fout).__name__)
        return False
    mijn.update(status=Berichtstatus.VERSTUURD, afgerond_op=timezone.now())
    return True


def is_achterhaald(bericht):
    """Is what this message says no longer so: called off, moved since, she does not come, or her traject ended?"""
    if bericht.soort == Berichtsoort.AFWIJZING:
        return bericht.traject.status != Status.AFGEWEZEN  # the decision was taken back
    if bericht.soort not in OVER_WAT_KOMT:
        return False
    deelname = bericht.deelname
    if deelname is None or not bericht.traject.is_open:
        return True
    bijeenkomst = deelname.bijeenkomst
    if bijeenkomst.afgelast_op or bijeenkomst.begin <= timezone.now():
        return True
    if bericht.soort == Berichtsoort.WACHTLIJST:
        return deelname.aanwezigheid != Aanwezigheid.WACHTLIJST
    if bericht.soort == Berichtsoort.VERPLAATST:
        weer_verzet = bericht.keer != bijeenkomst.volgnummer
        return weer_verzet or deelname.aanwezigheid == Aanwezigheid.AFWEZIG_MET_BERICHT
    return deelname.aanwezigheid not in KOMT


# --- The mail ---------------------------------------------------------------------------------------------------------
def mail(bericht):
    """The EmailMultiAlternatives of a Bericht: plain text, large type beside it who asked for that, the appointment.

    Answers go to the colleague who made it, where there is one.
    """
    antwoord = [bericht.gemaakt_door.email] if bericht.gemaakt_door else None
    post = EmailMultiAlternatives(bericht.onderwerp, bericht.tekst, None, [bericht.aan], reply_to=antwoord)
    if bericht.vorm == Vorm.GROTE_LETTERS:
        post.attach_alternative(grote_letters(bericht.tekst), "text/html")
    if bericht.soort in MET_AFSPRAAK and bericht.deelname is not None:
        post.attach(_bijlage(bericht))
    return post


def grote_letters(tekst):
    """The text as a page in large type: 24 px, wide lines, black on white. A mail has no style sheet of its own."""
    alineas = [mark_safe(escape(alinea).replace("\n", "<br>")) for alinea in tekst.strip().split("\n\n")]  # noqa: S308
    inhoud = mark_safe("".join(format_html("<p>{}</p>", alinea) for alinea in alineas))  # noqa: S308
    return format_html(
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Bericht</title></head>'
        '<body style="font-family:Verdana,Arial,sans-serif;font-size:24px;line-height:1.6;color:#000000;'
        'background-color:#ffffff;max-width:40em">{}</body></html>',
        inhoud,
    )


def _bijlage(bericht):
    bijeenkomst = bericht.deelname.bijeenkomst
    afgelast = bericht.soort == Berichtsoort.AFGELAST
    bestand = afspraak(
        uid=bijeenkomst.uid,
        volgnummer=bijeenkomst.volgnummer,
        wat=bijeenkomst.get_soort_display(),
        begin=bijeenkomst.begin,
        eind=bijeenkomst.eind,
        waar=bijeenkomst.waar,
        link=bijeenkomst.online_link,
        afzender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        ontvanger=ontvanger_van(bericht.deelname_id),
        nu=timezone.now(),
        afgelast=afgelast,
    )
    deel = MIMEText(bestand.decode(), "calendar", "utf-8")
    deel.set_param("method", "CANCEL" if afgelast else "REQUEST")
    deel.add_header("Content-Disposition", "attachment", filename="afspraak.ics")
    return deel
