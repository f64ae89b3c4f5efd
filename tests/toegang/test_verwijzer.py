"""A verwijzer's session that tries every other address: refused everywhere, and nobody's data in any answer.

The walk of test_toegang.py asks the same of the table; this one does not read the table. It takes every address of the
resolver, the admin too, and fills in the numbers of her own referrals, of the other side, and of nobody.
"""

import re
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse

from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests.toegang.adressen import adressen
from tests.toegang.tabel import GEHEIMEN, KADER, NOOIT_GESPROKEN, TABEL, VERZEGELD
from tests.toegang.test_toegang import rijen_per_tabel
from tests.zijden import (
    ANDER_MERK,
    EIGEN_MERK,
    MAILMERK,
    ONBEKEND_NUMMER,
    ONBEKENDE_PK,
    ONBEKENDE_UUID,
    TELEFOONMERK,
    Onbekend,
)
from trajecten.statussen import REDENEN

# Of everybody: the frame, registering oneself, an agenda for who holds its link, one's own settings. They name nobody.
VAN_IEDEREEN = {rij.naam for rij in KADER} | {
    "dossier:aanmelden",
    "dossier:aanmelden_programma",
    "dossier:aanmelden_klaar",
    "rapportage:agendafeed",
    "rapportage:instellingen",
}
# Of her own list: what the first name says, of the import that the second names.
MET_LIJST = {
    "aangeleverd": [
        "kolommen",
        "verwijderen",
        "controleren",
        "bevestigen",
        "resultaat",
        "stand",
        "opnieuw",
        "verder",
    ],
    "aangemeld_met_lijst": [
        "controleren",
        "bevestigen",
        "resultaat",
        "stand",
        "opnieuw",
        "verder",
        "terugdraaien",
    ],
}
# A reason in the list of reasons that is also a result that she may read (rapportage.verwijzingen).
WOORDEN_VAN_PRIV14: set[str] = set()


def haar_paden(wereld):
    """Where she may be at all, by hand: exact addresses, of her own records only."""
    eigen = {
        reverse("rapportage:mijn_verwijzingen"),
        reverse("dossier:verwijzen"),
        reverse("partners:lijst"),
        reverse("partners:detail", args=[wereld.eigen.pk("partner")]),
        reverse("inlezen:overzicht"),
        reverse("inlezen:aanleveren"),
    }
    for ding in MET_LIJST:
        pk = wereld.eigen.pk(ding)
        namen = {naam for namen in MET_LIJST.values() for naam in namen}
        eigen |= {reverse(f"inlezen:{naam}", args=[pk]) for naam in namen}
        eigen |= {reverse(f"inlezen:{naam}", args=[pk, 2]) for naam in ("rij", "opnieuw_rij")}
    return eigen


def vulling(zijde, kandidaat):
    """What to put in the parameters of any address, by name; unknown names are a reason to extend this."""
    nummer = kandidaat.dossiernummer if kandidaat else ONBEKEND_NUMMER
    dingen = zijde.dingen if kandidaat else {}
    return {
        "dossiernummer": [nummer],
        "ander": [nummer],
        "volgnummer": [1],
        "na_maanden": [3],
        "onderwerp": ["persoon", "bereikbaarheid", "wonen", "taal", "werk"],
        "code": ["P02"],
        "versie": [1],
        "stempel": ["stempel"],
        "rijnummer": [2],
        "nummer": [2],
        "rij": [2],
        "sleutel": [ONBEKENDE_UUID],
        "kenmerk": [NOOIT_GESPROKEN],
        "doel": ToestemmingDoel.values,
        "uuid": [ding.pk for ding in dingen.values() if isinstance(ding.pk, uuid.UUID)] or [ONBEKENDE_UUID],
        "pk": _enkele({ding.pk for ding in dingen.values() if isinstance(ding.pk, int)}) or [ONBEKENDE_PK],
    }


def _enkele(nummers):
    """The lowest and the highest of these numbers."""
    return sorted({min(nummers), max(nummers)}) if nummers else []


def paden(zijde, kandidaat):
    """(name, path) of every own address, with each value that fits; the names of parameters come from the pattern."""
    waarden = vulling(zijde, kandidaat)
    for naam, patroon in adressen():
        if naam.startswith("admin:"):
            continue
        converters = patroon.pattern.converters
        keuze = [{}]
        for rij in TABEL.values():
            if rij.naam == naam and rij.args:  # the table knows which record; the other ones come from here
                yield naam, reverse(naam, args=rij.args(zijde if kandidaat else Onbekend()))
        for param, converter in converters.items():
            soort = type(converter).__name__
            mogelijk = waarden["uuid"] if soort == "UUIDConverter" else waarden.get(param, waarden["pk"])
            keuze = [{**k, param: waarde} for k in keuze for waarde in mogelijk]
        for kwargs in keuze:
            try:
                yield naam, reverse(naam, kwargs=kwargs)
            except (NoReverseMatch, ImproperlyConfigured):
                continue  # an address inside an include with parameters of its own: the table's row stands for it


def geheimen():
    """What of a person may never be in an answer to her: every number, address and date of everybody."""
    for k in Kandidaat.objects.all():
        yield k.dossiernummer
        yield from (deel for deel in (k.email, k.telefoon.removeprefix("+31")) if deel)
        if k.geboortedatum:
            yield f"{k.geboortedatum:%d-%m-%Y}"


@pytest.fixture
def client_verwijzer(als, wereld):
    return als(wereld.mensen["verwijzer"])


def lek(antwoord, pad, merken):
    tekst = antwoord.content.decode(errors="replace").replace(pad, "")
    return [merk for merk in merken if merk in tekst]


@pytest.mark.parametrize("van_wie", ["eigen", "ander", "niemand"])
def test_elk_ander_adres_is_gesloten(client_verwijzer, wereld, van_wie):
    """GET and POST: 403 or 404 (405 where a GET does not exist), and not one row written.

    With the numbers of her own referrals, of the other side, and of nobody.
    """
    zijde = wereld.ander if van_wie == "ander" else wereld.eigen
    kandidaat = None if van_wie == "niemand" else zijde.trajecten["lopend"].kandidaat
    merken = [*geheimen(), EIGEN_MERK, ANDER_MERK]
    voor, fouten, bezocht = rijen_per_tabel(), [], haar_paden(wereld)
    begin = len(bezocht)
    for naam, pad in paden(zijde, kandidaat):
        if naam in VAN_IEDEREEN or pad in bezocht:
            continue
        bezocht.add(pad)
        inzending = {"inzending": str(uuid.uuid4()), "versie": "1"}
        for methode, antwoord in (
            ("GET", client_verwijzer.get(pad)),
            ("POST", client_verwijzer.post(pad, inzending)),
        ):
            if antwoord.status_code not in (403, 404, 405):
                fouten.append(f"{methode} {naam} {pad}: {antwoord.status_code}")
            if gevonden := lek(antwoord, pad, merken):
                fouten.append(f"{methode} {naam} toont {gevonden[:3]}")
    assert fouten == []
    assert rijen_per_tabel() == voor
    assert len(bezocht) - begin > 100  # the walk went somewhere


def test_elk_adres_van_het_beheer_is_gesloten(client_verwijzer, wereld):
    """The admin sends whoever is no beheerder to the log-in page, without a word about what is there."""
    merken = [*geheimen(), EIGEN_MERK, ANDER_MERK]
    gezien = 0
    for naam, patroon in adressen():
        if not naam.startswith("admin:") or naam == "admin:logout":  # leaving is everybody's
            continue
        kwargs = dict.fromkeys(patroon.pattern.converters, wereld.programma.pk)
        try:
            pad = reverse(naam, kwargs=kwargs)
        except NoReverseMatch:
            continue
        for antwoord in (client_verwijzer.get(pad), client_verwijzer.post(pad)):
            gezien += 1
            assert antwoord.status_code in (302, 403, 404, 405), (naam, antwoord.status_code)
            if antwoord.status_code == 302:
                assert antwoord.url.startswith(reverse("admin:login")), naam
            assert lek(antwoord, pad, merken) == [], naam
    assert gezien > 50


def test_de_paginas_van_iedereen_noemen_niemand(client_verwijzer, wereld):
    """The frame and the public pages, GET and POST: not a name or number of anybody."""
    merken = [*geheimen(), EIGEN_MERK, ANDER_MERK]
    fouten = []
    for rij in TABEL.values():
        if rij.naam not in VAN_IEDEREEN or rij.naam == "account_logout":
            continue
        pad = reverse(rij.naam, args=rij.args(wereld.eigen) if rij.args else [])
        for antwoord in (
            client_verwijzer.get(pad),
            client_verwijzer.post(pad, {"inzending": str(uuid.uuid4())}),
        ):
            assert antwoord.status_code < 500
            if gevonden := lek(antwoord, pad, merken):
                fouten.append(f"{rij.naam} toont {gevonden[:3]}")
    assert fouten == []


def buiten_priv14(wereld):
    """What no page says to her, her own included: numbers and addresses, who works with them, why, how it goes."""
    yield from geheimen()
    yield from GEHEIMEN
    yield MAILMERK
    verwijzer = wereld.mensen["verwijzer"]
    for zijde in (wereld.eigen, wereld.ander):
        yield from (g.naam for g in zijde.mensen.values() if g != verwijzer)
    yield from (werkgever.naam for werkgever in (wereld.werkgever, wereld.derde))
    for keuzes in REDENEN.values():
        yield from keuzes.labels


def test_haar_eigen_paginas_noemen_alleen_haar_mensen(client_verwijzer, wereld):
    """Names of her own referrals; and of nobody anything outside PRIV-14."""
    merken = {*buiten_priv14(wereld), ANDER_MERK} - WOORDEN_VAN_PRIV14
    gezien = ""
    for pad in sorted(haar_paden(wereld)):
        antwoord = client_verwijzer.get(pad, follow=True)
        assert antwoord.status_code in (200, 405), pad
        html = antwoord.content.decode()
        if "/inlezen/" not in pad:  # there stands what she typed in her own list
            assert not re.search(TELEFOONMERK, re.sub(r"[ \u00a0-]", "", html)), pad
        assert lek(antwoord, pad, merken) == [], pad
        assert not re.search(VERZEGELD, html), pad
        gezien += html
    assert EIGEN_MERK in gezien
    ander = reverse("partners:detail", args=[wereld.ander.pk("partner")])
    assert client_verwijzer.get(ander).status_code == 404


def test_wat_geweigerd_is_staat_in_het_logboek(client_verwijzer, wereld):
    """Trying addresses is seen: who, and which dossier (PRIV-08)."""
    nummer = wereld.ander.nr("lopend")
    client_verwijzer.get(reverse("dossier:dossier", args=[nummer]))
    regel = Logregel.objects.filter(dossier=nummer, handeling="geweigerd").latest("pk")
    assert regel.gebruiker == wereld.mensen["verwijzer"]


def test_de_vulling_kent_elke_parameter(wereld):
    """A new kind of parameter must be thought about here, or the walk would skip its addresses."""
    bekend = vulling(wereld.eigen, wereld.eigen.trajecten["lopend"].kandidaat)
    onbekend = {
        param
        for naam, patroon in adressen()
        if not naam.startswith("admin:") and naam not in VAN_IEDEREEN
        for param, converter in patroon.pattern.converters.items()
        if param not in bekend and type(converter).__name__ not in ("UUIDConverter", "IntConverter")
    }
    assert onbekend == set()
