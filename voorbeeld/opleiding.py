"""What a training leads to: exam parts, now and then in a second attempt, and the diploma or certificate."""

from trajecten.opleiding.diensten import leg_examen_vast, reik_certificaat_uit
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.statussen import Status
from voorbeeld.mensen import Mens
from voorbeeld.toneel import Toneel


def behaalt(toneel: Toneel, mens: Mens, *, soort: Certificaatsoort):
    """Everybody who finishes passes in the end, as the field reports (99,9 %); one in eight fails a part at first.

    A programme that names no qualification gives no paper.
    """
    if mens.traject.kwalificatie is None:
        return
    over = [
        deel
        for deel in mens.traject.kwalificatie.examendelen.order_by("volgorde")
        if not _doet_examen(
            toneel, mens, deel, Examenuitslag.GEZAKT if toneel.kans(0.12) else Examenuitslag.GESLAAGD
        )
    ]
    if over:
        yield toneel.over(10, 16)
        if mens.ververs().status != Status.LOPEND:
            return
        for deel in over:
            _doet_examen(toneel, mens, deel, Examenuitslag.GESLAAGD)
    reik_certificaat_uit(
        mens.traject, kwalificatie=mens.traject.kwalificatie, soort=soort, datum=toneel.dag, door=mens.door
    )


def _doet_examen(toneel, mens, deel, uitslag):
    leg_examen_vast(mens.traject, examendeel=deel, datum=toneel.dag, uitslag=uitslag, door=mens.door)
    return uitslag == Examenuitslag.GESLAAGD
