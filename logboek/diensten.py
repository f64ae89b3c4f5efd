"""The only writer of the access log."""

from logboek.models import Handeling, Logregel


def schrijf(*, gebruiker, handeling, dossier="", categorie="", reden="", namens=""):
    """Write one line (PRIV-08). `dossier` is the dossiernummer as text; `reden` holds no content of the dossier."""
    return Logregel.objects.create(
        gebruiker=gebruiker if gebruiker is not None and gebruiker.is_authenticated else None,
        namens=namens,
        handeling=Handeling(handeling),
        dossier=str(dossier)[:20],
        categorie=categorie,
        reden=reden[:200],
    )


def schrijf_alle(*, gebruiker, handeling, dossiers, categorie="", reden=""):
    """Write a line for each dossier of a group action, in one query."""
    return Logregel.objects.bulk_create(
        Logregel(
            gebruiker=gebruiker,
            handeling=Handeling(handeling),
            dossier=str(nummer)[:20],
            categorie=categorie,
            reden=reden[:200],
        )
        for nummer in dossiers
    )


def schrijf_categorieen(*, gebruiker, handeling, dossier, categorieen):
    """Write a line for each category that one page shows of one dossier, in one query."""
    return Logregel.objects.bulk_create(
        Logregel(
            gebruiker=gebruiker,
            handeling=Handeling(handeling),
            dossier=str(dossier)[:20],
            categorie=categorie,
        )
        for categorie in categorieen
    )
