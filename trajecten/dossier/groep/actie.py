"""What every group action is made of, and what it says about one person. No database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kandidaten.models import Kandidaat


@dataclass(frozen=True)
class Vooruitzicht:
    """One line of the recap: what will happen to her, or why not; `tekst` is a sentence for the screen.

    `stand` says in short how she stood: has it changed when the recap is sent, then a colleague was first. `werk` is
    what the action needs about her.
    """

    kandidaat: Kandidaat
    kan: bool
    tekst: str
    stand: str = ""
    werk: Any = None


@dataclass(frozen=True)
class Groepsactie:
    """One group action.

    `formulier(data, mensen=)`: what is asked; its `leeg` says why there is nothing to choose, `uitleg` whether to say
    what is obligatory.
    `vooruitzichten(mensen, gegevens)`: a Vooruitzicht each, in the order in which they get their turn.
    `feiten(gegevens, vooruitzichten)`: pairs (term, value) for the recap.
    `doe(vooruitzicht, gegevens, door=)`: writes for one person; gives (sentence, what undoing needs).
    `ongedaan(kandidaat, spoor, door=)`: takes it back.
    `bereid_voor(gegevens)`: once before; gives what `ruim_op(spoor)` needs to take it away when nobody uses it.
    """

    titel: str
    knop: str
    formulier: type
    vooruitzichten: Callable
    feiten: Callable
    doe: Callable
    ongedaan: Callable
    bereid_voor: Callable = lambda gegevens: {}
    ruim_op: Callable = lambda spoor: None
