"""Reading .csv and .tsv: encoding and delimiter are found in a fixed order, never guessed by chance. No database."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from inlezen.cellen import Cel, Formule, tekstcel
from inlezen.meldingen import BestandOnleesbaar, Melding, waarschuwing
from inlezen.velden import raad_veld
from inlezen.werkblad import Bestand, Rij, Verzamelaar, Werkblad

SCHEIDINGSTEKENS = (";", ",", "\t", "|")  # the order settles a draw
REGELS_OM_TE_PROEVEN = 50
TEKENS_OM_TE_PROEVEN = 64 * 1024
MAX_REGEL = (
    4 * 1024 * 1024
)  # characters: no line of a list comes near, and a parser needs many bytes for each
MAX_VELD = 2 * 1024 * 1024
MAX_KAPOT = 50  # at most one letter in so many may be damaged, else it is no text
MAX_KAPOT_IN_UTF8 = 4  # and here one in so many of the letters beyond ASCII

csv.field_size_limit(MAX_VELD)  # `tekstcel` cuts what is too long for a cell

_STUK = 256 * 1024
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def lees_tekstbestand(inhoud: bytes) -> Bestand:
    """The one sheet of a text file. Row numbers count records, as Excel shows them. Raises BestandOnleesbaar."""
    codering = vind_codering(inhoud)
    proef = _open(inhoud, codering).read(TEKENS_OM_TE_PROEVEN)
    teken, overslaan = _aangegeven_teken(proef)
    teken = teken or vind_scheidingsteken(proef)
    rijen, aanhaling_goed = _lees_rijen(lambda: _regels(_open(inhoud, codering)), teken, overslaan)
    meldingen: tuple[Melding, ...] = ()
    if not aanhaling_goed:
        tekst = "In dit bestand staat een los aanhalingsteken. We lezen elke regel als één rij; controleer de rijen."
        meldingen = (waarschuwing("aanhalingsteken", tekst),)
    if codering.fouten == "replace":
        tekst = "In dit bestand zijn letters beschadigd. We zetten daar een �; controleer de namen."
        meldingen = (*meldingen, waarschuwing("letters_beschadigd", tekst))
    return Bestand("tekst", (Werkblad("", rijen),), meldingen)


class Codering(str):
    """Name of an encoding, and how to treat bytes that do not fit it: "strict" or "replace"."""

    fouten: str

    def __new__(cls, naam: str, fouten: str = "strict") -> "Codering":
        zelf = super().__new__(cls, naam)
        zelf.fouten = fouten
        return zelf


def decodeer(inhoud: bytes) -> str:
    """All text of a file; see `vind_codering`."""
    return _open(inhoud, vind_codering(inhoud)).read()


def vind_codering(inhoud: bytes) -> Codering:
    """What the file itself marks, then UTF-16 by its zero bytes, UTF-8, and cp1252 (Excel); each also forgiving.

    Raises BestandOnleesbaar if it is no text in any of them.
    """
    for codering in _mogelijke_coderingen(inhoud):
        if _past(inhoud, codering):
            return codering
    raise BestandOnleesbaar(
        "Dit is geen tekstbestand met een lijst. Vraag de lijst als Excel-bestand (.xlsx) of csv-bestand.",
        code="geen_tekst",
    )


def _past(inhoud: bytes, codering: Codering) -> bool:
    """True if this is text: no zero characters, and few damaged letters beside the sound ones."""
    lezer = codecs.getincrementaldecoder(codering)(codering.fouten)
    kapot = heel = 0
    try:
        for begin in range(0, len(inhoud), _STUK):
            stuk = lezer.decode(inhoud[begin : begin + _STUK], begin + _STUK >= len(inhoud))
            if "\x00" in stuk:
                return False
            if codering.fouten == "replace":
                kapot += stuk.count("\ufffd")
                # UTF-8 proves itself by whole letters beyond ASCII; a file with none is more likely cp1252.
                heel += sum(teken > "\x7f" for teken in stuk) if codering == "utf-8" else len(stuk)
    except UnicodeError:
        return False
    return kapot * (MAX_KAPOT_IN_UTF8 if codering == "utf-8" else MAX_KAPOT) <= heel


def _mogelijke_coderingen(inhoud: bytes) -> Iterator[Codering]:
    for bom, naam in _BOMS:
        if inhoud.startswith(bom):
            yield from (Codering(naam), Codering(naam, "replace"))
            return
    namen = ["utf-8", "cp1252"]
    proef = inhoud[:4096]
    if proef.count(0) > len(proef) // 4:
        namen.insert(0, "utf-16-le" if proef[1::2].count(0) >= proef[::2].count(0) else "utf-16-be")
    for naam in namen:
        yield from (Codering(naam), Codering(naam, "replace"))


def _open(inhoud: bytes, codering: Codering) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(inhoud), encoding=codering, errors=codering.fouten, newline="")


def _regels(bron: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a file, one in memory at a time. Raises BestandOnleesbaar for a line that no list has."""
    while regel := bron.readline(MAX_REGEL + 1):
        if len(regel) > MAX_REGEL:
            raise BestandOnleesbaar(
                "In dit bestand staat een regel van meer dan 4 miljoen tekens. Dat is geen lijst die we kunnen lezen. "
                "Vraag de lijst als Excel-bestand (.xlsx).",
                code="te_lange_regel",
            )
        yield regel.lstrip("\ufeff")


def _lees_rijen(
    regels: Callable[[], Iterator[str]], teken: str, overslaan: int
) -> tuple[tuple[Rij, ...], bool]:
    """The filled rows; and False if quotes do not come in pairs, so that each line had to be read by itself."""
    with suppress(csv.Error, _LosAanhalingsteken):
        return _verzamel(csv.reader(regels(), delimiter=teken, strict=True), overslaan, teken), True
    with suppress(csv.Error, _LosAanhalingsteken):
        return _verzamel(csv.reader(regels(), delimiter=teken), overslaan, teken, slordig=True), True
    return _verzamel(_per_regel(regels(), teken), overslaan), False


def _per_regel(regels: Iterable[str], teken: str) -> Iterator[list[str]]:
    """Every line a row. Where quotes do not come in pairs they count as ordinary characters, unless all columns fit."""
    kolommen = 0
    for regel in regels:
        for rij in csv.reader([regel.rstrip("\r\n")], delimiter=teken):
            if regel.count('"') % 2 == 0:
                kolommen = max(kolommen, len(rij))
            elif len(rij) != kolommen:
                yield from csv.reader([regel], delimiter=teken, quoting=csv.QUOTE_NONE)
                continue
            yield rij


def vind_scheidingsteken(tekst: str) -> str:
    """The delimiter under which some line holds the most known column names.

    In a draw: the one that cuts the first lines into the same number of columns most often, and into the most columns.
    """
    return max(SCHEIDINGSTEKENS, key=lambda teken: _score(_proefregels(tekst, teken)))  # the first of equals


def _score(rijen: list[list[str]]) -> tuple[int, int]:
    koppen = max((len({raad_veld(cel)[0] for cel in rij} - {""}) for rij in rijen), default=0)
    aantallen = Counter(len(rij) for rij in rijen if len(rij) > 1)
    gelijk = max(((kolommen - 1) * keer for kolommen, keer in aantallen.items()), default=0)
    return (koppen if koppen > 1 else 0), gelijk


def _proefregels(tekst: str, teken: str) -> list[list[str]]:
    """The first records, cut to what tells their layout."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken)
    rijen: list[list[str]] = []
    for _regel, rij in zip(range(REGELS_OM_TE_PROEVEN), lezer, strict=False):
        rijen.append([cel[:100] for cel in rij[:100]])
    return rijen


def _aangegeven_teken(tekst: str) -> tuple[str, int]:
    """Excel's own first line "sep=;": the delimiter it names and how many records to skip."""
    eerste = next(iter(tekst[:20].lstrip("\ufeff").splitlines()), "").strip().strip('"')
    if eerste.lower().startswith("sep=") and len(eerste) < 6 and eerste[4:] in (*SCHEIDINGSTEKENS, ""):
        return eerste[4:] or "\t", 1  # a tab does not survive `strip`
    return "", 0


class _LosAanhalingsteken(Exception):
    """An unpaired quote swallowed rows: some cell holds whole lines of the list."""


def _verzamel(
    rijen: Iterable[list[str]], overslaan: int, teken: str = "", *, slordig: bool = False
) -> tuple[Rij, ...]:
    """The filled rows. With `teken` it also watches for a quote that swallows rows, and raises _LosAanhalingsteken."""
    verzamelaar = Verzamelaar()
    kolommen = 0
    for nummer, rij in enumerate(rijen, 1):
        if nummer <= overslaan:
            continue
        if teken and any("\n" in waarde or "\r" in waarde for waarde in rij):
            _controleer_aanhaling(rij, teken, kolommen, slordig)
        kolommen = max(kolommen, len(rij))
        verzamelaar.voeg_toe(nummer, [_cel(waarde) for waarde in rij])
    return tuple(verzamelaar.rijen)


def _controleer_aanhaling(rij: list[str], teken: str, kolommen: int, slordig: bool) -> None:
    """A cell with line breaks is suspect if it holds a whole line of the list; where quotes are careless, sooner."""
    if slordig and kolommen and len(rij) > kolommen:
        raise _LosAanhalingsteken
    kolommen = max(kolommen, len(rij))
    for waarde in rij:
        if kolommen > 1 and any(regel.count(teken) >= kolommen - 1 for regel in waarde.splitlines()[1:]):
            raise _LosAanhalingsteken


def _cel(waarde: str) -> Cel:
    if len(waarde) > 1 and waarde.startswith('"') and waarde.endswith('"'):
        waarde = waarde[1:-1]  # only after a stray quote, when quotes are read as ordinary characters
    cel = tekstcel(waarde)
    if type(cel) is not str or not cel.lstrip().startswith("="):
        return cel
    # ="0612345678" is how exports keep Excel from eating a zero: a text and no sum.
    letterlijk = cel.strip()[2:-1] if cel.strip().startswith('="') and cel.strip().endswith('"') else ""
    return Formule(cel, letterlijk if letterlijk and '"' not in letterlijk else None)
