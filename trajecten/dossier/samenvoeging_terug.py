"""Taking a merge back: every row and field as it was, for thirty days, or a sentence that says why not.

What came after the merge stays with the one who stayed, unless it hangs on something that goes back (a contact about
her referral, a talk in her traject): then it goes along.
"""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd, bewaar
from kandidaten.models import Kandidaat, Samenvoeging, Toewijzing
from kandidaten.samenvoeging import HERSTEL_DAGEN
from trajecten.dossier.diensten import hernummer_merk
from trajecten.dossier.opname import (
    Opname,
    herstel,
    kolom,
    naar_json,
    relaties,
    rijen,
    sleutel,
    uit_json,
    velden_van,
    weg,
)
from trajecten.dossier.samenvoegen import log_op_beide

DAARNA = "Daarom kan de samenvoeging niet meer precies ongedaan worden gemaakt."
TE_LAAT = (
    f"De samenvoeging is langer dan {HERSTEL_DAGEN} dagen geleden. Wat voor het herstel nodig is, is gewist."
)


def waarom_niet(samenvoeging, nu=None):
    """Why a merge cannot be taken back (any more): sentences, none when it can."""
    if samenvoeging.ongedaan_op:
        return ["Deze samenvoeging is al ongedaan gemaakt."]
    if samenvoeging.momentopname is None or (nu or timezone.now()) >= samenvoeging.te_herstellen_tot:
        return [TE_LAAT]
    later = Samenvoeging.objects.geldig().filter(blijft=samenvoeging.blijft_id, op__gt=samenvoeging.op)
    if later.exists():
        return ["Dit dossier is daarna nog een keer samengevoegd. Maak eerst die samenvoeging ongedaan."]
    opname = Opname.uit(samenvoeging.momentopname)
    anders = [*_verdwenen(opname), *_gewijzigd(opname)]
    return [f"Na de samenvoeging {zin}. {DAARNA}" for zin in dict.fromkeys(anders)]


def _verdwenen(opname):
    """Rows that moved and are no longer with the one who stayed."""
    er_nu = _nu_bij(opname.naar)
    for veld in relaties():
        if set(opname.verplaatst.get(sleutel(veld), ())) - er_nu[sleutel(veld)]:
            yield f"is een {veld.model._meta.verbose_name} verwijderd of vervangen"


def _gewijzigd(opname):
    """Rows whose columns no longer hold what the merge wrote in them; a query per table."""
    per_tabel = defaultdict(dict)
    for label, nummer, kolommen in opname.gewijzigd:
        per_tabel[label].setdefault(nummer, {}).update(kolommen)
    for label, wijzigingen in per_tabel.items():
        model = apps.get_model(label)
        er_nu = {rij.pk: rij for rij in rijen(model).filter(pk__in=wijzigingen)}
        for nummer, kolommen in wijzigingen.items():
            if nummer not in er_nu:
                yield f"is een {model._meta.verbose_name} verwijderd of vervangen"
            elif not all(_staat_er(er_nu[nummer], naam, nieuw) for naam, (_, nieuw) in kolommen.items()):
                yield f"is een {model._meta.verbose_name} gewijzigd"


def _staat_er(rij, naam, waarde):
    return naar_json(kolom(type(rij), naam), getattr(rij, naam)) == waarde


def _nu_bij(nummer):
    """{relation: numbers} of all rows that hang on one candidate; one query."""
    velden = relaties()
    delen = [
        _bij(veld, nummer).annotate(_relatie=Value(i)).values_list("_relatie", "pk")
        for i, veld in enumerate(velden)
    ]
    gevonden = {sleutel(veld): set() for veld in velden}
    for i, pk in delen[0].union(*delen[1:], all=True):
        gevonden[sleutel(velden[i])].add(pk)
    return gevonden


def _bij(veld, nummer):
    return rijen(veld.model).filter(**{veld.attname: nummer})


def wat_blijft(samenvoeging):
    """What came after the merge and stays with the one who stayed: ["1 contactmoment"], for the recap."""
    opname = Opname.uit(samenvoeging.momentopname)
    nieuw, terug = _nieuw_en_terug(opname)
    gevonden = []
    for veld in relaties():
        meta = veld.model._meta
        if aantal := len(nieuw[sleutel(veld)] - terug[sleutel(veld)]):
            gevonden.append(f"{aantal} {meta.verbose_name if aantal == 1 else meta.verbose_name_plural}")
    return gevonden


_SAMENVOEGING = "kandidaten.Samenvoeging.blijft"


def _nieuw_en_terug(opname):
    """Two maps {relation: numbers}: what came after the merge, and what goes back (moved, or hangs on what moved)."""
    terug = defaultdict(set, {wat: set(nummers) for wat, nummers in opname.verplaatst.items()})
    for label, nummer, kolommen in opname.gewijzigd:
        for naam, (oud, _) in kolommen.items():
            veld = kolom(apps.get_model(label), naam)
            if veld.related_model is Kandidaat and oud == opname.van:
                terug[sleutel(veld)].add(nummer)
    gemaakt = {(label, rij["id"]) for label, rij in opname.gemaakt}
    nieuw = {
        wat: {
            nummer
            for nummer in nummers - terug[wat] - set(opname.stond_er[wat])
            if (wat.rpartition(".")[0], nummer) not in gemaakt
        }
        for wat, nummers in _nu_bij(opname.naar).items()
    }
    nieuw[_SAMENVOEGING] = set()  # this merge itself, and those that were taken back since
    _haak_aan(nieuw, terug)
    return nieuw, terug


def _haak_aan(nieuw, terug):
    """Let what is new go back too where it points at a row that goes back: a contact about her referral."""
    los = [
        (sleutel(veld), rij)
        for veld in relaties()
        if nieuw[sleutel(veld)]
        for rij in rijen(veld.model).filter(pk__in=nieuw[sleutel(veld)])
    ]
    while True:
        per_tabel = defaultdict(set)
        for wat, nummers in terug.items():
            per_tabel[wat.rpartition(".")[0]] |= nummers
        mee = [(wat, rij) for wat, rij in los if rij.pk not in terug[wat] and _wijst_naar(rij, per_tabel)]
        if not mee:
            return
        for wat, rij in mee:
            terug[wat].add(rij.pk)


def _wijst_naar(rij, per_tabel):
    return any(
        getattr(rij, veld.attname) in per_tabel[veld.related_model._meta.label]
        for veld in rij._meta.concrete_fields
        if veld.related_model not in (None, Kandidaat)
    )


@transaction.atomic
def maak_samenvoeging_ongedaan(*, samenvoeging, door):
    """Give the absorbed person her dossier back, with her number, her rows and the old values of both.

    Returns her. Raises ValidationError with the sentences of `waarom_niet`, IntussenGewijzigd when the one who stayed
    was merged on at this moment; then nothing is written. Whether the user may write her dossier, the view asks.
    """
    blijft = Kandidaat.objects.select_for_update().filter(pk=samenvoeging.blijft_id).first()
    samenvoeging = Samenvoeging.objects.select_for_update().get(pk=samenvoeging.pk)
    if blijft is None or samenvoeging.blijft_id != blijft.pk:
        raise IntussenGewijzigd(samenvoeging)
    if zinnen := waarom_niet(samenvoeging):
        raise ValidationError(zinnen)
    opname = Opname.uit(samenvoeging.momentopname)
    _, mee = _nieuw_en_terug(opname)
    for label, gegevens in opname.gemaakt:
        _haal_weg_als_het_zo_bleef(label, gegevens)
    terug = herstel(Kandidaat._meta.label, opname.persoon)
    for veld in relaties():
        if veld.model is not Samenvoeging:  # an earlier merge goes back by its columns, below
            per_rij = _gewijzigd_in(opname, veld)
            _bij(veld, opname.naar).filter(pk__in=mee[sleutel(veld)] - per_rij).update(
                **{veld.attname: terug.pk}
            )
    for label, nummer, kolommen in reversed(opname.gewijzigd):  # of a row that was written twice, the first
        model = apps.get_model(label)
        oud = {naam: uit_json(kolom(model, naam), waarden[0]) for naam, waarden in kolommen.items()}
        rijen(model).filter(pk=nummer).update(**oud)
    _hernummer_merken(opname, terug)
    for label, gegevens in opname.verwijderd:
        herstel(label, gegevens)
    _zet_velden_terug(opname, blijft, door)
    log_op_beide(samenvoeging, door, "samenvoeging met dossier {} ongedaan gemaakt")
    Samenvoeging.objects.filter(pk=samenvoeging.pk).update(
        ongedaan_op=timezone.now(), ongedaan_door=door, momentopname=None
    )
    return terug


def _gewijzigd_in(opname, veld):
    """Rows whose old value of this column goes back together with their other columns: a traject and its number.

    The person first and the number later would give two trajects of one person the same number in between.
    """
    label = veld.model._meta.label
    return {nummer for wat, nummer, kolommen in opname.gewijzigd if wat == label and veld.attname in kolommen}


def _haal_weg_als_het_zo_bleef(label, gegevens):
    """A row that the merge made goes, unless somebody did something with it since."""
    model = apps.get_model(label)
    rij = rijen(model).filter(pk=gegevens[model._meta.pk.attname]).first()
    if rij is not None and velden_van(rij) == gegevens:
        weg(rij)


def _hernummer_merken(opname, terug):
    """An assignment that ended with one of her trajects since the merge names the number it has again."""
    al_terug = {nummer for label, nummer, _ in opname.gewijzigd if label == Toewijzing._meta.label}
    for rij in Toewijzing.objects.filter(kandidaat=terug).exclude(pk__in=al_terug).order_by("pk"):
        reden = hernummer_merk(rij.reden, -opname.erbij, vanaf=opname.erbij + 1)
        if reden != rij.reden:
            Toewijzing.objects.filter(pk=rij.pk).update(reden=reden)


def _zet_velden_terug(opname, blijft, door):
    """The old values of the one who stayed, where nobody typed a newer one."""
    namen = []
    for naam, (oud, nieuw) in opname.velden.items():
        veld = kolom(Kandidaat, naam)
        if naar_json(veld, getattr(blijft, naam)) == nieuw:
            setattr(blijft, naam, uit_json(veld, oud))
            namen.append(veld.name)
    blijft.vul_sleutels()
    bewaar(blijft, gezien=blijft.versie, velden=namen, door=door)
