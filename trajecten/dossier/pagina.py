"""What the dossier page shows, gathered in a fixed number of queries: each track only for who may read it."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.begeleiding.buddys import met_buddy
from trajecten.begeleiding.overdracht import met_overdracht
from trajecten.begeleiding.signaalstand import met_signaalfeiten
from trajecten.begeleiding.spoor import begeleidingsspoor
from trajecten.dossier.adressen import lijst_van
from trajecten.dossier.eerste_contact import contactklok, met_eerste_contact
from trajecten.dossier.stap import Feiten, nu, volgende_stap
from trajecten.dossier.tijdlijn import tijdlijn
from trajecten.models import Ronde, Traject
from trajecten.opleiding.spoor import opleidingsspoor
from trajecten.plaatsing.meetmomenten import met_meetwens
from trajecten.plaatsing.spoor import werkspoor
from trajecten.plaatsing.terugkom import terugkomspoor
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import BADGESOORT, EINDSTATUSSEN, Status

MET_SPOREN = (Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN)


def trajecten_van(kandidaat, gebruiker):
    """Her trajects, newest first, with programme, cohort, referral, first contact and coach; one query."""
    vandaag = timezone.localdate()
    ooit = Toewijzing.objects.filter(kandidaat=OuterRef("kandidaat"), rol=Toewijzingsrol.JOBCOACH)
    coaches = ooit.filter(Q(tot=None) | Q(tot__gte=vandaag)).order_by(
        F("vervangt").desc(nulls_last=True), "van", "pk"
    )
    rijen = Traject.objects.filter(kandidaat=kandidaat).select_related(
        "programma",
        "lichting",
        "kwalificatie",
        "verwijzing__partner",
        "verwijzing__contactpersoon",
        "voorrang_gecontroleerd_door",
    )
    rijen = met_buddy(met_eerste_contact(rijen), vandaag).annotate(
        coach=Subquery(coaches.values("gebruiker__naam")[:1]),
        coach_vervangt=Subquery(coaches.values("vervangt__naam")[:1]),
        heeft_rondes=Exists(Ronde.objects.order_by().filter(programma=OuterRef("programma"))),
    )
    rijen = met_overdracht(rijen, kandidaat.toegang, gebruiker, vandaag)
    trajecten = list(met_signaalfeiten(met_meetwens(rijen), vandaag).order_by("-volgnummer"))
    for traject in trajecten:
        traject.kandidaat = kandidaat  # with her toegang
        traject.badge = BADGESOORT[Status(traject.status)]
    return trajecten


def kies_traject(trajecten):
    """The traject that the dossier opens with: the newest open one, else the newest; None without any."""
    return next((t for t in trajecten if t.status not in EINDSTATUSSEN), trajecten[0] if trajecten else None)


def _rondes(traject, toegang):
    """The selection so far, in the order of the rounds; [] once the traject has started (the timeline has it then)."""
    if traject.gestart_op or not toegang.mag(Categorie.SELECTIE):
        return []
    return list(
        Rondedeelname.objects.filter(traject=traject)
        .select_related("ronde", "besloten_door")
        .order_by("ronde__volgorde", "pk")
    )


def _sporen(traject, toegang, gebruiker):
    """The three tracks, each for who may read it; nothing stands in them before somebody is selected."""
    sporen = {"opleiding": None, "terugkom": None, "werk": None, "begeleiding": None}
    if traject.status not in MET_SPOREN:
        return sporen
    if toegang.mag(Categorie.OPLEIDING):
        sporen["opleiding"] = opleidingsspoor(traject)
    if toegang.mag(Categorie.PLAATSING):
        sporen["werk"] = werkspoor(traject)
    if sporen["opleiding"]:
        plaatsingen = sporen["werk"]["plaatsingen"] if sporen["werk"] else None
        sporen["terugkom"] = terugkomspoor(traject, sporen["opleiding"]["terugkomlijsten"], plaatsingen)
    if any(map(toegang.mag, (Categorie.GESPREKKEN, Categorie.COACHNOTITIES, Categorie.FUNCTIONEREN))):
        sporen["begeleiding"] = begeleidingsspoor(traject, toegang, gebruiker)
    return sporen


def dossiercontext(kandidaat, trajecten, traject, gebruiker, *, soort="", alles=False):
    """Context of dossier/dossier.html for one traject; only what this viewer may read."""
    toegang = kandidaat.toegang
    rondes = _rondes(traject, toegang)
    sporen = _sporen(traject, toegang, gebruiker)
    werk, begeleiding = sporen["werk"], sporen["begeleiding"]
    feiten = Feiten(
        vandaag=timezone.localdate(),
        klok=contactklok(traject),
        heeft_coach=traject.coach is not None,
        heeft_rondes=traject.heeft_rondes,
        open_ronde=next((r for r in reversed(rondes) if r.uitslag == Uitslag.OPEN), None),
        plaatsingen=tuple(werk["plaatsingen"]) if werk else (),
        meetpunt=werk["meetpunt_nu"] if werk else None,
        begeleiding=begeleiding["stand"] if begeleiding else None,
        buddy=begeleiding["buddy"] if begeleiding else None,
    )
    leest = toegang.mag(Categorie.TRAJECT)
    stap = volgende_stap(traject, toegang, feiten)
    basis_url = reverse("dossier:traject", args=[kandidaat.dossiernummer, traject.volgnummer])
    return {
        "kandidaat": kandidaat,
        "traject": traject,
        "andere": [t for t in trajecten if t.pk != traject.pk],
        "stap": stap,
        "contact_is_stap": stap is not None and stap.categorie == Categorie.CONTACT,
        "nu": nu(traject, toegang, feiten),
        "rondes": rondes,
        **sporen,
        "tijdlijn": tijdlijn(traject, toegang, soort=soort, alles=alles, basis_url=basis_url)
        if leest
        else None,
        "leest": leest,
        "beheert": toegang.mag(Categorie.TRAJECT, Toegang.SCHRIJVEN),
        "basis_url": basis_url,
        "lijst": lijst_van(gebruiker),
    }
