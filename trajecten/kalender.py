"""What a programme means in days, for one start date: the calendar that a beheerder and a coordinator read beforehand.

Pure: the fields of a programme and dates in, moments out; all arithmetic is that of `termijnen` and `basis.maanden`
(design: domain, section 5). What the programme does not state has no day: it reads "Niet vastgelegd" and nothing is
assumed. Two days are the reader's choice and are said on the page: the start of the cohort, and that of the contract.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from basis.maanden import EEN_DAG, laatste_dag, verjaardag
from trajecten.termijnen import (
    VERBLIJF_WAARSCHUWING_MAANDEN,
    Afbouw,
    begeleidingsperiodes,
    einde_opleiding,
    terugkomdagen,
    uiterste_contactmoment,
)

NIET_VASTGELEGD = "Niet vastgelegd"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN_WERKDAG = time(9)
WEKEN_ZONDER_EINDE = 52  # how far coaching is counted when no length is stated


@dataclass(frozen=True)
class Moment:
    """One line of the calendar: a period (`van` and `tot`, both included), a day (`van` only) or neither.

    `aantal`: days or talks, where the line is about a number. `dagen`: (day, words) of what falls within it.
    """

    code: str
    wat: str
    van: date | None = None
    tot: date | None = None
    uitleg: str = ""
    aantal: int | None = None
    dagen: tuple[tuple[date, str], ...] = ()

    @property
    def bekend(self) -> bool:
        """Does the programme say anything here?"""
        return self.uitleg != NIET_VASTGELEGD


def volgende_maandag(vandaag: date) -> date:
    """The first Monday after today."""
    return vandaag + timedelta(days=7 - vandaag.weekday())


def contractstart(programma, start: date) -> date:
    """The day a contract begins when nothing else is agreed.

    After the trial; without one after a course of weeks (design: kpi, Ro!Entree: 16 weeks from 5-1-2026, contract from
    27-4); else at the start, since a training of months runs beside the work.
    """
    if programma.proefplaatsing_maanden:
        return laatste_dag(start, programma.proefplaatsing_maanden) + EEN_DAG
    if programma.duur_weken:
        return einde_opleiding(start, weken=programma.duur_weken) + EEN_DAG
    return start


def kalender(
    programma, *, start: date, contract: date | None = None, afbouw: Afbouw = (), nazorg: Afbouw = ()
) -> list[Moment]:
    """All moments of a cohort that starts on `start`, in the order of a programme's life.

    `contract` is the first day of the contract (default: `contractstart`), `afbouw` the steps of the taper, and
    `nazorg` those of the aftercare (none: the ordinary taper goes on).
    Raises ValueError for dates beyond the calendar.
    """
    contract = contract or contractstart(programma, start)
    opleiding = einde_opleiding(start, weken=programma.duur_weken, maanden=programma.duur_maanden)
    proef = _eind(start, programma.proefplaatsing_maanden)
    contract_eind = _eind(contract, programma.contract_maanden)
    return [
        _eerste_contact(programma, start),
        _voorfase(programma, start),
        _introductiedag(programma, start),
        _opleiding(programma, start, opleiding),
        _dagen("lesdagen", "Dagen opleiding", programma.dagen_per_week, start, opleiding),
        _dagen("schooldagen", "Schooldagen", programma.schooldagen_per_week, start, opleiding),
        _periode("proefplaatsing", "Proefplaatsing", start, proef, programma.proefplaatsing_maanden),
        _contract(programma, contract, contract_eind),
        _terugkomdagen(programma, contract, contract_eind),
        *_gesprekken(programma, start, contract, [opleiding, proef, contract_eind], afbouw, nazorg),
        _besluit(programma, start),
        _verblijf(programma, contract),
        _bedoeld_verblijf(programma, contract),
    ]


# --- One line each ----------------------------------------------------------------------------------------------------
def _eerste_contact(programma, start):
    uren = programma.eerste_contact_uren
    if uren is None:
        return Moment("eerste_contact", "Eerste contact", uitleg=NIET_VASTGELEGD)
    ontvangen = datetime.combine(start, BEGIN_WERKDAG, AMSTERDAM)
    uiterlijk = uiterste_contactmoment(ontvangen, uren).astimezone(AMSTERDAM)
    return Moment(
        "eerste_contact",
        "Eerste contact",
        tot=uiterlijk.date(),
        uitleg=f"Binnen {uren} uur na de aanmelding, het weekend telt mee. Komt die binnen op {_woorden(start)} om "
        f"09:00 uur, dan uiterlijk op {_woorden(uiterlijk.date())} om {uiterlijk:%H:%M} uur.",
    )


def _voorfase(programma, start):
    weken, wat = programma.voorfase_weken, programma.voorfase
    if not weken:
        uitleg = f"{_hoofdletter(wat)}. Hoe lang: niet vastgelegd." if wat else NIET_VASTGELEGD
        return Moment("voorfase", "Voorfase", uitleg=uitleg)
    zin = f"{_hoofdletter(wat)}, " if wat else ""
    eerste = start - timedelta(weeks=weken)
    uitleg = _hoofdletter(f"{zin}{_aantal(weken, 'week', 'weken')} voor de start.")
    return Moment("voorfase", "Voorfase", eerste, start - EEN_DAG, uitleg)


def _introductiedag(programma, start):
    if not programma.introductiedag:
        return Moment("introductiedag", "Introductiedag", uitleg=NIET_VASTGELEGD)
    return Moment("introductiedag", "Introductiedag", uitleg="Ja. De dag kiest u bij de lichting.")


def _opleiding(programma, start, eind):
    if eind is None:
        return Moment("opleiding", "Opleiding", start, uitleg="Hoe lang: niet vastgelegd.")
    duur = (
        _aantal(programma.duur_weken, "week", "weken")
        if programma.duur_weken
        else _aantal(programma.duur_maanden, "maand", "maanden")
    )
    if programma.duur_ongeveer:
        return Moment(
            "opleiding", "Opleiding", start, eind, f"Ongeveer {duur}. De laatste dag is een schatting."
        )
    return Moment("opleiding", "Opleiding", start, eind, _hoofdletter(f"{duur}."))


def _dagen(code, wat, per_week, start, eind):
    if not per_week:
        return Moment(code, wat, uitleg=NIET_VASTGELEGD)
    zin = f"{_aantal(per_week, 'dag', 'dagen')} per week"
    if eind is None:
        return Moment(code, wat, uitleg=f"{zin}. Hoe lang: niet vastgelegd.")
    weken = ((eind - start).days + 1) // 7
    aantal = per_week * weken
    return Moment(
        code, wat, uitleg=f"{zin}, {_aantal(weken, 'week', 'weken')}: {aantal} dagen. Vrije dagen gaan daar nog af.",
        aantal=aantal,
    )  # fmt: skip


def _periode(code, wat, start, eind, maanden):
    if eind is None:
        return Moment(code, wat, uitleg=NIET_VASTGELEGD)
    return Moment(code, wat, start, eind, f"{_aantal(maanden, 'maand', 'maanden')}.")


def _contract(programma, start, eind):
    soort = programma.get_contractsoort_display() if programma.contractsoort else ""
    if eind is None:
        return Moment(
            "contract",
            "Contract",
            uitleg=f"{soort}. Hoe lang: niet vastgelegd." if soort else NIET_VASTGELEGD,
        )
    zin = f"{soort}, " if soort else ""
    duur = _aantal(programma.contract_maanden, "maand", "maanden")
    return Moment("contract", "Contract", start, eind, _hoofdletter(f"{zin}{duur}."))


def _terugkomdagen(programma, contract, eind):
    elke = programma.terugkomdag_weken
    if not elke:
        return Moment("terugkomdagen", "Terugkomdagen", uitleg=NIET_VASTGELEGD)
    zin = f"Elke {_aantal(elke, 'week', 'weken', een='')} vanaf de start van het contract"
    if eind is None:
        return Moment(
            "terugkomdagen", "Terugkomdagen", uitleg=f"{zin}. Einde van het contract: niet vastgelegd."
        )
    dagen = terugkomdagen(contract, eind, elke)
    return Moment(
        "terugkomdagen",
        "Terugkomdagen",
        uitleg=f"{zin}: {_aantal(len(dagen), 'dag', 'dagen')}.",
        aantal=len(dagen),
        dagen=tuple((dag, "") for dag in dagen),
    )


def _gesprekken(programma, start, contract, einden, afbouw, nazorg):
    """The coaching, and the aftercare that cuts it off where the programme has one."""
    if not nazorg:
        return [_begeleiding(programma, start, einden, afbouw)]
    voor = [_begeleiding(programma, start, [contract - EEN_DAG], afbouw)] if contract > start else []
    na = [eind for eind in einden if eind and eind >= contract]
    return [*voor, replace(_begeleiding(programma, contract, na, nazorg), code="nazorg", wat="Nazorg")]


def _begeleiding(programma, start, einden, afbouw):
    laatste = max((eind for eind in einden if eind), default=None)
    tot = laatste or start + timedelta(weeks=WEKEN_ZONDER_EINDE) - EEN_DAG
    periodes = begeleidingsperiodes(start, tot, afbouw)
    over = "" if laatste else f" in de eerste {WEKEN_ZONDER_EINDE} weken; hoe lang is niet vastgelegd"
    if programma.begeleiding_vrijwillig:
        over += ", als de kandidaat begeleiding kiest"
    return Moment(
        "begeleiding",
        "Begeleiding",
        start,
        tot,
        f"{_aantal(len(periodes), 'gesprek', 'gesprekken')}{over}.",
        aantal=len(periodes),
        dagen=_stappen(start, tot, afbouw, periodes),
    )


def _stappen(start, tot, afbouw, periodes):
    """The first day of each step of the taper, and how many talks it holds."""
    stappen = sorted({1: 1, **dict(afbouw)}.items())
    grenzen = [*stappen, (10**6, 1)]
    uit = []
    for (week, elke), (volgende, _) in pairwise(grenzen):
        aantal = sum(week <= periode.week < volgende for periode in periodes)
        if aantal:
            ritme = "elke week" if elke == 1 else f"elke {elke} weken"
            eerste = start + timedelta(weeks=week - 1)
            uit.append((eerste, f"vanaf week {week} {ritme}: {_aantal(aantal, 'gesprek', 'gesprekken')}"))
    return tuple(uit)


def _besluit(programma, start):
    maanden = programma.besluit_na_maanden
    if not maanden:
        return Moment("besluit", "Beslismoment", uitleg=NIET_VASTGELEGD)
    zin = f"Na {_aantal(maanden, 'maand', 'maanden')}"
    opties = f": {programma.besluit_opties}." if programma.besluit_opties else "."
    return Moment("besluit", "Beslismoment", verjaardag(start, maanden), uitleg=zin + opties)


def _verblijf(programma, contract):
    maanden = programma.max_verblijf_maanden
    if not maanden:
        return Moment("verblijf", "Verblijf hoogstens", uitleg=NIET_VASTGELEGD)
    laatste = laatste_dag(contract, maanden)
    return Moment(
        "verblijf",
        "Verblijf hoogstens",
        contract,
        laatste,
        f"{_aantal(maanden, 'maand', 'maanden')}. Wij waarschuwen vooraf:",
        dagen=tuple(
            (verjaardag(laatste, -n), f"{_aantal(n, 'maand', 'maanden')} vooraf")
            for n in VERBLIJF_WAARSCHUWING_MAANDEN
        ),
    )


def _bedoeld_verblijf(programma, contract):
    van, tot = programma.verblijf_van_maanden, programma.verblijf_tot_maanden
    if not van and not tot:
        return Moment("bedoeld_verblijf", "Bedoeld verblijf", uitleg=NIET_VASTGELEGD)
    woorden = [f"minstens {van}"] * bool(van) + [f"hoogstens {tot}"] * bool(tot)
    return Moment(
        "bedoeld_verblijf",
        "Bedoeld verblijf tot",
        _eind(contract, van),
        _eind(contract, tot),
        f"{_hoofdletter(' en '.join(woorden))} maanden. Dit is geen grens.",
    )


# --- Words ------------------------------------------------------------------------------------------------------------
def _eind(start, maanden):
    return laatste_dag(start, maanden) if maanden else None


def _aantal(getal, enkel, meer, een=None):
    if getal == 1 and een is not None:
        return enkel
    return f"{getal} {enkel if getal == 1 else meer}"


def _hoofdletter(tekst):
    return tekst[:1].upper() + tekst[1:]


def _woorden(dag):
    return date_format(dag, "l j F Y")
