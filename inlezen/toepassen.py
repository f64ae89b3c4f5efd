"""Reading chosen rows in: one that fails leaves the others alone.

New people go together, a group in one transaction (inlezen/velen.py); every other row, and every row of a group that
fails, goes in a transaction of its own. A row is claimed by a conditional update inside that transaction, and judged
once more before anything is written: two clicks, two workers or two colleagues with the same list write nothing twice.
"""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from inlezen.aanleveren import GEEN_PROGRAMMA, programmas_van
from inlezen.beoordelen import lees_gegevens, maak_leesregels, verschillen_als_tekst, zoek_bekenden
from inlezen.keuring import zet_oordeel
from inlezen.keuzes import Dubbelkeuze, Inleesstatus, Regelstand
from inlezen.models import SLEUTELLOOS, Inleesregel, Inlezing
from inlezen.oordeel import Oordeel, beoordeel_rijen, contactsleutel
from inlezen.velden import Veld
from inlezen.velen import KLEINSTE_GROEP, groepen, neem_groep
from kandidaten.diensten import leg_uitkering_vast, wijzig_kandidaat, wijzig_verwijzing
from kandidaten.keuzes import Bron, Kinderopvang
from kandidaten.models import Kandidaat
from logboek.diensten import schrijf
from logboek.models import Handeling
from partners.diensten import bewaar_onderdeel
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner
from trajecten.diensten import wijzig_traject
from trajecten.dossier.diensten import meld_aan, meld_opnieuw_aan
from trajecten.groepsactie import WEIGERING, zin
from trajecten.models import Programma, Traject

log = structlog.get_logger(__name__)

MISLUKT = "Er ging iets mis bij deze rij. Probeer het opnieuw. Blijft dit zo, meld het dan."
INTUSSEN_ANDERS = "Intussen is er iets veranderd rond deze persoon. Bekijk deze rij opnieuw."
NIET_MEER_VAN_U = "Deze persoon valt nu buiten uw regio's. Vraag een collega van die regio."
TEKEN_PER = timedelta(seconds=1)
_PERSOON = (
    Veld.VOORNAAM,
    Veld.VOORLETTERS,
    Veld.TUSSENVOEGSEL,
    Veld.ACHTERNAAM,
    Veld.GEBOORTEDATUM,
    Veld.TELEFOON,
    Veld.EMAIL,
    Veld.POSTCODE,
    Veld.WOONPLAATS,
    Veld.KINDEROPVANG,
)


class Achterhaald(Exception):
    """What is known about this person is no longer what the user saw; `rij` and `beoordeling` are how it is now."""

    def __init__(self, rij, beoordeling):
        super().__init__("achterhaald")
        self.rij, self.beoordeling = rij, beoordeling


# --- The whole list ---------------------------------------------------------------------------------------------------
def lees_in(inlezing, *, door):
    """Read all chosen rows in, here and now. Does nothing when somebody else already began. Returns the Inlezing."""
    if begin_inlezen(inlezing, door=door):
        verwerk_regels(inlezing, door=door)
    return inlezing


@transaction.atomic
def begin_inlezen(inlezing, *, door):
    """Say that this list is being read in (status bezig); False when somebody is at it, so that one click does it.

    From now on its columns are fixed and the list as a whole is gone. Raises ValidationError if no row is chosen.
    """
    standen = [Inleesstatus.CONTROLEREN, Inleesstatus.KLAAR]
    rijen = Inlezing.objects.filter(pk=inlezing.pk, status__in=standen)
    terug = {"terug_totaal": 0, "terug_weg": 0, "terug_blijft": 0}  # what was taken back before is history
    if not rijen.update(status=Inleesstatus.BEZIG, lijst=None, hartslag=timezone.now(), **terug):
        inlezing.refresh_from_db(fields=["status"])
        return False
    if not inlezing.regels.te_doen().update(stand=Regelstand.OPEN, fout="", verwerkt_op=None):
        raise ValidationError("Kies eerst minstens een rij.")
    inlezing.status, inlezing.lijst = Inleesstatus.BEZIG, None
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        categorie=Categorie.INLEZEN,
        reden=f"lijst inlezen (inlezing {inlezing.pk})",
    )
    return True


def verwerk_regels(inlezing, *, door):
    """Read in what is chosen and not done yet; also goes on with an import that was broken off. Then status klaar."""
    werk = _Werk(inlezing, door)
    te_doen = inlezing.regels.te_doen().order_by("rijnummer").values_list("pk", "oordeel")
    for pks, samen in groepen(list(te_doen)):
        if not _geef_teken(inlezing):
            break  # finished by another worker, or taken back
        if samen:
            _verwerk_groep(pks, werk)
        else:
            _verwerk_los(pks, werk)
    Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.BEZIG).update(status=Inleesstatus.KLAAR)
    inlezing.refresh_from_db(fields=["status", "hartslag"])
    return inlezing


def verwerk_regel(inlezing, regel, *, door):
    """Read one chosen row in, outside a run over the whole list. What became of it stands in the row."""
    _verwerk(regel.pk, _Werk(inlezing, door))


def _geef_teken(inlezing):
    """A sign of life, at most once per second; False when this list is no longer being read in."""
    nu = timezone.now()
    if inlezing.hartslag and timedelta() < nu - inlezing.hartslag < TEKEN_PER:
        return True
    inlezing.hartslag = nu
    return Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.BEZIG).update(hartslag=nu)


class _Werk:
    """What all rows of one run share."""

    def __init__(self, inlezing, door):
        self.inlezing, self.door = inlezing, door
        self.voorlopig = {}  # contact persons made in the transaction that is under way
        self.regels = maak_leesregels(inlezing)
        self.toegestaan = {p.pk for p in programmas_van(inlezing)} if inlezing.aangeleverd else None
        self.programmas = {inlezing.programma_id: inlezing.programma}
        self.contactpersonen = {
            contactsleutel(c.naam): c for c in Contactpersoon.objects.filter(partner=inlezing.partner_id)
        }

    def programma(self, keuze):
        """The programme of a row. Raises ValidationError for one that is no longer for the referrer of this list."""
        if self.toegestaan is not None and keuze.pk not in self.toegestaan:
            raise ValidationError(GEEN_PROGRAMMA)
        if keuze.pk not in self.programmas:
            self.programmas[keuze.pk] = Programma.objects.get(pk=keuze.pk)
        return self.programmas[keuze.pk]

    def contactpersoon(self, naam):
        """The partner's contact person of this name, made if there is none; the import's own for an empty cell."""
        if not naam:
            return self.inlezing.contactpersoon
        sleutel = contactsleutel(naam)
        gevonden = self.contactpersonen.get(sleutel) or self.voorlopig.get(sleutel)
        if gevonden is None:
            gevonden = Contactpersoon.objects.filter(partner=self.inlezing.partner_id, naam=naam).first()
            gevonden = gevonden or bewaar_onderdeel(Contactpersoon(naam=naam), partner=self.inlezing.partner)
            self.voorlopig[sleutel] = gevonden
        return gevonden

    @contextmanager
    def transactie(self):
        """One transaction, in turn with other imports of this partner or region; what it made is known after it."""
        self.voorlopig = {}
        try:
            with transaction.atomic():
                # Of two lists with the same new person (or contact person), the second sees the first. Partner before
                # region, always: in that order they cannot wait for each other.
                Partner.objects.filter(pk=self.inlezing.partner_id).update(naam=F("naam"))
                Arbeidsmarktregio.objects.filter(pk=self.inlezing.behandelregio_id).update(naam=F("naam"))
                yield
            self.contactpersonen |= self.voorlopig
        finally:
            self.voorlopig = {}


# --- A group of new people --------------------------------------------------------------------------------------------
def _verwerk_groep(pks, werk):
    """These rows in one transaction; if that fails, each half by itself, down to the one row that it was."""
    try:
        with werk.transactie():
            los = neem_groep(pks, werk, partial(_aanmelding_nieuw, werk=werk))
    except Exception as fout:
        if not isinstance(fout, WEIGERING):
            log.warning("groep_inlezen_mislukt", rijen=len(pks), fout=type(fout).__name__)
        midden = len(pks) // 2
        for helft in (pks[:midden], pks[midden:]):
            if len(helft) >= KLEINSTE_GROEP:
                _verwerk_groep(helft, werk)
            else:
                _verwerk_los(helft, werk)
    else:
        _verwerk_los(los, werk)


def _verwerk_los(pks, werk):
    """These rows one by one, each with its own message."""
    for pk in pks:
        _verwerk(pk, werk)


# --- One row ----------------------------------------------------------------------------------------------------------
def _verwerk(pk, werk):
    try:
        with werk.transactie():
            _neem_en_pas_toe(pk, werk)
    except Achterhaald as achterhaald:
        _beoordeel_opnieuw(pk, achterhaald)
    except WEIGERING as fout:
        _noteer_fout(pk, zin(fout))
    except Exception as fout:
        # Whatever breaks one row must not keep the others out. Only the type: messages of a database quote values.
        log.error("rij_inlezen_mislukt", regel=pk, fout=type(fout).__name__)
        _noteer_fout(pk, MISLUKT)


def _neem_en_pas_toe(pk, werk):
    """Claim the row and bring it into a dossier, unless somebody else did. Within `werk.transactie`."""
    regels = Inleesregel.objects.te_doen().filter(pk=pk)
    if not regels.update(stand=Regelstand.INGELEZEN, fout="", verwerkt_op=timezone.now()):
        return
    traject = pas_toe(Inleesregel.objects.get(pk=pk), werk)
    Inleesregel.objects.filter(pk=pk).update(
        kandidaat=traject.kandidaat_id,
        traject=traject.pk,
        gegevens=None,
        beoordeling=None,
        sleutels=SLEUTELLOOS,
    )


def _beoordeel_opnieuw(pk, achterhaald):
    regel = Inleesregel.objects.open().filter(pk=pk).first()
    if regel is None:
        return
    zet_oordeel(regel, regel.gegevens, achterhaald.rij, achterhaald.beoordeling)
    regel.gekozen, regel.keuze, regel.bestaande, regel.verwerkt_op = False, "", None, timezone.now()
    if regel.oordeel != Oordeel.ONGEWIJZIGD:  # unchanged: a colleague read her in; nothing is left to do
        regel.stand, regel.fout = Regelstand.MISLUKT, INTUSSEN_ANDERS
    regel.save()


def _noteer_fout(pk, tekst):
    Inleesregel.objects.open().filter(pk=pk).update(
        stand=Regelstand.MISLUKT, fout=tekst, verwerkt_op=timezone.now()
    )


def pas_toe(regel, werk):
    """Bring one row into a dossier as the user chose; inside the caller's transaction. Returns the Traject.

    Raises Achterhaald when the person is known otherwise than the user saw, and what the services raise.
    """
    rij = lees_gegevens(regel.rijnummer, regel.gegevens, werk.regels)
    bekenden = zoek_bekenden(werk.inlezing, [rij], werk.door)
    beoordeling = beoordeel_rijen([rij], bekenden)[0]
    if regel.keuze == Dubbelkeuze.BESTAAND:
        return _verwijs_bestaande(regel, rij, werk)
    if regel.keuze == Dubbelkeuze.NIEUW:
        if _onverwachte_personen(regel, bekenden):
            raise Achterhaald(rij, beoordeling)
        return _maak_nieuw(rij, werk)
    if beoordeling.oordeel != regel.oordeel:
        raise Achterhaald(rij, beoordeling)
    if regel.oordeel == Oordeel.NIEUW:
        return _maak_nieuw(rij, werk)
    if (
        regel.oordeel != Oordeel.WIJZIGING
        or beoordeling.persoon_pk != regel.beoordeling["persoon"]
        or verschillen_als_tekst(beoordeling) != regel.beoordeling["verschillen"]
    ):
        raise Achterhaald(rij, beoordeling)
    return _wijzig(rij, beoordeling, werk)


def _onverwachte_personen(regel, bekenden):
    """Does somebody match whom the user did not see when she decided "nieuwe persoon"?"""
    gelijkenissen = regel.beoordeling["gelijkenissen"]
    gezien = {g["persoon"] for g in gelijkenissen}
    rijen = [g["rij"] for g in gelijkenissen if g["rij"] is not None]
    uit_lijst = Inleesregel.objects.filter(inlezing=regel.inlezing_id, rijnummer__in=rijen)
    gezien |= set(uit_lijst.values_list("kandidaat", flat=True))
    return any(persoon.zichtbaar and persoon.pk not in gezien for persoon in bekenden)


# --- What a row can do ------------------------------------------------------------------------------------------------
def _maak_nieuw(rij, werk):
    return meld_aan(**_aanmelding_nieuw(rij, werk), door=werk.door)


def _aanmelding_nieuw(rij, werk):
    """What `meld_aan` is asked for this row."""
    persoon = {str(veld): rij.waarde(veld) for veld in _PERSOON}
    persoon["geboortedatum"] = persoon["geboortedatum"] or None
    persoon["kinderopvang"] = persoon["kinderopvang"] or Kinderopvang.ONBEKEND
    return {"persoon": persoon | {"behandelregio": werk.inlezing.behandelregio}} | _aanmelding(rij, werk)


def _verwijs_bestaande(regel, rij, werk):
    eigen = Kandidaat.objects.waar_mag(werk.door, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    kandidaat = eigen.filter(pk=regel.bestaande_id).first()
    if kandidaat is None:
        raise ValidationError(NIET_MEER_VAN_U)
    return meld_opnieuw_aan(kandidaat, **_aanmelding(rij, werk), door=werk.door)


def _aanmelding(rij, werk):
    inlezing = werk.inlezing
    return {
        "programma": werk.programma(rij.programma),
        "partner": inlezing.partner,
        "contactpersoon": werk.contactpersoon(rij.waarde(Veld.CONTACTPERSOON)),
        "bron": Bron.LIJST,
        "ontvangen_op": inlezing.ontvangen_op,
        "uitkering": rij.waarde(Veld.UITKERING),
        "uren_per_week": rij.waarde(Veld.UREN_PER_WEEK) or None,
        "opmerking": rij.waarde(Veld.OPMERKING),
    }


def _wijzig(rij, beoordeling, werk):
    """Write the fields that differ, each where it lives."""
    traject = (
        Traject.objects.open()
        .select_related("kandidaat", "verwijzing__contactpersoon", "verwijzing__kandidaat")
        .get(
            kandidaat=beoordeling.persoon_pk,
            programma=rij.programma.pk,
            verwijzing__partner=werk.inlezing.partner_id,
        )
    )
    nieuw = {verschil.veld: verschil.nieuw for verschil in beoordeling.verschillen}
    velden = [str(veld) for veld in _PERSOON if veld in nieuw]
    if velden:
        for naam in velden:
            setattr(traject.kandidaat, naam, nieuw[naam])
        traject.kandidaat.full_clean()
        wijzig_kandidaat(traject.kandidaat, gezien=traject.kandidaat.versie, velden=velden, door=werk.door)
    if Veld.UREN_PER_WEEK in nieuw:
        traject.uren_per_week = nieuw[Veld.UREN_PER_WEEK]
        wijzig_traject(traject, gezien=traject.versie, velden=["uren_per_week"], door=werk.door)
    bij_verwijzing = {}
    if Veld.CONTACTPERSOON in nieuw:
        bij_verwijzing["contactpersoon"] = werk.contactpersoon(nieuw[Veld.CONTACTPERSOON])
    if Veld.OPMERKING in nieuw:
        bij_verwijzing["opmerking"] = nieuw[Veld.OPMERKING]
    if bij_verwijzing:
        wijzig_verwijzing(traject.verwijzing, door=werk.door, **bij_verwijzing)
    if Veld.UITKERING in nieuw:
        leg_uitkering_vast(verwijzing=traject.verwijzing, uitkering=nieuw[Veld.UITKERING], door=werk.door)
    return traject
