"""Referrals of a partner, and of a samenwerkingsverband by member and together, as this viewer may read them.

A coordinator counts the people of her own regions, whose dossiers she may open; a manager counts everybody and reads no
small numbers. Every referral of a partner is in exactly one column, so a row adds up.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Value, When
from django.utils import timezone

from gebruikers.rechten import Categorie, mag
from gebruikers.rollen import Rol
from partners.blokken import Blok
from rapportage.afscherming import AFGESCHERMD, Cel, drempel, scherm_lijst_af
from rapportage.cijfers import Bereik
from trajecten.models import Traject
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import EINDSTATUSSEN, Status

KOLOMMEN = {
    "selectie": "In de selectie",
    "begonnen": "Begonnen, nog geen contract",
    "contract": "Kreeg een contract",
    "gestopt": "Gestopt zonder contract",
}
NAMEN = 10  # so many people are named, the latest referral first


@dataclass(frozen=True)
class Rij:
    """One partner: a Cel per column, and the total."""

    naam: str
    cellen: tuple[Cel, ...]
    totaal: Cel

    @property
    def paren(self):
        """(heading, Cel) for each column."""
        return list(zip(KOLOMMEN.values(), self.cellen, strict=True))


def bereik_voor(gebruiker) -> Bereik:
    """Everybody for a manager, with small numbers hidden; else the trajects that this user may open."""
    if gebruiker.heeft_rol(Rol.MANAGER):
        return Bereik("alle regio's", Traject.objects.all(), drempel(extern=False))
    return Bereik("uit uw eigen regio", Traject.objects.waar_mag(gebruiker, Categorie.TRAJECT), 1)


def _aantallen(partners, bereik, peildatum):
    """{partner number: [trajects per column]}; one query."""
    contract = Plaatsing.objects.contracten().filter(traject=OuterRef("pk"), start__lte=peildatum)
    stand = Case(
        When(Exists(contract), then=Value("contract")),
        When(status=Status.LOPEND, then=Value("begonnen")),
        When(status__in=EINDSTATUSSEN, then=Value("gestopt")),
        default=Value("selectie"),
        output_field=CharField(),
    )
    rijen = (
        bereik.trajecten.filter(verwijzing__partner__in=partners)
        .order_by()
        .annotate(stand=stand)
        .values_list("verwijzing__partner", "stand")
        .annotate(n=Count("pk"))
    )
    gevonden = defaultdict(lambda: dict.fromkeys(KOLOMMEN, 0))
    for partner, kolom, aantal in rijen:
        gevonden[partner][kolom] = aantal
    return {partner.pk: list(gevonden[partner.pk].values()) for partner in partners}


def _samen(rijen):
    """The members together. What one row hides, the sum hides too: it tells nothing that the rows do not tell."""

    def tel_op(cellen):
        if any(cel.is_verborgen for cel in cellen):
            return Cel(None, AFGESCHERMD)
        aantal = sum(cel.aantal for cel in cellen)
        return Cel(aantal, str(aantal))

    kolommen = zip(*(rij.cellen for rij in rijen), strict=True)
    return Rij("Samen", tuple(tel_op(kolom) for kolom in kolommen), tel_op([rij.totaal for rij in rijen]))


def verwijzingen_van(partners, bereik, *, peildatum) -> list[Rij]:
    """A Rij for each of these partners, and with more than one a last Rij "Samen".

    Every row is suppressed by itself: a member reads the same here as on its own page, so the two can not be set
    against each other.
    """
    aantallen = _aantallen(partners, bereik, peildatum)
    rijen = []
    for partner in partners:
        lijst = scherm_lijst_af(aantallen[partner.pk], bereik.k)
        rijen.append(Rij(partner.naam, lijst.cellen, lijst.totaal))
    return [*rijen, _samen(rijen)] if len(rijen) > 1 else rijen


def verwijzingenblok(partner, leden, gebruiker):
    """Counts for who reads figures, with names of the latest open referrals for who may open those dossiers."""
    if not mag(gebruiker, Categorie.CIJFERS):
        return None
    if not (leden or partner.is_verwijzer):
        return None
    partners = [*leden, partner] if leden else [partner]
    bereik = bereik_voor(gebruiker)
    mensen = (
        Traject.objects.open()
        .filter(verwijzing__partner__in=partners)
        .waar_mag(gebruiker, Categorie.TRAJECT)
        .select_related("kandidaat", "programma", "verwijzing__partner")
        .defer("kandidaat__motivatie")
        .order_by("-verwijzing__ontvangen_op", "-pk")
    )
    laatste = list(mensen[: NAMEN + 1])
    gegevens = {
        "kolommen": list(KOLOMMEN.values()),
        "rijen": verwijzingen_van(partners, bereik, peildatum=timezone.localdate()),
        "bereik": bereik.tekst,
        "mensen": laatste[:NAMEN],
        "mensen_totaal": mensen.count() if len(laatste) > NAMEN else len(laatste),
        "met_leden": bool(leden),
        "verborgen": bereik.k > 1,
        "k": bereik.k,
    }
    return Blok("rapportage/delen/_partner_verwijzingen.html", gegevens)
