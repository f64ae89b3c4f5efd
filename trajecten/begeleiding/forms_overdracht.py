"""The note with which a coach hands somebody over."""

from basis.formulieren import Formulier, VrijeTekstVeld


class OverdrachtForm(Formulier):
    """What the next coach must know."""

    notitie = VrijeTekstVeld(
        label="Overdrachtsnotitie",
        rijen=8,
        help_text="Wat loopt er, wat is afgesproken en wat is de volgende stap?",
    )
