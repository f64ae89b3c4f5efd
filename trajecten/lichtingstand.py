"""What the screen of a cohort shows one user: seats, her people, the waiting list, coaching ratio and checklist.

People outside her scope are counted, never named.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from trajecten.coachratio import Coachratio
from trajecten.lichtingen import belemmeringen, heeft_coach_op, te_vroeg
from trajecten.models import Lichting, Traject
from trajecten.presentie import Presentie
from trajecten.statussen import ACTIEF, MET_PLAATS, Status

MEER = 200  # people who wait for a seat: so many are shown, page by page


@dataclass
class Persoon:
    """One person with a seat; `kiesbaar`: this user may change her."""

    traject: Traject
    coaches: list
    kiesbaar: bool
    presentie: Presentie | None = None  # given by the page, to who reads about lessons


@dataclass
class Punt:
    """One point of the checklist: done, or about whom it still is and where to mend it."""

    tekst: str
    klaar: bool
    wie: list = field(default_factory=list)
    elders: int = 0
    url: str = ""
    link: str = ""

    @property
    def aantal(self):
        return len(self.wie) + self.elders


@dataclass
class Stand:
    """Everything of one cohort for one user."""

    lichting: Lichting
    bezet: int
    mensen: list
    elders: int
    wachtlijst: list
    wacht_elders: int
    te_plaatsen: list
    ratio: str
    coaches_tekort: int
    punten: list
    mag_plaatsen: bool
    mag_beheren: bool
    starten: list
    te_vroeg: str = ""

    @property
    def kan_starten(self):
        return self.mag_beheren and self.lichting.is_open

    @property
    def klaar(self):
        """Can everybody start today?"""
        return not self.te_vroeg and all(punt.klaar for punt in self.punten)

    @property
    def vrij(self):
        return max(self.lichting.plaatsen - self.bezet, 0)


def fase(lichting):
    """(kind of badge, word) of a cohort that was annotated by `met_fase`."""
    if lichting.geannuleerd_op:
        return ("neutraal", "Geannuleerd")
    if not lichting.gestart_op:
        return ("neutraal", "Komt nog")
    return ("bezig", "Loopt") if lichting.loopt else ("gedaan", "Voorbij")


def met_fase(lichtingen):
    """Adds `loopt`: somebody of this cohort is still busy."""
    return lichtingen.annotate(
        loopt=Exists(Traject.objects.filter(lichting=OuterRef("pk"), status=Status.LOPEND))
    )


def van_gebruiker(trajecten, gebruiker, nodig):
    return trajecten.order_by().waar_mag(gebruiker, Categorie.TRAJECT, nodig)


def mag_beheren(lichting, gebruiker):
    """May she change the cohort as a whole? Its coordinator, or a coordinator who writes about all who have a seat."""
    if not gebruiker.heeft_rol(Rol.COORDINATOR):
        return False
    if lichting.coordinator_id == gebruiker.pk:
        return True
    met_plaats = Traject.objects.filter(lichting=lichting, status__in=MET_PLAATS).order_by()
    eigen = van_gebruiker(met_plaats, gebruiker, Toegang.SCHRIJVEN).values("pk")
    return not met_plaats.exclude(pk__in=eigen).exists()


def stand(lichting, gebruiker):
    """The Stand of a cohort for this user; a fixed number of queries."""
    in_lichting = list(
        Traject.objects.filter(lichting=lichting, status__in=[*MET_PLAATS, Status.WACHTLIJST])
        .select_related("kandidaat", "kwalificatie", "verwijzing__partner")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    coordinator = gebruiker.heeft_rol(Rol.COORDINATOR)
    leest, schrijft = _van_haar(lichting, gebruiker, coordinator)
    met_plaats = [t for t in in_lichting if t.status != Status.WACHTLIJST]
    coaches, gecoacht = _coaches(lichting, met_plaats)
    actief = [t for t in met_plaats if t.status in ACTIEF]
    aantal_coaches = len({naam for t in actief for naam in coaches.get(t.kandidaat_id, ())})
    starten = [t for t in met_plaats if t.status == Status.GESELECTEERD]
    mag_beheren = coordinator and (
        lichting.coordinator_id == gebruiker.pk or all(t.pk in schrijft for t in met_plaats)
    )
    wachtlijst, wacht_elders = _wachtlijst(lichting, gebruiker, in_lichting, leest, coordinator)
    ratio = Coachratio(len(actief), aantal_coaches, lichting.programma.coachratio_max)
    return Stand(
        lichting=lichting,
        bezet=len(met_plaats),
        mensen=[
            Persoon(t, [naam for _, naam in sorted(coaches.get(t.kandidaat_id, ()))], t.pk in schrijft)
            for t in met_plaats
            if t.pk in leest
        ],
        elders=sum(t.pk not in leest for t in met_plaats),
        wachtlijst=wachtlijst,
        wacht_elders=wacht_elders,
        te_plaatsen=_te_plaatsen(lichting, gebruiker) if coordinator and lichting.is_open else [],
        ratio=ratio.woorden,
        coaches_tekort=ratio.tekort,
        punten=punten(lichting, starten, leest, gecoacht) if lichting.is_open else [],
        mag_plaatsen=coordinator and lichting.is_open,
        mag_beheren=mag_beheren,
        starten=starten,
        te_vroeg=te_vroeg(lichting) if lichting.is_open else "",
    )


def _van_haar(lichting, gebruiker, coordinator):
    """Numbers of the trajects of this cohort that she reads, and that she changes as a coordinator; one query."""
    eigen = Traject.objects.filter(lichting=lichting)
    wijzigt = van_gebruiker(eigen, gebruiker, Toegang.SCHRIJVEN).filter(pk=OuterRef("pk"))
    rijen = dict(
        van_gebruiker(eigen, gebruiker, Toegang.LEZEN)
        .annotate(wijzigt=Exists(wijzigt))
        .values_list("pk", "wijzigt")
    )
    return set(rijen), {pk for pk, wijzigt in rijen.items() if wijzigt and coordinator}


def _coaches(lichting, trajecten):
    """({candidate id: {(user id, name)}} now or from a start to come, the candidates who have one at the start)."""
    vanaf = max(lichting.start, timezone.localdate())
    gevonden, bij_de_start = {}, set()
    rijen = (
        heeft_coach_op(lichting.start)
        .filter(kandidaat__in=[t.kandidaat_id for t in trajecten])
        .values_list("kandidaat_id", "gebruiker_id", "gebruiker__naam", "tot")
    )
    for kandidaat, gebruiker, naam, tot in rijen:
        bij_de_start.add(kandidaat)
        if tot is None or tot >= vanaf:
            gevonden.setdefault(kandidaat, set()).add((gebruiker, naam))
    return gevonden, bij_de_start


def _wachtlijst(lichting, gebruiker, in_lichting, leest, coordinator):
    """(people in order, number outside her scope): for this cohort, and for a coordinator the programme's too."""
    hier = [t for t in in_lichting if t.status == Status.WACHTLIJST]
    nummers = [t.pk for t in hier if t.pk in leest]
    voorwaarde = Q(pk__in=nummers)
    if coordinator and lichting.is_open:
        vrij = Traject.objects.filter(programma=lichting.programma_id, lichting=None)
        voorwaarde |= Q(pk__in=van_gebruiker(vrij, gebruiker, Toegang.SCHRIJVEN).values("pk"))
    rijen = (
        Traject.objects.wachtend()
        .filter(voorwaarde)
        .select_related("kandidaat", "verwijzing__partner")[:MEER]
    )
    return list(rijen), len(hier) - len(nummers)


def _te_plaatsen(lichting, gebruiker):
    """Selected people of this programme version without a cohort, who have priority or came first on top."""
    vrij = Traject.objects.filter(programma=lichting.programma_id, lichting=None, status=Status.GESELECTEERD)
    return list(
        van_gebruiker(vrij, gebruiker, Toegang.SCHRIJVEN)
        .select_related("kandidaat", "verwijzing__partner")
        .order_by("-voorrang", "verwijzing__ontvangen_op", "pk")[:MEER]
    )


# --- Checklist --------------------------------------------------------------------------------------------------------
def punten(lichting, starten, leest, gecoacht):
    """The checklist before the start: every point that this programme asks, done or not.

    `gecoacht`: the candidates of `starten` who have a jobcoach at the start.
    """
    programma = lichting.programma
    gevonden = {}
    for belemmering in belemmeringen(lichting, mensen=starten, gecoacht=gecoacht):
        gevonden.setdefault(belemmering.code, []).append(belemmering)
    lijst = [_punt_plaatsen(lichting, gevonden)]
    soorten = [("privacy", "Uitleg over privacy gegeven", "lichting_privacy", "Leg de uitleg vast")]
    if programma.uren_opties:
        soorten.append(("uren", "Uren per week gekozen", "lichting_uren", "Kies de uren"))
    if not programma.begeleiding_vrijwillig:
        soorten.append(("jobcoach", "Jobcoach toegewezen", "lichting_toewijzen", "Wijs een jobcoach toe"))
    if programma.kinderopvang_check:
        soorten.append(
            ("kinderopvang", "Kinderopvang geregeld", "lichting_voorwaarden", "Vul de kinderopvang in")
        )
    if programma.taaleis:
        tekst = f"Nederlands vastgelegd (het programma vraagt: {programma.taaleis})"
        soorten.append(("taal", tekst, "lichting_voorwaarden", "Vul in hoe iemand Nederlands spreekt"))
    for code, tekst, urlnaam, link in soorten:
        over = gevonden.get(code, [])
        wie = [b.traject for b in over if b.traject.pk in leest]
        url = reverse(f"trajecten:{urlnaam}", args=[lichting.pk])
        lijst.append(Punt(tekst, not over, wie, len(over) - len(wie), url, link))
    return lijst


def _punt_plaatsen(lichting, gevonden):
    url = reverse("trajecten:lichting", args=[lichting.pk])
    if "niemand" in gevonden:
        return Punt("Er is nog niemand geplaatst", False, url=f"{url}#plaatsen", link="Plaats mensen")
    if "te_veel" in gevonden:
        wijzigen = reverse("trajecten:lichting_wijzigen", args=[lichting.pk])
        return Punt(
            gevonden["te_veel"][0].tekst.rstrip("."), False, url=wijzigen, link="Wijzig het aantal plaatsen"
        )
    return Punt("Er zijn mensen geplaatst, niet meer dan er plaatsen zijn", True)
