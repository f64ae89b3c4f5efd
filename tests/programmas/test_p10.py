"""P10, Werkvertrouwen: called within 24 hours, also who registers herself; training where the test shows a need."""

from datetime import date, timedelta

from django.utils import timezone

from partners.models import Gemeente
from tests import fabrieken
from tests.programmas.beheer import adres, bewaar, formulier
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.dossier.eerste_contact import contactklok
from trajecten.dossier.zelf import meld_zelf_aan
from trajecten.models import Programma, Toetsonderdeel, Traject
from trajecten.selectie.keuzes import Betaler, Onderdeelstand
from trajecten.selectie.models import Onderdeeluitslag
from trajecten.selectie.uitkomsten import leg_uitkomst_vast
from trajecten.statussen import Status, Uitkomst
from trajecten.termijnen import ContactStand, telt_mee_voor_contact


def test_p10(verloop, client, beheerder):
    assert getallen("P10") == {
        "eerste_contact_uren": 24,
        "gerapporteerd.0.waarde": 313,
        "gerapporteerd.1.waarde": 800,
        "gerapporteerd.2.waarde": 536,
    }
    v = verloop("P10", "2026-03-27 09:00")
    p = v.programma
    assert [(r.operator, r.waarde) for r in p.gerapporteerd.all()] == [("=", 313), ("<", 800), ("=", 536)]
    assert (p.eerste_contact_uren, p.regio_tekst, p.aanmelding) == (24, "landelijk", "zelf, publieke partner")
    assert set(v.momenten(v.vandaag)) == {"eerste_contact", "opleiding", "begeleiding"}
    assert v.momenten(v.vandaag)["eerste_contact"].tot == date(2026, 3, 28)
    assert [(ronde.soort, ronde.naam) for ronde in v.rondes] == [
        ("eerste_contact", "Eerste contact met globale taalcheck"),
        ("vervolggesprek", "Vervolggesprek"),
        ("competentietest", "Competentietest"),
    ]

    # Before anybody is in: the beheerder writes down which two trainings the test may point at, as the file names them.
    client.force_login(beheerder)
    delen = {"rondes-2-onderdelen": ["computervaardigheden\ncommunicatieve vaardigheden"]}
    assert bewaar(client, adres(p), formulier(client, adres(p)) | delen) == []

    # Three people from UWV and a gemeente; two register themselves on the open page, where only this programme stands.
    assert list(Programma.objects.openbaar()) == [p]
    gemeente = fabrieken.PartnerFabriek(naam="gemeente Voorbeeld", soort="gemeente")
    assert p.verwijzersoorten == [gemeente.soort] and p.verwijzers.get().naam == "UWV"
    verwezen = v.verwijs(2, "UWV") + v.verwijs(1, gemeente)
    zelf = [
        meld_zelf_aan(persoon=v.nieuwe_persoon(), gemeente=Gemeente.objects.first(), programma=p)
        for _ in "ab"
    ]
    v.trajecten += zelf
    mensen = [*verwezen, *zelf]

    # The clock runs in real hours. Reached within the term; exactly at 24 hours; an attempt does not count.
    v.het_is("2026-03-27 15:00")
    v.bel(mensen[:2])
    v.bel(mensen[2:3], gelukt=False)
    v.het_is("2026-03-28 09:00")
    v.bel(mensen[3:4])
    assert v.op_vandaag("bellen") == (2, 0)
    assert _standen(mensen) == ["op_tijd", "op_tijd", "open", "op_tijd", "open"]
    # An hour later two are too late, and stay so when they are called.
    v.het_is("2026-03-28 10:00")
    assert v.op_vandaag("bellen") == (2, 2)
    v.bel([mensen[2], mensen[4]])
    assert v.op_vandaag("bellen") == (0, 0)
    assert _standen(mensen) == ["op_tijd", "op_tijd", "te_laat", "op_tijd", "te_laat"]
    # Somebody who came in less than 24 hours ago does not count yet: three of five in time.
    (nieuw,) = v.verwijs(1, "UWV")
    rijp = [
        t for t in [*mensen, nieuw] if telt_mee_voor_contact(t.verwijzing.ontvangen_op, 24, timezone.now())
    ]
    assert rijp == mensen
    assert [klok.stand for klok in map(contactklok, rijp)].count(ContactStand.OP_TIJD) == 3
    # Over the night that the clock goes forward 24 hours end an hour later by the clock.
    assert timezone.localtime(contactklok(nieuw).uiterlijk).isoformat() == "2026-03-29T11:00:00+02:00"
    v.het_is("2026-03-29 11:00")
    v.bel([nieuw])
    assert _standen([nieuw]) == ["op_tijd"]
    mensen.append(nieuw)

    # First contact, talk and test: one needs two trainings, one needs one and four need none. Who pays is agreed.
    v.leg_gegevens_vast(mensen, privacy_gegeven_op=v.vandaag)
    v.neem_op(mensen)
    for deelname in v.deelnames(1):
        leg_uitkomst_vast(deelname, waarden={"wil_verder": "ja"}, gezien=None, door=v.coordinator)
    v.ronde(1, mensen)
    v.ronde(2, mensen)
    computer, communicatie = Toetsonderdeel.objects.filter(ronde=v.rondes[2])
    nodig = {mensen[0]: [computer, communicatie], mensen[1]: [computer]}
    for deelname in v.deelnames(3):
        onderdelen = {
            deel: (Onderdeelstand.TRAINING, Betaler.DELEN)
            if deel in nodig.get(deelname.traject, [])
            else (Onderdeelstand.VOLDOENDE, "")
            for deel in (computer, communicatie)
        }
        waarden = {"toetsuitslag": "voldoende"}
        leg_uitkomst_vast(deelname, waarden=waarden, onderdelen=onderdelen, gezien=None, door=v.coordinator)
    assert Onderdeeluitslag.objects.filter(stand=Onderdeelstand.TRAINING).count() == 3
    v.ronde(3, mensen)

    # Each at work on her own day, employed by Olympia Uitzendbureau; kind, length and hours are of this story.
    inlener = fabrieken.WerkgeverFabriek(naam="Belhuis West")
    v.wijs_coaches_toe(mensen, v.vandaag)
    assert v.voorstel(mensen[0]) == {"formele_werkgever": "Olympia Uitzendbureau", "verwijzer": "UWV"}
    v.het_is("2026-04-06")
    werk = {"werkplek_id": inlener.pk, "uren_per_week": 28}
    v.contract(mensen, soort="uitzend", start=v.vandaag, einde=v.vandaag + timedelta(days=182), **werk)
    v.zet_lopend(mensen)
    v.het_is("2026-10-06")
    v.meet(mensen, 6, "zelfde_werkgever")
    v.sluit(mensen, Status.AFGEROND, Uitkomst.ANDERE_WERKGEVER)
    assert v.standen == {"afgerond": 6}
    assert v.cijfers(op=v.vandaag)[1] == {"UWV": "3", "Zelf aangemeld": "2", "gemeente Voorbeeld": "1"}
    assert v.vastgelegd() == NIETS | {
        "contact": {ContactStand.OP_TIJD, ContactStand.TE_LAAT},
        "werk": {"uitzend": 6},
    }


def _standen(trajecten):
    """How each stands now; read again, because a clock remembers the contact it found."""
    rijen = Traject.objects.select_related("verwijzing", "programma").in_bulk([t.pk for t in trajecten])
    return [contactklok(rijen[t.pk]).stand.value for t in trajecten]
