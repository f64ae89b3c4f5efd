"""The roles a partner plays, as the screens name them. No database."""

ROLVELDEN = {
    "is_verwijzer": "Verwijzer",
    "is_opleider": "Opleider",
    "is_formele_werkgever": "Formele werkgever",
    "is_inlener": "Inlener",
    "is_financier": "Financier",
    "levert_jobcoaches": "Levert jobcoaches",
}


def rollen_van(partner):
    """The names of the roles of this partner, in a fixed order."""
    return [naam for veld, naam in ROLVELDEN.items() if getattr(partner, veld)]
