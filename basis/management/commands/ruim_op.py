"""manage.py ruim_op: daily cleaning of what was meant to be short-lived."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from basis.models import Concept, Inzending
from basis.opruimen import taken

CONCEPT_DAGEN = 30
INZENDING_DAGEN = 7


def op_te_ruimen(nu):
    """What has had its time at `nu`: (what, queryset). The dry run and the deletion ask the same."""
    return [
        ("concepten", Concept.objects.filter(bewaard_op__lt=nu - timedelta(days=CONCEPT_DAGEN))),
        ("inzendingen", Inzending.objects.filter(op__lt=nu - timedelta(days=INZENDING_DAGEN))),
    ]


class Command(BaseCommand):
    help = f"Verwijdert concepten ouder dan {CONCEPT_DAGEN} en inzendingen ouder dan {INZENDING_DAGEN} dagen."

    def add_arguments(self, parser):
        parser.add_argument("--droog", action="store_true", help="Tel alleen; verwijder niets.")

    def handle(self, *, droog, **opties):
        for wat, rijen in op_te_ruimen(timezone.now()):
            aantal = rijen.count() if droog else rijen.delete()[0]
            self.stdout.write(f"{aantal} {wat} {'te verwijderen' if droog else 'verwijderd'}")
        for taak in taken():
            rijen = taak.rijen(timezone.now())
            aantal = rijen.count() if droog else taak.doe(rijen)
            self.stdout.write(f"{aantal} {taak.wat} {'op te ruimen' if droog else taak.gedaan}")
