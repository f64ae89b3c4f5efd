"""Makes the pictures of docs/beeld anew: `make schermbeelden`, or only some: `... maak_schermbeelden.py dossier ronde`.

Fills a throw-away database with the demo, serves the app from this process and looks at it in Chromium. The clock
stands still at one moment and dossier numbers come from a fixed seed, so a second run gives the same pictures until a
screen changes. Takes a few minutes, most of it the demo data.
"""

import argparse
import contextlib
import datetime as dt
import io
import os
import random
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
DOEL = WORTEL / "docs" / "beeld"
MOMENT = dt.datetime(2026, 11, 17, 9, 10, tzinfo=dt.UTC)  # a Tuesday, ten past ten in Amsterdam
BREED, SMAL = 1280, 320
MAX_BYTES = 120_000
KLEUREN = (256, 128, 64)  # the first that is small enough
CHROMIUM = "chromium chromium-browser google-chrome google-chrome-stable".split()
ARGUMENTEN = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --font-render-hinting=none"
).split()


@dataclass(frozen=True)
class Beeld:
    """One picture: who looks (or ""), where, how wide and high at most; `doe` may act on the page first."""

    naam: str
    rol: str
    adres: Callable[[], str]
    breed: int = BREED
    hoog: int = 900
    doe: Callable | None = None


# --- Where the pictures are taken -------------------------------------------------------------------------------------
def vast(naam: str, *argumenten) -> Callable[[], str]:
    """The address of a page that is always there."""

    def adres():
        from django.urls import reverse

        return reverse(naam, args=argumenten)

    return adres


def _lichting(naam: str, soort: str) -> Callable[[], str]:
    """A page of the first cohort of Groningen that has yet to start, or of the last one that has started."""

    def adres():
        from django.urls import reverse
        from django.utils import timezone

        from trajecten.models import Lichting

        alle = Lichting.objects.filter(programma__code="P02")
        vandaag = timezone.localdate()
        if soort == "komt":
            lichting = alle.filter(start__gt=vandaag).order_by("start", "pk").first()
        else:
            lichting = alle.filter(start__lte=vandaag).order_by("start", "pk").last()
        return reverse(naam, args=[lichting.pk])

    return adres


def _traject(naam: str) -> Callable[[], str]:
    """A page of somebody with a talk today and many before, in the youngest group of the first jobcoach."""

    def adres():
        from django.urls import reverse

        from gebruikers.models import Gebruiker
        from rapportage.week.lijst import mijn_week

        coach = Gebruiker.objects.get(email="jobcoach@example.nl")
        vandaag = [kaart.traject for kaart in mijn_week(coach).nu if kaart.stand.vandaag]
        laatste = max(traject.lichting.start for traject in vandaag)
        groep = [traject for traject in vandaag if traject.lichting.start == laatste]
        traject = max(groep, key=lambda traject: (traject.gesprekken.count(), -traject.pk))
        return reverse(naam, args=[traject.kandidaat.dossiernummer, traject.volgnummer])

    return adres


def _ronde() -> str:
    from django.urls import reverse

    from trajecten.models import Ronde

    return reverse("selectie:ronde", args=[Ronde.objects.get(programma__code="P02", volgorde=3).pk])


def _programma() -> str:
    from django.urls import reverse

    from trajecten.models import Programma

    return reverse("admin:trajecten_programma_change", args=[Programma.objects.get(code="P02", versie=1).pk])


def _inlezing(naam: str) -> Callable[[], str]:
    """A page of the list that waits in the demo."""

    def adres():
        from django.urls import reverse

        from inlezen.keuzes import Inleesstatus
        from inlezen.models import Inlezing

        wacht = Inlezing.objects.filter(status=Inleesstatus.CONTROLEREN).latest("gemaakt_op")
        return reverse(naam, args=[wacht.pk])

    return adres


# --- What is done on a page before the picture ------------------------------------------------------------------------
def naar_eerste_contact(pagina):
    """From Vandaag to the form of the first person who was not called yet."""
    pagina.goto(pagina.locator("main a", has_text="Contact vastleggen").first.get_attribute("href"))


def zoek_iemand(pagina):
    """Search for somebody who is there, by a name with another spelling."""
    from kandidaten.models import Kandidaat

    iemand = Kandidaat.objects.filter(behandelregio__naam="Groningen").order_by("achternaam", "pk").first()
    pagina.get_by_label("Voornaam").fill(iemand.voornaam)
    pagina.get_by_label("Achternaam").fill(iemand.achternaam.upper())
    with pagina.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        pagina.get_by_role("button", name="Kandidaat zoeken").click(no_wait_after=True)
    pagina.locator("text=gevonden").first.wait_for()


def kies_besluiten(pagina):
    """Fill in two decisions, as one would."""
    keuzes = pagina.locator("main table select")
    for plek, besluit in enumerate(["Door", "Afwijzen"]):
        keuzes.nth(plek).select_option(label=besluit)


def naar_wie_meedoet(pagina):
    """Down to the people of a group form, with some of the form above them."""
    pagina.locator("main table").first.evaluate(
        "tabel => scrollBy(0, tabel.getBoundingClientRect().top - 520)"
    )


def vul_gesprek_in(pagina):
    """A few answers, so that the picture shows a form in use."""
    for naam, waarde in {"welbevinden": "4", "werkdruk": "3", "motivatie": "5", "werkt_nog": "ja"}.items():
        pagina.locator(f"input[name='{naam}'][value='{waarde}']").check(force=True)
    pagina.evaluate("scrollTo(0, 0)")


BEELDEN = [
    Beeld("vandaag", "coordinator", vast("rapportage:vandaag"), hoog=1000),
    Beeld("inlezen-kolommen", "coordinator", _inlezing("inlezen:kolommen"), hoog=900),
    Beeld("inlezen-controleren", "coordinator", _inlezing("inlezen:controleren"), hoog=900),
    Beeld("nieuwe-kandidaat", "coordinator", vast("dossier:nieuw"), hoog=760, doe=zoek_iemand),
    Beeld("aanmelden", "", vast("dossier:aanmelden_programma", "P10"), hoog=1100),
    Beeld("contact", "coordinator", vast("rapportage:vandaag"), hoog=1180, doe=naar_eerste_contact),
    Beeld("ronde", "coordinator", _ronde, hoog=900, doe=kies_besluiten),
    Beeld("lichting", "coordinator", _lichting("trajecten:lichting", "komt"), hoog=1000),
    Beeld(
        "contract-groep",
        "coordinator",
        _lichting("plaatsing:lichting_contract", "loopt"),
        hoog=1000,
        doe=naar_wie_meedoet,
    ),
    Beeld("dossier", "coordinator", _traject("dossier:traject"), hoog=1200),
    Beeld("mijn-week", "jobcoach", vast("rapportage:mijn_week"), hoog=900),
    # First the one that leaves no draft behind.
    Beeld("gesprek-telefoon", "jobcoach", _traject("begeleiding:gesprek_nieuw"), breed=SMAL, hoog=900),
    Beeld("gesprek", "jobcoach", _traject("begeleiding:gesprek_nieuw"), hoog=1200, doe=vul_gesprek_in),
    Beeld("scores", "jobcoach", _traject("begeleiding:scores"), hoog=900),
    Beeld("mijn-traject", "jobcoach", _traject("dossier:mijn_traject"), hoog=1100),
    Beeld("agenda", "jobcoach", vast("rapportage:agenda"), hoog=760),
    Beeld("caseload", "coordinator", vast("rapportage:caseload"), hoog=800),
    Beeld("aanwezigheid", "trainer", _lichting("lessen:aanwezigheid", "loopt"), hoog=900),
    Beeld("examens", "trainer", _lichting("examens:lichting", "loopt"), hoog=800),
    Beeld("mijn-groepen", "trainer", vast("rapportage:mijn_groepen"), hoog=620),
    Beeld("mijn-team", "teamleider", vast("rapportage:mijn_team"), hoog=620),
    Beeld("mijn-verwijzingen", "verwijzer", vast("rapportage:mijn_verwijzingen"), hoog=620),
    Beeld("cijfers", "manager", vast("rapportage:cijfers_programma", "P02"), hoog=1000),
    Beeld("beheer-gebruiker", "beheerder", vast("admin:gebruikers_gebruiker_add"), hoog=900),
    Beeld("beheer-programma", "beheerder", _programma, hoog=900),
]


# --- The app and its data ---------------------------------------------------------------------------------------------
def bereid_voor(map_: Path):
    """Settings of a demo of its own; what the shell or .env says about databases and mail does not count."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "OMGEVING": "demo",
        "DEBUG": "False",
        "HTTPS": "False",
        "DATABASE_URL": f"sqlite:///{map_ / 'beelden.sqlite3'}",
        "EMAIL_URL": "memorymail://",
        "MEDIA_ROOT": str(map_),
        "TAKEN": "direct",
        "ALLOWED_HOSTS": "localhost,testserver",
        "ORGANISATIE": "Trajecten",
    }
    sys.path.insert(0, str(WORTEL))
    import django

    django.setup()
    import logging

    logging.disable(logging.WARNING)


def vul():
    """The demo data, with dossier numbers that are the same each time."""
    from django.core.management import call_command

    from kandidaten import dossiernummer

    class VasteKeuze:
        choice = random.Random("beelden").choice  # noqa: S311  no secret: the numbers of pictures

    print("Demogegevens maken ...")
    echt, dossiernummer.secrets = dossiernummer.secrets, VasteKeuze
    try:
        call_command("migrate", verbosity=0)
        call_command("maak_demo", stdout=io.StringIO())
    finally:
        dossiernummer.secrets = echt


@contextlib.contextmanager
def server():
    """The app on a free port, in this process (so that its clock stands still too); gives the address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from config.wsgi import application

    class Stil(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    dienst = ThreadedWSGIServer(("localhost", 0), Stil)
    dienst.set_app(application)
    draad = threading.Thread(target=dienst.serve_forever, daemon=True)
    draad.start()
    try:
        yield f"http://localhost:{dienst.server_port}"
    finally:
        dienst.shutdown()
        dienst.server_close()


def inlogkoekje(rol: str) -> dict:
    """The session cookie of this login of the demo."""
    from django.conf import settings
    from django.test import Client

    from gebruikers.models import Gebruiker

    client = Client()
    client.force_login(Gebruiker.objects.get(email=f"{rol}@example.nl"))
    waarde = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": waarde, "domain": "localhost", "path": "/"}


# --- Taking pictures --------------------------------------------------------------------------------------------------
def zoek_chromium() -> str:
    """The path of a Chromium, from CHROMIUM or PATH; stops with advice when there is none."""
    for naam in [os.environ.get("CHROMIUM", ""), *CHROMIUM]:
        if naam and (pad := shutil.which(naam)):
            return pad
    sys.exit("FOUT: Chromium is niet gevonden. Installeer het, of zet CHROMIUM op het pad ervan.")


def fotografeer(browser, beeld: Beeld, basis: str) -> bytes:
    """The picture as PNG: no higher than the page and than `beeld.hoog`. Raises on a page that is not 200."""
    venster = browser.new_context(
        viewport={"width": beeld.breed, "height": beeld.hoog},
        base_url=basis,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
        color_scheme="light",
    )
    if beeld.rol:
        venster.add_cookies([inlogkoekje(beeld.rol)])
    pagina = venster.new_page()
    pagina.set_default_timeout(60_000)
    antwoord = pagina.goto(beeld.adres())
    if antwoord.status != 200:
        raise RuntimeError(f"{beeld.naam}: {pagina.url} antwoordt met {antwoord.status}")
    hoogte = pagina.evaluate(
        "document.fonts.ready.then(() => Math.ceil(document.body.getBoundingClientRect().height))"
    )
    pagina.set_viewport_size({"width": beeld.breed, "height": min(beeld.hoog, max(hoogte, 300))})
    if beeld.doe:
        beeld.doe(pagina)
    pagina.evaluate("document.activeElement.blur()")
    foto = pagina.screenshot(animations="disabled", caret="hide")
    venster.close()
    return foto


def verklein(foto: bytes) -> bytes:
    """The same picture with a palette; of the sizes in KLEUREN the first below MAX_BYTES. Raises when none is."""
    from PIL import Image

    with Image.open(io.BytesIO(foto)) as bron:
        kleur = bron.convert("RGB")
    for kleuren in KLEUREN:
        uit = io.BytesIO()
        palet = kleur.quantize(kleuren, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
        palet.save(uit, "PNG", optimize=True)
        if uit.tell() <= MAX_BYTES:
            return uit.getvalue()
    raise RuntimeError(f"de afbeelding blijft groter dan {MAX_BYTES} bytes; maak haar lager")


def maak(beelden: list[Beeld]):
    """All of it: data, server, browser, files."""
    import time_machine
    from playwright.sync_api import sync_playwright

    DOEL.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # playwright runs a loop in this thread; the ORM need not care
    )
    with time_machine.travel(MOMENT, tick=False):
        vul()
        with server() as basis, sync_playwright() as spel:
            browser = spel.chromium.launch(executable_path=zoek_chromium(), args=ARGUMENTEN)
            for beeld in beelden:
                bestand = DOEL / f"{beeld.naam}.png"
                bestand.write_bytes(verklein(fotografeer(browser, beeld, basis)))
                print(f"{bestand.relative_to(WORTEL)}  {bestand.stat().st_size // 1000} kB")
            browser.close()


def main():
    """Reads which pictures, makes them in a throw-away folder."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("naam", nargs="*", help="alleen deze (zonder .png); niets: alle")
    namen = set(lezer.parse_args().naam)
    if onbekend := namen - {beeld.naam for beeld in BEELDEN}:
        sys.exit(f"FOUT: geen afbeelding heet {', '.join(sorted(onbekend))}.")
    zoek_chromium()
    with tempfile.TemporaryDirectory(prefix="trajecten-beelden-") as map_:
        bereid_voor(Path(map_))
        maak([beeld for beeld in BEELDEN if not namen or beeld.naam in namen])


if __name__ == "__main__":
    main()
