"""Judging the rows of an import: reading them by today's rules, looking up whom we know, and keeping the verdict.

Look-ups are done for all rows together. Who is not handled by the user is compared with, and never stored or shown.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from inlezen.aanleveren import eerder_aangemeld, programmas_van
from inlezen.cellen import GEWEIGERD, als_tekst, van_json
from inlezen.cellen import naar_json as naar_json_cel
from inlezen.datums import als_datum
from inlezen.kopregel import Lijst
from inlezen.meldingen import Gelezen
from inlezen.oordeel import (
    MOGELIJK_BEKEND,
    BekendePersoon,
    Beoordeling,
    beoordeel_rijen,
    sleutels_van_rij,
)
from inlezen.rijen import GelezenRij, Leesregels, Programmakeuze, lees_rij, programma_index
from inlezen.velden import Veld
from kandidaten.dubbelen import Sleutels, gelijkende_kandidaten
from kandidaten.keuzes import BijzonderSoort, Kinderopvang, Uitkering
from kandidaten.models import BijzonderGegeven
from trajecten.models import Programma, Traject

MAX_GETOOND = 80  # characters of a cell on the review screen
_WOORDEN = {Veld.UITKERING: dict(Uitkering.choices), Veld.KINDEROPVANG: dict(Kinderopvang.choices)}


# --- Reading ----------------------------------------------------------------------------------------------------------
def maak_leesregels(inlezing) -> Leesregels:
    """How rows of this import are read today; one query, three for a list of a referrer."""
    programmas = programmas_van(inlezing)
    keuzes = {p.pk: _programmakeuze(p) for p in [*programmas, inlezing.programma]}
    namen = [(keuzes[p.pk], [p.naam, p.code]) for p in programmas]
    return Leesregels(
        vandaag=timezone.localdate(),
        programma=keuzes[inlezing.programma_id],
        programmas=programma_index(namen),
        koppen=inlezing.koppen,
        van_verwijzer=inlezing.aangeleverd,
    )


def _programmakeuze(programma: Programma) -> Programmakeuze:
    return Programmakeuze(
        programma.pk, str(programma), programma.legt_uitkering_vast, tuple(programma.uren_opties)
    )


def koppen_van(lijst: Lijst) -> dict[str, str]:
    """Field -> header, for the columns that are read."""
    return {k.veld: k.kop for k in lijst.kolommen if k.veld not in ("", Veld.OVERSLAAN, Veld.BSN)}


def lees_gegevens(rijnummer: int, gegevens: Mapping[str, Any], regels: Leesregels) -> GelezenRij:
    """A row as `Inleesregel.gegevens` keeps it, read by these rules."""
    cellen = {veld: van_json(cel) for veld, cel in gegevens["cellen"].items()}
    return lees_rij(rijnummer, cellen, regels, geen_bsn=frozenset(gegevens["geen_bsn"]))


# --- Whom we know -----------------------------------------------------------------------------------------------------
def zoek_bekenden(inlezing, rijen: Iterable[GelezenRij], door) -> list[BekendePersoon]:
    """Everybody who can match one of these rows, ready to judge with; two queries however many rows.

    Only of who is handled by `door` are names, values and trajecten filled in for showing (`zichtbaar`). A list of a
    referrer is compared with her partner's own referrals and nobody else, whoever `door` is.
    """
    if inlezing.aangeleverd:
        return eerder_aangemeld(inlezing, rijen)
    sleutels = []
    for rij in rijen:
        eigen = sleutels_van_rij(rij)
        naam, geboortedatum = eigen.persoon or (eigen.naam if eigen.alleen_naam else "", None)
        sleutels.append(Sleutels(naam, geboortedatum, eigen.email, eigen.telefoon))
    mensen = gelijkende_kandidaten(door, sleutels)
    trajecten = _trajecten_van(inlezing.partner_id, [k.pk for k, is_eigen in mensen if is_eigen])
    return [
        BekendePersoon.van(
            k,
            zichtbaar=is_eigen,
            open_programmas=frozenset(trajecten.get(k.pk, ())),
            huidige_gegevens={
                Veld.VOORLETTERS: k.voorletters,
                Veld.POSTCODE: k.postcode,
                Veld.WOONPLAATS: k.woonplaats,
                Veld.KINDEROPVANG: k.kinderopvang,
            },
            per_programma=trajecten.get(k.pk, {}),
        )
        for k, is_eigen in mensen
    ]


def _trajecten_van(partner_id: int, kandidaten: list[int]) -> dict[int, dict[int, dict[str, Any]]]:
    """Candidate -> programme -> what the list can say about her open traject from this partner's referral."""
    if not kandidaten:
        return {}
    uitkering = BijzonderGegeven.objects.filter(
        verwijzing=OuterRef("verwijzing"), soort=BijzonderSoort.UITKERING
    )
    trajecten = (
        Traject.objects.open()
        .filter(kandidaat__in=kandidaten, verwijzing__partner=partner_id)
        .annotate(uitkering=Subquery(uitkering.values("waarde")[:1]))
        .select_related("verwijzing__contactpersoon")
        .order_by("pk")
    )
    gevonden: dict[int, dict[int, dict[str, Any]]] = {}
    for traject in trajecten:
        contactpersoon = traject.verwijzing.contactpersoon
        gevonden.setdefault(traject.kandidaat_id, {})[traject.programma_id] = {
            Veld.UREN_PER_WEEK: traject.uren_per_week,
            Veld.CONTACTPERSOON: contactpersoon.naam if contactpersoon else "",
            Veld.OPMERKING: traject.verwijzing.opmerking,
            Veld.UITKERING: traject.uitkering or "",
        }
    return gevonden


# --- The verdict ------------------------------------------------------------------------------------------------------
def oordeel_over(
    inlezing, gegevens: Mapping[int, Mapping[str, Any]], *, door
) -> list[tuple[GelezenRij, Beoordeling]]:
    """Read and judge rows (row number -> gegevens) in this order; three queries, up to 7,000 rows."""
    regels = maak_leesregels(inlezing)
    rijen = [lees_gegevens(nummer, inhoud, regels) for nummer, inhoud in gegevens.items()]
    bekenden = zoek_bekenden(inlezing, rijen, door)
    return list(zip(rijen, beoordeel_rijen(rijen, bekenden), strict=True))


def voor_scherm(rij: GelezenRij, beoordeling: Beoordeling, gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """What the screens show of a row, as plain JSON; holds personal data, so whoever stores it encrypts it."""
    zichtbaar = [g for g in beoordeling.gelijkenissen if g.zichtbaar]
    gelijkenissen = [{"tekst": g.tekst, "persoon": g.persoon_pk, "rij": g.rij} for g in zichtbaar]
    if len(zichtbaar) < len(beoordeling.gelijkenissen):
        # One line however many there are, and no number: how many we know elsewhere is not told either.
        gelijkenissen.append({"tekst": MOGELIJK_BEKEND, "persoon": None, "rij": None})
    return {
        "waarden": _getoonde_waarden(rij, gegevens),
        "meldingen": [[m.niveau.value, m.code, m.tekst, str(m.veld)] for m in rij.meldingen],
        "gelijkenissen": gelijkenissen,
        "verschillen": verschillen_als_tekst(beoordeling),
        "persoon": beoordeling.persoon_pk,
    }


def verschillen_als_tekst(beoordeling: Beoordeling) -> list[str]:
    """What would change, one Dutch sentence per field."""
    return [verschil.tekst for verschil in beoordeling.verschillen]


def zonder_overbodige_uitkering(gegevens: Mapping[str, Any], rij: GelezenRij) -> dict[str, Any]:
    """The same cells, less a benefit that this row's programme does not ask for: that is never kept (PRIV-05)."""
    if not any(melding.code == "uitkering_niet_nodig" for melding in rij.meldingen):
        return dict(gegevens)
    cellen = {**gegevens["cellen"], Veld.UITKERING.value: naar_json_cel(GEWEIGERD)}
    return {**gegevens, "cellen": cellen}


def _getoonde_waarden(rij: GelezenRij, gegevens: Mapping[str, Any]) -> dict[str, str]:
    """Field -> text; where nothing could be read: what stands in the list, so that the fault can be seen."""
    waarden = {}
    for veld, gelezen in rij.velden.items():
        tekst = "" if gelezen.is_fout else _als_tekst(veld, gelezen)
        if not tekst:
            tekst = als_tekst(van_json(gegevens["cellen"].get(veld)))[:MAX_GETOOND]
        waarden[str(veld)] = tekst
    if not waarden.get(Veld.ACHTERNAAM) and not waarden.get(Veld.VOORNAAM):
        geheel = als_tekst(van_json(gegevens["cellen"].get(Veld.VOLLEDIGE_NAAM)))
        waarden[Veld.ACHTERNAAM.value] = geheel[:MAX_GETOOND]
    return {veld: tekst for veld, tekst in waarden.items() if tekst}


def _als_tekst(veld: str, gelezen: Gelezen) -> str:
    waarde = gelezen.waarde
    if waarde in ("", None):
        return ""
    if veld == Veld.GEBOORTEDATUM:
        return als_datum(waarde)
    if isinstance(waarde, Programmakeuze):
        return waarde.naam
    return str(_WOORDEN.get(veld, {}).get(waarde, waarde))
