"""What a story looks at: statuses, the calendar, the figures, Vandaag, and all that is on record of its people."""

from collections import Counter

from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven
from rapportage.cijfers import bereik_van, cijfers_van
from rapportage.retentie import retentiecurve
from rapportage.retentieduur import Variant
from rapportage.vandaag import vandaag_van
from trajecten.dossier.eerste_contact import contactklok
from trajecten.kalender import kalender
from trajecten.models import Traject
from trajecten.plaatsing.models import Plaatsing
from trajecten.termijnen import ContactStand

# What is on record of a group about which the programme says nothing: no term, no choice of hours, no benefit...
NIETS = {
    "contact": {ContactStand.NVT},
    "uren": {None},
    "kwalificatie": {None},
    "uitkering": set(),
    "voorrang": 0,
    "bijeenkomsten": 0,
    "werk": {},
}


class Kijken:
    """Reading, for a Verloop: `programma`, `coordinator` and `trajecten` are hers."""

    def ververs(self):
        for traject in self.trajecten:
            traject.refresh_from_db(
                fields=["status", "versie", "reden", "gestart_op", "einddatum", "lichting"]
            )

    @property
    def standen(self):
        """How many people have each status."""
        self.ververs()
        return dict(Counter(traject.status for traject in self.trajecten))

    def momenten(self, start, contract=None):
        """The calendar of the programme for this start: {code: Moment}, only what it knows anything about."""
        afbouw = [(stap.vanaf_week, stap.elke_weken) for stap in self.programma.begeleidingsschema.all()]
        rijen = kalender(self.programma, start=start, contract=contract, afbouw=afbouw)
        return {rij.code: rij for rij in rijen if rij.bekend}

    def vastgelegd(self, trajecten=None):
        """What is on record of these people beside their status (all): compare it with NIETS and what was stated."""
        trajecten = self.trajecten if trajecten is None else trajecten
        mensen = [traject.kandidaat_id for traject in trajecten]
        bijzonder = BijzonderGegeven.objects.filter(kandidaat__in=mensen, soort=BijzonderSoort.UITKERING)
        rijen = Traject.objects.filter(pk__in=[traject.pk for traject in trajecten])
        return {
            "contact": {
                contactklok(traject).stand for traject in rijen.select_related("verwijzing", "programma")
            },
            "uren": set(rijen.values_list("uren_per_week", flat=True)),
            "kwalificatie": set(rijen.values_list("kwalificatie__naam", flat=True)),
            "uitkering": set(bijzonder.values_list("waarde", flat=True)),
            "voorrang": rijen.filter(voorrang=True).count(),
            "bijeenkomsten": self.programma.lichtingen.filter(bijeenkomsten__isnull=False).count(),
            "werk": dict(
                Counter(Plaatsing.objects.filter(traject__in=rijen).values_list("soort", flat=True))
            ),
        }

    def retentie(self, maanden, op, variant=Variant.BETAALD_WERK):
        """The share that still works after so many months, of this programme's people."""
        rijen = Traject.objects.filter(programma=self.programma)
        return retentiecurve(rijen, variant=variant, peildatum=op).overleving(maanden)

    def cijfers(self, op):
        """What the coordinator reads: {figure: value}, and {referrer: number}."""
        pagina = cijfers_van(
            self.programma, bereik_van(self.coordinator), variant=Variant.WERKGEVER, peildatum=op
        )
        regels = {regel.naam: regel.waarde for regel in pagina["regels"]}
        return regels, {rij.naam: rij.aantal for rij in pagina["verwijzers"]}

    def op_vandaag(self, code):
        """(rows, late) of a section of Vandaag, as the coordinator sees it now."""
        sectie = next(sectie for sectie in vandaag_van(self.coordinator) if sectie.code == code)
        return sectie.aantal, sectie.te_laat
