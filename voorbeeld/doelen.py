"""Goals from the list of two programmes, and buddies: a few colleagues, and one alumna who said yes.

Nothing here asks chance, so the rest of the play stays as it is.
"""

from datetime import timedelta

from kandidaten.keuzes import ToestemmingDoel, Toewijzingsrol
from kandidaten.models import Kandidaat
from trajecten.begeleiding.buddys import koppel_buddy, met_toestemming
from trajecten.begeleiding.diensten import handel_actie_af
from trajecten.begeleiding.sjablonen import kies_sjablonen
from trajecten.dossier.toestemmingen import leg_toestemming_vast
from trajecten.models import Actiesjabloon, Doelsjabloon, Programma, Traject
from trajecten.statussen import Status
from voorbeeld.toneel import Toneel

MENSEN = 6  # of each programme, who started last
COLLEGAS = ["Ruud Vosseveld", "Anneke Tolbrug", "Dilan Hofland"]
# code -> (subject, goal, weeks counted from, weeks, [(action, who, weeks)])
DOELEN = {
    "P02": [
        (
            "werk",
            "Zelf een klant te woord staan",
            "start",
            12,
            [
                ("Een week meeluisteren met een collega", "werkgever", 2),
                ("Elke dag een gesprek nabespreken", "kandidaat", 6),
                ("Teamleider vragen hoe het gaat", "jobcoach", 8),
            ],
        ),
        (
            "leren",
            "De opdrachten van school op tijd inleveren",
            "start",
            20,
            [("Vaste dag kiezen voor school", "kandidaat", 1), ("Samen de planning bekijken", "jobcoach", 4)],
        ),
        (
            "praktisch",
            "Zelf naar het werk reizen",
            "kiezen",
            4,
            [("Reisroute oefenen", "kandidaat", 2), ("Vergoeding van de reis aanvragen", "werkgever", 3)],
        ),
        ("zelfstandig", "Zelf aangeven wanneer het te druk wordt", "kiezen", None, []),
    ],
    "P05": [
        (
            "communicatie",
            "Een lastig gesprek rustig afronden",
            "start",
            16,
            [("Oefenen in de les", "kandidaat", 4), ("Nabespreken na een lastig gesprek", "jobcoach", 8)],
        ),
        (
            "werk",
            "De werkinstructies zonder hulp gebruiken",
            "kiezen",
            8,
            [("Instructies lezen", "kandidaat", 2)],
        ),
    ],
}


def richt_doelen_in(programmas: dict[str, Programma]):
    """What a beheerder fills in at two programmes."""
    for code, doelen in DOELEN.items():
        for nummer, (gebied, doel, vanaf, weken, acties) in enumerate(
            doelen if code in programmas else (), start=1
        ):
            sjabloon = Doelsjabloon.objects.create(
                programma=programmas[code],
                volgorde=nummer,
                aandachtsgebied=gebied,
                omschrijving=doel,
                telt_vanaf=vanaf,
                weken=weken,
            )
            Actiesjabloon.objects.bulk_create(
                Actiesjabloon(doelsjabloon=sjabloon, volgorde=n, omschrijving=wat, eigenaar=wie, weken=na)
                for n, (wat, wie, na) in enumerate(acties, start=1)
            )


def speel_doelen(toneel: Toneel):
    """Begin the story: two weeks ago coaches chose goals and buddies for whoever started last."""
    toneel.begin(_kiezen(toneel))


def _kiezen(toneel):
    dag = toneel.werkdag(toneel.vandaag - timedelta(days=15))
    yield toneel.om(dag, 15)
    for code in DOELEN:
        for nummer, traject in enumerate(_wie_net_begon(code)):
            _kiest(toneel, traject, nummer)
    yield toneel.om(toneel.werkdag(toneel.vandaag - timedelta(days=9)), 10)
    _oud_deelnemer(toneel)


def _wie_net_begon(code):
    rijen = Traject.objects.filter(programma__code=code, status=Status.LOPEND, wil_begeleiding=True)
    return list(
        rijen.select_related("kandidaat", "lichting", "programma").order_by("-gestart_op", "-pk")[:MENSEN]
    )


def _coach(traject):
    rijen = traject.kandidaat.toewijzingen.filter(rol=Toewijzingsrol.JOBCOACH, tot=None)
    toewijzing = rijen.select_related("gebruiker").order_by("van", "pk").first()
    return toewijzing.gebruiker if toewijzing else None


def _kiest(toneel, traject, nummer):
    coach = _coach(traject)
    if coach is None:
        return
    lijst = list(traject.programma.doelsjablonen.values_list("pk", flat=True))
    doelen = kies_sjablonen(traject, sjablonen=set(lijst[: 1 + nummer % 3]), door=coach)
    for doel in doelen[:1]:
        if eerste := doel.actiepunten.order_by("pk").first():
            handel_actie_af(eerste, door=coach)
    if nummer < len(COLLEGAS):
        koppel_buddy(traject, buddy_naam=COLLEGAS[nummer], van=toneel.dag, door=coach)


def _oud_deelnemer(toneel):
    """Somebody who finished in Groningen says yes, and helps one of who started last there."""
    door = toneel.personeel["coordinator"]
    klaar = Traject.objects.filter(programma__code="P02", status=Status.AFGEROND)
    alumna = Kandidaat.objects.filter(trajecten__in=klaar).order_by("pk").first()
    geholpen = [t for t in _wie_net_begon("P02") if t.kandidaat.behandelregio.naam == "Groningen"]
    if alumna is None or not geholpen:
        return
    leg_toestemming_vast(alumna, doel=ToestemmingDoel.BUDDY, op=toneel.dag, door=door)
    if met_toestemming(Kandidaat.objects.filter(pk=alumna.pk)).exists():
        koppel_buddy(geholpen[-1], alumna=alumna, van=toneel.dag, door=door)
