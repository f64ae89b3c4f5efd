from django.db import migrations
from django.db.models import Max


def scores_van_eerder(apps, schema_editor):
    """Whoever scored before this counts as an assessor who wrote, and what was visible stays visible."""
    Beoordeling = apps.get_model("selectie", "Beoordeling")
    Beoordelaar = apps.get_model("selectie", "Beoordelaar")
    Rondedeelname = apps.get_model("selectie", "Rondedeelname")
    laatste = {}
    rijen = (
        Beoordeling.objects.order_by().values("rondedeelname", "beoordelaar").annotate(op=Max("vastgelegd_op"))
    )
    for rij in rijen.iterator():
        deelname = rij["rondedeelname"]
        Beoordelaar.objects.create(
            rondedeelname_id=deelname, gebruiker_id=rij["beoordelaar"], ingediend_op=rij["op"]
        )
        laatste[deelname] = max(rij["op"], laatste.get(deelname, rij["op"]))
    for deelname, op in laatste.items():
        Rondedeelname.objects.filter(pk=deelname).update(scores_open_op=op)


class Migration(migrations.Migration):

    dependencies = [
        ('selectie', '0002_verzegelde_scores'),
    ]

    operations = [
        migrations.RunPython(scores_van_eerder, migrations.RunPython.noop),
    ]
