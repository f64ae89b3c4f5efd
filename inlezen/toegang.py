"""Getting one import: the object or a 404 (logged), for who may read lists in."""

from django.http import Http404

from gebruikers.rechten import Categorie
from inlezen.models import Inlezing
from logboek.diensten import schrijf
from logboek.models import Handeling


def inlezing_of_404(request, pk, *, met_lijst=False, log=True):
    """The import without its list, unless `met_lijst`. Views stand behind `vereist(Categorie.INLEZEN, BEPERKT)`.

    `log` False: this is not another look, but the same page that asks how far it is.

    Raises Http404 for one that does not exist, and for one of another coordinator's region or of another referrer: the
    same query and answer, all logged.
    """
    inlezingen = Inlezing.objects.zichtbaar_voor(request.user).select_related(
        "partner", "programma", "behandelregio", "contactpersoon", "gemaakt_door"
    )
    if not met_lijst:
        inlezingen = inlezingen.defer("lijst")
    inlezing = inlezingen.filter(pk=pk).first()
    if inlezing is None:
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            categorie=Categorie.INLEZEN,
            reden=f"inlezing {pk}",
        )
        raise Http404
    if log and request.method in ("GET", "HEAD"):
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            categorie=Categorie.INLEZEN,
            reden=f"inlezing {pk}",
        )
    return inlezing
