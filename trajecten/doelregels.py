"""Actions of a goal as lines of text: "Reisroute oefenen; kandidaat; 2". No database."""

from trajecten.keuzes import Eigenaar

MEESTE_TEKENS = 300
MEESTE_WEKEN = 208  # four years: longer than any programme


class Regelfout(ValueError):
    """A line that cannot be read; the message says which, and what to do."""


def lees_acties(tekst: str) -> list[dict]:
    """The lines as dicts with `omschrijving`, `eigenaar` and `weken` (None: no date). Raises Regelfout."""
    acties: list[dict] = []
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        actie = _lees(regel)
        if any(actie["omschrijving"] == eerder["omschrijving"] for eerder in acties):
            raise Regelfout(f"Deze actie staat er twee keer: {regel[:60]}.")
        acties.append(actie)
    return acties


def schrijf_acties(acties) -> str:
    """The lines of these actions, as `lees_acties` reads them."""
    return "\n".join(
        "; ".join([actie.omschrijving, actie.eigenaar, *([] if actie.weken is None else [str(actie.weken)])])
        for actie in acties
    )


def _lees(regel: str) -> dict:
    wat, *rest = [deel.strip() for deel in regel.split(";")]
    wie, weken = (*rest, "", "")[:2]
    if not wat or len(rest) > 2:
        raise Regelfout(f"Schrijf op elke regel: wat; wie; na hoeveel weken. Kijk naar: {regel[:60]}.")
    if len(wat) > MEESTE_TEKENS:
        raise Regelfout(f"Dit is te lang: {wat[:40]}... Gebruik hoogstens {MEESTE_TEKENS} tekens.")
    eigenaar = wie.casefold() or Eigenaar.KANDIDAAT.value
    if eigenaar not in Eigenaar.values:
        raise Regelfout(f"Kies als wie: {', '.join(Eigenaar.values)}. Niet: {wie[:40]}.")
    if weken and not (weken.isdecimal() and int(weken) <= MEESTE_WEKEN):
        raise Regelfout(f"Vul als weken een getal in, hoogstens {MEESTE_WEKEN}. Niet: {weken[:40]}.")
    return {"omschrijving": wat, "eigenaar": eigenaar, "weken": int(weken) if weken else None}
