"""What a log line holds, and what it never holds."""

import datetime as dt
import json
import logging

import pytest
import structlog

from config.loggen import stel_in


@pytest.fixture
def regels(settings):
    """Log lines as they would be printed, parsed."""
    opmaak = settings.LOGGING["formatters"]["json"]
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=opmaak["processors"], foreign_pre_chain=opmaak["foreign_pre_chain"]
    )
    gevangen = []

    class Vanger(logging.Handler):
        def emit(self, record):
            gevangen.append(formatter.format(record))

    vanger, wortel = Vanger(), logging.getLogger()
    niveau = wortel.level
    wortel.addHandler(vanger)
    wortel.setLevel("INFO")
    yield lambda: [json.loads(regel) for regel in gevangen]
    wortel.removeHandler(vanger)
    wortel.setLevel(niveau)


def test_een_zoekvraag_komt_niet_in_het_log(client, coordinator_groningen, regels):
    client.force_login(coordinator_groningen)
    client.get("/kandidaten/", {"q": "Luinenburg"})
    gestart = [regel for regel in regels() if regel["event"] == "request_started"]
    assert [regel["request"] for regel in gestart] == ["GET /kandidaten/"]
    assert "Luinenburg" not in json.dumps(regels())


def test_de_link_voor_een_nieuw_wachtwoord_komt_niet_in_het_log(client, db, regels):
    client.get("/account/wachtwoord/nieuw/3-cx8k2p-0123456789abcdef/")
    client.get("/account/wachtwoord/nieuw/klaar/")
    gevraagd = [regel["request"] for regel in regels() if regel["event"] == "request_started"]
    assert gevraagd == ["GET /account/wachtwoord/nieuw/***/", "GET /account/wachtwoord/nieuw/klaar/"]
    assert "0123456789abcdef" not in json.dumps(regels())


def test_een_fout_toont_het_spoor_zonder_waarden(regels):
    def val(naam):
        raise ValueError("stuk")

    try:
        val("Julia Luinenburg")
    except ValueError:
        structlog.get_logger("proef").exception("er ging iets mis")
    (regel,) = [regel for regel in regels() if regel["event"] == "er ging iets mis"]
    assert regel["exception"][0]["exc_type"] == "ValueError"
    assert "Luinenburg" not in json.dumps(regel)


def test_het_niveau_komt_uit_de_omgeving():
    assert stel_in("ERROR")["root"]["level"] == "ERROR"


def test_een_fout_van_de_database_citeert_geen_rij(regels):
    class UniqueViolation(Exception):
        pass

    class IntegrityError(Exception):
        pass

    tekst = (
        'duplicate key value violates unique constraint "gebruiker_email_uniek"\n'
        "DETAIL:  Key (lower(email))=(julia@example.nl) already exists."
    )
    try:
        try:
            raise UniqueViolation(tekst)
        except UniqueViolation as fout:
            raise IntegrityError(tekst) from fout
    except IntegrityError:
        structlog.get_logger("proef").exception("bewaren mislukt")
    (regel,) = [regel for regel in regels() if regel["event"] == "bewaren mislukt"]
    assert [fout["exc_value"] for fout in regel["exception"]] == ["gebruiker_email_uniek"] * 2
    assert "julia" not in json.dumps(regel)


@pytest.mark.parametrize(
    ("struikel", "blijft"),
    [
        (lambda: int("Luinenburg"), "invalid literal for int() with base 10: ***"),
        (lambda: {}["Luinenburg"], "***"),
        (lambda: dt.date.fromisoformat("Luinenburg"), "Invalid isoformat string: ***"),
        (
            lambda: _struikel('invalid input syntax for type date: "Luinenburg"\nLINE 1: ...'),
            "invalid input syntax for type date: ***",
        ),
        (lambda: _struikel("stuk"), "stuk"),
    ],
)
def test_een_fout_noemt_de_waarde_niet_waarover_zij_struikelt(regels, struikel, blijft):
    """PRIV-15: Python and PostgreSQL quote what they could not read."""
    try:
        struikel()
    except Exception:
        structlog.get_logger("proef").exception("gestruikeld")
    (regel,) = [regel for regel in regels() if regel["event"] == "gestruikeld"]
    assert regel["exception"][0]["exc_value"] == blijft
    assert "Luinenburg" not in json.dumps(regel)


def _struikel(tekst):
    raise RuntimeError(tekst)


def test_wie_waarmee_en_waarvandaan_kijkt_staat_niet_in_het_log(client, coordinator_groningen, regels):
    client.force_login(coordinator_groningen)
    client.get("/kandidaten/", headers={"user-agent": "Braillebrowser/1"}, REMOTE_ADDR="192.0.2.9")
    tekst = json.dumps(regels())
    assert "request_started" in tekst
    assert "Braillebrowser" not in tekst and "192.0.2.9" not in tekst
