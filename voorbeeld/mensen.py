"""The people of the play: who they are, how they come in, and what is asked at the first talk."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

from gebruikers.models import Gebruiker
from kandidaten.diensten import (
    leg_contact_vast,
    leg_doelgroep_vast,
    leg_ondersteuning_vast,
    wijzig_kandidaat,
)
from kandidaten.keuzes import (
    Aanpassing,
    Bron,
    DigitaleVaardigheid,
    Doelgroepindicatie,
    Kanaal,
    Kinderopvang,
    Taalniveau,
    Uitkering,
    Vorm,
)
from kandidaten.models import Kandidaat
from partners.models import Arbeidsmarktregio, Gemeente, Partner
from trajecten.dossier.diensten import meld_aan, meld_opnieuw_aan, sluit_traject
from trajecten.models import Programma, Traject
from trajecten.plaatsing.keuzes import Eindreden
from trajecten.statussen import Status, TerugtrekReden
from voorbeeld.namen import PLAATSEN
from voorbeeld.teksten import CONTACTNOTITIES, MOTIVATIE, WAT_WERKT
from voorbeeld.toneel import Toneel

VERANDERT = ("status", "versie", "reden", "gestart_op", "einddatum", "lichting_id")
POGINGEN = 4  # after so many calls without an answer, somebody is closed
UITKERING_BIJ = {
    "uwv": [Uitkering.WW, Uitkering.WW, Uitkering.WIA, Uitkering.WAJONG, Uitkering.ZIEKTEWET],
    "anders": [Uitkering.BIJSTAND, Uitkering.BIJSTAND, Uitkering.BIJSTAND, Uitkering.GEEN],
}

HULP_BIJ_LEZEN = [
    Aanpassing.SCHERMLEZER,
    Aanpassing.BRAILLELEESREGEL,
    Aanpassing.VERGROTING,
    Aanpassing.GROOT_SCHERM,
]
GEWONE_AANPASSINGEN = [code for code in Aanpassing if code not in HULP_BIJ_LEZEN]


class Lot(StrEnum):
    """What becomes of somebody who starts."""

    BLIJFT = "blijft"
    VERTREKT = "vertrekt"  # in the first year of the employment
    GEEN_CONTRACT = "geen_contract"
    STOPT = "stopt"  # during the training


@dataclass(frozen=True)
class Vertrek:
    """Who leaves: in which month of the employment and why. In the last month of a contract it is not renewed."""

    maand: int
    reden: Eindreden


@dataclass
class Mens:
    """Somebody, and what the play has in store. `afval`: (round, result, reason) of who does not get through."""

    programma: Programma
    partner: Partner | None
    regio: str
    door: Gebruiker  # the coordinator who handles her
    afval: tuple | None = None
    open_in: int | None = None  # the round in which nobody has decided yet
    weggebleven: str = ""  # from the meeting of that round: a code of Aanwezigheid
    nog_geen_scores: bool = False  # assessors were named, and none has written
    lot: Lot | None = None
    vertrek: Vertrek | None = None
    mist: str = ""  # what nobody has arranged: privacy, uren or jobcoach
    achterstand: bool = False  # her coach has not spoken her for more than two weeks
    vandaag_gesprek: bool = False
    hulp_bij_lezen: bool = (
        False  # works with a screen reader, a braille display, magnification or a large screen
    )
    voorrang: bool = False  # where the programme gives it
    zonder_begeleiding: bool = False  # her own choice
    beoordelen_ook: tuple[Gebruiker, ...] = ()  # who scores beside `door`, where a round asks for more
    persoon: dict | None = None  # who it is, where that is known before she comes in
    kandidaat: Kandidaat | None = None
    traject: Traject | None = None
    coach: Gebruiker | None = None
    gesproken: bool = False
    werkt_vanaf: date | None = None  # in a trial or a contract
    open_acties: bool = False

    @property
    def loopt(self):
        return self.traject is not None and self.traject.is_open

    def ververs(self):
        """Read again what the services changed behind our back."""
        ververs_allen([self])
        return self.traject


def ververs_allen(mensen: list[Mens]):
    """Read again, in one query, what the services changed of the trajects of these people."""
    trajecten = {mens.traject.pk: mens.traject for mens in mensen if mens.traject}
    for pk, *waarden in Traject.objects.order_by().filter(pk__in=trajecten).values_list("pk", *VERANDERT):
        for naam, waarde in zip(VERANDERT, waarden, strict=True):
            setattr(trajecten[pk], naam, waarde)


def komt_binnen(toneel: Toneel, mens: Mens, *, bron: Bron | None = None):
    """Put her forward, as a coordinator does who writes down a message: the first time or again."""
    hoe = {
        "programma": mens.programma,
        "ontvangen_op": toneel.klok.nu,
        "door": mens.door,
        "partner": mens.partner,
        "contactpersoon": mens.partner and toneel.partners.contact.get(mens.partner.naam),
        "bron": bron,
        **(hoe_aangemeld(toneel, mens) if mens.persoon is None else {}),
    }
    if mens.kandidaat is None:
        persoon = mens.persoon or persoonsgegevens(toneel, mens)
        regio = Arbeidsmarktregio.objects.get(naam=mens.regio)
        mens.traject = meld_aan(persoon=persoon | {"behandelregio": regio}, **hoe)
        mens.kandidaat = mens.traject.kandidaat
    else:
        mens.traject = meld_opnieuw_aan(mens.kandidaat, **hoe)


def hoe_aangemeld(toneel: Toneel, mens: Mens) -> dict:
    """The benefit, where the programme asks for it."""
    if not mens.programma.legt_uitkering_vast:
        return {}
    if mens.programma.uitkeringen:
        return {"uitkering": toneel.kies(mens.programma.uitkeringen)}
    soort = "uwv" if mens.partner and mens.partner.soort == "uwv" else "anders"
    return {"uitkering": toneel.kies(UITKERING_BIJ[soort])}


def persoonsgegevens(toneel: Toneel, mens: Mens) -> dict:
    """Name, date of birth, telephone, mail and town of somebody new; a gemeente refers who lives there."""
    plaatsen = PLAATSEN[mens.regio]
    verwijst = mens.partner.naam if mens.partner else ""
    eigen = [plaats for plaats, gemeente in plaatsen.items() if verwijst == f"gemeente {gemeente}"]
    return {**toneel.namen.persoon(toneel.dag), "woonplaats": toneel.kies(sorted(eigen or plaatsen))}


def wordt_gebeld(toneel: Toneel, mens: Mens, *, binnen_uren: int = 0):
    """The story of the first contact: calls until she answers, or is closed without an answer.

    `binnen_uren`: the first call comes within so many hours (a programme with a term), else within two working days.
    """
    if binnen_uren:
        yield toneel.klok.nu + timedelta(hours=toneel.rng.uniform(1, binnen_uren))
    else:
        yield toneel.over(0, 2)
    for poging in range(POGINGEN):
        if not mens.loopt:
            return
        # Somebody who is in for something later on has answered in the end.
        gelukt = toneel.kans(0.55 if mens.afval else 0.72) or (
            poging == POGINGEN - 1 and mens.lot is not None
        )
        bel(toneel, mens, gelukt=gelukt)
        if gelukt:
            return
        yield toneel.over(1, 2)
    if mens.ververs().status == Status.AANGEMELD:
        sluit_traject(
            mens.traject,
            naar=Status.TERUGGETROKKEN,
            op=toneel.dag,
            door=mens.door,
            reden=TerugtrekReden.GEEN_REACTIE,
        )


def bel(toneel, mens, *, gelukt):
    """One call, and the questions of a first talk when she answers."""
    leg_contact_vast(
        verwijzing=mens.traject.verwijzing,
        gelukt=gelukt,
        kanaal=Kanaal.TELEFOON if toneel.kans(0.85) else Kanaal.SMS,
        tijdstip=toneel.klok.nu,
        door=mens.door,
        notitie="" if gelukt else toneel.kies(CONTACTNOTITIES),
    )
    if gelukt:
        mens.gesproken = True
        _eerste_gesprek(toneel, mens)


def _eerste_gesprek(toneel, mens):
    """What is written down after the first talk: wishes, language, privacy information."""
    uren = toneel.kies([16, 20, 24])
    velden = {
        "gemeente": Gemeente.objects.get(naam=PLAATSEN[mens.regio][mens.kandidaat.woonplaats]),
        "voorkeurskanaal": toneel.kies([Kanaal.TELEFOON, Kanaal.SMS, Kanaal.EMAIL]),
        "voorkeursvorm": Vorm.GROTE_LETTERS if toneel.kans(0.06) else Vorm.GEWOON,
        "taal_spreken": toneel.kies([Taalniveau.B1, Taalniveau.B2, Taalniveau.B2, Taalniveau.C]),
        "taal_schrijven": toneel.kies([Taalniveau.A2, Taalniveau.B1, Taalniveau.B2]),
        "digitaal": toneel.kies([DigitaleVaardigheid.BASIS, DigitaleVaardigheid.GOED]),
        "uren_min": uren,
        "uren_max": uren + toneel.kies([4, 8, 12]),
        "thuiswerk": toneel.kies([True, False, None]),
        "reistijd_max": toneel.kies([30, 45, 60]),
        "motivatie": toneel.kies(MOTIVATIE),
    }
    if mens.mist != "privacy":
        velden["privacy_gegeven_op"] = timezone.localdate()
    if mens.programma.kinderopvang_check:
        keuzes = [Kinderopvang.NODIG, Kinderopvang.GEREGELD, Kinderopvang.NIET_NODIG]
        velden["kinderopvang"] = Kinderopvang.NODIG if mens.mist == "kinderopvang" else toneel.kies(keuzes)
    werk_bij(mens, velden)


def legt_vast_wat_nodig_is(toneel: Toneel, mens: Mens):
    """What she needs at work and the doelgroep indication: of who is selected (PRIV-05), no cause (PRIV-03)."""
    if mens.hulp_bij_lezen or toneel.kans(0.15):
        keuzes = HULP_BIJ_LEZEN if mens.hulp_bij_lezen else GEWONE_AANPASSINGEN
        leg_ondersteuning_vast(
            kandidaat=mens.kandidaat,
            aanpassingen=toneel.rng.sample(keuzes, toneel.rng.randint(1, 2)),
            wat_werkt=toneel.kies(WAT_WERKT),
            door=mens.door,
        )
    if toneel.kans(0.3):
        leg_doelgroep_vast(
            kandidaat=mens.kandidaat,
            indicatie=toneel.kies(Doelgroepindicatie.values),
            gecontroleerd_op=timezone.localdate(),
            door=mens.door,
        )


def werk_bij(mens: Mens, velden: dict):
    """Save fields of the person, as seen a moment before."""
    kandidaat = mens.kandidaat
    kandidaat.refresh_from_db(fields=["versie"])
    for naam, waarde in velden.items():
        setattr(kandidaat, naam, waarde)
    wijzig_kandidaat(kandidaat, gezien=kandidaat.versie, velden=velden, door=mens.door)


def stopt(toneel: Toneel, mens: Mens, reden, toelichting: str = ""):
    """She stops before the end: the traject is uitgevallen today."""
    sluit_traject(
        mens.ververs(),
        naar=Status.UITGEVALLEN,
        op=toneel.dag,
        door=mens.door,
        reden=reden,
        toelichting=toelichting,
    )
