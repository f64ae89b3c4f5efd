"""A referrer puts somebody forward herself: for which programmes, whom she referred before, and the dossier.

Everything here looks at her own partner's referrals only, also for a colleague who is a referrer beside another role:
what she reads never says whether somebody is known by another way (design: domain, section 6).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kandidaten.dubbelen import mogelijke_dubbelen
from kandidaten.querysets import partners_van
from kandidaten.vermoedens import zoek_dubbelen_van
from kandidaten.zoeknaam import naamsleutel
from partners.keuzes import Partnersoort
from partners.models import Contactpersoon
from trajecten.dossier.diensten import meld_aan
from trajecten.models import Programma, Traject


def contactpersoon_van(gebruiker):
    """As whom this user refers, with her partner; None when she may not now (she or her partner is not active)."""
    return (
        Contactpersoon.objects.filter(
            gebruiker=gebruiker, actief=True, partner__actief=True, partner__is_verwijzer=True
        )
        .select_related("partner__regio")
        .first()
    )


def programmas_voor(partner) -> list[Programma]:
    """The running programmes for which this partner may refer; four queries at most.

    A programme that names no referrer takes everybody's. Else she must be named: by name, by kind, as a member of a
    samenwerkingsverband, or as an office of UWV where UWV is named.
    """
    verbanden = set(partner.samenwerkingsverbanden.order_by().values_list("pk", flat=True))
    programmas = Programma.objects.kiesbaar().prefetch_related("verwijzers").order_by("naam", "pk")
    return [p for p in programmas if _mag_verwijzen(p, partner, verbanden)]


def _mag_verwijzen(programma, partner, verbanden):
    genoemd = programma.verwijzers.all()
    if not genoemd and not programma.verwijzersoorten:
        return True
    if partner.soort in programma.verwijzersoorten:
        return True
    return any(
        v.pk == partner.pk or v.pk in verbanden or v.soort == partner.soort == Partnersoort.UWV
        for v in genoemd
    )


def eerder_verwezen(gebruiker, **persoon) -> list[Traject]:
    """Trajects of her partner's own referrals of people who may be this person, the newest first; three queries.

    `persoon`: voornaam, achternaam, geboortedatum, email, telefoon. The same name is enough: names she may read.
    """
    matches = mogelijke_dubbelen(gebruiker, **persoon)
    zelfde = Q(kandidaat__in=[m.kandidaat.pk for m in matches if m.zichtbaar])
    if naam := naamsleutel(persoon["voornaam"], persoon["achternaam"]):
        zelfde |= Q(kandidaat__zoeknaam=naam)
    return list(
        Traject.objects.filter(zelfde, verwijzing__partner__in=partners_van(gebruiker))
        .select_related("kandidaat", "programma", "verwijzing")
        .defer("kandidaat__motivatie")
        .order_by("-verwijzing__ontvangen_op", "-pk")
    )


@transaction.atomic
def verwijs(contactpersoon, *, persoon, programma, door, opmerking=""):
    """Open a dossier and traject for somebody whom this contact person puts forward. Returns the Traject.

    Always a new dossier: whether she is known stays with the coordinator, who finds likely doubles in her list.
    `persoon`: field values of Kandidaat, with the behandelregio. Raises ValidationError as `meld_aan`, and for a
    programme that is not for this partner.
    """
    if programma not in programmas_voor(contactpersoon.partner):
        raise ValidationError({"programma": "Voor dit programma kan uw organisatie niemand aanmelden."})
    traject = meld_aan(
        persoon=persoon,
        programma=programma,
        ontvangen_op=timezone.now(),
        door=door,
        partner=contactpersoon.partner,
        contactpersoon=contactpersoon,
        opmerking=opmerking,
    )
    zoek_dubbelen_van(traject.kandidaat, door=door)
    return traject
