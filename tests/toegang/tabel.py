"""THE table: every address, who gets it, and what it may cost. Written by hand from the design (domain, section 6;
screens), never derived from the code under test. An address that is not in here fails the suite.

Columns, one letter each: C coordinator (and her colleague), J jobcoach, T trainer, L teamleider, M manager, V
verwijzer, B beheerder, Z logged in without a role, O former jobcoach (30 days), N somebody with emergency access.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from tests.zijden import ONBEKENDE_UUID

KOLOMMEN = {
    "coordinator": "C",
    "collega": "C",
    "jobcoach": "J",
    "trainer": "T",
    "teamleider": "L",
    "manager": "M",
    "verwijzer": "V",
    "beheerder": "B",
    "zonder": "Z",
    "oud": "O",
    "nood": "N",
}
WERKT_MET_DOSSIER = (
    "CJTLVON"  # these stand in some capacity towards a dossier of their own; for others it does not exist
)
IEDEREEN = "CJTLMVBZON"


class Poort(Enum):
    """What somebody without the right reads."""

    DOSSIER = auto()  # about one candidate: 403 for who knows her, 404 for everybody else
    ROL = auto()  # not about one candidate: 403 without the role, then 404 for a record outside the scope
    OPENBAAR = auto()  # also without logging in


class Soort(Enum):
    """What kind of page it is: its budget of SQL queries hangs on it (None: not a page)."""

    LIJST = 10
    DETAIL = 15
    FORMULIER = 12
    CIJFERS = 25
    ANDERS = None


@dataclass(frozen=True)
class Rij:
    """One address.

    `wie`: letters of who may GET it. `schrijft`: letters of who may POST ('' = there is nothing to post). `args`: from
    a Zijde (or the stranger) to the arguments of the address. `bijna`: what a permitted person reads on the record of
    the near miss. `get`: what a permitted person reads on her own. `extra`: query strings that show another page.
    """

    naam: str
    soort: Soort
    wie: str
    schrijft: str = ""
    poort: Poort = Poort.ROL
    args: Callable | None = None
    bijna: int | dict = 404  # one status, or letter -> status (the rest reads 404)
    onbekend: int = 404
    get: int = 200
    extra: tuple = ()
    variant: str = ""  # a second row for the same address
    nog_niet: bool = False  # the author is still at work; none may be left at the end

    def verwacht(self, kolom, wat):
        """The status of a GET by this column, about `wat`: eigen, ander or onbekend."""
        if self.poort is Poort.OPENBAAR:
            return self.get
        if self.poort is Poort.DOSSIER:
            if wat != "eigen":
                return 404
            if kolom in self.wie:
                return self.get
            return 403 if kolom in WERKT_MET_DOSSIER else 404
        if kolom not in self.wie:
            return 403
        return {"eigen": self.get, "ander": self.bij_bijna(kolom), "onbekend": self.onbekend}[wat]

    def bij_bijna(self, kolom):
        return self.bijna.get(kolom, 404) if isinstance(self.bijna, dict) else self.bijna

    @property
    def sleutel(self):
        return f"{self.naam} ({self.variant})" if self.variant else self.naam


def dossier(naam, soort, wie, van, schrijft="", **rest):
    """A page about one candidate: <dossiernummer>, by default of the traject named `van`."""
    args = rest.pop("args", lambda z: [z.nr(van)])
    return Rij(naam, soort, wie, schrijft, Poort.DOSSIER, args, **rest)


def traject(naam, soort, wie, van, schrijft="", *meer, **rest):
    """A page about one traject: <dossiernummer>, 1, and maybe more."""
    return dossier(naam, soort, wie, van, schrijft, args=lambda z: [z.nr(van), 1, *meer], **rest)


def ding(naam, soort, wie, van, wat, schrijft="", **rest):
    """A page about one thing of a candidate: <dossiernummer>, number of the thing `wat`."""
    return dossier(naam, soort, wie, van, schrijft, args=lambda z: [z.nr(van), z.pk(wat)], **rest)


def in_ronde(naam, soort, wie, van, schrijft="", **rest):
    return dossier(naam, soort, wie, van, schrijft, args=lambda z: [z.pk("ronde"), z.nr(van)], **rest)


def pk(*namen):
    return lambda z: [z.pk(naam) for naam in namen]


KADER = [
    Rij(
        "start", Soort.ANDERS, IEDEREEN, get=302
    ),  # to the first page of the role; without a role see EIGEN_STATUS
    Rij("gezond", Soort.ANDERS, IEDEREEN, poort=Poort.OPENBAAR),
    Rij("gezond_klaar", Soort.ANDERS, IEDEREEN, poort=Poort.OPENBAAR),
    Rij("toegankelijkheid", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR),
    # Scripts; they answer 401 themselves to who is not logged in.
    Rij("basis:concept", Soort.ANDERS, IEDEREEN, IEDEREEN, Poort.OPENBAAR, get=405),
    Rij("basis:sessie", Soort.ANDERS, IEDEREEN, IEDEREEN, Poort.OPENBAAR),
    # Account: everybody's own.
    Rij("account_login", Soort.ANDERS, IEDEREEN, IEDEREEN, Poort.OPENBAAR, get=302),
    Rij("account_logout", Soort.FORMULIER, IEDEREEN, IEDEREEN),
    Rij("account_inactive", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR),
    Rij("account_signup", Soort.ANDERS, IEDEREEN, IEDEREEN, Poort.OPENBAAR, get=302),
    Rij("account_reauthenticate", Soort.FORMULIER, IEDEREEN, IEDEREEN),
    Rij("account_change_password", Soort.FORMULIER, IEDEREEN, IEDEREEN),
    Rij("account_set_password", Soort.ANDERS, IEDEREEN, IEDEREEN, get=302),
    Rij("account_reset_password", Soort.FORMULIER, IEDEREEN, IEDEREEN, Poort.OPENBAAR),
    Rij("account_reset_password_done", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR),
    Rij(
        "account_reset_password_from_key",
        Soort.FORMULIER,
        IEDEREEN,
        IEDEREEN,
        Poort.OPENBAAR,
        args=lambda z: ["a1", "b-c"],  # a link that no longer works
    ),
    Rij("account_reset_password_from_key_done", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR),
]

# Name and contact data, traject, support: domain, section 6. A verwijzer reads her own list only, a former coach what
# she needs to hand over, a team leader a name and what somebody needs at work.
DOSSIER = [
    Rij("dossier:nieuw", Soort.FORMULIER, "C", "C"),
    Rij("dossier:nieuw_gegevens", Soort.FORMULIER, "C", "C", get=302),  # search first
    dossier("dossier:dossier", Soort.DETAIL, "CJTLON", "lopend"),
    traject("dossier:traject", Soort.DETAIL, "CJTLON", "lopend"),
    dossier("dossier:opnieuw", Soort.FORMULIER, "C", "lopend", "C"),
    dossier("dossier:gegevens", Soort.DETAIL, "CJTN", "lopend"),
    *[
        dossier(
            "dossier:gegevens_wijzigen",
            Soort.FORMULIER,
            wie,
            "lopend",
            wie,
            args=lambda z, onderwerp=onderwerp: [z.nr("lopend"), onderwerp],
            variant=onderwerp,
        )
        for onderwerp, wie in (("persoon", "C"), ("bereikbaarheid", "CJ"))
    ],
    dossier("dossier:selectiehulp", Soort.FORMULIER, "C", "selectie", "C"),
    dossier("dossier:ondersteuning", Soort.FORMULIER, "CJTLN", "lopend", "CJ"),
    dossier("dossier:doelgroep", Soort.FORMULIER, "C", "lopend", "C"),
    traject("dossier:uitkering", Soort.FORMULIER, "CJN", "lopend", "C"),
    *[
        dossier(
            f"dossier:{naam}",
            Soort.FORMULIER,
            "C",
            van,
            "C",
            args=lambda z, van=van, doel=doel: [z.nr(van), doel],
        )
        for naam, van, doel in (
            ("toestemming", "lopend", "verhaal"),
            ("toestemming_intrekken", "lopend", "meten"),
        )
    ],
    dossier("dossier:inzage", Soort.DETAIL, "C", "lopend"),
    # Two dossiers of one person: who may write both. A pair is not about one candidate; it is hers who handles one.
    dossier("dossier:samenvoegen_kies", Soort.FORMULIER, "C", "lopend", "C"),
    dossier(
        "dossier:samenvoegen",
        Soort.DETAIL,
        "C",
        "lopend",
        "C",
        args=lambda z: [z.nr("lopend"), z.nr("afgewezen")],
    ),
    ding("dossier:samenvoeging", Soort.DETAIL, "C", "lopend", "samenvoeging"),
    ding("dossier:samenvoeging_ongedaan", Soort.DETAIL, "C", "lopend", "samenvoeging", "C"),
    Rij("dossier:dubbel", Soort.LIJST, "C"),
    Rij("dossier:dubbel_voorleggen", Soort.FORMULIER, "C", "C", args=pk("vermoeden_elders")),
    *[
        Rij(f"dossier:dubbel_{wat}", Soort.ANDERS, "C", "C", args=pk("vermoeden"), get=405)
        for wat in ("intrekken", "twee_mensen", "terug")
    ],
    dossier("dossier:toewijzen", Soort.FORMULIER, "C", "lopend", "C"),
    ding("dossier:toewijzing_einde", Soort.FORMULIER, "C", "lopend", "toewijzing", "C"),
    ding("dossier:gewicht", Soort.FORMULIER, "CJ", "lopend", "toewijzing", "CJ"),
    # Her own caseload; ending a cover: the absent coach, and who handles the person.
    Rij("dossier:afwezig", Soort.FORMULIER, "JON", "JON"),
    Rij("dossier:waarneming_stoppen", Soort.FORMULIER, "CJON", "CJ", args=pk("waarneming")),
    traject("dossier:traject_wijzigen", Soort.FORMULIER, "C", "lopend", "C"),
    traject(
        "dossier:mijn_traject", Soort.DETAIL, "CJ", "lopend", extra=("?gekozen=1&letters=groot&afspraken=on",)
    ),
    traject("dossier:contact", Soort.FORMULIER, "CJ", "aangemeld", "CJ"),
    dossier(
        "dossier:contact_terug",
        Soort.ANDERS,
        "CJ",
        "gebeld",
        "CJ",
        args=lambda z: [z.nr("gebeld"), 1, z.pk("contactmoment")],
        get=405,
    ),
    traject("dossier:status", Soort.FORMULIER, "C", "selectie", "C"),
    dossier(
        "dossier:status_terug",
        Soort.ANDERS,
        "C",
        "selectie",
        "C",
        args=lambda z: [z.nr("selectie"), 1, z.pk("statuswissel")],
        get=405,
    ),
    traject("dossier:vergissing", Soort.FORMULIER, "C", "selectie", "C"),
]

# Registering oneself: public, the same page for everybody (a programme that is not open is in test_zelf). A referrer
# puts somebody forward from her own page.
ZELF = [
    Rij("dossier:aanmelden", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR),
    Rij(
        "dossier:aanmelden_programma",
        Soort.FORMULIER,
        IEDEREEN,
        IEDEREEN,
        Poort.OPENBAAR,
        args=lambda z: ["P02"],
    ),
    Rij("dossier:verwijzen", Soort.FORMULIER, "V", "V"),
    Rij("dossier:aanmelden_klaar", Soort.DETAIL, IEDEREEN, poort=Poort.OPENBAAR, args=lambda z: ["P02"]),
]

# What somebody chose in a list stands in her own session: the address of a choice that is not hers leads back.
GROEP = [
    Rij("dossier:groep", Soort.ANDERS, "C", "C", get=405),
    *[
        Rij(
            f"dossier:groep_{wat}",
            Soort.ANDERS,
            "C",
            "C" if wat != "uitkomst" else "",
            args=lambda z: [ONBEKENDE_UUID],
            bijna=302,
            onbekend=302,
            get=302,
        )
        for wat in ("kiezen", "controle", "uitkomst")
    ],
    Rij(
        "dossier:groep_ongedaan",
        Soort.ANDERS,
        "C",
        "C",
        args=lambda z: [ONBEKENDE_UUID],
        bijna=302,
        onbekend=302,
        get=405,
    ),
]

# A cohort belongs to no region: every coordinator sees its seats, and of its people only her own (the walk looks for
# names). Only its own coordinator changes it as a whole.
LICHTINGEN = [
    Rij("trajecten:lichtingen", Soort.LIJST, "CJTLMON"),
    Rij("trajecten:lichting_nieuw", Soort.FORMULIER, "C", "C"),
    Rij(
        "trajecten:lichting",
        Soort.DETAIL,
        "CJTLMON",
        args=pk("lichting_open"),
        bijna={"C": 200, "M": 200},
    ),
    *[
        Rij(
            f"trajecten:lichting_{wat}", Soort.FORMULIER, "C", "C", args=pk("lichting_open"), bijna={"C": 403}
        )
        for wat in ("wijzigen", "start", "annuleren")
    ],
    *[
        Rij(
            f"trajecten:lichting_{wat}", Soort.FORMULIER, "C", "C", args=pk("lichting_open"), bijna={"C": 200}
        )
        for wat in ("uren", "toewijzen", "privacy", "voorwaarden", "verplaatsen")
    ],
    Rij("trajecten:lichting_instromen", Soort.FORMULIER, "C", "C", args=pk("lichting"), bijna={"C": 200}),
    Rij("trajecten:lichting_team", Soort.FORMULIER, "C", "C", args=pk("lichting_open"), bijna={"C": 403}),
    # Meetings of a cohort: who writes about training. Every coordinator sees the cohort, and only her own people in it.
    Rij("trajecten:lichting_bijeenkomsten", Soort.LIJST, "CT", args=pk("lichting"), bijna={"C": 200}),
    *[
        Rij(f"trajecten:lichting_{wat}", Soort.FORMULIER, "CT", "CT", args=pk("lichting"), bijna={"C": 200})
        for wat in ("bijeenkomst_nieuw", "dagen", "uitnodigen")
    ],
    # Lessons: read with the training (a jobcoach and a team leader too), planned by who is there for the whole group.
    Rij(
        "lessen:rooster",
        Soort.LIJST,
        "CJTLON",
        args=pk("lichting"),
        bijna={"C": 200},
        extra=("?toon=voorbij",),
    ),
    Rij("lessen:afdruk", Soort.DETAIL, "CJTLON", args=pk("lichting"), bijna={"C": 200}),
    Rij("lessen:aanwezigheid", Soort.DETAIL, "CJTLON", "CT", args=pk("lichting"), bijna={"C": 200}),
    *[
        Rij(f"lessen:{wat}", Soort.FORMULIER, "CT", "CT", args=pk("lichting"), bijna={"C": 403})
        for wat in ("maken", "modules")
    ],
    Rij(
        "trajecten:lichting_afspraken",
        Soort.DETAIL,
        "CJTLMON",
        args=pk("lichting_open"),
        bijna={"C": 200, "M": 200},
    ),
    Rij(
        "trajecten:lichting_annuleren_ongedaan",
        Soort.ANDERS,
        "C",
        "C",
        args=lambda z: [z.pk("lichting_open"), "stempel"],
        bijna={"C": 200},
        get=405,
    ),
    *[
        Rij(
            f"trajecten:lichting_{wat}",
            Soort.ANDERS,
            "C",
            "C",
            args=pk("lichting_open"),
            bijna={"C": 200},
            get=405,
        )
        for wat in ("plaatsen", "wachtlijst", "eruit")
    ],
    Rij(
        "trajecten:lichting_ongedaan",
        Soort.ANDERS,
        "C",
        "C",
        args=lambda z: [z.pk("lichting_open"), "stempel"],
        bijna={"C": 200},
        get=405,
    ),
]

# Programmes are no secret of anybody's and about nobody: all colleagues read them (stamgegevens); a referrer does not.
PROGRAMMAS = [
    Rij("programmas:lijst", Soort.LIJST, "CJTLMBON"),
    Rij(
        "programmas:detail",
        Soort.DETAIL,
        "CJTLMBON",
        args=lambda z: [z.code(), 1],
        bijna=200,
        extra=("?start=5-1-2026", "?start=x"),
    ),
]

PARTNERS = [
    Rij("partners:lijst", Soort.LIJST, "CJTLMVBON"),
    # A verwijzer reads her own partner only.
    Rij(
        "partners:detail",
        Soort.DETAIL,
        "CJTLMVBON",
        args=pk("partner"),
        bijna=dict.fromkeys("CJTLMBON", 200),
    ),
    Rij("partners:nieuw", Soort.FORMULIER, "CB", "CB"),
    Rij("partners:wijzigen", Soort.FORMULIER, "CB", "CB", args=pk("partner"), bijna=200),
    *[
        rij
        for deel in ("contactpersoon", "vestiging", "toezegging")
        for rij in (
            Rij(f"partners:{deel}_nieuw", Soort.FORMULIER, "CB", "CB", args=pk("partner"), bijna=200),
            Rij(f"partners:{deel}", Soort.FORMULIER, "CB", "CB", args=pk("partner", deel), bijna=200),
        )
    ],
]

# Programmes and rounds belong to no region; the people on these pages do (the walk looks for names of others).
SELECTIE = [
    Rij("selectie:overzicht", Soort.LIJST, "C"),
    Rij("selectie:indelen", Soort.LIJST, "C", "C", args=pk("programma"), bijna=200, extra=("?kies=alle",)),
    Rij("selectie:ronde", Soort.LIJST, "C", "C", args=pk("ronde"), bijna=200, extra=("?toon=besloten",)),
    *[
        Rij(f"selectie:{wat}", Soort.FORMULIER, "C", "C", args=pk("ronde"), bijna=200)
        for wat in ("beoordelaars", "bijeenkomst", "aanwezigheid", "afwijzingen")
    ],
    Rij("selectie:controle", Soort.ANDERS, "C", "C", args=pk("ronde"), bijna=302, get=302),
    Rij("selectie:besluiten", Soort.ANDERS, "C", "C", args=pk("ronde"), bijna=200, get=405),
    Rij("selectie:ongedaan", Soort.ANDERS, "C", "C", args=lambda z: [z.pk("ronde"), 1], bijna=200, get=405),
    Rij("selectie:nodig", Soort.LIJST, "C", args=pk("ronde"), bijna=200),
    Rij("selectie:naam_weg", Soort.ANDERS, "C", "C", args=pk("ronde"), bijna=200, get=405),
    in_ronde("selectie:kandidaat", Soort.DETAIL, "CJN", "selectie", "C"),
    in_ronde("selectie:uitkomst", Soort.FORMULIER, "C", "selectie", "C"),
    in_ronde("selectie:scores", Soort.FORMULIER, "C", "selectie", "C"),
    in_ronde("selectie:verteld", Soort.FORMULIER, "C", "besloten", "C"),
    in_ronde("selectie:terugdraaien", Soort.FORMULIER, "C", "besloten", "C"),
]

# A meeting is hers who handles the selection of somebody in it; the people on the page are hers only. Messages are read
# with the selection, and written by who decides about it.
BIJEENKOMSTEN = [
    # A meeting of a round is selection; one of a cohort is training. A trainer comes near the second kind only: the
    # first does not exist for her (EIGEN_STATUS).
    Rij("bijeenkomsten:lijst", Soort.LIJST, "CT", extra=("?toon=voorbij",)),
    Rij("bijeenkomsten:berichten", Soort.LIJST, "CT"),
    *[
        rij
        for soort, ding_, nieuw, schrijft in (
            ("", "bijeenkomst", "bijeenkomst_nieuw", "C"),
            ("groep", "groepsdag", "groepsdag_nieuw", "CT"),
        )
        for rij in (
            Rij("bijeenkomsten:bijeenkomst", Soort.DETAIL, "CT", schrijft, args=pk(ding_), variant=soort),
            Rij("bijeenkomsten:afdruk", Soort.DETAIL, "CT", args=pk(ding_), variant=soort),
            *[
                Rij(f"bijeenkomsten:{wat}", Soort.FORMULIER, "CT", schrijft, args=pk(over), variant=soort)
                for wat, over in (("wijzigen", ding_), ("afgelasten", ding_), ("uitnodigingen", nieuw))
            ],
        )
    ],
    *[
        rij
        for soort, bericht, leest, schrijft in (
            ("", "bericht", "CJN", "C"),
            ("groep", "groepsbericht", "CJTLN", "CT"),
        )
        for rij in (
            ding("bijeenkomsten:bericht", Soort.DETAIL, leest, "lopend", bericht, variant=soort),
            *[
                ding(
                    f"bijeenkomsten:{wat}",
                    Soort.ANDERS,
                    schrijft,
                    "lopend",
                    bericht,
                    schrijft,
                    get=405,
                    variant=soort,
                )
                for wat in ("doorgegeven", "opnieuw", "zelf")
            ],
        )
    ],
]


# A list of a partner: coordinators of its region.
def lijst(naam, soort, van, schrijft="", *meer, **rest):
    """Two rows for a page of an import: of a list that the referrer uploaded, and of one that is the coordinator's."""
    adres = f"inlezen:{naam}"
    eigen = {"inlezing": "aangeleverd", "ingelezen": "aangemeld_met_lijst"}[van]
    wie_schrijft = "CV" if schrijft else ""
    return [
        Rij(adres, soort, "CV", wie_schrijft, args=lambda z: [z.uuid(eigen), *meer], **rest),
        Rij(
            adres,
            soort,
            "CV",
            schrijft,
            args=lambda z: [z.uuid(van), *meer],
            variant=VAN_DE_COORDINATOR,
            **rest,
        ),
    ]


VAN_DE_COORDINATOR = "van de coördinator"  # for the referrer it does not exist (EIGEN_STATUS)
INLEZEN = [
    Rij("inlezen:overzicht", Soort.LIJST, "CV"),
    Rij("inlezen:nieuw", Soort.FORMULIER, "C", "C"),
    Rij("inlezen:aanleveren", Soort.FORMULIER, "V", "V"),
    *lijst("kolommen", Soort.FORMULIER, "inlezing", "C"),
    *lijst("verwijderen", Soort.FORMULIER, "inlezing", "C"),
    *lijst("controleren", Soort.LIJST, "inlezing", "C"),
    *lijst("rij", Soort.FORMULIER, "inlezing", "C", 2),
    *lijst("bevestigen", Soort.FORMULIER, "inlezing", "C"),
    *lijst("resultaat", Soort.LIJST, "ingelezen"),
    *lijst("stand", Soort.ANDERS, "ingelezen"),
    *lijst("opnieuw", Soort.ANDERS, "ingelezen", "C", get=405),
    *lijst("opnieuw_rij", Soort.ANDERS, "ingelezen", "C", 2, get=405),
    *lijst("verder", Soort.ANDERS, "ingelezen", "C", get=405),
    *lijst("terugdraaien", Soort.DETAIL, "ingelezen", "C"),
]

# The signal of somebody who was never spoken (tests/trajecten/begeleiding/test_signalen.py says that it stays so).
NOOIT_GESPROKEN = "0d20b3f12464d3976790bc62a98a9d0c"

# Facts, scores and goals: coach RW, coordinator and trainer R. Text of talks: coaches; a coordinator with a reason.
BEGELEIDING = [
    traject("begeleiding:gesprek_nieuw", Soort.FORMULIER, "J", "lopend", "J"),
    ding("begeleiding:gesprek", Soort.DETAIL, "CJTN", "lopend", "gesprek"),
    ding("begeleiding:gesprek_wijzigen", Soort.FORMULIER, "J", "lopend", "gesprek", "J"),
    ding("begeleiding:gesprek_notities", Soort.ANDERS, "CJ", "lopend", "gesprek", "CJ", get=405),
    ding("begeleiding:gesprek_intrekken", Soort.FORMULIER, "J", "lopend", "gesprek", "J"),
    ding("begeleiding:gesprek_terugzetten", Soort.ANDERS, "J", "lopend", "gesprek", "J", get=405),
    traject("begeleiding:scores", Soort.DETAIL, "CJTN", "lopend"),
    traject("begeleiding:schema", Soort.DETAIL, "CJTN", "lopend"),
    traject("begeleiding:schema_aanpassen", Soort.FORMULIER, "J", "lopend", "J"),
    ding("begeleiding:afspraak_stoppen", Soort.ANDERS, "J", "lopend", "ritme", "J", get=405),
    ding("begeleiding:afspraak_hervatten", Soort.ANDERS, "J", "lopend", "ritme", "J", get=405),
    traject("begeleiding:notities", Soort.DETAIL, "JO", "lopend"),
    # The note at a hand-over: as the text of talks. A coordinator is asked for a reason.
    dossier("begeleiding:overdracht_voorbereiden", Soort.FORMULIER, "J", "lopend", "J"),
    ding("begeleiding:overdracht", Soort.FORMULIER, "CJO", "lopend", "overdracht", "CJO"),
    ding("begeleiding:overdracht_gelezen", Soort.ANDERS, "J", "lopend", "overdracht", "J", get=405),
    traject("begeleiding:doelen", Soort.DETAIL, "CJTN", "lopend"),
    traject("begeleiding:doel_nieuw", Soort.FORMULIER, "J", "lopend", "J"),
    traject("begeleiding:actie_nieuw", Soort.FORMULIER, "J", "lopend", "J"),
    traject("begeleiding:keuze", Soort.FORMULIER, "J", "lopend", "J"),
    traject("begeleiding:buddys", Soort.DETAIL, "CJ", "lopend"),
    traject("begeleiding:buddy_kiezen", Soort.FORMULIER, "CJ", "lopend", "CJ", extra=("?zoek=x",)),
    ding("begeleiding:buddy_wijzigen", Soort.FORMULIER, "CJ", "lopend", "buddy", "CJ"),
    ding("begeleiding:buddy_einde", Soort.FORMULIER, "CJ", "lopend", "buddy", "CJ"),
    ding("begeleiding:buddy_terug", Soort.ANDERS, "CJ", "lopend", "buddy", "CJ", get=405),
    ding("begeleiding:doel_bereikt", Soort.ANDERS, "J", "lopend", "doel", "J", get=405),
    traject("begeleiding:doel_kiezen", Soort.FORMULIER, "J", "lopend", "J", extra=("?controle=1",)),
    ding("begeleiding:doel_wijzigen", Soort.FORMULIER, "J", "lopend", "doel", "J"),
    ding("begeleiding:doel_stoppen", Soort.FORMULIER, "J", "lopend", "doel", "J"),
    ding("begeleiding:doel_open", Soort.ANDERS, "J", "lopend", "doel", "J", get=405),
    ding("begeleiding:actie_wijzigen", Soort.FORMULIER, "J", "lopend", "actie", "J"),
    ding("begeleiding:actie_gedaan", Soort.ANDERS, "J", "lopend", "actie", "J", get=405),
    ding("begeleiding:actie_open", Soort.ANDERS, "J", "lopend", "actie", "J", get=405),
    traject("begeleiding:signalen", Soort.DETAIL, "CJTN", "proef"),
    traject("begeleiding:signaal", Soort.FORMULIER, "CJT", "proef", "CJT", NOOIT_GESPROKEN),
    dossier(
        "begeleiding:signaal_open",
        Soort.ANDERS,
        "CJT",
        "proef",
        "CJT",
        args=lambda z: [z.nr("proef"), 1, NOOIT_GESPROKEN],
        get=405,
    ),
    traject("begeleiding:functioneren", Soort.DETAIL, "CJLN", "lopend"),
    traject("begeleiding:functioneren_nieuw", Soort.FORMULIER, "L", "lopend", "L"),
    ding("begeleiding:functioneren_afdruk", Soort.DETAIL, "CJLN", "lopend", "functioneren"),
    ding("begeleiding:functioneren_wijzigen", Soort.FORMULIER, "L", "lopend", "functioneren", "L"),
]

# Lessons, attendance, exams: coordinator and trainer RW.
OPLEIDING = [
    traject("opleiding:examen_nieuw", Soort.FORMULIER, "CT", "lopend", "CT"),
    ding("opleiding:uitslag", Soort.FORMULIER, "CT", "lopend", "examen", "CT"),
    traject("opleiding:certificaat_nieuw", Soort.FORMULIER, "CT", "lopend", "CT"),
    ding("opleiding:certificaat_intrekken", Soort.FORMULIER, "CT", "lopend", "certificaat", "CT"),
    # Exams of a cohort: who writes about training. Every coordinator sees the cohort, and only her own people in it.
    Rij("examens:lijst", Soort.LIJST, "CT", extra=("?toon=alle",)),
    Rij("examens:lichting", Soort.LIJST, "CT", args=pk("lichting"), bijna={"C": 200}),
    *[
        Rij(f"examens:{wat}", Soort.FORMULIER, "CT", "CT", args=pk("lichting"), bijna={"C": 200})
        for wat in ("plannen", "klaar", "uitslagen", "diplomas")
    ],
]

# Refresher days per person: training, though they follow from a contract.
TERUGKOMDAGEN = [
    Rij("terugkomdagen:lijst", Soort.LIJST, "CT"),
    Rij("terugkomdagen:plannen", Soort.FORMULIER, "CT", "CT", args=pk("lichting"), bijna={"C": 200}),
]

# Work is the coordinator's; coach and team leader read it; a trainer does not (domain, section 6).
PLAATSING = [
    traject("plaatsing:proefplaatsing", Soort.FORMULIER, "C", "geselecteerd", "C"),
    traject("plaatsing:contract", Soort.FORMULIER, "C", "proef", "C"),
    traject("plaatsing:meetmoment", Soort.FORMULIER, "CJ", "lopend", "CJ", 3),
    traject("plaatsing:navraag", Soort.FORMULIER, "CJ", "lopend", "CJ", 3),
    Rij("plaatsing:meten", Soort.LIJST, "CJON"),
    Rij(
        "plaatsing:meten_werkgever",
        Soort.FORMULIER,
        "CJON",
        "CJ",
        args=pk("werkgever"),
        bijna={"C": 200, "J": 200},
    ),
    ding("plaatsing:plaatsing", Soort.DETAIL, "CJLN", "lopend", "contract"),
    ding("plaatsing:einde", Soort.FORMULIER, "C", "lopend", "contract", "C"),
    ding("plaatsing:einde_terug", Soort.ANDERS, "C", "uitgevallen", "beeindigd", "C", get=405),
    ding("plaatsing:terugdraaien", Soort.ANDERS, "C", "proef", "proef", "C", get=405),
    ding("plaatsing:no_riskpolis", Soort.FORMULIER, "C", "lopend", "contract", "C"),
    *[
        Rij(
            f"plaatsing:lichting_{wat}",
            Soort.FORMULIER,
            "C",
            "C",
            args=pk("lichting"),
            bijna=200,
        )
        for wat in ("proefplaatsing", "contract")
    ],
    Rij("plaatsing:lichting_werkplekken", Soort.DETAIL, "C", args=pk("lichting"), bijna=200),
]

RAPPORTAGE = [
    Rij("rapportage:vandaag", Soort.LIJST, "C"),
    Rij(
        "rapportage:kandidaten",
        Soort.LIJST,
        "CJTLON",
        extra=("?bereik=eigen", "?bereik=alles&status=open&sorteer=-gewijzigd", "?q=e&sorteer=status"),
    ),
    Rij("rapportage:caseload", Soort.LIJST, "C"),
    Rij("rapportage:caseload_mensen", Soort.LIJST, "C"),
    # Saved views: everybody's own. This one is the jobcoach's; for others it does not exist (EIGEN_STATUS).
    Rij("rapportage:weergaven", Soort.LIJST, "CJTLON"),
    Rij("rapportage:weergave_nieuw", Soort.FORMULIER, "CJTLON", "CJTLON", extra=("?status=lopend",)),
    Rij("rapportage:weergave", Soort.FORMULIER, "JCTLON", "J", args=pk("weergave")),
    Rij("rapportage:weergave_verwijderen", Soort.ANDERS, "JCTLON", "J", args=pk("weergave"), get=405),
    Rij("rapportage:signalen", Soort.LIJST, "C"),
    Rij("rapportage:signalen_uitleg", Soort.DETAIL, "CJTMBON"),
    # Her own agenda: an appointment of somebody else does not exist. Who holds the link needs no log-in; a link that is
    # not right says the same to everybody. What the files hold: test_agendafeed.
    Rij("rapportage:agenda", Soort.LIJST, "CJTON", extra=("?vanaf=2020-01-01",)),
    Rij("rapportage:agenda_koppelen", Soort.FORMULIER, "CJTON", "CJTON"),
    Rij("rapportage:agenda_intrekken", Soort.ANDERS, "CJTON", "CJTON", get=405),
    Rij("rapportage:agenda_afspraak", Soort.ANDERS, "CJTON", args=lambda z: [z.uid("bijeenkomst")]),
    Rij(
        "rapportage:agendafeed",
        Soort.ANDERS,
        IEDEREEN,
        poort=Poort.OPENBAAR,
        args=lambda z: [z.agendasleutel],
    ),
    Rij(
        "rapportage:agendafeed",
        Soort.ANDERS,
        IEDEREEN,
        poort=Poort.OPENBAAR,
        args=lambda z: ["A" * 43],
        get=404,
        variant="zonder sleutel",
    ),
    # Everybody's own; only who can be reminded of something has a form.
    Rij("rapportage:instellingen", Soort.FORMULIER, IEDEREEN, "CJTON"),
    Rij("rapportage:mijn_week", Soort.LIJST, "JON"),
    Rij("rapportage:te_laat", Soort.LIJST, "C", extra=("?coach=zonder",)),
    Rij("rapportage:school", Soort.LIJST, "JON"),
    Rij("rapportage:mijn_groepen", Soort.LIJST, "T"),
    Rij("rapportage:mijn_team", Soort.LIJST, "L"),
    Rij("rapportage:mijn_verwijzingen", Soort.LIJST, "V"),
    Rij("rapportage:cijfers", Soort.CIJFERS, "CM"),
    Rij("rapportage:dekking", Soort.CIJFERS, "CM"),
    Rij("rapportage:dekking_mensen", Soort.LIJST, "C", extra=("?per=jobcoach&wie=0", "?per=lichting&wie=0")),
    Rij("rapportage:cijfers_programma", Soort.CIJFERS, "CM", args=lambda z: [z.code()], bijna=200),
]

REGELS = [
    *KADER,
    *DOSSIER,
    *ZELF,
    *GROEP,
    *LICHTINGEN,
    *PROGRAMMAS,
    *PARTNERS,
    *INLEZEN,
    *SELECTIE,
    *BIJEENKOMSTEN,
    *BEGELEIDING,
    *OPLEIDING,
    *TERUGKOMDAGEN,
    *PLAATSING,
    *RAPPORTAGE,
]
TABEL = {rij.sleutel: rij for rij in REGELS}
NAMEN = {rij.naam for rij in REGELS}

# Where one column reads something else on her own than its row says.
EIGEN_STATUS = {
    **{(rij.sleutel, "V"): 404 for rij in INLEZEN if rij.variant},
    ("start", "Z"): 200,  # no page is hers: whom to ask
    ("trajecten:lichting_afspraken", "O"): 404,
    ("trajecten:lichting", "O"): 404,  # a former coach reads notes, not groups
    **{(f"lessen:{wat}", "O"): 404 for wat in ("rooster", "afdruk", "aanwezigheid")},
    **{
        (f"bijeenkomsten:{wat}", "T"): 404  # of a selection round
        for wat in ("bijeenkomst", "afdruk", "wijzigen", "afgelasten", "uitnodigingen")
    },
    **{("rapportage:weergave", letter): 404 for letter in "CTLON"},
    # Has the role, and nobody of whom the question is: there is no such page.
    **{
        (naam, letter): 404
        for naam in ("dossier:waarneming_stoppen", "plaatsing:meten_werkgever")
        for letter in "ON"
    },
    **{("rapportage:agenda_afspraak", letter): 404 for letter in "JTON"},  # of a selection round
}

# Words of the world (tests/wereld.py) that stand in one category of data, and which columns may ever read them.
GEHEIMEN = {
    "Notitiemerk": "JO",  # coach notes: a coordinator only after giving a reason
    "Afspraakmerk": "JO",
    "Verslagmerk": "CJLN",  # performance talks at work
    "Werktmerk": "CJTLN",  # what works
    "Wajong": "CJN",  # benefit type
    "Motivatiemerk": "CJN",  # intake, read with the selection
}
# A score, its remark and what follows from it, as the coordinator of the world gave it in a round that waits for a
# second assessor: nobody else may read it, the colleague of the same region included.
VERZEGELD = r"(?i)Zegelmerk|Zegelcriterium <b>|want zegelcriterium"
BEREIKBAAR = "CJTN"  # telephone and mail address
