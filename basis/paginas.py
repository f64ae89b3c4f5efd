"""Whole pages that every room needs in the same shape."""

from django.shortcuts import render

from basis.formulieren import Formulier


def bevestig(
    request, *, titel, knop, annuleer, tekst="", feiten=(), form=None, gevaar=False, annuleertekst="Annuleren"
):
    """The page "look once more, then do it" (A11Y-21): a recap as pairs (term, value), and one button that POSTs.

    `titel` is a question ("Wilt u de lichting starten?"), `knop` verb + noun, `annuleer` the address of the way back.
    A `form` may ask for a reason; without one the page only asks to confirm. `gevaar` for what ends or deletes.
    """
    return render(
        request,
        "componenten/bevestig.html",
        {
            "titel": titel,
            "tekst": tekst,
            "feiten": feiten,
            "form": form if form is not None else Formulier(),
            "uitleg": form is not None,
            "knop": knop,
            "annuleer": annuleer,
            "annuleertekst": annuleertekst,
            "gevaar": gevaar,
        },
    )
