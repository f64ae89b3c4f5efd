"""The only writers of imports up to the moment that rows go into dossiers (that is inlezen/toepassen.py)."""

import hashlib
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from inlezen.aanleveren import GEEN_PROGRAMMA, VELDEN, alleen_gevraagd
from inlezen.beoordelen import koppen_van
from inlezen.keuring import (
    BATCH,
    METEEN,
    OORDEELVELDEN,
    geraakte_regels,
    hersleutel,
    keur_lijst,
    keur_opnieuw,
)
from inlezen.keuzes import IN_BEWERKING, KIESBAAR, Dubbelkeuze, Inleesstatus, Regelstand
from inlezen.kopregel import Lijst, lijst_naar_json, lijst_van_json, verander_kolommen, vind_lijst
from inlezen.lezers import bsn_in_bestandsnaam, lees_bestand
from inlezen.models import STIL_NA, Inleesregel, Inlezing, Kolomkeuze
from inlezen.oordeel import Oordeel
from inlezen.taken import beoordeel_lijst
from inlezen.velden import Veld
from kandidaten.models import Kandidaat
from logboek.diensten import schrijf
from logboek.models import Handeling
from partners.models import Arbeidsmarktregio, Werkgebied
from trajecten.dossier.verwijzen import programmas_voor

IN_BEOORDELING = (
    Inleesstatus.CONTROLEREN,
    Inleesstatus.KLAAR,
)  # rows may be chosen, mended, read in, taken back
OVERSLAAN = "overslaan"
INLEZEN = "inlezen"
NIET_IN_TOEKOMST = "De lijst kan niet in de toekomst ontvangen zijn."


def _log(door, inlezing, handeling, wat):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        categorie=Categorie.INLEZEN,
        reden=f"{wat} (inlezing {inlezing.pk})",
    )


# --- 1. The file ------------------------------------------------------------------------------------------------------
def lees_lijst(*, inhoud, bestandsnaam, partner) -> Lijst:
    """Find the list in a file, its columns mapped with what this partner's lists meant before. Writes nothing.

    Raises BestandOnleesbaar with a Dutch sentence. The content of a BSN column is already gone (PRIV-01).
    """
    return vind_lijst(lees_bestand(inhoud, bestandsnaam), _Onthouden(partner))


def open_inlezing(
    *, inhoud, bestandsnaam, partner, programma, regio, door, ontvangen_op=None, contactpersoon=None
):
    """Read a list and keep it, encrypted, for choosing its columns. Returns the Inlezing (status kolommen).

    `ontvangen_op` (aware, default now): when the referral reached us; it starts the first-contact clock of everybody
    on the list. Raises BestandOnleesbaar, and ValidationError with Dutch messages per field.
    """
    lijst = lees_lijst(inhoud=inhoud, bestandsnaam=bestandsnaam, partner=partner)
    return bewaar_lijst(
        lijst=lijst,
        bestandsnaam=bestandsnaam,
        partner=partner,
        programma=programma,
        regio=regio,
        door=door,
        ontvangen_op=ontvangen_op,
        contactpersoon=contactpersoon,
    )


@transaction.atomic
def bewaar_lijst(
    *, lijst, bestandsnaam, partner, programma, regio, door, ontvangen_op=None, contactpersoon=None
):
    """The second half of `open_inlezing`, for a view that read the list before its transaction began."""
    if not Werkgebied.objects.filter(gebruiker=door, regio=regio).exists():
        raise ValidationError({"behandelregio": "U werkt niet in deze regio. Kies een regio waar u werkt."})
    return _bewaar_nieuwe(
        lijst,
        bestandsnaam,
        partner=partner,
        programma=programma,
        behandelregio=regio,
        contactpersoon=contactpersoon,
        ontvangen_op=ontvangen_op or timezone.now(),
        gemaakt_door=door,
    )


@transaction.atomic
def lever_lijst_aan(*, lijst, bestandsnaam, contactpersoon, programma, regio, door):
    """Keep a list that a referrer uploads herself, received now. Returns the Inlezing (status kolommen).

    `lijst`: without the columns that she may not fill (inlezen.aanleveren). Raises ValidationError with Dutch messages
    per field for a programme that is not for her partner, and for a region where nobody would handle it.
    """
    if contactpersoon.gebruiker_id != door.pk or not contactpersoon.actief:
        raise ValidationError("U kunt alleen een lijst aanleveren voor uw eigen organisatie.")
    if programma not in programmas_voor(contactpersoon.partner):
        raise ValidationError({"programma": GEEN_PROGRAMMA})
    if not Arbeidsmarktregio.objects.behandeld().filter(pk=regio.pk).exists():
        raise ValidationError(
            {"behandelregio": "In deze regio is nu geen coördinator. Kies een andere regio."}
        )
    return _bewaar_nieuwe(
        alleen_gevraagd(lijst),
        bestandsnaam,
        partner=contactpersoon.partner,
        programma=programma,
        behandelregio=regio,
        contactpersoon=contactpersoon,
        ontvangen_op=timezone.now(),
        gemaakt_door=door,
        aangeleverd=True,
    )


def _bewaar_nieuwe(lijst, bestandsnaam, **velden):
    """A new Inlezing with this list. Raises ValidationError with Dutch messages per field."""
    ontvangen_op, contactpersoon, partner = (
        velden[naam] for naam in ("ontvangen_op", "contactpersoon", "partner")
    )
    if ontvangen_op > timezone.now():
        raise ValidationError({"ontvangen_op": NIET_IN_TOEKOMST})
    if contactpersoon is not None and contactpersoon.partner_id != partner.pk:
        raise ValidationError({"contactpersoon": "Deze contactpersoon hoort bij een andere verwijzer."})
    inlezing = Inlezing(
        bestandsnaam="" if bsn_in_bestandsnaam(bestandsnaam) else bestandsnaam[-200:],
        lijst=lijst_naar_json(lijst),
        meldingen=_meldingen(lijst),
        aantal_rijen=len(lijst.rijen),
        **velden,
    )
    inlezing.full_clean(validate_constraints=False)
    inlezing.save()
    _log(inlezing.gemaakt_door, inlezing, Handeling.MAKEN, "lijst geopend")
    return inlezing


def _meldingen(lijst):
    return [[m.niveau.value, m.code, m.tekst] for m in lijst.meldingen]


# --- 2. The columns ---------------------------------------------------------------------------------------------------
class _Onthouden(dict):
    """Normalised header -> field, as remembered for one partner; headers are compared by their digest."""

    def __init__(self, partner):
        rijen = Kolomkeuze.objects.order_by().filter(partner=partner)
        super().__init__(rijen.values_list("kop", "veld"))
        self.partner = partner

    def get(self, sleutel, standaard=None):
        return super().get(_kopdigest(self.partner, sleutel), standaard)


def _kopdigest(partner, sleutel):
    return hashlib.sha256(f"{partner.pk}:{sleutel}".encode()).hexdigest()


def kies_kolommen(inlezing, *, keuzes, door):
    """Say what each column means (place of the column -> Veld or ""), remember it, and judge all rows anew.

    Of more than METEEN rows a worker does the judging; the status is beoordelen until it is done.
    Choices made in an earlier review of this list are gone. Raises ValidationError if two columns fill one field, and
    IntussenGewijzigd if rows of this list were read in meanwhile.
    """
    if inlezing.aangeleverd and {*keuzes.values()} - VELDEN - {"", Veld.OVERSLAAN}:
        raise ValidationError("Dit veld vragen wij u niet. Kies een ander veld.")
    try:
        lijst = verander_kolommen(lijst_van_json(inlezing.lijst), keuzes)
    except ValueError as fout:
        raise ValidationError(str(fout)) from None
    inlezing.koppen = koppen_van(lijst)
    lang = len(lijst.rijen) > METEEN
    # Reading takes seconds; the writing below does not.
    regels = [] if lang else keur_lijst(inlezing, lijst, door=door)
    with transaction.atomic():
        _bewaar_kolommen(inlezing, lijst, Inleesstatus.BEOORDELEN if lang else Inleesstatus.CONTROLEREN)
        inlezing.regels.all().delete()
        Inleesregel.objects.bulk_create(regels, batch_size=BATCH)
        _onthoud(inlezing.partner, lijst)
        _log(door, inlezing, Handeling.WIJZIGEN, "kolommen gekozen")
        if lang:
            transaction.on_commit(partial(beoordeel_lijst.enqueue, str(inlezing.pk), door.pk))
    return inlezing


def _bewaar_kolommen(inlezing, lijst, status):
    waarden = {
        "lijst": lijst_naar_json(lijst),
        "meldingen": _meldingen(lijst),
        "koppen": inlezing.koppen,
        "status": status,
        "aantal_rijen": len(lijst.rijen),
        "hartslag": timezone.now(),
        "beurt": None,
    }
    open_status = [Inleesstatus.KOLOMMEN, Inleesstatus.BEOORDELEN, Inleesstatus.CONTROLEREN]
    rijen = Inlezing.objects.filter(pk=inlezing.pk, status__in=open_status, lijst__isnull=False)
    if not rijen.update(**waarden):
        raise IntussenGewijzigd(inlezing)
    for naam, waarde in waarden.items():
        setattr(inlezing, naam, waarde)


def _onthoud(partner, lijst):
    """Keep the mapping for the next list of this partner."""
    keuzes = [
        Kolomkeuze(partner=partner, kop=_kopdigest(partner, sleutel), veld=veld)
        for sleutel, veld in lijst.onthoud().items()
    ]
    Kolomkeuze.objects.bulk_create(
        keuzes, update_conflicts=True, unique_fields=["partner", "kop"], update_fields=["veld"]
    )


# --- 3. The review ----------------------------------------------------------------------------------------------------
def beoordeel(inlezing, *, door, standen=IN_BEOORDELING):
    """Judge the rows that are not in a dossier yet once more: what we know may have changed.

    A choice stays where the verdict is the same; else the row has to be looked at, and is not chosen. Of more than
    METEEN rows only those that failed are judged, METEEN at most: reading in judges every row once more itself.
    Raises IntussenGewijzigd where the status is none of `standen`.
    """
    regels, ongewijzigde = inlezing.regels.open().order_by("rijnummer"), []
    if regels.count() > METEEN:
        regels = list(regels.filter(stand=Regelstand.MISLUKT)[:METEEN])
        ongewijzigde = [r for groep in geraakte_regels(inlezing, regels, []) for r in groep] if regels else []
    anders = keur_opnieuw(inlezing, list(regels), door, ongewijzigde=ongewijzigde[:METEEN])
    with transaction.atomic():
        if not in_beoordeling(inlezing, standen):
            raise IntussenGewijzigd(inlezing)
        Inleesregel.objects.bulk_update(anders, OORDEELVELDEN, batch_size=BATCH)
    return inlezing


def verbeter_regel(inlezing, rijnummer, *, cellen, door, geen_bsn=frozenset()):
    """Replace cells of one row (Veld -> text) and judge it again, with the rows that it was or is like. Returns it.

    `geen_bsn`: the fields of which the user says that nine digits are no BSN (PRIV-01). A row that had a fault and has
    none any more is chosen. Raises IntussenGewijzigd if the row is in a dossier by now, or is being read in.
    """
    regel = inlezing.regels.open().filter(rijnummer=rijnummer).first()
    if regel is None:
        raise IntussenGewijzigd(inlezing)
    had_fout, sleutels = regel.oordeel == Oordeel.FOUT, regel.sleutels
    regel.gegevens = {
        "cellen": {
            **regel.gegevens["cellen"],
            **{str(veld): tekst or None for veld, tekst in cellen.items()},
        },
        "geen_bsn": sorted({*regel.gegevens["geen_bsn"], *map(str, geen_bsn)} - (cellen.keys() - geen_bsn)),
    }
    hersleutel(inlezing, [regel])
    geraakt, ongewijzigde = geraakte_regels(inlezing, [regel], [sleutels])
    anders = keur_opnieuw(inlezing, [regel, *geraakt], door, ongewijzigde=ongewijzigde)
    anders = [regel, *(r for r in anders if r is not regel)]
    if had_fout and regel.oordeel in (Oordeel.NIEUW, Oordeel.WIJZIGING):
        regel.gekozen = True
    with transaction.atomic():
        if not in_beoordeling(inlezing) or regel.pk not in _nog_open(inlezing, regel):
            raise IntussenGewijzigd(inlezing)
        Inleesregel.objects.bulk_update(anders, OORDEELVELDEN, batch_size=BATCH)
        inlezing.regels.open().filter(pk=regel.pk).update(stand=Regelstand.OPEN, fout="")
        _log(door, inlezing, Handeling.WIJZIGEN, "rij verbeterd")
    return regel


def _nog_open(inlezing, regel):
    return inlezing.regels.open().filter(pk=regel.pk).values_list("pk", flat=True)


def in_beoordeling(inlezing, standen=IN_BEOORDELING):
    """True while rows may be judged and chosen; takes the row's lock, so that an import cannot begin meanwhile."""
    rijen = Inlezing.objects.filter(pk=inlezing.pk, status__in=standen)
    return bool(rijen.update(gemaakt_op=inlezing.gemaakt_op))


@transaction.atomic
def kies_regels(inlezing, *, keuzes, door):
    """Choose which rows go in: pk of the row -> "inlezen", "overslaan", "nieuw" or the dossiernummer she already has.

    The last two are for a possible double; a dossiernummer must be one of the row's matches. What does not fit the
    row's verdict counts as "overslaan". Raises IntussenGewijzigd while the list is being read in.
    """
    if not in_beoordeling(inlezing):
        raise IntussenGewijzigd(inlezing)
    regels = list(inlezing.regels.open().filter(pk__in=keuzes).defer("gegevens"))
    # A referrer always puts somebody new forward; a coordinator merges what is double.
    personen = {} if inlezing.aangeleverd else _matches_per_dossiernummer(regels, keuzes)
    for regel in regels:
        _pas_keuze_toe(regel, keuzes[regel.pk], personen)
    Inleesregel.objects.bulk_update(regels, ["gekozen", "keuze", "bestaande"], batch_size=BATCH)
    return regels


def _matches_per_dossiernummer(regels, keuzes):
    """Dossiernummer -> pk, of the people who were shown at these rows and nobody else."""
    getoond = {g["persoon"] for regel in regels for g in regel.beoordeling["gelijkenissen"]} - {None}
    anders = (INLEZEN, OVERSLAAN, Dubbelkeuze.NIEUW)
    nummers = [k for k in keuzes.values() if k not in anders and "\0" not in k]  # PostgreSQL refuses that
    if not nummers or not getoond:
        return {}
    mensen = Kandidaat.objects.order_by().filter(dossiernummer__in=nummers, pk__in=getoond)
    return dict(mensen.values_list("dossiernummer", "pk"))


def _pas_keuze_toe(regel, keuze, personen):
    regel.gekozen, regel.keuze, regel.bestaande_id = False, "", None
    if regel.oordeel == Oordeel.MOGELIJK_DUBBEL:
        bestaand = personen.get(keuze)
        if keuze == Dubbelkeuze.NIEUW:
            regel.gekozen, regel.keuze = True, Dubbelkeuze.NIEUW
        elif bestaand and bestaand in [g["persoon"] for g in regel.beoordeling["gelijkenissen"]]:
            regel.gekozen, regel.keuze, regel.bestaande_id = True, Dubbelkeuze.BESTAAND, bestaand
    elif keuze == INLEZEN and regel.oordeel in KIESBAAR:
        regel.gekozen = True


@transaction.atomic
def kies_alle(inlezing, *, oordeel, gekozen, door):
    """Choose, or leave out, every row with this verdict at once. A possible double is chosen one by one."""
    if not in_beoordeling(inlezing):
        raise IntussenGewijzigd(inlezing)
    if gekozen and oordeel not in (Oordeel.NIEUW, Oordeel.WIJZIGING):
        raise ValidationError("Deze rijen kiest u een voor een.")
    return inlezing.regels.open().filter(oordeel=oordeel).update(gekozen=gekozen, keuze="", bestaande=None)


@transaction.atomic
def pak_weer_op(inlezing, *, door):
    """Set a list going again whose worker stopped. True for one of all who ask at the same moment; else nothing.

    Judging is given to a worker here; the caller sees to the reading in (status bezig), which may be short, and to the
    taking back (status terug).
    """
    wachtend = Inlezing.objects.filter(pk=inlezing.pk, status__in=IN_BEWERKING)
    stil = wachtend.filter(Q(hartslag=None) | Q(hartslag__lt=timezone.now() - STIL_NA))
    if not stil.update(hartslag=timezone.now()):
        return False
    inlezing.refresh_from_db(fields=["status", "hartslag"])
    if inlezing.status == Inleesstatus.BEOORDELEN:
        transaction.on_commit(partial(beoordeel_lijst.enqueue, str(inlezing.pk), door.pk))
    _log(door, inlezing, Handeling.WIJZIGEN, "verder met de lijst")
    return True


@transaction.atomic
def verwijder_inlezing(inlezing, *, door):
    """Throw away a list of which nothing was read in. Raises ValidationError if something was, or is being read in."""
    if Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.TERUG).exists():
        raise ValidationError("Deze lijst wordt nu teruggedraaid. Daarna kunt u haar misschien verwijderen.")
    weg = Inlezing.objects.filter(pk=inlezing.pk).exclude(status__in=[Inleesstatus.BEZIG, Inleesstatus.TERUG])
    if (
        not weg.update(gemaakt_op=inlezing.gemaakt_op)
        or inlezing.regels.filter(stand=Regelstand.INGELEZEN).exists()
    ):
        raise ValidationError("Uit deze lijst is al ingelezen. Daarom kunt u haar niet meer verwijderen.")
    _log(door, inlezing, Handeling.VERWIJDEREN, "lijst verwijderd")
    inlezing.delete()
