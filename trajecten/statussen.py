"""States of a traject, the moves between them and the closed lists of reasons (design: domain, section 2).

No database. Buttons, forms, admin and services all ask these tables. Reasons of different statuses share one
column, so every code is unique over all lists. No list asks for a cause of absence or a private detail.
"""

from collections.abc import Mapping

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a traject stands; training, work and coaching are tracks of their own."""

    AANGEMELD = "aangemeld", "Aangemeld"
    IN_SELECTIE = "in_selectie", "In selectie"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    GESELECTEERD = "geselecteerd", "Geselecteerd"
    LOPEND = "lopend", "Lopend"
    AFGEROND = "afgerond", "Afgerond"
    UITGEVALLEN = "uitgevallen", "Uitgevallen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    TERUGGETROKKEN = "teruggetrokken", "Teruggetrokken"


OVERGANGEN: Mapping[Status, frozenset[Status]] = {
    Status.AANGEMELD: frozenset({Status.IN_SELECTIE, Status.AFGEWEZEN, Status.TERUGGETROKKEN}),
    Status.IN_SELECTIE: frozenset(
        {Status.GESELECTEERD, Status.WACHTLIJST, Status.AFGEWEZEN, Status.TERUGGETROKKEN}
    ),
    Status.WACHTLIJST: frozenset(
        {Status.IN_SELECTIE, Status.GESELECTEERD, Status.AFGEWEZEN, Status.TERUGGETROKKEN}
    ),
    Status.GESELECTEERD: frozenset({Status.LOPEND, Status.WACHTLIJST, Status.TERUGGETROKKEN}),
    Status.LOPEND: frozenset({Status.AFGEROND, Status.UITGEVALLEN}),
}
EINDSTATUSSEN: frozenset[Status] = frozenset(Status) - OVERGANGEN.keys()
# Whoever is (or was) in a cohort holds one of its seats; who waits or left before the start does not.
MET_PLAATS: tuple[Status, ...] = (Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN)
# Of those, who is not finished: the group as it is now.
ACTIEF: tuple[Status, ...] = (Status.GESELECTEERD, Status.LOPEND)

# Which badge (docs/componenten.md) says each status, on every page.
BADGESOORT: Mapping[Status, str] = {
    Status.AANGEMELD: "aandacht",
    Status.IN_SELECTIE: "bezig",
    Status.WACHTLIJST: "neutraal",
    Status.GESELECTEERD: "bezig",
    Status.LOPEND: "bezig",
    Status.AFGEROND: "gedaan",
    Status.UITGEVALLEN: "fout",
    Status.AFGEWEZEN: "neutraal",
    Status.TERUGGETROKKEN: "neutraal",
}


class Uitkomst(TextChoices):
    """How a finished traject ended. Planned outflow is by design and never counts as dropout."""

    ZELFDE_WERKGEVER = "uitkomst_zelfde_werkgever", "Reguliere baan bij dezelfde werkgever"
    ANDERE_WERKGEVER = "uitkomst_andere_werkgever", "Baan bij een andere werkgever"
    VERDER_LEREN = "uitkomst_verder_leren", "Gaat verder leren"
    GEPLANDE_UITSTROOM = "uitkomst_geplande_uitstroom", "Geplande uitstroom (afgesproken periode is voorbij)"
    ZONDER_BAAN = "uitkomst_zonder_baan", "Afgerond, nog zonder baan"


class UitvalReden(TextChoices):
    """Why a running traject stopped early."""

    NIET_VERLENGD = "uitval_niet_verlengd", "Contract is niet verlengd"
    ANDERE_BAAN = "uitval_andere_baan", "Heeft een andere baan"
    LOON = "uitval_loon", "Vanwege het loon"
    REIS_OF_UREN = "uitval_reis_of_uren", "Vanwege reistijd of werktijden"
    OPLEIDING_NIET_GEHAALD = "uitval_opleiding_niet_gehaald", "Opleiding niet gehaald"
    AFWEZIGHEID = "uitval_afwezigheid", "Afwezigheid (geen oorzaak vastleggen)"
    PRIVE = "uitval_prive", "Privéomstandigheden (geen details vastleggen)"
    WERK_PAST_NIET = "uitval_werk_past_niet", "Het werk past niet"
    WERKGEVER_STOPT = "uitval_werkgever_stopt", "De werkgever stopt"
    VERHUISD = "uitval_verhuisd", "Verhuisd"
    ONBEKEND = "uitval_onbekend", "Onbekend"


class AfwijsReden(TextChoices):
    """Why a named colleague decided that someone does not take part."""

    WIL_NIET = "afwijzing_wil_niet", "Wil dit werk niet"
    TAAL = "afwijzing_taal", "Nederlandse taal is nog niet voldoende"
    VAARDIGHEDEN = "afwijzing_vaardigheden", "Vaardigheden sluiten nog niet aan"
    PROGRAMMA_EIS = "afwijzing_programma_eis", "Past niet bij een eis van het programma"
    BESCHIKBAARHEID = "afwijzing_beschikbaarheid", "Niet genoeg beschikbaar"
    GEEN_PLAATS = "afwijzing_geen_plaats", "Er is geen plaats"


class TerugtrekReden(TextChoices):
    """Why the candidate herself does not go on."""

    ANDER_WERK = "terugtrekking_ander_werk", "Heeft ander werk"
    BEELD_VAN_WERK = "terugtrekking_beeld_van_werk", "Het werk is anders dan verwacht"
    LOON = "terugtrekking_loon", "Vanwege het loon"
    REIS_OF_UREN = "terugtrekking_reis_of_uren", "Vanwege reistijd of werktijden"
    KINDEROPVANG = "terugtrekking_kinderopvang", "Kinderopvang niet geregeld"
    PRIVE = "terugtrekking_prive", "Privéomstandigheden (geen details vastleggen)"
    GEEN_REACTIE = "terugtrekking_geen_reactie", "Geen reactie meer"
    ONBEKEND = "terugtrekking_onbekend", "Onbekend"


REDENEN: dict[Status, type[TextChoices]] = {
    Status.AFGEROND: Uitkomst,
    Status.UITGEVALLEN: UitvalReden,
    Status.AFGEWEZEN: AfwijsReden,
    Status.TERUGGETROKKEN: TerugtrekReden,
}


class OvergangNietToegestaan(Exception):
    """The table of moves has no such step."""

    def __init__(self, van: str, naar: str) -> None:
        self.van, self.naar = Status(van), Status(naar)
        super().__init__(f"Van '{self.van.label}' naar '{self.naar.label}' kan niet.")


def mag_overgaan(van: str, naar: str) -> bool:
    """Say whether the table allows this move. Unknown values are never allowed."""
    return naar in _volgende(van)


def mogelijke_overgangen(van: str) -> list[Status]:
    """Return where a traject may go from here, in the order of `Status`: the choices of buttons and forms."""
    return [status for status in Status if status in _volgende(van)]


def is_geldige_reden(naar: str, reden: str) -> bool:
    """Say whether `reden` belongs to status `naar`: from its closed list, or empty where there is no list."""
    for status, lijst in REDENEN.items():
        if status == naar:
            return reden in lijst.values
    return reden == ""


def alle_redenen() -> list[tuple[str, str]]:
    """Return every (code, label) of all lists together, for the one column that stores them."""
    return [(code, str(label)) for lijst in REDENEN.values() for code, label in lijst.choices]


def _volgende(van: str) -> frozenset[Status]:
    return OVERGANGEN[Status(van)] if van in OVERGANGEN else frozenset()
