from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("trajecten", "0007_rondes_en_criteria"),
    ]

    operations = [
        migrations.AddField(
            model_name="bijeenkomst",
            name="reeksnummer",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="nummer in de reeks"
            ),
        ),
        migrations.AlterField(
            model_name="bijeenkomst",
            name="soort",
            field=models.CharField(
                choices=[
                    ("informatie", "Informatiebijeenkomst"),
                    ("kennismaking", "Kennismakingsdag"),
                    ("les", "Les"),
                    ("introductiedag", "Introductiedag"),
                    ("terugkomdag", "Terugkomdag"),
                    ("examen", "Examenzitting"),
                    ("groep", "Groepsbijeenkomst"),
                    ("selectie", "Selectiemoment"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="bijeenkomst",
            constraint=models.UniqueConstraint(
                condition=Q(("afgelast_op", None), ("reeksnummer__isnull", False)),
                fields=("lichting", "soort", "reeksnummer"),
                name="bijeenkomst_reeks_eenmaal",
                violation_error_message="Deze dag is al gepland voor deze lichting.",
            ),
        ),
    ]
