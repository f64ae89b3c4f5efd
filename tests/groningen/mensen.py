"""Who takes part: the staff, and the sixteen people of the two lists as the screens write their names."""

COORDINATOR = ("Carla de Vries", "carla@example.nl", "coordinator")
JOBCOACH = ("Joke Wiersma", "joke@example.nl", "jobcoach")
MANAGER = ("Mia Postema", "mia@example.nl", "manager")
BEHEERDER = ("Bea Beheerder", "bea@example.nl")

# First name as the list has it -> (name on a page, hours per week in the list or None)
UWV = {
    "Julia": ("Julia el Luinenburg", 28),
    "Kick": ("Kick Jansen", 28),
    "Thijmen": ("Thijmen Linschoten", 24),
    "Elise": ("Elise Wal", 24),
    "Lenn": ("Lenn Lensen", 24),
    "Bo": ("Bo van Goerle", 28),
    "Frederique": ("Frederique Jansse", 24),
}
WERK_IN_ZICHT = {
    "Kaylee": ("Kaylee el Sam", 20),
    "Niek": ("Niek Heijden", 20),
    "Maya": ("Maya ?osi?", 20),
    "Cornelis": ("Cornelis van der Gruson", 24),
    "Aimée": ("Aimée Bruijn", 24),
    "Levi": ("Levi el Öztürk", 24),
    "Mara": ("Mara de Landen", 28),
    "Owen": ("Owen Oda", 28),
    "Lise": ("Lise van Jansen", 28),
}
IEDEREEN = UWV | WERK_IN_ZICHT
NAMEN = {voornaam: naam for voornaam, (naam, _uren) in IEDEREEN.items()}
