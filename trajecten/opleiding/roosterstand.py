"""What the screens of a lesson plan read: its lessons and free days in order, and what a new proposal would change."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format

from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bijeenkomst
from trajecten.opleiding.lesdagen import dagen_per_week, lesdagen, maandag, verdeel
from trajecten.opleiding.lesrooster import bezette_dagen, losse_lessen
from trajecten.opleiding.models import Lesrooster
from trajecten.opleiding.raster import SOORTEN


@dataclass(frozen=True)
class Roosterregel:
    """One line of the plan: a lesson, or (`les` None) a day that is free and why."""

    dag: date
    les: Bijeenkomst | None = None
    vrij: str = ""

    @property
    def week(self):
        return maandag(self.dag)

    @property
    def maand(self):
        """ "maart 2027"."""
        return date_format(self.dag, "F Y")


def rooster_van(lichting):
    return Lesrooster.objects.filter(lichting=lichting).first()


def introductiedag_van(lichting):
    """The day of the introduction day that is planned, or None."""
    begin = (
        Bijeenkomst.objects.filter(lichting=lichting, soort=Bijeenkomstsoort.INTRODUCTIEDAG, afgelast_op=None)
        .order_by("begin")
        .values_list("begin", flat=True)
        .first()
    )
    return timezone.localdate(begin) if begin else None


def regels(lichting, rooster):
    """The Roosterregels in order, lessons that were called off too; one query beside the plan itself.

    Lessons have `aanwezigen` and `open`: numbers of everybody, also of people whom the reader does not know.
    """
    lessen = (
        Bijeenkomst.objects.filter(lichting=lichting, soort__in=SOORTEN)
        .annotate(
            aanwezigen=Count("deelnames", filter=Q(deelnames__aanwezigheid=Aanwezigheid.AANWEZIG)),
            verwacht=Count("deelnames", filter=Q(deelnames__traject__einddatum=None)),
            open=Count(
                "deelnames",
                filter=Q(
                    deelnames__aanwezigheid=Aanwezigheid.UITGENODIGD, deelnames__traject__einddatum=None
                ),
            ),
        )
        .order_by("begin", "pk")
    )
    uit = [Roosterregel(timezone.localdate(les.begin), les) for les in lessen]
    if rooster:
        wel = {regel.dag for regel in uit}
        dagen = lesdagen(rooster.weekdagen, rooster.eerste, rooster.laatste, rooster.vrije_dagen)
        uit += [Roosterregel(dag.dag, vrij=dag.vrij) for dag in dagen if dag.vrij and dag.dag not in wel]
    return sorted(uit, key=lambda regel: regel.dag)


def komende_lessen(lichting):
    """Lessons to come, with `dag_in_woorden`: those whose module can still be chosen."""
    lessen = list(
        Bijeenkomst.objects.filter(lichting=lichting, soort=Bijeenkomstsoort.LES)
        .komend()
        .order_by("begin", "pk")
    )
    for les in lessen:
        les.dag_in_woorden = date_format(timezone.localtime(les.begin), "l j F Y")
    return lessen


# --- The proposal -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Voorsteldag:
    """One day of the second page. `vast`: a lesson stands there that stays; then there is nothing to tick."""

    dag: date
    sleutel: str
    vrij: str
    naam: str
    vast: bool
    al: bool
    aan: bool

    @property
    def woorden(self):
        return date_format(self.dag, "l j F")

    @property
    def opmerking(self):
        """What stands behind the day."""
        if self.vast:
            return "staat er al"
        if self.vrij:
            return f"geen les: {self.vrij}"
        delen = [f"let op: {self.naam}"] if self.naam else []
        return ", ".join([*delen, *(["staat er al"] if self.al else [])])


@dataclass(frozen=True)
class Voorstel:
    """What the second page shows: days per month, and what a replacement takes away."""

    maanden: list  # (words, [Voorsteldag])
    lessen: int
    uitgevallen: list  # Voorsteldag's
    voorbij: int
    vervalt: list  # lessons
    per_module: list  # (module, number of lessons)
    afwijking: str

    @property
    def aantal_vrij(self):
        return len(self.uitgevallen)


def voorstel(lichting, form, gekozen=None):
    """The Voorstel for a valid RoosterForm; two or three queries. `gekozen`: the days that the user ticked already."""
    begin, nu = form.cleaned_data["begin"], timezone.localtime()
    komend = [d for d in form.dagen if (d.dag, begin) > (nu.date(), nu.time())]
    bezet = bezette_dagen(lichting)
    los = {les.roosterdag: les for les in losse_lessen(lichting)} if form.vervangt else {}
    dagen = [
        Voorsteldag(
            d.dag,
            d.sleutel,
            d.vrij,
            d.naam,
            d.dag in bezet and d.dag not in los,
            d.dag in los,
            not d.vrij if gekozen is None else d.dag in gekozen,
        )
        for d in komend
    ]
    maanden = {}
    for dag in dagen:
        maanden.setdefault((dag.dag.year, dag.dag.month), []).append(dag)
    kiesbaar = [dag for dag in dagen if dag.aan and not dag.vast]
    verdeling = verdeel(form.te_verdelen(), len(kiesbaar))
    return Voorstel(
        [(date_format(groep[0].dag, "F Y"), groep) for groep in maanden.values()],
        len(kiesbaar),
        [dag for dag in dagen if dag.vrij and not dag.vast],
        len(form.dagen) - len(komend),
        [les for dag, les in los.items() if dag not in {d.dag for d in kiesbaar}],
        [(naam, verdeling.count(naam)) for naam in dict.fromkeys(verdeling) if naam],
        _afwijking(lichting.programma, form.velden()["weekdagen"]),
    )


def _afwijking(programma, weekdagen):
    """The sentence that says that the programme has another number of days a week; a warning, never a lock."""
    vraagt = dagen_per_week(programma)
    if not vraagt or vraagt == len(weekdagen):
        return ""
    return f"Het programma noemt {vraagt} {'dag' if vraagt == 1 else 'dagen'} per week. U koos er {len(weekdagen)}."
