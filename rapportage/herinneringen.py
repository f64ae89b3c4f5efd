"""What somebody can be reminded of in the mail of the day: per role, from the same rules as her work pages.

A thing (zaak) is a text that stays the same as long as nothing about it changes for the worse; then it is another
thing. So a talk is told when it is due, when it is late, and again with each further period that passes without one; a
call when it waits and when its term is over; a contract when its end is near and when it has passed.

Whose work a colleague covers is not reminded of it: the colleague is. A new kind is a line in BRONNEN, and in WOORDEN.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Overdracht, Toewijzing
from rapportage.agenda import groepen_van_trainer
from rapportage.gemist import te_laat
from rapportage.keuzes import Herinneringsoort as Soort
from rapportage.models import Overzichtafmelding, VerstuurdeHerinnering
from rapportage.termijnlijst import loopt_af, meetmomenten
from rapportage.vandaag import gesproken_zonder_ronde, nog_te_bellen
from rapportage.week.gesprekken import open_signalen
from rapportage.werklijst import Deel, mensen_als
from trajecten.begeleiding.signaalstand import met_signaalfeiten
from trajecten.begeleiding.stand import stand_van
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bijeenkomst, Traject
from trajecten.opleiding.models import Examen
from trajecten.selectie.models import Rondedeelname

ALLES = Deel(aantal=1000)
EXAMEN_BINNEN = timedelta(days=7)
AANWEZIGHEID_TERUG = timedelta(days=14)  # older lists nobody fills in because of a mail

# One and more of a kind, as the mail says it, and the page where she finds them.
WOORDEN = {
    Soort.GESPREK: ("1 gesprek is vandaag of te laat", "{n} gesprekken zijn vandaag of te laat", "mijn_week"),
    Soort.SIGNAAL: ("1 signaal staat open", "{n} signalen staan open", "mijn_week"),
    Soort.OVERDRACHT: ("1 overdracht om te lezen", "{n} overdrachten om te lezen", "mijn_week"),
    Soort.METEN: ("1 meetmoment", "{n} meetmomenten", "mijn_week"),
    Soort.LOOPT_AF: (
        "1 proefplaatsing of contract loopt af",
        "{n} proefplaatsingen of contracten lopen af",
        "mijn_week",
    ),
    Soort.EXAMEN: ("1 examen binnen een week", "{n} examens binnen een week", "agenda"),
    Soort.BELLEN: ("1 persoon is nog niet gebeld", "{n} mensen zijn nog niet gebeld", "vandaag"),
    Soort.BESLUIT: ("1 persoon wacht op een besluit", "{n} mensen wachten op een besluit", "vandaag"),
    Soort.BEGELEIDING: ("1 persoon mist begeleiding", "{n} mensen missen begeleiding", "vandaag"),
    Soort.LES: ("1 les of bijeenkomst vandaag", "{n} lessen of bijeenkomsten vandaag", "agenda"),
    Soort.AANWEZIGHEID: (
        "1 keer is de aanwezigheid nog niet ingevuld",
        "{n} keer is de aanwezigheid nog niet ingevuld",
        "mijn_groepen",
    ),
}


@dataclass(frozen=True)
class Zaak:
    """One thing at one stage; `sleutel` is the hash under which it is remembered that it was told."""

    soort: Soort
    sleutel: str


def zaak(soort, *delen):
    """A Zaak of values that together say which thing it is, and how bad."""
    tekst = "|".join([soort, *map(str, delen)])
    return Zaak(soort, hashlib.sha256(tekst.encode()).hexdigest())


def soorten_van(gebruiker):
    """The kinds that this user's roles can be reminded of, in the order of the mail."""
    eigen = {soort for rol, soort in BRONNEN if gebruiker.heeft_rol(rol)}
    return [soort for soort in Soort if soort in eigen]


def afgemeld(gebruiker):
    """The kinds that she switched off, as a set; GEEN_MAIL in it means: no mail."""
    return set(Overzichtafmelding.objects.filter(gebruiker=gebruiker).values_list("soort", flat=True))


def nieuwe_zaken(gebruiker, nu):
    """What waits for her and was in no mail yet, without what she switched off: Zaken."""
    uit = afgemeld(gebruiker)
    if Soort.GEEN_MAIL in uit:
        return []
    gevonden = {}
    for (rol, soort), bron in BRONNEN.items():
        if gebruiker.heeft_rol(rol) and soort not in uit:
            gevonden |= {z.sleutel: z for z in bron(gebruiker, nu)}
    al = set(VerstuurdeHerinnering.objects.filter(gebruiker=gebruiker).values_list("zaak", flat=True))
    return [z for sleutel, z in gevonden.items() if sleutel not in al]


# --- Whose people ---------------------------------------------------------------------------------------------------
def _eigen_mensen(gebruiker, hoedanigheid, rol, nu):
    """Whom she works with in this role, without those for whom a colleague covers her now: one who can log in."""
    vandaag = timezone.localdate(nu)
    waargenomen = Toewijzing.objects.order_by().filter(
        Q(tot=None) | Q(tot__gte=vandaag),
        vervangt=gebruiker,
        rol=rol,
        van__lte=vandaag,
        gebruiker__is_active=True,
    )
    return mensen_als(gebruiker, hoedanigheid).exclude(pk__in=waargenomen.values("kandidaat"))


def _van_jobcoach(gebruiker, nu):
    return _eigen_mensen(gebruiker, Hoedanigheid.JOBCOACH, Toewijzingsrol.JOBCOACH, nu)


def _van_trainer(gebruiker, nu):
    return _eigen_mensen(gebruiker, Hoedanigheid.TRAINER, Toewijzingsrol.TRAINER, nu)


# --- Jobcoach -------------------------------------------------------------------------------------------------------
def _gesprekken(gebruiker, nu):
    vandaag = timezone.localdate(nu)
    trajecten = Traject.objects.lopend().filter(kandidaat__in=_van_jobcoach(gebruiker, nu).values("pk"))
    for pk, stand in stand_van(trajecten.order_by("pk"), vandaag).items():
        if stand.te_laat:
            yield zaak(Soort.GESPREK, pk, "te laat", stand.laatste, stand.afspraak, stand.gemist)
        elif stand.vandaag:
            yield zaak(Soort.GESPREK, pk, "vandaag", vandaag)


def _signalen(gebruiker, nu):
    vandaag = timezone.localdate(nu)
    trajecten = Traject.objects.lopend().filter(kandidaat__in=_van_jobcoach(gebruiker, nu).values("pk"))
    trajecten = list(met_signaalfeiten(trajecten.order_by("pk"), vandaag))
    standen = stand_van(trajecten, vandaag)
    for traject in trajecten:
        for signaal in open_signalen(traject, standen[traject.pk], vandaag):
            yield zaak(Soort.SIGNAAL, traject.pk, signaal.soort, signaal.kenmerk)


def _overdrachten(gebruiker, nu):
    rijen = Overdracht.objects.te_lezen(gebruiker).filter(
        per__lte=timezone.localdate(nu), kandidaat__in=_van_jobcoach(gebruiker, nu).values("pk")
    )
    return [zaak(Soort.OVERDRACHT, pk) for pk in rijen.order_by("pk").values_list("pk", flat=True)]


def _meetmomenten(gebruiker, nu):
    return _uit_regels(Soort.METEN, meetmomenten, _van_jobcoach(gebruiker, nu), nu)


def _loopt_af(gebruiker, nu):
    return _uit_regels(Soort.LOOPT_AF, loopt_af, _van_jobcoach(gebruiker, nu), nu)


def _uit_regels(soort, lijst, kandidaten, nu):
    """The rows of a section of Vandaag: what the row lets her do says which thing it is, its badge how bad."""
    regels, *_ = lijst(kandidaten, ALLES, timezone.localdate(nu))
    return [zaak(soort, regel.url, regel.actie.url, regel.soort) for regel in regels]


def _examens(kandidaten, nu):
    vandaag = timezone.localdate(nu)
    rijen = Examen.objects.verwacht().filter(
        wanneer__range=(vandaag, vandaag + EXAMEN_BINNEN), traject__kandidaat__in=kandidaten.values("pk")
    )
    return [zaak(Soort.EXAMEN, *rij) for rij in rijen.order_by("pk").values_list("pk", "wanneer")]


# --- Coordinator ----------------------------------------------------------------------------------------------------
def _bellen(gebruiker, nu):
    rijen = nog_te_bellen(mensen_als(gebruiker, Hoedanigheid.COORDINATOR)).order_by("pk")
    for pk, uiterlijk in rijen.values_list("pk", "uiterlijk"):
        yield zaak(Soort.BELLEN, pk, "te laat" if uiterlijk and uiterlijk < nu else "wacht")


def _besluiten(gebruiker, nu):
    mensen = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    in_ronde = Rondedeelname.objects.onbesloten().filter(traject__kandidaat__in=mensen.values("pk"))
    for pk in in_ronde.order_by("pk").values_list("pk", flat=True):
        yield zaak(Soort.BESLUIT, "ronde", pk)
    for pk in gesproken_zonder_ronde(gebruiker).order_by("pk").values_list("pk", flat=True):
        yield zaak(Soort.BESLUIT, "zonder ronde", pk)


def _gemiste_begeleiding(gebruiker, nu):
    mensen = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    for stand, rij in te_laat(mensen, timezone.localdate(nu)):
        yield zaak(Soort.BEGELEIDING, rij["pk"], stand.laatste, stand.afspraak, stand.gemist)


# --- Trainer --------------------------------------------------------------------------------------------------------
def _lessen(gebruiker, nu):
    rijen = _van_groepen(gebruiker, nu).filter(begin__date=timezone.localdate(nu), eind__gt=nu)
    return [zaak(Soort.LES, *rij) for rij in rijen.order_by("pk").values_list("pk", "volgnummer")]


def _aanwezigheid(gebruiker, nu):
    """Meetings that are over, with somebody of hers of whom nobody wrote down whether she came."""
    mensen = _van_trainer(gebruiker, nu)
    rijen = _van_groepen(gebruiker, nu).filter(
        eind__range=(nu - AANWEZIGHEID_TERUG, nu),
        deelnames__aanwezigheid=Aanwezigheid.UITGENODIGD,
        deelnames__traject__einddatum=None,
        deelnames__traject__kandidaat__in=mensen.values("pk"),
    )
    return [
        zaak(Soort.AANWEZIGHEID, pk) for pk in rijen.order_by("pk").values_list("pk", flat=True).distinct()
    ]


def _van_groepen(gebruiker, nu):
    groepen = groepen_van_trainer(gebruiker, _van_trainer(gebruiker, nu))
    return Bijeenkomst.objects.filter(lichting__in=groepen, afgelast_op=None, lichting__geannuleerd_op=None)


# (role, kind) -> (user, moment) -> her Zaken.
BRONNEN = {
    (Rol.COORDINATOR, Soort.BELLEN): _bellen,
    (Rol.COORDINATOR, Soort.BESLUIT): _besluiten,
    (Rol.COORDINATOR, Soort.BEGELEIDING): _gemiste_begeleiding,
    (Rol.JOBCOACH, Soort.GESPREK): _gesprekken,
    (Rol.JOBCOACH, Soort.SIGNAAL): _signalen,
    (Rol.JOBCOACH, Soort.OVERDRACHT): _overdrachten,
    (Rol.JOBCOACH, Soort.METEN): _meetmomenten,
    (Rol.JOBCOACH, Soort.EXAMEN): lambda gebruiker, nu: _examens(_van_jobcoach(gebruiker, nu), nu),
    (Rol.JOBCOACH, Soort.LOOPT_AF): _loopt_af,
    (Rol.TRAINER, Soort.LES): _lessen,
    (Rol.TRAINER, Soort.AANWEZIGHEID): _aanwezigheid,
    (Rol.TRAINER, Soort.EXAMEN): lambda gebruiker, nu: _examens(_van_trainer(gebruiker, nu), nu),
}


def per_soort(zaken):
    """[(sentence, name of the page)] per kind, in the order of the mail."""
    aantal = defaultdict(int)
    for z in zaken:
        aantal[z.soort] += 1
    regels = []
    for soort in Soort:
        if aantal[soort]:
            een, meer, pagina = WOORDEN[soort]
            regels.append((een if aantal[soort] == 1 else meer.format(n=aantal[soort]), pagina))
    return regels
