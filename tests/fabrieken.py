"""factory-boy factories. They write plain rows; a status other than aangemeld is reached through the services."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from gebruikers.models import Gebruiker, Gebruikersrol
from kandidaten.keuzes import Bron, Gewichtreden, Gewichtsoort, Kanaal, Overdrachtreden, Toewijzingsrol
from kandidaten.models import Gewicht, Kandidaat, Overdracht, Toewijzing, Verwijzing
from partners.keuzes import Partnersoort
from partners.models import Arbeidsmarktregio, Contactpersoon, Gemeente, Partner, Vestiging, Werkgebied
from trajecten.begeleiding.models import Begeleidingsafspraak, Signaalafhandeling
from trajecten.begeleiding.signaalkeuzes import Afhandeling, Signaalsoort
from trajecten.keuzes import Kwalificatieniveau, Programmastatus, Rondesoort
from trajecten.models import (
    Doelsjabloon,
    Examendeel,
    Kwalificatie,
    Lichting,
    Programma,
    Ronde,
    Statuswissel,
    Traject,
)
from trajecten.opleiding.models import Examengereed, Lesrooster
from trajecten.plaatsing.keuzes import Meetbron
from trajecten.plaatsing.models import Navraag
from trajecten.statussen import Status


class RegioFabriek(DjangoModelFactory):
    class Meta:
        model = Arbeidsmarktregio
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"XX{n:02d}")
    naam = factory.Sequence(lambda n: f"Regio {n}")


class GemeenteFabriek(DjangoModelFactory):
    class Meta:
        model = Gemeente
        django_get_or_create = ["naam"]

    naam = factory.Sequence(lambda n: f"Gemeente {n}")
    regio = factory.SubFactory(RegioFabriek)


class GebruikerFabriek(DjangoModelFactory):
    """`GebruikerFabriek(rollen=["jobcoach"], regios=[regio])`."""

    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"gebruiker{n}@example.nl")
    naam = factory.Sequence(lambda n: f"Gebruiker {n}")
    password = "!"  # not usable: tests log in with force_login

    @factory.post_generation
    def rollen(self, create, extracted, **kwargs):
        Gebruikersrol.objects.bulk_create(Gebruikersrol(gebruiker=self, rol=rol) for rol in extracted or [])

    @factory.post_generation
    def regios(self, create, extracted, **kwargs):
        Werkgebied.objects.bulk_create(Werkgebied(gebruiker=self, regio=regio) for regio in extracted or [])


class PartnerFabriek(DjangoModelFactory):
    class Meta:
        model = Partner

    naam = factory.Sequence(lambda n: f"Partner {n}")
    soort = Partnersoort.GEMEENTE
    is_verwijzer = True


class WerkgeverFabriek(PartnerFabriek):
    soort = Partnersoort.WERKGEVER
    is_verwijzer = False
    is_formele_werkgever = True
    is_inlener = True
    is_opleider = True


class VestigingFabriek(DjangoModelFactory):
    class Meta:
        model = Vestiging

    partner = factory.SubFactory(WerkgeverFabriek)
    plaats = "Groningen"


class ContactpersoonFabriek(DjangoModelFactory):
    class Meta:
        model = Contactpersoon

    partner = factory.SubFactory(PartnerFabriek)
    naam = factory.Sequence(lambda n: f"Contactpersoon {n}")


class KandidaatFabriek(DjangoModelFactory):
    class Meta:
        model = Kandidaat
        skip_postgeneration_save = True

    voornaam = factory.Sequence(lambda n: f"Voornaam{n}")
    achternaam = factory.Sequence(lambda n: f"Achternaam{n}")
    geboortedatum = factory.Sequence(lambda n: dt.date(1980, 1, 1) + dt.timedelta(days=n % 9000))
    telefoon = factory.Sequence(lambda n: f"+316{10000000 + n}")
    email = factory.Sequence(lambda n: f"kandidaat{n}@example.nl")
    behandelregio = factory.SubFactory(RegioFabriek)
    privacy_gegeven_op = dt.date(2026, 1, 1)


class VerwijzingFabriek(DjangoModelFactory):
    class Meta:
        model = Verwijzing

    kandidaat = factory.SubFactory(KandidaatFabriek)
    partner = factory.SubFactory(PartnerFabriek)
    bron = Bron.VERWIJZER
    ontvangen_op = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=5))


class ProgrammaFabriek(DjangoModelFactory):
    """A running programme with three rounds and one qualification."""

    class Meta:
        model = Programma
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T{n:02d}")
    naam = factory.Sequence(lambda n: f"Programma {n}")
    status = Programmastatus.LOPEND
    eerste_contact_uren = 24
    proefplaatsing_maanden = 2

    @factory.post_generation
    def rondes(self, create, extracted, **kwargs):
        soorten = extracted if extracted is not None else ["voorselectie", "vervolggesprek", "besluit"]
        for nummer, soort in enumerate(soorten, start=1):
            Ronde.objects.create(programma=self, volgorde=nummer, soort=soort, naam=Rondesoort(soort).label)

    @factory.post_generation
    def kwalificaties(self, create, extracted, **kwargs):
        for naam in extracted if extracted is not None else ["mbo-3"]:
            Kwalificatie.objects.create(programma=self, naam=naam, niveau=Kwalificatieniveau.MBO_3)


class DoelsjabloonFabriek(DjangoModelFactory):
    """`acties=[("Meeluisteren", "jobcoach", 2)]`: what, who, after how many weeks."""

    class Meta:
        model = Doelsjabloon
        skip_postgeneration_save = True

    programma = factory.SubFactory(ProgrammaFabriek)
    aandachtsgebied = "werk"
    omschrijving = factory.Sequence(lambda n: f"Doel {n}")

    @factory.post_generation
    def acties(self, create, extracted, **kwargs):
        for nummer, (wat, wie, weken) in enumerate(extracted or [], start=1):
            self.acties.create(volgorde=nummer, omschrijving=wat, eigenaar=wie, weken=weken)


class TrajectFabriek(DjangoModelFactory):
    """An open traject, aangemeld, with its first Statuswissel."""

    class Meta:
        model = Traject
        skip_postgeneration_save = True

    kandidaat = factory.SubFactory(KandidaatFabriek)
    verwijzing = factory.SubFactory(VerwijzingFabriek, kandidaat=factory.SelfAttribute("..kandidaat"))
    programma = factory.SubFactory(ProgrammaFabriek)
    volgnummer = 1

    @factory.post_generation
    def opening(self, create, extracted, **kwargs):
        Statuswissel.objects.create(
            traject=self, van="", naar=Status.AANGEMELD, op=timezone.localdate(self.verwijzing.ontvangen_op)
        )


class LichtingFabriek(DjangoModelFactory):
    class Meta:
        model = Lichting

    programma = factory.SubFactory(ProgrammaFabriek)
    naam = factory.Sequence(lambda n: f"Lichting {n}")
    start = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=10))
    plaatsen = 16
    coordinator = factory.SubFactory(GebruikerFabriek, rollen=["coordinator"])


class ToewijzingFabriek(DjangoModelFactory):
    class Meta:
        model = Toewijzing

    kandidaat = factory.SubFactory(KandidaatFabriek)
    gebruiker = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])
    rol = Toewijzingsrol.JOBCOACH
    van = factory.LazyFunction(timezone.localdate)


class SignaalafhandelingFabriek(DjangoModelFactory):
    class Meta:
        model = Signaalafhandeling

    traject = factory.SubFactory(TrajectFabriek)
    soort = Signaalsoort.SCORE
    kenmerk = factory.Sequence(lambda n: f"kenmerk{n}")
    hoe = Afhandeling.GEZIEN
    door = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])


class ExamendeelFabriek(DjangoModelFactory):
    class Meta:
        model = Examendeel

    kwalificatie = factory.LazyFunction(lambda: ProgrammaFabriek().kwalificaties.get())
    naam = factory.Sequence(lambda n: f"Deel {n}")


class ExamengereedFabriek(DjangoModelFactory):
    """Somebody is ready for a part of the exam of her own programme."""

    class Meta:
        model = Examengereed

    traject = factory.SubFactory(TrajectFabriek)
    examendeel = factory.LazyAttribute(
        lambda rij: ExamendeelFabriek(kwalificatie=rij.traject.programma.kwalificaties.get())
    )
    gemeld_op = factory.LazyFunction(timezone.localdate)
    gemeld_door = factory.SubFactory(GebruikerFabriek, rollen=["trainer"])


class BegeleidingsafspraakFabriek(DjangoModelFactory):
    """From today on a talk every two weeks, until somebody stops it."""

    class Meta:
        model = Begeleidingsafspraak

    traject = factory.SubFactory(TrajectFabriek)
    van = factory.LazyFunction(timezone.localdate)
    elke_weken = 2
    reden = "gaat_goed"
    gemaakt_door = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])


class LesroosterFabriek(DjangoModelFactory):
    """The plan of a cohort: one day a week for half a year; its lessons are made by the service."""

    class Meta:
        model = Lesrooster

    lichting = factory.SubFactory(LichtingFabriek)
    weekdagen = factory.LazyFunction(lambda: [3])
    eerste = factory.SelfAttribute("lichting.start")
    laatste = factory.LazyAttribute(lambda rooster: rooster.eerste + dt.timedelta(days=180))
    begin = dt.time(9, 30)
    tot = dt.time(15, 30)
    plaats = "Lokaal 4"


class GewichtFabriek(DjangoModelFactory):
    class Meta:
        model = Gewicht

    kandidaat = factory.SubFactory(KandidaatFabriek)
    gebruiker = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])
    soort = Gewichtsoort.ZWAAR
    reden = Gewichtreden.START
    door = factory.SelfAttribute("gebruiker")


class OverdrachtFabriek(DjangoModelFactory):
    """Handed over today with a note; `naar=None, per=None, reden=""` is one that is prepared."""

    class Meta:
        model = Overdracht

    kandidaat = factory.SubFactory(KandidaatFabriek)
    van = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])
    naar = factory.SubFactory(GebruikerFabriek, rollen=["jobcoach"])
    per = factory.LazyFunction(timezone.localdate)
    reden = Overdrachtreden.VERDELING
    notitie = "Wacht op een nieuw rooster."
    geschreven_door = factory.SelfAttribute("van")


class NavraagFabriek(DjangoModelFactory):
    class Meta:
        model = Navraag

    traject = factory.SubFactory(TrajectFabriek)
    na_maanden = 3
    op = factory.LazyFunction(timezone.localdate)
    kanaal = Kanaal.TELEFOON
    bij = Meetbron.KANDIDAAT
    door = factory.SubFactory(GebruikerFabriek, rollen=["coordinator"])
