"""Finding pairs of dossiers that may be one person, and what colleagues do with such a pair.

A pair is found by the keys of kandidaten.dubbelen: name and date of birth, e-mail address, telephone number; a name
alone only when one of the two has nothing else to compare. What a colleague judged ("zijn twee mensen") stays judged,
unless there is new evidence.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from kandidaten.keuzes import Vermoedenkant, Vermoedenreden, Vermoedenstatus
from kandidaten.models import Dubbelvermoeden, Kandidaat
from logboek.diensten import schrijf_alle
from logboek.models import Handeling

# More people than this with one address or number share it (a family, a shelter, a client manager): that is no
# evidence that two of them are one. A name with a date of birth has no such limit.
DELEN_HOOGSTENS = 5
PER_KEER = 1_000
_GEGEVENS = ("pk", "zoeknaam", "geboortedatum", "emailsleutel", "telefoonsleutel")
_SLEUTELS = {
    Vermoedenreden.NAAM_EN_DATUM: ("zoeknaam", "geboortedatum"),
    Vermoedenreden.EMAIL: ("emailsleutel",),
    Vermoedenreden.TELEFOON: ("telefoonsleutel",),
}
_ONGEDEELD = {Vermoedenreden.NAAM_EN_DATUM}
_ALLEEN_EEN_NAAM = Q(geboortedatum=None, emailsleutel="", telefoonsleutel="")

_NIET_VOORGELEGD = {"voorgelegd_kant": "", "voorgelegd_door": None, "voorgelegd_op": None}
# A pair that is open again is nobody's answer, and nobody looks along any more.
_OPEN = {"status": Vermoedenstatus.OPEN, "beoordeeld_door": None, "beoordeeld_op": None, **_NIET_VOORGELEGD}


@dataclass(frozen=True)
class Telling:
    """What one search changed in the list of pairs."""

    nieuw: int = 0
    heropend: int = 0
    vervallen: int = 0


# --- Finding ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def zoek_dubbelen() -> Telling:
    """Bring the whole list of pairs up to date. Set-based: two queries per kind of evidence, however many people."""
    bestaand = {(v.eerste_id, v.tweede_id): v for v in Dubbelvermoeden.objects.order_by("pk")}
    return _werk_bij(bestaand, _alle_paren(), opruimen=True)


@transaction.atomic
def zoek_dubbelen_van(kandidaat, *, andere_personen=(), door=None) -> Telling:
    """Add the pairs of one candidate at once; a fixed number of queries.

    `andere_personen`: numbers of people of whom `door` just said that this is somebody else.
    """
    mijn = Q(eerste=kandidaat.pk) | Q(tweede=kandidaat.pk)
    bestaand = {(v.eerste_id, v.tweede_id): v for v in Dubbelvermoeden.objects.order_by("pk").filter(mijn)}
    telling = _werk_bij(bestaand, _paren_van(kandidaat), opruimen=False)
    if andere_personen:
        paren = Q(eerste=kandidaat.pk, tweede__in=andere_personen) | Q(
            tweede=kandidaat.pk, eerste__in=andere_personen
        )
        Dubbelvermoeden.objects.open().filter(paren).update(
            status=Vermoedenstatus.ANDERE_PERSOON, beoordeeld_door=door, beoordeeld_op=timezone.now()
        )
    return telling


def _alle_paren():
    """{(lower number, higher number): codes} of everybody who may be the same person as somebody else."""
    paren = defaultdict(set)
    for reden, velden in _SLEUTELS.items():
        leeg = Q(**{velden[0]: ""}) | Q(**{f"{velden[-1]}__isnull": True})
        gevuld = Kandidaat.objects.order_by().exclude(leeg)
        vaak = gevuld.values(*velden).annotate(n=Count("pk")).filter(n__gt=1)
        if reden not in _ONGEDEELD:
            vaak = vaak.filter(n__lte=DELEN_HOOGSTENS)
        # The first column selects, the grouping below decides: a pair of columns in one IN is not in every database.
        rijen = gevuld.filter(**{f"{velden[0]}__in": vaak.values(velden[0])}).values_list("pk", *velden)
        groepen = defaultdict(list)
        for pk, *sleutel in rijen:
            groepen[tuple(sleutel)].append(pk)
        for groep in groepen.values():
            for paar in combinations(sorted(groep), 2):
                paren[paar].add(reden)
    for paar in _paren_op_naam():
        paren[paar].add(Vermoedenreden.NAAM)
    return paren


def _paren_op_naam():
    """Pairs with the same name, of which one has nothing but that name to compare."""
    kaal = Kandidaat.objects.order_by().filter(_ALLEEN_EEN_NAAM).exclude(zoeknaam="")
    groepen = defaultdict(lambda: ([], []))
    gelijk = Kandidaat.objects.order_by().filter(zoeknaam__in=kaal.values("zoeknaam"))
    for pk, naam, dag, email, telefoon in gelijk.values_list(*_GEGEVENS):
        groepen[naam][bool(dag or email or telefoon)].append(pk)
    for alleen_naam, met_meer in groepen.values():
        if len(alleen_naam) + len(met_meer) > DELEN_HOOGSTENS:
            continue  # a name that many people have
        yield from (tuple(sorted(paar)) for paar in combinations(alleen_naam, 2))
        yield from (tuple(sorted((een, ander))) for een in alleen_naam for ander in met_meer)


def _paren_van(kandidaat):
    """The same for one candidate: one query, on the indexes of the keys."""
    eigen = {naam: getattr(kandidaat, naam) for naam in _GEGEVENS}
    voorwaarde = Q(pk__in=[])
    if eigen["zoeknaam"]:
        voorwaarde |= Q(zoeknaam=eigen["zoeknaam"])
    for veld in ("emailsleutel", "telefoonsleutel"):
        if eigen[veld]:
            voorwaarde |= Q(**{veld: eigen[veld]}) & ~Q(**{veld: ""})
    rijen = list(
        Kandidaat.objects.order_by().filter(voorwaarde).exclude(pk=kandidaat.pk).values_list(*_GEGEVENS)
    )
    anderen = [dict(zip(_GEGEVENS, rij, strict=True)) for rij in rijen]
    paren = defaultdict(set)
    for reden, velden in _SLEUTELS.items():
        if not all(eigen[veld] for veld in velden):
            continue
        gelijk = [a["pk"] for a in anderen if all(a[veld] == eigen[veld] for veld in velden)]
        if reden in _ONGEDEELD or len(gelijk) < DELEN_HOOGSTENS:
            for pk in gelijk:
                paren[tuple(sorted((pk, kandidaat.pk)))].add(reden)
    naamgenoten = [a for a in anderen if eigen["zoeknaam"] and a["zoeknaam"] == eigen["zoeknaam"]]
    if len(naamgenoten) < DELEN_HOOGSTENS:
        for ander in naamgenoten:
            if _alleen_een_naam(eigen) or _alleen_een_naam(ander):
                paren[tuple(sorted((ander["pk"], kandidaat.pk)))].add(Vermoedenreden.NAAM)
    return paren


def _alleen_een_naam(gegevens):
    return not (gegevens["geboortedatum"] or gegevens["emailsleutel"] or gegevens["telefoonsleutel"])


def _werk_bij(bestaand, paren, *, opruimen):
    """Make, reopen, renew and (with `opruimen`) drop pairs, so that the list says what was found."""
    nieuw, anders, heropend = [], [], []
    for paar, codes in paren.items():
        rij = bestaand.get(paar)
        redenen = ",".join(sorted(codes))
        if rij is None:
            nieuw.append(Dubbelvermoeden(eerste_id=paar[0], tweede_id=paar[1], redenen=redenen))
        elif rij.status == Vermoedenstatus.OPEN and rij.redenen != redenen:
            rij.redenen = redenen
            anders.append(rij)
        elif rij.status != Vermoedenstatus.OPEN and codes - rij.redencodes:  # evidence that nobody judged yet
            rij.redenen = ",".join(sorted({*codes, *rij.redencodes}))
            for naam, waarde in _OPEN.items():
                setattr(rij, naam, waarde)
            heropend.append(rij)
    Dubbelvermoeden.objects.bulk_create(nieuw, batch_size=PER_KEER, ignore_conflicts=True)
    # What a colleague judged while this searched stays judged.
    Dubbelvermoeden.objects.open().bulk_update(anders, ["redenen"], batch_size=200)
    Dubbelvermoeden.objects.bulk_update(heropend, ["redenen", *_OPEN], batch_size=200)
    weg = [
        rij.pk for paar, rij in bestaand.items() if paar not in paren and rij.status == Vermoedenstatus.OPEN
    ]
    for begin in range(0, len(weg) if opruimen else 0, PER_KEER):
        Dubbelvermoeden.objects.open().filter(pk__in=weg[begin : begin + PER_KEER]).delete()
    return Telling(len(nieuw), len(heropend), len(weg) if opruimen else 0)


# --- Judging and putting before the other region ----------------------------------------------------------------------
def _log(vermoeden, door, reden, handeling=Handeling.WIJZIGEN):
    nummers = [vermoeden.eerste.dossiernummer, vermoeden.tweede.dossiernummer]
    schrijf_alle(
        gebruiker=door, handeling=handeling, dossiers=nummers, categorie=Categorie.CONTACT, reden=reden
    )


@transaction.atomic
def zijn_twee_mensen(vermoeden, *, door):
    """Say of an open pair that they are two people: it leaves the list. Raises IntussenGewijzigd if judged already.

    Who put one of them before the other region stays written down: she reads the answer (`van_voorlegger`).
    """
    rij = Dubbelvermoeden.objects.open().filter(pk=vermoeden.pk)
    geschreven = rij.update(
        status=Vermoedenstatus.ANDERE_PERSOON,
        beoordeeld_door=door,
        beoordeeld_op=timezone.now(),
    )
    if not geschreven:
        raise IntussenGewijzigd(vermoeden)
    _log(vermoeden, door, "beoordeeld: twee verschillende mensen")


@transaction.atomic
def heropen_vermoeden(vermoeden, *, door):
    """Take "zijn twee mensen" back. Raises IntussenGewijzigd when the pair was open already or is gone."""
    rij = Dubbelvermoeden.objects.filter(pk=vermoeden.pk, status=Vermoedenstatus.ANDERE_PERSOON)
    if not rij.update(**_OPEN):
        raise IntussenGewijzigd(vermoeden)
    _log(vermoeden, door, "oordeel ‘twee verschillende mensen’ teruggenomen")


@transaction.atomic
def leg_voor(vermoeden, *, kant, door):
    """Let the coordinators of the other person's region look at the person on side `kant`, for VOORLEG_DAGEN days.

    Raises ValidationError when both are handled in one region (nobody to put it before), IntussenGewijzigd when the
    pair was judged or put forward by somebody else meanwhile.
    """
    if vermoeden.eerste.behandelregio_id == vermoeden.tweede.behandelregio_id:
        raise ValidationError("Deze twee dossiers staan in dezelfde regio. Er is niets voor te leggen.")
    rij = Dubbelvermoeden.objects.open().filter(pk=vermoeden.pk, voorgelegd_op=vermoeden.voorgelegd_op)
    nu = timezone.now()
    if not rij.update(voorgelegd_kant=Vermoedenkant(kant), voorgelegd_door=door, voorgelegd_op=nu):
        raise IntussenGewijzigd(vermoeden)
    vermoeden.voorgelegd_kant, vermoeden.voorgelegd_door, vermoeden.voorgelegd_op = kant, door, nu
    _log_voorlegging(vermoeden, kant, door, "voorgelegd aan een andere regio")


@transaction.atomic
def trek_voorlegging_in(vermoeden, *, kant, door):
    """Stop letting the other region look. Raises IntussenGewijzigd when that was over already."""
    rij = Dubbelvermoeden.objects.open().filter(pk=vermoeden.pk, voorgelegd_kant=kant)
    if not rij.update(**_NIET_VOORGELEGD):
        raise IntussenGewijzigd(vermoeden)
    _log_voorlegging(vermoeden, kant, door, "niet meer voorgelegd aan een andere regio")


def _log_voorlegging(vermoeden, kant, door, reden):
    """Only on the person who is shown: who handles the other one reads no more of it than before."""
    wie = getattr(vermoeden, kant)
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.RECHTEN,
        dossiers=[wie.dossiernummer],
        categorie=Categorie.CONTACT,
        reden=reden,
    )
