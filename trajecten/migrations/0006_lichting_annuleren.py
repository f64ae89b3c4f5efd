import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trajecten", "0005_berichten"),
    ]

    operations = [
        migrations.AddField(
            model_name="lichting",
            name="plaatsen_min",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Zijn er minder mensen, dan ziet u een waarschuwing. Leeg = wat het programma zegt.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="kleinste groep",
            ),
        ),
        migrations.AddField(
            model_name="lichting",
            name="geannuleerd_op",
            field=models.DateTimeField(editable=False, null=True, verbose_name="geannuleerd op"),
        ),
        migrations.AddField(
            model_name="lichting",
            name="annuleerreden",
            field=models.CharField(
                blank=True,
                choices=[
                    ("te_weinig_mensen", "Er zijn te weinig mensen"),
                    ("geen_werkplekken", "De werkgever heeft geen plaatsen"),
                    ("geen_trainer", "Er is geen trainer of opleider"),
                    ("later", "Het wordt een latere lichting"),
                    ("anders", "Een andere reden"),
                ],
                editable=False,
                max_length=20,
                verbose_name="reden van annuleren",
            ),
        ),
        migrations.AddConstraint(
            model_name="lichting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("plaatsen_min", None),
                    models.Q(("plaatsen_min__gte", 1), ("plaatsen_min__lte", models.F("plaatsen"))),
                    _connector="OR",
                ),
                name="lichting_kleinste_groep_past",
                violation_error_message="De kleinste groep is 1 of meer, en niet groter dan het aantal plaatsen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lichting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("annuleerreden", ""), ("geannuleerd_op", None)),
                    models.Q(
                        (
                            "annuleerreden__in",
                            ["te_weinig_mensen", "geen_werkplekken", "geen_trainer", "later", "anders"],
                        ),
                        ("geannuleerd_op__isnull", False),
                        ("gestart_op", None),
                    ),
                    _connector="OR",
                ),
                name="lichting_geannuleerd_met_reden",
                violation_error_message="Annuleren kan tot de start, met een reden van de lijst.",
            ),
        ),
    ]
