"""Two dossiers of one person become one (docs/besluiten/0012-samenvoegen.md). Taking it back: herstel_samenvoeging."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Value
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from kandidaten.forms import ONDERWERPEN
from kandidaten.keuzes import Kinderopvang, Vorm
from kandidaten.models import (
    SLEUTELVELDEN,
    Contactmoment,
    Dubbelvermoeden,
    Kandidaat,
    Samenvoeging,
    Toewijzing,
    Verwijzing,
)
from kandidaten.zoeknaam import emailsleutel, telefoon_sleutel
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.dossier.opname import Opname, naar_json, relaties, rijen, sleutel, velden_van, weg
from trajecten.dossier.samenvoegregels import EERST, REGELS, bezwaren
from trajecten.models import Deelname, Traject
from trajecten.plaatsing.models import Plaatsing

# What a colleague chooses field by field, in the order of the dossier's own pages.
KEUZEVELDEN = list(dict.fromkeys(naam for _, form in ONDERWERPEN.values() for naam in form._meta.fields))
# A value that says nothing: the other one's is better.
NIETSZEGGEND = {"kinderopvang": Kinderopvang.ONBEKEND, "voorkeursvorm": Vorm.GEWOON}


@transaction.atomic
def voeg_samen(*, blijft, gaat_op, keuzes, gezien_blijft, gezien_gaat_op, door):
    """Make one dossier of two of the same person. Returns the Samenvoeging.

    `blijft` keeps her dossiernummer; everything of `gaat_op` moves to her and her number leads there from now on.
    `keuzes`: names of the fields (KEUZEVELDEN) of which the value of `gaat_op` counts; the rest stays as it is.
    `gezien_*`: the versions that the user looked at. Whether she may write both, the view asks.

    Raises ValidationError with sentences that say what to do first (`bezwaren`), or per field when the chosen values
    do not go together; IntussenGewijzigd when somebody changed or merged one of them meanwhile. Nothing is written
    then.
    """
    if onbekend := set(keuzes) - set(KEUZEVELDEN):
        raise TypeError(f"voeg_samen kent {sorted(onbekend)} niet")
    if blijft.pk == gaat_op.pk:
        raise ValidationError("Dit is hetzelfde dossier. Kies een ander dossier.")
    blijft = _neem(blijft, gaat_op, {blijft.pk: gezien_blijft, gaat_op.pk: gezien_gaat_op})
    gaat_op = Kandidaat.objects.get(pk=gaat_op.pk)
    if zinnen := bezwaren(blijft, gaat_op):
        raise ValidationError(zinnen)
    wie_legde_voor, voorgelegd = _voorgelegd(blijft, gaat_op)
    opname = Opname(van=gaat_op.pk, naar=blijft.pk, voorgelegd=voorgelegd)
    velden = sorted(relaties(), key=lambda veld: sleutel(veld) != EERST)
    for veld in velden:
        opname.onthoud(veld)
    for veld in velden:
        REGELS.get(sleutel(veld), Opname.verplaats)(opname, veld)
    _neem_velden_over(opname, blijft, gaat_op, keuzes, gezien_blijft, door)
    opname.persoon = velden_van(gaat_op)
    weg(gaat_op)
    samenvoeging = Samenvoeging.objects.create(
        blijft=blijft,
        opgegaan_nummer=gaat_op.dossiernummer,
        volgnummer_erbij=opname.erbij,
        momentopname=opname.als_json(),
        door=door,
        voorgelegd_door_id=wie_legde_voor,
    )
    log_op_beide(samenvoeging, door, "samengevoegd met dossier {}")
    return samenvoeging


def _neem(blijft, gaat_op, gezien):
    """Lock both, in one order for everybody, if they have the versions that were seen; returns the first, fresh."""
    nu = {
        k.pk: k
        for k in Kandidaat.objects.select_for_update().filter(pk__in=[blijft.pk, gaat_op.pk]).order_by("pk")
    }
    for wie in (blijft, gaat_op):
        if wie.pk not in nu or nu[wie.pk].versie != gezien[wie.pk]:
            raise IntussenGewijzigd(wie)
    return nu[blijft.pk]


def _voorgelegd(*tweetal):
    """Who put one of them before the other region (number, or None), and who that one is now."""
    paar = Dubbelvermoeden.objects.open().tussen(*(wie.pk for wie in tweetal)).first()
    if paar is None or not paar.voorgelegd_kant:
        return None, {}
    wie = next(wie for wie in tweetal if wie.pk == getattr(paar, f"{paar.voorgelegd_kant}_id"))
    gegevens = {"naam": wie.naam, "nummer": wie.dossiernummer, "regio": wie.behandelregio_id}
    return paar.voorgelegd_door_id, gegevens


def _neem_velden_over(opname, blijft, gaat_op, keuzes, gezien, door):
    """Write the chosen values on the one who stays, and note that her trajects changed."""
    kolommen = [*keuzes, *SLEUTELVELDEN, "trajecten_gewijzigd_op"]
    veldnamen = {naam: Kandidaat._meta.get_field(naam).attname for naam in kolommen}
    oud = {kolom: getattr(blijft, kolom) for kolom in veldnamen.values()}
    for naam in keuzes:
        setattr(blijft, naam, getattr(gaat_op, naam))
    blijft.trajecten_gewijzigd_op = timezone.now()
    blijft.vul_sleutels()
    # Only what is chosen here: a value that stood there already is no reason to refuse.
    blijft.clean_fields(exclude=[v.name for v in Kandidaat._meta.fields if v.name not in keuzes])
    blijft.validate_constraints()
    bewaar(blijft, gezien=gezien, velden=sorted(veldnamen), door=door)
    for naam, kolom in veldnamen.items():
        veld = Kandidaat._meta.get_field(naam)
        opname.velden[kolom] = [naar_json(veld, oud[kolom]), naar_json(veld, getattr(blijft, kolom))]


def log_op_beide(samenvoeging, door, zin):
    """A line on the number that stays and on the old one; each names the other."""
    blijft, op = samenvoeging.blijft.dossiernummer, samenvoeging.opgegaan_nummer
    for nummer, ander in ((blijft, op), (op, blijft)):
        schrijf(
            gebruiker=door,
            handeling=Handeling.WIJZIGEN,
            dossier=nummer,
            categorie=Categorie.CONTACT,
            reden=zin.format(ander),
        )


# --- For the review page ----------------------------------------------------------------------------------------------
def voorkeur(naam, hier, daar):
    """Whose value of a field is the sensible one: 'hier', unless only the other one's says something."""
    leeg = ("", None, NIETSZEGGEND.get(naam))
    return "daar" if getattr(hier, naam) in leeg and getattr(daar, naam) not in leeg else "hier"


def verschillende_velden(hier, daar):
    """Names of the fields on which two candidates differ; one thing in two spellings is no difference."""
    return [naam for naam in KEUZEVELDEN if _vergelijkbaar(hier, naam) != _vergelijkbaar(daar, naam)]


# As they are compared everywhere (kandidaten.dubbelen).
_SLEUTEL = {"telefoon": telefoon_sleutel, "email": emailsleutel}


def _vergelijkbaar(kandidaat, naam):
    waarde = getattr(kandidaat, Kandidaat._meta.get_field(naam).attname)
    if not isinstance(waarde, str):
        return waarde
    sleutel_van = _SLEUTEL.get(naam, str.strip)
    return sleutel_van(waarde) or waarde.strip()  # what cannot be a number, is compared as it stands


def wat_er_hangt(*kandidaten):
    """{candidate pk: ["2 trajecten", "5 voortgangsgesprekken"]}: the main things in a dossier; one query."""
    pks = [kandidaat.pk for kandidaat in kandidaten]
    delen = [
        rijen(model)
        .filter(**{f"{pad}__in": pks})
        .values(pad)
        .annotate(n=Count("pk"), regel=Value(nummer))
        .values_list("regel", pad, "n")
        for nummer, (model, pad) in enumerate(_TELBAAR)
    ]
    gevonden = {pk: [] for pk in pks}
    for nummer, pk, aantal in sorted(delen[0].union(*delen[1:], all=True)):
        meta = _TELBAAR[nummer][0]._meta
        gevonden[pk].append(f"{aantal} {meta.verbose_name if aantal == 1 else meta.verbose_name_plural}")
    return gevonden


_TELBAAR = [
    (Traject, "kandidaat"),
    (Verwijzing, "kandidaat"),
    (Contactmoment, "kandidaat"),
    (Voortgangsgesprek, "traject__kandidaat"),
    (Plaatsing, "traject__kandidaat"),
    (Deelname, "traject__kandidaat"),
    (Toewijzing, "kandidaat"),
]
