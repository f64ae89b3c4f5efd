from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("trajecten", "0008_groepsbijeenkomsten"),
    ]

    operations = [
        migrations.AddField(
            model_name="lichting",
            name="trainers",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="trainers"
            ),
        ),
        migrations.AddField(
            model_name="lichting",
            name="jobcoaches",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="jobcoaches"
            ),
        ),
    ]
