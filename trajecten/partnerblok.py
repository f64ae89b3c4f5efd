"""On the page of a partner: in which programmes it takes part, as what, and which share of the costs it pays."""

from django.db.models import Exists, OuterRef

from gebruikers.rechten import Categorie, mag
from partners.blokken import Blok
from trajecten.keuzes import Programmastatus
from trajecten.kosten import kosten_van_partner
from trajecten.models import Programma

EEN = (
    ("eigenaar", "eigenaar"),
    ("opleider", "opleider"),
    ("formele_werkgever", "formele werkgever"),
    ("jobcoach_van", "levert de jobcoach"),
)
MEER = (
    ("werkgevers", "werkgever"),
    ("verwijzers", "verwijzer"),
    ("andere_partners", "andere partner"),
)


def programmas_van(partner):
    """[(Programma, "opleider, werkgever")] in which this partner takes part, archived ones left out; one query."""
    rijen = Programma.objects.exclude(status=Programmastatus.GEARCHIVEERD).annotate(
        **{
            f"als_{veld}": Exists(
                getattr(Programma, veld).through.objects.filter(programma=OuterRef("pk"), partner=partner)
            )
            for veld, _ in MEER
        }
    )
    gevonden = []
    for programma in rijen.order_by("naam", "-versie", "pk"):
        rollen = [woord for veld, woord in EEN if getattr(programma, f"{veld}_id") == partner.pk]
        rollen += [woord for veld, woord in MEER if getattr(programma, f"als_{veld}")]
        if rollen:
            gevonden.append((programma, ", ".join(rollen)))
    return gevonden


def programmablok(partner, leden, gebruiker):
    """The block for who may read programmes; None for a verwijzer."""
    if not mag(gebruiker, Categorie.STAMGEGEVENS):
        return None
    gegevens = {"programmas": programmas_van(partner), "kosten": kosten_van_partner(partner)}
    return Blok("trajecten/delen/_partner_programmas.html", gegevens)
