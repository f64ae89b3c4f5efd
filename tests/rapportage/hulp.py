"""Data for the tests of lists and figures: many people at once as plain rows, and work without its forms."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from kandidaten.keuzes import Kanaal
from kandidaten.models import Contactmoment
from rapportage.vandaag import vandaag_van
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.models import Bericht, Bijeenkomst, Deelname
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import Status

PEILDATUM = dt.date(2026, 11, 21)  # of the worked example of the design


def dag(n, vandaag=None):
    """Today plus n days."""
    return (vandaag or timezone.localdate()) + dt.timedelta(days=n)


def nieuw_traject(regio, programma, *, uren_geleden=5, status=None, door=None, op=None, **kandidaat):
    """A person of this region with an open traject, referred so many hours ago, and maybe brought further."""
    mens = fabrieken.KandidaatFabriek(behandelregio=regio, **kandidaat)
    verwijzing = fabrieken.VerwijzingFabriek(
        kandidaat=mens, ontvangen_op=timezone.now() - dt.timedelta(hours=uren_geleden)
    )
    traject = fabrieken.TrajectFabriek(kandidaat=mens, verwijzing=verwijzing, programma=programma)
    return breng_naar(traject, status, door=door, op=op) if status else traject


def contact(traject, door, *, gelukt, minuten_geleden=30):
    return Contactmoment.objects.create(
        kandidaat=traject.kandidaat,
        verwijzing=traject.verwijzing,
        gelukt=gelukt,
        kanaal=Kanaal.TELEFOON,
        tijdstip=timezone.now() - dt.timedelta(minutes=minuten_geleden),
        door=door,
    )


def plaatsing(traject, soort, start, einde=None, *, werkgever=None, **velden):
    """One placement as a plain row; `einde` None is open-ended."""
    werkgever = werkgever or fabrieken.WerkgeverFabriek()
    if soort == Plaatsingsoort.PROEFPLAATSING:
        velden = {"maanden": 2, "toestemming_op": start, "aansprakelijkheid": True, **velden}
    return Plaatsing.objects.create(
        traject=traject,
        soort=soort,
        start=start,
        gepland_einde=einde,
        onbepaalde_tijd=einde is None,
        formele_werkgever=werkgever,
        werkplek=velden.pop("werkplek", werkgever),
        functie="medewerker klantcontact",
        uren_per_week=Decimal(24),
        **velden,
    )


def gesprek(traject, coach, datum, **velden):
    velden = {"verloop": "gevoerd", "vorm": "telefoon", **velden}
    return Voortgangsgesprek.objects.create(traject=traject, jobcoach=coach, datum=datum, **velden)


def in_ronde(traject, ronde):
    return Rondedeelname.objects.create(traject=traject, ronde=ronde)


def lopend(regio, programma, door, start, *, coach=None, **kandidaat):
    """A running traject that began on `start`, with a jobcoach from that day."""
    traject = nieuw_traject(
        regio, programma, uren_geleden=24 * 400, status=Status.LOPEND, door=door, op=start, **kandidaat
    )
    if coach is not None:
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=coach, van=start)
    return traject


def met_vast_werk(regio, programma, door, start, einde=None, reden="v_loon", bevestigd=PEILDATUM, **velden):
    """A person who began on `start` for good, and stopped on `einde` or was seen at work on `bevestigd`."""
    traject = lopend(regio, programma, door, start)
    velden = {"laatste_werkdag": einde, "eindreden": reden, **velden} if einde else velden
    plaatsing(traject, "regulier", start, **velden)
    if bevestigd and not einde:
        gesprek(traject, door, bevestigd, werkt_nog=True)
    return traject


def bericht(traject, begin=None, **velden):
    """A message for a colleague to pass on, without a meeting; `begin` the begin of a meeting it is about."""
    deelname = None
    if begin is not None:
        bijeenkomst = Bijeenkomst.objects.create(
            soort="informatie",
            titel="Informatie over het werk",
            ronde=traject.programma.rondes.first(),
            begin=begin,
            eind=begin + dt.timedelta(hours=1),
            plaats="Zaal 2",
        )
        deelname = Deelname.objects.create(bijeenkomst=bijeenkomst, traject=traject)
    standaard = {
        "soort": "uitnodiging" if deelname else "afwijzing",
        "wijze": "collega",
        "status": "te_doen",
        "vorm": "gewoon",
        "onderwerp": "Bericht",
        "tekst": "Beste",
    }
    return Bericht.objects.create(traject=traject, deelname=deelname, **standaard | velden)


def sectie(gebruiker, code):
    return next(s for s in vandaag_van(gebruiker) if s.code == code)


def titels(gebruiker, code):
    return [regel.titel for regel in sectie(gebruiker, code).regels]
