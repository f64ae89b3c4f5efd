"""A dossier that an import made and nobody touched, written back as the cells of its row. No database."""

from inlezen.bsn import zoek_bsn_in_tekst
from inlezen.cellen import naar_json
from inlezen.velden import Veld
from kandidaten.keuzes import Kinderopvang, Uitkering

_PERSOON = (
    Veld.ACHTERNAAM,
    Veld.TUSSENVOEGSEL,
    Veld.VOORNAAM,
    Veld.VOORLETTERS,
    Veld.GEBOORTEDATUM,
    Veld.TELEFOON,
    Veld.EMAIL,
    Veld.POSTCODE,
    Veld.WOONPLAATS,
)
_VRIJE_TEKST = (Veld.WOONPLAATS, Veld.CONTACTPERSOON, Veld.OPMERKING)


def als_gegevens(inlezing, kandidaat, traject, uitkering=""):
    """What `Inleesregel.gegevens` held: the same values, as they were read. Empty cells are left out.

    `traject` with its programma and verwijzing__contactpersoon; `uitkering`: the code of its benefit. Nine digits in a
    text were said to be no BSN, or the row would not have come in (PRIV-01).
    """
    cellen = {veld: getattr(kandidaat, veld) for veld in _PERSOON}
    if kandidaat.kinderopvang != Kinderopvang.ONBEKEND:
        cellen[Veld.KINDEROPVANG] = Kinderopvang(kandidaat.kinderopvang).label
    cellen[Veld.UREN_PER_WEEK] = traject.uren_per_week
    cellen[Veld.OPMERKING] = traject.verwijzing.opmerking
    cellen[Veld.UITKERING] = Uitkering(uitkering).label if uitkering else ""
    if traject.programma_id != inlezing.programma_id:
        cellen[Veld.PROGRAMMA] = traject.programma.naam
    contactpersoon = traject.verwijzing.contactpersoon
    if contactpersoon is not None and contactpersoon.pk != inlezing.contactpersoon_id:
        cellen[Veld.CONTACTPERSOON] = contactpersoon.naam
    gevuld = {str(veld): naar_json(waarde) for veld, waarde in cellen.items() if waarde not in ("", None)}
    geen_bsn = [str(veld) for veld in _VRIJE_TEKST if zoek_bsn_in_tekst(gevuld.get(veld, ""))]
    return {"cellen": gevuld, "geen_bsn": sorted(geen_bsn)}
