"""The programmes that are played in groups, as the file of programmes states them (trajecten/data/programmas.yaml).

Lengths, contracts, employers, sites, rounds, exam parts, benefits, stay and refresher days come from the programme.
Made up are the people, when groups follow on each other, and how big they are where nothing is stated.

    P01  40 people, 12 months, seconded by Randstad to KPN (Telfort), a jobcoach of UWV for every five
    P03  no length, group or rounds stated: nine months in groups of ten, then a job
    P05  five weeks, childcare asked, introduction day and language test, then a job somewhere
    P06  6 to 10 people in Arnhem and Amsterdam, a contract of 12 months at Vattenfall from the start
    P07  the same without a group or town stated
    P08  information meeting for 30 to 40, second round for 10, two weeks, exam in theory and practice, then a job
    P11  16 weeks, then 8 months at the gemeente, a refresher day every 5 weeks, priority, out after 24 months
    P12  through Randstad and Adecco to UWV in Groningen; a visit, and the candidate decides; out after 36 months
"""

from trajecten.opleiding.keuzes import Certificaatsoort
from trajecten.selectie.keuzes import Uitslag
from trajecten.statussen import AfwijsReden, TerugtrekReden
from voorbeeld.mensen import Lot
from voorbeeld.opzet import Opzet, Plek
from voorbeeld.personeel import UWV_COACHES

KLANTCONTACT = ("medewerker klantcontact",)
DIVERS = ("klantadviseur", "medewerker webcare", "telefonist")
MET_BAAN = {Lot.BLIJFT: 3, Lot.VERTREKT: 1}  # the goal of P06, P07 and P08: 80 % still at work after a year

# Of about 32 people at the information meeting ten go on to the second round.
AFVAL_WW = (
    (3, Uitslag.AFGEWEZEN, AfwijsReden.VAARDIGHEDEN),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.GEEN_REACTIE),
    *[(2, Uitslag.AFGEWEZEN, AfwijsReden.GEEN_PLAATS)] * 6,
    *[(2, Uitslag.TERUGGETROKKEN, TerugtrekReden.BEELD_VAN_WERK)] * 5,
    *[(2, Uitslag.TERUGGETROKKEN, TerugtrekReden.GEEN_REACTIE)] * 3,
    *[(2, Uitslag.TERUGGETROKKEN, TerugtrekReden.ANDER_WERK)] * 3,
    *[(2, Uitslag.TERUGGETROKKEN, TerugtrekReden.REIS_OF_UREN)] * 2,
    *[(2, Uitslag.AFGEWEZEN, AfwijsReden.WIL_NIET)] * 2,
)

TELFORT = ("Randstad Participatie", "WerkgeversServicepunten UWV", "Randstad Participatie")
BREDA = Plek("West-Brabant", "Breda", TELFORT, "coordinator2", tuple(UWV_COACHES), "", "teamleider2")
AMSTERDAM_KPN = Plek(
    "Groot Amsterdam", "Amsterdam", TELFORT, "coordinator3", tuple(UWV_COACHES), "", "teamleider2"
)
ROTTERDAM = Plek("Rijnmond", "Rotterdam", ("gemeente Rotterdam",), "coordinator2", ("jobcoach3",), "trainer2")
UTRECHT = Plek("Midden-Utrecht", "Utrecht", ("gemeente Utrecht",), "coordinator2", ("jobcoach3",), "trainer2")
FRIESLAND = Plek("Friesland", "Leeuwarden", ("Werkplein Friesland",), "coordinator", ("jobcoach5",))
TWENTE = Plek(
    "Twente",
    "Enschede",
    ("Werkplein Twente", "WerkgeversServicepunten UWV"),
    "coordinator3",
    ("jobcoach5",),
)
ARNHEM = Plek("Midden-Gelderland", "Arnhem", ("gemeente Arnhem",), "coordinator3", ("jobcoach4",))
AMSTERDAM = Plek("Groot Amsterdam", "Amsterdam", ("gemeente Amsterdam",), "coordinator3", ("jobcoach4",))
ARNHEM_WW = Plek("Midden-Gelderland", "Arnhem", ("UWV",), "coordinator3", ("jobcoach4",), "trainer2")
RO_ENTREE = Plek("Rijnmond", "Rotterdam", ("gemeente Rotterdam",), "coordinator2", ("jobcoach6",), "trainer2")
KCC = Plek("Groningen", "Groningen", ("Randstad", "Adecco"), "coordinator", (), "trainer")

OPZETTEN = [
    Opzet(
        "P01",
        (BREDA, AMSTERDAM_KPN),
        weken=(70, 22),
        plaatsen=40,
        afvallers=5,
        loten={Lot.BLIJFT: 17, Lot.VERTREKT: 3},
        functies=("medewerker webcare",),
        weken_klein=(70, 22),
        plaatsen_klein=4,
        kenmerken={"hulp_bij_lezen": {True: 19, False: 21}},
        lesdagen=(2,),
        bewijs=Certificaatsoort.DIPLOMA,
        werk_bij_start=True,
        sluit_maanden=12,
        coach_afbouw=True,
    ),
    Opzet(
        "P03",
        (FRIESLAND, TWENTE, UTRECHT),
        weken=(96, 74, 61, 9),
        plaatsen=10,
        afvallers=2,
        loten={Lot.BLIJFT: 8, Lot.GEEN_CONTRACT: 1, Lot.STOPT: 1},
        functies=DIVERS,
        weken_klein=(61,),
        bewijs=Certificaatsoort.DIPLOMA,
        maanden=9,
        sluit_maanden=12,
        coach_weken=26,
    ),
    Opzet(
        "P05",
        (ROTTERDAM, UTRECHT),
        weken=(*range(108, 0, -13), 0, -6),
        plaatsen=8,
        afvallers=2,
        loten={Lot.BLIJFT: 26, Lot.VERTREKT: 8, Lot.GEEN_CONTRACT: 4, Lot.STOPT: 1},
        functies=DIVERS,
        weken_klein=(82, 69, 4, 0),
        plaatsen_klein=5,
        te_veel=1,
        lesdagen=(1, 2, 3, 4),
        mist=("kinderopvang", "kinderopvang"),
        contract_maanden=(7, 8, 9),
        sluit_weken=13,
    ),
    Opzet(
        "P06",
        (ARNHEM, AMSTERDAM),
        weken=(100, 74, 60, 22, -1),
        plaatsen=8,
        afvallers=2,
        loten=MET_BAAN,
        functies=KLANTCONTACT,
        weken_klein=(60, 0),
        bewijs=Certificaatsoort.DIPLOMA,
        werk_bij_start=True,
        sluit_maanden=12,
        coach_weken=26,
    ),
    Opzet(
        "P07",
        (AMSTERDAM,),
        weken=(92, 66, 35, 0),
        plaatsen=7,
        afvallers=1,
        loten=MET_BAAN,
        functies=KLANTCONTACT,
        weken_klein=(66,),
        te_veel=1,
        mist=("privacy",),
        bewijs=Certificaatsoort.DIPLOMA,
        werk_bij_start=True,
        sluit_maanden=12,
        coach_weken=26,
    ),
    Opzet(
        "P08",
        (ARNHEM_WW,),
        weken=(88, 70, 3, -3),
        plaatsen=9,
        afvallers=len(AFVAL_WW),
        loten=MET_BAAN,
        functies=DIVERS,
        weken_klein=(70, -3),
        te_veel=3,
        afval=AFVAL_WW,
        dag_lijst=-70,
        dagen_ronde=(-56, -46, -24),
        dag_plaats=-18,
        dag_klaar=-14,
        contract_maanden=(7, 8, 12),
        sluit_weken=13,
    ),
    Opzet(
        "P11",
        (RO_ENTREE,),
        weken=(110, 76, 42, 8, 0),
        plaatsen=10,
        afvallers=1,
        loten=MET_BAAN,
        functies=("medewerker klantcontact", "medewerker publiekszaken"),
        weken_klein=(110, 42, 0),
        te_veel=2,
        kenmerken={"voorrang": {False: 2, True: 1}},
        mist=("privacy",),
        wacht_dagen=(1, 1),
        coach_weken=16,
    ),
    Opzet(
        "P12",
        (KCC,),
        weken=(161, 106, 40, -4),
        plaatsen=8,
        afvallers=3,
        loten={Lot.BLIJFT: 9, Lot.VERTREKT: 1},
        functies=("klantadviseur WW",),
        weken_klein=(161,),
        kenmerken={"zonder_begeleiding": {True: 1}},
        kwalificatie="mbo-certificaat",
        maanden=6,
        werk_bij_start=True,
    ),
]
