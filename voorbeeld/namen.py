"""Made-up names, towns and numbers (PRIV-16). Nobody is meant: first and last names are combined by chance.

Telephone numbers begin with 06-0000, which is nobody's, and addresses are at example.nl. A citizen service number does
not exist here, as nowhere in this product (PRIV-01).
"""

from datetime import date, timedelta

from kandidaten.zoeknaam import zonder_accenten

VOORNAMEN = """
Aafke Abdel Adèle Aïcha Aleksandra Amber Amira André Anouk Arjen Aylin Bas Berend Björn Bo Bregje Célia Chaima Coen
Daphne Denise Désirée Dilara Djamila Doutzen Eelke Elif Eliška Emre Esmée Eva Fatma Femke Floortje François Frédérique
Geert Gijs Gülay Halima Hatice Heleen Hidde Ilse Imane Ineke Irene Ismaël Jans Jaïr Jelmer Jesse Jikke Jolanda Joris
José Kaoutar Karim Kirsten Klaas Lamyae Lars Leïla Lieke Loïs Lotte Maaike Małgorzata Marit Mats Meryem Michaël Mina
Naïma Nienke Noëlle Noor Okke Olga Özge Pascalle Petra Pieter Priya Quinten Rachid Renée Reza Roos Ryanne Sacha Samira
Sanne Selim Senna Sietske Soraya Stéphanie Sven Tamar Teun Thirza Tjitske Tomasz Tygo Ümit Uschi Veerle Vera Wessel
Wilma Xander Yara Yunus Zeynep Zoë
""".split()

# (tussenvoegsel, achternaam)
ACHTERNAMEN = [
    *[("", naam) for naam in """
    Aardewijn Akkerstra Alberda Bekelaar Berkhoven Blauwhoed Boeckhorst Bolt-Wierda Broekzicht Çelikkaya Dijkwater
    Dommerholt Eikelhof Elzenga Esseveld Fledderman Gansevoort Geertshuis Groenhaag Haaksema Halbertsgaard Heideblom
    Hommerzoom Houtsager Idemastra IJsselhorst Janowicz Jonkerzee Kamperveen Kerkmeer Klinkspoor Kołodziejska
    Korenwijk Koudijzer Kruitwagen Leeghwater Liefkes Luttikhof Maatjes Meerdink Mierlo-Stam Molenkolk Nauwtema
    Nieuwzwaag Noordmans Oostindiën Oudgenoeg Özdoğru Paardekam Pellinga Plantinus Poldervaart Quaedackers Raaphorst
    Riethoven Roggeband Rozendom Sarıtaş Schaapherder Schokland Sijtsmeer Slagregen Spinhoven Stalpaert Steenuil
    Tamboer Terwogt Tjalma Tulpstra Uilenburg Veenhaas Veldmuis Vlasblom Waterlelie Weideveld Wildeboom Winterkoning
    Wolzak Yıldırak Zandoog Zeewier Zomerdijk Zuurbes Zwaluwstaart
    """.split()],
    *[("van", naam) for naam in "Aalstrand Drogenham Kuipersloot Lindenmaat Rijnsloot Tolvaart".split()],
    *[("van der", naam) for naam in "Beekwiel Heuvelrug Kooiwaard Meulenplas Zwaanhoek".split()],
    *[("van den", naam) for naam in "Akkerboom Oeverlaan Boschvoort".split()],
    *[("de", naam) for naam in "Graafwater Kleermaas Rietsnijder Vlinderaar".split()],
    *[("el", naam) for naam in "Amraniou Bouzrati Khattoufi Mansourade".split()],
    ("ter", "Hazelaar"),
    ("ten", "Holtkamp"),
    ("'t", "Hoogeland"),
    ("van 't", "Zandpad"),
    ("dos", "Ribeirinho"),
]  # fmt: skip

# Town -> its gemeente, per region that is played.
PLAATSEN = {
    "Groningen": {
        "Groningen": "Groningen",
        "Haren": "Groningen",
        "Hoogezand": "Midden-Groningen",
        "Leek": "Westerkwartier",
        "Stadskanaal": "Stadskanaal",
        "Veendam": "Veendam",
        "Winschoten": "Oldambt",
        "Assen": "Assen",
    },
    "Rijnmond": {
        "Rotterdam": "Rotterdam",
        "Schiedam": "Schiedam",
        "Vlaardingen": "Vlaardingen",
        "Ridderkerk": "Ridderkerk",
        "Spijkenisse": "Nissewaard",
    },
    "Midden-Utrecht": {
        "Utrecht": "Utrecht",
        "Nieuwegein": "Nieuwegein",
        "Zeist": "Zeist",
        "Houten": "Houten",
        "Woerden": "Woerden",
    },
    "Friesland": {
        "Leeuwarden": "Leeuwarden",
        "Drachten": "Smallingerland",
        "Heerenveen": "Heerenveen",
        "Sneek": "Súdwest-Fryslân",
    },
    "Twente": {"Enschede": "Enschede", "Hengelo": "Hengelo", "Almelo": "Almelo", "Borne": "Borne"},
    "Groot Amsterdam": {
        "Amsterdam": "Amsterdam",
        "Amstelveen": "Amstelveen",
        "Diemen": "Diemen",
        "Hoofddorp": "Haarlemmermeer",
    },
    "Midden-Gelderland": {
        "Arnhem": "Arnhem",
        "Velp": "Rheden",
        "Zevenaar": "Zevenaar",
        "Elst": "Overbetuwe",
    },
    "Amersfoort": {"Amersfoort": "Amersfoort", "Soest": "Soest", "Leusden": "Leusden", "Nijkerk": "Nijkerk"},
    "West-Brabant": {"Breda": "Breda", "Etten-Leur": "Etten-Leur", "Bergen op Zoom": "Bergen op Zoom"},
}


class Naamgever:
    """Gives each person a name that nobody else has, with a number and an address that go with it."""

    def __init__(self, rng):
        self._rng = rng
        self._gebruikt = set()

    def persoon(self, vandaag: date) -> dict:
        """Field values of Kandidaat: name, date of birth (19 to 61 years old), telephone, mostly e-mail."""
        voornaam, (tussen, achter) = self._naam()
        nummer = len(self._gebruikt)
        velden = {
            "voornaam": voornaam,
            "tussenvoegsel": tussen,
            "achternaam": achter,
            "geboortedatum": vandaag - timedelta(days=self._rng.randint(19 * 366, 61 * 365)),
            "telefoon": f"06-0000{1000 + nummer}",
        }
        if self._rng.random() < 0.85:
            velden["email"] = f"{_kaal(voornaam)}.{_kaal(tussen + achter)}@example.nl"
        return velden

    def _naam(self):
        while True:
            naam = self._rng.choice(VOORNAMEN), self._rng.choice(ACHTERNAMEN)
            if naam not in self._gebruikt:
                self._gebruikt.add(naam)
                return naam


def _kaal(tekst):
    """Letters a to z only."""
    return "".join(teken for teken in zonder_accenten(tekst) if "a" <= teken <= "z")
