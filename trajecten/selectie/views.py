"""Screens of selection for a coordinator: all rounds, people not yet in a round, and deciding about a whole round."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import nummers_uit
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.formulieren import meld_weigeringen
from trajecten.groepsactie import voor_ieder
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Programma, Ronde
from trajecten.programmawoorden import aantallen
from trajecten.selectie import overzicht as lezen
from trajecten.selectie.afwijzingen import woorden_per_besluit, woorden_voor_kandidaat
from trajecten.selectie.beoordelaars import wachtend_op
from trajecten.selectie.diensten import Besluit, draai_besluit_terug, neem_besluiten, neem_op_in_ronde
from trajecten.selectie.forms import BESLUITEN, ControleForm, IndelenForm, RondeForm, besluitnaam, redennaam
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.nodig import met_nodig
from trajecten.selectie.rondes import tellende, volgende
from trajecten.selectie.uitkomsten import in_woorden

PER_PAGINA = 25
alleen_wie_beslist = vereist(Categorie.SELECTIE, Toegang.SCHRIJVEN)


def mensen(aantal):
    """ "1 kandidaat", "12 kandidaten"."""
    return "1 kandidaat" if aantal == 1 else f"{aantal} kandidaten"


@require_safe
@alleen_wie_beslist
def overzicht(request):
    """Every running programme with its rounds and counts."""
    regels = lezen.programmaregels(request.user)
    wacht = sum(ronde.wacht for regel in regels for ronde in regel.rondes)
    return render(
        request,
        "selectie/overzicht.html",
        {
            "regels": [regel for regel in regels if not regel.leeg],
            "zonder": [regel for regel in regels if regel.leeg],
            "vraagt_u": [
                (regel.programma, ronde) for regel in regels for ronde in regel.rondes if ronde.vraagt_u
            ],
            "sub": f"{mensen(wacht)} {'wacht' if wacht == 1 else 'wachten'} op een besluit."
            if wacht
            else "Niemand wacht op een besluit.",
        },
    )


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def indelen(request, pk):
    """People of one programme who wait for no round yet: take them into one, as a group."""
    programma = get_object_or_404(Programma, pk=pk)
    rondes = Ronde.objects.filter(programma=programma).order_by("volgorde")
    wachtend = (
        lezen.niet_ingedeeld(request.user)
        .filter(programma=programma)
        .select_related("kandidaat", "verwijzing__partner")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    alle = list(rondes)
    eerste = tellende(alle)[0] if alle else None
    form = IndelenForm(
        request.POST or None,
        rondes=rondes,
        trajecten=lezen.te_beslissen(request.user).filter(programma=programma).select_related("kandidaat"),
        initial={"ronde": eerste},
    )
    if request.method == "POST" and form.is_valid():
        gekozen, ronde = form.cleaned_data["traject"], form.cleaned_data["ronde"]
        with eenmalig(request) as inzending:
            if inzending.eerste:
                uitkomst = neem_op_in_ronde(gekozen, ronde=ronde, door=request.user)
                if uitkomst.gedaan:
                    meld(request, f"{mensen(len(uitkomst.gedaan))} opgenomen in de ronde '{ronde.naam}'.")
                meld_weigeringen(request, uitkomst.niet)
        return redirect("selectie:ronde", ronde.pk)
    gekozen = nummers_uit(request.POST.getlist("traject"))
    rijen = list(wachtend[: lezen.MEER])
    return render(
        request,
        "selectie/indelen.html",
        {
            "programma": programma,
            "form": form,
            "rijen": rijen,
            "aantal": wachtend.count() if len(rijen) == lezen.MEER else len(rijen),
            "rondes": alle,
            "gekozen": gekozen,
            "alles": request.GET.get("kies") == "alle",
        },
    )


# --- A round ----------------------------------------------------------------------------------------------------------
@dataclass
class Rij:
    """One row of a round: the person and, where she waits, the field of her decision."""

    deelname: Rondedeelname
    veld: object = None
    reden: object = None
    gevolg: str = ""

    @property
    def uitkomst(self):
        return in_woorden(getattr(self.deelname, "gegevens", None))

    @property
    def scores(self):
        return lezen.scores(self.deelname)

    @property
    def stand(self):
        return lezen.Scorestand(self.deelname)

    @property
    def voorstel(self):
        return lezen.voorstel(self.deelname)


def ronde_of_404(pk):
    """The round with its programme, and in `.reeks` all rounds of that programme; one query."""
    reeks = list(Ronde.objects.filter(programma__rondes=pk).select_related("programma").order_by("volgorde"))
    ronde = next((ronde for ronde in reeks if ronde.pk == pk), None)
    if ronde is None:
        raise Http404
    ronde.reeks = reeks
    return ronde


def _toon_ronde(request, ronde, form=None):
    """The table of who waits for a decision; with `form` after an error, or back from the recap.

    `?kies=door` fills in "Door" for everybody: still each a choice on screen, and the recap comes first.
    """
    open_ = list(met_nodig(lezen.deelnames(ronde, request.user).onbesloten())[: lezen.MEER])
    iedereen_door = request.GET.get("kies") == Uitslag.DOOR
    begin = {besluitnaam(d): Uitslag.DOOR.value for d in open_} if iedereen_door else None
    form = form or RondeForm(deelnames=open_, initial=begin)
    velden = form.fields
    rijen = [Rij(d, form[besluitnaam(d)] if besluitnaam(d) in velden else None) for d in open_]
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[d.traject.kandidaat.dossiernummer for d in open_],
        categorie=Categorie.SELECTIE,
    )
    return render(
        request,
        "selectie/ronde.html",
        {
            "ronde": ronde,
            "form": form,
            "rijen": rijen,
            "iedereen_door": iedereen_door,
            "bijeenkomsten": _bijeenkomsten(open_),
            "wacht_op": wachtend_op(open_),
            "nodig": sum(deelname.heeft_nodig for deelname in open_),
            "vraagt_u": [
                d for d in open_ if any(b.gebruiker_id == request.user.pk for b in d.nog_te_schrijven)
            ],
            "niet_gekomen": [d for d in open_ if d.is_weggebleven],
            "niet_ingevuld": sum(_is_niet_ingevuld(d) for d in open_),
            "niet_uitgenodigd": sum(not deelname.is_uitgenodigd for deelname in open_),
            **_kop(request, ronde, besloten=False),
        },
    )


def _is_niet_ingevuld(deelname):
    """Her meeting is over, and nobody said whether she came."""
    bij = deelname.deelname
    if bij is None or bij.bijeenkomst.afgelast_op:
        return False
    return bij.aanwezigheid == Aanwezigheid.UITGENODIGD and bij.bijeenkomst.eind < timezone.now()


def _bijeenkomsten(deelnames):
    """(meeting, invited, present, on its waiting list) for each meeting of these people, in order."""
    groepen = {}
    for deelname in deelnames:
        if deelname.deelname is not None:
            groepen.setdefault(deelname.deelname.bijeenkomst, []).append(deelname.deelname.aanwezigheid)
    gevonden = []
    for bijeenkomst, standen in sorted(groepen.items(), key=lambda groep: (groep[0].begin, groep[0].pk)):
        wachten = standen.count(Aanwezigheid.WACHTLIJST)
        aanwezig = standen.count(Aanwezigheid.AANWEZIG)
        gevonden.append((bijeenkomst, len(standen) - wachten, aanwezig, wachten))
    return gevonden


def _kop(request, ronde, *, besloten):
    telling = lezen.telling(ronde, request.user)
    verder = None if besloten else volgende(ronde, ronde.reeks)
    return {
        "plan": aantallen(ronde),
        "plan_verder": aantallen(verder) if verder else "",
        "telling": telling,
        "net_besloten": telling["net_besloten"],
        "tabs": [
            {"url": "?", "tekst": "Nog te besluiten", "aantal": telling["wacht"], "actief": not besloten},
            {"url": "?toon=besloten", "tekst": "Besloten", "aantal": telling["besloten"], "actief": besloten},
        ],
    }


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def ronde(request, pk):
    """The people of a round. POST brings the choices back from the recap and writes nothing."""
    ronde = ronde_of_404(pk)
    if request.method == "POST":
        open_ = list(lezen.deelnames(ronde, request.user).onbesloten()[: lezen.MEER])
        keuzes = {besluitnaam(d): request.POST.get(besluitnaam(d), "") for d in open_}
        return _toon_ronde(request, ronde, RondeForm(deelnames=open_, initial=keuzes))
    if request.GET.get("toon") == "besloten":
        besloten = (
            lezen.deelnames(ronde, request.user)
            .met_bericht()
            .exclude(uitslag=Uitslag.OPEN)
            .order_by("-besloten_op", "pk")
        )
        kop = _kop(request, ronde, besloten=True)
        bladen = Paginator(besloten, PER_PAGINA)
        bladen.count = kop["telling"]["besloten"]  # the same people, counted already
        pagina = bladen.get_page(request.GET.get("pagina"))
        schrijf_alle(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            dossiers=[d.traject.kandidaat.dossiernummer for d in pagina],
            categorie=Categorie.SELECTIE,
        )
        rijen = [Rij(d) for d in pagina]
        return render(
            request, "selectie/besloten.html", {"ronde": ronde, "pagina": pagina, "rijen": rijen, **kop}
        )
    return _toon_ronde(request, ronde)


def _verzonden(request, ronde):
    """The rows named in this POST that this coordinator may decide about, whatever was decided meanwhile."""
    nummers = nummers_uit(
        naam.removeprefix("besluit_")
        for naam, waarde in request.POST.items()
        if waarde and naam.startswith("besluit_")
    )
    return list(lezen.deelnames(ronde, request.user).filter(pk__in=sorted(nummers)[: lezen.MEER]))


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def controle(request, pk):
    """The recap of what was chosen: what changes for whom, and a reason where one is asked. Writes nothing."""
    ronde = ronde_of_404(pk)
    if request.method != "POST":
        return redirect("selectie:ronde", ronde.pk)
    form = RondeForm(request.POST, deelnames=_verzonden(request, ronde))
    if not form.is_valid():
        return _opnieuw(request, ronde, form)
    keuzes = [(d, form.keuze(d)) for d in form.deelnames]
    return _toon_controle(request, ronde, ControleForm(keuzes=keuzes))


def _opnieuw(request, ronde, fout):
    """The table again with the error of `fout`, on the rows that wait now."""
    open_ = list(lezen.deelnames(ronde, request.user).onbesloten()[: lezen.MEER])
    form = RondeForm(request.POST, deelnames=open_)
    form.is_valid()
    return _toon_ronde(request, ronde, form if form.errors else fout)


def _toon_controle(request, ronde, form):
    verder = volgende(ronde, ronde.reeks)
    gevolgen = {
        Uitslag.DOOR.value: f"Gaat door naar '{verder.naam}'." if verder else "Wordt geselecteerd.",
        Uitslag.AFGEWEZEN.value: "Het traject stopt: afgewezen.",
        Uitslag.TERUGGETROKKEN.value: "Het traject stopt: teruggetrokken.",
    }
    rijen = [
        Rij(
            deelname,
            dict(BESLUITEN)[uitslag],
            form[redennaam(deelname)] if redennaam(deelname) in form.fields else None,
            gevolgen[uitslag],
        )
        for deelname, uitslag in form.keuzes
    ]
    afgewezen = next((d for d, uitslag in form.keuzes if uitslag == Uitslag.AFGEWEZEN), None)
    _, tekst = woorden_voor_kandidaat(afgewezen.traject, door=request.user) if afgewezen else ("", "")
    woorden = woorden_per_besluit({uitslag for _, uitslag in form.keuzes}, beslissend=verder is None)
    context = {"ronde": ronde, "form": form, "rijen": rijen, "woorden": woorden, "tekst": tekst}
    return render(request, "selectie/controle.html", context)


@require_POST
@alleen_wie_beslist
def besluiten(request, pk):
    """The one save after the recap."""
    ronde = ronde_of_404(pk)
    eerst = RondeForm(request.POST, deelnames=_verzonden(request, ronde))
    if not eerst.is_valid():
        return _opnieuw(request, ronde, eerst)
    keuzes = [(d, eerst.keuze(d)) for d in eerst.deelnames]
    form = ControleForm(request.POST, keuzes=keuzes)
    if not form.is_valid():
        return _toon_controle(request, ronde, form)
    with eenmalig(request) as inzending:
        if inzending.eerste:
            besluiten = [Besluit(d, uitslag, form.reden(d)) for d, uitslag in keuzes]
            uitkomst = neem_besluiten(besluiten, door=request.user)
            if uitkomst.gedaan:
                meld(request, f"Besluit over {mensen(len(uitkomst.gedaan))} bewaard.")
            meld_weigeringen(request, uitkomst.niet, lambda b: b.rondedeelname.traject.kandidaat.naam)
    return redirect("selectie:ronde", ronde.pk)


@require_POST
@alleen_wie_beslist
def ongedaan(request, pk, moment):
    """Undo one's own decisions of one save, within ten minutes."""
    ronde = ronde_of_404(pk)
    if moment not in {groep.moment for groep in lezen.net_besloten(ronde, request.user)}:
        meld(
            request,
            "Ongedaan maken kan niet meer: het is al gedaan, of meer dan tien minuten geleden. "
            "Open de kandidaat om een vergissing te herstellen.",
            soort="aandacht",
        )
        return redirect("selectie:ronde", ronde.pk)
    rijen = lezen.deelnames(ronde, request.user).filter(
        besloten_op=lezen.van_getal(moment), besloten_door=request.user
    )
    uitkomst = voor_ieder(list(rijen), lambda d: draai_besluit_terug(d, door=request.user))
    if uitkomst.gedaan:
        meld(request, f"Besluit over {mensen(len(uitkomst.gedaan))} ongedaan gemaakt.")
    meld_weigeringen(request, uitkomst.niet, lambda d: d.traject.kandidaat.naam)
    return redirect("selectie:ronde", ronde.pk)
