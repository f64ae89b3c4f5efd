"""Measures reading in long lists, and writes the section "inlezen" of docs/prestaties.md (make bench-inlezen).

Every step runs in a process of its own, so that its peak memory is its own: reading the file and judging its rows, and
bringing them into dossiers. Beside it stands what PostgreSQL needs to COPY the same candidates into a bare table.
"""

import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WORTEL), str(WORTEL / "scripts")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

import openpyxl  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from prestaties import machine, schrijf_sectie, tabel  # noqa: E402

from gebruikers.models import Gebruiker  # noqa: E402
from inlezen.diensten import kies_kolommen, open_inlezing  # noqa: E402
from inlezen.keuzes import Inleesstatus  # noqa: E402
from inlezen.models import Inlezing  # noqa: E402
from inlezen.toepassen import lees_in  # noqa: E402
from kandidaten.models import Kandidaat  # noqa: E402
from partners.models import Arbeidsmarktregio, Partner  # noqa: E402
from tests import fabrieken  # noqa: E402
from trajecten.models import Programma  # noqa: E402

VOORBEELD = WORTEL / "tests" / "inlezen" / "bestanden" / "verwijzing-groot.csv"
GEWOON, LANG = 2_500, 20_000
GRENZEN = {"lezen": {GEWOON: 3}, "inlezen": {GEWOON: 15}, "samen": {LANG: 180}}  # seconds
GEHEUGEN = 300  # MB


# --- The lists --------------------------------------------------------------------------------------------------------
def rijen(aantal):
    """The list of 2,500 people, and as many like them as it takes: other name, date, number and address."""
    with VOORBEELD.open(encoding="utf-8-sig", newline="") as bestand:
        kop, *voorbeelden = csv.reader(bestand)
    plaats = {naam: nummer for nummer, naam in enumerate(kop)}
    yield kop
    for nummer in range(aantal):
        ronde, rij = nummer // len(voorbeelden), list(voorbeelden[nummer % len(voorbeelden)])
        if ronde:
            rij[plaats["achternaam"]] += "abcdefghij"[ronde] * 3
            if geboren := rij[plaats["geboortedatum"]]:
                rij[plaats["geboortedatum"]] = str(date.fromisoformat(geboren) + timedelta(days=ronde))
            rij[plaats["telefoon"]] = f"06{(nummer * 7919) % 100_000_000:08d}"
            rij[plaats["email"]] = rij[plaats["email"]].replace("@", f".{ronde}@")
        yield rij


def als_csv(aantal):
    uit = io.StringIO()
    csv.writer(uit).writerows(rijen(aantal))
    return uit.getvalue().encode()


def als_xlsx(aantal):
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet()
    for rij in rijen(aantal):
        blad.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


# --- One step, in its own process -------------------------------------------------------------------------------------
def stap_lezen(pad):
    """Read a file and judge its rows, as the page and its worker do: the seconds of both."""
    inhoud = Path(pad).read_bytes()
    begin = time.perf_counter()
    inlezing = open_inlezing(
        inhoud=inhoud,
        bestandsnaam=Path(pad).name,
        partner=Partner.objects.get(),
        programma=Programma.objects.get(),
        regio=Arbeidsmarktregio.objects.get(),
        door=Gebruiker.objects.get(),
    )
    gelezen = time.perf_counter()
    kies_kolommen(inlezing, keuzes={}, door=Gebruiker.objects.get())
    duur = gelezen - begin, time.perf_counter() - gelezen
    inlezing.refresh_from_db(fields=["status"])
    if inlezing.status != Inleesstatus.CONTROLEREN:
        sys.exit("FOUT: de lijst is niet beoordeeld; zet TAKEN=direct.")
    return duur


def stap_inlezen(_pad):
    """Bring every chosen row of the last list into a dossier."""
    inlezing = Inlezing.objects.latest("gemaakt_op")
    begin = time.perf_counter()
    lees_in(inlezing, door=Gebruiker.objects.get())
    duur = time.perf_counter() - begin
    if inlezing.regels.filter(stand="mislukt").exists():
        sys.exit("FOUT: niet alle gekozen rijen zijn ingelezen.")
    return duur


def in_eigen_proces(stap, pad=""):
    """(what the step gives, its peak memory in MB)."""
    opdracht = [sys.executable, __file__, stap, str(pad)]
    uit = subprocess.run(opdracht, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(uit.splitlines()[-1])


# --- What the database itself needs -----------------------------------------------------------------------------------
def duur_van_copy():
    """(seconds, rows) of COPY FROM of all candidates, as stored, into a table without index or constraint."""
    tabelnaam = Kandidaat._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE kopie (LIKE {tabelnaam})")
        inhoud = io.BytesIO()
        cursor.copy_expert(f"COPY {tabelnaam} TO STDOUT", inhoud)
        inhoud.seek(0)
        begin = time.perf_counter()
        cursor.copy_expert("COPY kopie FROM STDIN", inhoud)
        duur = time.perf_counter() - begin
        cursor.execute("SELECT count(*) FROM kopie")
        aantal = cursor.fetchone()[0]
        cursor.execute("DROP TABLE kopie")
    return duur, aantal


# --- All of it --------------------------------------------------------------------------------------------------------
def vers():
    """An empty database with one referrer, programme and coordinator."""
    call_command("flush", interactive=False, verbosity=0)
    regio = fabrieken.RegioFabriek(code="GR", naam="Groningen")
    fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio])
    fabrieken.PartnerFabriek(naam="UWV Groningen", regio=regio)
    fabrieken.ProgrammaFabriek(code="P05", naam="Aan Zet")


def meet(aantal, soort, map_):
    """One list from file to dossiers, in an empty database; as a dict of figures."""
    vers()
    pad = map_ / f"lijst.{soort}"
    pad.write_bytes(als_csv(aantal) if soort == "csv" else als_xlsx(aantal))
    (bestand, oordelen), mb_lezen = in_eigen_proces("lezen", pad)
    inlezen, mb_inlezen = in_eigen_proces("inlezen")
    copy, ingelezen = duur_van_copy()
    return {
        "aantal": aantal, "soort": soort, "ingelezen": ingelezen, "bestand": bestand, "oordelen": oordelen,
        "lezen": bestand + oordelen, "inlezen": inlezen, "samen": bestand + oordelen + inlezen,
        "mb": max(mb_lezen, mb_inlezen), "copy": copy,
    }  # fmt: skip


def te_veel(gemeten):
    """The limits that these figures pass, in words."""
    for m in gemeten:
        for wat, grenzen in GRENZEN.items():
            grens = grenzen.get(m["aantal"])
            if grens and m[wat] > grens:
                yield f"{m['aantal']} rijen ({m['soort']}), {wat}: {m[wat]:.1f} s, hoogstens {grens} s."
        if m["mb"] > GEHEUGEN:
            yield f"{m['aantal']} rijen ({m['soort']}): {m['mb']:.0f} MB, hoogstens {GEHEUGEN} MB."


def sectie(gemeten):
    """The Markdown of this section."""
    koppen = [
        "list",
        "read in",
        "file",
        "judging",
        "dossiers",
        "together",
        "peak memory",
        "COPY",
        "ratio",
    ]
    regels = [
        [
            f"{m['aantal']:,} rows, .{m['soort']}",
            f"{m['ingelezen']:,}",
            *(f"{m[wat]:.1f} s" for wat in ("bestand", "oordelen", "inlezen", "samen")),
            f"{m['mb']:.0f} MB",
            f"{m['copy'] * 1000:.0f} ms",
            f"{m['samen'] / m['copy']:.0f} ×",
        ]
        for m in gemeten
    ]
    return f"""## Reading lists in

`make bench-inlezen`, on {machine()} and PostgreSQL {connection.pg_version // 10000}.

{tabel(koppen, regels)}

- *File*: from the bytes to the screen with the columns, while the user waits.
- *Judging*: from the columns to the review. Up to 3,000 rows while the user waits (limit: 3 seconds for 2,500, the file
  included), more by a worker.
- *Dossiers*: every chosen row; each person gets a dossier, a referral, a traject with its first status, and three lines
  in the access log (limit: 15 seconds for 2,500 rows; 3 minutes for 20,000 from file to dossiers).
- *Peak memory*: the most that either step had in use, each in a process of its own (limit: {GEHEUGEN} MB).
- *COPY*: PostgreSQL taking in only the candidates among those rows, from memory into a table without an index: the
  least that storing them can cost. *Ratio*: together, divided by COPY.

Rows that are not read in have a fault that somebody has to mend.
"""


def main():
    if len(sys.argv) > 1:
        duur = {"lezen": stap_lezen, "inlezen": stap_inlezen}[sys.argv[1]](sys.argv[2])
        print(json.dumps([duur, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    import tempfile

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory(prefix="trajecten-bench-") as map_:
        gemeten = [meet(n, s, Path(map_)) for n, s in ((GEWOON, "csv"), (LANG, "csv"), (LANG, "xlsx"))]
    inhoud = sectie(gemeten)
    schrijf_sectie("inlezen", inhoud)
    print(inhoud)
    if fouten := list(te_veel(gemeten)):
        sys.exit("FOUT: te langzaam of te groot.\n" + "\n".join(fouten))


if __name__ == "__main__":
    main()
