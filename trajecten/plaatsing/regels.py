"""Rules of the proefplaatsing and the contract after it (design: domain, section 5).

Pure: the service and the form hand over values and get back what is wrong, in words a clerk can read. A fault
stops the save, a warning is shown and may be passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from basis.maanden import EEN_DAG, laatste_dag, maanden_tussen, verjaardag

STANDAARD_MAANDEN = 2
MAX_MAANDEN_TOTAAL = 6
MIN_CONTRACT_MAANDEN = 6
NO_RISK_NA_MAANDEN = 2


@dataclass(frozen=True)
class Bevinding:
    """One thing a rule found: a stable code, a Dutch message, and whether it stops the save."""

    code: str
    melding: str
    is_fout: bool = True

    @property
    def is_waarschuwing(self) -> bool:
        """Say whether this may be passed."""
        return not self.is_fout


@dataclass(frozen=True)
class EerdereProefplaatsing:
    """An earlier proefplaatsing of the same person; an extension is one record with a later last day."""

    werkplek: int | str
    functie: str
    start: date
    laatste_dag: date


@dataclass(frozen=True)
class Proefplaatsing:
    """The values of a proefplaatsing as a person typed them; hours are per week.

    `partner_max_maanden` is the maximum of the partner who permits it (None: 2, never above 6).
    `toestemming_per` is the day from which the benefit's payer permits the trial.
    """

    start: date
    laatste_dag: date
    uren: Decimal
    werkplek: int | str
    functie: str
    toestemming_per: date | None
    intentie_maanden: int | None
    intentie_uren: Decimal | None
    verzekerd: bool
    partner_max_maanden: int | None = None
    reden_langer: str = ""
    toestemming_langer: bool = False
    eerdere: Sequence[EerdereProefplaatsing] = ()


def laatste_dag_proefplaatsing(start: date, programma_maanden: int | None = None) -> date:
    """Return the last day: start + n months - 1 day, n from the programme, else 2.

    1-9-2020 gives 31-10-2020; 31-12-2025 gives 27-2-2026. Raises ValueError for less than one month.
    """
    return laatste_dag(start, STANDAARD_MAANDEN if programma_maanden is None else programma_maanden)


def controleer_proefplaatsing(proef: Proefplaatsing, *, vandaag: date) -> list[Bevinding]:
    """Return everything that is wrong or doubtful with a proefplaatsing, faults and warnings together.

    A trial that has yet to begin may be planned without permission (a warning); one that has begun may not.
    """
    if proef.laatste_dag < proef.start:
        return [Bevinding("einde_voor_start", "De laatste dag ligt voor de eerste dag.")]
    return [
        *_controleer_duur(proef),
        *_controleer_toestemming(proef, vandaag),
        *_controleer_intentie(proef),
        *_controleer_werkplek(proef),
        *_controleer_verzekering(proef),
    ]


def controleer_contract_na_proef(
    *,
    proef_uren: Decimal,
    contract_start: date,
    contract_laatste_dag: date | None,
    contract_uren: Decimal,
    proeftijdbeding: bool = False,
    intentie_maanden: int | None = None,
    intentie_uren: Decimal | None = None,
) -> list[Bevinding]:
    """Return where a contract falls short of what was intended at the trial; open-ended: no last day.

    The measure is what the employer intended, and at least 6 months and the hours of the trial. Shorter or fewer
    hours is a warning, because it happened; a probation clause after a trial is a fault.
    """
    bevindingen = []
    maanden = max(MIN_CONTRACT_MAANDEN, intentie_maanden or 0)
    if contract_laatste_dag is not None and contract_laatste_dag < laatste_dag(contract_start, maanden):
        melding = f"Het contract is korter dan de afgesproken {maanden} maanden."
        bevindingen.append(Bevinding("contract_te_kort", melding, is_fout=False))
    if contract_uren < proef_uren:
        melding = f"Het contract heeft minder uren per week dan de proefplaatsing ({_getal(proef_uren)})."
        bevindingen.append(Bevinding("contract_minder_uren", melding, is_fout=False))
    elif intentie_uren is not None and contract_uren < intentie_uren:
        melding = f"Het contract heeft minder uren per week dan bedoeld was ({_getal(intentie_uren)})."
        bevindingen.append(Bevinding("contract_minder_uren", melding, is_fout=False))
    if proeftijdbeding:
        melding = "Na een proefplaatsing mag in het contract geen proeftijd staan."
        bevindingen.append(Bevinding("proeftijd_na_proefplaatsing", melding))
    return bevindingen


def no_risk_vanaf(dienstverband_start: date) -> date:
    """Return the first day on which the no-riskpolis may be recorded: employment + 2 months."""
    return verjaardag(dienstverband_start, NO_RISK_NA_MAANDEN)


def no_risk_ontgrendeld(dienstverband_start: date, vandaag: date) -> bool:
    """Say whether the no-riskpolis may be recorded today."""
    return vandaag >= no_risk_vanaf(dienstverband_start)


def _controleer_duur(proef: Proefplaatsing) -> list[Bevinding]:
    """At most 6 months in total at one workplace; above the partner's maximum with reason and permission."""
    daar = [eerdere for eerdere in proef.eerdere if eerdere.werkplek == proef.werkplek]
    eigen = _maanden(proef.start, proef.laatste_dag)
    if eigen + _som(daar) > MAX_MAANDEN_TOTAAL:
        melding = f"Een proefplaatsing duurt bij elkaar hooguit {MAX_MAANDEN_TOTAAL} maanden."
        return [Bevinding("langer_dan_zes_maanden", melding)]
    bevindingen = []
    if eigen + _som(proef.eerdere) > MAX_MAANDEN_TOTAAL:
        melding = (
            f"Samen met eerdere proefplaatsingen is dit meer dan {MAX_MAANDEN_TOTAAL} maanden. "
            "Controleer of dit mag."
        )
        bevindingen.append(Bevinding("samen_langer_dan_zes_maanden", melding, is_fout=False))
    maximum = STANDAARD_MAANDEN if proef.partner_max_maanden is None else proef.partner_max_maanden
    if eigen > maximum:
        langer = f"Deze proefplaatsing is langer dan de {_maanden_tekst(maximum)} die de partner toestaat."
        if not proef.reden_langer.strip():
            bevindingen.append(Bevinding("langer_zonder_reden", f"{langer} Vul een reden in."))
        if not proef.toestemming_langer:
            melding = f"{langer} Daar is toestemming voor nodig."
            bevindingen.append(Bevinding("langer_zonder_toestemming", melding))
    return bevindingen


def _controleer_toestemming(proef: Proefplaatsing, vandaag: date) -> list[Bevinding]:
    if proef.toestemming_per is None:
        melding = "De toestemming voor de proefplaatsing is nog niet vastgelegd."
        return [Bevinding("toestemming_ontbreekt", melding, is_fout=proef.start <= vandaag)]
    if proef.start < proef.toestemming_per:
        melding = "De proefplaatsing mag niet beginnen voordat er toestemming is."
        return [Bevinding("start_voor_toestemming", melding)]
    return []


def _controleer_intentie(proef: Proefplaatsing) -> list[Bevinding]:
    """The employer states the intent of a contract of at least 6 months and at least the same hours."""
    if proef.intentie_maanden is None or proef.intentie_uren is None:
        melding = (
            "Vul in welk contract de werkgever van plan is te geven: het aantal maanden en de uren per week."
        )
        return [Bevinding("intentie_ontbreekt", melding)]
    bevindingen = []
    if proef.intentie_maanden < MIN_CONTRACT_MAANDEN:
        melding = f"Het beoogde contract moet minstens {MIN_CONTRACT_MAANDEN} maanden duren."
        bevindingen.append(Bevinding("intentie_te_kort", melding))
    if proef.intentie_uren < proef.uren:
        melding = (
            "Het beoogde contract moet minstens evenveel uren hebben "
            f"als de proefplaatsing ({_getal(proef.uren)} per week)."
        )
        bevindingen.append(Bevinding("intentie_minder_uren", melding))
    return bevindingen


def _controleer_werkplek(proef: Proefplaatsing) -> list[Bevinding]:
    functie = _genormaliseerd(proef.functie)
    if any(e.werkplek == proef.werkplek and _genormaliseerd(e.functie) == functie for e in proef.eerdere):
        melding = "Op deze werkplek was al een proefplaatsing. Een tweede mag alleen voor een andere functie."
        return [Bevinding("tweede_keer_zelfde_werkplek", melding)]
    return []


def _controleer_verzekering(proef: Proefplaatsing) -> list[Bevinding]:
    if proef.verzekerd:
        return []
    melding = "Bevestig dat de werkgever een aansprakelijkheidsverzekering heeft."
    return [Bevinding("verzekering_ontbreekt", melding)]


def _maanden(start: date, laatste: date) -> Fraction:
    return maanden_tussen(start, laatste + EEN_DAG)


def _som(proeven: Sequence[EerdereProefplaatsing]) -> Fraction:
    return sum((_maanden(proef.start, proef.laatste_dag) for proef in proeven), Fraction(0))


def _genormaliseerd(tekst: str) -> str:
    return " ".join(tekst.casefold().split())


def _getal(waarde: Decimal) -> str:
    return f"{waarde.normalize():f}".replace(".", ",")


def _maanden_tekst(n: int) -> str:
    return "1 maand" if n == 1 else f"{n} maanden"
