"""Vandaag: what a coordinator must do now, derived from the data, in order of harm (design: screens, "Vandaag").

Nothing is ticked by hand: a row is there because a fact is missing, and goes when the fact is recorded.
"""

from datetime import timedelta

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone

from basis.nummers import getal, nummer_uit
from basis.templatetags.componenten import datumtijd, duur_uren
from gebruikers.rollen import Hoedanigheid
from kandidaten.models import Contactmoment, Dubbelvermoeden
from rapportage.berichten import berichten
from rapportage.gemist import gemiste_begeleiding
from rapportage.startlijst import starten
from rapportage.termijnlijst import loopt_af, meetmomenten
from rapportage.werklijst import (
    PER_PAGINA,
    Actie,
    Deel,
    Regel,
    Sectie,
    aantallen,
    bladzij,
    mensen,
    mensen_als,
    met_aantallen,
)
from trajecten.dossier.adressen import adres
from trajecten.dossier.eerste_contact import contactklok, met_eerste_contact
from trajecten.models import Ronde, Traject
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.overzicht import niet_ingedeeld
from trajecten.statussen import Status

GEEN_RONDE, ZONDER_RONDES = 0, -1  # who waits in no round; and in a programme that has none
TE_BELLEN = (Status.AANGEMELD, Status.IN_SELECTIE)

SECTIES = {
    "bellen": "Nog niet gebeld",
    "berichten": "Berichten om door te geven",
    "besluit": "Wacht op besluit",
    "start": "Start binnen 14 dagen",
    "te_laat_gestart": "Te laat gestart",
    "loopt_af": "Proefplaatsing of contract loopt af",
    "begeleiding": "Gemiste begeleiding",
    "meten": "Meetmomenten",
}


def vandaag_van(gebruiker, *, nu=None) -> list[Sectie]:
    """All sections with their first rows, the empty ones too; a fixed number of queries."""
    nu = nu or timezone.now()
    return _secties(gebruiker, SECTIES, Deel(), nu)


def sectie_van(gebruiker, code, *, pagina=1, nu=None):
    """(one section with more of its rows, the Page they are on). Raises KeyError for an unknown code."""
    nu = nu or timezone.now()
    _ = SECTIES[code]
    nummer = nummer_uit(str(pagina)) or 1
    deel = Deel(begin=(nummer - 1) * PER_PAGINA, aantal=PER_PAGINA)
    (sectie,) = _secties(gebruiker, [code], deel, nu)
    if not sectie.regels and deel.begin:  # a page that is no longer there
        (sectie,) = _secties(gebruiker, [code], Deel(aantal=PER_PAGINA), nu)
        nummer = 1
    return sectie, bladzij(sectie.aantal, nummer)


def _secties(gebruiker, codes, deel, nu):
    kandidaten = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    vandaag = timezone.localdate(nu)
    gemaakt = {}
    if "bellen" in codes:
        gemaakt["bellen"] = _bellen(kandidaten, deel, nu)
    if "berichten" in codes:
        gemaakt["berichten"] = berichten(kandidaten, deel, nu)
    if "besluit" in codes:
        gemaakt["besluit"] = _besluit(gebruiker, kandidaten, deel)
    if "start" in codes or "te_laat_gestart" in codes:
        gemaakt |= starten(gebruiker, kandidaten, deel, vandaag)
    if "loopt_af" in codes:
        gemaakt["loopt_af"] = loopt_af(kandidaten, deel, vandaag)
    if "begeleiding" in codes:
        gemaakt["begeleiding"] = gemiste_begeleiding(kandidaten, deel, vandaag)
    if "meten" in codes:
        gemaakt["meten"] = meetmomenten(kandidaten, deel, vandaag)
    return [Sectie(code, SECTIES[code], *gemaakt[code]) for code in codes]


def samenvatting(secties) -> str:
    """The sentence at the top: "12 dingen vragen vandaag aandacht, 3 zijn te laat."."""
    totaal = sum(sectie.aantal for sectie in secties)
    laat = sum(sectie.te_laat for sectie in secties)
    if not totaal:
        return "Niets vraagt vandaag uw aandacht."
    begin = (
        "1 ding vraagt vandaag aandacht" if totaal == 1 else f"{getal(totaal)} dingen vragen vandaag aandacht"
    )
    if not laat:
        return f"{begin}, niets is te laat."
    return f"{begin}, {getal(laat)} {'is' if laat == 1 else 'zijn'} te laat."


# --- Nog niet gebeld --------------------------------------------------------------------------------------------------
def nog_te_bellen(kandidaten):
    """Open trajects before the selection's end of whose referral nobody was spoken, with `uiterlijk` (maybe None)."""
    gelukt = Contactmoment.objects.filter(verwijzing=OuterRef("verwijzing"), gelukt=True)
    termijn = ExpressionWrapper(
        Cast("programma__eerste_contact_uren", IntegerField()) * Value(timedelta(hours=1)),
        output_field=DurationField(),
    )
    uiterlijk = ExpressionWrapper(F("verwijzing__ontvangen_op") + termijn, output_field=DateTimeField())
    return Traject.objects.filter(
        ~Exists(gelukt), status__in=TE_BELLEN, kandidaat__in=kandidaten.values("pk")
    ).annotate(uiterlijk=uiterlijk)


def _bellen(kandidaten, deel, nu):
    """The earliest deadline first."""
    rijen = (
        nog_te_bellen(kandidaten)
        .select_related("kandidaat", "programma", "verwijzing")
        .defer("kandidaat__motivatie")
        .order_by(F("uiterlijk").asc(nulls_last=True), "verwijzing__ontvangen_op", "pk")
    )
    rijen = list(deel.van(met_eerste_contact(met_aantallen(rijen, te_laat=Q(uiterlijk__lt=nu)))))
    return [_regel_bellen(traject, nu) for traject in rijen], *aantallen(rijen)


def _regel_bellen(traject, nu):
    kandidaat, klok = traject.kandidaat, contactklok(traject, nu)
    if klok.resterend is None:
        soort, woord = "neutraal", "Geen termijn"
    elif klok.te_laat:
        soort, woord = "fout", f"{duur_uren(klok.resterend)} te laat"
    else:
        soort, woord = "aandacht", f"Nog {duur_uren(klok.resterend)}"
    pogingen = {0: "nog niet geprobeerd", 1: "1 poging"}.get(klok.pogingen, f"{klok.pogingen} pogingen")
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:dossier", kandidaat.dossiernummer),
        soort=soort,
        woord=woord,
        waarom=f"{traject.programma.naam} · ontvangen {datumtijd(klok.ontvangen)} · {pogingen}",
        actie=Actie(
            adres("dossier:contact", kandidaat.dossiernummer, traject.volgnummer)
            + f"?terug={adres('rapportage:vandaag')}",
            "Contact vastleggen",
            f"met {kandidaat.naam}",
        ),
        telefoon=kandidaat.telefoon,
        naam=kandidaat.naam,
    )


# --- Wacht op besluit -------------------------------------------------------------------------------------------------
def gesproken_zonder_ronde(gebruiker):
    """Trajects of people who were spoken and wait in no round."""
    gesproken = Contactmoment.objects.filter(verwijzing=OuterRef("verwijzing"), gelukt=True)
    return niet_ingedeeld(gebruiker).filter(Exists(gesproken))


def _besluit(gebruiker, kandidaten, deel):
    """Rounds in which somebody waits for a decision, people who were spoken and wait in no round; most first.

    And how many pairs of dossiers may be one person. One query for all. There are never many rounds.
    """
    trajecten = Traject.objects.order_by().filter(kandidaat__in=kandidaten.values("pk"))
    in_een_ronde = (
        Rondedeelname.objects.onbesloten()
        .filter(traject__in=trajecten.values("pk"))
        .order_by()
        .values_list("ronde__programma", "ronde__programma__naam", "ronde", "ronde__naam", "ronde__volgorde")
        .annotate(wacht=Count("pk"))
    )
    rondes = Ronde.objects.order_by().filter(programma=OuterRef("programma"))
    in_geen_ronde = (
        gesproken_zonder_ronde(gebruiker)
        .values_list("programma", "programma__naam")
        .annotate(
            ronde=Case(When(Exists(rondes), then=GEEN_RONDE), default=ZONDER_RONDES),
            naam=Value(""),
            volgorde=Value(0),
            wacht=Count("pk"),
        )
    )
    paren = (
        Dubbelvermoeden.objects.voor(gebruiker)
        .order_by()
        .annotate(programma=Value(0), titel=Value(""), ronde=Value(0), naam=Value(""), volgorde=Value(0))
        .values_list("programma", "titel", "ronde", "naam", "volgorde")
        .annotate(wacht=Count("pk"))
    )
    rijen = sorted(
        (rij for rij in in_een_ronde.union(in_geen_ronde, paren, all=True) if rij[5]),
        key=lambda rij: (-rij[5], rij[1], rij[4], rij[2]),
    )
    return [_regel_besluit(*rij) for rij in deel.van(rijen)], len(rijen), 0


def _regel_besluit(programma, programmanaam, ronde, naam, volgorde, wacht):
    if not programma:
        url = adres("dossier:dubbel")
        return Regel(
            titel="Mogelijk dubbele dossiers",
            url=url,
            soort="aandacht",
            woord="1 paar" if wacht == 1 else f"{getal(wacht)} paren",
            waarom="Misschien staat iemand er twee keer in.",
            actie=Actie(url, "Dossiers vergelijken", "die misschien van één persoon zijn"),
        )
    if ronde > GEEN_RONDE:
        url, tekst, waar = adres("selectie:ronde", ronde), "Besluiten nemen", naam
        waarom = f"Ronde {volgorde}: hier is nog geen besluit."
    elif ronde == ZONDER_RONDES:
        url, tekst, waar = adres("selectie:indelen", programma), "Besluiten nemen", "selectie zonder rondes"
        waarom = "Gesproken, en nog niet besloten."
    else:
        url, tekst, waar = adres("selectie:indelen", programma), "In een ronde zetten", "nog in geen ronde"
        waarom = "Gesproken, en nog niet in een selectieronde."
    return Regel(
        titel=f"{programmanaam}, {waar}",
        url=url,
        soort="aandacht",
        woord=mensen(wacht),
        waarom=waarom,
        actie=Actie(url, tekst, f"in {naam} van {programmanaam}" if naam else f"bij {programmanaam}"),
    )
