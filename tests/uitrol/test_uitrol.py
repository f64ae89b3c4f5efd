"""From a clone to somebody at work, by the steps of the Dockerfile: wheels, static files, database, programs, screen.

Without Docker, without the environment of the tests: a copy of what goes into the image, a new environment made of
wheels only, everything below is production. `make proef-uitrol` runs this by itself.
"""

import fnmatch
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lagen import WORTEL
from tests.uitrol.drukte import drukte
from tests.uitrol.opstelling import (
    Programma,
    kinderen,
    lege_database,
    luistert,
    manage,
    omgeving,
    vraag,
    vrije_poort,
    wacht_tot,
)
from tests.uitrol.proxy import proxy

pytestmark = [pytest.mark.uitrol, pytest.mark.browser, pytest.mark.timeout(300)]

WACHTWOORD = "zes-losse-woorden-op-een-rij"
RIJEN = 300  # more than is read in within the request: the worker does it
INRICHTING = f"""
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from partners.models import Arbeidsmarktregio, Werkgebied
wie = Gebruiker.objects.create_user("coordinator@voorbeeld.nl", "{WACHTWOORD}", naam="Carla", rollen=[Rol.COORDINATOR])
Werkgebied.objects.create(gebruiker=wie, regio=Arbeidsmarktregio.objects.get(code="AM01"))
"""


def in_de_image(pad):
    """Does this path, from the root, go into the image (.dockerignore)?"""
    regels = [r for r in (WORTEL / ".dockerignore").read_text().split("\n") if r and not r.startswith("#")]
    naam = pad.rpartition("/")[2]
    return not any(
        fnmatch.fnmatch(naam if regel.startswith("**/") else pad, regel.removeprefix("**/"))
        for regel in regels
    )


def kopie(naar):
    """What COPY . . would bring, and node_modules as the first stage of the Dockerfile leaves it."""

    def sla_over(map_, namen):
        hier = Path(map_).relative_to(WORTEL)
        return [
            naam for naam in namen if naam == "__pycache__" or not in_de_image((hier / naam).as_posix())
        ]  # fmt: skip

    shutil.copytree(WORTEL, naar, ignore=sla_over)
    (naar / "node_modules").symlink_to(WORTEL / "node_modules")
    return naar


def stap(map_, *wat, **env):
    uitkomst = subprocess.run(
        ["bash", "scripts/uitrol.sh", *map(str, wat)],
        cwd=map_, env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **env},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert uitkomst.returncode == 0, f"{wat}: {uitkomst.stdout}{uitkomst.stderr}"
    return uitkomst.stdout + uitkomst.stderr


def wielen():
    """The wheelhouse, kept between runs as long as the lock is the same."""
    merk = hashlib.sha256((WORTEL / "requirements/basis.txt").read_bytes()).hexdigest()[:16]
    map_ = WORTEL / "var" / "wielen" / merk
    if not (map_ / "klaar").exists():
        shutil.rmtree(map_.parent, ignore_errors=True)
        stap(WORTEL, "wielen", map_)
        (map_ / "klaar").touch()
    return map_


@pytest.fixture(scope="module")
def installatie(tmp_path_factory):
    """(folder, python, environment, files as built), with an empty database brought up to date."""
    map_ = tmp_path_factory.mktemp("uitrol")
    app = kopie(map_ / "app")
    stap(app, "installeer", wielen(), map_ / "venv")
    python = map_ / "venv" / "bin" / "python"
    stap(app, "static", python)
    (app / "node_modules").unlink()
    voorheen = bestanden(app)
    with lege_database() as database:
        env = omgeving(
            database, map_, STATIC_ROOT=str(app / "staticfiles"), EMAIL_URL=f"filemail://{map_}/mail"
        )
        env["PATH"] = f"{python.parent}:{env['PATH']}"
        gezegd = stap(app, "migreren", python, **env)
        assert "no issues" in gezegd and "basis.0003_tabel_voor_tellers... OK" in gezegd
        for opdracht in (["laad_regios"], ["laad_programmas"], ["shell", "-v", "0", "-c", INRICHTING]):
            manage(env, *opdracht, python=python, map_=app)
        manage(
            env | {"DJANGO_SUPERUSER_PASSWORD": WACHTWOORD}, "createsuperuser", "--noinput",
            "--email", "beheer@voorbeeld.nl", "--naam", "Bea", python=python, map_=app,
        )  # fmt: skip
        yield app, python, env, voorheen


@pytest.fixture(scope="module")
def draaiend(installatie, tmp_path_factory):
    """Web server, worker and planner, and the proxy in front; gives the https address and the three programs."""
    app, python, env, _ = installatie
    logs, poort = tmp_path_factory.mktemp("logs"), vrije_poort()
    env = env | {"WEB_ADRES": f"127.0.0.1:{poort}"}
    opdrachten = {
        "web": [python.parent / "gunicorn", "-c", "config/gunicorn.py"],
        "worker": [python, "manage.py", "worker"],
        "planner": [python, "manage.py", "planner"],
    }
    zorg = {naam: Programma(o, env, logs / f"{naam}.log", map_=app) for naam, o in opdrachten.items()}
    with zorg["web"] as web, zorg["worker"], zorg["planner"]:
        wacht_tot(luistert(poort, "/gezond/klaar/"), wat="de webserver is klaar", programma=web)
        web.poort = poort
        with proxy(poort, logs) as adres:
            yield adres, zorg


def test_van_kloon_tot_scherm(installatie, draaiend, browser, tmp_path):
    app, python, env, voorheen = installatie
    adres, programmas = draaiend
    _statisch(programmas["web"].poort, app)
    venster = browser.new_context(base_url=adres, ignore_https_errors=True, locale="nl-NL")
    pagina = venster.new_page()
    fouten = []
    pagina.on("console", lambda regel: fouten.append(regel.text) if regel.type == "error" else None)
    _log_in(pagina, "beheer@voorbeeld.nl")
    assert "Beheer" in pagina.locator("h1").inner_text()
    venster.clear_cookies()
    _log_in(pagina, "coordinator@voorbeeld.nl")
    _lees_lijst_in(pagina, tmp_path)
    assert fouten == []
    venster.close()

    def alles_goed():
        uitkomst = subprocess.run(
            [python, "manage.py", "klopt_het"], cwd=app, env=env, capture_output=True, text=True, check=False
        )
        return uitkomst.returncode == 0 and uitkomst.stdout

    assert "NIET" not in wacht_tot(alles_goed, wat="klopt_het zegt dat alles goed is")
    _herstart_onder_druk(programmas["web"])
    _planner(installatie, programmas["planner"])
    _niets_geschreven(app, voorheen)
    _logs(programmas)


def bestanden(app):
    """path -> when it was written."""
    return {pad: pad.stat().st_mtime_ns for pad in app.rglob("*")}


def _statisch(poort, app):
    """Hashed names only, compressed beside them, kept for ever by browsers."""
    html = vraag(poort, "/account/inloggen/")[1].decode()
    paden = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)
    assert len(paden) >= 3
    for pad in paden:
        assert re.search(r"\.[0-9a-f]{12}\.(css|js)$", pad), pad
        bestand = app / "staticfiles" / pad.removeprefix("/static/")
        assert bestand.is_file()
        assert [bestand.with_name(bestand.name + soort).is_file() for soort in (".gz", ".br")] == [True, True]
    assert not (app / "staticfiles/vendor/bootstrap/bootstrap.min.css").exists()


def _log_in(pagina, email):
    pagina.goto("/account/inloggen/")
    pagina.get_by_label("E-mailadres").fill(email)
    pagina.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    pagina.get_by_role("button", name="Inloggen").click()
    pagina.wait_for_url(lambda url: "/account/" not in url)


def _lees_lijst_in(pagina, map_):
    """A list of 300 people: opened, columns kept, all chosen, read in by the worker, found back."""
    lijst = map_ / "lijst.csv"
    rijen = [f"Jan{n};Proef{n};{1 + n % 28:02}-03-1990;06{10_000_000 + n}" for n in range(RIJEN)]
    lijst.write_text("Voornaam;Achternaam;Geboortedatum;Telefoon\n" + "\n".join(rijen) + "\n")
    pagina.goto("/inlezen/nieuw/")
    pagina.get_by_label("Verwijzer", exact=True).select_option(label="Werk in Zicht")
    pagina.get_by_label("Programma", exact=True).select_option(index=1)
    pagina.get_by_label("Bestand", exact=True).set_input_files(lijst)
    pagina.get_by_role("button", name="Lijst openen").click()
    pagina.get_by_role("button", name="Kolommen opslaan").click()
    kies = pagina.get_by_role("button", name=f"Lees {RIJEN} rijen in")
    _ververs_tot(pagina, kies)
    kies.click()
    pagina.get_by_role("button", name=re.compile("^Lees .* in$")).click()
    _ververs_tot(pagina, pagina.get_by_text(f"{RIJEN} rijen zijn ingelezen."))
    pagina.goto("/kandidaten/?q=Proef299")
    assert pagina.get_by_role("link", name=re.compile("Proef299")).count() >= 1


def _ververs_tot(pagina, wat):
    """Until it is there: the page of work in the background is refreshed by hand."""

    def kijk():
        if wat.count():
            return True
        knop = pagina.get_by_role("link", name="Stand verversen")
        if knop.count():
            knop.click()
        return False

    wacht_tot(kijk, wat=f"{wat} op {pagina.url}")


def _herstart_onder_druk(web):
    """Real pages this time, without a session: the log-in page, a static file and the health page."""
    css = re.search(r'href="(/static/[^"]+\.css)"', vraag(web.poort, "/account/inloggen/")[1].decode())[1]
    oud = kinderen(web.proces.pid)
    vragen = [("GET", pad, None) for pad in ("/account/inloggen/", css, "/gezond/klaar/")]
    with drukte(web.poort, vragen) as telling:
        web.signaal(1)
        wacht_tot(
            lambda: len(nu := kinderen(web.proces.pid)) == 2 and set(oud).isdisjoint(nu),
            wat="nieuwe werkers", programma=web,
        )  # fmt: skip
        voor = telling.gelukt
        wacht_tot(lambda: telling.gelukt > voor + 10, wat="verkeer bij de nieuwe werkers", programma=web)
    assert telling.fouten == []


def _planner(installatie, planner):
    """At its first start every job was due once: all were done, and went well."""
    app, python, env, _ = installatie

    def lijst():
        gezegd = manage(env, "klus", python=python, map_=app)
        return "Nog niet" not in gezegd and "bezig" not in gezegd and gezegd

    gezegd = wacht_tot(lijst, wat="elke klus is gedraaid", programma=planner)
    assert "MISLUKT" not in gezegd, planner.tekst()
    planner.proces.terminate()
    assert planner.einde(15) == 0


def _niets_geschreven(app, voorheen):
    """With a read-only root nothing would be missing: all of this changed no file beside the code, and made none."""
    assert bestanden(app) == voorheen


def _logs(programmas):
    """One line, one JSON object; no names, addresses of mail or query strings."""
    for naam, programma in programmas.items():
        regels = [json.loads(regel) for regel in programma.tekst().splitlines()]
        assert regels, naam
        tekst = json.dumps(regels)
        assert not re.search(r"voorbeeld\.nl|Proef\d|Jan\d|\?q=|Mozilla|192\.0\.2\.7", tekst), naam
        assert not [regel for regel in regels if regel["level"] in {"error", "critical"}], naam
