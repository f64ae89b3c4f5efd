"""Closed lists of programmes, groups and meetings. No database."""

from django.db.models import TextChoices


class Programmastatus(TextChoices):
    IN_ONTWIKKELING = "in_ontwikkeling", "In ontwikkeling"
    LOPEND = "lopend", "Lopend"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"


class Precisie(TextChoices):
    """How much of a date is known."""

    DAG = "dag", "Op de dag"
    MAAND = "maand", "Alleen de maand"
    JAAR = "jaar", "Alleen het jaar"


DATUMVORM = {Precisie.DAG: "j F Y", Precisie.MAAND: "F Y", Precisie.JAAR: "Y"}


class Leerweg(TextChoices):
    BBL = "bbl", "Bbl (werken en leren)"
    KORTE_CURSUS = "korte_cursus", "Korte cursus"
    EIGEN_OPLEIDING = "eigen_opleiding", "Eigen opleiding"
    BEMIDDELING = "bemiddeling", "Bemiddeling"


class Begeleidingsfase(TextChoices):
    """Which part of the coaching a step of the taper is about."""

    BEGELEIDING = "begeleiding", "Begeleiding"
    NAZORG = "nazorg", "Nazorg"


class Toetsen(TextChoices):
    VERPLICHT = "verplicht", "Verplicht"
    KAN = "kan", "Kan"
    VERBODEN = "verboden", "Verboden"


class Rondesoort(TextChoices):
    VOORSELECTIE = "voorselectie", "Voorselectie door de verwijzer"
    EERSTE_CONTACT = "eerste_contact", "Eerste contact"
    INFORMATIE = "informatie", "Informatiebijeenkomst"
    KENNISMAKING = "kennismaking", "Kennismakingsdag"
    WERKVLOER = "werkvloer", "Bezoek aan de werkvloer"
    TAALTOETS = "taaltoets", "Taaltoets"
    COMPETENTIETEST = "competentietest", "Competentietest"
    INTERVIEW = "interview", "Competentiegericht interview"
    VERVOLGGESPREK = "vervolggesprek", "Vervolggesprek"
    SELECTIERONDE = "selectieronde", "Selectieronde"
    BESLUIT = "besluit", "Definitieve selectie"
    KANDIDAAT_BESLIST = "kandidaat_beslist", "Kandidaat beslist"


TOETSRONDES = frozenset({Rondesoort.TAALTOETS, Rondesoort.COMPETENTIETEST})


class Kwalificatieniveau(TextChoices):
    MBO_2 = "mbo_2", "mbo-2"
    MBO_3 = "mbo_3", "mbo-3"
    MBO_4 = "mbo_4", "mbo-4"
    KSF_STARTER = "ksf_starter", "KSF Starterscertificaat"
    KSF_BRANCHE = "ksf_branche", "KSF Branchecertificaat"
    EIGEN = "eigen", "Eigen opleiding"
    ANDERS = "anders", "Anders"


class JaNeeGepland(TextChoices):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    GEPLAND = "gepland", "Gepland"


class Aandachtsgebied(TextChoices):
    """What a goal is about: work, learning and daily matters. Nothing about health or private life (PRIV-03, -04)."""

    WERK = "werk", "Werk en collega's"
    LEREN = "leren", "Leren en school"
    ZELFSTANDIG = "zelfstandig", "Zelf plannen en regelen"
    COMMUNICATIE = "communicatie", "Praten, luisteren en schrijven"
    PRAKTISCH = "praktisch", "Reizen, rooster en andere praktische zaken"


class Eigenaar(TextChoices):
    """Who does an action."""

    KANDIDAAT = "kandidaat", "Kandidaat"
    JOBCOACH = "jobcoach", "Jobcoach"
    WERKGEVER = "werkgever", "Werkgever"
    VERWIJZER = "verwijzer", "Verwijzer"


class Teltvanaf(TextChoices):
    """From which day the weeks of a goal in the list of a programme count."""

    START = "start", "Na de start van de begeleiding"
    KIEZEN = "kiezen", "Na het kiezen van het doel"


class ThuiswerkBeleid(TextChoices):
    JA = "ja", "Ja"
    MOGELIJK = "mogelijk", "Mogelijk"
    NEE = "nee", "Nee"


class Contractsoort(TextChoices):
    ARBEIDSOVEREENKOMST = "arbeidsovereenkomst", "Arbeidsovereenkomst"
    LEERARBEID = "leerarbeid", "Leerarbeidsovereenkomst"
    DETACHERING = "detachering", "Detachering"
    UITZEND = "uitzend", "Uitzendovereenkomst"


class Operator(TextChoices):
    """How a reported figure was published: exactly, about, fewer or more than."""

    GELIJK = "=", "="
    ONGEVEER = "~", "ongeveer"
    MINDER = "<", "minder dan"
    MEER = ">", "meer dan"


class Bijeenkomstsoort(TextChoices):
    INFORMATIE = "informatie", "Informatiebijeenkomst"
    KENNISMAKING = "kennismaking", "Kennismakingsdag"
    LES = "les", "Les"
    INTRODUCTIEDAG = "introductiedag", "Introductiedag"
    TERUGKOMDAG = "terugkomdag", "Terugkomdag"
    EXAMEN = "examen", "Examenzitting"
    GROEP = "groep", "Groepsbijeenkomst"
    SELECTIE = "selectie", "Selectiemoment"


class Aanwezigheid(TextChoices):
    """Presence of one person at one event. Illness has no cause: it is 'met bericht afwezig'."""

    UITGENODIGD = "uitgenodigd", "Uitgenodigd"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AANWEZIG = "aanwezig", "Aanwezig"
    AFWEZIG_MET_BERICHT = "afwezig_met_bericht", "Afwezig met bericht"
    AFWEZIG_ZONDER_BERICHT = "afwezig_zonder_bericht", "Afwezig zonder bericht"


AFWEZIG = (Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT)
PAS_NA_BEGIN = (
    Aanwezigheid.AANWEZIG,
    Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
)  # what nobody knows before it begins


class Annuleerreden(TextChoices):
    """Why a cohort does not go on."""

    TE_WEINIG_MENSEN = "te_weinig_mensen", "Er zijn te weinig mensen"
    GEEN_WERKPLEKKEN = "geen_werkplekken", "De werkgever heeft geen plaatsen"
    GEEN_TRAINER = "geen_trainer", "Er is geen trainer of opleider"
    LATER = "later", "Het wordt een latere lichting"
    ANDERS = "anders", "Een andere reden"


class Berichtsoort(TextChoices):
    """What a message to a candidate is about. Each has one text, which a beheerder can change."""

    UITNODIGING = "uitnodiging", "Uitnodiging"
    WACHTLIJST = "wachtlijst", "Plaats op de wachtlijst"
    HERINNERING = "herinnering", "Herinnering"
    VERPLAATST = "verplaatst", "Andere tijd of plaats"
    AFGELAST = "afgelast", "Gaat niet door"
    AFWIJZING = "afwijzing", "Afwijzing"


# What somebody is told about a meeting that is still to come: of no use once it has begun.
OVER_WAT_KOMT = frozenset(
    {Berichtsoort.UITNODIGING, Berichtsoort.WACHTLIJST, Berichtsoort.HERINNERING, Berichtsoort.VERPLAATST}
)


class Berichtwijze(TextChoices):
    """How a message reaches her."""

    MAIL = "mail", "Per e-mail"
    COLLEGA = "collega", "Bellen of brief"


class Berichtstatus(TextChoices):
    """Where a message is. BEZIG is claimed by a worker: whoever finds it so did not send it."""

    KLAAR = "klaar", "Wacht op verzenden"
    BEZIG = "bezig", "Wordt verstuurd"
    VERSTUURD = "verstuurd", "Verstuurd"
    MISLUKT = "mislukt", "Niet gelukt"
    TE_DOEN = "te_doen", "Nog bellen of sturen"
    GEDAAN = "gedaan", "Doorgegeven"
    VERVALLEN = "vervallen", "Niet meer nodig"
