"""What a training leads to: the diploma or certificate, for who passed the exam parts, where there are any."""

from trajecten.opleiding.diensten import niet_gehaald, reik_certificaat_uit
from trajecten.opleiding.keuzes import Certificaatsoort
from voorbeeld.mensen import Mens
from voorbeeld.toneel import Toneel


def behaalt(toneel: Toneel, mens: Mens, *, soort: Certificaatsoort):
    """Everybody who finishes a training without exam parts is given its paper; with them see examens.py.

    A programme that names no qualification gives no paper.
    """
    traject = mens.traject
    if traject.kwalificatie is None or niet_gehaald(traject, traject.kwalificatie):
        return
    if not traject.certificaten.exists():
        reik_certificaat_uit(
            traject, kwalificatie=traject.kwalificatie, soort=soort, datum=toneel.dag, door=mens.door
        )
