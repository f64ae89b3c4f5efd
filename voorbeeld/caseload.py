"""A caseload in motion: two people handed over with a note, a colleague who stands in today, weights, and a try to hear
whether somebody still works. Nothing here asks chance, so the rest of the play stays as it is."""

from datetime import timedelta

from kandidaten.caseload import (
    bereid_overdracht_voor,
    leg_overdracht_vast,
    lopende_caseload,
    neem_waar,
    zet_gewicht,
)
from kandidaten.keuzes import Gewichtreden, Gewichtsoort, Kanaal, Overdrachtreden, Waarneemreden
from kandidaten.models import Kandidaat
from trajecten.dossier.diensten import laat_overnemen
from trajecten.plaatsing.keuzes import Meetbron
from trajecten.plaatsing.navragen import leg_navraag_vast, te_vragen
from voorbeeld.toneel import Toneel

NOTITIES = [
    "Werkt graag met vaste uren. Belt u op dinsdag, dan neemt zij op. Wacht nog op een nieuw rooster.",
    "Gaat goed. De teamleider is blij. Volgende stap: samen kijken naar meer uren.",
]
GEWICHTEN = [
    (Gewichtsoort.ZWAAR, Gewichtreden.START),
    (Gewichtsoort.LICHT, Gewichtreden.AFBOUW),
    (Gewichtsoort.ZWAAR, Gewichtreden.BEZOEK),
]
WEG_DAGEN = 9  # so many days after today the colleague is back


def speel_caseload(toneel: Toneel):
    """Begin the story: Bart hands two people over to Samira, and is away from yesterday on."""
    toneel.begin(_in_beweging(toneel))


def _in_beweging(toneel):
    bart, samira = toneel.personeel["jobcoach2"], toneel.personeel["jobcoach"]
    marijke = toneel.personeel["coordinator"]
    yield toneel.om(toneel.vandaag - timedelta(days=5), 16)
    van_samira = {t.kandidaat_id for t in lopende_caseload(samira, toneel.dag)}
    gaan = [
        t for t in lopende_caseload(bart, toneel.dag) if t.tot is None and t.kandidaat_id not in van_samira
    ]
    gaan = gaan[: len(NOTITIES)]
    for toewijzing, notitie in zip(gaan, NOTITIES, strict=False):
        bereid_overdracht_voor(kandidaat=toewijzing.kandidaat, notitie=notitie, door=bart)
    yield toneel.om(toneel.vandaag - timedelta(days=3), 10)
    for toewijzing in gaan:
        reden = Overdrachtreden.VERDELING
        wie = {"kandidaat": toewijzing.kandidaat, "van": bart, "naar": samira}
        leg_overdracht_vast(**wie, per=toneel.dag, reden=reden, door=marijke)
        laat_overnemen(toewijzing, gebruiker=samira, van=toneel.dag, reden=reden.label, door=marijke)
    for toewijzing, (soort, reden) in zip(lopende_caseload(samira, toneel.dag), GEWICHTEN, strict=False):
        zet_gewicht(kandidaat=toewijzing.kandidaat, gebruiker=samira, soort=soort, reden=reden, door=samira)
    _niet_bereikt(toneel, marijke)
    yield toneel.om(toneel.vandaag - timedelta(days=1), 9)
    van_samira = {t.kandidaat_id for t in lopende_caseload(samira, toneel.dag)}
    for toewijzing in list(lopende_caseload(bart, toneel.dag)):
        if toewijzing.kandidaat_id not in van_samira:
            neem_waar(
                toewijzing,
                gebruiker=samira,
                van=toneel.dag,
                tot=toneel.vandaag + timedelta(days=WEG_DAGEN),
                reden=Waarneemreden.VAKANTIE.label,
                door=bart,
            )


def _niet_bereikt(toneel, door):
    """Of who waits longest in her regions nobody answered."""
    regios = door.werkgebieden.values("regio")
    mensen = Kandidaat.objects.order_by().filter(behandelregio__in=regios)
    plaatsing = te_vragen(mensen, toneel.dag).select_related("traject__kandidaat").first()
    if plaatsing is not None:
        leg_navraag_vast(
            plaatsing.traject,
            na_maanden=plaatsing.na_maanden,
            op=toneel.dag,
            kanaal=Kanaal.TELEFOON,
            bij=Meetbron.KANDIDAAT,
            opnieuw_op=toneel.vandaag + timedelta(days=4),
            door=door,
        )
