"""Getting one dossier: the object or a 404, with what this user may do in it; every look is logged (PRIV-02, -08)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from gebruikers.rechten import Categorie, Toegang, toegang
from kandidaten.keuzes import Vermoedenkant
from kandidaten.models import Dubbelvermoeden, Kandidaat, Samenvoeging
from kandidaten.querysets import hoedanigheden_van
from logboek.diensten import schrijf, schrijf_categorieen
from logboek.models import Handeling


@dataclass(frozen=True)
class Dossiertoegang:
    """What one user may do in one dossier. In templates: `toegang.lezen.plaatsing`, `toegang.schrijven.traject`."""

    hoedanigheden: frozenset

    def mag(self, categorie, nodig=Toegang.LEZEN):
        return toegang(self.hoedanigheden, Categorie(categorie)) >= nodig

    @property
    def beperkt(self):
        return {c.value: self.mag(c, Toegang.BEPERKT) for c in Categorie}

    @property
    def lezen(self):
        return {c.value: self.mag(c, Toegang.LEZEN) for c in Categorie}

    @property
    def schrijven(self):
        return {c.value: self.mag(c, Toegang.SCHRIJVEN) for c in Categorie}


class Verhuisd(Exception):
    """The address names the old number of somebody whom this user may see under another number (middleware.py)."""

    def __init__(self, kandidaat, oud_nummer):
        self.kandidaat = kandidaat
        self.oud_nummer = oud_nummer
        super().__init__(f"{oud_nummer} is opgegaan in {kandidaat.dossiernummer}")


def nu_nummer(dossiernummer):
    """SQL for the number under which this dossier stands now: its own, or that of the one in which it went up."""
    samengevoegd = Samenvoeging.objects.geldig().order_by().filter(opgegaan_nummer=dossiernummer)
    return Coalesce(Subquery(samengevoegd.values("blijft__dossiernummer")[:1]), Value(dossiernummer))


def kandidaat_of_404(request, dossiernummer, categorie, nodig=Toegang.LEZEN, *, of=(), log=True):
    """The candidate with `.toegang` (Dossiertoegang) set, for a view about one category of her data.

    `of`: other categories of which one is enough too, for a page that shows each part to who may see that part.

    Raises Http404 for a number that does not exist and for one outside the user's scope: one query, the same answer,
    both logged; the old number of a merged dossier is no different. Raises Verhuisd for an old number of somebody whom
    she may see: that becomes a redirect. Raises PermissionDenied if she may see the person but not this category. A
    GET is logged as a look; a change is logged by the service that makes it. `log` False: the view calls
    `noteer_inzien` itself, when it knows what it shows.
    """
    gebruiker = request.user
    kandidaat = (
        Kandidaat.objects.zichtbaar_voor(gebruiker)
        .met_hoedanigheden(gebruiker)
        .select_related("behandelregio", "gemeente")
        .filter(dossiernummer=nu_nummer(dossiernummer))
        .first()
    )
    if kandidaat is None:
        schrijf(
            gebruiker=gebruiker, handeling=Handeling.GEWEIGERD, dossier=dossiernummer, categorie=categorie
        )
        raise Http404
    if kandidaat.dossiernummer != dossiernummer:
        raise Verhuisd(kandidaat, dossiernummer)
    kandidaat.toegang = Dossiertoegang(hoedanigheden_van(kandidaat))
    if not any(kandidaat.toegang.mag(soort, nodig) for soort in (categorie, *of)):
        schrijf(
            gebruiker=gebruiker, handeling=Handeling.GEWEIGERD, dossier=dossiernummer, categorie=categorie
        )
        raise PermissionDenied
    if log and request.method in ("GET", "HEAD"):
        schrijf(gebruiker=gebruiker, handeling=Handeling.INZIEN, dossier=dossiernummer, categorie=categorie)
    return kandidaat


def ander_of_404(request, kandidaat, dossiernummer):
    """The person who may be the same as `kandidaat`: handled by this user too, or put before her by another region.

    Raises Http404, logged, for anybody else and for a number that does not exist: one query.
    """
    eigen = Kandidaat.objects.order_by().waar_mag(request.user, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    voorgelegd = (
        Dubbelvermoeden.objects.lopend_voorgelegd()
        .order_by()
        .filter(
            Q(eerste=OuterRef("pk"), tweede=kandidaat.pk, voorgelegd_kant=Vermoedenkant.EERSTE)
            | Q(tweede=OuterRef("pk"), eerste=kandidaat.pk, voorgelegd_kant=Vermoedenkant.TWEEDE)
        )
    )
    ander = (
        Kandidaat.objects.filter(Q(Exists(eigen.filter(pk=OuterRef("pk")))) | Q(Exists(voorgelegd)))
        .exclude(pk=kandidaat.pk)
        .select_related("behandelregio", "gemeente")
        .filter(dossiernummer=dossiernummer)
        .first()
    )
    if ander is None:
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            dossier=dossiernummer,
            categorie=Categorie.CONTACT,
        )
        raise Http404
    return ander


def noteer_inzien(request, kandidaat, *categorieen):
    """Log a look at each of these categories of one dossier, in one query."""
    schrijf_categorieen(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossier=kandidaat.dossiernummer,
        categorieen=categorieen,
    )
