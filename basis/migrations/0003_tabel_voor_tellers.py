"""The table behind CACHES: counters of log-in attempts that all processes share. Made here, so `migrate` is enough."""

from django.core.management import call_command
from django.db import migrations

TABEL = "basis_teller"


def maak(apps, schema_editor):
    call_command("createcachetable", TABEL, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ("basis", "0002_hartslag_en_klusbeurt"),
    ]

    operations = [
        migrations.RunPython(maak, migrations.RunPython.noop, elidable=False),
    ]
