"""Words about a decision: the candidate's own, the referrer's (trajecten.verwijzerwoorden), and that she was told.

Both are apart from the reason of the list, which only colleagues read.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.berichten import maak_afwijzingen, tekst_voor
from trajecten.keuzes import Berichtsoort
from trajecten.models import Bericht
from trajecten.selectie.diensten import ONGEDAAN_BINNEN
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Besluitcorrectie, Rondedeelname
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden
from trajecten.verwijzerwoorden import woorden_bij

VERTEL_BINNEN = timedelta(
    days=28
)  # as long as the data of who was rejected are kept (privacy, default terms)


def zonder_bericht(ronde, gebruiker):
    """Who was rejected in this round and reads nothing of it yet, of whose selection this user handles.

    Not who was told by a colleague (`terugkoppeling_op`), not while the decision can still be undone with one button,
    and not after VERTEL_BINNEN: who was rejected long ago was told in another way.
    """
    nu = timezone.now()
    eerder = (
        Besluitcorrectie.objects.order_by()
        .filter(rondedeelname__traject=OuterRef("traject"))
        .values("rondedeelname__traject")
        .annotate(n=Count("pk"))
        .values("n")
    )
    bericht = Bericht.objects.geldig().filter(
        traject=OuterRef("traject"), soort=Berichtsoort.AFWIJZING, gemaakt_op__gte=OuterRef("besloten_op")
    )
    return (
        Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
        .filter(
            ~Exists(bericht.order_by()),
            ronde=ronde,
            uitslag=Uitslag.AFGEWEZEN,
            terugkoppeling_op=None,
            traject__status=Status.AFGEWEZEN,
            besloten_op__gt=nu - VERTEL_BINNEN,
            besloten_op__lt=nu - ONGEDAAN_BINNEN,
        )
        .annotate(keer=Coalesce(Subquery(eerder), 0))
        .select_related("traject__kandidaat", "traject__programma")
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "pk")
    )


@transaction.atomic
def schrijf_af(rondedeelnames, *, door):
    """Make the words of rejection for these people (of `zonder_bericht`). The Bericht's that are new."""
    return maak_afwijzingen({d.traject: d.keer for d in rondedeelnames}, door=door)


# --- The words beside the decision ------------------------------------------------------------------------------------
def woorden_voor_verwijzer(deelname, *, beslissend):
    """What the referrer reads of this person's decision as it stands; "" without a decision or a referrer.

    `beslissend`: is this the last round that counts.
    """
    if deelname.uitslag == Uitslag.OPEN or deelname.traject.verwijzing.partner_id is None:
        return ""
    if deelname.uitslag == Uitslag.DOOR:
        return woorden_bij(Status.GESELECTEERD if beslissend else Status.IN_SELECTIE)
    return woorden_bij(Status(deelname.uitslag), deelname.reden)


def woorden_per_besluit(uitslagen, *, beslissend):
    """[(decision, what the referrer will read)] for a recap of these results, where the reason is still chosen."""
    regels = []
    if Uitslag.DOOR in uitslagen:
        regels.append(("Door", woorden_bij(Status.GESELECTEERD if beslissend else Status.IN_SELECTIE)))
    if Uitslag.AFGEWEZEN in uitslagen:
        geen_plaats = AfwijsReden.GEEN_PLAATS
        regels.append((f"Afwijzen, ‘{geen_plaats.label}’", woorden_bij(Status.AFGEWEZEN, geen_plaats)))
        regels.append(("Afwijzen, elke andere reden", woorden_bij(Status.AFGEWEZEN, AfwijsReden.TAAL)))
    if Uitslag.TERUGGETROKKEN in uitslagen:
        zelf = woorden_bij(Status.TERUGGETROKKEN, TerugtrekReden.ONBEKEND)
        regels.append(("Trekt zich terug, elke reden", zelf))
    return regels


def woorden_voor_kandidaat(traject, *, door):
    """(subject, text) that she reads once a colleague sends the rejection; nothing is written."""
    return tekst_voor(Berichtsoort.AFWIJZING, traject, door=door)


@transaction.atomic
def leg_terugkoppeling_vast(rondedeelname, *, op, door):
    """Record on which day a colleague told her the decision herself, by telephone or in person; None takes it back.

    Raises ValidationError without a decision and for a day before it or in the future; IntussenGewijzigd when the
    decision is another one by now.
    """
    if rondedeelname.uitslag == Uitslag.OPEN:
        raise ValidationError("Er is nog geen besluit om te vertellen.")
    if op is not None and op < timezone.localdate(rondedeelname.besloten_op):
        raise ValidationError({"op": "Deze dag ligt voor het besluit. Kies de dag waarop u het vertelde."})
    if op is not None and op > timezone.localdate():
        raise ValidationError({"op": "Deze dag moet nog komen. Kies de dag waarop u het vertelde."})
    rij = Rondedeelname.objects.filter(
        pk=rondedeelname.pk, uitslag=rondedeelname.uitslag, besloten_op=rondedeelname.besloten_op
    )
    if not rij.update(terugkoppeling_op=op):
        raise IntussenGewijzigd(rondedeelname)
    rondedeelname.terugkoppeling_op = op
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=rondedeelname.traject.kandidaat.dossiernummer,
        categorie=Categorie.SELECTIE,
        reden="besluit verteld" if op else "besluit toch niet verteld",
    )
    return rondedeelname
