"""Fills when somebody's trajects last changed, which until now was asked anew for every list."""

from django.db import migrations
from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce


def vul(apps, schema_editor):
    Kandidaat = apps.get_model('kandidaten', 'Kandidaat')
    trajecten = apps.get_model('trajecten', 'Traject').objects.filter(kandidaat=OuterRef('pk')).order_by()
    laatste = trajecten.values('kandidaat').annotate(op=Max('gewijzigd_op')).values('op')
    Kandidaat.objects.update(trajecten_gewijzigd_op=Coalesce(Subquery(laatste), F('gewijzigd_op')))


class Migration(migrations.Migration):

    dependencies = [
        ('kandidaten', '0002_laatst_gewijzigd'),
        ('trajecten', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
