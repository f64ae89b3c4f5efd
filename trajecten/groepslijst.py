"""What the screens of a cohort's meetings read: who is to be invited, what is planned, and what gets in the way."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.berichten import GESCHREVEN
from trajecten.bijeenkomststand import met_tellingen
from trajecten.models import Bericht, Bijeenkomst, Deelname, Traject
from trajecten.statussen import ACTIEF


def groep(lichting, gebruiker):
    """Who has a seat and is not finished, of the people whose training this user handles; by name."""
    return (
        Traject.objects.filter(lichting=lichting, status__in=ACTIEF)
        .waar_mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
        .select_related("kandidaat", "programma", "lichting")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def komend(lichting, gebruiker):
    """The meetings of this cohort that are still to come, as far as she sees them, with their numbers."""
    zichtbaar = Bijeenkomst.objects.order_by().zichtbaar_voor(gebruiker).filter(lichting=lichting).komend()
    return met_tellingen(Bijeenkomst.objects.filter(pk__in=zichtbaar.values("pk"))).order_by("begin", "pk")


def zonder_lijst(lichting, gebruiker):
    """How many people of the group are on the list of nothing that is still to come: who joined later, say."""
    lijsten = Deelname.objects.filter(
        traject=OuterRef("pk"), bijeenkomst__lichting=lichting, bijeenkomst__in=_komend(lichting)
    )
    return groep(lichting, gebruiker).filter(~Exists(lijsten)).count()


def nog_af_te_gelasten(lichting):
    """How many meetings to come a person must call off when the cohort is cancelled: not those of the lesson plan of
    which nobody was told by a message.
    """
    berichten = Bericht.objects.geldig().order_by().filter(deelname__bijeenkomst=OuterRef("pk"))
    komt = Bijeenkomst.objects.filter(lichting=lichting, eind__gte=timezone.now(), afgelast_op=None)
    return komt.filter(Q(roosterdag=None) | Exists(berichten)).count()


def _komend(lichting):
    return Bijeenkomst.objects.order_by().filter(lichting=lichting).komend().values("pk")


@dataclass(frozen=True)
class Uitgenodigd:
    """Who is on the lists of some meetings: sets of (traject number, meeting number)."""

    op_lijst: frozenset
    geschreven: frozenset

    def gehad(self, traject):
        """For how many of these meetings this person was written to."""
        return sum(wie == traject.pk for wie, _ in self.geschreven)

    def aan_de_beurt(self, traject, bijeenkomsten):
        """Has she no invitation yet to one of these whose list she is on, or is she on no list at all?"""
        nummers = {bijeenkomst.pk for bijeenkomst in bijeenkomsten}
        wacht = {(wie, wat) for wie, wat in self.op_lijst - self.geschreven if wat in nummers}
        return any(wie == traject.pk for wie, _ in wacht) or all(
            wie != traject.pk for wie, _ in self.op_lijst
        )


def uitgenodigd(bijeenkomsten):
    """Who is on the lists of these meetings and was written to; one query."""
    bericht = Bericht.objects.geldig().filter(deelname=OuterRef("pk"), soort__in=GESCHREVEN)
    rijen = list(
        Deelname.objects.order_by()
        .filter(bijeenkomst__in=bijeenkomsten)
        .annotate(geschreven=Exists(bericht))
        .values_list("traject", "bijeenkomst", "geschreven")
    )
    return Uitgenodigd(
        frozenset((wie, wat) for wie, wat, _ in rijen),
        frozenset((wie, wat) for wie, wat, geschreven in rijen if geschreven),
    )


def genodigd_voor_komende(trajecten):
    """The numbers of these trajects who were written to about a meeting of their cohort that is still to come."""
    komend = Bijeenkomst.objects.order_by().filter(lichting__isnull=False).komend().values("pk")
    geschreven = (
        Bericht.objects.geldig().order_by().filter(deelname__bijeenkomst__in=komend, soort__in=GESCHREVEN)
    )
    return set(geschreven.filter(traject__in=trajecten).values_list("traject", flat=True))


def in_de_weg(lichting, dagen):
    """{begin: sentence} for days (arguments of `plan_reeks`) on which the group or the place has something else."""
    if not dagen:
        return {}
    begin, eind = min(d["begin"] for d in dagen), max(d["eind"] for d in dagen)
    zelfde_plek = Q(plaats__iexact=dagen[0]["plaats"]) if dagen[0]["plaats"] else Q(pk__in=[])
    anderen = list(
        Bijeenkomst.objects.filter(Q(lichting=lichting) | zelfde_plek)
        .filter(begin__lt=eind, eind__gt=begin, afgelast_op=None)
        .order_by("begin", "pk")
    )
    gevonden = {}
    for dag in dagen:
        for ander in anderen:
            if ander.begin < dag["eind"] and ander.eind > dag["begin"]:
                wie = "de groep" if ander.lichting_id == lichting.pk else "deze plaats"
                gevonden[dag["begin"]] = (
                    f"Dan is er voor {wie} ook ‘{ander.titel}’, van {_tijd(ander.begin)} tot {_tijd(ander.eind)}."
                )
                break
    return gevonden


def _tijd(moment):
    return f"{timezone.localtime(moment):%H:%M}"
