import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trajecten", "0010_nazorg"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doelsjabloon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=1, verbose_name="volgorde")),
                (
                    "aandachtsgebied",
                    models.CharField(
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
                (
                    "omschrijving",
                    models.CharField(
                        help_text="Bijvoorbeeld: zelf een klant te woord staan. Niets over een persoon.",
                        max_length=300,
                        verbose_name="doel",
                    ),
                ),
                (
                    "telt_vanaf",
                    models.CharField(
                        choices=[
                            ("start", "Na de start van de begeleiding"),
                            ("kiezen", "Na het kiezen van het doel"),
                        ],
                        default="start",
                        max_length=10,
                        verbose_name="de weken tellen",
                    ),
                ),
                (
                    "weken",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leeg = geen datum.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(208)],
                        verbose_name="klaar na (weken)",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doelsjablonen",
                        to="trajecten.programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "doel om uit te kiezen",
                "verbose_name_plural": "doelen om uit te kiezen",
                "ordering": ["programma", "volgorde", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Actiesjabloon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(default=1, verbose_name="volgorde")),
                ("omschrijving", models.CharField(max_length=300, verbose_name="actie")),
                (
                    "eigenaar",
                    models.CharField(
                        choices=[
                            ("kandidaat", "Kandidaat"),
                            ("jobcoach", "Jobcoach"),
                            ("werkgever", "Werkgever"),
                            ("verwijzer", "Verwijzer"),
                        ],
                        default="kandidaat",
                        max_length=20,
                        verbose_name="wie",
                    ),
                ),
                (
                    "weken",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(208)],
                        verbose_name="na (weken)",
                    ),
                ),
                (
                    "doelsjabloon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acties",
                        to="trajecten.doelsjabloon",
                    ),
                ),
            ],
            options={
                "verbose_name": "actie bij een doel om uit te kiezen",
                "verbose_name_plural": "acties bij een doel om uit te kiezen",
                "ordering": ["doelsjabloon", "volgorde", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="doelsjabloon",
            constraint=models.UniqueConstraint(
                fields=("programma", "omschrijving"),
                name="doelsjabloon_omschrijving_uniek",
                violation_error_message="Dit doel staat er al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doelsjabloon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aandachtsgebied__in", ["werk", "leren", "zelfstandig", "communicatie", "praktisch"]),
                    ("telt_vanaf__in", ["start", "kiezen"]),
                ),
                name="doelsjabloon_van_de_lijst",
                violation_error_message="Kies een onderwerp van de lijst, en vanaf wanneer de weken tellen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actiesjabloon",
            constraint=models.UniqueConstraint(
                fields=("doelsjabloon", "omschrijving"),
                name="actiesjabloon_omschrijving_uniek",
                violation_error_message="Deze actie staat er al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actiesjabloon",
            constraint=models.CheckConstraint(
                condition=models.Q(("eigenaar__in", ["kandidaat", "jobcoach", "werkgever", "verwijzer"])),
                name="actiesjabloon_eigenaar_bestaat",
                violation_error_message="Kies wie het doet van de lijst.",
            ),
        ),
    ]
