"""The only writers of candidates, referrals, contact, assignments, sensitive values and consent."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, bewaar, neem_beurt
from gebruikers.rechten import Categorie
from kandidaten.keuzes import BijzonderSoort, Bron
from kandidaten.models import (
    SLEUTELVELDEN,
    BijzonderGegeven,
    Contactmoment,
    Kandidaat,
    Noodtoegang,
    Toestemming,
    Toewijzing,
    Verwijzing,
)
from logboek.diensten import schrijf
from logboek.models import Handeling


def _log(door, kandidaat, categorie, handeling=Handeling.WIJZIGEN, reden=""):
    schrijf(
        gebruiker=door, handeling=handeling, dossier=kandidaat.dossiernummer, categorie=categorie, reden=reden
    )


@transaction.atomic
def maak_kandidaat(*, door, **velden):
    """Make a dossier from model field values. Raises ValidationError with Dutch messages per field."""
    kandidaat = nieuwe_kandidaat(door=door, **velden)
    leg_vast(kandidaat)
    _log(door, kandidaat, Categorie.CONTACT, Handeling.MAKEN)
    return kandidaat


def nieuwe_kandidaat(*, door, **velden):
    """The row that `maak_kandidaat` writes. Writes nothing."""
    kandidaat = Kandidaat(gewijzigd_door=door, **velden)
    kandidaat.vul_sleutels()
    return kandidaat


@transaction.atomic
def wijzig_kandidaat(kandidaat, *, gezien, velden, door):
    """Save the named, already cleaned fields if nobody else was first.

    Raises IntussenGewijzigd when the row no longer has version `gezien`; nothing is written then.
    """
    kandidaat.vul_sleutels()
    bewaar(kandidaat, gezien=gezien, velden=sorted({*velden, *SLEUTELVELDEN}), door=door)
    _log(door, kandidaat, Categorie.CONTACT)
    return kandidaat


@transaction.atomic
def leg_verwijzing_vast(
    *, kandidaat, partner=None, contactpersoon=None, bron, ontvangen_op, door, opmerking=""
):
    """Record one referral (or self-registration): it starts the first-contact clock at `ontvangen_op` (aware)."""
    verwijzing = nieuwe_verwijzing(
        kandidaat=kandidaat,
        partner=partner,
        contactpersoon=contactpersoon,
        bron=bron,
        ontvangen_op=ontvangen_op,
        door=door,
        opmerking=opmerking,
    )
    leg_vast(verwijzing)
    _log(door, kandidaat, Categorie.TRAJECT, Handeling.MAKEN)
    return verwijzing


def nieuwe_verwijzing(
    *, kandidaat, partner=None, contactpersoon=None, bron, ontvangen_op, door, opmerking=""
):
    """The row that `leg_verwijzing_vast` writes, by its rules. Writes nothing; raises ValidationError."""
    if contactpersoon is not None and contactpersoon.partner_id != getattr(partner, "pk", None):
        raise ValidationError({"contactpersoon": "Deze contactpersoon hoort bij een andere verwijzer."})
    if ontvangen_op > timezone.now() + timedelta(minutes=5):
        raise ValidationError({"ontvangen_op": "De verwijzing kan niet in de toekomst ontvangen zijn."})
    return Verwijzing(
        kandidaat=kandidaat,
        partner=partner,
        contactpersoon=contactpersoon,
        bron=Bron(bron),
        ontvangen_op=ontvangen_op,
        opmerking=opmerking,
        vastgelegd_door=door,
    )


@transaction.atomic
def wijzig_verwijzing(verwijzing, *, door, **velden):
    """Replace `contactpersoon` or `opmerking` of a referral: what a newer list of the same partner says."""
    if onbekend := velden.keys() - {"contactpersoon", "opmerking"}:
        raise TypeError(f"wijzig_verwijzing kent {sorted(onbekend)} niet")
    contactpersoon = velden.get("contactpersoon")
    if contactpersoon is not None and contactpersoon.partner_id != verwijzing.partner_id:
        raise ValidationError({"contactpersoon": "Deze contactpersoon hoort bij een andere verwijzer."})
    for naam, waarde in velden.items():
        setattr(verwijzing, naam, waarde)
    verwijzing.full_clean()
    verwijzing.save(update_fields=list(velden))
    _log(door, verwijzing.kandidaat, Categorie.TRAJECT)
    return verwijzing


@transaction.atomic
def leg_contact_vast(*, verwijzing, gelukt, kanaal, tijdstip, door, notitie=""):
    """Record an attempt or a success (`tijdstip` aware, not in the future, not before the referral).

    The first success stops the clock of domain section 5; that is derived, not stored.
    """
    if tijdstip > timezone.now() + timedelta(minutes=5):
        raise ValidationError({"tijdstip": "Dit moment ligt in de toekomst. Vul in wanneer u contact zocht."})
    if tijdstip < verwijzing.ontvangen_op:
        raise ValidationError({"tijdstip": "Dit moment ligt voor de ontvangst van de verwijzing."})
    contact = Contactmoment(
        kandidaat=verwijzing.kandidaat,
        verwijzing=verwijzing,
        gelukt=gelukt,
        kanaal=kanaal,
        tijdstip=tijdstip,
        door=door,
        notitie=notitie,
    )
    leg_vast(contact)
    _log(door, verwijzing.kandidaat, Categorie.CONTACT)
    return contact


@transaction.atomic
def trek_contact_in(contact, *, door):
    """Remove a contact that was recorded by mistake: the clock runs as if it never was. Logged, without content."""
    kandidaat = contact.kandidaat
    contact.delete()
    _log(door, kandidaat, Categorie.CONTACT, Handeling.VERWIJDEREN, reden="contactmoment ingetrokken")


@transaction.atomic
def wijs_toe(*, kandidaat, gebruiker, rol, van, door, tot=None, reden="", vervangt=None):
    """Assign a colleague to a candidate, as what, from when. Cover for a colleague: `vervangt` and `tot` filled in.

    Raises ValidationError if she does not hold the role, already is assigned as this without an end, or somebody else
    stands in for that colleague on a day of the same period.
    """
    if not gebruiker.heeft_rol(rol):
        raise ValidationError({"gebruiker": f"{gebruiker.naam} heeft deze rol niet."})
    if vervangt is not None and tot is None:
        raise ValidationError({"tot": "Vul in tot en met wanneer deze collega waarneemt."})
    if vervangt is not None:
        _geen_andere_waarneming(kandidaat, rol, vervangt, van, tot)
    toewijzing = Toewijzing(
        kandidaat=kandidaat, gebruiker=gebruiker, rol=rol, van=van, tot=tot, reden=reden, vervangt=vervangt
    )
    leg_vast(toewijzing)
    _log(
        door,
        kandidaat,
        Categorie.TRAJECT,
        Handeling.RECHTEN,
        reden=f"toegewezen als {toewijzing.get_rol_display()}",
    )
    return toewijzing


def _geen_andere_waarneming(kandidaat, rol, vervangt, van, tot):
    """Two people who stand in for one colleague at once: nobody knows who calls."""
    neem_beurt(kandidaat)
    ander = (
        Toewijzing.objects.filter(kandidaat=kandidaat, rol=rol, vervangt=vervangt, van__lte=tot, tot__gte=van)
        .select_related("gebruiker")
        .order_by("van", "pk")
        .first()
    )
    if ander is not None:
        raise ValidationError(
            {
                "van": f"{ander.gebruiker.naam} neemt al waar voor {vervangt.naam}, van {ander.van:%d-%m-%Y} "
                f"tot en met {ander.tot:%d-%m-%Y}. Kies andere dagen, of stop die waarneming eerst."
            }
        )


@transaction.atomic
def beeindig_toewijzing(toewijzing, *, tot, door, reden=""):
    """End an assignment on the last day `tot`. Raises ValidationError if that is before its start.

    Raises IntussenGewijzigd if a colleague ended or withdrew it after it was read: then nothing is written.
    """
    was = toewijzing.tot
    toewijzing.tot = tot
    toewijzing.reden = reden or toewijzing.reden
    toewijzing.full_clean()
    rij = Toewijzing.objects.filter(pk=toewijzing.pk, tot=was)
    if not rij.update(tot=tot, reden=toewijzing.reden):
        raise IntussenGewijzigd(toewijzing)
    _log(door, toewijzing.kandidaat, Categorie.TRAJECT, Handeling.RECHTEN, reden="toewijzing beëindigd")
    return toewijzing


@transaction.atomic
def trek_toewijzing_in(toewijzing, *, door):
    """Remove an assignment that was made by mistake: nobody keeps reading rights from it.

    Raises IntussenGewijzigd if a colleague ended or removed it since.
    """
    if not Toewijzing.objects.filter(pk=toewijzing.pk, tot=toewijzing.tot).delete()[0]:
        raise IntussenGewijzigd(toewijzing)
    _log(door, toewijzing.kandidaat, Categorie.TRAJECT, Handeling.RECHTEN, reden="toewijzing ingetrokken")


@transaction.atomic
def heropen_toewijzing(toewijzing, *, tot, reden, door):
    """Let an assignment that ended by mistake run on, without an end or until `tot`."""
    toewijzing.tot = tot
    toewijzing.reden = reden
    toewijzing.full_clean()
    toewijzing.save(update_fields=["tot", "reden"])
    _log(door, toewijzing.kandidaat, Categorie.TRAJECT, Handeling.RECHTEN, reden="toewijzing heropend")
    return toewijzing


@transaction.atomic
def leg_uitkering_vast(*, verwijzing, uitkering, door):
    """Set or replace the benefit type of a referral; the caller asks the programme whether it may (PRIV-05)."""
    rij = nieuwe_uitkering(verwijzing=verwijzing, uitkering=uitkering, door=door)
    BijzonderGegeven.objects.filter(verwijzing=verwijzing, soort=BijzonderSoort.UITKERING).delete()
    leg_vast(rij)
    _log(door, verwijzing.kandidaat, Categorie.UITKERING)
    return rij


def nieuwe_uitkering(*, verwijzing, uitkering, door):
    """The row that `leg_uitkering_vast` writes. Writes nothing."""
    return BijzonderGegeven(
        kandidaat=verwijzing.kandidaat,
        soort=BijzonderSoort.UITKERING,
        waarde=uitkering,
        verwijzing=verwijzing,
        vastgelegd_door=door,
    )


@transaction.atomic
def leg_doelgroep_vast(*, kandidaat, indicatie, gecontroleerd_op, door):
    """Set or replace the doelgroep indication with the date it was checked (PRIV-06)."""
    BijzonderGegeven.objects.filter(kandidaat=kandidaat, soort=BijzonderSoort.DOELGROEP).delete()
    rij = BijzonderGegeven(
        kandidaat=kandidaat,
        soort=BijzonderSoort.DOELGROEP,
        waarde=indicatie,
        gecontroleerd_op=gecontroleerd_op,
        vastgelegd_door=door,
    )
    leg_vast(rij)
    _log(door, kandidaat, Categorie.DOELGROEP)
    return rij


@transaction.atomic
def leg_ondersteuning_vast(*, kandidaat, aanpassingen, wat_werkt, door):
    """Replace the needed adaptations (codes of the closed list) and the "what works" text (PRIV-03)."""
    soorten = [BijzonderSoort.AANPASSING, BijzonderSoort.WAT_WERKT]
    BijzonderGegeven.objects.filter(kandidaat=kandidaat, soort__in=soorten).delete()
    rijen = [
        BijzonderGegeven(
            kandidaat=kandidaat, soort=BijzonderSoort.AANPASSING, waarde=code, vastgelegd_door=door
        )
        for code in sorted(set(aanpassingen))
    ]
    if wat_werkt.strip():
        rijen.append(
            BijzonderGegeven(
                kandidaat=kandidaat,
                soort=BijzonderSoort.WAT_WERKT,
                tekst=wat_werkt.strip(),
                vastgelegd_door=door,
            )
        )
    for rij in rijen:
        leg_vast(rij)
    _log(door, kandidaat, Categorie.AANPASSINGEN)
    return rijen


@transaction.atomic
def leg_selectiehulp_vast(*, kandidaat, nodig, door):
    """Replace what she needs to take part in the selection (codes of Selectiehulp, PRIV-05).

    Whether a selection still runs is asked by the room above: trajecten.selectie.nodig.
    """
    BijzonderGegeven.objects.filter(kandidaat=kandidaat, soort=BijzonderSoort.SELECTIE).delete()
    rijen = [
        BijzonderGegeven(
            kandidaat=kandidaat, soort=BijzonderSoort.SELECTIE, waarde=code, vastgelegd_door=door
        )
        for code in sorted(set(nodig))
    ]
    for rij in rijen:
        leg_vast(rij)
    _log(door, kandidaat, Categorie.AANPASSINGEN)
    return rijen


@transaction.atomic
def geef_toestemming(*, kandidaat, doel, tekstversie, door, gegeven_op=None):
    """Record consent for an optional purpose (PRIV-12)."""
    toestemming = Toestemming(
        kandidaat=kandidaat, doel=doel, tekstversie=tekstversie, gegeven_op=gegeven_op or timezone.now()
    )
    leg_vast(toestemming)
    _log(door, kandidaat, Categorie.CONTACT)
    return toestemming


@transaction.atomic
def trek_toestemming_in(toestemming, *, door, ingetrokken_op=None):
    """Withdraw consent; the row stays as proof of what was given and when. What hangs on it is the caller's.

    Raises IntussenGewijzigd if it was withdrawn already.
    """
    toestemming.ingetrokken_op = ingetrokken_op or timezone.now()
    toestemming.full_clean()
    lopend = Toestemming.objects.filter(pk=toestemming.pk, ingetrokken_op=None)
    if not lopend.update(ingetrokken_op=toestemming.ingetrokken_op):
        raise IntussenGewijzigd(toestemming)
    _log(door, toestemming.kandidaat, Categorie.CONTACT)
    return toestemming


@transaction.atomic
def verleen_noodtoegang(*, kandidaat, gebruiker, reden, uren=8):
    """Open one dossier outside somebody's scope for a few hours, with a reason, logged (PRIV-19)."""
    toegang = Noodtoegang(
        gebruiker=gebruiker, kandidaat=kandidaat, reden=reden, tot=timezone.now() + timedelta(hours=uren)
    )
    leg_vast(toegang)
    _log(gebruiker, kandidaat, Categorie.CONTACT, Handeling.RECHTEN, reden="noodtoegang")
    return toegang
