"""Group action: people of one jobcoach go to one or more colleagues for good, each with a note."""

from datetime import date

from django import forms

from basis.formulieren import DatumVeld, RadioVeld, VrijeTekstVeld
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from kandidaten.caseload import leg_overdracht_vast, verdeel, zet_overdracht_terug
from kandidaten.diensten import heropen_toewijzing, trek_toewijzing_in
from kandidaten.keuzes import Overdrachtreden
from kandidaten.models import Overdracht, Toewijzing
from trajecten.dossier.diensten import laat_overnemen
from trajecten.dossier.groep.actie import Groepsactie, Vooruitzicht
from trajecten.dossier.groep.collegas import (
    Collegaform,
    collegaveld,
    eigen_van,
    kijk_nog_eens,
    stand_van,
    vanaf,
    wie_krijgt,
)


def _notitieveld(kandidaat):
    return f"notitie_{kandidaat.pk}"


class Overdraagform(Collegaform):
    """From whom, to whom, from when, why; and a note for each person of whom the coach left none."""

    van_wie = forms.ChoiceField(label="Van welke jobcoach?")
    collegas = collegaveld("Naar wie?")
    van = DatumVeld(
        label="Vanaf",
        help_text="De vorige jobcoach stopt de dag ervoor. Daarna leest die collega nog 30 dagen mee.",
    )
    reden = RadioVeld(label="Waarom?", choices=Overdrachtreden.choices)

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, mensen=mensen, **kwargs)
        if self.leeg:
            return
        klaar = Overdracht.objects.voorbereid().filter(kandidaat__in=mensen).order_by()
        self.voorbereid = set(klaar.values_list("kandidaat_id", "van_id"))
        enige = next(iter(self.van_wie.values())).pk if len(self.van_wie) == 1 else None
        for kandidaat in mensen:
            if (kandidaat.pk, enige) in self.voorbereid:
                continue
            self.fields[_notitieveld(kandidaat)] = VrijeTekstVeld(
                label=f"Overdrachtsnotitie over {kandidaat.naam}",
                required=False,
                rijen=2,
                help_text="Wat loopt er, en wat is de volgende stap?",
            )

    def clean(self):
        gegevens = super().clean()
        gegevens["voorbereid"] = getattr(self, "voorbereid", set())
        return gegevens


def vooruitzichten(mensen, gegevens):
    """A Vooruitzicht for each; the people are spread over the colleagues in the order of the list."""
    van_wie, collegas = gegevens["van_wie"], {c.pk: c for c in gegevens["collegas"]}
    per_persoon = gegevens["per_persoon"]
    kan = [k for k in mensen if _bezwaar(per_persoon[k.pk], gegevens) is None]
    naar = {k.pk: collegas[pk] for k, pk in verdeel(kan, {pk: c.aantal for pk, c in collegas.items()})}
    gegevens["paren"] = [(k, naar[k.pk].pk) for k in kan]
    return [_vooruitzicht(k, per_persoon[k.pk], naar.get(k.pk), gegevens, van_wie) for k in mensen]


def _bezwaar(toewijzingen, gegevens):
    """Why this person cannot be handed over, or None."""
    eigen = eigen_van(toewijzingen, gegevens["van_wie"])
    if eigen is None:
        return f"{gegevens['van_wie'].naam} begeleidt deze kandidaat niet."
    if eigen.tot is not None and eigen.tot < gegevens["van"]:
        return f"{gegevens['van_wie'].naam} stopt al op {datum(eigen.tot)}."
    zelf = {t.gebruiker_id: t.gebruiker.naam for t in toewijzingen if t.vervangt_id is None}
    al = [zelf[c.pk] for c in gegevens["collegas"] if c.pk in zelf]
    return f"{al[0]} begeleidt deze kandidaat zelf al." if al else None


def _vooruitzicht(kandidaat, toewijzingen, naar, gegevens, van_wie):
    stand = stand_van(toewijzingen)
    if naar is None:
        return Vooruitzicht(kandidaat, False, _bezwaar(toewijzingen, gegevens), stand)
    if gegevens.get(_notitieveld(kandidaat)):
        notitie = "Met uw notitie."
    elif (kandidaat.pk, van_wie.pk) in gegevens["voorbereid"]:
        notitie = f"Met de notitie van {van_wie.naam}."
    else:
        notitie = "Zonder notitie."
    tekst = f"{naar.naam} neemt het over van {van_wie.naam}. {notitie}{_waarneming(toewijzingen, gegevens)}"
    return Vooruitzicht(kandidaat, True, tekst, stand, (eigen_van(toewijzingen, van_wie), naar))


def _waarneming(toewijzingen, gegevens):
    """A cover for the coach of now goes on until its last day: say so, for it can be stopped on her page."""
    for t in toewijzingen:
        if t.vervangt_id == gegevens["van_wie"].pk and t.tot >= gegevens["van"]:
            return f" {t.gebruiker.naam} neemt nog waar tot en met {datum(t.tot)}."
    return ""


def feiten(gegevens, vooruitzichten):
    """The recap in pairs (term, value)."""
    return [
        ("Van", gegevens["van_wie"].naam),
        ("Naar", wie_krijgt(gegevens["collegas"], gegevens["paren"])),
        ("Vanaf", datum(gegevens["van"])),
        ("Waarom", Overdrachtreden(gegevens["reden"]).label),
    ]


def doe(vooruitzicht, gegevens, *, door):
    """Hand one person over: (sentence, what undoing needs). Raises as `wijs_toe`, and IntussenGewijzigd."""
    kandidaat, (oud, naar) = vooruitzicht.kandidaat, vooruitzicht.werk
    # Touch the candidate first: two coordinators take turns, and the second one sees what the first did.
    if not neem_beurt(kandidaat):
        raise IntussenGewijzigd(kandidaat)
    kijk_nog_eens(vooruitzicht)
    oud.kandidaat = kandidaat
    spoor = {"oud": oud.pk, "liep_tot": oud.tot.isoformat() if oud.tot else ""}
    notitie = gegevens.get(_notitieveld(kandidaat)) or ""
    _, overdracht = leg_overdracht_vast(
        kandidaat=kandidaat,
        van=oud.gebruiker,
        naar=naar,
        per=gegevens["van"],
        reden=gegevens["reden"],
        notitie=notitie,
        door=door,
    )
    waarom = Overdrachtreden(gegevens["reden"]).label
    nieuw = laat_overnemen(oud, gebruiker=naar, van=gegevens["van"], reden=waarom, door=door)
    spoor |= {"nieuw": nieuw.pk, "nu_tot": oud.tot.isoformat(), "overdracht": overdracht and overdracht.pk}
    return f"{naar.naam} is jobcoach {vanaf(nieuw.van)}.", spoor


def ongedaan(kandidaat, spoor, *, door):
    """Give one person back to the coach she came from. Raises IntussenGewijzigd if somebody changed it."""
    nieuw = _nog_zo(kandidaat, spoor["nieuw"], None)
    oud = _nog_zo(kandidaat, spoor["oud"], date.fromisoformat(spoor["nu_tot"]))
    zet_overdracht_terug(
        kandidaat=kandidaat,
        van=oud.gebruiker,
        naar=nieuw.gebruiker,
        per=nieuw.van,
        nieuw=spoor["overdracht"],
    )
    trek_toewijzing_in(nieuw, door=door)
    tot = date.fromisoformat(spoor["liep_tot"]) if spoor["liep_tot"] else None
    heropen_toewijzing(oud, tot=tot, reden=oud.reden, door=door)


def _nog_zo(kandidaat, pk, tot):
    rijen = Toewijzing.objects.select_related("gebruiker").filter(pk=pk, kandidaat=kandidaat, tot=tot)
    toewijzing = rijen.first()
    if toewijzing is None:
        raise IntussenGewijzigd(kandidaat)
    toewijzing.kandidaat = kandidaat
    return toewijzing


ACTIE = Groepsactie(
    titel="Caseload overdragen",
    knop="Mensen overdragen",
    formulier=Overdraagform,
    vooruitzichten=vooruitzichten,
    feiten=feiten,
    doe=doe,
    ongedaan=ongedaan,
)
