"""The components of every page, built into all templates (no {% load %} needed). docs/componenten.md lists them.

Each is drawn once, in templates/componenten/. They bring their own context, so that a page cannot forget a variable.
"""

from datetime import date, datetime, timedelta

import phonenumbers
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from basis.iconen import ICONEN
from basis.meldingen import lees_melding
from basis.nummers import getal
from basis.templatetags import formuliertags, tabeltags

register = template.Library()
for _deel in (formuliertags.register, tabeltags.register):
    register.tags.update(_deel.tags)
    register.filters.update(_deel.filters)

MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SOORTEN = frozenset({"gedaan", "aandacht", "fout", "neutraal", "bezig"})


# --- Filters: how we write dates, hours and numbers -------------------------------------------------------------------
register.filter(getal)


def _lokaal(waarde):
    """A datetime as the clock in the Netherlands shows it; a date as it is."""
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


@register.filter
def datum(waarde):
    """A date or datetime as "3 mrt 2026"; empty when there is none."""
    if not isinstance(waarde, date):
        return ""
    waarde = _lokaal(waarde)
    return f"{waarde.day} {MAANDEN[waarde.month - 1]} {waarde.year}"


@register.filter
def tijd(waarde):
    """A datetime (Amsterdam) or time as "14:02"; empty when there is none."""
    return f"{_lokaal(waarde):%H:%M}" if waarde else ""


@register.filter
def datumtijd(waarde):
    """A datetime as "3 mrt 2026, 14:02", in Amsterdam time; empty when there is none."""
    return f"{datum(waarde)}, {tijd(waarde)}" if waarde else ""


@register.filter
def invoerdatum(waarde):
    """A date or datetime as people type it: "03-03-2026"; empty when there is none."""
    return f"{_lokaal(waarde):%d-%m-%Y}" if isinstance(waarde, date) else ""


@register.filter
def telefoon(nummer):
    """A phone number as people read it aloud: "+31612345678" -> "06 12345678"; anything unknown as it is."""
    tekst = str(nummer or "")
    try:
        gelezen = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return tekst
    nummer = str(gelezen.national_number)
    if gelezen.country_code == 31 and len(nummer) == 9 and nummer.startswith("6"):
        return f"06 {nummer[1:]}"  # always: the library writes some mobile numbers as "066 6801829", like a pager
    soort = phonenumbers.PhoneNumberFormat
    eigen = gelezen.country_code == 31  # abroad keeps its country code
    return phonenumbers.format_number(gelezen, soort.NATIONAL if eigen else soort.INTERNATIONAL)


@register.filter
def duur_uren(waarde):
    """A timedelta, or a number of hours, in words without its sign: "40 minuten", "23 uur", "2 dagen en 3 uur".

    Rounded down to whole minutes below an hour, else to whole hours; from 48 hours on in days of 24 hours.
    """
    if waarde is None or waarde == "":
        return ""
    if not isinstance(waarde, timedelta):
        waarde = timedelta(hours=float(waarde))
    minuten = int(abs(waarde).total_seconds() // 60)
    uren = minuten // 60
    if uren < 1:
        return "1 minuut" if minuten == 1 else f"{minuten} minuten"
    if uren < 48:
        return f"{uren} uur"
    dagen, rest = divmod(uren, 24)
    return f"{dagen} dagen en {rest} uur" if rest else f"{dagen} dagen"


# --- Small parts ------------------------------------------------------------------------------------------------------
@register.simple_tag
def icoon(naam):
    """An icon of basis/iconen.py, hidden from assistive technology: a word always stands beside it."""
    return format_html(
        '<svg class="icoon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONEN[naam]),  # noqa: S308  our own table
    )


@register.simple_tag
def icoonvel(*namen):
    """These icons once, out of sight, for a page that draws each of them many times with `icoon_van_vel`."""
    vellen = format_html_join(
        "",
        '<symbol id="icoon-{}" viewBox="0 0 16 16">{}</symbol>',
        ((naam, mark_safe(ICONEN[naam])) for naam in namen),  # noqa: S308  our own table
    )
    return format_html('<svg class="icoonvel" aria-hidden="true" focusable="false">{}</svg>', vellen)


@register.simple_tag
def icoon_van_vel(naam):
    """An icon that stands in the `icoonvel` of this page; as `icoon`, in a third of the bytes."""
    return format_html('<svg class="icoon" aria-hidden="true"><use href="#icoon-{}"/></svg>', naam)


@register.simple_tag
def statusbadge(soort, woord):
    """Icon + word. `soort`: gedaan, aandacht, fout, neutraal or bezig; anything else is a fault of the page."""
    if soort not in SOORTEN:
        raise template.TemplateSyntaxError(f"statusbadge kent {soort!r} niet; kies uit {sorted(SOORTEN)}")
    return format_html('<span class="badge-status badge-{}">{} {}</span>', soort, icoon(soort), woord)


@register.inclusion_tag("componenten/voorbeeld.html")
def voorbeeldgegevens():
    """The strip at the top of every page of the demo: nobody here is real. Nothing anywhere else."""
    return {"getoond": settings.VOORBEELDGEGEVENS}


@register.inclusion_tag("componenten/melding.html")
def melding(bericht):
    """One message of django.contrib.messages, with the undo button or link that `basis.meldingen.meld` gave it."""
    return {"melding": lees_melding(bericht)}


@register.inclusion_tag("componenten/postknop.html")
def postknop(url, tekst, over="", klasse="btn btn-secondary", velden=None):
    """A form of one button. `over` completes the text for who cannot see the row; `velden` are hidden values (dict)."""
    return {"url": url, "tekst": tekst, "over": over, "klasse": klasse, "velden": velden or {}}


@register.inclusion_tag("componenten/telefoon.html")
def bel(nummer, naam):
    """ "Bel <naam>": a tel: link. Nothing when there is no number."""
    tekst = str(nummer or "")
    return {
        "nummer": telefoon(tekst),
        "kaal": "".join(t for t in tekst if t.isdigit() or t == "+"),
        "naam": naam,
    }


# --- Page parts -------------------------------------------------------------------------------------------------------
@register.inclusion_tag("componenten/paginakop.html")
def paginakop(titel, aantal=None, sub="", actie_url="", actie="", actie_icoon="", soort="", woord=""):
    """The h1 with, optionally, a count, a line below, one primary action and a status badge (soort + woord)."""
    return {
        "titel": titel,
        "aantal": aantal,
        "sub": sub,
        "actie_url": actie_url,
        "actie": actie,
        "actie_icoon": actie_icoon,
        "soort": soort,
        "woord": woord,
    }


@register.inclusion_tag("componenten/leeg.html")
def leeg(tekst, url="", link=""):
    """Empty state: what will stand here, and a link to the first step."""
    return {"tekst": tekst, "url": url, "link": link}


@register.inclusion_tag("componenten/kruimels.html")
def kruimels(*delen):
    """Breadcrumb: url and text in turn, the way down to (not including) this page."""
    return {"kruimels": [{"url": u, "tekst": t} for u, t in zip(delen[::2], delen[1::2], strict=True)]}


@register.inclusion_tag("componenten/terug.html")
def terug(url, tekst):
    """A link back; `tekst` says where to: "Terug naar kandidaten"."""
    return {"url": url, "tekst": tekst}


@register.inclusion_tag("componenten/stap.html")
def stap(nummer, totaal):
    """ "Stap 2 van 4", above the h1. Put it in the title block too (A11Y-02)."""
    return {"nummer": nummer, "totaal": totaal}


@register.inclusion_tag("componenten/voortgang.html")
def voortgang(aantal, totaal, wat, klaar=""):
    """ "14 van 16 plaatsen" as text, with a bar under it; `klaar` is a sentence added at the end."""
    return {"aantal": aantal, "totaal": totaal, "wat": wat, "klaar": klaar}


@register.inclusion_tag("componenten/feitenlijst.html")
def feitenlijst(paren):
    """Pairs (term, value) as a definition list; an empty value reads "Niet bekend"."""
    return {"paren": [(term, "" if waarde is None else waarde) for term, waarde in paren]}


@register.inclusion_tag("componenten/tabbladen.html")
def tabbladen(naam, tabs):
    """Tabs that are links. `naam`: what the tabs divide; `tabs`: dicts with url, tekst, actief and maybe aantal."""
    return {"naam": naam, "tabs": [{"aantal": None, **tab} for tab in tabs]}


def _met_inhoud(sjabloon, content, **context):
    return mark_safe(render_to_string(sjabloon, {"inhoud": content, **context}))  # noqa: S308  content was rendered


@register.simple_block_tag
def tabelvak(content, label):
    """Scroll container around a table: labelled and focusable, the only thing that may scroll sideways."""
    return _met_inhoud("componenten/tabelvak.html", content, label=label)


@register.simple_block_tag
def tijdlijn(content, label="Tijdlijn"):
    """The list around `tijdlijnitem`s."""
    return format_html('<ol class="tijdlijn" aria-label="{}">{}</ol>', label, content)


@register.simple_block_tag
def tijdlijnitem(content, titel, wanneer, wie="", url=""):
    """One thing that happened: title (a link when `url`), when (date or datetime), by whom, and the block's text."""
    moment = datumtijd(wanneer) if isinstance(wanneer, datetime) else datum(wanneer)
    return _met_inhoud("componenten/tijdlijnitem.html", content, titel=titel, moment=moment, wie=wie, url=url)


@register.simple_block_tag
def selectiebalk(content, tekst="Met de gekozen rijen:"):
    """The bar with what can be done to the ticked rows; inside the form around the table."""
    return format_html(
        '<div class="selectiebalk" role="group" aria-label="{}"><p><b>{}</b></p>{}</div>',
        tekst,
        tekst,
        content,
    )
