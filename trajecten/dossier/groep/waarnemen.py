"""Group action: colleagues stand in for a jobcoach between two dates."""

from django import forms

from basis.formulieren import DatumVeld, RadioVeld
from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from kandidaten.caseload import neem_waar, verdeel, wie_is_weg
from kandidaten.diensten import trek_toewijzing_in
from kandidaten.keuzes import Waarneemreden
from kandidaten.models import Toewijzing
from trajecten.dossier.groep.actie import Groepsactie, Vooruitzicht
from trajecten.dossier.groep.collegas import (
    Collegaform,
    collegaveld,
    eigen_van,
    kijk_nog_eens,
    stand_van,
    wie_krijgt,
)


class Waarneemform(Collegaform):
    """Who is away from when until when, and which colleagues stand in."""

    van_wie = forms.ChoiceField(label="Wie is afwezig?")
    collegas = collegaveld("Wie neemt waar?")
    van = DatumVeld(label="Vanaf")
    tot = DatumVeld(
        label="Tot en met", help_text="De dag erna stopt de toegang vanzelf. Bijvoorbeeld 15-8-2026."
    )
    reden = RadioVeld(
        label="Waarom?",
        choices=Waarneemreden.choices,
        help_text="Waarom iemand afwezig is, leggen wij niet vast.",
    )

    def clean(self):
        gegevens = super().clean()
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De einddatum ligt voor de begindatum.")
        if van and tot and gegevens.get("collegas"):
            for zin in wie_is_weg(gegevens["collegas"], van, tot):
                self.add_error("collegas", zin)
        return gegevens


def vooruitzichten(mensen, gegevens):
    """A Vooruitzicht for each; the people are spread over the colleagues in the order of the list."""
    collegas, per_persoon = {c.pk: c for c in gegevens["collegas"]}, gegevens["per_persoon"]
    kan = [k for k in mensen if _bezwaar(per_persoon[k.pk], gegevens) is None]
    naar = {k.pk: collegas[pk] for k, pk in verdeel(kan, {pk: c.aantal for pk, c in collegas.items()})}
    gegevens["paren"] = [(k, naar[k.pk].pk) for k in kan]
    return [_vooruitzicht(k, per_persoon[k.pk], naar.get(k.pk), gegevens) for k in mensen]


def _bezwaar(toewijzingen, gegevens):
    """Why nobody can stand in for this person in these days, or None."""
    van_wie, van, tot = gegevens["van_wie"], gegevens["van"], gegevens["tot"]
    eigen = eigen_van(toewijzingen, van_wie)
    if eigen is None:
        return f"{van_wie.naam} begeleidt deze kandidaat niet."
    if eigen.van > tot or (eigen.tot is not None and eigen.tot < van):
        return f"{van_wie.naam} begeleidt deze kandidaat niet in deze dagen."
    for t in toewijzingen:
        if t.vervangt_id == van_wie.pk and t.van <= tot and t.tot >= van:
            return f"{t.gebruiker.naam} neemt al waar, van {datum(t.van)} tot en met {datum(t.tot)}."
    zelf = {t.gebruiker_id: t.gebruiker.naam for t in toewijzingen if t.vervangt_id is None}
    al = [zelf[c.pk] for c in gegevens["collegas"] if c.pk in zelf]
    return f"{al[0]} begeleidt deze kandidaat zelf al." if al else None


def _vooruitzicht(kandidaat, toewijzingen, naar, gegevens):
    stand = stand_van(toewijzingen)
    if naar is None:
        return Vooruitzicht(kandidaat, False, _bezwaar(toewijzingen, gegevens), stand)
    tekst = f"{naar.naam} neemt waar voor {gegevens['van_wie'].naam}."
    return Vooruitzicht(kandidaat, True, tekst, stand, (eigen_van(toewijzingen, gegevens["van_wie"]), naar))


def feiten(gegevens, vooruitzichten):
    """The recap in pairs (term, value)."""
    return [
        ("Afwezig", gegevens["van_wie"].naam),
        ("Wie neemt waar", wie_krijgt(gegevens["collegas"], gegevens["paren"])),
        ("Vanaf", datum(gegevens["van"])),
        ("Tot en met", datum(gegevens["tot"])),
        ("Waarom", Waarneemreden(gegevens["reden"]).label),
    ]


def doe(vooruitzicht, gegevens, *, door):
    """Let a colleague stand in for one person. Raises as `neem_waar`, and IntussenGewijzigd."""
    kandidaat, (eigen, naar) = vooruitzicht.kandidaat, vooruitzicht.werk
    # Touch the candidate first: two coordinators take turns, and the second one sees what the first did.
    if not neem_beurt(kandidaat):
        raise IntussenGewijzigd(kandidaat)
    kijk_nog_eens(vooruitzicht)
    eigen.kandidaat = kandidaat
    nieuw = neem_waar(
        eigen,
        gebruiker=naar,
        van=gegevens["van"],
        tot=gegevens["tot"],
        reden=Waarneemreden(gegevens["reden"]).label,
        door=door,
    )
    return f"{naar.naam} neemt waar tot en met {datum(nieuw.tot)}.", {"nieuw": nieuw.pk}


def ongedaan(kandidaat, spoor, *, door):
    """Take one cover back. Raises IntussenGewijzigd if somebody ended it."""
    nieuw = Toewijzing.objects.filter(pk=spoor["nieuw"], kandidaat=kandidaat).exclude(vervangt=None).first()
    if nieuw is None:
        raise IntussenGewijzigd(kandidaat)
    nieuw.kandidaat = kandidaat
    trek_toewijzing_in(nieuw, door=door)


ACTIE = Groepsactie(
    titel="Laten waarnemen",
    knop="Waarneming vastleggen",
    formulier=Waarneemform,
    vooruitzichten=vooruitzichten,
    feiten=feiten,
    doe=doe,
    ongedaan=ongedaan,
)
