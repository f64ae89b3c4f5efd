"""Getting one dossier: the object or a 404, with what this user may do in it; every look is logged (PRIV-02, -08)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from gebruikers.rechten import Categorie, Toegang, toegang
from kandidaten.models import Kandidaat
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


def kandidaat_of_404(request, dossiernummer, categorie, nodig=Toegang.LEZEN, *, of=(), log=True):
    """The candidate with `.toegang` (Dossiertoegang) set, for a view about one category of her data.

    `of`: other categories of which one is enough too, for a page that shows each part to who may see that part.

    Raises Http404 for a number that does not exist and for one outside the user's scope: one query, the same answer,
    both logged. Raises PermissionDenied if she may see the person but not this category. A GET is logged as a look;
    a change is logged by the service that makes it. `log` False: the view calls `noteer_inzien` itself, when it knows
    what it shows.
    """
    gebruiker = request.user
    kandidaat = (
        Kandidaat.objects.zichtbaar_voor(gebruiker)
        .met_hoedanigheden(gebruiker)
        .select_related("behandelregio", "gemeente")
        .filter(dossiernummer=dossiernummer)
        .first()
    )
    if kandidaat is None:
        schrijf(
            gebruiker=gebruiker, handeling=Handeling.GEWEIGERD, dossier=dossiernummer, categorie=categorie
        )
        raise Http404
    kandidaat.toegang = Dossiertoegang(hoedanigheden_van(kandidaat))
    if not any(kandidaat.toegang.mag(soort, nodig) for soort in (categorie, *of)):
        schrijf(
            gebruiker=gebruiker, handeling=Handeling.GEWEIGERD, dossier=dossiernummer, categorie=categorie
        )
        raise PermissionDenied
    if log and request.method in ("GET", "HEAD"):
        schrijf(gebruiker=gebruiker, handeling=Handeling.INZIEN, dossier=dossiernummer, categorie=categorie)
    return kandidaat


def noteer_inzien(request, kandidaat, *categorieen):
    """Log a look at each of these categories of one dossier, in one query."""
    schrijf_categorieen(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossier=kandidaat.dossiernummer,
        categorieen=categorieen,
    )
