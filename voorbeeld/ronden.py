"""What came out of a round for one person, by the kind of round: advice, whether she goes on, language, test parts."""

from kandidaten.keuzes import Taalniveau
from trajecten.keuzes import Aanwezigheid, Rondesoort
from trajecten.selectie import uitkomsten
from trajecten.selectie.keuzes import Advies, Betaler, Onderdeelstand, Toetsuitslag, Uitslag, WilVerder
from trajecten.statussen import AfwijsReden
from voorbeeld.mensen import Mens

# Who pays the extra training that a test asks for: agreed each time with the public partner, to bear or to share (P10).
BETALERS = [Betaler.DELEN, Betaler.DELEN, Betaler.VERWIJZER, Betaler.OVERLEG]
NIET_GEKOMEN = (Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT)


def leg_uitkomst_vast(toneel, deelname, mens: Mens, uitslag: Uitslag, reden: str):
    """Write down what this round is about, where the kind of round has something, of who came."""
    ronde = next(r for r in toneel.rondes[mens.programma.pk] if r.pk == deelname.ronde_id)
    velden = uitkomsten.velden_van(ronde)
    if not velden or (deelname.deelname and deelname.deelname.aanwezigheid in NIET_GEKOMEN):
        return
    waarden = {naam: WAARDEN[naam](toneel, mens, uitslag, reden) for naam in velden}
    uitkomsten.leg_uitkomst_vast(
        deelname,
        waarden=waarden,
        onderdelen=_onderdelen(toneel, ronde, uitslag),
        gezien=None,
        door=mens.door,
    )


def _onderdelen(toneel, ronde, uitslag):
    """Each part of a competence test: for about one in three extra training is needed."""
    if ronde.soort != Rondesoort.COMPETENTIETEST:
        return None
    return {
        onderdeel: (Onderdeelstand.TRAINING, toneel.kies(BETALERS))
        if toneel.kans(0.35) or uitslag != Uitslag.DOOR
        else (Onderdeelstand.VOLDOENDE, "")
        for onderdeel in ronde.onderdelen.all()
    }


def _voorselectie_door(toneel, mens, uitslag, reden):
    return mens.partner.soort if mens.partner else ""


def _advies(toneel, mens, uitslag, reden):
    return Advies.POSITIEF if uitslag == Uitslag.DOOR and toneel.kans(0.85) else Advies.TWIJFEL


def _wil_verder(toneel, mens, uitslag, reden):
    if uitslag == Uitslag.TERUGGETROKKEN or reden == AfwijsReden.WIL_NIET:
        return WilVerder.NEE
    return WilVerder.JA if toneel.kans(0.9) else WilVerder.WEET_NIET


def _taalniveau(toneel, mens, uitslag, reden):
    return Taalniveau.A2 if reden == AfwijsReden.TAAL else mens.kandidaat.taal_spreken or Taalniveau.B1


def _toetsuitslag(toneel, mens, uitslag, reden):
    te_laag = reden in (AfwijsReden.TAAL, AfwijsReden.VAARDIGHEDEN)
    return Toetsuitslag.ONVOLDOENDE if te_laag else Toetsuitslag.VOLDOENDE


WAARDEN = {
    "voorselectie_door": _voorselectie_door,
    "advies": _advies,
    "wil_verder": _wil_verder,
    "taalniveau": _taalniveau,
    "toetsuitslag": _toetsuitslag,
}
