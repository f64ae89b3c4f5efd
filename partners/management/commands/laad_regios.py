"""manage.py laad_regios: the regions and gemeenten of a file; safe to run at every start."""

from django.core.management.base import BaseCommand, CommandError

from partners.indeling import STANDAARDBESTAND, FoutInBestand, lees_indeling, pas_indeling_toe

REGELS = [
    ("nieuwe_regios", "Nieuwe regio's"),
    ("hernoemde_regios", "Regio's met een andere naam"),
    ("vervallen_regios", "Regio's met een einddatum"),
    ("nieuwe_gemeenten", "Nieuwe gemeenten"),
    ("verhuisde_gemeenten", "Gemeenten in een andere regio"),
    ("vervallen_gemeenten", "Gemeenten met een einddatum"),
]


class Command(BaseCommand):
    help = "Leest de arbeidsmarktregio's en hun gemeenten in. Een tweede keer verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("--bestand", default=STANDAARDBESTAND, help="Een nieuwere indeling (yaml).")

    def handle(self, *, bestand, **opties):
        try:
            uitkomst = pas_indeling_toe(lees_indeling(bestand))
        except FoutInBestand as fout:
            raise CommandError(str(fout)) from fout
        if uitkomst.ouder:
            self.stdout.write("Er is al een nieuwere indeling ingelezen. Er is niets veranderd.")
            return
        for naam, woorden in REGELS:
            gedaan = getattr(uitkomst, naam)
            if gedaan:
                lijst = ": " + "; ".join(gedaan) if len(gedaan) <= 20 else ""
                self.stdout.write(f"{woorden}: {len(gedaan)}{lijst}")
        if not any(getattr(uitkomst, naam) for naam, _ in REGELS):
            self.stdout.write("Alles stond er al. Er is niets veranderd.")
