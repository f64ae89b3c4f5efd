import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("begeleiding", "0002_afbouw_en_versies"),
        ("kandidaten", "0007_nodig_bij_de_selectie"),
        ("trajecten", "0011_doelsjablonen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="actiepunt",
            name="gewijzigd_door",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gewijzigd door",
            ),
        ),
        migrations.AddField(
            model_name="actiepunt",
            name="gewijzigd_op",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="gewijzigd op"
            ),
        ),
        migrations.AddField(
            model_name="actiepunt",
            name="versie",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="buddykoppeling",
            name="eindreden",
            field=models.CharField(
                blank=True,
                choices=[
                    ("klaar", "Een buddy is niet meer nodig"),
                    ("buddy_stopt", "De buddy stopt"),
                    ("wissel", "Er komt een andere buddy"),
                    ("toestemming", "De oud-deelnemer trok de toestemming in"),
                ],
                max_length=20,
                verbose_name="waarom gestopt",
            ),
        ),
        migrations.AddField(
            model_name="buddykoppeling",
            name="gewijzigd_door",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gewijzigd door",
            ),
        ),
        migrations.AddField(
            model_name="buddykoppeling",
            name="gewijzigd_op",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="gewijzigd op"
            ),
        ),
        migrations.AddField(
            model_name="buddykoppeling",
            name="versie",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="doel",
            name="aandachtsgebied",
            field=models.CharField(
                blank=True,
                choices=[
                    ("werk", "Werk en collega's"),
                    ("leren", "Leren en school"),
                    ("zelfstandig", "Zelf plannen en regelen"),
                    ("communicatie", "Praten, luisteren en schrijven"),
                    ("praktisch", "Reizen, rooster en andere praktische zaken"),
                ],
                max_length=20,
                verbose_name="onderwerp",
            ),
        ),
        migrations.AddField(
            model_name="doel",
            name="gestopt_op",
            field=models.DateField(blank=True, null=True, verbose_name="gestopt op"),
        ),
        migrations.AddField(
            model_name="doel",
            name="gewijzigd_door",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gewijzigd door",
            ),
        ),
        migrations.AddField(
            model_name="doel",
            name="gewijzigd_op",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="gewijzigd op"
            ),
        ),
        migrations.AddField(
            model_name="doel",
            name="sjabloon",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="doelen",
                to="trajecten.doelsjabloon",
                verbose_name="uit de lijst van het programma",
            ),
        ),
        migrations.AddField(
            model_name="doel",
            name="stopreden",
            field=models.CharField(
                blank=True,
                choices=[
                    ("niet_nodig", "Niet meer nodig"),
                    ("ander_doel", "Er is een ander doel"),
                    ("nu_niet", "Het lukt nu niet"),
                    ("wil_niet", "De kandidaat wil het niet meer"),
                    ("vergissing", "Dit doel stond er per ongeluk"),
                ],
                max_length=20,
                verbose_name="waarom gestopt",
            ),
        ),
        migrations.AddField(
            model_name="doel",
            name="versie",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="buddykoppeling",
            name="buddy_naam",
            field=models.CharField(blank=True, max_length=120, verbose_name="naam van de collega"),
        ),
        migrations.AlterField(
            model_name="doel",
            name="streefdatum",
            field=models.DateField(blank=True, null=True, verbose_name="klaar op"),
        ),
        migrations.AddConstraint(
            model_name="buddykoppeling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("eindreden", ""),
                    models.Q(
                        ("eindreden__in", ["klaar", "buddy_stopt", "wissel", "toestemming"]),
                        ("tot__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="buddy_eindreden_met_einde",
                violation_error_message="Een reden hoort bij een einddatum. Kies een reden van de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="buddykoppeling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("alumna__isnull", False), ("tot", None)),
                fields=("traject", "alumna"),
                name="buddy_alumna_een_lopende",
                violation_error_message="Deze oud-deelnemer is al buddy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="buddykoppeling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("alumna", None), ("tot", None)),
                fields=("traject", "buddy_naam"),
                name="buddy_collega_een_lopende",
                violation_error_message="Deze collega is al buddy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aandachtsgebied__in", ["", "werk", "leren", "zelfstandig", "communicatie", "praktisch"])
                ),
                name="doel_aandachtsgebied_bestaat",
                violation_error_message="Kies een onderwerp van de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gestopt_op", None), ("stopreden", "")),
                    models.Q(
                        ("bereikt_op", None),
                        ("gestopt_op__isnull", False),
                        ("stopreden__in", ["niet_nodig", "ander_doel", "nu_niet", "wil_niet", "vergissing"]),
                    ),
                    _connector="OR",
                ),
                name="doel_gestopt_met_reden",
                violation_error_message="Een doel dat is gestopt, heeft een reden en is niet bereikt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doel",
            constraint=models.UniqueConstraint(
                fields=("traject", "sjabloon"),
                name="doel_sjabloon_eenmaal",
                violation_error_message="Dit doel van het programma staat er al.",
            ),
        ),
    ]
