"""With whom we work, beside the partners that the programmes name; employers that do not exist, and contact persons."""

from dataclasses import dataclass
from datetime import date, timedelta

from gebruikers.models import Gebruiker
from partners.diensten import bewaar_onderdeel, maak_partner, wijzig_partner
from partners.keuzes import Partnersoort
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner, Toezegging, Vestiging

# code -> (naam, functie, partner): codes of a login, or made up.
CONTACTPERSONEN = {
    "verwijzer": ("Theo Bolhoeve", "adviseur werkgeversdiensten", "UWV Groningen"),
    "verwijzer2": ("Anja Meulenzicht", "klantmanager", "Werk in Zicht"),
    "rotterdam": ("Corné Waalhaven-Pot", "klantmanager", "gemeente Rotterdam"),
    "utrecht": ("Mirjam Oudegrond", "klantmanager", "gemeente Utrecht"),
}
# Gemeenten that refer beside those that the programmes name: town -> region.
GEMEENTEN = {"Arnhem": "Midden-Gelderland", "Amsterdam": "Groot Amsterdam"}
LEDEN = {  # samenwerkingsverband -> gemeenten that take part and also refer people themselves
    "Werk in Zicht": ["gemeente Groningen", "gemeente Midden-Groningen", "gemeente Westerkwartier"],
}
WERKGEVERS = ["Zonnehoed Webwinkels", "Energie van Hiernaast", "Reisbureau Kompasroos"]


@dataclass
class Partners:
    """The partners of the play by their name, and the contact person of each referrer."""

    op_naam: dict[str, Partner]
    contact: dict[str, Contactpersoon]
    vestiging: Vestiging  # where KPN Groningen works

    def __getitem__(self, naam):
        return self.op_naam[naam]

    def vestiging_van(self, naam: str, plaats: str) -> Vestiging:
        """The site of this partner in that town, as the programmes name it."""
        return Vestiging.objects.get(partner=self[naam], plaats=plaats)


def maak_partners(*, personeel: dict[str, Gebruiker], vandaag: date) -> Partners:
    """Make what is missing beside `laad_programmas`: UWV's office, employers, contact persons, promised places."""
    door = personeel["coordinator"]
    maak_partner(
        door=door,
        naam="UWV Groningen",
        soort=Partnersoort.UWV,
        is_verwijzer=True,
        regio=Arbeidsmarktregio.objects.get(naam="Groningen"),
    )
    for plaats, regio in GEMEENTEN.items():
        maak_partner(
            door=door,
            naam=f"gemeente {plaats}",
            soort=Partnersoort.GEMEENTE,
            is_verwijzer=True,
            regio=Arbeidsmarktregio.objects.get(naam=regio),
        )
    for verband, leden in LEDEN.items():
        _maak_leden(Partner.objects.get(naam=verband), leden, door=door)
    for naam in WERKGEVERS:
        maak_partner(
            door=door, naam=naam, soort=Partnersoort.WERKGEVER, is_formele_werkgever=True, is_inlener=True
        )
    rotterdam = Partner.objects.get(naam="gemeente Rotterdam")
    rotterdam.is_verwijzer = True
    wijzig_partner(rotterdam, gezien=rotterdam.versie, velden=["is_verwijzer"], door=door)
    partners = Partners({partner.naam: partner for partner in Partner.objects.all()}, {}, None)
    for code, (naam, functie, partner) in CONTACTPERSONEN.items():
        gebruiker = personeel.get(code)
        email = gebruiker.email if gebruiker else f"{code}@example.nl"
        partners.contact[partner] = bewaar_onderdeel(
            Contactpersoon(naam=naam, functie=functie, email=email, gebruiker=gebruiker),
            partner=partners[partner],
        )
    partners.vestiging = Vestiging.objects.get(partner=partners["KPN"], plaats="Groningen")
    bewaar_onderdeel(
        Toezegging(vestiging=partners.vestiging, aantal=16, vanaf=vandaag + timedelta(days=60)),
        partner=partners["KPN"],
    )
    bewaar_onderdeel(
        Toezegging(aantal=4, vanaf=vandaag + timedelta(days=30)), partner=partners[WERKGEVERS[0]]
    )
    return partners


def _maak_leden(verband, namen, *, door):
    leden = [
        maak_partner(
            door=door, naam=naam, soort=Partnersoort.GEMEENTE, is_verwijzer=True, regio=verband.regio
        )
        for naam in namen
    ]
    wijzig_partner(verband, gezien=verband.versie, velden=[], leden=leden, door=door)
