"""Closed lists about a person. No database."""

from decimal import Decimal

from django.db.models import TextChoices

from gebruikers.rollen import Rol


class Kanaal(TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    SMS = "sms", "Sms of app"
    EMAIL = "email", "E-mail"
    PERSOONLIJK = "persoonlijk", "Persoonlijk"
    BRIEF = "brief", "Brief"


class Vorm(TextChoices):
    """The format in which she wants to receive messages."""

    GEWOON = "gewoon", "Gewoon"
    GROTE_LETTERS = "grote_letters", "Grote letters"
    SCHERMLEZER = "schermlezer", "Geschikt voor een schermlezer"


class Taalniveau(TextChoices):
    ALPHA = "alpha", "Leert lezen en schrijven"
    A1 = "a1", "A1"
    A2 = "a2", "A2"
    B1 = "b1", "B1"
    B2 = "b2", "B2"
    C = "c", "C1 of hoger"


class DigitaleVaardigheid(TextChoices):
    GEEN = "geen", "Geen"
    BASIS = "basis", "Basis"
    GOED = "goed", "Goed"


class Kinderopvang(TextChoices):
    NODIG = "nodig", "Nodig"
    GEREGELD = "geregeld", "Geregeld"
    NIET_NODIG = "niet_nodig", "Niet nodig"
    ONBEKEND = "onbekend", "Onbekend"


class Bron(TextChoices):
    """How a referral reached us."""

    LIJST = "lijst", "Lijst van de verwijzer"
    VERWIJZER = "verwijzer", "Doorgegeven door de verwijzer"
    ZELF = "zelf", "Zelf aangemeld"


class BijzonderSoort(TextChoices):
    UITKERING = "uitkering", "Uitkering"
    DOELGROEP = "doelgroep", "Doelgroepindicatie"
    AANPASSING = "aanpassing", "Aanpassing"
    WAT_WERKT = "wat_werkt", "Wat werkt"
    SELECTIE = "selectie", "Nodig bij de selectie"


class Uitkering(TextChoices):
    WW = "ww", "WW"
    WIA = "wia", "WIA"
    WAJONG = "wajong", "Wajong"
    BIJSTAND = "bijstand", "Bijstand"
    ZIEKTEWET = "ziektewet", "Ziektewet"
    ANDERS = "anders", "Andere uitkering"
    GEEN = "geen", "Geen uitkering"


# Benefits that say something about health: special category in the figures (kpi.md, small cells).
GEZONDHEIDSUITKERINGEN = frozenset({Uitkering.WIA, Uitkering.WAJONG, Uitkering.ZIEKTEWET})


class Doelgroepindicatie(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    ONBEKEND = "onbekend", "Onbekend"


class Aanpassing(TextChoices):
    """What somebody needs at work: the closed list of domain, section 3. Never a diagnosis (PRIV-03)."""

    SCHERMLEZER = "schermlezer", "Schermlezer"
    BRAILLELEESREGEL = "brailleleesregel", "Brailleleesregel"
    GROOT_SCHERM = "groot_scherm", "Groot scherm"
    VERGROTING = "vergroting", "Vergroting"
    HULPHOND = "hulphond", "Hulphond"
    RUSTIGE_PLEK = "rustige_plek", "Rustige plek"
    THUISWERKEN = "thuiswerken", "Thuiswerken"
    AANGEPASTE_UREN = "aangepaste_uren", "Aangepaste uren"
    GEBARENTOLK = "gebarentolk", "Gebarentolk"
    LANGER_INWERKEN = "langer_inwerken", "Langer inwerken"
    EXTRA_BEGELEIDING = "extra_begeleiding", "Extra begeleiding"


class Selectiehulp(TextChoices):
    """What somebody needs to take part in the selection itself (PRIV-05). Never a diagnosis.

    What is an adaptation at work too has the same code as in Aanpassing; the two are never copied to each other.
    """

    GROTE_LETTERS = "grote_letters", "Papier in grote letters"
    TEKST_VOORAF = "tekst_vooraf", "Teksten vooraf, per e-mail"
    VERGROTING = Aanpassing.VERGROTING.value, "Vergroting op het scherm"
    SCHERMLEZER = Aanpassing.SCHERMLEZER.value, "Computer met een schermlezer"
    BRAILLELEESREGEL = Aanpassing.BRAILLELEESREGEL.value, Aanpassing.BRAILLELEESREGEL.label
    GEBARENTOLK = Aanpassing.GEBARENTOLK.value, Aanpassing.GEBARENTOLK.label
    EXTRA_TIJD = "extra_tijd", "Extra tijd"
    RUSTIGE_PLEK = Aanpassing.RUSTIGE_PLEK.value, Aanpassing.RUSTIGE_PLEK.label
    IEMAND_MEE = "iemand_mee", "Iemand die meekomt"
    HULPHOND = Aanpassing.HULPHOND.value, "Hulphond mee"
    ZONDER_DREMPELS = "zonder_drempels", "Gebouw zonder trappen of drempels"
    OPHALEN = "ophalen", "Opgehaald worden bij de ingang"


class ToestemmingDoel(TextChoices):
    """Optional purposes only; what we must do for the traject needs no consent."""

    METEN = "meten", "Na afloop vragen of u nog werkt"
    BEWAREN = "bewaren", "Gegevens langer bewaren na een afwijzing"
    BUDDY = "buddy", "Buddy zijn voor een nieuwe kandidaat"
    VERHAAL = "verhaal", "Verhaal of foto gebruiken"


class Toewijzingsrol(TextChoices):
    """As what somebody is assigned to a candidate."""

    JOBCOACH = Rol.JOBCOACH.value, Rol.JOBCOACH.label
    TRAINER = Rol.TRAINER.value, Rol.TRAINER.label
    TEAMLEIDER = Rol.TEAMLEIDER.value, Rol.TEAMLEIDER.label


class Gewichtsoort(TextChoices):
    """How much of a coach's time one person asks; says something about the work, nothing about the person."""

    LICHT = "licht", "Licht (telt half)"
    GEWOON = "gewoon", "Gewoon (telt als één)"
    ZWAAR = "zwaar", "Zwaar (telt dubbel)"


TELT = {
    Gewichtsoort.LICHT: Decimal("0.5"),
    Gewichtsoort.GEWOON: Decimal(1),
    Gewichtsoort.ZWAAR: Decimal(2),
}


class Gewichtreden(TextChoices):
    """Why somebody counts otherwise in the work of a coach. Nothing about health or private life."""

    START = "start", "Net begonnen, nog veel gesprekken"
    AFBOUW = "afbouw", "De begeleiding bouwt af"
    REISTIJD = "reistijd", "Veel of weinig reistijd"
    BEZOEK = "bezoek", "Gesprekken op het werk of thuis"
    OVERLEG = "overleg", "Veel overleg met werkgever of school"
    EXTRA = "extra", "Extra begeleiding afgesproken"
    HERZIEN = "herzien", "Opnieuw bekeken"


class Overdrachtreden(TextChoices):
    """Why a coach hands people over. Nothing about health."""

    ANDERE_BAAN = "andere_baan", "Andere baan of functie"
    LANG_AFWEZIG = "lang_afwezig", "Langere tijd afwezig"
    MINDER_UREN = "minder_uren", "Werkt minder uren"
    VERDELING = "verdeling", "Mensen beter verdelen"
    REGIO = "regio", "Andere regio of andere groep"
    WENS = "wens", "Op verzoek van de kandidaat"


class Waarneemreden(TextChoices):
    """Why a colleague stands in. Nothing about health."""

    VAKANTIE = "vakantie", "Vakantie of verlof"
    CURSUS = "cursus", "Cursus of scholing"
    AFWEZIG = "afwezig", "Afwezig"
    DRUKTE = "drukte", "Ander werk gaat even voor"


class Vermoedenreden(TextChoices):
    """Why two dossiers may be of one person, the surest first."""

    NAAM_EN_DATUM = "naam_datum", "Zelfde naam en geboortedatum"
    EMAIL = "email", "Zelfde e-mailadres"
    TELEFOON = "telefoon", "Zelfde telefoonnummer"
    NAAM = "naam", "Zelfde naam, verder nog niets bekend"


class Vermoedenstatus(TextChoices):
    """What a colleague said about a pair. Who was merged is no pair any more: see Samenvoeging."""

    OPEN = "open", "Nog bekijken"
    ANDERE_PERSOON = "andere_persoon", "Zijn twee mensen"


class Vermoedenkant(TextChoices):
    """One of the two people of a pair."""

    EERSTE = "eerste", "Eerste"
    TWEEDE = "tweede", "Tweede"
