"""The texts that messages begin with. A beheerder changes them in the admin; what is there is never overwritten."""

from trajecten.keuzes import Berichtsoort

_GROET = "\n\nHebt u vragen? Neem dan contact met ons op.\n\nGroet,\n{contactpersoon}\n{organisatie}\n"
_WANNEER = "Dag: {datum}\nTijd: {tijd}\nPlaats: {plaats}"

HERINNERING_DAGEN = 2

# Kind -> (subject, text). Plain Dutch (B1); what matters stands first.
STANDAARD = {
    Berichtsoort.UITNODIGING: (
        "Uitnodiging: {soort} op {datum}",
        "Beste {voornaam},\n\nU bent welkom bij: {bijeenkomst}.\nHet hoort bij het programma {programma}.\n\n"
        + _WANNEER
        + "\n\nKunt u niet? Laat het ons snel weten. Dan kan iemand anders uw plaats krijgen."
        "\nHebt u hulp of een aanpassing nodig om te kunnen komen? Laat het ons weten." + _GROET,
    ),
    Berichtsoort.WACHTLIJST: (
        "Wachtlijst: {soort} op {datum}",
        "Beste {voornaam},\n\nDe bijeenkomst {bijeenkomst} op {datum} is vol. U staat op de wachtlijst."
        "\nKomt er een plaats vrij? Dan krijgt u meteen een uitnodiging.\nU hoeft nu niets te doen." + _GROET,
    ),
    Berichtsoort.HERINNERING: (
        "Herinnering: {soort} op {datum}",
        "Beste {voornaam},\n\nBinnenkort bent u welkom bij: {bijeenkomst}.\n\n"
        + _WANNEER
        + "\n\nKunt u toch niet? Laat het ons snel weten."
        + _GROET,
    ),
    Berichtsoort.VERPLAATST: (
        "Gewijzigd: {soort} is nu op {datum}",
        "Beste {voornaam},\n\nDe bijeenkomst {bijeenkomst} is gewijzigd. Dit is nu de afspraak:\n\n"
        + _WANNEER
        + "\n\nDe oude afspraak geldt niet meer.\nKunt u dan niet? Laat het ons snel weten."
        + _GROET,
    ),
    Berichtsoort.AFGELAST: (
        "Gaat niet door: {soort} op {datum}",
        "Beste {voornaam},\n\nDe bijeenkomst {bijeenkomst} op {datum} gaat niet door. Onze excuses."
        "\nU hoort van ons hoe het verdergaat. U hoeft nu niets te doen." + _GROET,
    ),
    Berichtsoort.AFWIJZING: (
        "Bericht van {organisatie}",
        "Beste {voornaam},\n\nBedankt voor uw tijd en uw interesse in {programma}."
        "\nWij gaan helaas niet met u verder in dit programma.\n\nWij leggen u graag uit waarom."
        "\nWij denken ook graag mee over wat wel bij u past." + _GROET,
    ),
}
