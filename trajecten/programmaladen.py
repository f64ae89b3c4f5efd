"""Writing programmes of a file: only versions that do not exist yet, so that what a beheerder changed stays."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.indeling import STANDAARDBESTAND, lees_indeling, pas_indeling_toe
from partners.models import Arbeidsmarktregio, Gemeente, Partner, Vestiging
from trajecten.models import (
    Actiesjabloon,
    Criterium,
    Doelsjabloon,
    Examendeel,
    GerapporteerdResultaat,
    Kwalificatie,
    Programma,
    Ronde,
)
from trajecten.programmabestand import DATA, FoutInBestand, lees_programmas, lees_yaml

STANDAARDPROGRAMMAS = DATA / "programmas.yaml"
STANDAARDPARTNERS = DATA / "partners.yaml"


@dataclass
class Uitkomst:
    """Names of what was made; `bekend` are the versions that existed and were left alone."""

    programmas: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    bekend: list[str] = field(default_factory=list)


@transaction.atomic
def laad_programmas(*, bestand=STANDAARDPROGRAMMAS, partnerbestand=STANDAARDPARTNERS) -> Uitkomst:
    """Make each programme version of the file that does not exist, and the partners it names.

    Nothing that exists is changed, partners included. Raises FoutInBestand, and then writes nothing.
    """
    pas_indeling_toe(lees_indeling(STANDAARDBESTAND))
    uitkomst = Uitkomst()
    bestaand = set(Programma.objects.values_list("code", "versie"))
    nieuw = []
    for gegevens in lees_programmas(bestand):
        if gegevens.sleutel in bestaand:
            uitkomst.bekend.append(gegevens.velden["naam"])
        else:
            nieuw.append(gegevens)
    partners = _partners(nieuw, partnerbestand, uitkomst)
    for gegevens in nieuw:
        try:
            _maak(gegevens, partners)
        except ValidationError as fout:
            raise FoutInBestand(f"{gegevens.velden['code']}: {'; '.join(fout.messages)}") from fout
        uitkomst.programmas.append(gegevens.velden["naam"])
    return uitkomst


def _partners(nieuw, partnerbestand, uitkomst):
    """Every partner that the new programmes name, by name; made with all roles they give her, unless she exists."""
    rollen = {}
    for gegevens in nieuw:
        for naam, rol in gegevens.rollen():
            rollen.setdefault(naam, set()).update({rol} - {""})
    partners = {partner.naam: partner for partner in Partner.objects.filter(naam__in=rollen)}
    feiten = {deel["naam"]: deel for deel in lees_yaml(partnerbestand)}
    for naam in sorted(rollen.keys() - partners.keys()):
        if naam not in feiten:
            raise FoutInBestand(f"Van partner {naam} is de soort niet bekend. Zet hem in {partnerbestand}.")
        partner = Partner(
            naam=naam,
            soort=feiten[naam]["soort"],
            regio=_regio(feiten[naam]),
            **dict.fromkeys(rollen[naam], True),
        )
        partner.full_clean()
        partner.save()
        partners[naam] = partner
        uitkomst.partners.append(naam)
    return partners


def _regio(feiten):
    if code := feiten.get("regio"):
        return Arbeidsmarktregio.objects.filter(code=code).first()
    if feiten["soort"] == "gemeente":
        plaats = feiten["naam"].removeprefix("gemeente ")
        gemeente = Gemeente.objects.select_related("regio").filter(naam=plaats).first()
        return gemeente.regio if gemeente else None
    return None


def _maak(gegevens, partners):
    programma = Programma(
        **{veld: waarde for veld, waarde in gegevens.velden.items() if waarde is not None},
        **{veld: partners[naam] for veld, naam in gegevens.partnervelden.items()},
    )
    programma.full_clean()
    programma.save()
    programma.werkgevers.set(partners[naam] for naam in gegevens.werkgevers)
    programma.verwijzers.set(partners[naam] for naam in gegevens.verwijzers)
    programma.andere_partners.set(partners[naam] for naam in gegevens.andere_partners)
    programma.vestigingen.set(
        Vestiging.objects.get_or_create(
            partner=partners[plek["partner"]], plaats=plek["plaats"], naam=plek.get("naam", "")
        )[0]
        for plek in gegevens.vestigingen
    )
    for model, rijen in [
        (Ronde, gegevens.rondes),
        (Criterium, gegevens.criteria),
        (Kwalificatie, gegevens.kwalificaties),
        (GerapporteerdResultaat, gegevens.gerapporteerd),
    ]:
        for rij in rijen:
            _bewaar(model(programma=programma, **rij))
    for rij in gegevens.doelsjablonen:
        velden = {naam: waarde for naam, waarde in rij.items() if naam != "acties"}
        doel = _bewaar(Doelsjabloon(programma=programma, **velden))
        for nummer, actie in enumerate(rij["acties"], start=1):
            _bewaar(Actiesjabloon(doelsjabloon=doel, volgorde=nummer, **actie))
    for nummer, naam in enumerate(gegevens.examendelen, start=1):
        _bewaar(Examendeel(kwalificatie=programma.kwalificaties.get(), volgorde=nummer, naam=naam))


def _bewaar(rij):
    rij.full_clean()
    rij.save()
    return rij
