"""Trigram indexes, so that part of a name or of a telephone number is found without reading every row. PostgreSQL only.

They need the extension pg_trgm, which comes with PostgreSQL (Debian: in the package itself). Whoever owns the database
may switch it on; where the user of Trajecten may not, this migration says so and goes on: everything is still found,
from the ordinary indexes, but slower with tens of thousands of people. An administrator can make up for it at any time:

    CREATE EXTENSION pg_trgm;
    CREATE INDEX kandidaat_zoeknaam_deel ON kandidaten_kandidaat USING gin (zoeknaam gin_trgm_ops);
    CREATE INDEX kandidaat_telefoon_deel ON kandidaten_kandidaat USING gin (telefoonsleutel gin_trgm_ops);
"""

import sys

from django.db import DatabaseError, migrations, transaction

KOLOMMEN = {'kandidaat_zoeknaam_deel': 'zoeknaam', 'kandidaat_telefoon_deel': 'telefoonsleutel'}
MELDING = (
    'Let op: de extensie pg_trgm staat niet aan en deze databasegebruiker mag haar niet aanzetten. '
    'Zoeken werkt, maar trager bij tienduizenden kandidaten. Wat de beheerder dan doet, staat in '
    'kandidaten/migrations/0003_zoeken_op_deel.py.\n'
)


def maak(apps, schema_editor):
    verbinding = schema_editor.connection
    if verbinding.vendor != 'postgresql':
        return
    try:
        with transaction.atomic(using=verbinding.alias):
            schema_editor.execute('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    except DatabaseError:
        sys.stderr.write(MELDING)
        return
    for naam, kolom in KOLOMMEN.items():
        schema_editor.execute(
            f'CREATE INDEX IF NOT EXISTS {naam} ON kandidaten_kandidaat USING gin ({kolom} gin_trgm_ops)'
        )


def haal_weg(apps, schema_editor):
    """The extension stays: it may be somebody else's."""
    if schema_editor.connection.vendor == 'postgresql':
        for naam in KOLOMMEN:
            schema_editor.execute(f'DROP INDEX IF EXISTS {naam}')


class Migration(migrations.Migration):

    dependencies = [
        ('kandidaten', '0002_laatst_gewijzigd'),
    ]

    operations = [
        migrations.RunPython(maak, haal_weg),
    ]
