"""Where the people of a cohort stand with their exams: people x parts, a state in words for each, and who can get a
diploma. A fixed number of queries, however many people."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import DateField, DateTimeField, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Examendeel, Kwalificatie, Traject
from trajecten.opleiding.examenregels import Deelstand, Fase, Poging, deelsoort, deelstand
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.models import Certificaat, Examen, Examengereed
from trajecten.presentie import Presentie
from trajecten.presentiestand import presenties
from trajecten.statussen import ACTIEF, Status
from trajecten.termijnen import einde_opleiding

MET_EXAMENS = (Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND)


@dataclass(frozen=True)
class Persoon:
    """One person of the cohort: how she stands at each part of her qualification, and the facts beside it."""

    traject: Traject
    standen: dict[int, Deelstand]  # by number of the part
    delen: list[Examendeel]
    papieren: tuple[str, ...]  # kinds of the certificates that count
    lessen: Presentie
    gemeld: frozenset[int] = frozenset()  # parts for which somebody said that she is ready

    @property
    def met_delen(self):
        """(part, her state) in the order of the parts."""
        return [(deel, self.standen[deel.pk]) for deel in self.delen]

    @property
    def is_actief(self):
        return self.traject.status in ACTIEF

    @property
    def alles_gehaald(self):
        return all(stand.fase == Fase.GEHAALD for stand in self.standen.values())

    @property
    def papier(self):
        """The words of what she was given, or ""."""
        return ", ".join(Certificaatsoort(soort).label for soort in self.papieren)

    @property
    def heeft_diploma(self):
        """Was she given the whole paper?"""
        return any(soort != Certificaatsoort.DEELCERTIFICAAT for soort in self.papieren)


@dataclass(frozen=True)
class Blok:
    """The people of a cohort who aim at one qualification, and its exam parts."""

    kwalificatie: Kwalificatie
    delen: list[Examendeel]
    mensen: list[Persoon] = field(default_factory=list)

    def aantal(self, deel, *fases, actief=True):
        """How many people are in one of these phases of this part."""
        return sum(p.standen[deel.pk].fase in fases for p in self.mensen if p.is_actief or not actief)

    @property
    def tellingen(self):
        """For each part: (part, ready, to resit, result to fill in, planned), as the buttons above the table say."""
        return [
            (
                deel,
                self.aantal(deel, Fase.KLAAR),
                self.aantal(deel, Fase.HERKANSING),
                self.aantal(deel, Fase.WACHT, actief=False),
                self.aantal(deel, Fase.GEPLAND),
            )
            for deel in self.delen
        ]

    @property
    def zonder_papier(self):
        """Who passed everything and was given no diploma or certificate yet."""
        return [p for p in self.mensen if p.alles_gehaald and not p.heeft_diploma]


@dataclass(frozen=True)
class Examenstand:
    """Everything of one cohort that this user may change."""

    blokken: list[Blok]
    zonder_kwalificatie: list[Traject]
    opleiding_tot: date | None
    toont_werk: bool = False

    @property
    def mensen(self):
        return [persoon for blok in self.blokken for persoon in blok.mensen]

    def blok_van(self, deel):
        """The block that this part belongs to."""
        return next(blok for blok in self.blokken if blok.kwalificatie.pk == deel.kwalificatie_id)


def opleiding_tot(lichting, laatste_les=None):
    """The last day of the course of a cohort: by the length that the programme states, or its last lesson if later.

    None when neither is known.
    """
    programma = lichting.programma
    volgens = einde_opleiding(lichting.start, weken=programma.duur_weken, maanden=programma.duur_maanden)
    return max((dag for dag in (volgens, laatste_les) if dag is not None), default=None)


def examenstand(lichting, gebruiker, *, extra=None, vandaag=None):
    """The Examenstand of a cohort for this user; five queries.

    `extra`: annotations of the trajects by a higher room: `werkt_sinds`, the first day of the work that runs or is to
    begin, for whom this user may know it.
    """
    vandaag = vandaag or timezone.localdate()
    delen = list(
        Examendeel.objects.filter(kwalificatie__programma=lichting.programma_id)
        .select_related("kwalificatie")
        .order_by("kwalificatie__naam", "volgorde", "pk")
    )
    trajecten = list(_trajecten(lichting, gebruiker).annotate(**(extra or {})))
    feiten, lessen = _feiten([traject.pk for traject in trajecten]), presenties(trajecten)
    tot = opleiding_tot(lichting, _laatste_les(lichting))
    blokken = {}
    for deel in delen:
        blok = blokken.setdefault(deel.kwalificatie_id, Blok(deel.kwalificatie, []))
        blok.delen.append(deel)
    for traject in trajecten:
        if (blok := blokken.get(traject.kwalificatie_id)) is not None:
            blok.mensen.append(
                _persoon(traject, blok.delen, feiten[traject.pk], lessen[traject.pk], tot, vandaag)
            )
    zonder = [traject for traject in trajecten if traject.kwalificatie_id is None and delen]
    return Examenstand(
        [blok for blok in blokken.values() if blok.mensen], zonder, tot, toont_werk=bool(extra)
    )


def _trajecten(lichting, gebruiker):
    return (
        Traject.objects.filter(lichting=lichting, status__in=MET_EXAMENS)
        .waar_mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
        .select_related("kandidaat", "kwalificatie", "programma", "lichting")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def _laatste_les(lichting):
    """The day of the last lesson of this cohort that was not called off; one query."""
    laatste = Bijeenkomst.objects.filter(
        lichting=lichting, soort=Bijeenkomstsoort.LES, afgelast_op=None
    ).aggregate(eind=Max("eind"))["eind"]
    return timezone.localdate(laatste) if laatste else None


def _feiten(trajecten):
    """{traject: {"examen" | "gereed" | "papier": rows}}: attempts, readiness and certificates in one query."""

    def rij(rijen, wat, over, dag, tekst, poging, begin, afgelast):
        return rijen.order_by().values_list(
            Value(wat),
            "traject",
            over,
            Cast(dag, DateField()),
            tekst,
            poging,
            Cast(begin, DateTimeField()),
            Cast(afgelast, DateTimeField()),
        )

    niets, nul = Value(None), Value(0)
    examens = Examen.objects.filter(traject__in=trajecten)
    gereed = Examengereed.objects.filter(traject__in=trajecten)
    papieren = Certificaat.objects.geldig().filter(traject__in=trajecten)
    alle = rij(
        examens,
        "examen",
        "examendeel",
        F("datum"),
        F("uitslag"),
        F("poging"),
        F("zitting__begin"),
        F("zitting__afgelast_op"),
    ).union(
        rij(gereed, "gereed", "examendeel", F("gemeld_op"), Value(""), nul, niets, niets),
        rij(papieren, "papier", "kwalificatie", F("datum"), F("soort"), nul, niets, niets),
        all=True,
    )
    gevonden = defaultdict(lambda: {"examen": [], "gereed": [], "papier": []})
    for wat, traject, *rest in alle:
        gevonden[traject][wat].append(rest)
    return gevonden


def _persoon(traject, delen, feiten, lessen, tot, vandaag):
    pogingen = defaultdict(list)
    for deel, dag, uitslag, nummer, begin, afgelast in feiten["examen"]:
        is_open = not uitslag
        dag = timezone.localdate(begin) if begin and is_open else dag
        pogingen[deel].append(Poging(nummer, dag, uitslag, afgelast=bool(afgelast and is_open)))
    gereed = {deel: dag for deel, dag, *_ in feiten["gereed"]}
    return Persoon(
        traject,
        {
            deel.pk: deelstand(
                deelsoort(deel.naam),
                pogingen[deel.pk],
                vandaag=vandaag,
                gemeld_op=gereed.get(deel.pk),
                opleiding_tot=tot,
                werkt_sinds=getattr(traject, "werkt_sinds", None),
            )
            for deel in delen
        },
        delen,
        tuple(
            soort
            for kwalificatie, _dag, soort, *_ in sorted(feiten["papier"], key=lambda rij: (rij[1], rij[2]))
            if kwalificatie == traject.kwalificatie_id
        ),
        lessen,
        frozenset(gereed),
    )


def open_pogingen(lichting, gebruiker, *, vandaag=None):
    """Attempts of this cohort that wait for a result and whose day has come; those of called off sittings not."""
    vandaag = vandaag or timezone.localdate()
    rijen = (
        Examen.objects.open()
        .filter(traject__lichting=lichting, zitting__afgelast_op=None)
        .filter(
            traject__in=Traject.objects.order_by()
            .waar_mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
            .values("pk")
        )
        .filter(Q(zitting=None, datum__lte=vandaag) | Q(zitting__begin__lte=timezone.now()))
        .select_related("traject__kandidaat", "examendeel", "zitting")
        .defer("traject__kandidaat__motivatie")
    )
    presentie = Deelname.objects.filter(
        bijeenkomst=OuterRef("zitting"), traject=OuterRef("traject")
    ).order_by()
    return rijen.annotate(presentie=Subquery(presentie.values("aanwezigheid")[:1])).order_by(
        "examendeel__volgorde",
        "examendeel",
        "traject__kandidaat__achternaam",
        "traject__kandidaat__voornaam",
        "pk",
    )


def uitslagwoord(code):
    """The words of a result."""
    return Examenuitslag(code).label.lower()
