"""What a referrer reads of a traject, in plain words (PRIV-14): the status, and the category of a refusal.

Pure: codes in, words out. Never the reason of the list: "wil dit werk niet" or "geen reactie" can cost somebody her
benefit, and says nothing that the referrer needs. Two categories are left: there was no place, so referring her again
makes sense; or this programme does not fit now, whoever said so. Why: docs/besluiten/0014-woorden-voor-de-verwijzer.md.
"""

from trajecten.statussen import AfwijsReden, Status, TerugtrekReden

# How a status reads for somebody outside, with its badge: what it means for the person she referred.
IN_GEWONE_TAAL = {
    Status.AANGEMELD: ("aandacht", "Aangemeld"),
    Status.IN_SELECTIE: ("bezig", "In de selectie"),
    Status.WACHTLIJST: ("neutraal", "Wacht op een plaats"),
    Status.GESELECTEERD: ("bezig", "Gekozen"),
    Status.LOPEND: ("bezig", "Begonnen"),
    Status.AFGEROND: ("gedaan", "Klaar"),
    Status.UITGEVALLEN: ("neutraal", "Gestopt"),
    Status.AFGEWEZEN: ("neutraal", "Doet niet mee"),
    Status.TERUGGETROKKEN: ("neutraal", "Doet niet mee"),
}

PAST_NIET = "Dit programma past nu niet."
GEEN_PLAATS = "Er was nu geen plaats."
NIET_MEEDOEN = {
    AfwijsReden.WIL_NIET: PAST_NIET,
    AfwijsReden.TAAL: PAST_NIET,
    AfwijsReden.VAARDIGHEDEN: PAST_NIET,
    AfwijsReden.PROGRAMMA_EIS: PAST_NIET,
    AfwijsReden.BESCHIKBAARHEID: PAST_NIET,
    AfwijsReden.GEEN_PLAATS: GEEN_PLAATS,
    **dict.fromkeys(TerugtrekReden, PAST_NIET),
}


def woorden_bij(status, reden=""):
    """The words that a referrer reads: "Doet niet mee. Er was nu geen plaats." `reden`: the code of the closed list."""
    _, woord = IN_GEWONE_TAAL[Status(status)]
    return f"{woord}. {categorie(reden)}".strip()


def categorie(reden):
    """The category of a rejection or withdrawal in words; "" for every other reason, and without one."""
    return NIET_MEEDOEN.get(reden, "")
