"""What is different for a list that a referrer uploads herself (`Inlezing.aangeleverd`). Writes nothing.

She may fill in what the form Kandidaat aanmelden asks her, for the programmes of her own partner. Her rows are compared
with her partner's own referrals, by name, and with nobody else: whether somebody is known by another way is not in any
verdict, count or sentence, and costs no query (design: domain, section 6). Likely doubles with others reach the
coordinator by the nightly search. Of whom she referred before she reads the name, the programme and the date, and no
value is compared: "unchanged" would tell her what stands in the dossier (PRIV-14).
"""

from collections.abc import Iterable
from dataclasses import replace

from basis.templatetags.componenten import datum
from inlezen.cellen import is_leeg
from inlezen.kopregel import Lijst
from inlezen.meldingen import waarschuwing
from inlezen.oordeel import BekendePersoon, Oordeel, sleutels_van_rij
from inlezen.rijen import GelezenRij
from inlezen.velden import Veld
from inlezen.werkblad import Rij
from kandidaten.dubbelen import Sleutels, gelijkende_verwezenen
from kandidaten.models import Kandidaat, Verwijzing
from trajecten.dossier.verwijzen import programmas_voor
from trajecten.models import Programma, Traject

# The same as trajecten.dossier.forms_verwijzen asks; her whole name may stand in one cell, and initials are a name.
VELDEN = frozenset(
    {
        Veld.ACHTERNAAM,
        Veld.TUSSENVOEGSEL,
        Veld.VOORNAAM,
        Veld.VOORLETTERS,
        Veld.VOLLEDIGE_NAAM,
        Veld.GEBOORTEDATUM,
        Veld.TELEFOON,
        Veld.TWEEDE_TELEFOON,
        Veld.EMAIL,
        Veld.PROGRAMMA,
        Veld.OPMERKING,
    }
)
_BLIJFT = VELDEN | {"", Veld.OVERSLAAN, Veld.BSN}
NIET_GEVRAAGD = "niet_gevraagd"  # not `kolom_...`: it stays when she chooses the columns anew
GEEN_PROGRAMMA = "Voor dit programma kan uw organisatie nu niemand aanmelden."
NAAMGENOTEN = 5  # of one name among her partner's referrals
AL_GEWERKT = "Hier is al aan gewerkt. Wilt u iets wijzigen? Bel dan de coördinator."
TABS = (Oordeel.NIEUW, Oordeel.MOGELIJK_DUBBEL, Oordeel.FOUT)
UITLEG = {
    Oordeel.NIEUW: "Wie een vinkje heeft, meldt u aan. U volgt deze mensen daarna onder Mijn verwijzingen.",
    Oordeel.MOGELIJK_DUBBEL: (
        "Misschien meldde uw organisatie deze mensen al aan, of staan zij twee keer in de lijst. Kies per rij wat er "
        "moet gebeuren."
    ),
}
LEEG = {
    Oordeel.NIEUW: "Er zijn geen mensen meer om aan te melden in deze lijst.",
    Oordeel.MOGELIJK_DUBBEL: "Er zijn geen rijen van mensen die u misschien al aanmeldde.",
}
KOLOM = {Oordeel.MOGELIJK_DUBBEL: "Al aangemeld?"}


# --- The columns ------------------------------------------------------------------------------------------------------
def alleen_gevraagd(lijst: Lijst) -> Lijst:
    """The list without the columns that a referrer may not fill: their content is gone, a message says which."""
    weg = {k.index: k.kop or f"kolom {k.index + 1}" for k in lijst.kolommen if k.veld not in _BLIJFT}
    if not weg:
        return lijst
    namen = ", ".join(f"“{kop}”" for kop in weg.values())
    zin = f"Kolom {namen} lezen we niet in." if len(weg) == 1 else f"Deze kolommen lezen we niet in: {namen}."
    tekst = f"{zin} Dat vragen wij u niet. Wat daar stond, is niet bewaard."
    rijen = tuple(
        Rij(rij.nummer, tuple(None if i in weg else cel for i, cel in enumerate(rij.cellen)))
        for rij in lijst.rijen
    )
    return replace(
        lijst,
        kolommen=tuple(k for k in lijst.kolommen if k.index not in weg),
        rijen=tuple(rij for rij in rijen if not all(map(is_leeg, rij.cellen))),
        meldingen=(*lijst.meldingen, waarschuwing(NIET_GEVRAAGD, tekst)),
    )


# --- The programmes ---------------------------------------------------------------------------------------------------
def programmas_van(inlezing) -> list[Programma]:
    """The programmes that a row of this import may name."""
    if inlezing.aangeleverd:
        return programmas_voor(inlezing.partner)
    return list(Programma.objects.kiesbaar().order_by("naam", "pk"))


# --- Whom her partner referred before ---------------------------------------------------------------------------------
def eerder_aangemeld(inlezing, rijen: Iterable[GelezenRij]) -> list[BekendePersoon]:
    """Whom this partner referred before and who can match one of these rows, with what she may read of it; two queries.

    By name alone (`gelijkende_verwezenen` says why), the last NAAMGENOTEN of a name. Without any value of the dossier:
    a row about one of them is a possible double, never a change.
    """
    sleutels = [_sleutels(sleutels_van_rij(rij)) for rij in rijen]
    uit_lijst = inlezing.regels.order_by().filter(kandidaat__isnull=False).values("kandidaat")
    mensen = gelijkende_verwezenen(inlezing.partner_id, sleutels, van_lijst=uit_lijst)
    van_lijst = set(uit_lijst.values_list("kandidaat", flat=True)) if mensen else set()
    per_naam: dict[str, list[int]] = {}
    for k in mensen:
        if k.pk not in van_lijst:
            per_naam.setdefault(k.zoeknaam, []).append(k.pk)
    telt = van_lijst | {pk for pks in per_naam.values() for pk in pks[-NAAMGENOTEN:]}
    mensen = [k for k in mensen if k.pk in telt]
    wanneer = _laatste_aanmelding(inlezing.partner_id, [k.pk for k in mensen])
    return [
        BekendePersoon.van(
            k,
            aangemeld=f"Uw organisatie meldde {k.naam} al aan{wanneer.get(k.pk, '')}.",
            alleen_op_naam=k.pk not in van_lijst,
        )
        for k in mensen
    ]


def _sleutels(eigen):
    """What a row is recognised by, as kandidaten.dubbelen has it; with the name, whatever else there is."""
    geboortedatum = eigen.persoon[1] if eigen.persoon else None
    return Sleutels(eigen.naam, geboortedatum, eigen.email, eigen.telefoon)


def _laatste_aanmelding(partner_pk, pks):
    """Candidate -> " voor programma op datum" of this partner's last referral of her."""
    if not pks:
        return {}
    trajecten = (
        Traject.objects.filter(kandidaat__in=pks, verwijzing__partner=partner_pk)
        .select_related("programma", "verwijzing")
        .order_by("verwijzing__ontvangen_op", "pk")
    )
    return {
        t.kandidaat_id: f" voor {t.programma.naam} op {datum(t.verwijzing.ontvangen_op)}" for t in trajecten
    }


def verwezen_door(inlezing):
    """The people whom the partner of this list referred: whose names its referrer may read."""
    eigen = Verwijzing.objects.order_by().filter(partner=inlezing.partner_id)
    return Kandidaat.objects.order_by().filter(pk__in=eigen.values("kandidaat"))
