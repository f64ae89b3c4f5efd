"""The words in which the stories are told: somebody refers, a coordinator calls, decides, places, starts, and so on.

Everything goes through the services that the screens use, on the day on which it happens. A number that the file does
not state is chosen by the story, as a coordinator would, and says so there.
"""

from datetime import date, datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from django.utils import timezone

from kandidaten.diensten import leg_contact_vast, wijs_toe, wijzig_kandidaat
from kandidaten.keuzes import Kanaal, Toewijzingsrol
from partners.models import Arbeidsmarktregio, Partner, Vestiging
from tests import fabrieken
from tests.programmas.kijken import Kijken
from trajecten.begeleiding.diensten import leg_gesprek_vast
from trajecten.begeleiding.stand import schema_van
from trajecten.diensten import wijzig_traject
from trajecten.dossier.diensten import meld_aan, sluit_traject, verzet_status
from trajecten.lichtingen import maak_lichting, plaats_mensen, start_lichting
from trajecten.models import Programma, Traject
from trajecten.opleiding.diensten import reik_certificaat_uit
from trajecten.plaatsing.diensten import (
    beeindig_plaatsing,
    leg_contract_vast,
    opvolgbaar,
    start_proefplaatsing,
)
from trajecten.plaatsing.forms import begin_contract, begin_proef
from trajecten.plaatsing.meetmomenten import leg_meetmoment_vast
from trajecten.selectie.diensten import Besluit, neem_besluiten, neem_op_in_ronde
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import AfwijsReden, Status
from trajecten.termijnen import begeleidingsperiodes

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FUNCTIE = "medewerker klantcontact"
PARTNERS = ("formele_werkgever", "werkplek", "opleider", "verwijzer")


def moment(tekst: str) -> datetime:
    """ "2020-06-15 09:30", Amsterdam time; without an hour nine o'clock."""
    tekst = tekst if " " in tekst else f"{tekst} 09:00"
    return datetime.strptime(tekst, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)


class Verloop(Kijken):
    """One programme, and the people who work in it: a coordinator of all regions and her jobcoaches."""

    def __init__(self, code: str, klok, begin: str, coaches: int = 1):
        self.klok = klok
        self.het_is(begin)
        self.programma = Programma.objects.get(code=code)
        self.regio = Arbeidsmarktregio.objects.get(code="AM01")
        regios = Arbeidsmarktregio.objects.all()
        self.coordinator = fabrieken.GebruikerFabriek(naam="Carla", rollen=["coordinator"], regios=regios)
        self.coaches = fabrieken.GebruikerFabriek.create_batch(coaches, rollen=["jobcoach"])
        self.teamleider = fabrieken.GebruikerFabriek(naam="Thea", rollen=["teamleider"])
        self.trajecten = []

    # --- Time ---------------------------------------------------------------------------------------------------------
    def het_is(self, wanneer: str):
        self.klok.move_to(moment(wanneer))

    @property
    def vandaag(self) -> date:
        return timezone.localdate()

    # --- Coming in ----------------------------------------------------------------------------------------------------
    def verwijs(self, aantal, van=None, **wat):
        """So many new people, now, from a partner (by name or as a row) or on their own account. Their Trajecten."""
        partner = Partner.objects.get(naam=van) if isinstance(van, str) else van
        nieuw = [
            meld_aan(
                persoon=self.nieuwe_persoon() | {"behandelregio": self.regio},
                programma=self.programma,
                ontvangen_op=timezone.now(),
                door=self.coordinator,
                partner=partner,
                **wat,
            )
            for _ in range(aantal)
        ]
        self.trajecten += nieuw
        return nieuw

    def nieuwe_persoon(self):
        """Field values of somebody who is not known yet."""
        nummer = Traject.objects.count()
        return {
            "voornaam": f"Voornaam{nummer}",
            "achternaam": f"Achternaam{nummer}",
            "geboortedatum": date(1980, 1, 1),
            "telefoon": f"06-1{nummer:07d}",
        }

    def bel(self, trajecten, gelukt=True):
        """Call each of them now."""
        for traject in trajecten:
            leg_contact_vast(
                verwijzing=traject.verwijzing,
                gelukt=gelukt,
                kanaal=Kanaal.TELEFOON,
                tijdstip=timezone.now(),
                door=self.coordinator,
            )

    def spreek(self, trajecten, **gegevens):
        """The first talk, in which she hears about her privacy; `gegevens` are fields of Kandidaat that come up."""
        self.bel(trajecten)
        self.leg_gegevens_vast(trajecten, privacy_gegeven_op=self.vandaag, **gegevens)

    def leg_gegevens_vast(self, trajecten, **gegevens):
        for traject in trajecten:
            kandidaat = traject.kandidaat
            kandidaat.refresh_from_db(fields=["versie"])
            for naam, waarde in gegevens.items():
                setattr(kandidaat, naam, waarde)
            wijzig_kandidaat(kandidaat, gezien=kandidaat.versie, velden=gegevens, door=self.coordinator)

    # --- Selection ----------------------------------------------------------------------------------------------------
    @property
    def rondes(self):
        return list(self.programma.rondes.order_by("volgorde"))

    def ronde(self, nummer, trajecten, door=None, reden=AfwijsReden.VAARDIGHEDEN):
        """Decide about these people in a round (they are taken into the first one): the first `door` go on, else all.

        The others are rejected for `reden`. Who is through, in the order given.
        """
        ronde = self.rondes[nummer - 1]
        if nummer == 1:
            self.neem_op(trajecten)
        per_traject = {d.traject_id: d for d in self.deelnames(nummer)}
        deelnames = [per_traject[traject.pk] for traject in trajecten]
        aantal = len(deelnames) if door is None else door
        besluiten = [Besluit(d, Uitslag.DOOR) for d in deelnames[:aantal]]
        besluiten += [Besluit(d, Uitslag.AFGEWEZEN, reden) for d in deelnames[aantal:]]
        assert neem_besluiten(besluiten, door=self.coordinator).niet == [], ronde
        self.ververs()
        return trajecten[:aantal]

    def neem_op(self, trajecten):
        uitkomst = neem_op_in_ronde(trajecten, ronde=self.rondes[0], door=self.coordinator)
        assert uitkomst.niet == []

    def deelnames(self, nummer):
        """The Rondedeelname's of a round, in the order in which people came in."""
        rijen = Rondedeelname.objects.filter(ronde=self.rondes[nummer - 1])
        return list(rijen.select_related("ronde", "traject__kandidaat").order_by("traject"))

    def selecteer_zonder_rondes(self, trajecten):
        """The programme states no rounds: a coordinator moves each of them by hand."""
        for traject in trajecten:
            for status in (Status.IN_SELECTIE, Status.GESELECTEERD):
                verzet_status(traject, naar=status, op=self.vandaag, door=self.coordinator)
        return trajecten

    # --- Cohort -------------------------------------------------------------------------------------------------------
    def lichting(self, start: str, plaatsen: int, naam="Eerste lichting", plaats=""):
        return maak_lichting(
            programma=self.programma,
            naam=naam,
            start=date.fromisoformat(start),
            plaatsen=plaatsen,
            coordinator=self.coordinator,
            vestiging=self.programma.vestigingen.get(plaats=plaats) if plaats else None,
            door=self.coordinator,
        )

    def plaats(self, trajecten, lichting, **hoe):
        uitkomst = plaats_mensen(trajecten, lichting=lichting, door=self.coordinator, **hoe)
        assert uitkomst.niet == []
        self.ververs()
        return uitkomst

    def kies(self, trajecten, **velden):
        """What was agreed for each: hours, qualification, priority (with who checked it)."""
        for traject in trajecten:
            for naam, waarde in velden.items():
                setattr(traject, naam, waarde)
            wijzig_traject(traject, gezien=traject.versie, velden=list(velden), door=self.coordinator)

    def wijs_coaches_toe(self, trajecten, van, coaches=None):
        """Shared out over the jobcoaches (all), in turn."""
        for traject, coach in zip(trajecten, cycle(coaches or self.coaches), strict=False):
            wijs_toe(
                kandidaat=traject.kandidaat,
                gebruiker=coach,
                rol=Toewijzingsrol.JOBCOACH,
                van=van,
                door=self.coordinator,
            )

    def start(self, lichting):
        """On the first day. Who runs now."""
        self.het_is(f"{lichting.start} 08:30")
        lichting.refresh_from_db()
        start_lichting(lichting, door=self.coordinator)
        self.ververs()
        return [t for t in self.trajecten if t.lichting_id == lichting.pk and t.status == Status.LOPEND]

    def zet_lopend(self, trajecten):
        """Without a cohort each starts by herself, today."""
        for traject in trajecten:
            verzet_status(traject, naar=Status.LOPEND, op=self.vandaag, door=self.coordinator)

    def groep(self, aantal, start: str, van=None, **wat):
        """A group for a story in which the selection has been told already: called, selected, placed and started."""
        trajecten = self.verwijs(aantal, van, **wat)
        self.spreek(trajecten)
        self.door_de_selectie(trajecten)
        lichting = self.lichting(start, aantal, naam=f"Lichting {start}")
        self.plaats(trajecten, lichting)
        self.wijs_coaches_toe(trajecten, lichting.start)
        return self.start(lichting)

    def door_de_selectie(self, trajecten):
        for nummer, _ in enumerate(self.rondes, start=1):
            self.ronde(nummer, trajecten)
        return trajecten if self.rondes else self.selecteer_zonder_rondes(trajecten)

    # --- Work ---------------------------------------------------------------------------------------------------------
    def voorstel(self, traject, proef=False):
        """What the form of a contract (or trial) shows before anybody types: partners by name, no empty fields."""
        begin = begin_proef(traject) if proef else begin_contract(traject, opvolgbaar(traject))
        namen = dict(Partner.objects.filter(pk__in=[begin[p] for p in PARTNERS]).values_list("pk", "naam"))
        begin |= {naam: namen.get(begin[naam]) for naam in PARTNERS}
        if begin["vestiging"]:
            begin["vestiging"] = str(Vestiging.objects.get(pk=begin["vestiging"]))
        return {naam: waarde for naam, waarde in begin.items() if waarde not in (None, "")}

    def _waar(self, begin, getypt):
        """The form as it stands, with what a coordinator types over it; `werkgever`: formal employer and workplace."""
        velden = {
            f"{naam}_id": begin.get(naam)
            for naam in ("formele_werkgever", "werkplek", "opleider", "vestiging")
        }
        if werkgever := getypt.pop("werkgever", None):
            velden |= {"formele_werkgever_id": werkgever.pk, "werkplek_id": werkgever.pk}
        uren = getypt.pop("uren_per_week", None) or begin["uren_per_week"]
        return velden | {"functie": FUNCTIE, "uren_per_week": uren} | getypt

    def proefplaatsing(self, trajecten, *, start, intentie_maanden, **getypt):
        """A trial of each; the number of months is what the form proposes."""
        gemaakt = []
        for traject in trajecten:
            begin = begin_proef(traject)
            waar = self._waar(begin, dict(getypt))
            gemaakt.append(
                start_proefplaatsing(
                    traject,
                    start=start,
                    maanden=begin["maanden"],
                    toestemming_op=start,
                    intentie_maanden=intentie_maanden,
                    intentie_uren=waar["uren_per_week"],
                    aansprakelijkheid=True,
                    door=self.coordinator,
                    **waar,
                ).plaatsing
            )
        return gemaakt

    def contract(self, trajecten, *, start, einde=None, soort="", **getypt):
        """A contract of each, after the placement before it if there is one; without `einde` open-ended."""
        gemaakt = []
        for traject in trajecten:
            vorige = opvolgbaar(traject)
            begin = begin_contract(traject, vorige)
            gemaakt.append(
                leg_contract_vast(
                    traject,
                    soort=soort or begin["soort"],
                    start=start,
                    gepland_einde=einde,
                    onbepaalde_tijd=einde is None,
                    vorige=vorige,
                    door=self.coordinator,
                    **self._waar(begin, dict(getypt)),
                ).plaatsing
            )
        return gemaakt

    def beeindig(self, plaatsingen, reden):
        """Today is the last working day of each of these placements."""
        for plaatsing in plaatsingen:
            beeindig_plaatsing(
                plaatsing,
                laatste_werkdag=self.vandaag,
                eindreden=reden,
                gezien=plaatsing.versie,
                door=self.coordinator,
            )

    # --- Coaching and after -------------------------------------------------------------------------------------------
    def voer_gesprekken(self, traject, tot):
        """A talk in every period that is due up to `tot`, which has passed by now. How many."""
        (deel,) = schema_van(traject)
        periodes = begeleidingsperiodes(deel.start, tot, deel.afbouw)
        for periode in periodes:
            leg_gesprek_vast(
                traject,
                jobcoach=self.coaches[0],
                datum=periode.start,
                vorm="telefoon",
                door=self.coaches[0],
            )
        return len(periodes)

    def sluit(self, trajecten, naar, reden, op=None):
        for traject in trajecten:
            sluit_traject(traject, naar=naar, op=op or self.vandaag, door=self.coordinator, reden=reden)
        self.ververs()

    def reik_uit(self, trajecten, soort):
        """The diploma or certificate that each was working for, today."""
        for traject in trajecten:
            reik_certificaat_uit(
                traject,
                kwalificatie=traject.kwalificatie,
                soort=soort,
                datum=self.vandaag,
                door=self.coordinator,
            )

    def meet(self, trajecten, na_maanden, antwoord, bron="kandidaat", **einde):
        for traject in trajecten:
            leg_meetmoment_vast(
                traject,
                na_maanden=na_maanden,
                datum=self.vandaag,
                antwoord=antwoord,
                bron=bron,
                door=self.coordinator,
                **einde,
            )
