"""What somebody is asked to allow, in her words: the text that is read out or handed over, and its version (PRIV-12).

A changed text is a new version: what was given before stays consent to what was said then. No database.
"""

from kandidaten.keuzes import ToestemmingDoel as Doel

SLOT = "U mag nee zeggen. U mag uw toestemming altijd weer intrekken. Voor uw traject maakt het niets uit."

# Per purpose: (version, what we ask).
TEKSTEN = {
    Doel.METEN: (
        "1",
        "Wij willen u na afloop vragen of u nog werkt. Dat doen wij na 3, 6, 12, 24 en 36 maanden. Wij gebruiken uw "
        "antwoord voor onze cijfers.",
    ),
    Doel.BEWAREN: (
        "1",
        "Wij willen uw gegevens langer bewaren, ook al bent u niet geplaatst. Dan kunnen wij u bellen als er een "
        "andere plaats is. Wij bewaren uw gegevens zo hoogstens een jaar.",
    ),
    Doel.BUDDY: (
        "1",
        "Wij willen u vragen om buddy te zijn. U helpt dan iemand die net begint. Die persoon en de jobcoach krijgen "
        "uw naam.",
    ),
    Doel.VERHAAL: (
        "1",
        "Wij willen uw verhaal of uw foto gebruiken om te laten zien wat wij doen. Wij spreken vooraf met u af waar.",
    ),
}


def versie(doel) -> str:
    """The version of the text that is used now."""
    return TEKSTEN[Doel(doel)][0]


def tekst(doel) -> str:
    """What somebody is asked, without SLOT."""
    return TEKSTEN[Doel(doel)][1]
