"""GET never writes: which SQL writes what, and what happens then."""

import pytest
from structlog.testing import capture_logs

from basis import alleenlezen
from basis.alleenlezen import SchrijvenOpGet, geschreven_tabellen
from basis.models import Concept

LEEST = [
    'SELECT "a"."b" FROM "a" WHERE "a"."b" = %s',
    "SELECT 1 FOR UPDATE",
    'SELECT "x" FROM "a" FOR UPDATE OF "a" SKIP LOCKED',
    'SELECT "x" FROM "a" FOR NO KEY UPDATE OF "a"',
    'SELECT "update", "delete" FROM "insert"',
    "SELECT 'DELETE FROM a' AS tekst",
    "SELECT 'het''s UPDATE a SET b' AS tekst",
    'SELECT 1 -- DELETE FROM "a"',
    "/* INSERT INTO a */ SELECT 1",
    '(SELECT "a" FROM "b") UNION (SELECT "c" FROM "d")',
    'WITH t AS (SELECT 1) SELECT * FROM "t"',
    "SAVEPOINT s1", "RELEASE SAVEPOINT s1", "ROLLBACK TO SAVEPOINT s1", "BEGIN IMMEDIATE", "COMMIT",
    "SET TIME ZONE 'UTC'", "PRAGMA foreign_keys", "EXPLAIN SELECT 1", "",
]  # fmt: skip
SCHRIJFT = [
    ('INSERT INTO "kandidaten_kandidaat" ("a") VALUES (%s)', {"kandidaten_kandidaat"}),
    ("INSERT OR IGNORE INTO tabel SELECT 1", {"tabel"}),
    ('INSERT INTO "a" ("b") VALUES (1) ON CONFLICT("b") DO UPDATE SET "b" = EXCLUDED."b"', {"a"}),
    ('REPLACE INTO "a" VALUES (1)', {"a"}),
    ('UPDATE "a" SET "b" = 1', {"a"}),
    ('update only "a" set b = 1', {"a"}),
    ('UPDATE "a" AS "t" SET b = 1', {"a"}),
    ('UPDATE "schema"."a" SET b = 1', {"a"}),
    ('DELETE FROM "a" WHERE "a"."b" IN (SELECT "c" FROM "d")', {"a"}),
    ('WITH t AS (SELECT 1) INSERT INTO "a" SELECT * FROM t', {"a"}),
    (
        'WITH weg AS (DELETE FROM "a" RETURNING *), bij AS (INSERT INTO "b" SELECT 1) SELECT * FROM weg',
        {"a", "b"},
    ),
    ('MERGE INTO "a" USING "b" ON true WHEN MATCHED THEN DELETE', {"a"}),
    ('EXPLAIN ANALYZE DELETE FROM "a"', {"a"}),
    ("-- opmerking\nDELETE FROM a", {"a"}),
    ("SELECT 1; DELETE FROM a", {"a"}),
    ("TRUNCATE a", {"?"}),
    ("CREATE TABLE a (b int)", {"?"}),
    ("COPY a FROM STDIN", {"?"}),
]


@pytest.mark.parametrize("sql", LEEST)
def test_dit_leest(sql):
    assert geschreven_tabellen(sql) == set()


@pytest.mark.parametrize(("sql", "tabellen"), SCHRIJFT)
def test_dit_schrijft(sql, tabellen):
    assert geschreven_tabellen(sql) == tabellen


@pytest.fixture
def als_anna(client, anna, settings):
    settings.ROOT_URLCONF = "tests.basis.urls"
    client.force_login(anna)
    return client


@pytest.fixture
def concept(anna):
    return Concept.objects.create(gebruiker=anna, sleutel="a", inhoud={})


@pytest.mark.parametrize("methode", ["get", "head", "options"])
def test_schrijven_op_get_is_in_tests_een_fout(als_anna, concept, methode):
    with pytest.raises(SchrijvenOpGet, match="schrijft in basis_concept"):
        getattr(als_anna, methode)("/schrijft/")


def test_post_mag_schrijven(als_anna, concept):
    assert als_anna.post("/schrijft/").status_code == 200
    assert not Concept.objects.exists()


def test_de_sessie_mag_op_get(als_anna):
    assert als_anna.get("/leest/").status_code == 200


def test_een_genoemde_tabel_mag_op_get(als_anna, concept, monkeypatch):
    monkeypatch.setattr(alleenlezen, "_schrijfbaar", {"django_session"})
    alleenlezen.sta_schrijven_toe("basis_concept")
    assert als_anna.get("/schrijft/").status_code == 200


def test_het_logboek_is_genoemd():
    assert "logboek_logregel" in alleenlezen._schrijfbaar


def test_in_productie_komt_het_in_het_log_en_gaat_het_door(als_anna, concept, settings):
    settings.OMGEVING = "productie"
    with capture_logs() as regels:
        assert als_anna.get("/schrijft/").status_code == 200
    assert not Concept.objects.exists()
    [regel] = [regel for regel in regels if regel["event"] == "schrijven_op_get"]
    assert (regel["view"], regel["tabellen"], regel["log_level"]) == (
        "schrijft",
        ["basis_concept"],
        "warning",
    )


def test_na_de_get_is_de_bewaking_weg(als_anna, concept):
    als_anna.get("/leest/")
    Concept.objects.all().delete()
