"""What people say and write: short, in plain Dutch, and about nobody. No he or she: any name may stand above it."""

AFSPRAKEN = [
    "Volgende week weer bellen, na de schooldag.",
    "De teamleider vragen om een vaste pauze.",
    "De begroeting oefenen met een collega.",
    "Samen kijken naar de opdracht van school.",
    "Zelf bellen als de bus weer te laat is.",
    "Rooster voor de komende vier weken doorgeven.",
    "Samen met de teamleider kijken naar de koptelefoon.",
    "Een dag later beginnen in de week van de toets.",
    "Deze week twee chats tegelijk proberen.",
    "De werkinstructie in grote letters naast het scherm zetten.",
    "De uren blijven voorlopig zoals ze zijn.",
    "Bij drukte eerst de teamleider vragen, dan pas overwerken.",
]
NOTITIES = [
    "Klonk opgewekt en vertelde uit zichzelf over een goed gesprek met een klant.",
    "Vindt het tempo hoog, maar merkt dat het elke week makkelijker gaat.",
    "Praat met plezier over de collega's. School kost veel tijd.",
    "Was wat stil. Volgende keer vragen hoe het met de reis gaat.",
    "Heeft voor het eerst een klacht alleen opgelost en is daar trots op.",
    "Zoekt nog naar een goed ritme met werk, school en thuis.",
    "Wil graag meer verantwoordelijkheid. Besproken met de teamleider.",
    "Vertrouwt de nieuwe werkwijze nog niet helemaal, oefent verder.",
    "",
    "",
]
ACTIES = [
    ("Rooster doorgeven aan de jobcoach", "kandidaat"),
    ("Gesprek plannen met de teamleider", "jobcoach"),
    ("Tweede scherm regelen op de werkplek", "werkgever"),
    ("Opdracht van school inleveren", "kandidaat"),
    ("Reisroute op maandag uitproberen", "kandidaat"),
    ("Vragen of de werktijd een half uur later kan beginnen", "werkgever"),
    ("Verwijzer vertellen hoe het gaat", "jobcoach"),
]
# (subject, goal)
DOELEN = [
    ("werk", "Zelf een drukke middag aan de telefoon doen"),
    ("leren", "De eerste helft van de opleiding op tijd afronden"),
    ("praktisch", "Van 20 naar 24 uur per week gaan"),
    ("communicatie", "Een klacht van begin tot eind alleen oplossen"),
    ("zelfstandig", "Zelf aangeven wanneer het te druk wordt"),
]
WAT_WERKT = [
    "Een vaste werkplek aan de rand van de afdeling.",
    "Opdrachten op papier, met grote letters.",
    "Aan het begin van de dag kort doornemen wat er komt.",
    "Na een lastig gesprek vijf minuten pauze.",
]
MOTIVATIE = [
    "Wil graag weer onder de mensen zijn en een vak leren.",
    "Helpt graag anderen en heeft thuis veel met computers gedaan.",
    "Zoekt vast werk dichtbij, met collega's.",
    "Heeft eerder in een winkel gewerkt en mist het contact met klanten.",
    "Wil een diploma halen en daarna doorgroeien.",
]
VERSLAGEN = [
    "Werkt rustig en volgens de afspraken. Klanten zijn tevreden. Mag vaker zelf een oplossing kiezen.",
    "Is gegroeid in het gesprek met lastige klanten. De verslagen kunnen nog korter.",
    "Goede inzet en fijne collega. Let op de pauzes op drukke dagen.",
]
CONTACTNOTITIES = ["Voicemail ingesproken.", "Geen gehoor.", "Nummer was in gesprek."]
