"""Do we know this person already? Name with date of birth, e-mail address or telephone number, and why they match.

Nothing about people outside the user's scope leaves this module: a coordinator reads only that somebody may be known
in another region, and that region's coordinator links them; anybody else (a verwijzer too) is matched against the
people she sees anyway (design: domain, section 6).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from kandidaten.models import Kandidaat
from kandidaten.zoeknaam import emailsleutel, naamsleutel, normaliseer, telefoon_sleutel

NAAM_EN_DATUM = "Zelfde naam en geboortedatum"
EMAIL = "Zelfde e-mailadres"
TELEFOON = "Zelfde telefoonnummer"
NAAM = "Naam lijkt erop"
GEBOORTEDATUM = "Zelfde geboortedatum"
PER_KEER = 7_000  # rows per query: four values each, and some builds of SQLite take 32,766
ELDERS = "Misschien is deze persoon al bekend in een andere regio."


@dataclass(frozen=True)
class Sleutels:
    """By what one person is compared. Empty (or no date) compares with nobody."""

    zoeknaam: str = ""
    geboortedatum: date | None = None
    email: str = ""
    telefoon: str = ""

    @classmethod
    def van(cls, voornaam="", achternaam="", geboortedatum=None, email="", telefoon=""):
        """The keys of what somebody typed."""
        return cls(
            naamsleutel(voornaam or "", achternaam or ""),
            geboortedatum,
            emailsleutel(email or ""),
            telefoon_sleutel(telefoon or ""),
        )

    def behalve(self, eerder: "Sleutels") -> "Sleutels":
        """Of these keys those by which `eerder` did not compare yet."""
        erbij = {reden for reden, _ in {*_vergeleken(self)} - {*_vergeleken(eerder)}}
        return Sleutels(
            self.zoeknaam if NAAM_EN_DATUM in erbij else "",
            self.geboortedatum if NAAM_EN_DATUM in erbij else None,
            self.email if EMAIL in erbij else "",
            self.telefoon if TELEFOON in erbij else "",
        )


@dataclass(frozen=True)
class Match:
    """Somebody we may know already. Outside the user's scope `kandidaat` is None and there are no reasons."""

    kandidaat: Kandidaat | None
    redenen: tuple[str, ...] = ()

    @property
    def zichtbaar(self):
        return self.kandidaat is not None

    @property
    def sleutel(self):
        """What a form says to mean this match: the dossiernummer, or 'elders'."""
        return self.kandidaat.dossiernummer if self.kandidaat else "elders"


class Gevonden:
    """The people found for a whole list of keys; `bij` picks those of one row, without a query."""

    def __init__(self, rijen, zichtbaar, *, ook_elders):
        self._zichtbaar = zichtbaar
        self._ook_elders = ook_elders
        self._index = {}
        for pk, *waarden in rijen:
            for reden, sleutel in _vergeleken(Sleutels(*waarden)):
                self._index.setdefault((reden, sleutel), []).append(pk)

    def bij(self, sleutels: Sleutels) -> list[Match]:
        """The matches of one row: most reasons first; at most one, the last, stands for people out of scope."""
        redenen = {}
        for reden, sleutel in _vergeleken(sleutels):
            for pk in self._index.get((reden, sleutel), ()):
                redenen.setdefault(pk, []).append(reden)
        matches = [
            Match(self._zichtbaar[pk], tuple(waarom))
            for pk, waarom in redenen.items()
            if pk in self._zichtbaar
        ]
        matches.sort(key=lambda m: (-len(m.redenen), m.kandidaat.lijstnaam, m.kandidaat.pk))
        if self._ook_elders and len(matches) < len(redenen):
            matches.append(Match(None))
        return matches


def _vergeleken(sleutels):
    """The (reason, key) pairs by which these keys can match."""
    if sleutels.zoeknaam and sleutels.geboortedatum:
        yield NAAM_EN_DATUM, (sleutels.zoeknaam, sleutels.geboortedatum)
    if sleutels.email:
        yield EMAIL, sleutels.email
    if sleutels.telefoon:
        yield TELEFOON, sleutels.telefoon


def _lijkt_op(sleutels: Sequence[Sleutels], *, ook_op_naam=False) -> Q:
    """The condition on Kandidaat of matching any of these keys; `ook_op_naam`: keys that are a name only, too."""
    namen = {s.zoeknaam for s in sleutels if s.zoeknaam and s.geboortedatum}
    data = {s.geboortedatum for s in sleutels if s.zoeknaam and s.geboortedatum}
    emails = {s.email for s in sleutels if s.email}
    telefoons = {s.telefoon for s in sleutels if s.telefoon}
    voorwaarde = Q(pk__in=[])
    if namen:
        voorwaarde |= Q(zoeknaam__in=namen, geboortedatum__in=data)
    kaal = {s.zoeknaam for s in sleutels if s.zoeknaam and not (s.geboortedatum or s.email or s.telefoon)}
    if ook_op_naam and kaal:
        voorwaarde |= Q(zoeknaam__in=kaal)
    # The "not empty" repeats the condition of the partial index: SQLite only uses it when it reads it literally.
    if emails:
        voorwaarde |= Q(emailsleutel__in=emails) & ~Q(emailsleutel="")
    if telefoons:
        voorwaarde |= Q(telefoonsleutel__in=telefoons) & ~Q(telefoonsleutel="")
    return voorwaarde


def gelijkende_kandidaten(gebruiker, sleutels: Iterable[Sleutels]) -> list[tuple[Kandidaat, bool]]:
    """Everybody who matches any of the keys of an import, and whether this user handles her dossier.

    Keys with a name and nothing else match by that name.
    One query per PER_KEER rows. Who is not handled by this user is for comparing only and is never shown.
    """
    sleutels = list(sleutels)
    eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    gevonden = {}
    for begin in range(0, len(sleutels), PER_KEER):
        rijen = (
            Kandidaat.objects.order_by("pk")
            .filter(_lijkt_op(sleutels[begin : begin + PER_KEER], ook_op_naam=True))
            .annotate(is_eigen=Exists(eigen.filter(pk=OuterRef("pk"))))
            .defer("motivatie")
        )
        gevonden |= {kandidaat.pk: (kandidaat, kandidaat.is_eigen) for kandidaat in rijen}
    return list(gevonden.values())


def gelijkende_verwezenen(partner_pk, sleutels: Iterable[Sleutels], *, van_lijst) -> list[Kandidaat]:
    """The people whom this partner referred herself and who match any of the keys of her list; nobody else.

    By name alone: a match on a telephone number or a date of birth would tell her what stands in the dossier. Only who
    came in by this very list (`van_lijst`, a subquery of numbers) is compared by all that the list says of her. One
    query per PER_KEER rows, the oldest dossier first.
    """
    sleutels = list(sleutels)
    verwijzingen = Kandidaat.verwijzingen.rel.related_model._default_manager.order_by()
    eigen = Kandidaat.objects.filter(pk__in=verwijzingen.filter(partner=partner_pk).values("kandidaat"))
    van_lijst, gevonden = Q(pk__in=van_lijst), {}
    for begin in range(0, len(sleutels), PER_KEER):
        deel = sleutels[begin : begin + PER_KEER]
        op_naam = Q(zoeknaam__in={s.zoeknaam for s in deel if s.zoeknaam}) & ~van_lijst
        lijkt_op = op_naam | (_lijkt_op(deel, ook_op_naam=True) & van_lijst)
        gevonden |= {k.pk: k for k in eigen.order_by("pk").filter(lijkt_op).defer("motivatie")}
    return list(gevonden.values())


def personen_bij(gebruiker, sleutels: Iterable[Sleutels]) -> Gevonden:
    """Look up a list of keys at once: two queries however many rows, up to PER_KEER."""
    voorwaarde = _lijkt_op(list(sleutels))
    rijen = list(
        Kandidaat.objects.order_by()
        .filter(voorwaarde)
        .values_list("pk", "zoeknaam", "geboortedatum", "emailsleutel", "telefoonsleutel")
    )
    zichtbaar = (
        Kandidaat.objects.zichtbaar_voor(gebruiker).in_bulk([rij[0] for rij in rijen]) if rijen else {}
    )
    return Gevonden(rijen, zichtbaar, ook_elders=gebruiker.heeft_rol(Rol.COORDINATOR))


def mogelijke_dubbelen(
    gebruiker, voornaam="", achternaam="", geboortedatum=None, email="", telefoon=""
) -> list[Match]:
    """Who may be the same person as what was typed, with why; two queries. See `Gevonden.bij` for the order."""
    sleutels = Sleutels.van(voornaam, achternaam, geboortedatum, email, telefoon)
    return personen_bij(gebruiker, [sleutels]).bij(sleutels)


def te_behandelen(gebruiker, matches: Iterable[Match]) -> set[int]:
    """Of these matches: the pk's for whom this user may open a traject. Who only sees somebody (her coach) may not."""
    pks = [m.kandidaat.pk for m in matches if m.zichtbaar]
    if not pks:
        return set()
    eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    return set(eigen.filter(pk__in=pks).values_list("pk", flat=True))


def zoek_personen(
    gebruiker, voornaam="", achternaam="", geboortedatum=None, telefoon="", hoogstens=10
) -> list[Match]:
    """The search before a new dossier: also names that only look like it, in the user's scope. Three queries.

    Parts of names match, accents, case and prefixes aside; most reasons first.
    """
    zeker = mogelijke_dubbelen(gebruiker, voornaam, achternaam, geboortedatum, telefoon=telefoon)
    delen = [normaliseer(naam) for naam in (voornaam, achternaam) if naam and normaliseer(naam)]
    gelijkend = Q(pk__in=[])
    if delen:
        gelijkend |= Q(*[Q(zoeknaam__contains=deel) for deel in delen])
    if geboortedatum:
        gelijkend |= Q(geboortedatum=geboortedatum)
    bekend = {m.kandidaat.pk for m in zeker if m.zichtbaar}
    los = []
    rijen = Kandidaat.objects.zichtbaar_voor(gebruiker).filter(gelijkend).exclude(pk__in=bekend)
    for kandidaat in rijen[: hoogstens * 5]:
        naam = bool(delen) and all(deel in kandidaat.zoeknaam for deel in delen)
        redenen = [NAAM] if naam else []
        if geboortedatum and kandidaat.geboortedatum == geboortedatum:
            redenen.append(GEBOORTEDATUM)
        los.append(Match(kandidaat, tuple(redenen)))
    los.sort(key=lambda m: (-len(m.redenen), NAAM not in m.redenen, m.kandidaat.lijstnaam, m.kandidaat.pk))
    elders = [m for m in zeker if not m.zichtbaar]
    return [m for m in zeker if m.zichtbaar] + los[:hoogstens] + elders
