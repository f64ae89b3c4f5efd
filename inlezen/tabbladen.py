"""The tabs of the review: one for each verdict, with what stands there in words. No database."""

from django.urls import reverse

from inlezen import aanleveren
from inlezen.oordeel import Oordeel

TABS = (Oordeel.NIEUW, Oordeel.WIJZIGING, Oordeel.ONGEWIJZIGD, Oordeel.MOGELIJK_DUBBEL, Oordeel.FOUT)
UITLEG = {
    Oordeel.NIEUW: "Deze mensen kennen we nog niet. Wie een vinkje heeft, krijgt een dossier en een traject.",
    Oordeel.WIJZIGING: "Deze mensen hebben al een traject via deze verwijzer. De lijst zegt nu iets anders.",
    Oordeel.ONGEWIJZIGD: "Deze mensen hebben al een traject via deze verwijzer. Er verandert niets.",
    Oordeel.MOGELIJK_DUBBEL: "Deze mensen kennen we misschien al. Kies per rij wat er moet gebeuren.",
    Oordeel.FOUT: "Deze rijen kunnen wij nog niet inlezen. Bij de rij staat wat er mis is. Kies ‘Verbeter’.",
}
LEEG = {
    Oordeel.NIEUW: "Er zijn geen nieuwe mensen meer in deze lijst.",
    Oordeel.WIJZIGING: "Er zijn geen wijzigingen in deze lijst.",
    Oordeel.ONGEWIJZIGD: "Er zijn geen rijen zonder wijziging.",
    Oordeel.MOGELIJK_DUBBEL: "Er zijn geen rijen van mensen die we misschien al kennen.",
    Oordeel.FOUT: "Er zijn geen rijen met een fout.",
}
# What the last column says; a tab without one shows it only where there is something to say.
KOLOM = {Oordeel.WIJZIGING: "Wat verandert er?", Oordeel.MOGELIJK_DUBBEL: "Wie kennen we al?"}
KIESBAAR_MET_VINKJE = (Oordeel.NIEUW, Oordeel.WIJZIGING)


def tabadres(inlezing, tab, pagina=1):
    """The address of this tab of the review."""
    los = f"&pagina={pagina}" if pagina != 1 else ""
    return f"{reverse('inlezen:controleren', args=[inlezing.pk])}?tab={tab.value}{los}"


def tabbladen(inlezing, actief, telling):
    """The tabs for the component `tabbladen`, with their counts (InleesregelQuerySet.tel)."""
    return [
        {"url": tabadres(inlezing, tab), "tekst": tab.label, "aantal": telling[tab], "actief": tab == actief}
        for tab in tabs_van(inlezing)
    ]


def tabs_van(inlezing):
    """The tabs of this list: a list of a referrer changes nobody."""
    return aanleveren.TABS if inlezing.aangeleverd else TABS


def woorden_bij(inlezing, tab):
    """(explanation, words for an empty tab, head of the last column) of a tab."""
    uitleg, leeg, kolom = UITLEG, LEEG, KOLOM
    if inlezing.aangeleverd:
        uitleg, leeg, kolom = UITLEG | aanleveren.UITLEG, LEEG | aanleveren.LEEG, aanleveren.KOLOM
    return uitleg[tab], leeg[tab], kolom.get(tab, "")
