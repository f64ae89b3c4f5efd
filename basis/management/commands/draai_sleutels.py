"""manage.py draai_sleutels: write every encrypted value again with the newest key."""

from collections import Counter

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db.models import ExpressionWrapper, F, TextField, Value

from basis.versleuteling import OntsleutelMislukt, VersleuteldVeld, herversleutel, met_eerste_sleutel


def versleutelde_velden():
    """(model, fields) for every table that holds encrypted text, many-to-many and history tables included."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        velden = [veld for veld in model._meta.local_concrete_fields if isinstance(veld, VersleuteldVeld)]
        if velden:
            yield model, velden


class Command(BaseCommand):
    help = "Versleutelt alle versleutelde velden opnieuw met de eerste van VERSLEUTELSLEUTELS."

    def add_arguments(self, parser):
        parser.add_argument("--droog", action="store_true", help="Tel alleen; verander niets.")
        parser.add_argument("--per-keer", type=int, default=500, help="Aantal rijen per keer (500).")

    def handle(self, *, droog, per_keer, **opties):
        mislukt = 0
        for model, velden in versleutelde_velden():
            for veld in velden:
                telling = self._draai(model, veld, droog=droog, per_keer=per_keer)
                mislukt += telling["mislukt"]
                self.stdout.write(
                    f"{model._meta.label}.{veld.name}: "
                    f"{telling['opnieuw']} {'te doen' if droog else 'opnieuw versleuteld'}, "
                    f"{telling['goed']} al goed, {telling['intussen']} intussen gewijzigd, "
                    f"{telling['mislukt']} niet te openen"
                )
        if mislukt:
            raise CommandError(
                f"{mislukt} waarden zijn met geen enkele sleutel te openen; ze zijn niet veranderd."
            )

    def _draai(self, model, veld, *, droog, per_keer):
        """One column, in batches by primary key. The raw token is read beside the field, never through it."""
        telling = Counter()
        rijen = model._base_manager.annotate(ruw=ExpressionWrapper(F(veld.name), output_field=TextField()))
        rest = rijen.filter(ruw__gt="").order_by("pk").values_list("pk", "ruw")
        laatste = None
        while groep := list((rest if laatste is None else rest.filter(pk__gt=laatste))[:per_keer]):
            for pk, token in groep:
                telling[self._draai_een(rijen.filter(pk=pk, ruw=token), veld, token, droog=droog)] += 1
            laatste = groep[-1][0]
        return telling

    def _draai_een(self, rij, veld, token, *, droog):
        """`rij` selects the row only while it still holds `token`: a newer text is never overwritten."""
        if met_eerste_sleutel(token):
            return "goed"
        try:
            nieuw = herversleutel(token).decode("ascii")
        except OntsleutelMislukt:
            return "mislukt"
        if droog:
            return "opnieuw"
        return "opnieuw" if rij.update(**{veld.name: Value(nieuw, output_field=TextField())}) else "intussen"
