"""Group action: a seat in a cohort, or a place on its waiting list."""

from django import forms

from basis.formulieren import Formulier, RadioVeld
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd
from trajecten.dossier.groep.actie import Groepsactie, Vooruitzicht
from trajecten.lichtingen import plaats, zet_terug
from trajecten.models import Lichting, Traject
from trajecten.statussen import Status


class Keuzeform(Formulier):
    """Which cohort that has not started, and what to do with who does not fit."""

    uitleg = True
    lichting = RadioVeld(label="Welke lichting?")
    rest_naar_wachtlijst = forms.BooleanField(
        required=False, label="Zijn er te weinig plaatsen? Zet de rest op de wachtlijst."
    )

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        trajecten = Traject.objects.order_by().open().filter(kandidaat__in=mensen)
        lichtingen = (
            Lichting.objects.open()
            .filter(programma__in=trajecten.values("programma"))
            .met_bezetting()
            .select_related("programma", "vestiging")
            .order_by("start", "naam", "pk")
        )
        self._lichtingen = {str(lichting.pk): lichting for lichting in lichtingen}
        self.fields["lichting"].choices = [(code, _woorden(li)) for code, li in self._lichtingen.items()]
        self.leeg = (
            ""
            if self._lichtingen
            else "Er is geen lichting die nog moet starten in het programma van deze kandidaten."
        )

    def clean_lichting(self):
        return self._lichtingen[self.cleaned_data["lichting"]]


def _woorden(lichting):
    return (
        f"{lichting.naam} ({lichting.programma}): start {datum(lichting.start)}, "
        f"{lichting.bezet} van {lichting.plaatsen} plaatsen bezet"
    )


def feiten(gegevens, vooruitzichten):
    """The recap in pairs (term, value)."""
    lichting = gegevens["lichting"]
    return [
        ("Lichting", lichting.naam),
        ("Programma", str(lichting.programma)),
        ("Start", datum(lichting.start)),
        ("Plaatsen", f"{lichting.bezet} van {lichting.plaatsen} bezet"),
    ]


# --- Judging ----------------------------------------------------------------------------------------------------------
def vooruitzichten(mensen, gegevens):
    """A Vooruitzicht for each of these people, in the order in which seats are given; one query."""
    lichting = gegevens["lichting"]
    per_persoon = {kandidaat.pk: kandidaat for kandidaat in mensen}
    trajecten = list(
        Traject.objects.open()
        .filter(kandidaat__in=mensen, programma=lichting.programma_id)
        .select_related("lichting", "verwijzing")
        .order_by("-voorrang", "verwijzing__ontvangen_op", "pk")
    )
    vrij, gevonden = max(lichting.plaatsen - lichting.bezet, 0), []
    for traject in trajecten:
        traject.kandidaat = per_persoon.pop(traject.kandidaat_id)
        kan, tekst = _kan(traject, lichting, vrij, gegevens["rest_naar_wachtlijst"])
        vrij -= kan and vrij > 0
        gevonden.append(
            Vooruitzicht(
                traject.kandidaat, kan, tekst, f"{traject.pk}:{traject.versie}:{traject.status}", traject
            )
        )
    zonder = f"Heeft geen traject dat loopt in {lichting.programma}."
    return gevonden + [Vooruitzicht(kandidaat, False, zonder) for kandidaat in per_persoon.values()]


def _kan(traject, lichting, vrij, rest_naar_wachtlijst):
    """(can she, sentence)."""
    hier = traject.lichting_id == lichting.pk
    if traject.status == Status.LOPEND:
        return False, "Is al gestart."
    if traject.status not in (Status.GESELECTEERD, Status.WACHTLIJST):
        return False, f"De status is ‘{traject.get_status_display()}’. Een plaats kan pas na de selectie."
    if hier and traject.status == Status.GESELECTEERD:
        return False, "Heeft al een plaats in deze lichting."
    elders = f" Verlaat de lichting ‘{traject.lichting.naam}’." if traject.lichting_id and not hier else ""
    if vrij > 0:
        return True, f"Krijgt een plaats.{elders}"
    if _houdt_plaats(traject):
        return False, f"De lichting is vol. Houdt de plaats in ‘{traject.lichting.naam}’."
    if not rest_naar_wachtlijst:
        return False, "De lichting is vol."
    if hier:
        return False, "De lichting is vol. Staat al op de wachtlijst van deze lichting."
    return True, f"De lichting is vol. Komt op de wachtlijst.{elders}"


def _houdt_plaats(traject):
    """Nobody gives up a seat to wait for another one."""
    return traject.status == Status.GESELECTEERD and traject.lichting_id is not None


# --- Doing and undoing ------------------------------------------------------------------------------------------------
def doe(vooruitzicht, gegevens, *, door):
    """A seat or the waiting list for one person: (sentence, what undoing needs). Raises as `plaats`."""
    traject, lichting = vooruitzicht.werk, gegevens["lichting"]
    spoor = {"traject": traject.pk, "lichting": traject.lichting_id, "status": traject.status}
    wachten = gegevens["rest_naar_wachtlijst"] and not _houdt_plaats(traject)
    traject = plaats(traject, lichting=lichting, door=door, anders_wachten=wachten)
    spoor["versie"] = traject.versie
    if traject.status == Status.WACHTLIJST:
        return f"Staat op de wachtlijst van ‘{lichting.naam}’: de lichting is vol.", spoor
    return f"Heeft een plaats in ‘{lichting.naam}’.", spoor


def ongedaan(kandidaat, spoor, *, door):
    """Put one person back where she was. Raises as `zet_terug`."""
    traject = (
        Traject.objects.select_related("lichting").filter(pk=spoor["traject"], kandidaat=kandidaat).first()
    )
    if traject is None:
        raise IntussenGewijzigd(kandidaat)
    traject.kandidaat = kandidaat
    lichting = Lichting.objects.filter(pk=spoor["lichting"]).first() if spoor["lichting"] else None
    zet_terug(traject, gezien=spoor["versie"], lichting=lichting, status=Status(spoor["status"]), door=door)


ACTIE = Groepsactie(
    titel="Verplaatsen naar een lichting",
    knop="Kandidaten verplaatsen",
    formulier=Keuzeform,
    vooruitzichten=vooruitzichten,
    feiten=feiten,
    doe=doe,
    ongedaan=ongedaan,
)
