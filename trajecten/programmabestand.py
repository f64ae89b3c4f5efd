"""Reading a file of programmes into the words of our own models. No database.

The file says things as they were published (data/programmas.yaml). Each key has one rule here; a key without a rule, or
a value that no rule understands, is an error and never a guess.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from kandidaten.keuzes import Uitkering
from partners.keuzes import Partnersoort
from trajecten.doelregels import Regelfout, lees_acties
from trajecten.keuzes import (
    Aandachtsgebied,
    Kwalificatieniveau,
    Precisie,
    Programmastatus,
    Rondesoort,
    Teltvanaf,
    ThuiswerkBeleid,
)
from trajecten.statussen import AfwijsReden

DATA = Path(__file__).resolve().parent / "data"

# Keys that are a field of Programma under the same name, with the same value.
GELIJK = frozenset(
    "code versie naam bron soort werk leerweg schooldagen_per_week dagen_per_week uren_opties proefplaatsing_maanden "
    "contract_maanden contractsoort coachratio_max functioneringsgesprekken buddy financiering voorselectie_door "
    "toetsen kinderopvang_check voorfase introductiedag eerste_contact_uren terugkomdag_weken max_verblijf_maanden "
    "retentiedoel_procent".split()
)
ANDERE_NAAM = {"eis": "taaleis", "regio": "regio_tekst"}
VERWIJZERSOORTEN = {
    "gemeenten": Partnersoort.GEMEENTE,
    "werkgeversservicepunten": Partnersoort.WERKGEVERSSERVICEPUNT,
}
# The first pattern that fits says what kind of round it is; the last word: is it a group event?
RONDES = [
    (r"^voorselectie|^selectie door", Rondesoort.VOORSELECTIE, False),
    (r"^eerste contact|^benadering", Rondesoort.EERSTE_CONTACT, False),
    (r"informatiebijeenkomst", Rondesoort.INFORMATIE, True),
    (r"kennismakingsdag", Rondesoort.KENNISMAKING, True),
    (r"werkvloer", Rondesoort.WERKVLOER, False),
    (r"taaltoets", Rondesoort.TAALTOETS, False),
    (r"competentietest", Rondesoort.COMPETENTIETEST, False),
    (r"interview", Rondesoort.INTERVIEW, False),
    (r"vervolggesprek", Rondesoort.VERVOLGGESPREK, False),
    (r"^definitieve selectie", Rondesoort.BESLUIT, False),
    (r"^kandidaat beslist", Rondesoort.KANDIDAAT_BESLIST, False),
    (r"selectieronde", Rondesoort.SELECTIERONDE, False),
]
# Which reason of the closed list says that somebody fails an excluding criterion.
UITSLUITREDENEN = {"willen": AfwijsReden.WIL_NIET}
NIVEAUS = [
    (r"^mbo-2\b", Kwalificatieniveau.MBO_2),
    (r"^mbo-3\b", Kwalificatieniveau.MBO_3),
    (r"^mbo-4\b", Kwalificatieniveau.MBO_4),
    (r"^KSF Starterscertificaat", Kwalificatieniveau.KSF_STARTER),
    (r"^KSF Branchecertificaat", Kwalificatieniveau.KSF_BRANCHE),
]
UITKERINGEN = {str(uitkering): str(uitkering) for uitkering in Uitkering}
AFBOUW = "eerst veel begeleiding, stap voor stap minder"


class FoutInBestand(ValueError):
    """The file says something we cannot place; the message names the programme and the key."""


@dataclass
class Programmagegevens:
    """One programme, ready to be written. Partners are names; `rollen` are the role fields they play in it."""

    velden: dict = field(default_factory=dict)
    partnervelden: dict[str, str] = field(default_factory=dict)
    werkgevers: list[str] = field(default_factory=list)
    verwijzers: list[str] = field(default_factory=list)
    andere_partners: list[str] = field(default_factory=list)
    vestigingen: list[dict] = field(default_factory=list)
    rondes: list[dict] = field(default_factory=list)
    criteria: list[dict] = field(default_factory=list)
    kwalificaties: list[dict] = field(default_factory=list)
    examendelen: list[str] = field(default_factory=list)
    gerapporteerd: list[dict] = field(default_factory=list)
    doelsjablonen: list[dict] = field(default_factory=list)  # each with its `acties`

    @property
    def sleutel(self):
        return self.velden["code"], self.velden.get("versie", 1)

    def rollen(self):
        """(partner's name, role field or "") of everybody named here."""
        veld_van = {
            "opleider": "is_opleider",
            "formele_werkgever": "is_formele_werkgever",
            "jobcoach_van": "levert_jobcoaches",
        }
        yield from ((naam, veld_van.get(veld, "")) for veld, naam in self.partnervelden.items())
        for naam in self.werkgevers:
            yield naam, "is_inlener"
            if (
                "formele_werkgever" not in self.partnervelden
            ):  # nobody else is named, so she employs people herself
                yield naam, "is_formele_werkgever"
        yield from ((naam, "is_verwijzer") for naam in self.verwijzers)
        yield from ((naam, "") for naam in self.andere_partners)


def lees_yaml(pad):
    """The list in a yaml file. Raises FoutInBestand."""
    try:
        inhoud = yaml.safe_load(Path(pad).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise FoutInBestand(f"Dit bestand is niet te lezen: {fout}") from fout
    if not isinstance(inhoud, list) or not all(isinstance(deel, dict) for deel in inhoud):
        raise FoutInBestand("Het bestand moet een lijst zijn.")
    return inhoud


def lees_programmas(pad):
    """All programmes of a file, as Programmagegevens. Raises FoutInBestand."""
    programmas = [lees_programma(deel) for deel in lees_yaml(pad)]
    sleutels = [programma.sleutel for programma in programmas]
    dubbel = sorted({sleutel for sleutel in sleutels if sleutels.count(sleutel) > 1})
    if dubbel:
        raise FoutInBestand(f"Programma {dubbel[0][0]} versie {dubbel[0][1]} staat er twee keer in.")
    return programmas


def lees_programma(ruw):
    """One programme from one entry of the file; an empty value is as good as an absent one."""
    ruw = {sleutel: waarde for sleutel, waarde in ruw.items() if waarde is not None}
    for verplicht in ("code", "naam"):
        if verplicht not in ruw:
            raise FoutInBestand(f"Een programma heeft geen '{verplicht}': {ruw}")
    uit = Programmagegevens(velden={"status": Programmastatus.LOPEND})
    for sleutel, waarde in ruw.items():
        try:
            _lees(uit, sleutel, waarde, ruw)
        except FoutInBestand as fout:
            raise FoutInBestand(f"{ruw['code']}, {sleutel}: {fout}") from fout
    if "bron" in uit.velden:
        uit.gerapporteerd = [{**resultaat, "bron": uit.velden["bron"]} for resultaat in uit.gerapporteerd]
    return uit


def _lees(uit, sleutel, waarde, ruw):
    if sleutel in GELIJK:
        uit.velden[sleutel] = waarde
    elif sleutel in ANDERE_NAAM:
        uit.velden[ANDERE_NAAM[sleutel]] = waarde
    elif sleutel in {"eigenaar", "opleider", "formele_werkgever", "jobcoach_van"}:
        uit.partnervelden[sleutel] = waarde
    elif sleutel in REGELS:
        REGELS[sleutel](uit, waarde, ruw)
    else:
        raise FoutInBestand("dit ken ik niet.")


# --- One rule per key -------------------------------------------------------------------------------------------------
def _status(uit, waarde, ruw):
    uit.velden["status"] = _kies({"in ontwikkeling": Programmastatus.IN_ONTWIKKELING}, waarde)


def _start(uit, waarde, ruw):
    """A year, a month or a day; the precision is kept, so that nobody reads a day that was never published."""
    if isinstance(waarde, date):
        begin, precisie = waarde, Precisie.DAG
    elif isinstance(waarde, int):
        begin, precisie = date(waarde, 1, 1), Precisie.JAAR
    elif treffer := re.fullmatch(r"(\d{4})-(\d{2})", str(waarde)):
        begin, precisie = date(int(treffer[1]), int(treffer[2]), 1), Precisie.MAAND
    else:
        raise FoutInBestand(f"{waarde} is geen jaar, maand of dag.")
    uit.velden |= {"startdatum": begin, "startdatum_precisie": precisie}


def _werkgever(uit, waarde, ruw):
    uit.werkgevers = _lijst(waarde)


def _verwijzers(uit, waarde, ruw):
    soorten = [VERWIJZERSOORTEN[naam] for naam in waarde if naam in VERWIJZERSOORTEN]
    if soorten:
        uit.velden["verwijzersoorten"] = [str(soort) for soort in soorten]
    uit.verwijzers = [naam for naam in waarde if naam not in VERWIJZERSOORTEN]


def _partners(uit, waarde, ruw):
    uit.andere_partners = _lijst(waarde)


def _locaties(uit, waarde, ruw):
    if "werkgever" not in ruw:
        raise FoutInBestand("een locatie is van een werkgever, en die staat er niet bij.")
    uit.vestigingen += [{"partner": _lijst(ruw["werkgever"])[0], "plaats": plaats} for plaats in waarde]


def _dochter_locaties(uit, waarde, ruw):
    werkgever = _lijst(ruw["werkgever"])[0]
    uit.vestigingen += [
        {"partner": werkgever, "plaats": plaats, "naam": ruw.get("dochter", "")} for plaats in waarde
    ]


def _groep(uit, waarde, ruw):
    onbekend = waarde.keys() - {"aantal", "min", "max", "groepen_per_jaar", "herkomst"}
    if onbekend:
        raise FoutInBestand(f"dit ken ik niet: {', '.join(sorted(onbekend))}.")
    aantal = waarde.get("aantal")
    velden = {"groep_min": waarde.get("min", aantal), "groep_max": waarde.get("max", aantal)}
    if "groepen_per_jaar" in waarde:
        velden["groepen_per_jaar_min"], velden["groepen_per_jaar_max"] = waarde["groepen_per_jaar"]
    uit.velden |= velden
    uit.gerapporteerd += [
        _resultaat({"wat": f"verwezen door {wie}", "operator": "=", "waarde": n, "van": aantal})
        for wie, n in waarde.get("herkomst", {}).items()
    ]


def _duur(uit, waarde, ruw):
    if waarde.get("operator", "=") not in {"=", "~"}:
        raise FoutInBestand(f"een duur is precies (=) of ongeveer (~), niet {waarde['operator']}.")
    uit.velden |= {
        "duur_weken": waarde.get("weken"),
        "duur_maanden": waarde.get("maanden"),
        "duur_ongeveer": waarde.get("operator") == "~",
    }


def _kwalificaties(uit, waarde, ruw):
    for naam in waarde:
        niveau = next((n for patroon, n in NIVEAUS if re.search(patroon, naam)), Kwalificatieniveau.ANDERS)
        uit.kwalificaties.append({"naam": naam, "niveau": niveau})


def _examendelen(uit, waarde, ruw):
    if len(ruw.get("kwalificaties", [])) != 1:
        raise FoutInBestand("ik weet niet bij welke kwalificatie deze delen horen.")
    uit.examendelen = waarde


def _selectie(uit, waarde, ruw):
    for nummer, tekst in enumerate(waarde, start=1):
        soort, in_groep = next(((s, g) for p, s, g in RONDES if re.search(p, tekst)), (None, False))
        if soort is None:
            raise FoutInBestand(f"ik weet niet wat voor ronde dit is: {tekst}.")
        naam, aantallen = re.fullmatch(r"(.*?)\s*(?:\((.*)\))?", tekst).groups(default="")
        getallen = [int(n) for n in re.findall(r"\d+", aantallen)]
        ronde = {"volgorde": nummer, "soort": soort, "naam": naam[:1].upper() + naam[1:]}
        if getallen:
            ronde |= {"deelnemers_min": getallen[0], "deelnemers_max": getallen[-1]}
        uit.rondes.append(ronde | {"in_groep": in_groep or "groep" in aantallen})


def _criteria(uit, waarde, ruw):
    for naam in waarde:
        _criterium(uit, naam)


def _criterium(uit, naam, **eigenschap):
    """A criterion is named once, in whichever key it comes first."""
    bekend = next((criterium for criterium in uit.criteria if criterium["naam"] == naam), None)
    if bekend is None:
        bekend = {"naam": naam, "volgorde": len(uit.criteria) + 1}
        uit.criteria.append(bekend)
    bekend |= eigenschap


def _inhoud(uit, waarde, ruw):
    uit.velden["inhoud"] = "\n".join(filter(None, [uit.velden.get("inhoud"), waarde]))


def _begeleiding(uit, waarde, ruw):
    uit.velden |= {"begeleiding": waarde, "begeleiding_vrijwillig": "kandidaat kiest" in waarde}


def _doelen(uit, waarde, ruw):
    """Goals to choose from: `gebied`, `doel`, maybe `na_weken`, `vanaf` and `acties` (lines as in the admin)."""
    for nummer, doel in enumerate(waarde, start=1):
        if onbekend := doel.keys() - {"gebied", "doel", "na_weken", "vanaf", "acties"}:
            raise FoutInBestand(f"dit ken ik niet: {', '.join(sorted(onbekend))}.")
        try:
            acties = lees_acties("\n".join(doel.get("acties", [])))
        except Regelfout as fout:
            raise FoutInBestand(str(fout)) from fout
        uit.doelsjablonen.append(
            {
                "volgorde": nummer,
                "aandachtsgebied": _kies({str(g): g for g in Aandachtsgebied}, doel.get("gebied")),
                "omschrijving": doel.get("doel", ""),
                "telt_vanaf": _kies({str(t): t for t in Teltvanaf}, doel.get("vanaf", "start")),
                "weken": doel.get("na_weken"),
                "acties": acties,
            }
        )


def _gerapporteerd(uit, waarde, ruw):
    uit.gerapporteerd += [_resultaat(resultaat) for resultaat in waarde]


def _resultaat(ruw):
    onbekend = ruw.keys() - {"wat", "operator", "waarde", "van", "eenheid", "peil"}
    if onbekend:
        raise FoutInBestand(f"dit ken ik niet: {', '.join(sorted(onbekend))}.")
    getallen = {
        sleutel: Decimal(str(ruw[sleutel])) for sleutel in ("waarde", "van") if ruw.get(sleutel) is not None
    }
    teksten = {
        sleutel: str(ruw[sleutel]) for sleutel in ("wat", "operator", "eenheid", "peil") if sleutel in ruw
    }
    return teksten | getallen


REGELS = {
    "status": _status,
    "start": _start,
    "werkgever": _werkgever,
    "verwijzers": _verwijzers,
    "partners": _partners,
    "locaties": _locaties,
    "dochter": lambda uit, waarde, ruw: None,  # read with dochter_locaties
    "dochter_locaties": _dochter_locaties,
    "groep": _groep,
    "duur": _duur,
    "kwalificaties": _kwalificaties,
    "examendelen": _examendelen,
    "selectie": _selectie,
    "criteria": _criteria,
    "belangrijkste_criterium": lambda uit, waarde, ruw: _criterium(uit, waarde, weegt_zwaarst=True),
    "uitsluitend_criterium": lambda uit, waarde, ruw: _criterium(
        uit, waarde, sluit_uit=True, uitsluitreden=UITSLUITREDENEN.get(waarde, "")
    ),
    "inhoud": _inhoud,
    "training": _inhoud,
    "opleiding": _inhoud,
    "niveau": lambda uit, waarde, ruw: _inhoud(uit, f"niveau: {waarde}", ruw),
    "gerapporteerd": _gerapporteerd,
    "doelen": _doelen,
    "begeleiding": _begeleiding,
    "afbouw_begeleiding": lambda uit, waarde, ruw: _zet(uit, begeleiding=AFBOUW if waarde else ""),
    "modules": lambda uit, waarde, ruw: _zet(uit, modules="\n".join(waarde)),
    "aanmelding": lambda uit, waarde, ruw: _zet(
        uit, aanmelding=", ".join(waarde), zelf_aanmelden="zelf" in waarde
    ),
    "voorrangsgroepen": lambda uit, waarde, ruw: _zet(uit, voorrangsgroepen=", ".join(waarde)),
    "thuiswerk": lambda uit, waarde, ruw: _zet(
        uit, thuiswerk=_kies({True: ThuiswerkBeleid.JA, "mogelijk": ThuiswerkBeleid.MOGELIJK}, waarde)
    ),
    "uitkeringen": lambda uit, waarde, ruw: _zet(
        uit, uitkeringen=[_kies(UITKERINGEN, naam.lower()) for naam in waarde]
    ),
    "besluit_na": lambda uit, waarde, ruw: _zet(
        uit, besluit_na_maanden=waarde["maanden"], besluit_opties=" of ".join(waarde["opties"])
    ),
    "doel_aandeel": lambda uit, waarde, ruw: _zet(
        uit, doelgroep_aandeel_procent=waarde["procent"], doelgroep_aandeel_maanden=waarde["binnen_maanden"]
    ),
    "verblijf_maanden": lambda uit, waarde, ruw: _zet(
        uit, verblijf_van_maanden=waarde["van"], verblijf_tot_maanden=waarde["tot"]
    ),
}


def _zet(uit, **velden):
    uit.velden |= velden


def _kies(tabel, waarde):
    if waarde not in tabel:
        raise FoutInBestand(f"dit ken ik niet: {waarde}.")
    return tabel[waarde]


def _lijst(waarde):
    return waarde if isinstance(waarde, list) else [waarde]
