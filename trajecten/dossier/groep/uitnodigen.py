"""Group action: an invitation to a meeting of a selection round, a planned one or a new one."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils import timezone

from basis.formulieren import RadioVeld
from basis.templatetags.componenten import datum, datumtijd, tijd
from basis.vergrendeling import IntussenGewijzigd
from trajecten.dossier.groep.actie import Groepsactie, Vooruitzicht
from trajecten.forms_bijeenkomst import BijeenkomstForm, PlekForm
from trajecten.keuzes import AFWEZIG, Aanwezigheid
from trajecten.models import Bijeenkomst, Ronde, Traject
from trajecten.selectie.bijeenkomsten import maak_bijeenkomst, nodig_uit, trek_uitnodiging_in
from trajecten.selectie.diensten import bezwaar_tegen_opname, haal_uit_ronde, neem_op_in_ronde
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.rondes import vorige
from trajecten.statussen import Status

NIEUW = "nieuw"


class Keuzeform(BijeenkomstForm):
    """A meeting that is still to come in a programme of these people, or a new one for one of its rounds."""

    bijeenkomst = RadioVeld(label="Welke bijeenkomst?")
    ronde = forms.ChoiceField(label="Voor welke ronde?", required=False)

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        programmas = Traject.objects.order_by().open().filter(kandidaat__in=mensen).values("programma")
        wacht = Q(
            deelnames__traject__kandidaat__in=mensen,
            deelnames__traject__einddatum=None,
            deelnames__uitslag=Uitslag.OPEN,
        ) & (
            Q(deelnames__deelname=None)
            | Q(deelnames__deelname__bijeenkomst__afgelast_op__isnull=False)
            | Q(deelnames__deelname__aanwezigheid__in=AFWEZIG)
        )
        rondes = (
            Ronde.objects.filter(programma__in=programmas)
            .annotate(wachten=Count("deelnames", filter=wacht))
            .select_related("programma")
        )
        self._rondes = {str(r.pk): r for r in rondes.order_by("programma__naam", "volgorde", "pk")}
        komend = (
            Bijeenkomst.objects.komend()
            .filter(ronde__in=list(self._rondes))
            .met_bezetting()
            .order_by("begin", "pk")
        )
        self._bijeenkomsten = {}
        for bijeenkomst in komend:
            bijeenkomst.ronde = self._rondes[str(bijeenkomst.ronde_id)]
            self._bijeenkomsten[str(bijeenkomst.pk)] = bijeenkomst
        self.fields["bijeenkomst"].choices = [
            *[(code, _woorden(b)) for code, b in self._bijeenkomsten.items()],
            (NIEUW, "Een nieuwe bijeenkomst"),
        ]
        self.fields["ronde"].choices = [
            ("", "Kies een ronde"),
            *[(code, _ronde_woorden(ronde)) for code, ronde in self._rondes.items()],
        ]
        self._richt_in()
        self.leeg = (
            ""
            if self._rondes
            else "Deze kandidaten hebben geen traject dat loopt in een programma met rondes."
        )

    def _richt_in(self):
        """Without a planned meeting this is a form about a new one; else what it asks is for a new one only."""
        keuze = bool(self._bijeenkomsten)
        if not keuze:
            self.fields["bijeenkomst"].widget = forms.HiddenInput()
            self.initial["bijeenkomst"] = NIEUW
        for naam in ("ronde", "begin", "tot"):
            self.fields[naam].required = not keuze
        self.toon_niet_verplicht = self.uitleg = not keuze
        titel = "Alleen voor een nieuwe bijeenkomst" if keuze else "Nieuwe bijeenkomst"
        velden = ("ronde", "begin", "tot", "plaats", "online", "online_link", "capaciteit")
        self.indeling = Layout("bijeenkomst", Fieldset(titel, *velden))

    def _nieuw_is_volledig(self):
        """A new meeting: the fields of the form about one meeting are obligatory after all."""
        zinnen = {
            "ronde": "Kies voor welke ronde de nieuwe bijeenkomst is.",
            "begin": "Vul in wanneer de nieuwe bijeenkomst begint.",
            "tot": "Vul in tot hoe laat de nieuwe bijeenkomst duurt.",
        }
        for naam, zin in zinnen.items():
            if not self.cleaned_data.get(naam) and naam not in self.errors:
                self.add_error(naam, zin)
        begin = self.cleaned_data.get("begin")
        if begin and begin <= timezone.now():
            self.add_error("begin", "Dit moment is al voorbij. Kies een later moment.")

    def clean(self):
        gekozen = self.cleaned_data.get("bijeenkomst")
        if gekozen == NIEUW:
            self._nieuw_is_volledig()
            gegevens = super().clean()
            if not self.errors:
                gegevens["ronde"] = self._rondes[gegevens["ronde"]]
                gegevens["bijeenkomst"] = Bijeenkomst(ronde=gegevens["ronde"], **self.waarden())
                gegevens["bijeenkomst"].bezet = 0
                gegevens["nieuw"] = self.waarden()
        else:  # what stands in the fields of a new one does not count
            for naam in ("ronde", "begin", "tot", "plaats", "online_link", "capaciteit"):
                self.errors.pop(naam, None)
            gegevens = super(PlekForm, self).clean()
            if gekozen:
                gegevens["bijeenkomst"] = self._bijeenkomsten[gekozen]
                gegevens["ronde"] = gegevens["bijeenkomst"].ronde
        return gegevens


def _ronde_woorden(ronde):
    wachten = f" ({ronde.wachten} van hen nog niet uitgenodigd)" if ronde.wachten else ""
    return f"{ronde.programma}: {ronde.naam}{wachten}"


def _plaats(bijeenkomst):
    return ", ".join(filter(None, [bijeenkomst.plaats, "online" if bijeenkomst.online else ""]))


def _bezetting(bijeenkomst):
    if bijeenkomst.capaciteit is None:
        return f"{bijeenkomst.bezet} uitgenodigd"
    return f"{bijeenkomst.bezet} van {bijeenkomst.capaciteit} plaatsen bezet"


def _woorden(bijeenkomst):
    return (
        f"{datumtijd(bijeenkomst.begin)}, {bijeenkomst.ronde.naam} ({bijeenkomst.ronde.programma}), "
        f"{_plaats(bijeenkomst)}: {_bezetting(bijeenkomst)}"
    )


def feiten(gegevens, vooruitzichten):
    """The recap in pairs (term, value)."""
    bijeenkomst, ronde = gegevens["bijeenkomst"], gegevens["ronde"]
    return [
        ("Bijeenkomst", f"{'Nieuw: ' if 'nieuw' in gegevens else ''}{ronde.naam}"),
        ("Programma", str(ronde.programma)),
        ("Wanneer", f"{datumtijd(bijeenkomst.begin)} tot {tijd(bijeenkomst.eind)}"),
        ("Waar", _plaats(bijeenkomst)),
        ("Plaatsen", _bezetting(bijeenkomst)),
    ]


# --- Judging ----------------------------------------------------------------------------------------------------------
def vooruitzichten(mensen, gegevens):
    """A Vooruitzicht for each of these people, in the order in which seats are given; three queries."""
    ronde, bijeenkomst = gegevens["ronde"], gegevens["bijeenkomst"]
    per_persoon = {kandidaat.pk: kandidaat for kandidaat in mensen}
    trajecten = list(
        Traject.objects.open()
        .filter(kandidaat__in=mensen, programma=ronde.programma_id)
        .order_by("-voorrang", "verwijzing__ontvangen_op", "pk")
    )
    rondes = {r.pk: r for r in Ronde.objects.filter(programma=ronde.programma_id)}
    eerdere = vorige(ronde, list(rondes.values()))
    stand = {}
    for deelname in Rondedeelname.objects.filter(traject__in=trajecten).select_related(
        "deelname__bijeenkomst"
    ):
        stand[deelname.traject_id, deelname.ronde_id] = deelname
    vrij, gevonden = _vrij(bijeenkomst), []
    for traject in trajecten:
        traject.kandidaat = per_persoon.pop(traject.kandidaat_id)
        nu = stand.get((traject.pk, ronde.pk))
        vooraf = stand.get((traject.pk, eerdere.pk)) if eerdere else None
        is_door = vooraf is not None and vooraf.uitslag == Uitslag.DOOR
        bezwaar = _bezwaar(traject, nu, eerdere, is_door, bijeenkomst)
        gevonden.append(_vooruitzicht(traject, nu, bezwaar, vol=vrij is not None and vrij <= 0))
        if not bezwaar and vrij is not None:
            vrij -= 1
    zonder = f"Heeft geen traject dat loopt in {ronde.programma}."
    return gevonden + [Vooruitzicht(kandidaat, False, zonder) for kandidaat in per_persoon.values()]


def _vrij(bijeenkomst):
    return None if bijeenkomst.capaciteit is None else bijeenkomst.capaciteit - bijeenkomst.bezet


def _bezwaar(traject, nu, eerdere, is_door, bijeenkomst):
    if nu is None:
        return bezwaar_tegen_opname(traject, eerdere, is_door)
    if nu.uitslag != Uitslag.OPEN:
        return f"In deze ronde is al besloten: {nu.get_uitslag_display().lower()}."
    if nu.is_uitgenodigd:
        return f"Is al uitgenodigd voor {datum(nu.deelname.bijeenkomst.begin)}."
    if nu.is_weggebleven and nu.deelname.bijeenkomst_id == bijeenkomst.pk:
        return "Komt niet naar deze bijeenkomst. Kies een andere bijeenkomst."
    return ""


def _vooruitzicht(traject, nu, bezwaar, *, vol):
    stand = f"{traject.pk}:{traject.versie}:" + (f"{nu.pk}:{nu.uitslag}:{nu.deelname_id}" if nu else "")
    tekst = bezwaar or ("De bijeenkomst is vol. Komt op de wachtlijst." if vol else "Wordt uitgenodigd.")
    if not bezwaar and nu is None:
        tekst += " Komt ook in de ronde."
    if not bezwaar and nu is not None and nu.is_weggebleven:
        tekst += f" Kwam niet op {datum(nu.deelname.bijeenkomst.begin)}."
    return Vooruitzicht(traject.kandidaat, not bezwaar, tekst, stand, (traject, nu))


# --- Doing and undoing ------------------------------------------------------------------------------------------------
def bereid_voor(gegevens):
    """Plan the new meeting, if one was asked for."""
    if "nieuw" not in gegevens:
        return {}
    gegevens["bijeenkomst"] = maak_bijeenkomst(gegevens["ronde"], **gegevens["nieuw"])
    return {"bijeenkomst": gegevens["bijeenkomst"].pk}


def doe(vooruitzicht, gegevens, *, door):
    """Invite one person, into the round first where that is needed: (sentence, what undoing needs)."""
    traject, nu = vooruitzicht.werk
    spoor = {"opgenomen": nu is None, "was_nieuw": traject.status == Status.AANGEMELD}
    if nu is None:
        uitkomst = neem_op_in_ronde([traject], ronde=gegevens["ronde"], door=door)
        if uitkomst.niet:
            raise ValidationError(uitkomst.niet[0].reden)
        nu = uitkomst.gedaan[0]
    nu.traject = traject
    deelname = nodig_uit(nu, bijeenkomst=gegevens["bijeenkomst"], door=door)
    spoor["rondedeelname"] = nu.pk
    spoor["deelname"] = deelname.pk
    if deelname.aanwezigheid == Aanwezigheid.WACHTLIJST:
        return "Staat op de wachtlijst: de bijeenkomst is vol.", spoor
    return f"Is uitgenodigd voor {datumtijd(deelname.bijeenkomst.begin)}.", spoor


def ongedaan(kandidaat, spoor, *, door):
    """Withdraw one invitation; who came into the round by it leaves it again. Raises IntussenGewijzigd."""
    nu = (
        Rondedeelname.objects.filter(
            pk=spoor["rondedeelname"], deelname=spoor["deelname"], traject__kandidaat=kandidaat
        )
        .select_related("traject__kandidaat", "ronde")
        .first()
    )
    if nu is None or nu.uitslag != Uitslag.OPEN:
        raise IntussenGewijzigd(kandidaat)
    trek_uitnodiging_in(nu, door=door)
    if spoor["opgenomen"]:
        haal_uit_ronde(nu, was_nieuw=spoor["was_nieuw"], door=door)


def ruim_op(spoor):
    """A new meeting to which nobody is invited does not stay."""
    if "bijeenkomst" in spoor:
        Bijeenkomst.objects.filter(pk=spoor["bijeenkomst"], deelnames=None).delete()


ACTIE = Groepsactie(
    titel="Uitnodigen",
    knop="Kandidaten uitnodigen",
    formulier=Keuzeform,
    vooruitzichten=vooruitzichten,
    feiten=feiten,
    doe=doe,
    ongedaan=ongedaan,
    bereid_voor=bereid_voor,
    ruim_op=ruim_op,
)
